import type { Gap } from './diagnosis/diagnosis.ts';
import type { KubeEvent } from './diagnosis/objects/meta.ts';
import type { Node } from './diagnosis/objects/node.ts';
import type { Pod, PodMetrics } from './diagnosis/objects/pod.ts';
import type { Report } from './diagnosis/report.ts';
import type { LogLine, Target } from './diagnosis/snapshot.ts';
import type { Digest } from './digests/digest.ts';
import type { ErrorCode } from './errors.ts';
import type { AlertSubject } from './incidents/alert-news.ts';
import type { Candidate } from './ports.ts';

/** What can be asked of a cluster. `help` never leaves the process that got it. */
export const VERBS = [
  'why',
  'logs',
  'events',
  'describe',
  'list',
  'top',
  'nodes',
  'watch',
  'yaml',
  'digest',
] as const;
export type Verb = (typeof VERBS)[number];

/** What a person asked, however they asked it: serialisable, a reference, never an answer. */
export interface Ask {
  readonly verb: Verb;
  /** One of the configured clusters. */
  readonly cluster: string;
  /** Absent: the cluster's default. */
  readonly namespace?: string;
  /** As typed: `web`, `deploy/web`, `shop/web`. Absent for list, top and nodes. */
  readonly target?: string;
  readonly selector?: string;
  readonly container?: string;
  /** logs: of the run before the current one. */
  readonly previous?: boolean;
  /** logs: lines from the end. */
  readonly tail?: number;
  readonly sinceSeconds?: number;
  /** list: only pods that are unwell. */
  readonly unhealthy?: boolean;
  /** digest: several; then `namespace` is absent. */
  readonly namespaces?: readonly string[];
  /** digest: all that the asker may see. */
  readonly allNamespaces?: boolean;
}

/** Who asked, and where: what the access policy and the audit line know of them. Slack's ids. */
export interface Asker {
  readonly user: string;
  /** Empty in App Home. */
  readonly channel: string;
  readonly team?: string;
}

/** Where an answer goes: a placeholder that is edited until it holds the answer or a plain error. */
export type ReplyTo =
  | { readonly kind: 'message'; readonly channel: string; readonly ts: string; readonly threadTs?: string }
  /** Where the bot may not post: five uses within 30 minutes, seen by the asker alone. */
  | {
      readonly kind: 'response-url';
      readonly url: string;
      readonly expiresAt: number;
      /**
       * Absent: the answer replaces the placeholder. `beside`: a message of its own, no placeholder before it;
       * `share`: the same, for everyone in the channel.
       */
      readonly as?: 'beside' | 'share';
    };

/** What a queue carries: validated when it comes out, since another version may have put it in. */
export interface AskJob {
  /** Unique to this request; Slack's own id where it gives one, so that a redelivery is the same job. */
  readonly id: string;
  readonly ask: Ask;
  readonly asker: Asker;
  readonly replyTo: ReplyTo;
  /** Milliseconds since the epoch. */
  readonly askedAt: number;
}

/** A node or pod with its use, where metrics-server says it. */
export interface UseRow {
  readonly name: string;
  readonly container?: string;
  readonly cpu?: string;
  readonly memory?: string;
  /** The limit, or the node's allocatable amount. */
  readonly cpuOf?: string;
  readonly memoryOf?: string;
}

/** What a worker worked out, as data: the front door renders it. Cluster text in it has not passed the gate yet. */
export type Reply =
  | {
      readonly kind: 'report';
      readonly ask: Ask;
      readonly report: Report;
      /** Of `watch` alone: whether the answer will change, or why it no longer does. */
      readonly watch?: WatchState;
      readonly incident?: IncidentLink;
    }
  | {
      /** The name fits nothing, or more than one thing. */
      readonly kind: 'unresolved';
      readonly ask: Ask;
      readonly code: 'not-found' | 'ambiguous';
      readonly message: string;
      /** Nearest names, or what fits, worst first. */
      readonly near: readonly Candidate[];
      readonly elsewhere: readonly Candidate[];
    }
  | {
      readonly kind: 'failed';
      readonly ask: Ask;
      readonly code: ErrorCode | 'internal';
      readonly message: string;
    }
  | {
      readonly kind: 'logs';
      readonly ask: Ask;
      readonly target: Target;
      readonly pod: string;
      readonly container: string;
      readonly previous: boolean;
      readonly lines: readonly LogLine[];
      /** Other containers of the pod that have a log. */
      readonly containers: readonly string[];
    }
  | {
      readonly kind: 'events';
      readonly ask: Ask;
      readonly target: Target;
      readonly takenAt: string;
      readonly events: readonly KubeEvent[];
      readonly gaps?: readonly Gap[];
    }
  | {
      readonly kind: 'describe';
      readonly ask: Ask;
      readonly target: Target;
      readonly takenAt: string;
      readonly pod: Pod;
      readonly events: readonly KubeEvent[];
      readonly gaps?: readonly Gap[];
    }
  | {
      readonly kind: 'list';
      readonly ask: Ask;
      readonly namespace: string;
      readonly takenAt: string;
      readonly pods: readonly Pod[];
      readonly truncated: boolean;
    }
  | {
      readonly kind: 'top';
      readonly ask: Ask;
      readonly namespace: string;
      /** One for each container, those nearest to their memory limit first. */
      readonly rows: readonly UseRow[];
      readonly metrics: readonly PodMetrics[];
      readonly gaps?: readonly Gap[];
    }
  | {
      readonly kind: 'nodes';
      readonly ask: Ask;
      readonly takenAt: string;
      readonly nodes: readonly Node[];
      readonly use: readonly UseRow[];
      readonly gaps?: readonly Gap[];
    }
  | { readonly kind: 'yaml'; readonly ask: Ask; readonly target: Target; readonly text: string }
  | ({ readonly kind: 'digest'; readonly ask: Ask } & ToldDigest);

/** A digest, and what goes with it where it is told. */
export interface ToldDigest {
  /** Past the gate. */
  readonly digest: Digest;
  /** Under which it can be had again, as Markdown or JSON; absent where it is not kept. */
  readonly id?: string;
  /** Of the item with this key. */
  readonly incidents?: Readonly<Record<string, IncidentLink>>;
  readonly chart?: Chart;
}

/** A picture of the last digests. */
export interface Chart {
  /** PNG. */
  readonly png: Uint8Array;
  /** For who does not see it. */
  readonly altText: string;
}

/** `watching` goes on; the others are final: all is well, it cannot recover by itself, the time is up. */
export type WatchState = 'watching' | 'healthy' | 'failed' | 'timed-out';

/** An incident that is told of already, and where. */
export interface IncidentLink {
  /** Milliseconds since the epoch. */
  readonly openedAt: number;
  readonly channel: string;
  /** Of the message that its thread hangs below. */
  readonly threadTs: string;
  /** Of the message that tells of it. */
  readonly url: string;
  /** That message tells of many. */
  readonly inStorm?: true;
}

/** What answering an ask once came to. */
export interface RunResult {
  readonly reply: Reply;
  /** Of a report: what its incidents are about. */
  readonly subject?: AlertSubject;
  /**
   * Milliseconds after which the same ask is to be answered again, into the same message: a watch goes on. Shorter
   * than the time that the queue's sweeper leaves to requests nobody works for.
   */
  readonly againAfterMs?: number;
}

/** A workload, or a pod without one, that is unwell. Its texts are the cluster's. */
export interface UnwellWorkload {
  readonly cluster: string;
  readonly namespace: string;
  readonly kind: string;
  readonly name: string;
  /** kubectl's STATUS of its worst pod, or that pods could not be made. */
  readonly status: string;
  /** Of its pods. */
  readonly unwell: number;
  readonly pods: number;
}

/** What is unwell where a person may look: what App Home shows. */
/** A namespace of a cluster. */
export interface UnwellPlace {
  readonly cluster: string;
  readonly namespace: string;
}

export interface Unwell {
  /** Those with most unwell pods first. */
  readonly workloads: readonly UnwellWorkload[];
  /** Where was looked. */
  readonly places: readonly UnwellPlace[];
  /** What could not be looked at, in sentences. */
  readonly problems?: readonly string[];
}
