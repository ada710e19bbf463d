import type { Playbook } from '../diagnosis/playbook.ts';
import type { Clock, Cluster } from '../ports.ts';
import type { AskedDigestDeps } from './digests/answer-digest.ts';
import type { Observer } from './observer.ts';

/** How often a watch looks, and for how long; milliseconds. */
export interface WatchLimits {
  readonly firstMs: number;
  readonly mostMs: number;
  readonly totalMs: number;
}

/** What answering needs besides the ask. */
export interface AnswerDeps {
  /** The cluster that the ask names. */
  readonly cluster: Cluster;
  readonly playbooks: readonly Playbook[];
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** When the person asked, milliseconds since the epoch: a watch ends some time after. */
  readonly askedAt: number;
  /** False keeps log lines out of every answer (`LOGS=off`): they are not even read. */
  readonly logs?: boolean;
  readonly watch?: WatchLimits;
  /** Absent: there are no digests. */
  readonly digests?: AskedDigestDeps;
  readonly observer?: Observer;
  /** Short words for what is being done now: `finding web`, `reading events, logs, node`, `judging`. */
  progress(step: string): void;
}
