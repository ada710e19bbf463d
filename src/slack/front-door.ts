import type { Ask, Asker, Unwell } from '../asks.ts';
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

/** What the app is given. */
export interface FrontDoor {
  readonly queue: JobQueue;
  readonly messenger: Messenger;
  readonly delivery: Delivery;
  /** Fills in the cluster and the namespace, or says why not. */
  readonly authorise: (asker: Asker, ask: AskDraft) => Decision | Promise<Decision>;
  readonly unhealthyWorkloads: (asker: Asker) => Promise<Unwell>;
  /** The gate out, for App Home. */
  readonly clean: (text: string) => string;
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
