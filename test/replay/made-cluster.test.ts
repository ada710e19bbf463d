import { describe, expect, it, onTestFinished } from 'vitest';
import { playbooks } from '../../playbooks/index.ts';
import { changeOwner, MADE_AT, madeCluster, madeOwners } from '../../src/replay/made-cluster/made-cluster.ts';
import {
  type MadeOwner,
  madeOwner,
  mended,
  podsOf,
  replaced,
  withRevision,
} from '../../src/replay/made-cluster/made-owner.ts';
import { WAYS, type Way } from '../../src/replay/made-cluster/way.ts';
import { type ReplayedCluster, replayedCluster } from '../../src/replayed-cluster.ts';
import { diagnoseTarget } from '../../src/workflows/diagnose-target.ts';

const ALL = Object.keys(WAYS) as readonly Way[];

async function serve(owners: readonly MadeOwner[]): Promise<ReplayedCluster> {
  const cluster = await replayedCluster([madeCluster(owners)], { rateLimit: { perSecond: 500, burst: 500 } });
  onTestFinished(() => cluster.close());
  return cluster;
}

/** The verdict and the causes of findings with the pods that each is of. */
async function diagnose(cluster: ReplayedCluster, { namespace, name }: MadeOwner) {
  const outcome = await diagnoseTarget(cluster, { text: `deploy/${name}`, namespace }, { playbooks });
  if (outcome.status !== 'diagnosed') throw new Error(outcome.status);
  const { verdict, findings } = outcome.diagnosis;
  return { verdict, causes: findings.map(({ playbook, cause }) => `${playbook}/${cause}`) };
}

describe('a made cluster', () => {
  it.each(ALL)('%s is what a diagnosis finds first', async (way) => {
    const owner = madeOwner('shop', 'web', { pods: 3, way });
    const found = await diagnose(await serve([owner]), owner);
    expect(found).toMatchObject({ verdict: 'unhealthy' });
    expect(found.causes[0]).toBe(WAYS[way].cause);
  });

  it('has a cause for each of two revisions', async () => {
    const first = madeOwner('shop', 'web', { pods: 3, way: 'out-of-memory' });
    const owner = withRevision(first, { pods: 2, way: 'image-not-found' });
    const { causes } = await diagnose(await serve([owner]), owner);
    expect(causes).toEqual(expect.arrayContaining(['crashloop/out-of-memory', 'image-pull/image-not-found']));
  });

  it.each(ALL)('with %s mended, by other pods or in place, is well', async (way) => {
    const owner = madeOwner('shop', 'web', { pods: 4, way });
    const cluster = await serve([owner]);
    changeOwner(cluster.replay, owner, mended(owner, 1));
    expect(await diagnose(cluster, owner)).toMatchObject({ verdict: 'unhealthy' });
    changeOwner(cluster.replay, mended(owner, 1), mended(owner));
    expect(await diagnose(cluster, owner)).toMatchObject({ verdict: 'healthy' });
    changeOwner(cluster.replay, mended(owner), owner);
    expect(await diagnose(cluster, owner)).toMatchObject({ verdict: 'unhealthy' });
    changeOwner(cluster.replay, owner, replaced(owner));
    expect(await diagnose(cluster, owner)).toEqual({ verdict: 'healthy', causes: [] });
    const [old] = podsOf(owner, MADE_AT);
    const gone = await cluster.resolve({ text: `pod/${old?.name}`, namespace: 'shop' });
    expect(gone).toMatchObject({ status: 'not-found' });
  });

  it('is the same for the same seed, and has other names and causes for another', () => {
    const shape = { namespaces: 3, ownersEach: 4, podsEach: 2, wellEach: 1, broken: ALL };
    const owners = madeOwners({ ...shape, seed: 7 });
    expect(madeCluster(owners)).toEqual(madeCluster(madeOwners({ ...shape, seed: 7 })));
    expect(madeOwners({ ...shape, seed: 8 })).not.toEqual(owners);
    expect(new Set(owners.map(({ namespace, name }) => `${namespace}/${name}`)).size).toBe(12);
    expect(owners.filter(({ revisions: [only] }) => only?.way === undefined)).toHaveLength(3);
  });

  it('of many owners gives each its planted cause', async () => {
    const owners = madeOwners({
      namespaces: 4,
      ownersEach: 4,
      podsEach: 3,
      wellEach: 1,
      broken: ALL,
      seed: 3,
    });
    const cluster = await serve(owners);
    const found = await Promise.all(
      owners.map(async (owner) => (await diagnose({ ...cluster, ...cluster.session() }, owner)).causes[0]),
    );
    const planted = owners.map(({ revisions: [only] }) => only?.way && WAYS[only.way].cause);
    expect(found).toEqual(planted);
  });
});
