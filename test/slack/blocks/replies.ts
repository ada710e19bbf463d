import { playbooks } from '../../../playbooks/index.ts';
import type { Ask } from '../../../src/asks.ts';
import { cleanText } from '../../../src/diagnosis/gate.ts';
import { type Report, toReport } from '../../../src/diagnosis/report.ts';
import { renderReply } from '../../../src/slack/blocks/render-reply.ts';
import type { RenderedReply, RenderOptions } from '../../../src/slack/blocks/rendered.ts';
import { diagnoseRecorded, loadRecorded } from '../../support/recorded.ts';

export const OPTIONS: RenderOptions = {
  logs: true,
  clean: cleanText,
  now: Date.parse('2026-11-22T10:40:00Z'),
  requestedBy: 'U0ANN',
};

export const ASK: Ask = { verb: 'why', cluster: 'prod', namespace: 'shop', target: 'web' };

/** The report on a target of a recording. */
export function reportOn(recording: string, target: string): Report {
  const recorded = loadRecorded(`test/recordings/${recording}.json`);
  const cost = { requests: 5, roundTrips: 3, durationMs: 38.4 };
  return toReport(diagnoseRecorded(recorded, target, playbooks), playbooks, { cluster: 'context', cost });
}

export function renderedOn(
  recording: string,
  target: string,
  options: Partial<RenderOptions> = {},
): RenderedReply {
  const report = reportOn(recording, target);
  const ask: Ask = { ...ASK, namespace: report.target.namespace, target };
  return renderReply({ kind: 'report', ask, report }, { ...OPTIONS, ...options });
}
