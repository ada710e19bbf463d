import type { Redis } from 'ioredis';
import { BotError } from '../errors.ts';
import { within } from './pause.ts';
import { createPulse } from './pulse.ts';
import { unavailable } from './unavailable.ts';

const ANSWER_MS = 1900;

/** The side of a queue that people wait for: fails within two seconds when the store is away. */
export interface ProducerSide {
  /** @throws BotError queue-unavailable, or what the work throws of them. */
  inTime<T>(work: () => Promise<T>): Promise<T>;
  ready(): boolean;
  close(): Promise<void>;
}

export function createProducerSide(redis: Redis): ProducerSide {
  const pulse = createPulse(redis);
  return {
    async inTime(work) {
      if (redis.status !== 'ready') throw unavailable(new Error(`the connection is ${redis.status}`));
      const late = () => {
        throw new Error('no answer in time');
      };
      return within(ANSWER_MS, work(), late).catch((error) => {
        throw error instanceof BotError ? error : unavailable(error);
      });
    },
    ready: () => redis.status === 'ready' && pulse.answers(),
    async close() {
      pulse.close();
      redis.disconnect();
    },
  };
}
