import { formatDuration } from '../../src/diagnosis/duration.ts';
import { eventTime, newest } from '../../src/diagnosis/events.ts';
import { computed, fromEvent, fromSpec, fromStatus } from '../../src/diagnosis/evidence.ts';
import type { Evidence } from '../../src/diagnosis/finding.ts';
import { nameOf } from '../../src/diagnosis/name-of.ts';
import type { Condition, KubeEvent } from '../../src/diagnosis/objects/meta.ts';
import type { Pod } from '../../src/diagnosis/objects/pod.ts';
import { parseScaleUpRefusal, scaleUpGroups } from '../../src/diagnosis/scheduling/autoscaler-message.ts';
import { templatePatch } from './patch.ts';
import { evidenceOf, isKarpenter, type PendingFound, type PendingView, type Refusal } from './refusal.ts';

const DEFAULT_SCHEDULER = 'default-scheduler';
/** Seconds in which a scheduler has looked at any pod; the default one may be busy with thousands. */
const UNSEEN = { custom: 15, default: 60 };
/** Seconds after which a node that was asked for has come or won't. */
const NODE_COMES = 900;

export function secondsSince(view: PendingView, time: string | number | undefined): number | undefined {
  const at = typeof time === 'number' ? time : Date.parse(time ?? '');
  return at > 0 ? (view.now - at) / 1000 : undefined;
}

export function ageText(view: PendingView, time: string | number | undefined): string | undefined {
  const seconds = secondsSince(view, time);
  return seconds === undefined ? undefined : formatDuration(seconds);
}

export function gated(view: PendingView): readonly PendingFound[] {
  const gates = (view.pod.spec?.schedulingGates ?? []).map((gate) => gate.name);
  if (gates.length === 0) return [];
  const condition = scheduledCondition(view.pod);
  const spec = fromSpec(view.podName, 'spec.schedulingGates', gates.join(', '));
  const status: readonly Evidence[] = condition?.message
    ? [fromStatus(view.podName, 'status.conditions[PodScheduled].message', condition.message)]
    : [];
  return [
    {
      cause: 'scheduling-gated',
      confidence: 'certain',
      params: {
        gates,
        since: ageText(view, view.pod.metadata?.creationTimestamp),
        patch: JSON.stringify([{ op: 'remove', path: '/spec/schedulingGates' }]),
      },
      evidence: [spec, ...status],
    },
  ];
}

export function scheduledCondition(pod: Pod): Condition | undefined {
  return pod.status?.conditions?.find(({ type }) => type === 'PodScheduled');
}

/** No word of any scheduler. Where the events could not be read, the missing condition still says it. */
export function schedulerMissing(view: PendingView, eventsSeen: boolean): readonly PendingFound[] {
  const schedulerName = view.pod.spec?.schedulerName || DEFAULT_SCHEDULER;
  const age = secondsSince(view, view.pod.metadata?.creationTimestamp);
  const custom = schedulerName !== DEFAULT_SCHEDULER;
  if (age === undefined || age < (custom ? UNSEEN.custom : UNSEEN.default)) return [];
  return [
    {
      cause: 'scheduler-missing',
      confidence: eventsSeen ? 'certain' : 'likely',
      params: {
        schedulerName,
        since: formatDuration(age),
        custom: custom ? schedulerName : undefined,
        default: custom ? undefined : schedulerName,
        patch: custom ? templatePatch(view, { schedulerName: DEFAULT_SCHEDULER }) : undefined,
      },
      evidence: [
        fromSpec(view.podName, 'spec.schedulerName', schedulerName),
        computed(
          `pod/${view.podName}`,
          `no PodScheduled condition ${formatDuration(age)} after its creation`,
        ),
      ],
    },
  ];
}

/** A node is nominated: the scheduler evicts pods of lower priority there. */
export function preemptionWaiting(view: PendingView, refusal: Refusal | undefined): readonly PendingFound[] {
  const node = view.pod.status?.nominatedNodeName;
  if (!node) return [];
  const pods = view.get({ section: 'node-pods', node });
  const leaving = (pods.status === 'ok' ? pods.value : []).flatMap((pod) => {
    const end = pod.metadata?.deletionTimestamp;
    return end ? [{ name: nameOf(pod), end: Date.parse(end) }] : [];
  });
  const victims = leaving.map(({ name }) => name);
  const ends = leaving.map(({ end }) => end);
  const remaining = Math.max(...ends.filter((end) => end > view.now)) - view.now;
  const nominated = fromStatus(view.podName, 'status.nominatedNodeName', node);
  return [
    {
      cause: 'preemption-waiting',
      confidence: 'certain',
      params: {
        node,
        victims,
        remaining: remaining > 0 ? formatDuration(remaining / 1000) : undefined,
      },
      evidence: evidenceOf(refusal, [
        nominated,
        ...victims.map((name) => computed(`pod/${name}`, `on ${node} and being deleted`)),
      ]),
    },
  ];
}

/** Events that say that no node will be added. Karpenter's has the scheduler's reason. */
const REFUSES: ReadonlySet<string | undefined> = new Set(['NotTriggerScaleUp', 'FailedScheduling']);

/** A scale-up that was started for this pod, newer than any refusal. Karpenter says `Nominated`. */
export function autoscalerComing(
  view: PendingView,
  events: readonly KubeEvent[],
  refusal: Refusal | undefined,
): readonly PendingFound[] {
  const event = newest(events, isAutoscaler);
  if (!event || REFUSES.has(event.reason)) return [];
  const seconds = secondsSince(view, eventTime(event));
  if (seconds === undefined || seconds > NODE_COMES) return [];
  return [
    {
      cause: 'autoscaler-coming',
      confidence: 'certain',
      params: {
        groups: scaleUpGroups(event.message ?? ''),
        since: formatDuration(seconds),
        words: event.message,
        because: refusal?.message.reasons.map(({ count, text }) => (count ? `${count} ${text}` : text)),
      },
      evidence: evidenceOf(refusal, [fromEvent(event)]),
    },
  ];
}

function isAutoscaler(event: KubeEvent): boolean {
  const { reason, message = '' } = event;
  if (reason === 'TriggeredScaleUp' || reason === 'NotTriggerScaleUp') return true;
  if (reason === 'FailedScheduling') return isKarpenter(event);
  return reason === 'Nominated' && (isKarpenter(event) || /should schedule on/i.test(message));
}

/** Refused a new node. `first` where a limit stands in the way: else the pod's own wishes are the cause. */
export function autoscalerRefused(
  events: readonly KubeEvent[],
): { readonly found: PendingFound; readonly first: boolean } | undefined {
  const event = newest(events, isAutoscaler);
  if (!event?.message || !REFUSES.has(event.reason)) return undefined;
  const { reasons, limited } = parseScaleUpRefusal(event.message);
  const karpenter = isKarpenter(event);
  const words = reasons.map(({ groups, text }) => (groups ? `${groups} ${text}` : text));
  const found: PendingFound = {
    cause: 'autoscaler-refused',
    confidence: 'certain',
    params: {
      autoscaler: karpenter ? 'Karpenter' : 'The cluster autoscaler',
      counted: reasons.some(({ groups }) => groups) ? 'node groups' : undefined,
      status: karpenter ? undefined : 'cluster-autoscaler-status',
      pools: karpenter ? 'nodepools' : undefined,
      reasons: words.length > 0 ? words : event.message,
      [limited ? 'limit' : 'unfit']: words,
      [limited ? 'beyond' : 'wishes']: limited ? 'the autoscaler or the cloud' : 'what the pod asks for',
      raise: limited ? (karpenter ? 'node pool' : 'node group') : undefined,
    },
    evidence: [fromEvent(event)],
  };
  return { found, first: limited };
}

/** Another pod of the workload was preempted: this one takes its place and finds it taken. */
export function priorityPreempted(view: PendingView): readonly PendingFound[] {
  for (const sibling of view.siblings) {
    const condition = sibling.status?.conditions?.find(
      ({ type, status, reason }) =>
        type === 'DisruptionTarget' && status === 'True' && reason === 'PreemptionByScheduler',
    );
    const victim = sibling.metadata?.name;
    if (!condition || !victim) continue;
    const node = sibling.spec?.nodeName;
    return [
      {
        cause: 'priority-preempted',
        confidence: 'likely',
        params: { victim, node, words: condition.message, preemptors: node ? above(view, node) : undefined },
        evidence: [
          fromStatus(
            victim,
            'status.conditions[DisruptionTarget]',
            condition.message || 'PreemptionByScheduler',
          ),
        ],
      },
    ];
  }
  return [];
}

function above(view: PendingView, node: string): readonly string[] {
  const pods = view.get({ section: 'node-pods', node });
  if (pods.status !== 'ok') return [];
  const own = view.pod.spec?.priority ?? 0;
  return (
    pods.value
      .map((pod) => ({ pod, priority: pod.spec?.priority ?? 0 }))
      // Above that are the system's own: they preempt nobody's workload in this way.
      .filter(({ priority }) => priority > own && priority < 2_000_000_000)
      .map(({ pod, priority }) => `${pod.metadata?.namespace}/${nameOf(pod)} (${priority})`)
  );
}
