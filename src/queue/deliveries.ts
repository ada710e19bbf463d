import type { AskJob, Reply } from '../asks.ts';
import { BotError, type ErrorCode } from '../errors.ts';
import type { Logger } from '../ports.ts';
import { LetGo } from './failure.ts';
import { pause, within } from './pause.ts';
import type { Requests } from './requests.ts';
import type { TokenBucket } from './token-bucket.ts';

export type Deliver = (job: AskJob, reply: Reply) => Promise<void>;

/**
 * `gone`: it was answered or given up meanwhile. `refused`: Slack will never take it. `undelivered`: Slack would not
 * take it now; the sweeper will try.
 */
export type Delivered = 'delivered' | 'gone' | 'refused' | 'undelivered';

export interface Deliveries {
  /** @throws LetGo when the signal is aborted or `permit` says so. */
  to(job: AskJob, reply: Reply, options: DeliveryOptions): Promise<Delivered>;
}

export interface DeliveryOptions {
  readonly signal: AbortSignal;
  /** Asked right before each attempt: false when nobody waits for this any more. */
  readonly permit: () => Promise<boolean>;
  /** A watch goes on: this is not its last answer. */
  readonly keepOpen?: boolean;
}

/** Slack's final words: nothing changes by trying again. */
const FINAL: ReadonlySet<ErrorCode> = new Set(['slack-rejected', 'slack-not-in-channel', 'denied']);

/** How long the rate limit may keep us from answering when the store doesn't tell it. */
const TURN_LIMIT_MS = 2000;
/** One call of the front door; one that takes longer is made again, which is an edit to the same text. */
const ATTEMPT_MS = 30_000;

/** Hands answers to the front door: at the channel's pace, again with growing pauses, without a new diagnosis. */
export function createDeliveries(options: {
  readonly deliver: Deliver;
  readonly requests: Requests;
  readonly channels: TokenBucket;
  readonly attempts: number;
  readonly backoffMs: number;
  /** A store that is away this long no longer keeps an answer back: an edit twice is better than none. */
  readonly storeAwayMs: number;
  readonly logger: Logger;
}): Deliveries {
  const { deliver, requests, channels, logger } = options;

  async function turn(job: AskJob, signal: AbortSignal): Promise<void> {
    if (job.replyTo.kind !== 'message') return;
    const reserved = channels.reserve(job.replyTo.channel).catch(() => 0);
    const ms = await within(TURN_LIMIT_MS, reserved, () => 0);
    if (ms > 0) await pause(ms, signal);
  }

  async function attempt(job: AskJob, reply: Reply): Promise<unknown> {
    try {
      await within(ATTEMPT_MS, deliver(job, reply), () => {
        throw new Error('Slack did not take the answer in time');
      });
      return undefined;
    } catch (error) {
      return error ?? new Error('unknown');
    }
  }

  async function giveUp(job: AskJob, problem: unknown, keepOpen?: boolean): Promise<Delivered> {
    const final = problem instanceof BotError && FINAL.has(problem.code);
    logger.warn('queue.undelivered', { id: job.id, final, problem: String(problem) });
    if (final) await requests.answered(job);
    else if (!keepOpen) await requests.abandon(job);
    return final ? 'refused' : 'undelivered';
  }

  return {
    async to(job, reply, { signal, permit, keepOpen }) {
      for (let tries = 1; ; tries++) {
        await turn(job, signal);
        if (signal.aborted) throw new LetGo(String(signal.reason));
        if (!(await within(options.storeAwayMs, permit(), () => true))) return 'gone';
        const problem = await attempt(job, reply);
        if (problem === undefined) {
          if (!keepOpen) await requests.answered(job);
          return 'delivered';
        }
        const final = problem instanceof BotError && FINAL.has(problem.code);
        if (final || tries >= options.attempts) return giveUp(job, problem, keepOpen);
        await pause(options.backoffMs * 2 ** (tries - 1), signal);
      }
    },
  };
}
