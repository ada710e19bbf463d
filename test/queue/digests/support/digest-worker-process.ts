import { openStore } from '../../../../src/queue/store.ts';
import { collectingLogger, sleep } from '../../support/bench.ts';
import { createDigestBench } from './digest-bench.ts';

/** A worker in a process of its own, that can be killed: node digest-worker-process.ts <redis> <prefix> <post ms>. */
const [redisUrl = '', prefix = '', postMs = '0'] = process.argv.slice(2);
const store = await openStore({ redisUrl, logger: collectingLogger() });
const worker = createDigestBench(store, prefix).worker({
  async post(due, held) {
    await held.permit();
    process.send?.({ posting: due.id });
    await sleep(Number(postMs));
    await held.permit();
    process.send?.({ posted: due.id });
  },
});
process.once('SIGTERM', async () => {
  await worker.close(2000);
  process.exit();
});
