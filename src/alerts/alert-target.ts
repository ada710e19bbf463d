import type { Alert } from './alert.ts';

/** Something to diagnose because alerts name it. Its target, namespace and container are possible Kubernetes names. */
export interface AlertTarget {
  /** As `podwhy why` takes it: `pod/web-1`, `deployment/web`, `hpa/web`, `node/worker-3`. */
  readonly target: string;
  /** Absent for a node, and where `question` asks for it. */
  readonly namespace?: string;
  /** The value of the cluster label. */
  readonly cluster?: string;
  /** Of a pod, where all its alerts of this status name the same. */
  readonly container?: string;
  /** Of the alert that weighs most: firing before resolved, then by severity. */
  readonly alertname: string;
  readonly severity?: string;
  readonly status: Alert['status'];
  /** The earliest of that alert's. */
  readonly startsAt?: string;
  /** Other alerts about the same. */
  readonly also: readonly string[];
  readonly fingerprints: readonly string[];
  /** What has to be known before it can be looked at. */
  readonly question?: string;
}

/**
 * `ignored`: asked for; `unsupported`: a kind that cannot be explained yet; `no-name`: a label that can be no object's
 * name; `no-target`: no label names anything.
 */
export type DropReason = 'ignored' | 'unsupported' | 'no-name' | 'no-target';

export interface DroppedAlert {
  readonly alertname: string;
  readonly reason: DropReason;
  /** One sentence. */
  readonly why: string;
}

/** What is to be diagnosed for a group of alerts, and what is not. */
export interface AlertTargets {
  /** Each once: firing before resolved, the most severe first, then in the order of the payload. */
  readonly targets: readonly AlertTarget[];
  readonly dropped: readonly DroppedAlert[];
  /** Targets beyond the most that were wanted. */
  readonly leftOut: number;
}
