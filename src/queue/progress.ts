import type { AskJob } from '../asks.ts';
import type { Logger } from '../ports.ts';
import { pause, within } from './pause.ts';
import type { TokenBucket } from './token-bucket.ts';

export type SendProgress = (jobs: readonly AskJob[], steps: readonly string[]) => Promise<void>;

/** The longest that an answer waits for an edit under way. */
const LAST_EDIT_MS = 5000;

export interface Progress {
  step(text: string): void;
  /** Resolves when no edit is under way any more: an answer must not be overwritten by a step. */
  stop(): Promise<void>;
}

/** Collects the steps of a run; tells them at most every `everyMs`, and none of a run that ends before. */
export function createProgress(options: {
  readonly send: SendProgress;
  readonly jobs: readonly AskJob[];
  readonly everyMs: number;
  /** Whether the run still is ours. */
  readonly permit: () => Promise<boolean>;
  readonly logger: Logger;
}): Progress {
  const { send, jobs, everyMs, permit, logger } = options;
  const steps: string[] = [];
  const stopped = new AbortController();
  let told = 0;
  let telling: Promise<void> | undefined;

  async function tell(): Promise<void> {
    while (told < steps.length) {
      await pause(everyMs, stopped.signal);
      if (stopped.signal.aborted || !(await permit()) || stopped.signal.aborted) return;
      told = steps.length;
      await send(jobs, [...steps]);
    }
  }

  return {
    step(text) {
      steps.push(text);
      if (jobs.length === 0 || stopped.signal.aborted) return;
      telling ??= tell()
        .catch((error) => logger.warn('queue.progress-failed', { problem: String(error) }))
        .finally(() => {
          telling = undefined;
        });
    },
    async stop() {
      stopped.abort();
      if (telling) await within(LAST_EDIT_MS, telling, () => undefined);
    },
  };
}

/** Steps for the channels that have room for them: answers come first. */
export function pacedProgress(send: SendProgress, channels: TokenBucket): SendProgress {
  return async (jobs, steps) => {
    const free = await Promise.all(
      jobs.map(({ replyTo }) => replyTo.kind === 'message' && channels.takeSpare(replyTo.channel)),
    );
    const shown = jobs.filter((_, index) => free[index]);
    if (shown.length > 0) await send(shown, steps);
  };
}
