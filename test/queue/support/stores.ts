import { openStore, type Store } from '../../../src/queue/store.ts';
import { collectingLogger } from './bench.ts';
import { noRedis, type RedisServer, startRedis } from './redis-server.ts';

export interface OpenStore {
  readonly store: Store;
  close(): Promise<void>;
}

async function embedded(): Promise<OpenStore> {
  const store = await openStore({ logger: collectingLogger() });
  return { store, close: () => store.close() };
}

async function proper(): Promise<OpenStore> {
  const server: RedisServer = await startRedis();
  const store = await openStore({ redisUrl: server.url, logger: collectingLogger() });
  return { store, close: () => server.remove() };
}

/** Both, where there is a redis-server: every behaviour holds on either. */
export const stores: readonly {
  readonly name: string;
  readonly skip: boolean;
  open(): Promise<OpenStore>;
}[] = [
  { name: 'the embedded Valkey', skip: false, open: embedded },
  {
    name: noRedis ? `redis-server (skipped: ${noRedis})` : 'redis-server',
    skip: noRedis !== undefined,
    open: proper,
  },
];
