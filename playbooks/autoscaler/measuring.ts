import { secondsSince } from '../../src/diagnosis/age.ts';
import { formatDuration } from '../../src/diagnosis/duration.ts';
import { computed } from '../../src/diagnosis/evidence.ts';
import type { Evidence, Params } from '../../src/diagnosis/finding.ts';
import type { Pod } from '../../src/diagnosis/objects/pod.ts';
import type { HorizontalPodAutoscaler } from '../../src/diagnosis/objects/scaling.ts';
import { isFinished, isReady } from '../../src/diagnosis/pod-status.ts';
import { type ScalingView, scaledText } from './scene.ts';

/** Seconds within which metrics-server has measured a pod that runs. */
const FIRST_SECONDS = 120;
/**
 * Seconds after its start in which a pod's use of cpu may not count: `--horizontal-pod-autoscaler-cpu-initialization-period`
 * (https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/#algorithm-details).
 */
const CPU_SETTLES_SECONDS = 300;

export interface Measuring {
  /** `young`: too early to be measured; `unready`: only ready pods count; `unmeasured`: they should have been. */
  readonly state: 'young' | 'unready' | 'unmeasured';
  readonly params: Params;
  readonly evidence: readonly Evidence[];
}

/** Why nothing is known of the pods' use. */
export function measuringOf(view: ScalingView, { spec }: HorizontalPodAutoscaler): Measuring {
  const scaled = scaledText(spec?.scaleTargetRef ?? {});
  const pods = view.pods.filter((pod) => !pod.metadata?.deletionTimestamp && !isFinished(pod));
  const ready = pods.filter(isReady);
  const ages = pods.map((pod) => startedAgo(view, pod));
  const oldest = Math.max(...ages);
  const common = { unmeasured: scaled };
  if (pods.length > 0 && oldest < (ready.length > 0 ? CPU_SETTLES_SECONDS : FIRST_SECONDS)) {
    const params = { ...common, yet: 'yet', podAge: formatDuration(oldest) };
    return {
      state: 'young',
      params,
      evidence: [computed(scaled, `its oldest pod started ${params.podAge} ago`)],
    };
  }
  if (ready.length > 0) {
    const names = ready.map(({ metadata }) => metadata?.name ?? '');
    const params = { ...common, readyPods: names, measuredNamespace: view.namespace };
    return { state: 'unmeasured', params, evidence: [computed(scaled, `${ready.length} pods are ready`)] };
  }
  const counted = pods.length > 0 ? { podCount: pods.length } : { podless: scaled };
  return {
    state: 'unready',
    params: { ...common, ...counted },
    evidence: [computed(scaled, `0 of ${pods.length} pods are ready`)],
  };
}

function startedAgo({ now }: ScalingView, { metadata, status }: Pod): number {
  return secondsSince(now, status?.startTime ?? metadata?.creationTimestamp);
}
