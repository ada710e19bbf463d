import type { Condition, IntOrString, LabelSelector, ObjectMeta } from './meta.ts';

/** policy/v1 PodDisruptionBudget; policy/v1beta1 before 1.21, as its `apiVersion` tells. */
export interface PodDisruptionBudget {
  readonly apiVersion?: string;
  readonly metadata?: ObjectMeta;
  /** One of `minAvailable` and `maxUnavailable`: a number of pods, or a share of them (`50%`). */
  readonly spec?: {
    readonly minAvailable?: IntOrString;
    readonly maxUnavailable?: IntOrString;
    readonly selector?: LabelSelector;
    /** Of pods that run and are not ready: IfHealthyBudget (the default), AlwaysAllow. */
    readonly unhealthyPodEvictionPolicy?: string;
  };
  readonly status?: {
    readonly observedGeneration?: number;
    readonly disruptionsAllowed?: number;
    readonly currentHealthy?: number;
    readonly desiredHealthy?: number;
    readonly expectedPods?: number;
    /** DisruptionAllowed, since 1.21. */
    readonly conditions?: readonly Condition[];
  };
}
