import type { Report } from '../../src/diagnosis/report.ts';
import type { Collected, Read, Snapshot } from '../../src/diagnosis/snapshot.ts';
import { containerStatus, event, node, pod } from '../support/build.ts';
import { snapshot } from '../support/snapshots.ts';
import { diagnose, ownOnly, soundSite } from './support.ts';

const ENDED = {
  exitCode: 3,
  reason: 'Error',
  startedAt: '2026-01-01T11:58:00Z',
  finishedAt: '2026-01-01T11:59:00Z',
};
export const CRASHED = containerStatus(
  'app',
  { waiting: { reason: 'CrashLoopBackOff' } },
  { restartCount: 3, lastState: { terminated: ENDED } },
);
export const NOT_READY = [{ type: 'Ready', status: 'False' }];
/** `shop/web-1` in CrashLoopBackOff. */
export const CRASHING = snapshot({
  pods: [pod({ status: { conditions: NOT_READY, containerStatuses: [CRASHED] } })],
});
export const HEALTHY = snapshot();
export const LOG = ['starting', 'FATAL: license AC-1 has expired', 'bye'];

/** A cluster with an odd event, a log and the pod's node, and nothing else. */
export function answers(read: Read): Collected<unknown> {
  switch (read.section) {
    case 'log':
      return { status: 'ok', value: LOG.map((text) => ({ text })) };
    case 'events':
      return {
        status: 'ok',
        value: [event({ reason: 'Odd', message: 'something odd' }), event({ reason: 'Other' })],
      };
    case 'node':
      return { status: 'ok', value: node(read.name) };
    default:
      return { status: 'unavailable', reason: 'not-found', message: 'no such thing' };
  }
}

/** A file of one own cause, acme/broken. */
export function cause(lines: string, more = ''): string {
  const body = lines
    .trim()
    .split('\n')
    .map((line) => `    ${line.trimEnd()}`);
  return [more, 'causes:', '  broken:', '    title: broken', '    severity: critical', ...body].join('\n');
}

/** What the site's own causes find, and what they ask for. */
export function judged(
  text: string,
  start: Snapshot = CRASHING,
  answer: (read: Read) => Collected<unknown> = answers,
): Report & { readonly sections: readonly string[] } {
  const { report, asked } = diagnose(start, ownOnly(soundSite(text)), answer);
  // The framework asks for events itself, for its own words.
  return {
    ...report,
    sections: asked.map(({ section }) => section).filter((section) => section !== 'events'),
  };
}
