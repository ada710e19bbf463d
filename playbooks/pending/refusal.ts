import { newest } from '../../src/diagnosis/events.ts';
import { fromEvent, fromStatus } from '../../src/diagnosis/evidence.ts';
import type { Evidence, Found } from '../../src/diagnosis/finding.ts';
import type { KubeEvent } from '../../src/diagnosis/objects/meta.ts';
import type { View } from '../../src/diagnosis/playbook.ts';
import {
  parseSchedulingMessage,
  type SchedulingMessage,
  type SchedulingReason,
  type SchedulingReasonKind,
} from '../../src/diagnosis/scheduling-message.ts';
import type { PendingCause } from './causes.ts';

export const SECTIONS = [
  'events',
  'node',
  'nodes',
  'node-pods',
  'pods',
  'claim',
  'volume',
  'persistent-volumes',
  'storage-classes',
  'names',
  'namespace-pods',
] as const;

export type PendingView = View<(typeof SECTIONS)[number]>;
export type PendingFound = Found<PendingCause>;

/** What the scheduler says of the pod, and where it says it. */
export interface Refusal {
  readonly text: string;
  readonly message: SchedulingMessage;
  readonly evidence: Evidence;
  /** The scheduler could not do its work: nothing is wrong with the pod's spec. */
  readonly failed: boolean;
}

/** The PodScheduled condition lives as long as the pod; an event expires, is cut, and may be older. */
export function refusalOf(
  view: Pick<View, 'pod' | 'podName'>,
  events: readonly KubeEvent[],
): Refusal | undefined {
  const condition = view.pod.status?.conditions?.find(({ type }) => type === 'PodScheduled');
  if (condition?.message) {
    const text = condition.message;
    const evidence = fromStatus(view.podName, 'status.conditions[PodScheduled].message', text);
    return { ...parsed(text), evidence, failed: condition.reason === 'SchedulerError' };
  }
  const event = newest(events, (one) => one.reason === 'FailedScheduling' && !isKarpenter(one));
  return event?.message ? { ...parsed(event.message), evidence: fromEvent(event), failed: false } : undefined;
}

/** It writes FailedScheduling as well, of nodes that it could make (https://karpenter.sh/docs/troubleshooting/). */
export function isKarpenter({ source, reportingComponent }: KubeEvent): boolean {
  return source?.component === 'karpenter' || reportingComponent === 'karpenter';
}

function parsed(text: string) {
  return { text, message: parseSchedulingMessage(text) };
}

export function reasonsOf(
  refusal: Refusal | undefined,
  kind: SchedulingReasonKind,
): readonly SchedulingReason[] {
  return (refusal?.message.reasons ?? []).filter((reason) => reason.kind === kind);
}

/** The message speaks of this, or doesn't say enough to exclude it. */
export function mayBe(refusal: Refusal | undefined, ...kinds: readonly SchedulingReasonKind[]): boolean {
  if (!refusal || refusal.message.cut) return true;
  return kinds.some((kind) => reasonsOf(refusal, kind).length > 0);
}

/**
 * How many nodes the scheduler said it of, for texts. Of resources it counts each by itself, so a node may be in
 * several counts; `subject` tells which is meant.
 */
export function counts(refusal: Refusal | undefined, kind: SchedulingReasonKind, subject?: string) {
  const counted = reasonsOf(refusal, kind)
    .filter((reason) => subject === undefined || reason.subject === subject)
    .flatMap((reason) => reason.count ?? []);
  if (counted.length === 0) return {};
  return { count: counted.reduce((sum, count) => sum + count, 0), total: refusal?.message.nodes };
}

/** The decisive words first, where there are any. */
export function evidenceOf(
  refusal: Refusal | undefined,
  own: readonly [Evidence, ...Evidence[]],
): readonly [Evidence, ...Evidence[]] {
  return refusal ? [refusal.evidence, ...own] : own;
}
