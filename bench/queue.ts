import { openStore, type Store } from '../src/queue/store.ts';
import { createBench, isReady, request, until } from '../test/queue/support/bench.ts';
import { noRedis, startRedis } from '../test/queue/support/redis-server.ts';

/** The queue's own cost: from putting a request in to its answer, with a run that does nothing, beside one PING. */
const REQUESTS = 300;
const BURST = 2000;

const silent = { info: () => {}, warn: () => {}, error: () => {} };

function percentile(sorted: readonly number[], part: number): string {
  return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0).toFixed(2);
}

function row(what: string, times: readonly number[]): void {
  const sorted = [...times].sort((a, b) => a - b);
  console.log(`  ${what.padEnd(34)} p50 ${percentile(sorted, 0.5)} ms   p99 ${percentile(sorted, 0.99)} ms`);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function measure(name: string, store: Store): Promise<void> {
  console.log(name);
  const redis = store.connectWorker();
  const pings: number[] = [];
  for (let count = 0; count < REQUESTS; count++) pings.push(await timed(() => redis.ping()));
  row('the floor: one PING', pings);
  redis.disconnect();

  const bench = createBench(store);
  const queue = bench.producer();
  const waiting = new Map<string, () => void>();
  const deliver = async ({ id }: { readonly id: string }) => waiting.get(id)?.();
  const channelRate = { perSecond: 1_000_000, burst: 1_000_000 };
  bench.worker({ concurrency: 16, clusterLimit: 16, channelRate, deliver });
  await isReady(queue);
  const ask = (index: number) => request({ target: `web-${index}` });
  await answered(ask(-1));

  const adds: number[] = [];
  const whole: number[] = [];
  for (let count = 0; count < REQUESTS; count++) {
    const start = performance.now();
    await answered(ask(count), () => adds.push(performance.now() - start));
    whole.push(performance.now() - start);
  }
  row('add', adds);
  row('add to answer, one at a time', whole);
  const burst = await timed(() =>
    Promise.all(Array.from({ length: BURST }, (_, index) => answered(ask(10_000 + index)))),
  );
  console.log(`  ${'a burst, 16 at once'.padEnd(34)} ${Math.round((BURST / burst) * 1000)} requests/s`);
  await until(() => waiting.size === 0);
  await bench.close();

  function answered(job: ReturnType<typeof request>, added?: () => void): Promise<void> {
    return new Promise((resolve, reject) => {
      waiting.set(job.id, () => {
        waiting.delete(job.id);
        resolve();
      });
      queue.add(job).then(added, reject);
    });
  }
}

const embedded = await openStore({ logger: silent });
await measure('embedded Valkey', embedded);
await embedded.close();
if (noRedis) console.log(noRedis);
else {
  const server = await startRedis();
  await measure('redis-server on a Unix socket', await openStore({ redisUrl: server.url, logger: silent }));
  await server.remove();
}
