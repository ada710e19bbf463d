import type { Ask, Asker, Unwell } from '../asks.ts';
import type { DigestSubscription, ScheduledDigest } from '../digests/subscription.ts';
import type { InboxItem } from '../incidents/alert-news.ts';
import type { Incident } from '../incidents/incident.ts';
import type { Clock, JobQueue, Logger, Messenger } from '../ports.ts';
import type { Audit } from './audit.ts';
import type { Delivery } from './deliver.ts';
import type { AskDraft } from './parsed-command.ts';

export type Decision =
  | { readonly allowed: true; readonly ask: Ask }
  /** Plain text for the person: the fact, then the next step. */
  | {
      readonly allowed: false;
      /** `invalid`: nobody could ask it. For the audit line; `denied` where absent. */
      readonly reason?: 'invalid' | 'denied';
      readonly message: string;
    };

/** What the buttons of incidents need. */
export interface IncidentDoor {
  /** Undefined where it is forgotten. @throws BotError queue-unavailable within 2 seconds. */
  find(id: string): Promise<Incident | undefined>;
  /** Has it done by a worker. The same errors. */
  act(incident: Incident, item: Extract<InboxItem, { kind: 'action' }>): Promise<void>;
  /** A command that silences its alerts, and where that can be clicked. */
  silence(incident: Incident): { readonly command: string; readonly url?: string };
  /** Milliseconds since the epoch. */
  snoozeUntil(kind: 'hour' | 'tomorrow'): number;
  /** Whether someone may do something about it; plain text for them where not. */
  mayAct(
    asker: Asker,
    incident: Incident,
  ): Promise<{ readonly allowed: true } | { readonly allowed: false; readonly message: string }>;
}

/** What the commands about digests need. All throw BotError (denied, usage, queue-unavailable) for the person. */
export interface DigestDoor {
  subscribe(
    asker: Asker,
    wish: { readonly when: string; readonly timeZone?: string; readonly ask: AskDraft },
  ): Promise<ScheduledDigest>;
  /** Of the channel. */
  list(asker: Asker): Promise<readonly ScheduledDigest[]>;
  pause(asker: Asker, id: string, paused: boolean): Promise<ScheduledDigest>;
  remove(asker: Asker, id: string): Promise<DigestSubscription>;
  /** A digest that is kept, as a file. */
  file(
    asker: Asker,
    id: string,
    format: 'markdown' | 'json',
  ): Promise<{ readonly name: string; readonly title: string; readonly content: string }>;
}

/** A message that another app wrote in a channel, an alert or not. */
export interface AlertMessage {
  /** As Slack has it, with its text, attachments and blocks. */
  readonly message: unknown;
  readonly channel: string;
  readonly ts: string;
  /** The thread that it stands in; absent where it is a channel's own message. */
  readonly threadTs?: string;
  /** Of the delivery: the same when Slack delivers it again. */
  readonly eventId: string;
  /** Of an edit: what it said before. */
  readonly previous?: unknown;
}

/** What the app is given. */
export interface FrontDoor {
  readonly queue: JobQueue;
  readonly messenger: Messenger;
  readonly delivery: Delivery;
  /** Fills in the cluster and the namespace, or says why not. */
  readonly authorise: (asker: Asker, ask: AskDraft) => Decision | Promise<Decision>;
  readonly unhealthyWorkloads: (asker: Asker) => Promise<Unwell>;
  /** Absent where no alerts are followed. */
  readonly incidents?: IncidentDoor;
  /** Absent where there are no digests. */
  readonly digests?: DigestDoor;
  /** The gate out, for App Home. */
  readonly clean: (text: string) => string;
  /**
   * Takes what other apps write in channels; absent where it is not read. Slack was answered before: once it resolves, an
   * alert is in the queue, and what it throws is logged.
   */
  readonly takeAlertMessage?: (message: AlertMessage) => Promise<void>;
  readonly audit: Audit;
  readonly logger: Logger;
  readonly clock: Clock;
}

type Turns = <T>(work: () => Promise<T>) => Promise<T>;

/** What the listeners work with. */
export interface Door extends FrontDoor {
  /**
   * Run work after the acknowledgements that are due, and not too much of it at a time: `patient` what waits for as long
   * as Slack limits a channel, so that it keeps nothing else waiting.
   */
  readonly turns: { readonly quick: Turns; readonly patient: Turns };
}
