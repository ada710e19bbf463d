import type { Pod, Workload } from './diagnosis/kube.ts';
import type { Answer, Collected, Read, SectionName, Target } from './diagnosis/snapshot.ts';

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
   * The object above the pods. Absent for a Pod, for a selector, and where only pods may be read: then the target's
   * kind follows from its pods' owners.
   */
  readonly workload?: Workload;
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
  /** RFC 3339, whole seconds: the API server's clock as of its newest answer; ours until it has answered. */
  now(): string;
  /** Since the connection was made. */
  cost(): Cost;
  /** The last requests, oldest first. */
  requests(): readonly RequestRecord[];
  close(): Promise<void>;
}
