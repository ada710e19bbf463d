import { Redis, type RedisOptions } from 'ioredis';
import type { Logger } from '../ports.ts';
import { startEmbeddedValkey } from './embedded-valkey.ts';

/** The Redis or Valkey that holds the queue. Connections are made here and ended by who asked for them. */
export interface Store {
  /** In this process and in memory: no other process can work on its jobs. */
  readonly embedded: boolean;
  /** Gives up in less than two seconds: for the process that has to answer a command. */
  connectProducer(): Redis;
  /** Waits for the store for ever: for workers. */
  connectWorker(): Redis;
  close(): Promise<void>;
}

const PRODUCER: RedisOptions = {
  enableOfflineQueue: false,
  maxRetriesPerRequest: 1,
  commandTimeout: 1500,
  connectTimeout: 2000,
  retryStrategy: (times) => Math.min(times * 100, 2000),
};

/** No `commandTimeout`: it would cut the blocking read that a worker waits in, and the worker with it. */
const WORKER: RedisOptions = {
  maxRetriesPerRequest: null,
  connectTimeout: 5000,
  retryStrategy: (times) => Math.min(times * 200, 2000),
};

/**
 * The store at `redisUrl` (also a path of a Unix socket); without one, a Valkey in this process.
 * @throws BotError queue-unavailable when the embedded one doesn't start. A Redis that is away is waited for.
 */
export async function openStore(options: {
  readonly redisUrl?: string;
  readonly logger: Logger;
}): Promise<Store> {
  const { redisUrl, logger } = options;
  if (redisUrl) return storeAt(redisUrl, logger, { embedded: false, close: async () => {} });
  const valkey = await startEmbeddedValkey();
  logger.info('queue.embedded', {
    note: 'The queue is in memory and for this process alone; set REDIS_URL for one that lasts and is shared.',
  });
  return storeAt(valkey.url, logger, { embedded: true, close: valkey.close });
}

function storeAt(url: string, logger: Logger, store: Pick<Store, 'embedded' | 'close'>): Store {
  return {
    ...store,
    connectProducer: () => connect(url, PRODUCER, logger),
    connectWorker: () => connect(url, WORKER, logger),
  };
}

function connect(url: string, options: RedisOptions, logger: Logger): Redis {
  const redis = new Redis(url, options);
  // Every failed attempt is an error; a store that is away for an hour is one fact.
  let told = false;
  redis.on('error', (error: NodeJS.ErrnoException) => {
    if (!told) logger.warn('queue.store-away', { problem: error.code ?? error.message });
    told = true;
  });
  redis.on('ready', () => {
    if (told) logger.info('queue.store-back');
    told = false;
  });
  return redis;
}
