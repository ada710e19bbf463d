import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { readRecording } from '../../src/replay/recording.ts';
import { type Replay, startReplay } from '../../src/replay/server.ts';
import { recordingPath } from '../support/terminal.ts';
import { startRunning } from './running.ts';

/** What a person's kubeconfig leads to. */
async function own(): Promise<{ readonly replay: Replay; readonly kubeconfig: string }> {
  const replay = await startReplay({ recordings: [await readRecording(recordingPath('r-feed-timeline'))] });
  const directory = await mkdtemp(join(tmpdir(), 'podwhy-own-'));
  const kubeconfig = join(directory, 'kubeconfig');
  await writeFile(kubeconfig, replay.kubeconfig().replaceAll('replay', 'dev'));
  onTestFinished(async () => {
    await replay.close();
    await rm(directory, { recursive: true });
  });
  return { replay, kubeconfig };
}

it('asks the cluster of one’s own, and changes nothing there', async () => {
  const { replay, kubeconfig } = await own();
  const { playing, post, said, state } = await startRunning({ cluster: 'mine', kubeconfig });
  expect(playing.cluster).toBe('dev');
  expect(await state()).toMatchObject({ cluster: 'dev', workloads: [] });
  await post('/api/say', { channel: 'C0SHOP', text: '/pod why timeline' });
  await said(/REDIS_URL/);
  const [trace] = (await state()).traces;
  expect(trace?.requests).toContainEqual(
    expect.objectContaining({ path: '/apis/apps/v1/namespaces/r-feed/deployments/timeline', status: 200 }),
  );
  expect(trace?.proofUrl).toMatch(/^\/api\/proofs\/\d+$/);
  for (const [path, body] of [
    ['/api/scene', { workload: 'shop/checkout', state: 'well' }],
    ['/api/alert', {}],
  ] as const)
    expect(await post(path, body)).toMatchObject({ ok: false });
  expect(new Set(replay.journal.map(({ method }) => method))).toEqual(new Set(['GET']));
});

it('finds it as kubectl does, by context where one is named', async () => {
  const { kubeconfig } = await own();
  const environment = { KUBECONFIG: kubeconfig };
  const { playing } = await startRunning({ cluster: 'mine', environment, context: 'dev' });
  expect(playing.cluster).toBe('dev');
  const other = startRunning({ cluster: 'mine', environment, context: 'other' });
  await expect(other).rejects.toMatchObject({ code: 'context-unknown' });
});
