import type { Condition, LabelSelector, ObjectMeta, ResourceList } from './meta.ts';

/** What is measured of an external, pod or object metric. */
export interface MetricIdentifier {
  readonly name?: string;
  readonly selector?: LabelSelector;
}

export interface MetricTarget {
  readonly type?: string;
  readonly averageUtilization?: number;
  readonly averageValue?: string;
  readonly value?: string;
}

/** The object that an `Object` metric is about. */
export interface ObjectReference {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly name?: string;
}

/** One metric of an autoscaler; `type` says which of the fields holds it. */
export interface MetricSpec {
  readonly type?: string;
  readonly resource?: { readonly name?: string; readonly target?: MetricTarget };
  readonly containerResource?: {
    readonly name?: string;
    readonly container?: string;
    readonly target?: MetricTarget;
  };
  readonly pods?: { readonly metric?: MetricIdentifier; readonly target?: MetricTarget };
  readonly object?: {
    readonly describedObject?: ObjectReference;
    readonly metric?: MetricIdentifier;
    readonly target?: MetricTarget;
  };
  readonly external?: { readonly metric?: MetricIdentifier; readonly target?: MetricTarget };
}

export interface MetricStatus {
  readonly type?: string;
  readonly resource?: { readonly name?: string; readonly current?: MetricTarget };
  readonly containerResource?: {
    readonly name?: string;
    readonly container?: string;
    readonly current?: MetricTarget;
  };
  readonly pods?: { readonly metric?: MetricIdentifier; readonly current?: MetricTarget };
  readonly object?: { readonly metric?: MetricIdentifier; readonly current?: MetricTarget };
  readonly external?: { readonly metric?: MetricIdentifier; readonly current?: MetricTarget };
}

/** autoscaling/v2 HorizontalPodAutoscaler. */
export interface HorizontalPodAutoscaler {
  readonly metadata?: ObjectMeta;
  readonly spec?: {
    readonly scaleTargetRef?: ObjectReference;
    readonly minReplicas?: number;
    readonly maxReplicas?: number;
    readonly metrics?: readonly MetricSpec[];
  };
  readonly status?: {
    readonly currentReplicas?: number;
    readonly desiredReplicas?: number;
    readonly lastScaleTime?: string;
    readonly currentMetrics?: readonly MetricStatus[];
    /** AbleToScale, ScalingActive, ScalingLimited. */
    readonly conditions?: readonly Condition[];
  };
}

export interface ResourceQuota {
  readonly metadata?: ObjectMeta;
  readonly spec?: {
    readonly hard?: ResourceList;
    readonly scopes?: readonly string[];
    readonly scopeSelector?: {
      readonly matchExpressions?: readonly {
        readonly scopeName?: string;
        readonly operator?: string;
        readonly values?: readonly string[];
      }[];
    };
  };
  readonly status?: { readonly hard?: ResourceList; readonly used?: ResourceList };
}

/** scheduling.k8s.io/v1 PriorityClass. */
export interface PriorityClass {
  readonly metadata?: ObjectMeta;
  readonly value?: number;
  readonly globalDefault?: boolean;
}
