import { openStore } from '../../../../src/queue/store.ts';
import { collectingLogger, sleep } from '../../support/bench.ts';
import { createAlertBench, nameOf, sortByTarget } from './alert-bench.ts';

/** A worker in a process of its own, that can be killed: node alert-worker-process.ts <redis> <prefix> <sort ms> <look ms>. */
const [redisUrl = '', prefix = '', sortMs = '0', lookMs = '0'] = process.argv.slice(2);
const store = await openStore({ redisUrl, logger: collectingLogger() });
const worker = createAlertBench(store, prefix).worker({
  work: () => ({
    async sort(news) {
      process.send?.({ sorting: news.length });
      await sleep(Number(sortMs));
      return sortByTarget(news);
    },
    async look(_subject, items, held) {
      process.send?.({ looking: items.map(nameOf) });
      await sleep(Number(lookMs));
      await held.permit();
      process.send?.({ looked: items.map(nameOf) });
    },
  }),
});
process.once('SIGTERM', async () => {
  await worker.close(2000);
  process.exit();
});
