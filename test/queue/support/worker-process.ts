import { openStore } from '../../../src/queue/store.ts';
import { startWorker } from '../../../src/queue/worker.ts';
import { answerTo, clock, collectingLogger, quick, sleep } from './bench.ts';

/** A worker in a process of its own, that can be killed: node worker-process.ts <redis> <prefix> <run ms>. */
const [redisUrl = '', prefix = '', runMs = '0'] = process.argv.slice(2);
const store = await openStore({ redisUrl, logger: collectingLogger() });
const worker = startWorker(store, {
  prefix,
  run: async (job) => {
    process.send?.({ ran: job.id });
    await sleep(Number(runMs));
    return { reply: answerTo(job, 'from the child') };
  },
  deliver: async (job) => void process.send?.({ delivered: job.id }),
  concurrency: 8,
  clusterLimit: 8,
  channelRate: { perSecond: 1000, burst: 1000 },
  timing: quick,
  logger: collectingLogger(),
  clock,
});
process.once('SIGTERM', async () => {
  await worker.close(3000);
  // The run above does not heed its signal.
  process.exit();
});
