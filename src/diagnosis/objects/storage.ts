import type { Condition, LabelSelector, ObjectMeta, ResourceList, ResourceRequirements } from './meta.ts';
import type { NodeSelector } from './pod.ts';

export interface PersistentVolumeClaimSpec {
  readonly accessModes?: readonly string[];
  readonly storageClassName?: string;
  readonly volumeName?: string;
  readonly volumeMode?: string;
  readonly resources?: ResourceRequirements;
  readonly selector?: LabelSelector;
}

export interface PersistentVolumeClaim {
  readonly metadata?: ObjectMeta;
  readonly spec?: PersistentVolumeClaimSpec;
  readonly status?: {
    readonly phase?: string;
    readonly capacity?: ResourceList;
    readonly conditions?: readonly Condition[];
    /** How far a change of size has come: `{storage: 'NodeResizePending'}`, since 1.32. */
    readonly allocatedResourceStatuses?: Readonly<Record<string, string>>;
  };
}

export interface PersistentVolume {
  readonly metadata?: ObjectMeta;
  readonly spec?: {
    readonly capacity?: ResourceList;
    readonly accessModes?: readonly string[];
    readonly storageClassName?: string;
    readonly volumeMode?: string;
    readonly claimRef?: { readonly namespace?: string; readonly name?: string; readonly uid?: string };
    readonly nodeAffinity?: { readonly required?: NodeSelector };
    readonly csi?: { readonly driver?: string };
    readonly nfs?: { readonly server?: string; readonly path?: string };
  };
  readonly status?: { readonly phase?: string; readonly reason?: string; readonly message?: string };
}

/** The kubelet's measurements of a mounted claim's file system, in bytes. */
export type VolumeMetric = 'kubelet_volume_stats_used_bytes' | 'kubelet_volume_stats_capacity_bytes';

/** One value of custom.metrics.k8s.io/v1beta1. */
export interface ClaimMetric {
  /** The claim. */
  readonly describedObject?: { readonly namespace?: string; readonly name?: string };
  /** A quantity. */
  readonly value?: string;
}

export interface StorageClass {
  readonly metadata?: ObjectMeta;
  readonly provisioner?: string;
  readonly volumeBindingMode?: string;
}
