import type { SectionName } from '../../../src/diagnosis/snapshot.ts';

/** Objects and logs that may be changed at will: plain JSON of every kind. */
// biome-ignore lint/suspicious/noExplicitAny: objects of every kind, as a cluster writes them
export type MadeObject = any;

/** Logs by `namespace/pod/container`; lines may begin with the kubelet's RFC 3339 timestamp. */
export type MadeLogs = Record<
  string,
  { current?: { text?: string; error?: string }; previous?: { text?: string; error?: string } }
>;

/** A captured or made cluster and what is asked of it. */
export interface Given {
  /** As typed: `deploy/web`, `pod/web-1`, `svc/web`. */
  readonly target: string;
  /** A recording of test/recordings, without .json. */
  readonly recording?: string;
  /**
   * Objects made for the test, to the letter of what Kubernetes writes, each with its `kind`: in namespace `shop`, or
   * beside the recording's, of which they replace those of their kind, namespace and name.
   */
  readonly objects?: readonly object[];
  readonly logs?: MadeLogs;
  /** RFC 3339; the recording's own time, and for made objects `NOW` of test/support/build.ts, unless told. */
  readonly takenAt?: string;
  /** Questions that the cluster answers with 403. */
  readonly forbidden?: readonly SectionName[];
  /** Changes the cluster, e.g. the one decisive fact of a near miss. It must change something. */
  readonly change?: (objects: MadeObject[], logs: MadeLogs) => void;
}

/**
 * The neighbour of what gives the cause. What it leaves out is as in `gives`: with only a `change` it is the same cluster
 * with that one fact changed. One that names a recording or objects of its own starts from those alone.
 */
export type NearMiss = Partial<Given> & {
  /** Ends the sentence `is not found where …`. */
  readonly what: string;
  /** What is found there, where it is anything: proof that the near miss is one. */
  readonly instead?: `${string}/${string}`;
};

/** A cause, one cluster that gives it and those that nearly do. */
export interface CauseCase {
  readonly cause: `${string}/${string}`;
  readonly gives: Given;
  readonly near: readonly [NearMiss, ...NearMiss[]];
}
