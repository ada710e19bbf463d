/**
 * One question, one server with 5 ms latency: podwhy beside the three kubectl calls that it replaces.
 * `npm run bench:why [-- RUNS]`. The floor is one GET of the pod on the same connection, measured in the same run.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { playbooks } from '../playbooks/index.ts';
import type { Cluster } from '../src/ports.ts';
import { readRecording } from '../src/replay/recording.ts';
import { replayedCluster } from '../src/replayed-cluster.ts';
import { diagnoseTarget } from '../src/workflows/diagnose-target.ts';

const LATENCY_MS = 5;
const CASES = [
  { family: 'crashloop', recording: 'r-inventory-stock.json' },
  { family: 'image-pull', recording: 'r-billing-invoices.json' },
  { family: 'pending', recording: 'r-mixed-cruncher.json' },
];
const runs = Number(process.argv[2] ?? 20);
const run = promisify(execFile);
await run('npm', ['run', 'build']);
const home = await mkdtemp(join(tmpdir(), 'podwhy-bench-'));
const kubeconfig = join(home, 'kubeconfig');
console.log(`${runs} runs each, ${LATENCY_MS} ms added to every request, Node ${process.version}\n`);
for (const { family, recording } of CASES) await bench(family, recording);
await rm(home, { recursive: true });

async function bench(family: string, file: string): Promise<void> {
  const recording = await readRecording(new URL(`../test/recordings/${file}`, import.meta.url).pathname);
  const pod =
    recording.objects.find((o) => o.kind === 'Pod' && o.metadata.namespace === recording.namespace)?.metadata
      .name ?? '';
  // Hundreds of questions in a row, where a person asks one: the limit for a bot's load is out of the way.
  const rateLimit = { perSecond: 100_000, burst: 100_000 };
  const cluster = await replayedCluster([recording], { latencyMs: LATENCY_MS, rateLimit });
  await writeFile(kubeconfig, cluster.replay.kubeconfig());
  const target = { text: `pod/${pod}`, namespace: recording.namespace };
  console.log(`${family}: pod/${pod}`);
  await ask(cluster, target);
  const before = cluster.cost();
  await ask(cluster, target);
  const after = cluster.cost();
  console.log(
    `  ${after.requests - before.requests} requests, ${after.roundTrips - before.roundTrips} round trips deep`,
  );
  const floor = await measure('one GET of the pod (floor)', () => cluster.resolve(target));
  const diagnosis = await measure('podwhy, in a running process', () => ask(cluster, target), floor);
  const built = new URL('../dist/main.js', import.meta.url).pathname;
  const cli = await measure(
    'podwhy why, a new process of the built program',
    () => podwhy(built, pod, recording.namespace),
    floor,
  );
  const kubectl = await measure(
    'kubectl describe + logs --previous + get events',
    () => threeCalls(pod, recording.namespace),
    floor,
  );
  console.log(
    `  podwhy in a running process takes ${ratio(diagnosis, kubectl)} of the three kubectl calls' time; as a new process ${ratio(cli, kubectl)}\n`,
  );
  await cluster.close();
}

async function ask(cluster: Cluster, target: { text: string; namespace: string }): Promise<void> {
  const outcome = await diagnoseTarget(cluster, target, { playbooks });
  if (outcome.status !== 'diagnosed') throw new Error(`no diagnosis: ${outcome.status}`);
}

/** Exit code 1 is an answer: unhealthy. */
async function podwhy(main: string, pod: string, namespace: string): Promise<void> {
  await run(process.execPath, [main, 'why', `pod/${pod}`, '-n', namespace, '--kubeconfig', kubeconfig]).catch(
    (error) => {
      if (error.code !== 1) throw error;
    },
  );
}

async function threeCalls(pod: string, namespace: string): Promise<void> {
  const env = { ...process.env, HOME: home, KUBECONFIG: kubeconfig };
  const calls = [
    ['describe', 'pod', pod],
    ['logs', pod, '--previous', '--all-containers'],
    ['get', 'events'],
  ];
  // A pod without a previous run makes `logs --previous` fail; the person typing it has spent the time all the same.
  for (const call of calls) await run('kubectl', [...call, '-n', namespace], { env }).catch(() => undefined);
}

async function measure(name: string, work: () => Promise<unknown>, floor?: number): Promise<number> {
  await work();
  const times: number[] = [];
  for (let i = 0; i < runs; i++) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  const [p50, p99] = [0.5, 0.99].map(
    (part) => times[Math.min(times.length - 1, Math.floor(times.length * part))] as number,
  ) as [number, number];
  const times_ = floor ? `, ${(p50 / floor).toFixed(1)} × the floor` : '';
  console.log(
    `  ${name.padEnd(50)} p50 ${p50.toFixed(1).padStart(7)} ms  p99 ${p99.toFixed(1).padStart(7)} ms${times_}`,
  );
  return p50;
}

function ratio(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(0)} %`;
}
