import type {
  HorizontalPodAutoscaler,
  MetricSpec,
  MetricStatus,
  MetricTarget,
} from '../../src/diagnosis/objects/scaling.ts';
import { parseQuantity } from '../../src/diagnosis/quantity.ts';

/** A metric of an autoscaler: what it is, and what it should be. */
export interface Reading {
  readonly metric: string;
  /** In words: `300 a pod`, `180% of what is requested`. */
  readonly now: string;
  readonly target: string;
  /** Replicas that would bring the value to its target, by the controller's own rule. */
  readonly replicas: number;
}

/** The metric that asks for the most replicas, of those that have a value: the controller goes by that one. */
export function decidingReading({ spec, status }: HorizontalPodAutoscaler): Reading | undefined {
  const current = status?.currentMetrics ?? [];
  const readings = (spec?.metrics ?? []).flatMap((metric) => {
    const measured = current.find(
      (one) => metricName(one) === metricName(metric) && one.type === metric.type,
    );
    return readingOf(metric, measured, status?.currentReplicas ?? 0) ?? [];
  });
  return readings.toSorted((a, b) => b.replicas - a.replicas)[0];
}

/** The name under which the spec or the status has a metric; undefined for one without a value, which has no type. */
export function metricName(metric: MetricSpec | MetricStatus): string | undefined {
  const { resource, containerResource, pods, object, external } = metric;
  const named = resource ?? containerResource;
  return named ? named.name : (pods ?? object ?? external)?.metric?.name;
}

/** https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/#algorithm-details */
function readingOf(
  spec: MetricSpec,
  status: MetricStatus | undefined,
  replicas: number,
): Reading | undefined {
  const target = amountOf(sourceOf(spec)?.target);
  const now = amountOf(currentOf(status), target?.kind);
  if (!target || !now || target.amount <= 0) return undefined;
  return {
    metric: metricName(spec) ?? 'a metric without a name',
    now: now.text,
    target: target.text,
    replicas: Math.ceil((now.amount / target.amount) * replicas),
  };
}

function sourceOf({ resource, containerResource, pods, object, external }: MetricSpec) {
  return resource ?? containerResource ?? pods ?? object ?? external;
}

function currentOf(status: MetricStatus | undefined): MetricTarget | undefined {
  const { resource, containerResource, pods, object, external } = status ?? {};
  return (resource ?? containerResource ?? pods ?? object ?? external)?.current;
}

type ValueKind = 'averageUtilization' | 'averageValue' | 'value';

interface Value {
  readonly kind: ValueKind;
  readonly amount: number;
  readonly text: string;
}

const KINDS: readonly (readonly [ValueKind, (text: string) => string])[] = [
  ['averageUtilization', (text) => `${text}% of what is requested`],
  ['averageValue', (text) => `${text} a pod`],
  ['value', (text) => text],
];

/** The status tells more than one kind of value; the one that the target is of counts. */
function amountOf(from: MetricTarget | undefined, wanted?: ValueKind): Value | undefined {
  return KINDS.flatMap(([kind, text]) => {
    const amount = parseQuantity(from?.[kind]);
    const fits = wanted === undefined || wanted === kind;
    return fits && amount !== undefined ? [{ kind, amount, text: text(String(from?.[kind])) }] : [];
  })[0];
}
