import { namesShown } from './incident-words.ts';
import { type TextFile, textFile } from './rendered.ts';
import type { StormShown } from './storm.ts';
import { tableLines } from './table.ts';

const HEAD = [
  'STATE',
  'SEVERITY',
  'KIND',
  'NAMESPACE',
  'NAME',
  'UNWELL',
  'SINCE',
  'CLUSTER',
  'ALERTS',
  'CAUSE',
];
const WIDEST = 120;

/** All incidents of a storm, the worst first, a line each. */
export function stormFileOf({ storm, shown, now }: StormShown): TextFile {
  const rows = shown.map((incident) => [
    incident.state,
    incident.severity ?? '',
    incident.subject.kind,
    incident.subject.namespace ?? '',
    incident.subject.name,
    incident.pods === 0 ? '' : `${incident.unwell}/${incident.pods}`,
    timeOf(incident.openedAt),
    incident.subject.cluster,
    namesShown(incident.alerts, 3),
    incident.title,
  ]);
  const began = timeOf(storm.beganAt);
  const content = [
    `Storm of ${storm.incidents.length} incidents, began ${began}, as of ${timeOf(now)}`,
    '',
    ...tableLines(HEAD, rows, WIDEST),
  ].join('\n');
  return textFile(
    `storm-${began}.txt`,
    `All ${shown.length} incidents of the storm of ${began}`,
    `${content}\n`,
  );
}

/** To the second, in UTC. */
function timeOf(milliseconds: number): string {
  const time = new Date(milliseconds);
  return Number.isNaN(time.getTime()) ? '' : `${time.toISOString().slice(0, 19)}Z`;
}
