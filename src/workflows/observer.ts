import type { Report } from '../diagnosis/report.ts';
import type { Snapshot } from '../diagnosis/snapshot.ts';

/** How a target is, and what that was judged from. */
export interface Explanation {
  readonly report: Report;
  readonly snapshot: Snapshot;
}

/** Is told how answers come about. Nothing of it is past the gate yet; what it throws is a fault. */
export interface Observer {
  /** What is done now: `reading events, logs`. */
  onStep(step: string): void;
  /** Of every report for whoever asked, and for alerts; not of a digest's. */
  onExplained(explanation: Explanation): void;
}
