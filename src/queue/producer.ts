import type { Redis } from 'ioredis';
import type { AskJob } from '../asks.ts';
import { BotError } from '../errors.ts';
import type { Clock, JobQueue, Logger } from '../ports.ts';
import { askKey, runId } from './ask-key.ts';
import { DEFAULT_PREFIX, openQueue } from './bull.ts';
import type { Count } from './metrics.ts';
import { within } from './pause.ts';
import { readAskJob, type Ticket } from './payload.ts';
import { createPulse } from './pulse.ts';
import { reopened } from './reopened.ts';
import { createRequests, type Requests } from './requests.ts';
import type { Store } from './store.ts';
import { createUnanswered } from './unanswered.ts';
import { unavailable } from './unavailable.ts';

export interface JobQueueOptions {
  readonly prefix?: string;
  /** Requests of one person a minute; 0 for any number. */
  readonly userLimitPerMinute?: number;
  /** How often requests that were put in are looked for in the store, in milliseconds. */
  readonly lookEvery?: number;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly metrics?: Count;
}

const ADD_MS = 1900;
const LOOK_EVERY_MS = 5000;
const USER_LIMIT = 20;

/** The side of the queue that commands come in by: fails within two seconds when the store is away. */
export function createJobQueue(store: Store, options: JobQueueOptions): JobQueue {
  const { logger, clock, prefix = DEFAULT_PREFIX, userLimitPerMinute = USER_LIMIT } = options;
  const count: Count = options.metrics ?? (() => {});
  const redis = store.connectProducer();
  const requests = createRequests(redis, prefix, () => clock.now());
  const enqueue = createEnqueue(redis, prefix, requests);
  const unanswered = createUnanswered({
    redis,
    requests,
    everyMs: options.lookEvery ?? LOOK_EVERY_MS,
    addAgain: (job) => enqueue(job, 0),
    clock,
    logger,
  });
  const pulse = createPulse(redis);

  return {
    async add(job) {
      const read = readAskJob(job);
      if (read.status === 'invalid')
        throw new BotError(
          'usage',
          `This can't be asked: ${read.problem}. Names may be 500 characters long.`,
        );
      const added = await within(ADD_MS, enqueue(read.value, userLimitPerMinute), () => {
        throw new Error('no answer in time');
      }).catch((error) => {
        throw error instanceof BotError ? error : unavailable(error);
      });
      if (added === 'known') return { joined: true, known: true };
      unanswered.remember(read.value);
      count({ name: added === 'joined' ? 'joined' : 'received', verb: read.value.ask.verb });
      return { joined: added === 'joined' };
    },
    ready: () => redis.status === 'ready' && pulse.answers(),
    async close() {
      pulse.close();
      unanswered.close();
      redis.disconnect();
    },
  };
}

/** `known`: this very request was put in before. */
type Enqueue = (job: AskJob, userLimitPerMinute: number) => Promise<'added' | 'joined' | 'known'>;

function createEnqueue(redis: Redis, prefix: string, requests: Requests): Enqueue {
  const queue = reopened(redis, () => openQueue(redis, prefix));
  return async (job, userLimitPerMinute) => {
    if (redis.status !== 'ready') throw unavailable(new Error(`the connection is ${redis.status}`));
    const registered = await requests.register(job, userLimitPerMinute);
    if (registered === 'answered') return 'known';
    if (registered === 'limited') throw tooMany(userLimitPerMinute);
    const jobId = runId(job.id, 0);
    const ticket = { tick: 0, job } satisfies Ticket;
    const run = await (await queue()).add('ask', ticket, { jobId, deduplication: { id: askKey(job) } });
    if (registered === 'open') return 'known';
    return run.id === jobId ? 'added' : 'joined';
  };
}

function tooMany(limit: number): BotError {
  return new BotError(
    'throttled',
    `You asked ${limit} times within a minute. Wait a moment, then ask again.`,
  );
}
