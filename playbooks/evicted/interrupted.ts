import { agoText } from '../../src/diagnosis/age.ts';
import { formatDuration } from '../../src/diagnosis/duration.ts';
import { fromEvent, fromNode, fromSpec } from '../../src/diagnosis/evidence.ts';
import type { Evidence, Found, Params } from '../../src/diagnosis/finding.ts';
import { conditionText, nodeState } from '../../src/diagnosis/node-state.ts';
import type { Node, Taint } from '../../src/diagnosis/objects/node.ts';
import type { Pod } from '../../src/diagnosis/objects/pod.ts';
import { newestPodEvent } from '../../src/diagnosis/pod-events.ts';
import {
  ownTolerations,
  taintText,
  tolerates,
  tolerationFor,
  untolerated,
} from '../../src/diagnosis/scheduling/taints.ts';
import { templatePatch } from '../../src/diagnosis/template-patch.ts';
import { type Ending, type EvictedView, situationOf } from './ending.ts';

/** Removed by the scheduler, or by the kubelet, to make room for a pod of higher priority. */
export function judgePreempted(view: EvictedView, ending: Ending): Found<'preempted'> {
  const event = newestPodEvent(view, ({ reason }) => reason === 'Preempted');
  const isCritical = /critical pod/i.test(ending.message) || ending.reason === 'Preempting';
  const who = isCritical ? { params: { by: 'a critical pod' } } : preemptor(view, event?.message ?? '');
  const { priority, priorityClassName } = view.pod.spec ?? {};
  return {
    cause: 'preempted',
    confidence: 'certain',
    params: {
      ...situationOf(view),
      message: event?.message ?? ending.message,
      priority,
      ownClass: priorityClassName,
      ...who.params,
    },
    evidence: [...ending.evidence, ...(event ? [fromEvent(event)] : [])],
  };
}

/** `Preempted by pod <uid> on node n`; before 1.24 `Preempted by <namespace>/<name> on node n`. */
const PREEMPTOR = /^Preempted by (?:pod )?(\S+)/;

function preemptor(view: EvictedView, message: string): { readonly params: Params } {
  const said = PREEMPTOR.exec(message)?.[1];
  if (said === undefined || said === 'a') return { params: { by: 'a pod of higher priority' } };
  if (said.includes('/')) return { params: { by: `pod ${said}` } };
  const pods = view.get({ section: 'namespace-pods', namespace: view.namespace });
  const known = pods.status === 'ok' ? pods.value.pods : view.siblings;
  const found = known.find((one) => one.metadata?.uid === said);
  if (found) return { params: preemptorParams(found) };
  const unread = pods.status === 'ok' ? undefined : pods.reason;
  return {
    params: {
      by: 'a pod of higher priority',
      uid: said,
      elsewhere: unread ? undefined : view.namespace,
      unread,
    },
  };
}

function preemptorParams({ metadata, spec }: Pod): Params {
  return {
    by: `pod ${metadata?.name}`,
    byPriority: spec?.priority,
    byClass: spec?.priorityClassName,
  };
}

/** Deleted through the eviction API: a drain, a scale-down. */
export function judgeDrained(view: EvictedView, ending: Ending): Found<'drained'> {
  const name = view.pod.spec?.nodeName;
  const node = name ? view.get({ section: 'node', name }) : undefined;
  // Without a cordon it may be this pod alone that was evicted.
  const cordoned = node?.status === 'ok' && node.value.spec?.unschedulable ? name : undefined;
  return {
    cause: 'drained',
    confidence: 'certain',
    params: { ...situationOf(view), message: ending.message, cordoned },
    evidence: [...ending.evidence, ...(cordoned ? [fromNode(cordoned, 'spec.unschedulable', 'true')] : [])],
  };
}

/** Deleted because its node has a NoExecute taint that it does not tolerate, or no longer. */
export function judgeTainted(view: EvictedView, ending: Ending): Found<'taint-evicted'> {
  const name = view.pod.spec?.nodeName;
  const told = name ? toldOf(view, name) : undefined;
  return {
    cause: 'taint-evicted',
    confidence: 'certain',
    params: { ...situationOf(view), message: ending.message, ...told?.params },
    evidence: [...ending.evidence, ...(told?.evidence ?? [])],
  };
}

interface Told {
  readonly params: Params;
  readonly evidence: readonly Evidence[];
}

function toldOf(view: EvictedView, name: string): Told | undefined {
  const node = view.get({ section: 'node', name });
  if (node.status !== 'ok') return { params: { unreadNode: name }, evidence: [] };
  return taintOf(view, node.value, name);
}

function taintOf(view: EvictedView, node: Node, nodeName: string): Told | undefined {
  const tolerations = view.pod.spec?.tolerations ?? [];
  const evicting = (taint: Taint) => taint.effect === 'NoExecute';
  const bounded = tolerations.filter(({ tolerationSeconds }) => tolerationSeconds !== undefined);
  const forEver = tolerations.filter(({ tolerationSeconds }) => tolerationSeconds === undefined);
  const taint = untolerated(node, tolerations).find(evicting) ?? untolerated(node, forEver).find(evicting);
  if (!taint) return undefined;
  const limit = bounded.find((one) => tolerates(one, taint))?.tolerationSeconds;
  const state = nodeState(node);
  const isProblem = taint.key.startsWith('node.kubernetes.io/');
  const wanted = [...ownTolerations(view.pod.spec), tolerationFor(taint)];
  return {
    params: {
      taint: taintText(taint),
      taintAge: agoText(view.now, taint.timeAdded),
      tolerated: limit === undefined ? undefined : formatDuration(limit),
      problem: isProblem && state && state.kind !== 'ready' ? conditionText(state.condition) : undefined,
      key: isProblem ? undefined : taint.key,
      removal: isProblem ? undefined : `${taintText(taint)}-`,
      // A merge patch replaces the list as a whole, so it goes in complete.
      patch: isProblem ? undefined : templatePatch(view, { tolerations: wanted }),
    },
    evidence: [
      fromNode(nodeName, 'spec.taints', taintText(taint)),
      ...(limit === undefined
        ? []
        : [fromSpec(view.podName, 'spec.tolerations', `${taint.key} for ${limit}s`)]),
    ],
  };
}
