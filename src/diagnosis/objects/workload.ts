import type { Condition, IntOrString, LabelSelector, ObjectMeta, ResourceList } from './meta.ts';
import type { PodSpec } from './pod.ts';

export interface PodTemplateSpec {
  readonly metadata?: ObjectMeta;
  readonly spec?: PodSpec;
}

/** Deployment, ReplicaSet, StatefulSet, DaemonSet, Job or CronJob: what is read of any of them. */
export interface Workload {
  readonly kind?: string;
  readonly apiVersion?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: {
    readonly replicas?: number;
    readonly paused?: boolean;
    readonly suspend?: boolean;
    readonly selector?: LabelSelector;
    readonly template?: PodTemplateSpec;
    readonly minReadySeconds?: number;
    /** Of a Deployment: 600 by default. */
    readonly progressDeadlineSeconds?: number;
    /** Of a Deployment. */
    readonly strategy?: {
      readonly type?: string;
      readonly rollingUpdate?: { readonly maxUnavailable?: IntOrString; readonly maxSurge?: IntOrString };
    };
    /** Of a StatefulSet or DaemonSet. */
    readonly updateStrategy?: {
      readonly type?: string;
      readonly rollingUpdate?: {
        readonly partition?: number;
        readonly maxUnavailable?: IntOrString;
        readonly maxSurge?: IntOrString;
      };
    };
    /** Of a Job. */
    readonly completions?: number;
    /** Of a Job: pods at once, 1 where absent. */
    readonly parallelism?: number;
    readonly backoffLimit?: number;
    readonly backoffLimitPerIndex?: number;
    readonly maxFailedIndexes?: number;
    /** Of a Job: seconds from its start. */
    readonly activeDeadlineSeconds?: number;
    /** Of a CronJob. */
    readonly schedule?: string;
    readonly timeZone?: string;
    readonly concurrencyPolicy?: string;
    readonly startingDeadlineSeconds?: number;
    /** Of a StatefulSet. */
    readonly serviceName?: string;
    readonly podManagementPolicy?: string;
    /** Of a StatefulSet: the number of its first pod, 0 by default. */
    readonly ordinals?: { readonly start?: number };
    readonly jobTemplate?: { readonly spec?: { readonly template?: PodTemplateSpec } };
  };
  readonly status?: {
    readonly observedGeneration?: number;
    readonly replicas?: number;
    readonly readyReplicas?: number;
    readonly availableReplicas?: number;
    readonly updatedReplicas?: number;
    /** Of a StatefulSet: the revision that an update starts from and the one that it leads to. */
    readonly currentRevision?: string;
    readonly updateRevision?: string;
    /** Of a DaemonSet. */
    readonly desiredNumberScheduled?: number;
    readonly currentNumberScheduled?: number;
    readonly numberReady?: number;
    readonly numberAvailable?: number;
    readonly updatedNumberScheduled?: number;
    readonly active?: number | readonly unknown[];
    readonly succeeded?: number;
    readonly failed?: number;
    /** Of a Job: pods that have not ended yet though they were told to. */
    readonly terminating?: number;
    /** Of a Job. */
    readonly startTime?: string;
    readonly completionTime?: string;
    /** Of an indexed Job: `1,3-5`. */
    readonly failedIndexes?: string;
    readonly completedIndexes?: string;
    /** Of a CronJob. */
    readonly lastScheduleTime?: string;
    readonly lastSuccessfulTime?: string;
    readonly conditions?: readonly Condition[];
  };
}

export interface ServiceAccount {
  readonly metadata?: ObjectMeta;
  readonly imagePullSecrets?: readonly { readonly name?: string }[];
}

export interface LimitRange {
  readonly metadata?: ObjectMeta;
  readonly spec?: {
    readonly limits?: readonly {
      readonly type?: string;
      readonly default?: ResourceList;
      readonly defaultRequest?: ResourceList;
      readonly min?: ResourceList;
      readonly max?: ResourceList;
      readonly maxLimitRequestRatio?: ResourceList;
    }[];
  };
}
