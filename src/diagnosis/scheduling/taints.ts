import { nearNames } from '../near-names.ts';
import type { Node, Taint } from '../objects/node.ts';
import type { PodSpec, Toleration } from '../objects/pod.ts';
import { parseQuantity } from '../quantity.ts';

/**
 * What a taint stands for: a cordon, a problem of the node, a node on its way in or out, the control plane's fence, or
 * one that somebody set on purpose.
 */
export type TaintKind = 'cordon' | 'problem' | 'starting' | 'leaving' | 'control-plane' | 'custom';

export const CORDON_TAINT = 'node.kubernetes.io/unschedulable';

/** https://kubernetes.io/docs/reference/labels-annotations-taints/ */
const PROBLEMS =
  /^node\.kubernetes\.io\/(not-ready|unreachable|out-of-disk|memory-pressure|disk-pressure|pid-pressure|network-unavailable|out-of-service)$/;
const STARTING =
  /^(node\.cloudprovider\.kubernetes\.io\/uninitialized|karpenter\.sh\/unregistered|(startup|ignore)-taint\.cluster-autoscaler\.kubernetes\.io\/.+|.+\/agent-not-ready)$/;
const LEAVING =
  /^(ToBeDeletedByClusterAutoscaler|DeletionCandidateOfClusterAutoscaler|karpenter\.sh\/(disruption|disrupted)|node\.cloudprovider\.kubernetes\.io\/shutdown)$/;

export function taintKind(taint: Taint): TaintKind {
  if (taint.key === CORDON_TAINT) return 'cordon';
  if (PROBLEMS.test(taint.key)) return 'problem';
  if (STARTING.test(taint.key)) return 'starting';
  if (LEAVING.test(taint.key)) return 'leaving';
  return /^node-role\.kubernetes\.io\/(control-plane|master)$/.test(taint.key) ? 'control-plane' : 'custom';
}

/**
 * The taints of a node that keep a pod with these tolerations away. `spec.unschedulable` counts as its taint even
 * where the node controller hasn't set that yet. PreferNoSchedule keeps nobody away.
 */
export function untolerated(node: Node, tolerations?: readonly Toleration[]): readonly Taint[] {
  const taints = (node.spec?.taints ?? []).filter((taint) => taint.effect !== 'PreferNoSchedule');
  const cordoned = node.spec?.unschedulable && !taints.some((taint) => taint.key === CORDON_TAINT);
  const all = cordoned ? [...taints, { key: CORDON_TAINT, effect: 'NoSchedule' }] : taints;
  return all.filter((taint) => !(tolerations ?? []).some((toleration) => tolerates(toleration, taint)));
}

/**
 * An empty effect fits all effects, an empty key with Exists all keys; Gt and Lt (1.35) compare numbers
 * (https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/).
 */
export function tolerates(toleration: Toleration, taint: Taint): boolean {
  if (toleration.effect && toleration.effect !== taint.effect) return false;
  const operator = toleration.operator || 'Equal';
  if (!toleration.key) return operator === 'Exists';
  if (toleration.key !== taint.key) return false;
  const [value = '', wanted = ''] = [taint.value, toleration.value];
  switch (operator) {
    case 'Exists':
      return true;
    case 'Equal':
      return value === wanted;
    case 'Gt':
      return compare(value, wanted) > 0;
    case 'Lt':
      return compare(value, wanted) < 0;
    default:
      return false;
  }
}

/** NaN, and so false in every comparison, where one of them isn't a number. */
function compare(value: string, wanted: string): number {
  return (parseQuantity(value) ?? Number.NaN) - (parseQuantity(wanted) ?? Number.NaN);
}

/** The pod's toleration that was meant for this taint and misses it: same key, or a key written nearly so. */
export function nearMiss(taint: Taint, tolerations?: readonly Toleration[]): Toleration | undefined {
  const all = tolerations ?? [];
  const byKey = all.find((toleration) => toleration.key === taint.key);
  if (byKey) return byKey;
  const keys = all.flatMap((toleration) =>
    toleration.key && !toleration.key.startsWith('node.kubernetes.io/') ? [toleration.key] : [],
  );
  const [near] = nearNames(taint.key, keys, 1);
  return near === undefined ? undefined : all.find((toleration) => toleration.key === near);
}

/** A toleration that lets a pod onto nodes with this taint, and no others. */
export function tolerationFor(taint: Taint): Toleration {
  const effect = taint.effect;
  return taint.value
    ? { key: taint.key, operator: 'Equal', value: taint.value, effect }
    : { key: taint.key, operator: 'Exists', effect };
}

/** As `kubectl taint` writes it: `dedicated=gpu:NoSchedule`. */
export function taintText(taint: Taint): string {
  return `${taint.key}${taint.value ? `=${taint.value}` : ''}:${taint.effect}`;
}

/** In words: `dedicated=gpus (NoSchedule)`, `dedicated (any value)`. */
export function tolerationText(toleration: Toleration): string {
  const exists = toleration.operator === 'Exists';
  const value = exists ? '' : `=${toleration.value ?? ''}`;
  return `${toleration.key ?? '*'}${value}${toleration.effect ? `:${toleration.effect}` : ''}`;
}

/** The pod's own tolerations: admission and the DaemonSet controller add theirs for the node's problems. */
export function ownTolerations(spec: PodSpec | undefined): readonly Toleration[] {
  return (spec?.tolerations ?? []).filter((toleration) => !toleration.key?.startsWith('node.kubernetes.io/'));
}
