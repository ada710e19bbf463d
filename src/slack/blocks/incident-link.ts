import type { IncidentLink } from '../../asks.ts';
import { line, link, plain, rich } from './block-kit.ts';
import { type Part, part } from './fit-blocks.ts';
import { momentWords } from './incident-words.ts';

/** Where what an answer is about is told of already: whoever asks may join those who are there. */
export function incidentLinkPart(incident: IncidentLink | undefined, now: number): readonly Part[] {
  if (!incident) return [];
  const { openedAt, inStorm, url } = incident;
  const where = inStorm ? 'in a summary of many' : 'in its thread';
  return [
    part(2, [rich(line(plain(`Incident since ${momentWords(openedAt, now)}, ${where}: `), link(url)))]),
  ];
}
