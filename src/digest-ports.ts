import type { Digest } from './digests/digest.ts';
import type { DigestSubscription, ScheduledDigest } from './digests/subscription.ts';
import type { HeldWork } from './incident-ports.ts';
import type { MessageRef } from './ports.ts';

/**
 * Subscriptions, over restarts. All throw BotError queue-unavailable within 2 seconds when the store can't be reached.
 */
export interface DigestSchedules {
  /** Those of a channel, the configuration's and Slack's; by id. */
  of(channel: string): Promise<readonly ScheduledDigest[]>;
  find(id: string): Promise<ScheduledDigest | undefined>;
  /** New, or in the place of the one with its id. A pause of that one goes on. */
  put(subscription: DigestSubscription): Promise<ScheduledDigest>;
  /** Undefined where there is none. */
  pause(id: string, paused: boolean): Promise<ScheduledDigest | undefined>;
  /** Whether there was one. */
  remove(id: string): Promise<boolean>;
  ready(): boolean;
  close(): Promise<void>;
}

/** A subscription that is due. */
export interface DueDigest {
  /** `shop-9k2f-1795683600000`: the same however often, and by whom, it is tried. */
  readonly id: string;
  readonly subscription: DigestSubscription;
  /** Milliseconds since the epoch. One that was missed while nobody was there is made up for once, late. */
  readonly dueAt: number;
  /** An earlier try may have posted. */
  readonly begun: boolean;
}

/** What a worker of digests does. Throwing puts it off: it is done again, with growing pauses. */
export interface DigestWork {
  post(due: DueDigest, held: HeldWork): Promise<void>;
}

/** A digest that was posted, or asked for. */
export interface StoredDigest {
  readonly id: string;
  /** Past the gate. */
  readonly digest: Digest;
  /** Where it stands, once it does. */
  readonly at?: MessageRef;
}

/** Digests of the past, for as long as the configuration says. */
export interface DigestHistory {
  /** Of a series (a subscription, or what was asked for), the newest first. */
  recent(series: string, most: number): Promise<readonly StoredDigest[]>;
  /** The same id again takes the place of the first: that knows where it stands. */
  put(series: string, stored: StoredDigest): Promise<void>;
  find(id: string): Promise<StoredDigest | undefined>;
  /**
   * The ids of the series that are about this cluster and these namespaces, those with the newest digest first. Without
   * those that tell of a part of it, by what somebody may see.
   */
  seriesAbout(scope: Digest['scope']): Promise<readonly string[]>;
}

/** Where digests that were due stand in Slack. */
export interface DigestPosts {
  of(id: string): Promise<DigestPost | undefined>;
  put(id: string, post: DigestPost): Promise<void>;
}

export interface DigestPost {
  readonly at: MessageRef;
  /** The digest itself stands there, or why there is none; else that it is late. */
  readonly done: boolean;
}
