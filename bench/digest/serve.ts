/**
 * A large made cluster, served from a process of its own: `node serve.ts PODS BROKEN_SHARE SEED KUBECONFIG`. On SIGUSR2 it
 * tells what was asked of it since the last one.
 */
import { writeFile } from 'node:fs/promises';
import { startReplay } from '../../src/replay/server.ts';
import { largeCluster } from '../../test/support/large-cluster/large-cluster.ts';

/** What was asked. */
export interface Asked {
  readonly event: 'bench.asked';
  readonly requests: number;
  readonly bytes: number;
}

const [pods, brokenShare, seed] = process.argv.slice(2, 5).map(Number) as [number, number, number];
const replay = await startReplay({
  recordings: [largeCluster({ pods, brokenShare, seed })],
  stoppedClock: true,
});
await writeFile(process.argv[5] ?? '', replay.kubeconfig(), { mode: 0o600 });
let told = 0;
process.on('SIGUSR2', () => {
  const asked = replay.journal.slice(told);
  told = replay.journal.length;
  const bytes = asked.reduce((sum, entry) => sum + entry.bytes, 0);
  console.log(JSON.stringify({ event: 'bench.asked', requests: asked.length, bytes } satisfies Asked));
});
console.log(JSON.stringify({ event: 'service.started', url: replay.url }));
