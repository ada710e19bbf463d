import { formatDuration } from '../../src/diagnosis/duration.ts';
import { fromLog } from '../../src/diagnosis/evidence.ts';
import type { Evidence, Params } from '../../src/diagnosis/finding.ts';
import { readListening } from '../../src/diagnosis/listening-log.ts';
import { type LogReading, readLog } from '../../src/diagnosis/log/read-log.ts';
import { probePort } from '../../src/diagnosis/probe.ts';
import { placeOf, serviceBehind } from '../crashloop/service-behind.ts';
import { readStartUp, type StartUp } from '../crashloop/start-up-log.ts';
import type { Asked, ProbeView } from './asked.ts';

/** What the container's own log tells about why its probe fails. */
export interface Said {
  /** A line that says what is wrong. */
  readonly reading?: LogReading;
  readonly startUp: StartUp;
  readonly loopback?: string;
  readonly lastLine?: string;
  readonly lines: readonly string[];
  /** It could not be read: what it would have told is open. */
  readonly isUnread?: boolean;
}

export const SILENT: Said = { startUp: { ports: [] }, lines: [] };
const LONGEST_LINE = 240;
const LAST_LINES = 3;

export function readSaid(view: ProbeView, { container, probe }: Asked): Said {
  const log = view.get({
    section: 'log',
    namespace: view.namespace,
    pod: view.podName,
    container: container.name,
    previous: false,
  });
  if (log.status !== 'ok') return { ...SILENT, isUnread: true };
  const lines = log.value.map(({ text }) => text).filter((text) => text.trim() !== '');
  const reading = readLog(log.value);
  const lastLine = lines.at(-1);
  return {
    lines,
    startUp: readStartUp(lines),
    ...readListening(lines, probePort(probe, container.spec)?.number),
    ...(reading && reading.confidence !== 'possible' ? { reading } : {}),
    ...(lastLine === undefined ? {} : { lastLine }),
  };
}

/** The line that says why, and what it names: the Service behind it, if the cluster has one. */
export function readingParams(
  view: ProbeView,
  { reading }: Said,
): { params: Params; evidence: readonly Evidence[] } {
  if (!reading) return { params: {}, evidence: [] };
  const { host, port, reason } = reading.params;
  const isDependency = reading.cause === 'dependency-unreachable' || reading.cause === 'dependency-rejected';
  const service = serviceBehind(view, isDependency ? placeOf(reading.params) : undefined);
  const named = [host, port].filter((part) => part !== undefined).join(':');
  return {
    params: {
      line: reading.line.trim().slice(0, LONGEST_LINE),
      target: isDependency ? named : undefined,
      reason: isDependency ? reason : undefined,
      ...service.params,
    },
    evidence: service.evidence,
  };
}

/** The lines to show: those that tell, else the last ones. */
export function saidEvidence(
  view: ProbeView,
  { container }: Asked,
  { lines, reading }: Said,
): readonly Evidence[] {
  const shown = reading?.excerpt ?? lines.slice(-LAST_LINES);
  return shown.length === 0 ? [] : [fromLog(view.podName, container.name, 'current', shown)];
}

/** What a start-up that goes on still tells. */
export function startUpParams({ startUp, lastLine }: Said): Params {
  const { needs } = startUp;
  return {
    needs: needs && `${needs.line.trim().slice(0, LONGEST_LINE)} (${formatDuration(needs.seconds)})`,
    line: lastLine?.trim().slice(0, LONGEST_LINE),
  };
}
