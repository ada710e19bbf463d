import type { Incident, IncidentNote } from './incident.ts';

/** An incident after a look. */
export interface Settled {
  readonly incident: Incident;
  readonly event?: 'opened' | 'reopened' | 'closed';
  /** Which of the looks is about it; absent where none is. */
  readonly look?: number;
  /** What came of it, to be said in its thread. */
  readonly notes: readonly IncidentNote[];
}

/** An incident while it is being settled. */
export interface Draft {
  readonly before?: Incident;
  now: Incident;
  look?: number;
  /** It was closed, and is the same again. */
  reopened?: boolean;
  /** Pods of another template took the place of its own. */
  replaced?: boolean;
  /** The title of the incident of that other template. */
  replacedBy?: string;
  /** The title of the incident that goes on with its alerts. */
  mergedInto?: string;
  /** The cause that it had before. */
  changedFrom?: Pick<Incident, 'title' | 'cause'>;
}
