import { describe, expect, it } from 'vitest';
import { withoutHiddenDigest } from '../../../src/access/visible-digest.ts';
import type { Ask, Reply } from '../../../src/asks.ts';
import type { Digest } from '../../../src/digests/digest.ts';
import type { Cluster } from '../../../src/ports.ts';
import { changeOwner } from '../../../src/replay/made-cluster/made-cluster.ts';
import { madeOwner, mended } from '../../../src/replay/made-cluster/made-owner.ts';
import { answerDigest } from '../../../src/workflows/digests/answer-digest.ts';
import { createDigestBench, type DigestBench, SUBSCRIPTION } from '../../support/digesting/digest-bench.ts';
import { serveOwners } from './digested.ts';

const WEB = madeOwner('shop', 'web', { pods: 3, way: 'out-of-memory' });
const API = madeOwner('pay', 'api', { pods: 2, way: 'image-not-found' });

/** A cluster that a configuration calls prod. */
function named(cluster: Cluster): Cluster {
  return { ...cluster, context: 'prod', session: () => named(cluster.session()) };
}

async function asked(bench: DigestBench, cluster: Cluster, ask: Partial<Ask>, steps: string[] = []) {
  const reply = await answerDigest(
    { verb: 'digest', cluster: 'prod', ...ask },
    { cluster, progress: (step) => void steps.push(step) },
    bench.deps,
  );
  return reply as Extract<Reply, { kind: 'digest' }>;
}

describe('a digest that is asked for', () => {
  it.each([
    [{ namespace: 'shop' }, ['shop'], ['web']],
    [{ namespaces: ['pay', 'shop'] }, ['pay', 'shop'], ['web', 'api']],
    [{ allNamespaces: true }, undefined, ['web', 'api']],
  ] as const)('is about what was named: %j', async (ask, namespaces, names) => {
    const cluster = named(await serveOwners([WEB, API]));
    const { digest } = await asked(createDigestBench({ prod: cluster }), cluster, ask);
    expect(digest.scope.namespaces).toEqual(namespaces);
    expect(digest.items.map(({ name }) => name).sort()).toEqual([...names].sort());
  });

  it('says how far it has come', async () => {
    const cluster = named(await serveOwners([WEB]));
    const steps: string[] = [];
    await asked(createDigestBench({ prod: cluster }), cluster, { namespace: 'shop' }, steps);
    expect(steps[0]).toBe('listing pods');
    expect(steps).toContain('3 pods read');
    expect(steps.at(-1)).toBe('1 of 1 owner looked into');
  });

  it('counts nothing on the way through all namespaces: who waits for it may not see them all', async () => {
    const cluster = named(await serveOwners([WEB, API]));
    const steps: string[] = [];
    await asked(createDigestBench({ prod: cluster }), cluster, { allNamespaces: true }, steps);
    expect(steps).toEqual(['listing pods', 'looking into what is unwell']);
  });

  it('is compared with the last one that was posted about the same, and not put in its place', async () => {
    const cluster = await serveOwners([WEB]);
    const bench = createDigestBench({ prod: named(cluster) });
    await bench.post(bench.due());
    changeOwner(cluster.replay, WEB, mended(WEB));
    for (const _ of [1, 2]) {
      const { digest } = await asked(bench, named(cluster), { namespace: 'shop' });
      expect(digest.changes?.recovered.map(({ name }) => name)).toEqual(['web']);
    }
    expect(await bench.deps.history.recent('shop-9k2f', 9)).toHaveLength(1);
  });

  it('is compared with the last one that was asked for where none is posted', async () => {
    const cluster = await serveOwners([mended(WEB)]);
    const bench = createDigestBench({ prod: named(cluster) });
    const first = await asked(bench, named(cluster), { namespace: 'shop' });
    expect(first.digest.changes).toBeUndefined();
    changeOwner(cluster.replay, mended(WEB), WEB);
    const { digest, id = '' } = await asked(bench, named(cluster), { namespace: 'shop' });
    expect(digest.changes?.new).toHaveLength(1);
    expect((await bench.deps.history.find(id))?.digest).toEqual(digest);
  });

  it('is not compared with one that leaves out something of its own', async () => {
    const cluster = named(await serveOwners([WEB]));
    const bench = createDigestBench({ prod: cluster }, { isSpecial: (series) => series === 'shop-9k2f' });
    await bench.post(bench.due());
    expect((await asked(bench, cluster, { namespace: 'shop' })).digest.changes).toBeUndefined();
  });

  it('is not compared with one that tells of a part: all of the rest would be new', async () => {
    const cluster = named(await serveOwners([WEB, API]));
    const isVisible = Object.assign((name: string) => name === 'shop', { all: false });
    const permission = async () =>
      ({ status: 'granted', visible: (digest: Digest) => withoutHiddenDigest(digest, isVisible) }) as const;
    const bench = createDigestBench({ prod: cluster }, { permission });
    const { namespaces: _, ...subscription } = SUBSCRIPTION;
    await asked(bench, cluster, { allNamespaces: true });
    bench.wait(60_000);
    await bench.post(bench.due({ subscription }));
    const { digest } = await asked(bench, cluster, { allNamespaces: true });
    expect(digest.changes).toMatchObject({ new: [], recovered: [] });
  });

  it('is of a namespace that does not exist none at all: those are named that may be meant', async () => {
    const cluster = named(await serveOwners([WEB, API]));
    const bench = createDigestBench({ prod: cluster });
    const namespace = (name: string) => ({ kind: 'Namespace', namespace: '', name });
    const told = async (wanted: string) => asked(bench, cluster, { namespace: wanted });
    expect(await told('shpo')).toMatchObject({
      kind: 'unresolved',
      message: 'There is no namespace "shpo".',
      near: [namespace('shop')],
    });
    expect(await told('nowhere')).toMatchObject({
      near: [],
      elsewhere: expect.arrayContaining([namespace('pay'), namespace('shop')]),
    });
    await expect(asked(bench, cluster, { namespaces: ['shpo', 'nowhere'] })).rejects.toMatchObject({
      userMessage: 'There is no namespace "shpo". There is no namespace "nowhere".',
    });
    expect(await bench.deps.history.seriesAbout({ cluster: 'prod', namespaces: ['shpo'] })).toEqual([]);
  });
});
