import type { Verdict } from '../diagnosis/diagnosis.ts';
import type { AlertSubject } from './alert-news.ts';

/**
 * `open`: unwell. `recovered`: the cluster says it is well, an alert still fires. `closed`: every alert is resolved and
 * the cluster agrees, or what it was about is gone.
 */
export type IncidentState = 'open' | 'recovered' | 'closed';

/** One alert of an incident. */
export interface IncidentAlert {
  readonly fingerprint: string;
  readonly alertname: string;
  readonly status: 'firing' | 'resolved';
  readonly severity?: string;
  /** RFC 3339 in UTC. */
  readonly startsAt?: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Who sent it: `alertmanager`, `grafana`, … */
  readonly source?: string;
  readonly externalURL?: string;
}

/** Where an incident stands in Slack. */
export interface IncidentPlace {
  readonly channel: string;
  /** The thread that it was begun in: the alert's own message. Absent where our message is the parent. */
  readonly threadTs?: string;
  /** Of our message. Absent while it is being posted: it may or may not be there. */
  readonly ts?: string;
  /** Of the full answer in the thread, where that is a message of its own. */
  readonly reportTs?: string;
}

/** What to do, not yet past the gate. */
export interface IncidentFix {
  readonly text: string;
  readonly command?: string;
  /** The command changes the cluster. */
  readonly changes?: boolean;
}

/** One cause of trouble of one owner and template, from its first alert on: one thread. Kept in the store. */
export interface Incident {
  readonly id: string;
  readonly subject: AlertSubject;
  /** `pod-template-hash` or `controller-revision-hash` of its pods; empty where there is none. */
  readonly template: string;
  /**
   * `crashloop/oom-killed`; `unexplained`: unwell and nobody knows why; `none`: well when it was looked at; `not-found`,
   * `ambiguous`, `question`: it is not known what the alert is about; `unanswered`: the cluster could not be asked.
   */
  readonly cause: string;
  /** The cause in one line, not yet past the gate. */
  readonly title: string;
  /** What to do first, not yet past the gate. */
  readonly fix?: IncidentFix;
  readonly verdict: Verdict | 'unknown';
  /** Of its pods, as of the last look. */
  readonly unwell: readonly string[];
  readonly pods: number;
  readonly state: IncidentState;
  /** Milliseconds since the epoch, as all times here. */
  readonly openedAt: number;
  readonly closedAt?: number;
  /** When it was last looked at. */
  readonly lookedAt: number;
  readonly alerts: readonly IncidentAlert[];
  /** How often it was unwell again after it had been well. */
  readonly flaps: number;
  readonly acknowledged?: { readonly user: string; readonly at: number };
  readonly snoozed?: { readonly user: string; readonly until: number };
  /** Not shown before then: quiet hours. */
  readonly heldUntil?: number;
  /** Absent while it is held back, and where a storm's summary shows it. */
  readonly place?: IncidentPlace;
  /** The channel whose storm it is told in. */
  readonly storm?: { readonly channel: string; readonly id: string };
  /** Slack's user group that its first message told. */
  readonly mention?: string;
  /** When its first answer stood in Slack. */
  readonly answeredAt?: number;
  /** A digest of what its card shows, and one of what its full answer shows: neither is edited without need. */
  readonly shown?: string;
  readonly shownReport?: string;
  /** What is still to be said in its thread, oldest first. */
  readonly pending?: readonly PendingNote[];
}

/** A note on its way to Slack. */
export interface PendingNote {
  readonly note: IncidentNote;
  /** Slack keeps it with the message. */
  readonly mark: string;
  /** It may have been posted already. */
  readonly begun?: boolean;
}

/** What one look at a subject says about one of its causes. */
export interface Look {
  readonly cause: string;
  readonly title: string;
  readonly fix?: IncidentFix;
  readonly template: string;
  readonly verdict: Verdict | 'unknown';
  /** Names of the pods with this cause; empty where it is about the subject itself. */
  readonly unwell: readonly string[];
  /** All pods of the subject. */
  readonly pods: number;
}

/** What is said in an incident's thread, because it has changed. */
export type IncidentNote =
  /** `from` is absent where no cause was known. */
  | { readonly kind: 'cause-changed'; readonly from?: string; readonly to: string }
  | { readonly kind: 'spread'; readonly from: number; readonly to: number; readonly pods: number }
  /** The cluster says so; the alert still fires. */
  | { readonly kind: 'recovered'; readonly pods: number; readonly afterMs: number }
  /** Every alert is resolved and the cluster agrees. */
  | { readonly kind: 'closed'; readonly pods: number; readonly afterMs: number }
  /** What it was about is gone. */
  | { readonly kind: 'gone'; readonly afterMs: number }
  /** Other pods took the place of these: another revision. `by` is what is wrong with that one, a new incident. */
  | { readonly kind: 'replaced'; readonly afterMs: number; readonly by?: string }
  /** Every alert is resolved and the cluster does not agree. */
  | { readonly kind: 'still-unwell'; readonly unwell: number; readonly pods: number }
  | { readonly kind: 'snooze-over' }
  /** It was over for a while. */
  | { readonly kind: 'again'; readonly afterMs: number }
  /** It has become critical: whom its first message did not tell is told now. */
  | { readonly kind: 'critical' };

/** Many incidents at once in one channel: one message tells of all. */
export interface Storm {
  readonly id: string;
  readonly channel: string;
  readonly beganAt: number;
  /** When the last incident joined. */
  readonly lastAt: number;
  readonly over: boolean;
  /** Of the summary. */
  readonly ts?: string;
  /** It may have been posted already, even without a `ts`. */
  readonly begun?: boolean;
  /** A digest of what the summary shows. */
  readonly shown?: string;
  readonly toldAt?: number;
  /** The whole list stands in its thread. */
  readonly listed?: boolean;
  /** Who is to know was told. */
  readonly mentioned?: boolean;
  /** Slack's user group that is told once, where something in it is critical. */
  readonly mention?: string;
  /** Ids. */
  readonly incidents: readonly string[];
}
