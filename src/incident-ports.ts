import type { Reply } from './asks.ts';
import type { AlertNews, AlertSubject, InboxItem } from './incidents/alert-news.ts';
import type { Incident, IncidentNote, Storm } from './incidents/incident.ts';
import type { Message } from './ports.ts';

/** The door's side of the queue of alerts. */
export interface AlertQueue {
  /**
   * Takes news in for good: once it resolves, they outlive this process where the store does. `id` is the sender's
   * delivery: the same twice is one.
   * @throws BotError queue-unavailable within 2 seconds when the store can't be reached.
   */
  add(news: readonly AlertNews[], id: string): Promise<void>;
  /** What a person clicked. The same errors. */
  act(subject: AlertSubject, item: Extract<InboxItem, { kind: 'action' }>): Promise<void>;
  /** For a button: the incident that it stands at. The same errors. */
  incident(id: string): Promise<Incident | undefined>;
  ready(): boolean;
  close(): Promise<void>;
}

/** What is known of incidents, over restarts. */
export interface IncidentStore {
  /** Those of a subject: open ones, and closed ones that may come again; the newest first. */
  of(subject: AlertSubject): Promise<readonly Incident[]>;
  /** Those that are still known, in the order that was asked for. */
  some(ids: readonly string[]): Promise<readonly Incident[]>;
  put(incident: Incident): Promise<void>;
  /** What runs the thing that alerts name, as it was when one was sorted before: it may be gone by now. */
  runnerOf(named: AlertSubject): Promise<AlertSubject | undefined>;
  rememberRunner(named: AlertSubject, runner: AlertSubject): Promise<void>;
  /** Counts an incident that is to be shown: how many different ones in this channel in the last minute, with this one. */
  countShown(channel: string, id: string): Promise<number>;
  /** The storm that rages in a channel, or the last one that it is still known of. */
  storm(channel: string): Promise<Storm | undefined>;
  /** Adds an incident to the storm that rages in a channel, or to a new one. */
  joinStorm(channel: string, incident: string, options: { readonly mention?: string }): Promise<Storm>;
  putStorm(storm: Storm): Promise<void>;
}

/** What a worker's work goes on with later. */
export interface Later {
  /** Puts items into a subject's inbox, now or at a time (milliseconds since the epoch), and sees to it that someone looks. */
  tell(subject: AlertSubject, items: readonly InboxItem[], at?: number): Promise<void>;
  /** Has a channel's storm told, soon: many calls are one. */
  tellStorm(channel: string): Promise<void>;
}

/** A piece of work that a worker holds. */
export interface HeldWork {
  /** Aborts when the work is somebody else's now, or the process ends. */
  readonly signal: AbortSignal;
  /** Asked right before anything is shown or stored. @throws where the work is somebody else's now. */
  permit(): Promise<void>;
  /** Waits for a place to ask a cluster from; give it back. */
  enter(cluster: string): Promise<() => void>;
  /** Waits until Slack takes the next message, or edit, in a channel. */
  turn(what: 'post' | 'edit', channel: string): Promise<void>;
}

/** What a worker of alerts does. Throwing puts it off: it is done again, with growing pauses. */
export interface AlertWork {
  /** Finds out what each alert is about. */
  sort(news: readonly AlertNews[], held: HeldWork): Promise<readonly SortedNews[]>;
  /** Looks at a subject for everything in its inbox, which is emptied of these once it resolves. One at a time for each. */
  look(subject: AlertSubject, items: readonly InboxItem[], held: HeldWork): Promise<void>;
  /** Tells of a channel's storm. One at a time for each channel. */
  tellStorm(channel: string, held: HeldWork): Promise<{ readonly againAfterMs?: number }>;
}

export interface SortedNews {
  readonly subject: AlertSubject;
  readonly news: readonly AlertNews[];
}

/** Incidents as Slack shows them: every text past the gate. */
export interface IncidentRendering {
  /** The short form: what stands in a channel. */
  card(incident: Incident): Message;
  /** Both in one: what stands under another app's message. */
  full(incident: Incident, reply: Reply): Message;
  /** The whole answer: what stands in the thread of the card. */
  report(reply: Reply): Message;
  note(note: IncidentNote, incident: Incident): Message;
  storm(storm: Storm, incidents: readonly Incident[]): Message;
  /** Calls those who are to know, of a storm that has become critical. */
  stormCall(storm: Storm): Message;
  /** All of a storm, as text: the summary shows the worst alone. */
  stormFile(
    storm: Storm,
    incidents: readonly Incident[],
  ): { readonly name: string; readonly title: string; readonly content: string };
}
