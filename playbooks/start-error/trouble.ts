import { type ContainerView, lastEndedRun } from '../../src/diagnosis/containers.ts';
import { newest } from '../../src/diagnosis/events.ts';
import { fromEvent, fromStatus } from '../../src/diagnosis/evidence.ts';
import { exitOf } from '../../src/diagnosis/exit-code.ts';
import type { Evidence, NonEmpty } from '../../src/diagnosis/finding.ts';
import type { View } from '../../src/diagnosis/playbook.ts';
import type { PodEvents } from '../crashloop/pod-events.ts';

/** What the runtime said about a container that it could not start. */
export interface Refusal {
  readonly message: string;
  readonly evidence: NonEmpty<Evidence>;
}

const REFUSED = new Set(['RunContainerError', 'CreateContainerError', 'StartError', 'ContainerCannotRun']);
/** The kubelet, not the runtime, refuses these: the family config-error. */
const SUB_PATH = /failed to (?:prepare|create) subPath|subPath/;

/**
 * The runtime's words from the status: the waiting message while it is being tried, the ended run's message between
 * two tries. Where a status has none (docker), the event `Failed` has them.
 */
export function refusalOf(
  view: View,
  container: ContainerView,
  events: () => PodEvents,
): Refusal | undefined {
  const { status, name } = container;
  const waiting = status?.state?.waiting;
  const ended = lastEndedRun(status);
  const reason = waiting?.reason ?? '';
  const isRefused = REFUSED.has(reason);
  const hasEnded = ended !== undefined && exitOf(ended.terminated).kind === 'not-started';
  const isTried = status?.state?.running === undefined && (isRefused || hasEnded);
  if (!isTried || (waiting && !isRefused && reason !== 'CrashLoopBackOff')) return undefined;
  if (isRefused && waiting?.message) {
    if (SUB_PATH.test(waiting.message)) return undefined;
    const text = `${reason}: ${waiting.message}`;
    return { message: waiting.message, evidence: [fromStatus(view.podName, 'state.waiting', text, name)] };
  }
  const state =
    ended &&
    fromStatus(
      view.podName,
      `${ended.log === 'current' ? 'state' : 'lastState'}.terminated`,
      `reason: ${ended.terminated.reason}, exitCode: ${ended.terminated.exitCode}, message: ${ended.terminated.message ?? ''}`,
      name,
    );
  if (state && ended?.terminated.message) return { message: ended.terminated.message, evidence: [state] };
  const event = newest(
    events().events,
    (one) => one.reason === 'Failed' && /^Error: /.test(one.message ?? ''),
  );
  const first = state ?? fromStatus(view.podName, 'state.waiting', reason, name);
  return event
    ? { message: String(event.message), evidence: [fromEvent(event), first] }
    : { message: '', evidence: [first] };
}
