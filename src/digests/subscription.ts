import type { Ask } from '../asks.ts';

/** A digest that is posted in a channel at set times. */
export interface DigestSubscription {
  /** Short enough to be typed: `shop-9k2f`; of the configuration: the name that stands there. */
  readonly id: string;
  readonly source: 'config' | 'slack';
  readonly channel: string;
  /** As it is shown: `weekdays 09:00`, `every 4 hours`, `cron 0 9 * * 1-5`. */
  readonly when: string;
  /** Five fields, as cron has them. */
  readonly pattern: string;
  /** Of the IANA time zone database. */
  readonly timeZone: string;
  readonly cluster: string;
  /** Absent: all, that who subscribed may see. */
  readonly namespaces?: readonly string[];
  /** Slack's id of who subscribed; absent in the configuration. */
  readonly user?: string;
  /** Slack's id of their workspace, where it is known. */
  readonly team?: string;
  readonly paused?: boolean;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
}

/** A subscription, and when it is due next (milliseconds since the epoch); absent while it is paused. */
export interface ScheduledDigest {
  readonly subscription: DigestSubscription;
  readonly next?: number;
  /** It ends with the process: the store is in memory. */
  readonly isPassing?: true;
}

/** What it asks whenever it is due. */
export function askOf({ cluster, namespaces }: Pick<DigestSubscription, 'cluster' | 'namespaces'>): Ask {
  return { verb: 'digest', cluster, ...(namespaces ? { namespaces } : { allNamespaces: true }) };
}
