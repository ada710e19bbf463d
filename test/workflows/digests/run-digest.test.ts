import { describe, expect, it } from 'vitest';
import { compareDigests } from '../../../src/digests/compare-digests.ts';
import type { Digest } from '../../../src/digests/digest.ts';
import { changeOwner, MADE_AT, madeOwners } from '../../../src/replay/made-cluster/made-cluster.ts';
import { madeOwner, mended, withRevision } from '../../../src/replay/made-cluster/made-owner.ts';
import { STATUS_WAYS } from '../../../src/replay/made-cluster/way.ts';
import { digestOf, keysOf, plantedIn, serveOwners } from './digested.ts';

const SHAPE = { namespaces: 4, ownersEach: 5, podsEach: 7, wellEach: 2, broken: STATUS_WAYS };

function withoutCost({ cost: _, ...digest }: Digest) {
  return digest;
}

describe('a digest of a made cluster', () => {
  it.each([1, 2, 3])('names every failure that was planted and nothing else (%i)', async (seed) => {
    const owners = madeOwners({ ...SHAPE, seed });
    const digest = await digestOf(await serveOwners(owners), { logsFor: 50 });
    expect(keysOf(digest)).toEqual(plantedIn(owners));
    expect(digest.gaps).toEqual([]);
    expect(digest.seen).toEqual({ namespaces: 4, pods: 140, unwell: 84, undiagnosed: 0 });
    for (const item of digest.items) {
      expect(item).toMatchObject({ unwell: 7, pods: 7, verdict: 'unhealthy' });
      expect(item.examples).toHaveLength(3);
      expect(Date.parse(item.since)).toBeLessThanOrEqual(Date.parse(MADE_AT));
      expect(item.title).not.toBe('');
    }
  });

  it('needs no log for what the status tells', async () => {
    const owners = madeOwners({ ...SHAPE, seed: 1 });
    expect(keysOf(await digestOf(await serveOwners(owners), { logsFor: 0 }))).toEqual(plantedIn(owners));
  });

  it('counts the pods of two causes, and of an owner that is well in part', async () => {
    const first = madeOwner('shop', 'web', { pods: 6, way: 'out-of-memory', broken: 4 });
    const owners = [
      withRevision(first, { pods: 3, way: 'image-not-found' }),
      madeOwner('shop', 'api', { pods: 8, way: 'readiness-failing', broken: 1 }),
    ];
    const { items } = await digestOf(await serveOwners(owners));
    expect(
      items.map(({ name, cause, unwell, pods, restarts }) => [name, cause, unwell, pods, restarts]).sort(),
    ).toEqual([
      ['api', 'probe/readiness-failing', 1, 8, 0],
      ['web', 'crashloop/out-of-memory', 4, 9, 24],
      ['web', 'image-pull/image-not-found', 3, 9, 0],
    ]);
  });

  it('is the same each time, whatever the pages', async () => {
    const owners = madeOwners({ ...SHAPE, seed: 5 });
    const [one, few, many, again] = await Promise.all(
      [1, 7, 500, 500].map(async (pageSize) => {
        const digest = await digestOf(await serveOwners(owners), { pageSize });
        return withoutCost(digest);
      }),
    );
    expect(again).toEqual(many);
    expect(few).toEqual(many);
    expect(one).toEqual(many);
  });

  it('costs a few requests for each page, namespace and owner', async () => {
    const owners = madeOwners({ ...SHAPE, namespaces: 6, ownersEach: 10, wellEach: 5, seed: 2 });
    const session = (await serveOwners(owners)).session();
    const { cost, items } = await digestOf({ ...session, session: () => session }, { pageSize: 100 });
    const pages = 5;
    expect(items).toHaveLength(30);
    expect(cost.requests).toBe(session.requests().length);
    expect(cost.requests).toBeLessThanOrEqual(pages + 6 + 30 * 5);
    const events = session.requests().flatMap(({ path }) => (/\/events\?/.test(path) ? [path] : []));
    expect(new Set(events).size).toBe(events.length);
    expect(events.filter((path) => !path.includes('fieldSelector'))).toHaveLength(6);
    // Of nodes, of which there are three, each is asked about once.
    expect(events.length).toBeLessThanOrEqual(6 + 3);
  });

  it('looks into the worst alone, and counts the others', async () => {
    const owners = madeOwners({ ...SHAPE, seed: 1 });
    const broken = owners.map((owner, index) => (index === 3 ? mended(owner, 1) : owner));
    const { items, seen } = await digestOf(await serveOwners(broken), { mostOwners: 11 });
    expect(items).toHaveLength(11);
    expect(seen).toMatchObject({ unwell: 78, undiagnosed: 1 });
    expect(items.map(({ name }) => name)).not.toContain(owners[3]?.name);
  });

  it('reads the logs of the worst alone', async () => {
    const never = ['a', 'b', 'c'].map((name) => madeOwner('shop', name, { pods: 9, way: 'image-not-found' }));
    const owners = [...madeOwners({ ...SHAPE, broken: ['application-error'], seed: 1 }), ...never];
    const cluster = await serveOwners(owners);
    const session = cluster.session();
    await digestOf({ ...cluster, session: () => session }, { logsFor: 3 });
    const logs = session.requests().filter(({ path }) => path.includes('/log?'));
    const pods = new Set(logs.map(({ path }) => path.split('?')[0]));
    expect(pods.size).toBe(3);
  });

  it('leaves out what is ignored', async () => {
    const owners = [
      madeOwner('shop', 'web', { pods: 2, way: 'out-of-memory' }),
      madeOwner('ci', 'job', { pods: 2, way: 'out-of-memory' }),
      madeOwner('shop', 'big', { pods: 2, way: 'unschedulable' }),
    ];
    const cluster = await serveOwners(owners);
    const names = async (ignore: object) =>
      (await digestOf(cluster, { ignore })).items.map(({ name }) => name);
    expect((await names({ namespaces: ['c*'] })).sort()).toEqual(['big', 'web']);
    expect((await names({ causes: ['pending/*'] })).sort()).toEqual(['job', 'web']);
  });
});

describe('what could not be looked at', () => {
  const owners = ['shop', 'billing', 'media'].map((namespace) =>
    madeOwner(namespace, 'web', { pods: 3, way: 'out-of-memory' }),
  );

  it('is a gap where a namespace may not be listed', async () => {
    const cluster = await serveOwners(owners, ['403:list:pods:namespace=billing']);
    const digest = await digestOf(cluster, { namespaces: ['shop', 'billing'] });
    expect(keysOf(digest)).toEqual(['shop/Deployment/web/crashloop/out-of-memory']);
    expect(digest.gaps).toMatchObject([
      { namespace: 'billing', message: expect.stringContaining('allowed') },
    ]);
    expect(digest.seen.namespaces).toBe(1);
  });

  it('is said with the next step where nothing may be listed', async () => {
    const cluster = await serveOwners(owners, ['403:list:pods']);
    await expect(digestOf(cluster)).rejects.toMatchObject({
      code: 'forbidden',
      userMessage: expect.stringContaining('-n shop'),
    });
    await expect(digestOf(cluster, { namespaces: ['shop'] })).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('is a gap where the list breaks off, and what was seen stays', async () => {
    const cluster = await serveOwners(owners, ['403:list:pods:after=2:times=1']);
    const digest = await digestOf(cluster, { pageSize: 3 });
    expect(digest.items).toHaveLength(2);
    expect(digest.gaps).toMatchObject([{ message: expect.stringContaining('broke off after 6') }]);
  });

  it('is one gap for the events of a namespace', async () => {
    const cluster = await serveOwners(owners, ['403:list:events:namespace=shop']);
    const digest = await digestOf(cluster);
    expect(digest.items).toHaveLength(3);
    expect(digest.gaps).toMatchObject([{ namespace: 'shop', message: expect.stringContaining('events') }]);
  });

  it('is a namespace that does not exist', async () => {
    const digest = await digestOf(await serveOwners(owners), { namespaces: ['shop', 'shpo'] });
    expect(digest.items).toHaveLength(1);
    expect(digest.gaps).toEqual([
      {
        namespace: 'shpo',
        absent: true,
        message: 'There is no namespace shpo. See `kubectl get namespaces`.',
      },
    ]);
  });
});

describe('digests one after the other', () => {
  it.each([
    '403:*:nodes',
    '403:*:configmaps',
    '403:list:events:namespace=shop',
  ])('tell what recovered where something of others may not be read: %s', async (fault) => {
    const web = madeOwner('shop', 'web', { pods: 3, way: 'out-of-memory' });
    const others = (['unschedulable', 'config-map-missing'] as const).map((way) =>
      madeOwner('shop', way, { pods: 1, way }),
    );
    const cluster = await serveOwners([web, ...others], [fault]);
    const before = await digestOf(cluster);
    changeOwner(cluster.replay, web, mended(web));
    const now = await digestOf(cluster);
    expect(now.gaps).not.toEqual([]);
    const recovered = compareDigests(now, [before]).changes?.recovered;
    expect(recovered?.map(({ name }) => name)).toEqual(['web']);
  });

  it('tell what is new, what goes on, what recovered and what comes and goes', async () => {
    const broken = (name: string) => madeOwner('shop', name, { pods: 2, way: 'out-of-memory' });
    const [web, api, job, db] = [broken('web'), broken('api'), broken('job'), broken('db')];
    const cluster = await serveOwners([web, mended(api), job, mended(db)]);
    const key = (name: string) => `shop/Deployment/${name}/crashloop/out-of-memory`;
    const taken: Digest[] = [await digestOf(cluster)];
    const take = async () => taken.unshift(compareDigests(await digestOf(cluster), taken));

    changeOwner(cluster.replay, mended(api), api);
    changeOwner(cluster.replay, job, mended(job));
    changeOwner(cluster.replay, mended(db), db);
    await take();
    expect(taken[0]?.changes).toMatchObject({
      new: [key('api'), key('db')],
      ongoing: [key('web')],
      flapping: [],
      recovered: [{ key: key('job'), unwell: 2 }],
    });

    changeOwner(cluster.replay, db, mended(db));
    await take();
    expect(taken[0]?.changes).toMatchObject({
      new: [],
      ongoing: [key('api'), key('web')],
      flapping: [],
      recovered: [{ key: key('db') }],
    });

    changeOwner(cluster.replay, mended(db), db);
    await take();
    expect(taken[0]?.changes).toMatchObject({ new: [], flapping: [key('db')], recovered: [] });
  });
});
