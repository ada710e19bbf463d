import type { Redis } from 'ioredis';

const PING_EVERY_MS = 2000;

/** A store that was stopped keeps its connections: only asking it shows that it doesn't answer. */
export function createPulse(redis: Redis): { answers(): boolean; close(): void } {
  let answering = true;
  const timer = setInterval(async () => {
    answering = await redis.ping().then(
      () => true,
      () => false,
    );
  }, PING_EVERY_MS);
  timer.unref();
  return { answers: () => answering, close: () => clearInterval(timer) };
}
