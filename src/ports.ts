import type { AskJob } from './asks.ts';
import type { Pod } from './diagnosis/objects/pod.ts';
import type { Workload } from './diagnosis/objects/workload.ts';
import type { Answer, Collected, Read, SectionName, Target, TargetObject } from './diagnosis/snapshot.ts';

/** What a person asked about, before the cluster was looked at. */
export interface TargetQuery {
  /** `web`, `shop/web`, `deploy/web`, `shop/deploy/web`: kubectl's spellings of kinds. */
  readonly text?: string;
  /** A label selector, as in `kubectl -l`. */
  readonly selector?: string;
  /** As in `kubectl -n`; the context's namespace where absent. */
  readonly namespace?: string;
  /** As in `kubectl -A`. */
  readonly allNamespaces?: boolean;
}

/** An object that the person may have meant. */
export interface Candidate {
  /** The API's kind: `Deployment`, `Pod`, `Namespace`, … */
  readonly kind: string;
  /** Empty for a Namespace. */
  readonly namespace: string;
  readonly name: string;
  /** kubectl's STATUS of a pod, `2/3 ready` of a workload; absent where only its name was read. */
  readonly status?: string;
}

export interface FoundTarget {
  readonly status: 'found';
  readonly target: Target;
  /**
   * What runs the pods; of an autoscaler what it scales. Absent for a Pod, for a selector, and where only pods may be
   * read: then the target's kind follows from its pods' owners.
   */
  readonly workload?: Workload;
  /** The target itself, where it neither is a pod nor runs any. */
  readonly object?: TargetObject;
  /** A CronJob's Jobs, newest first. */
  readonly jobs?: readonly Workload[];
  readonly pods: readonly Pod[];
  /** There are more pods than were read. */
  readonly truncated?: boolean;
}

export type Resolution =
  | FoundTarget
  | {
      readonly status: 'not-found';
      /** One sentence: what does not exist, and where. */
      readonly message: string;
      /** The nearest names in the namespace, best first. */
      readonly near: readonly Candidate[];
      /** The very name in other namespaces. */
      readonly elsewhere: readonly Candidate[];
    }
  | { readonly status: 'ambiguous'; readonly candidates: readonly Candidate[] };

export interface Cost {
  /** HTTP requests, retries included. */
  readonly requests: number;
  /** Times that we waited for the network: requests in flight together count once. */
  readonly roundTrips: number;
  /** Milliseconds that requests were held back, by our own rate limit or by the server's `Retry-After`. */
  readonly throttledMs: number;
}

/** A Slack message in our terms: `blocks` are Block Kit, `text` the notification's fallback. */
export interface Message {
  readonly text: string;
  readonly blocks?: readonly object[];
}

export interface MessageRef {
  readonly channel: string;
  readonly ts: string;
}

/** Posts for people. All methods throw `BotError` slack-unavailable, slack-not-in-channel, slack-rejected. */
export interface Messenger {
  /**
   * `withinMs` cuts its patience: a rate limit that lasts longer throws slack-unavailable at once. `mark` is kept with the
   * message, so that it can be found again; a post with one is made at most once, and may have been made where it throws.
   */
  post(
    to: { readonly channel: string; readonly threadTs?: string },
    message: Message,
    options?: { readonly withinMs?: number; readonly mark?: string },
  ): Promise<MessageRef>;
  /**
   * Our message with this mark, of those that were posted since then (milliseconds since the epoch); undefined where there
   * is none, and where Slack does not let us look.
   */
  find(
    at: { readonly channel: string; readonly threadTs?: string },
    mark: string,
    since: number,
  ): Promise<MessageRef | undefined>;
  /** Where people open a message; undefined where Slack does not say. Never throws. */
  permalink(ref: MessageRef): Promise<string | undefined>;
  update(ref: MessageRef, message: Message, options?: { readonly withinMs?: number }): Promise<void>;
  /** Answers through a response_url: seen by the asker alone unless `inChannel`. */
  respond(
    url: string,
    message: Message,
    options: { readonly replaceOriginal: boolean; readonly inChannel?: boolean; readonly withinMs?: number },
  ): Promise<void>;
  /** Seen by one person, in the channel. */
  ephemeral(
    to: { readonly channel: string; readonly user: string; readonly threadTs?: string },
    message: Message,
  ): Promise<void>;
  /** A file in a channel or thread; `altText` of a picture. Slack's id of it, where it says it. */
  upload(
    to: { readonly channel: string; readonly threadTs?: string },
    file: {
      readonly name: string;
      readonly title: string;
      readonly content: string | Uint8Array;
      readonly altText?: string;
    },
  ): Promise<string | undefined>;
}

/** Where requests wait for a worker. */
export interface JobQueue {
  /**
   * Puts a request in, or joins the one that is running for the same ask: every job gets its own answer either way.
   * @throws BotError queue-unavailable within 2 seconds when the store can't be reached.
   */
  add(job: AskJob): Promise<{
    readonly joined: boolean;
    /** This very request was put in before, by another process maybe: its answer goes where that one said. */
    readonly known?: boolean;
  }>;
  /** True while the store answers. */
  ready(): boolean;
  close(): Promise<void>;
}

/** Structured lines; `audit` is one for each request, kept apart from the rest by its `event`. */
export interface Logger {
  info(event: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(event: string, fields?: Readonly<Record<string, unknown>>): void;
  error(event: string, fields?: Readonly<Record<string, unknown>>): void;
}

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
}

/** One HTTP request, for `--explain`. */
export interface RequestRecord {
  readonly method: 'GET';
  readonly path: string;
  /** Absent where no answer came. */
  readonly status?: number;
  readonly ms: number;
  /** Why no answer came, or why it ended too early. */
  readonly problem?: string;
}

/** A Kubernetes cluster, read-only. */
export interface Cluster {
  /** The kubeconfig context. */
  readonly context: string;
  readonly server: string;
  /** The context's namespace, `default` where it names none. */
  readonly namespace: string;
  /**
   * Finds what a person named.
   * @throws BotError target-invalid, target-unsupported, unauthorized, forbidden, cluster-unreachable, timeout,
   * throttled, api-error.
   */
  resolve(query: TargetQuery): Promise<Resolution>;
  /** Answers one question. Never throws: each failure is a value. */
  read<S extends SectionName>(read: Read<S>): Promise<Collected<Answer<S>>>;
  /**
   * All pods of a namespace, or of the cluster where none is named, a page at a time; the next one is fetched meanwhile,
   * never more. A list that expires meanwhile is gone on with (HTTP 410), each pod given once, without its managedFields.
   * Leaving the loop ends what is in flight. A namespace that does not exist has no pods.
   * @throws BotError forbidden, unauthorized, cluster-unreachable, timeout, throttled, api-error.
   */
  podPages(query: { readonly namespace?: string; readonly limit?: number }): AsyncIterable<readonly Pod[]>;
  /** RFC 3339, whole seconds: the API server's clock as of its newest answer; ours until it has answered. */
  now(): string;
  /** Since the connection was made. */
  cost(): Cost;
  /** The last requests, oldest first. */
  requests(): readonly RequestRecord[];
  /** The same connection with counts of its own: one for each ask, where many run at once. Needs no closing. */
  session(): Cluster;
  close(): Promise<void>;
}
