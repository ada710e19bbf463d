/** Where a payload, or a message in Slack, came from, told by its shape. */
export type AlertSource =
  | 'alertmanager'
  | 'alertmanager-api'
  | 'grafana'
  | 'pagerduty'
  | 'opsgenie'
  | 'generic';

/** One alert, whoever sent it. All its texts are of unknown origin. */
export interface Alert {
  readonly status: 'firing' | 'resolved';
  /** May have any keys: read them with `labelOf`. */
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  /** RFC 3339 in UTC. */
  readonly startsAt?: string;
  /** RFC 3339 in UTC, of a resolved alert alone: a firing one has a time in it at which it would expire. */
  readonly endsAt?: string;
  readonly generatorURL?: string;
  /** The sender's own identity of the label set; the same from both of a highly available pair. */
  readonly fingerprint?: string;
}

/** What one payload says: the alerts that were sent together. */
export interface AlertGroup {
  readonly source: AlertSource;
  readonly receiver?: string;
  /** The same for every message about one group. */
  readonly groupKey?: string;
  /** Of the sender: where to look at it or silence it. */
  readonly externalURL?: string;
  readonly alerts: readonly Alert[];
}
