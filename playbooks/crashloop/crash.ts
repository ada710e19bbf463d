import {
  type ContainerView,
  type EndedRun,
  lastEndedRun,
  lifetimeSeconds,
  stateOf,
} from '../../src/diagnosis/containers.ts';
import { counted } from '../../src/diagnosis/counted.ts';
import { formatDuration } from '../../src/diagnosis/duration.ts';
import { fromStatus } from '../../src/diagnosis/evidence.ts';
import { type Exit, exitOf } from '../../src/diagnosis/exit-code.ts';
import type { Evidence, NonEmpty, Params } from '../../src/diagnosis/finding.ts';
import type { ContainerStateTerminated } from '../../src/diagnosis/objects/container.ts';
import type { Pod } from '../../src/diagnosis/objects/pod.ts';
import type { View } from '../../src/diagnosis/playbook.ts';

/** A container whose newest ended run failed. */
export interface Crash {
  readonly container: ContainerView;
  readonly run: ContainerStateTerminated;
  readonly exit: Exit;
  /** Which of the container's logs is that run's. */
  readonly log: 'current' | 'previous';
  /** `looping`: down, or up between two crashes. `recovered`: runs and is ready since. */
  readonly phase: 'looping' | 'recovered';
  readonly running: boolean;
  /** Seconds that the run lasted. */
  readonly lifetime: number | undefined;
}

/** Waiting reasons that stand between two runs; others (an image pull, a missing ConfigMap) are other families'. */
const BETWEEN_RUNS = new Set(['CrashLoopBackOff', 'RunContainerError', 'PostStartHookError']);
/** Runs that lasted longer than that are not a loop: restarts hours apart are told as what they are. */
const LONGEST_LOOP_SECONDS = 600;
/** Restarts from which on also runs of hours are a loop: leaks, and programs that die once an hour. */
const OFTEN = 5;
const OFTEN_OUT_OF_MEMORY = 2;
/** An end longer ago than that is over: the container has been well since. */
const RECENT_SECONDS = 15 * 60;

const NO_RUN: EndedRun = { terminated: {}, log: 'previous' };

/** The crash that a container is in or has just come out of. */
export function crashOf(view: View, container: ContainerView): Crash | undefined {
  const { status } = container;
  // A back-off without a run in the status (the kubelet restarted in between) is a crash all the same.
  const isBackingOff = status?.state?.waiting?.reason === 'CrashLoopBackOff';
  const ended = lastEndedRun(status) ?? (isBackingOff ? NO_RUN : undefined);
  if (!ended || container.kind === 'ephemeral' || isOver(view)) return undefined;
  const run = ended.terminated;
  const exit = exitOf(run);
  if (exit.code === 0 && run.reason !== 'OOMKilled' && !restartsAlways(view.pod, container)) return undefined;
  const lifetime = lifetimeSeconds(run);
  const phase = phaseOf(view, container, run, lifetime);
  if (!phase) return undefined;
  return { container, run, exit, log: ended.log, phase, running: stateOf(status) === 'running', lifetime };
}

/** Succeeded, on its way out, refused or evicted by the kubelet, or made good by a later attempt of the same Job. */
function isOver({ pod, siblings }: View): boolean {
  const { metadata, status } = pod;
  if (metadata?.deletionTimestamp || status?.phase === 'Succeeded') return true;
  if (status?.phase !== 'Failed') return false;
  return Boolean(status.reason) || siblings.some((other) => isRetryOf(other, pod));
}

/** A later pod of the same Job or CronJob (of the same index, where the Job counts them) that succeeded. */
function isRetryOf(other: Pod, pod: Pod): boolean {
  const index = 'batch.kubernetes.io/job-completion-index';
  return (
    other.status?.phase === 'Succeeded' &&
    createdAt(other) > createdAt(pod) &&
    other.metadata?.annotations?.[index] === pod.metadata?.annotations?.[index]
  );
}

function createdAt(pod: Pod): number {
  return Date.parse(pod.metadata?.creationTimestamp ?? '');
}

/**
 * An end with exit 0 is a failure only where the container is meant to run for ever. Since 1.34 it may have a policy of
 * its own (https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#container-restart-rules).
 */
function restartsAlways(pod: Pod, { kind, spec }: ContainerView): boolean {
  if (kind === 'init') return false;
  return (spec.restartPolicy ?? pod.spec?.restartPolicy ?? 'Always') === 'Always';
}

function phaseOf(
  view: View,
  { status }: ContainerView,
  run: ContainerStateTerminated,
  lifetime: number | undefined,
): Crash['phase'] | undefined {
  const state = status?.state;
  if (state?.terminated) return 'looping';
  if (!state?.running) return BETWEEN_RUNS.has(state?.waiting?.reason ?? '') ? 'looping' : undefined;
  const uptime = secondsSince(view, state.running.startedAt);
  // A crash and a start later it is up again, ready even, for as long as it took to crash the last times.
  const isYoung = uptime < Math.max(2 * (lifetime ?? 0), (lifetime ?? 0) + 10);
  const isLoop = (status?.restartCount ?? 0) >= 2 || !status?.ready;
  if (isLoop && isYoung && (lifetime ?? 0) <= LONGEST_LOOP_SECONDS) return 'looping';
  if (!status?.ready || secondsSince(view, run.finishedAt ?? state.running.startedAt) >= RECENT_SECONDS)
    return undefined;
  const often = run.reason === 'OOMKilled' ? OFTEN_OUT_OF_MEMORY : OFTEN;
  // It has been through this often enough, and not yet lived longer than the last time.
  return (status.restartCount ?? 0) >= often && uptime < (lifetime ?? 0) ? 'looping' : 'recovered';
}

export function secondsSince(view: View, time: string | undefined): number {
  const since = Date.parse(time ?? '');
  return Number.isNaN(since) ? 0 : (view.now - since) / 1000;
}

/** Evidence in order, never empty. */
export function leading(first: readonly Evidence[], then: Evidence): NonEmpty<Evidence> {
  const [head, ...rest] = first;
  return head ? [head, ...rest, then] : [then];
}

/** The params that tell how the newest run ended. */
export function crashParams(crash: Crash): Params {
  const { status } = crash.container;
  const backOff = /back-off (\S+) restarting/.exec(status?.state?.waiting?.message ?? '')?.[1];
  return {
    exitCode: crash.run.exitCode ?? (crash.run.signal ? crash.exit.code : undefined),
    exitMeaning: crash.exit.meaning,
    reason: crash.run.reason,
    lifetime: inWords(crash.lifetime),
    restarts: restartsInWords(status?.restartCount),
    [status?.restartCount ? 'previousOf' : 'currentOf']: crash.container.name,
    backOff,
  };
}

/** `1 restart`, `3 restarts`; nothing before the first. */
export function restartsInWords(count = 0): string | undefined {
  return count === 0 ? undefined : counted(count, 'restart');
}

/** The status counts in whole seconds. */
export function inWords(seconds: number | undefined): string | undefined {
  if (seconds === undefined) return undefined;
  return seconds < 1 ? 'less than a second' : formatDuration(seconds);
}

/** The terminated state as it stands in the pod's status. */
export function statusEvidence(view: View, { container, run, log }: Crash): Evidence {
  const field = `${log === 'current' ? 'state' : 'lastState'}.terminated`;
  const text = (['reason', 'exitCode', 'signal', 'startedAt', 'finishedAt', 'message'] as const)
    .flatMap((name) => (run[name] === undefined ? [] : [`${name}: ${String(run[name]).trim()}`]))
    .join(', ');
  if (text !== '') return fromStatus(view.podName, field, text, container.name);
  return fromStatus(view.podName, 'state', JSON.stringify(container.status?.state), container.name);
}
