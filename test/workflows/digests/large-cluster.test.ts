import { expect, onTestFinished, test } from 'vitest';
import { playbooks } from '../../../playbooks/index.ts';
import type { Digest } from '../../../src/digests/digest.ts';
import type { KubeObject } from '../../../src/replay/recording.ts';
import { replayedCluster } from '../../../src/replayed-cluster.ts';
import { runDigest } from '../../../src/workflows/digests/run-digest.ts';
import { largeCluster, plantedOf } from '../../support/large-cluster/large-cluster.ts';

const SHAPE = { pods: 1_000, brokenShare: 0.4 };

async function digestOf(seed: number): Promise<Digest> {
  const rateLimit = { perSecond: 10_000, burst: 10_000 };
  const cluster = await replayedCluster([largeCluster({ ...SHAPE, seed })], { rateLimit });
  onTestFinished(() => cluster.close());
  return runDigest(cluster, { playbooks, clock: Date });
}

function lines(items: Digest['items'] | ReturnType<typeof plantedOf>): readonly string[] {
  return items
    .map(
      ({ namespace, kind, name, cause, unwell, pods }) =>
        `${namespace}/${kind}/${name}: ${cause}, ${unwell} of ${pods}`,
    )
    .sort();
}

test.each([
  3, 4,
])('of a cluster of 1,000 pods all that is broken is told, and nothing else (seed %i)', async (seed) => {
  const planted = plantedOf({ ...SHAPE, seed });
  const digest = await digestOf(seed);
  expect(lines(digest.items)).toEqual(lines(planted));
  expect(digest.seen).toMatchObject({ pods: 1_000, undiagnosed: 0 });
  expect(digest.gaps).toEqual([]);
});

test('in it are pods on their way in and out, attempts that were made up for, and each sort of failure', () => {
  const { objects } = largeCluster({ ...SHAPE, seed: 3 });
  const pods = objects.filter(({ kind }) => kind === 'Pod');
  const phase = ({ status }: KubeObject) => (status as { readonly phase: string }).phase;
  expect(pods).toHaveLength(1_000);
  expect(pods.some(({ metadata }) => metadata.deletionTimestamp !== undefined)).toBe(true);
  expect(pods.some(({ metadata }) => metadata.creationTimestamp === '2026-01-01T11:59:30Z')).toBe(true);
  expect(new Set(pods.map(phase))).toEqual(new Set(['Running', 'Pending', 'Succeeded', 'Failed']));
  const planted = plantedOf({ ...SHAPE, seed: 3 });
  expect(new Set(planted.map(({ cause }) => cause)).size).toBe(8);
  expect(new Set(planted.map(({ kind }) => kind))).toEqual(
    new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'Pod']),
  );
});
