import type { Params } from '../../../../src/diagnosis/finding.ts';
import type { LogCause } from '../../../../src/diagnosis/log/read-log.ts';

/** A log and what it must be read as. */
export interface Sample {
  readonly name: string;
  readonly text: string;
  readonly cause: LogCause;
  /** Params that the reading must have; others may stand beside them. */
  readonly params?: Params;
  /** Part of the line that must be the decisive one. */
  readonly line?: string;
}

/** A log from its first line to its last, as a container leaves it. */
export interface Whole extends Sample {
  /** What the reading's params or its excerpt must name. */
  readonly names?: readonly string[];
}

/** A log that must give nothing, or at most a `possible` reading. */
export interface Quiet {
  readonly name: string;
  readonly text: string;
}
