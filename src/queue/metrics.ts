import type { Verb } from '../asks.ts';

/** What happened, for whoever counts; one call each. */
export type QueueMetric =
  /** A request came in; `joined` another's run. */
  | { readonly name: 'received' | 'joined'; readonly verb: Verb }
  /** A request was answered; `failed` with a plain error, `swept` because nobody had answered it in time. */
  | { readonly name: 'done' | 'failed' | 'swept'; readonly verb: Verb }
  /** How long a request waited for a worker, and how long a run took. */
  | { readonly name: 'wait' | 'run'; readonly verb: Verb; readonly ms: number };

export type Count = (metric: QueueMetric) => void;
