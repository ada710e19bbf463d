/** What happened to alerts, for whoever counts; one call each. */
export type AlertMetric =
  /** An alert came in, at this door. */
  | { readonly name: 'received'; readonly source: string; readonly status: 'firing' | 'resolved' }
  /** A webhook's request was answered with this HTTP status. */
  | { readonly name: 'request'; readonly route: string; readonly code: number; readonly ms: number }
  /** An alert that nothing is done for. */
  | { readonly name: 'dropped'; readonly reason: string }
  /** An alert that said what was known already. */
  | { readonly name: 'deduplicated' }
  | { readonly name: 'incident'; readonly event: 'opened' | 'reopened' | 'closed' | 'held' | 'in-storm' }
  /** From the alert's arrival until its answer stood in Slack. */
  | { readonly name: 'answered'; readonly ms: number }
  | { readonly name: 'storm'; readonly event: 'begun' | 'over' };

export type CountAlert = (metric: AlertMetric) => void;
