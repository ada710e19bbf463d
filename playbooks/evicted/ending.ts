import { formatDuration } from '../../src/diagnosis/duration.ts';
import { eventTime, newest } from '../../src/diagnosis/events.ts';
import { fromEvent, fromStatus } from '../../src/diagnosis/evidence.ts';
import type { Evidence, NonEmpty, Params } from '../../src/diagnosis/finding.ts';
import { conditionText } from '../../src/diagnosis/node-state.ts';
import type { Condition, KubeEvent } from '../../src/diagnosis/objects/meta.ts';
import type { Pod } from '../../src/diagnosis/objects/pod.ts';
import type { View } from '../../src/diagnosis/playbook.ts';
import { newestPodEvent } from '../../src/diagnosis/pod-events.ts';
import { hasFailed } from '../../src/diagnosis/pod-status.ts';

export type EvictedView = View<'events' | 'node' | 'namespace-pods'>;

/** A pod that was put an end to from outside, or refused, and what says so. */
export interface Ending {
  /** `status.reason`, or the reason of the condition DisruptionTarget. */
  readonly reason: string;
  readonly message: string;
  readonly evidence: NonEmpty<Evidence>;
}

/** A pod that failed longer ago than that, and has a successor, is history. */
const LONGEST_AGO_SECONDS = 3600;

/** Undefined for a pod that nobody put an end to, or whose successor's own trouble is what counts. */
export function endingOf(view: EvictedView): Ending | undefined {
  const { pod, podName } = view;
  const { phase, reason, message = '' } = pod.status ?? {};
  if (phase === 'Failed' && isHistory(view)) return undefined;
  if (phase === 'Failed' && reason) {
    const said = `${reason}: ${message}`;
    return { reason, message, evidence: [fromStatus(podName, 'status.reason', said)] };
  }
  const isLeaving = pod.metadata?.deletionTimestamp !== undefined;
  // The condition alone may be that of a disruption which was given up: it is cleared some time later.
  const target = isLeaving || phase === 'Failed' ? disruptionOf(pod) : undefined;
  if (phase === 'Succeeded' || (!target && !isLeaving)) return undefined;
  return target ? ofCondition(view, target) : ofEvents(view);
}

/** Set since 1.26 (https://kubernetes.io/docs/concepts/workloads/pods/disruptions/#pod-disruption-conditions). */
export function disruptionOf({ status }: Pod): Condition | undefined {
  return status?.conditions?.find((one) => one.type === 'DisruptionTarget' && one.status === 'True');
}

function ofCondition({ podName }: View, target: Condition): Ending {
  return {
    reason: target.reason ?? '',
    message: target.message ?? '',
    evidence: [fromStatus(podName, 'status.conditions', conditionText(target))],
  };
}

/** Before 1.26 only an event tells why a pod is being deleted. */
function ofEvents(view: EvictedView): Ending | undefined {
  const preempted = newestPodEvent(view, ({ reason }) => reason === 'Preempted');
  if (preempted) return ofEvent(preempted, 'PreemptionByScheduler');
  const tainted = taintManagersWord(view);
  return tainted && ofEvent(tainted, 'DeletionByTaintManager');
}

function ofEvent(event: KubeEvent, reason: string): Ending {
  return { reason, message: event.message ?? '', evidence: [fromEvent(event)] };
}

/**
 * The taint manager's events name no UID
 * (https://github.com/kubernetes/kubernetes/blob/v1.36.0/pkg/controller/tainteviction/taint_eviction.go,
 * `emitPodDeletionEvent`): they are asked for by the pod's name, once it is known that its node has such a taint or
 * that the node may not be read.
 */
function taintManagersWord(view: EvictedView): KubeEvent | undefined {
  const { podName, namespace, pod } = view;
  const name = pod.spec?.nodeName;
  const node = name === undefined ? undefined : view.get({ section: 'node', name });
  if (!node || (node.status !== 'ok' && node.reason === 'not-collected')) return undefined;
  const isTainted =
    node.status === 'ok' && node.value.spec?.taints?.some((one) => one.effect === 'NoExecute');
  if (node.status === 'ok' && !isTainted) return undefined;
  const events = view.get({ section: 'events', kind: 'Pod', name: podName, namespace });
  if (events.status !== 'ok') return undefined;
  const created = timeOf(pod.metadata?.creationTimestamp);
  const word = newest(
    events.value,
    (event) => event.reason === 'TaintManagerEviction' && eventTime(event) >= created,
  );
  // "Cancelling deletion of Pod" has the same reason.
  return word?.message?.startsWith('Cancelling') ? undefined : word;
}

/** Failed pods stay as records: with a successor that fails on its own, or long after, they explain nothing. */
function isHistory(view: EvictedView): boolean {
  const created = timeOf(view.pod.metadata?.creationTimestamp);
  const newer = view.siblings.filter((other) => timeOf(other.metadata?.creationTimestamp) > created);
  if (newer.length === 0) return false;
  const ago = secondsAgo(view);
  const isOld = ago !== undefined && ago > LONGEST_AGO_SECONDS;
  return isOld || newer.some((other) => other.status?.phase !== 'Failed' && hasFailed(other));
}

function timeOf(text: string | undefined): number {
  return Date.parse(text ?? '') || 0;
}

/** When it ended: the last of what its status has a time for. */
function secondsAgo({ pod, now, containers }: View): number | undefined {
  const times = [
    ...(pod.status?.conditions ?? []).map((one) => one.lastTransitionTime),
    ...containers.map(({ status }) => status?.state?.terminated?.finishedAt),
    pod.status?.startTime,
  ].flatMap((text) => Date.parse(text ?? '') || []);
  return times.length > 0 ? (now - Math.max(...times)) / 1000 : undefined;
}

/** Params of every cause: when it was, and how long a pod that is leaving still has. */
export function situationOf(view: View): Params {
  const { pod, now, owner } = view;
  const { deletionTimestamp, deletionGracePeriodSeconds } = pod.metadata ?? {};
  const ago = secondsAgo(view);
  const left = (Date.parse(deletionTimestamp ?? '') - now) / 1000;
  return {
    // Only where a controller makes pods without end; a Job counts them.
    maker: owner && owner.kind !== 'Job' ? `${owner.kind.toLowerCase()}/${owner.name}` : undefined,
    ago: ago === undefined ? undefined : formatDuration(ago),
    left: left > 0 ? formatDuration(left) : undefined,
    grace: deletionGracePeriodSeconds,
    was: deletionTimestamp ? 'is being' : 'was',
  };
}
