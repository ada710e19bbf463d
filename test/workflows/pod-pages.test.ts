import { describe, expect, it, onTestFinished } from 'vitest';
import type { Pod } from '../../src/diagnosis/objects/pod.ts';
import { parseFault } from '../../src/replay/faults.ts';
import { type ReplayedCluster, replayedCluster } from '../../src/replayed-cluster.ts';
import { sessionOf } from '../../src/workflows/session-of.ts';
import { pod, recordingOf } from '../kube/support/objects.ts';

const terminated = { exitCode: 1, message: 'the last words of the log' };
const crashed = pod('crashed', {
  spec: { containers: [{ name: 'app', terminationMessagePolicy: 'FallbackToLogsOnError' }] },
  status: { containerStatuses: [{ name: 'app', lastState: { terminated } }] },
});
const recording = recordingOf([crashed, pod('other-1'), pod('other-2')]);

async function serving(...faults: readonly string[]): Promise<ReplayedCluster> {
  const cluster = await replayedCluster([recording], { faults: faults.map(parseFault), timeout: 60_000 });
  onTestFinished(() => cluster.close());
  return cluster;
}

describe('the pages of pods of a session', () => {
  it('lack the copies of logs where logs are switched off', async () => {
    const cluster = await serving();
    const pods: Pod[] = [];
    const session = sessionOf({ cluster, signal: new AbortController().signal, logs: false });
    for await (const page of session.podPages({ limit: 2 })) pods.push(...page);
    expect(pods.map(({ metadata }) => metadata?.name)).toEqual(['crashed', 'other-1', 'other-2']);
    expect(pods[0]?.status?.containerStatuses?.[0]?.lastState).toEqual({ terminated: { exitCode: 1 } });
    expect(session.cost().requests).toBe(2);
    expect(cluster.cost().requests).toBe(0);
  });

  it.each([true, false])('end, in flight as they are, once the signal aborts (logs: %s)', async (logs) => {
    const cluster = await serving('hang:list:pods:after=1');
    const stop = new AbortController();
    const session = sessionOf({ cluster, signal: stop.signal, logs });
    const reason = new Error('nobody wants it any more');
    const taken = (async () => {
      for await (const page of session.podPages({ limit: 2 })) {
        expect(page).toHaveLength(2);
        setImmediate(() => stop.abort(reason));
      }
    })();
    await expect(taken).rejects.toBe(reason);
    await expect.poll(() => session.requests().length).toBe(2);
    expect(session.requests()[1]).toMatchObject({ problem: expect.stringContaining('given up') });
  });

  it('are not asked for once the signal has aborted', async () => {
    const cluster = await serving();
    const reason = new Error('too late');
    const session = sessionOf({ cluster, signal: AbortSignal.abort(reason), logs: true });
    await expect(session.podPages({})[Symbol.asyncIterator]().next()).rejects.toBe(reason);
    expect(cluster.replay.journal).toEqual([]);
  });

  it('end where the loop is left, through all wrappers', async () => {
    const cluster = await serving('hang:list:pods:after=1');
    const session = sessionOf({ cluster, signal: new AbortController().signal, logs: false });
    for await (const _ of session.podPages({ limit: 2 })) break;
    await expect.poll(() => session.requests().length).toBe(2);
    expect(session.requests()[1]).toMatchObject({ problem: expect.stringContaining('given up') });
  });
});
