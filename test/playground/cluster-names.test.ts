import { expect, it, vi } from 'vitest';
import type { Read } from '../../src/diagnosis/snapshot.ts';
import { clusterNames } from '../../src/playground/cluster-names.ts';
import type { Cluster } from '../../src/ports.ts';

const WORKLOADS: Readonly<Record<string, readonly string[]>> = {
  'shop Deployment': ['web', 'api'],
  'feed StatefulSet': ['timeline'],
};

function cluster(): Pick<Cluster, 'read'> & { readonly asked: readonly Read[] } {
  const asked: Read[] = [];
  const read = async (ask: Read) => {
    asked.push(ask);
    if (ask.section === 'namespaces') return { status: 'ok', value: [{ name: 'shop' }, { name: 'feed' }] };
    if (ask.section !== 'workloads') throw new Error(ask.section);
    if (ask.kind === 'DaemonSet') return { status: 'unavailable', reason: 'forbidden', message: 'no' };
    const names = WORKLOADS[`${ask.namespace} ${ask.kind}`] ?? [];
    return { status: 'ok', value: names.map((name) => ({ metadata: { name } })) };
  };
  return { read: read as Cluster['read'], asked };
}

const words = (names: readonly { readonly word: string }[]) => names.map(({ word }) => word);

it('offers namespaces and the workloads of the default one, then of those that are typed', async () => {
  const { read, asked } = cluster();
  const names = clusterNames({ read }, 'shop');
  expect(names('/pod why ')).toEqual([]);
  await vi.waitFor(() => expect(words(names('/pod why '))).toEqual(['feed', 'shop', 'api', 'web']));
  names('/pod why feed/t');
  await vi.waitFor(() => expect(words(names('/pod why t -n feed'))).toContain('feed/timeline'));
  names('/pod why nowhere/t');
  expect(asked.filter((ask) => 'namespace' in ask && ask.namespace === 'nowhere')).toEqual([]);
  // One list of namespaces, and three kinds in two of them.
  expect(asked).toHaveLength(7);
});

it('offers nothing of a cluster that does not answer', async () => {
  const read = vi.fn(() => Promise.reject(new Error('ECONNREFUSED')));
  const names = clusterNames({ read }, 'shop');
  names('/pod why ');
  await vi.waitFor(() => expect(read).toHaveBeenCalledTimes(4));
  expect(names('/pod why ')).toEqual([]);
});
