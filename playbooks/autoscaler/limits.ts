import { agoText } from '../../src/diagnosis/age.ts';
import type { Condition } from '../../src/diagnosis/objects/meta.ts';
import type { HorizontalPodAutoscaler } from '../../src/diagnosis/objects/scaling.ts';
import { decidingReading } from './reading.ts';
import { conditionOf, fromAutoscaler, fromCondition, type ScalingFound, type ScalingView } from './scene.ts';

/** More replicas are asked for than may be. That it is at its minimum is what a quiet hour looks like. */
export function limitsOf(view: ScalingView, autoscaler: HorizontalPodAutoscaler): readonly ScalingFound[] {
  const limited = conditionOf(autoscaler, 'ScalingLimited');
  const isAtMaximum = limited?.status === 'True' && limited.reason === 'TooManyReplicas';
  return isAtMaximum ? [atMaximum(view, autoscaler, limited)] : closedRange(view, autoscaler);
}

function atMaximum(view: ScalingView, autoscaler: HorizontalPodAutoscaler, limited: Condition): ScalingFound {
  const { name } = view.target;
  const { maxReplicas: max = 0, minReplicas: min = 1 } = autoscaler.spec ?? {};
  const reading = decidingReading(autoscaler);
  // The value may be newer than the condition, or within the tolerance.
  const wanted = reading && reading.replicas > max ? reading.replicas : undefined;
  return {
    cause: 'at-maximum',
    confidence: 'certain',
    params: {
      max,
      ...readingParams(reading),
      wanted,
      since: agoText(view.now, limited.lastTransitionTime),
      fixed: min === max ? min : undefined,
      unsized: wanted === undefined ? max : undefined,
      patch: JSON.stringify({ spec: { maxReplicas: wanted } }),
    },
    evidence: [
      fromCondition(view, limited),
      fromAutoscaler(name, 'spec.maxReplicas', String(max)),
      ...(reading
        ? [
            fromAutoscaler(
              name,
              'status.currentMetrics',
              `${reading.metric}: ${reading.now}, target ${reading.target}`,
            ),
          ]
        : []),
    ],
  };
}

function closedRange(view: ScalingView, autoscaler: HorizontalPodAutoscaler): readonly ScalingFound[] {
  const { maxReplicas: max, minReplicas: min = 1 } = autoscaler.spec ?? {};
  if (max === undefined || min !== max) return [];
  const text = `minReplicas ${min}, maxReplicas ${max}`;
  return [
    {
      cause: 'range-closed',
      confidence: 'certain',
      params: { max, ...readingParams(decidingReading(autoscaler)) },
      evidence: [fromAutoscaler(view.target.name, 'spec', text)],
    },
  ];
}

function readingParams(reading: ReturnType<typeof decidingReading>) {
  return { metric: reading?.metric, now: reading?.now, metricTarget: reading?.target };
}
