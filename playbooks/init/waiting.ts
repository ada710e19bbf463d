import { type ContainerView, stateOf } from '../../src/diagnosis/containers.ts';
import { formatDuration } from '../../src/diagnosis/duration.ts';
import { eventContainer } from '../../src/diagnosis/events.ts';
import { fromLog, fromSpec, fromStatus } from '../../src/diagnosis/evidence.ts';
import type { Evidence, NonEmpty, Params } from '../../src/diagnosis/finding.ts';
import type { View } from '../../src/diagnosis/playbook.ts';
import { knownEvents } from '../../src/diagnosis/pod-events.ts';
import type { LogLine } from '../../src/diagnosis/snapshot.ts';
import { readWaitingCommand, type WaitingCommand } from '../../src/diagnosis/waiting-command.ts';
import { readWaiting, type WaitingLog } from '../../src/diagnosis/waiting-log.ts';
import { type Place, serviceBehind } from '../crashloop/service-behind.ts';

export type InitView = View<'events' | 'log' | 'services' | 'endpoint-slices' | 'node'>;

/** A container that runs and has not done its part. */
export interface Running {
  /** Seconds that it has run. */
  readonly seconds: number;
  /** It waits for something that isn't there; otherwise it may be at work. */
  readonly waits: boolean;
  readonly params: Params;
  readonly evidence: NonEmpty<Evidence>;
}

const LAST_LINES = 3;
const LONGEST_LINE = 240;
/** Seconds that waiting for a neighbour, and seconds that honest work, may take before something is wrong. */
const WAITING_SECONDS = 30;
const WORKING_SECONDS = 300;

/** Undefined for a container that isn't running yet, as far as anyone can tell. */
export function runningOf(view: InitView, container: ContainerView): Running | undefined {
  const { name, status, spec } = container;
  const log = view.get({
    section: 'log',
    namespace: view.namespace,
    pod: view.podName,
    container: name,
    previous: false,
  });
  const lines = log.status === 'ok' ? log.value : [];
  const startedAt = startOf(view, container, lines);
  if (startedAt === undefined) return undefined;
  const seconds = Math.max(0, (view.now - Date.parse(startedAt)) / 1000 || 0);
  const said = readWaiting(lines);
  const command = readWaitingCommand([...(spec.command ?? []), ...(spec.args ?? [])]);
  const service = serviceBehind(view, placeOf(said, command));
  const texts = lines.map(({ text }) => text).filter((text) => text.trim() !== '');
  return {
    seconds,
    waits: said !== undefined || command !== undefined || service.params.missingService !== undefined,
    params: {
      since: startedAt,
      runs: formatDuration(seconds),
      running: name,
      what: whatOf(said, command),
      line: (said?.line ?? texts.at(-1))?.trim().slice(0, LONGEST_LINE),
      times: said && said.times > 1 ? said.times : undefined,
      silence: texts.length > 0 ? undefined : log.status === 'ok' ? 'it is empty' : 'it could not be read',
      check: said ? undefined : command?.check,
      ...service.params,
    },
    evidence: [
      fromStatus(view.podName, 'state', stateText(status, startedAt), name),
      ...(texts.length > 0 ? [fromLog(view.podName, name, 'current', texts.slice(-LAST_LINES))] : []),
      ...(command?.check ? [fromSpec(view.podName, 'command', command.check, name)] : []),
      ...service.evidence,
    ],
  };
}

/** It may still come right by itself: it has only begun, or is at work. */
export function isEarly({ seconds, waits }: Running): boolean {
  return seconds < (waits ? WAITING_SECONDS : WORKING_SECONDS);
}

/** The status lags by seconds: a log, or the event `Started`, tells sooner that a container runs. */
function startOf(
  view: InitView,
  { name, status }: ContainerView,
  lines: readonly LogLine[],
): string | undefined {
  const unknown = view.pod.status?.startTime ?? view.pod.metadata?.creationTimestamp ?? '';
  const running = status?.state?.running;
  if (running) return running.startedAt ?? unknown;
  const [first] = lines;
  // In whole seconds, as the kubelet's status counts.
  if (first) return first.time?.replace(/\.\d+Z$/, 'Z') ?? unknown;
  const event = knownEvents(view).find((one) => one.reason === 'Started' && eventContainer(one) === name);
  return event ? (event.lastTimestamp ?? unknown) : undefined;
}

function stateText(status: ContainerView['status'], startedAt: string): string {
  return status?.state?.running
    ? `running since ${startedAt}`
    : `${stateOf(status) ?? 'unknown'}, by its log running since ${startedAt}`;
}

function placeOf(said: WaitingLog | undefined, command: WaitingCommand | undefined): Place | undefined {
  const [last = ''] = said?.what?.split(' ').slice(-1) ?? [];
  const { host = /^[a-z][\w.-]+$/i.test(last) ? last : undefined, port } =
    command?.host === undefined ? (said?.endpoint ?? {}) : command;
  return host === undefined ? undefined : { host, ...(port === undefined ? {} : { port }) };
}

/** The command names what it asks; a log may call it by another word. */
function whatOf(said: WaitingLog | undefined, command: WaitingCommand | undefined): string | undefined {
  if (said?.endpoint || !command?.host) return said?.what;
  return endpointText(command);
}

function endpointText({ host, port }: WaitingCommand): string {
  return [host, port].filter((part) => part !== undefined).join(':');
}
