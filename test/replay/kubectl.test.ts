import { type ChildProcess, execFile, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import type { Replay } from '../../src/replay/server.ts';
import { serveShop } from './running-replay.ts';
import { webPod } from './shop-recording.ts';

const binary = process.env.KUBECTL ?? 'kubectl';
const present = spawnSync(binary, ['version', '--client']).status === 0;
const testWithKubectl = present ? test : test.skip;
if (!present) console.warn('skipped: these tests drive the real kubectl, which is not on the PATH');

interface Ran {
  readonly child: ChildProcess;
  readonly done: Promise<{ readonly output: string; readonly code: number }>;
}

/** A kubectl that sees nothing but the replay; its output is both streams. */
async function kubectlFor(replay: Replay): Promise<(...args: string[]) => Ran> {
  const home = await mkdtemp(join(tmpdir(), 'kubectl-'));
  onTestFinished(() => rm(home, { recursive: true, force: true }));
  const config = join(home, 'config');
  await writeFile(config, replay.kubeconfig());
  const env = { PATH: process.env.PATH, HOME: home, KUBECONFIG: config };
  return (...args) => {
    let child: ChildProcess | undefined;
    const done = new Promise<{ output: string; code: number }>((resolve) => {
      child = execFile(binary, args, { env, timeout: 20_000 }, (error, stdout, stderr) => {
        resolve({ output: stdout + stderr, code: error === null ? 0 : 1 });
      });
    });
    if (child === undefined) throw new Error('kubectl did not start');
    return { child, done };
  };
}

testWithKubectl('kubectl gets, describes and reads logs as from a cluster', { timeout: 60_000 }, async () => {
  const kubectl = await kubectlFor(await serveShop());
  const run = async (...args: string[]) => (await kubectl(...args).done).output;

  const pods = await run('get', 'pods', '-A', '-o', 'wide');
  expect(pods).toMatch(/^NAMESPACE +NAME +READY +STATUS +RESTARTS +AGE +IP +NODE/);
  expect(pods).toMatch(/shop +web-1 +1\/2 +CrashLoopBackOff +3 \(\d+s ago\) +5m\d*s? +10\.0\.0\.7 +node-a/);
  expect(pods).toMatch(/shop +db-0 +0\/1 +Init:0\/1/);

  const described = await run('describe', 'pod', 'web-1');
  expect(described).toMatch(/Reason: +CrashLoopBackOff/);
  expect(described).toMatch(/Warning +BackOff .*Back-off restarting failed container app/);

  expect(await run('logs', 'web-1', '-c', 'app', '--previous')).toContain('bind: address in use');
  expect(await run('logs', 'db-0')).toContain(
    'Error from server (BadRequest): container "pg" in pod "db-0" is waiting to start: PodInitializing',
  );
  expect(await run('get', 'events')).toMatch(/Warning +BackOff +pod\/web-1 +Back-off restarting/);
  expect(await run('get', 'deploy,svc,secret')).toMatch(/secret\/db-login +Opaque +2 /);
  expect(await run('get', 'pod', 'nope')).toContain('Error from server (NotFound): pods "nope" not found');
  expect(await run('delete', 'pod', 'web-1')).toContain('the replay is read-only');
});

testWithKubectl('kubectl is told what it may do', { timeout: 30_000 }, async () => {
  const kubectl = await kubectlFor(await serveShop({ flags: ['403:list:events'] }));
  expect(await kubectl('auth', 'can-i', 'list', 'pods').done).toEqual({ output: 'yes\n', code: 0 });
  expect(await kubectl('auth', 'can-i', 'list', 'events').done).toMatchObject({
    output: expect.stringMatching(/^no/),
  });
  expect((await kubectl('get', 'events').done).output).toContain(
    'Error from server (Forbidden): events is forbidden: User "podwhy" cannot list resource "events"',
  );
});

testWithKubectl('kubectl watches a pod being deleted', { timeout: 30_000 }, async () => {
  const replay = await serveShop();
  const kubectl = await kubectlFor(replay);
  const { child, done } = kubectl('get', 'pods', '-w', '--output-watch-events');
  const isWatching = () => replay.journal.some(({ query }) => query.includes('watch=true'));
  for (let round = 0; round < 100 && !isWatching(); round += 1) await sleep(100);
  replay.update({ ...webPod, metadata: { ...webPod.metadata, deletionTimestamp: '2024-03-01T12:00:00Z' } });
  replay.remove({ apiVersion: 'v1', kind: 'Pod', namespace: 'shop', name: 'web-1' });
  await sleep(500);
  child.kill();
  const { output } = await done;
  expect(output.match(/EVENT/g)).toHaveLength(1);
  expect(output).toMatch(/ADDED +web-1 +1\/2 +CrashLoopBackOff/);
  expect(output).toMatch(/MODIFIED +web-1 +1\/2 +Terminating/);
  expect(output).toMatch(/DELETED +web-1 +1\/2 +Terminating/);
});
