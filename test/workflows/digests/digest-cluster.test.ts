import { describe, expect, it } from 'vitest';
import type { Read } from '../../../src/diagnosis/snapshot.ts';
import type { Cluster } from '../../../src/ports.ts';
import { digestCluster } from '../../../src/workflows/digests/digest-cluster.ts';

const about = (kind: string, name: string, uid: string) => ({
  reason: name,
  involvedObject: { kind, name, uid },
});

/** Answers with what it is given, by the section. */
function answering(answers: Readonly<Record<string, unknown>>) {
  const asked: Read[] = [];
  const cluster = {
    read: async (read: Read) => {
      asked.push(read);
      const value = answers[read.section];
      if (value !== undefined) return { status: 'ok', value };
      return { status: 'unavailable', reason: 'forbidden', message: 'User "me" cannot list it' };
    },
  } as unknown as Cluster;
  return { asked, ...digestCluster(cluster) };
}

const EVENTS = [about('Pod', 'a', '1'), about('Pod', 'a', '2'), about('ReplicaSet', 'a', '3')];

describe('a cluster as a digest asks it', () => {
  it('is asked the same once, by however many', async () => {
    const { asked, forOwner } = answering({ nodes: [] });
    const reads = [forOwner(true), forOwner(false), forOwner(true).session()].map((one) =>
      one.read({ section: 'nodes' }),
    );
    await Promise.all(reads);
    expect(asked).toHaveLength(1);
  });

  it("gives an object's events out of those of its namespace", async () => {
    const { asked, forOwner } = answering({ 'namespace-events': { events: EVENTS, truncated: false } });
    const events = async (ask: { kind: string; name: string; uid?: string }) => {
      const read = await forOwner(true).read({ section: 'events', namespace: 'shop', ...ask });
      return read.status === 'ok' ? read.value.map(({ involvedObject }) => involvedObject?.uid) : read;
    };
    expect(await events({ kind: 'Pod', name: 'a', uid: '2' })).toEqual(['2']);
    expect(await events({ kind: 'Pod', name: 'a' })).toEqual(['1', '2']);
    expect(await events({ kind: 'ReplicaSet', name: 'a' })).toEqual(['3']);
    expect(await events({ kind: 'Pod', name: 'b' })).toEqual([]);
    expect(asked).toEqual([{ section: 'namespace-events', namespace: 'shop' }]);
  });

  it('is asked about the object itself where a namespace has too many events, or there is none', async () => {
    const { asked, forOwner } = answering({
      'namespace-events': { events: EVENTS, truncated: true },
      events: [],
    });
    const ask = { section: 'events', kind: 'Pod', name: 'a', namespace: 'shop' } as const;
    const node = { section: 'events', kind: 'Node', name: 'node-a' } as const;
    expect(await forOwner(true).read(ask)).toEqual({ status: 'ok', value: [] });
    expect(await forOwner(true).read(node)).toEqual({ status: 'ok', value: [] });
    expect(asked.slice(1)).toEqual([ask, node]);
  });

  it('gives no logs to those who are not among the worst', async () => {
    const { asked, forOwner, gaps } = answering({ log: [] });
    const log = {
      section: 'log',
      namespace: 'shop',
      pod: 'a',
      container: 'app',
      previous: false,
    } as const;
    expect(await forOwner(false).read(log)).toMatchObject({ reason: 'not-collected' });
    expect(asked).toEqual([]);
    expect(await forOwner(true).read(log)).toMatchObject({ status: 'ok' });
    expect(gaps()).toEqual([]);
  });

  it('gives a node out of all of them, where these are asked for', async () => {
    const node = { metadata: { name: 'node-a' } };
    const { asked, forOwner, forSigns } = answering({ nodes: [node], node: {} });
    const one = (name: string) => forOwner(true).read({ section: 'node', name });
    await one('node-a');
    const [, known, other] = await Promise.all([
      forSigns().read({ section: 'nodes' }),
      one('node-a'),
      one('node-b'),
    ]);
    expect(known).toEqual({ status: 'ok', value: node });
    expect(other).toEqual({ status: 'ok', value: {} });
    expect(asked).toEqual([
      { section: 'node', name: 'node-a' },
      { section: 'nodes' },
      { section: 'node', name: 'node-b' },
    ]);
  });

  it('is asked no more once it has stopped answering', async () => {
    let requests = 0;
    const silent = { status: 'unavailable', reason: 'timeout', message: 'no answer within 5 s' };
    const cluster = {
      read: async (read: Read) => {
        requests++;
        return read.section === 'nodes' ? { status: 'ok', value: [] } : silent;
      },
    } as unknown as Cluster;
    const { forOwner, gaps } = digestCluster(cluster);
    const ask = (name: string) =>
      forOwner(true).read({ section: 'object', kind: 'Deployment', name, namespace: 'shop' });
    for (let index = 0; index < 5; index++) await ask(`early-${index}`);
    await forOwner(true).read({ section: 'nodes' });
    for (let index = 0; index < 20; index++)
      await forOwner(true).read({ section: 'pod-metrics', name: `${index}`, namespace: 'shop' });
    for (let index = 0; index < 20; index++) await ask(`late-${index}`);
    expect(requests).toBe(5 + 1 + 20 + 8);
    expect(gaps()).toEqual([
      expect.objectContaining({ message: expect.stringContaining('and 12 more of the sort') }),
      { message: expect.stringContaining('stopped answering') },
    ]);
  });

  it('tells what signs or causes alone are missing apart from what is broken', async () => {
    const quotas = { section: 'resource-quotas', namespace: 'shop' } as const;
    const { forOwner, forMakers, forSigns, gaps } = answering({});
    await forSigns().read({ section: 'nodes' });
    await forSigns().read(quotas);
    expect(gaps().map(({ about }) => about)).toEqual(['signs', 'signs']);
    await forOwner(false).read(quotas);
    await forSigns().read(quotas);
    expect(gaps().map(({ about }) => about)).toEqual(['signs', 'causes']);
    await forMakers().read(quotas);
    await forOwner(false).read(quotas);
    expect(gaps().map(({ about }) => about)).toEqual(['signs', undefined]);
  });

  it('tells once what could not be read, and how much of it', async () => {
    const { forMakers, gaps } = answering({});
    const cluster = forMakers();
    for (const name of ['node-b', 'node-a', 'node-b']) await cluster.read({ section: 'node', name });
    for (const kind of ['Deployment', 'StatefulSet'])
      await cluster.read({ section: 'object', kind, name: 'a', namespace: 'shop' });
    await cluster.read({ section: 'events', kind: 'Pod', name: 'a', namespace: 'shop' });
    await cluster.read({ section: 'pod-metrics', name: 'a', namespace: 'shop' });
    expect(gaps()).toEqual([
      { message: 'The node node-a and 1 more of the sort could not be read: User "me" cannot list it.' },
      { namespace: 'shop', message: expect.stringContaining('The Deployment a could not be read') },
      { namespace: 'shop', message: expect.stringContaining('The StatefulSet a could not be read') },
      { namespace: 'shop', message: expect.stringContaining('shop could not be read') },
    ]);
  });
});
