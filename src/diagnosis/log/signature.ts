import type { Confidence, Params } from '../finding.ts';

/** What a container's log can say about its end. */
export type LogCause =
  | 'dependency-unreachable'
  | 'dependency-rejected'
  | 'configuration-missing'
  | 'module-missing'
  | 'permission-denied'
  | 'disk-full'
  | 'port-in-use'
  | 'migration-failed'
  | 'api-access-denied'
  | 'runtime-heap-exhausted'
  | 'child-killed'
  | 'segmentation-fault'
  | 'command-not-found'
  | 'exec-format-error'
  | 'application-error';

/** How telling a row is: names the thing > names the kind of failure > an exception of any kind > a line at level ERROR. */
export const WEIGHT = {
  decisive: 60,
  specific: 50,
  vague: 44,
  exception: 38,
  generic: 25,
  hint: 15,
} as const;

/** A row of a table: a line that matches `pattern` speaks of `cause`. */
export interface Signature {
  /** `runtime/what`, unique. */
  readonly id: string;
  readonly cause: LogCause;
  /** In lower case; a line that holds none of them is not tried. Keeps 10,000 lines cheap. */
  readonly needles: readonly string[];
  /** Named groups become params; digits at the end of a group's name are dropped, so that alternatives can share one. */
  readonly pattern: RegExp;
  readonly confidence: Confidence;
  readonly weight: number;
  readonly params?: Params;
  /** Must match one of the lines of the same stack trace, above the line itself; its named groups become params too. */
  readonly near?: RegExp;
  /** The line is written by something that is dying, whatever its level. */
  readonly dying?: boolean;
}
