import type { Verdict } from '../diagnosis/diagnosis.ts';
import type { Severity } from '../diagnosis/finding.ts';
import type { OwnerPlace } from './owner-place.ts';

/** What a digest is about. */
export interface DigestScope {
  /** The kubeconfig context. */
  readonly cluster: string;
  /** Absent: all namespaces. */
  readonly namespaces?: readonly string[];
}

/** One cause of trouble of one owner: all of its pods that share it. */
export interface DigestItem extends OwnerPlace {
  /** `shop/Deployment/web/crashloop/oom-killed`: the same in every digest of the cluster. */
  readonly key: string;
  /** `crashloop/oom-killed`; `unexplained` where no cause is known. */
  readonly cause: string;
  /** The cause in one line; not yet past the gate, as all texts of the cluster here. */
  readonly title: string;
  readonly severity: Severity;
  readonly verdict: Verdict;
  /** Pods with this cause, those that are missing included, and all pods that the owner has or wants. */
  readonly unwell: number;
  readonly pods: number;
  /** Of the unwell pods' containers, since the pods were made. */
  readonly restarts: number;
  /** RFC 3339: since when the first of them has been unwell, as far as its status tells. */
  readonly since: string;
  /** Names of a few of the pods. */
  readonly examples: readonly string[];
  readonly fix?: {
    readonly text: string;
    readonly command?: string;
    /** The command changes the cluster. podwhy never runs it. */
    readonly changes?: boolean;
  };
}

/** Something that is no trouble of a pod, or none yet. */
export interface DigestSign {
  /** `node/ip-10-0-0-1/DiskPressure`: the same in every digest of the cluster. */
  readonly key: string;
  /** Pods near their limits, nodes under pressure, claims that fill, quotas near full, certificates that run out. */
  readonly about: 'limit' | 'node' | 'claim' | 'quota' | 'certificate';
  /** Absent for what is in none. */
  readonly namespace?: string;
  /** The API's kind: `Node`, `ResourceQuota`, `Deployment`, … */
  readonly kind: string;
  readonly name: string;
  readonly severity: Severity;
  /** What is so, in one line without the name: `web uses 243Mi of its memory limit of 256Mi (95%)`. */
  readonly text: string;
}

/** Containers' restarts of an owner's pods that have any, since those were made. */
export interface OwnerRestarts extends OwnerPlace {
  /** By the pod's UID. */
  readonly pods: Readonly<Record<string, number>>;
}

/** Something that could not be looked at, in a sentence. */
export interface DigestGap {
  readonly namespace?: string;
  /**
   * What may be missing for it: signs alone, or why something that was seen is broken. Absent: something that is broken.
   */
  readonly about?: 'signs' | 'causes';
  /** There is no such namespace. */
  readonly absent?: true;
  readonly message: string;
}

/** How a cluster is, and why: what `-o json` prints, and what the next digest is compared with. */
export interface Digest {
  readonly schema: 'podwhy-digest/v1';
  readonly scope: DigestScope;
  /** RFC 3339, the API server's clock. */
  readonly takenAt: string;
  readonly seen: {
    readonly namespaces: number;
    readonly pods: number;
    readonly unwell: number;
    /** Owners with unwell pods that were not diagnosed: more than the most that are. */
    readonly undiagnosed: number;
    /** Of all namespaces only those are told of that the reader may see: how many these are is not known, and 0 here. */
    readonly partial?: true;
  };
  /** The worst first. */
  readonly items: readonly DigestItem[];
  /** The worst first; absent in digests of older versions. */
  readonly signs?: readonly DigestSign[];
  /** What the next digest counts restarts from; absent in digests of older versions. */
  readonly restarts?: {
    readonly owners: readonly OwnerRestarts[];
    /** There were more: a pod that is missing here may have been restarted. */
    readonly truncated: boolean;
  };
  readonly gaps: readonly DigestGap[];
  readonly cost: { readonly requests: number; readonly durationMs: number };
  /** Against the last digest of the same scope. */
  readonly changes?: DigestChanges;
}

/** Items are named by their keys. */
export interface DigestChanges {
  /** When the other one was taken. */
  readonly since: string;
  readonly new: readonly string[];
  readonly ongoing: readonly string[];
  /** They were there, came back or went within the last few digests. */
  readonly flapping: readonly string[];
  /** What is gone, as it was. */
  readonly recovered: readonly DigestItem[];
  /** Since then; absent where either digest does not tell. */
  readonly restarts?: {
    readonly total: number;
    /** Those with most first: a few, unwell or not. */
    readonly owners: readonly (OwnerPlace & { readonly restarts: number })[];
  };
}
