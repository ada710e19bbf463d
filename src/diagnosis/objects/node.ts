import type { Condition, ObjectMeta, ResourceList } from './meta.ts';

export interface Taint {
  readonly key: string;
  readonly value?: string;
  readonly effect: string;
  readonly timeAdded?: string;
}

export interface Node {
  readonly metadata?: ObjectMeta;
  readonly spec?: {
    readonly taints?: readonly Taint[];
    readonly unschedulable?: boolean;
    readonly providerID?: string;
  };
  readonly status?: {
    readonly capacity?: ResourceList;
    readonly allocatable?: ResourceList;
    readonly conditions?: readonly Condition[];
    /** The largest 50 by default. */
    readonly images?: readonly { readonly names?: readonly string[] }[];
    readonly nodeInfo?: {
      readonly architecture?: string;
      readonly operatingSystem?: string;
      readonly kubeletVersion?: string;
      readonly containerRuntimeVersion?: string;
    };
    /** Handlers that the runtime is set up for, since 1.31; the default one's name is empty. */
    readonly runtimeHandlers?: readonly { readonly name?: string }[];
  };
}

/** node.k8s.io/v1: which of a runtime's handlers a pod's sandbox is made by. */
export interface RuntimeClass {
  readonly metadata?: ObjectMeta;
  readonly handler?: string;
}

/** metrics.k8s.io/v1beta1 NodeMetrics. */
export interface NodeMetrics {
  readonly metadata?: ObjectMeta;
  readonly timestamp?: string;
  readonly usage?: ResourceList;
}
