import nock from 'nock';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Pod } from '../../src/diagnosis/objects/pod.ts';
import type { Cluster } from '../../src/ports.ts';
import { parseFault } from '../../src/replay/faults.ts';
import { type ReplayedCluster, replayedCluster } from '../../src/replayed-cluster.ts';
import { pod, recordingOf } from './support/objects.ts';
import { manyPods, servePods } from './support/paged-pods.ts';
import { connectTo, SERVER } from './support/scratch.ts';

const PODS = '/api/v1/pods';
const unlimited = { rateLimit: { perSecond: 1e5, burst: 1e5 } };

function names(pods: Iterable<Pod>): readonly unknown[] {
  return [...pods].map(({ metadata }) => metadata?.name);
}

async function allNames(cluster: Cluster, limit: number): Promise<readonly unknown[]> {
  const all: unknown[] = [];
  for await (const page of cluster.podPages({ limit })) all.push(...names(page));
  return all;
}

/** The pages until the loop ends, and what it ended with. */
async function collected(
  pages: AsyncIterable<readonly Pod[]>,
): Promise<{ pages: unknown[]; error?: unknown }> {
  const taken: unknown[] = [];
  try {
    for await (const page of pages) taken.push(names(page));
  } catch (error) {
    return { pages: taken, error };
  }
  return { pages: taken };
}

describe('pages of pods behind an API', () => {
  beforeAll(() => nock.disableNetConnect());
  afterEach(() => {
    nock.cleanAll();
  });
  afterAll(() => {
    nock.enableNetConnect();
    nock.restore();
  });

  it('come in order, each for one request, and never more than one is asked for ahead', async () => {
    const pods = manyPods(250);
    const { asked } = servePods(pods);
    const cluster = await connectTo({}, unlimited);
    const pages = cluster.podPages({ limit: 5 });
    expect(cluster.cost().requests).toBe(0);
    const seen: unknown[] = [];
    let count = 0;
    for await (const page of pages) {
      count += 1;
      seen.push(...names(page));
      const ahead = Math.min(count + 1, 50);
      // Asked for while this one is worked on, and answered: no further one follows.
      await expect.poll(() => asked.length).toBe(ahead);
      await new Promise((resolve) => setImmediate(resolve));
      expect(cluster.cost().requests).toBe(ahead);
    }
    expect(count).toBe(50);
    expect(seen).toEqual(pods.map(({ metadata }) => metadata.name));
    expect(cluster.cost().requests).toBe(50);
  });

  it('begin anew in each loop', async () => {
    servePods(manyPods(3));
    const pages = (await connectTo({}, unlimited)).podPages({ limit: 2 });
    const all = { pages: [['pod-000', 'pod-001'], ['pod-002']] };
    expect(await collected(pages)).toEqual(all);
    expect(await collected(pages)).toEqual(all);
  });

  it('go on where the list expires and the answer says how, through the pods that are there by then', async () => {
    const served = servePods(manyPods(9));
    const cluster = await connectTo({}, unlimited);
    const seen: unknown[] = [];
    for await (const page of cluster.podPages({ limit: 2 })) {
      seen.push(...names(page));
      // The next page, pod-002 and pod-003, has been read by then.
      if (seen.length !== 2) continue;
      await expect.poll(() => cluster.requests().length).toBe(2);
      served.expire();
      served.pods = [...served.pods.slice(0, 5), pod('pod-004b'), ...served.pods.slice(6)];
    }
    expect(seen).toEqual([0, 1, 2, 3, 4, '4b', 6, 7, 8].map((number) => `pod-00${number}`));
    expect(served.asked.filter((token) => token === '')).toHaveLength(1);
    // One answer was that the list has expired.
    expect(cluster.cost().requests).toBe(6);
  });

  it('begin again where the list expires without a way on, and give no pod twice', async () => {
    const served = servePods(manyPods(7));
    const cluster = await connectTo({}, unlimited);
    const seen: unknown[] = [];
    for await (const page of cluster.podPages({ limit: 2 })) {
      seen.push(...names(page));
      if (seen.length !== 2) continue;
      await expect.poll(() => cluster.requests().length).toBe(2);
      served.expire('mute');
      served.pods = [pod('first'), ...served.pods];
    }
    expect(seen).toEqual(
      [0, 1, 2, 3].map((number) => `pod-00${number}`).concat(['first', 'pod-004', 'pod-005', 'pod-006']),
    );
    expect(served.asked.filter((token) => token === '')).toHaveLength(2);
  });

  it('end with an error where the list expires again and again', async () => {
    const expired = {
      kind: 'Status',
      code: 410,
      reason: 'Expired',
      message: 'too old',
      metadata: { continue: 'on' },
    };
    const first = { kind: 'PodList', metadata: { continue: 'more' }, items: manyPods(1) };
    const began = nock(SERVER).get(PODS).query({ limit: 500 }).times(4).reply(200, first);
    nock(SERVER).get(PODS).query(true).times(8).reply(410, expired);
    const cluster = await connectTo({}, unlimited);
    expect(await collected(cluster.podPages({}))).toMatchObject({
      pages: [['pod-000']],
      error: {
        code: 'api-error',
        userMessage: expect.stringMatching(/could not list pods in all namespaces: too old/),
      },
    });
    expect(began.isDone()).toBe(true);
    // Begun four times; each time the token and the one in its place had expired.
    expect(cluster.cost().requests).toBe(12);
  });

  it('end with an error where the list leads in a circle, or is none', async () => {
    const circle = { kind: 'PodList', metadata: { continue: 'more' }, items: manyPods(1) };
    nock(SERVER).get(PODS).query(true).times(2).reply(200, circle);
    const cluster = await connectTo({}, unlimited);
    const said = (text: string) => ({ code: 'api-error', userMessage: expect.stringContaining(text) });
    expect(await collected(cluster.podPages({}))).toMatchObject({
      pages: [['pod-000']],
      error: said('same page again'),
    });
    nock(SERVER).get(PODS).query(true).reply(200, { kind: 'Pod', items: {} });
    expect(await collected(cluster.podPages({}))).toMatchObject({ pages: [], error: said('not a list') });
  });

  it('come without managedFields and without what is no pod', async () => {
    const [whole] = manyPods(1);
    const items = [
      null,
      { ...whole, metadata: { ...whole?.metadata, managedFields: [{}] } },
      { spec: {} },
      'odd',
    ];
    nock(SERVER).get(PODS).query(true).reply(200, { kind: 'PodList', items });
    const pages: (readonly Pod[])[] = [];
    for await (const page of (await connectTo()).podPages({})) pages.push(page);
    expect(pages).toEqual([[whole, { spec: {} }]]);
  });
});

describe('pages of pods of a cluster with trouble', () => {
  const recording = recordingOf([...manyPods(4), pod('lonely', { namespace: 'other' })]);

  async function troubled(faults: readonly string[], timeout = 60_000): Promise<ReplayedCluster> {
    const cluster = await replayedCluster([recording], {
      faults: faults.map(parseFault),
      timeout,
      ...unlimited,
    });
    onTestFinished(() => cluster.close());
    return cluster;
  }

  it('are those of one namespace where one is named, and none where it does not exist', async () => {
    const cluster = await troubled([]);
    expect(await collected(cluster.podPages({ namespace: 'other' }))).toEqual({ pages: [['lonely']] });
    expect(await collected(cluster.podPages({ namespace: 'nowhere' }))).toEqual({ pages: [] });
    expect(cluster.requests().map(({ path }) => path)).toEqual([
      '/api/v1/namespaces/other/pods?limit=500',
      '/api/v1/namespaces/nowhere/pods?limit=500',
    ]);
  });

  it('are each given once where the list begins again', async () => {
    const cluster = await troubled(['410:list:pods:after=1:times=1']);
    expect(await allNames(cluster, 2)).toEqual(['lonely', 'pod-000', 'pod-001', 'pod-002', 'pod-003']);
    expect(cluster.replay.journal.filter(({ query }) => query === 'limit=2')).toHaveLength(2);
  });

  it.each([
    [{}, /not allowed to list pods in all namespaces.*`kubectl auth can-i list pods -A`/],
    [{ namespace: 'shop' }, /not allowed to list pods in namespace shop.*can-i list pods -n shop`/],
  ])('%j that may not be listed name the permission', async (query, words) => {
    const cluster = await troubled(['403:list:pods']);
    expect(await collected(cluster.podPages(query))).toMatchObject({
      pages: [],
      error: { code: 'forbidden', userMessage: expect.stringMatching(words) },
    });
  });

  it('are given up to the one that fails', async () => {
    const cluster = await troubled(['403:list:pods:after=1']);
    expect(await collected(cluster.podPages({ limit: 2 }))).toMatchObject({
      pages: [['lonely', 'pod-000']],
      error: { code: 'forbidden' },
    });
  });

  it('are asked for again where that may help, which counts', async () => {
    const cluster = await troubled(['503:list:pods:after=1:times=1', 'cut:list:pods:after=3:times=1']);
    expect(await allNames(cluster, 2)).toEqual(['lonely', 'pod-000', 'pod-001', 'pod-002', 'pod-003']);
    expect(cluster.cost().requests).toBe(5);
  });

  it('that never come are a timeout of their own', async () => {
    const cluster = await troubled(['hang:list:pods:after=1'], 200);
    expect(await collected(cluster.podPages({ limit: 2 }))).toMatchObject({
      pages: [['lonely', 'pod-000']],
      error: { code: 'timeout', retryable: true },
    });
  });

  it('are given up where the loop is left', async () => {
    const cluster = await troubled(['hang:list:pods:after=1']);
    for await (const page of cluster.podPages({ limit: 2 })) {
      expect(names(page)).toEqual(['lonely', 'pod-000']);
      break;
    }
    await expect.poll(() => cluster.requests().length).toBe(2);
    expect(cluster.requests()[1]).toMatchObject({ problem: expect.stringContaining('given up') });
    expect(cluster.cost().requests).toBe(2);
  });

  it('are given up also while one is waited for, or is to be asked for again', async () => {
    for (const fault of ['hang:list:pods', '429:list:pods:retry-after=30', '503:list:pods:retry-after=30']) {
      const cluster = await troubled([fault]);
      const pages = cluster.podPages({ limit: 2 })[Symbol.asyncIterator]();
      const page = pages.next();
      await expect.poll(() => cluster.replay.journal.length).toBe(1);
      await pages.return?.();
      await expect(page, fault).rejects.toMatchObject({ code: expect.any(String) });
      expect(cluster.cost().requests, fault).toBe(1);
    }
  });
});
