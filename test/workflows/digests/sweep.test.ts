import { expect, it } from 'vitest';
import { BotError } from '../../../src/errors.ts';
import type { Cluster } from '../../../src/ports.ts';
import { sweep } from '../../../src/workflows/digests/sweep.ts';

const pod = (namespace: string, name: string) => ({
  metadata: { namespace, name },
  status: { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] },
});
const RULES = { ignore: {}, graceMs: 0, mostOwners: 5 };

/** One pod in each namespace, but for those that end in an error. */
function clusterWith(errors: Readonly<Record<string, BotError>>) {
  const asked: string[] = [];
  const cluster = {
    now: () => '2026-01-01T00:00:00Z',
    read: async () => ({ status: 'ok', value: [{ name: 'shop' }, { name: 'pay' }] }),
    async *podPages({ namespace = '' }: { readonly namespace?: string }) {
      asked.push(namespace);
      if (errors[namespace]) throw errors[namespace];
      yield [pod(namespace, 'a')];
    },
  } as unknown as Cluster;
  return { cluster, asked };
}

const forbidden = new BotError('forbidden', 'Not allowed.');
const away = new BotError('cluster-unreachable', 'No answer.');

it('goes on where one namespace is refused', async () => {
  const { cluster, asked } = clusterWith({ pay: forbidden });
  const { triaged, gaps } = await sweep(cluster, { namespaces: ['pay', 'shop'], rules: RULES });
  expect(asked).toEqual(['pay', 'shop']);
  expect(triaged.pods).toBe(1);
  expect(triaged.restarts.truncated).toBe(true);
  expect(gaps).toEqual([{ namespace: 'pay', message: 'Not allowed.' }]);
});

it('does not knock at every namespace of a cluster that is away', async () => {
  const { cluster, asked } = clusterWith({ pay: away });
  const { gaps } = await sweep(cluster, { namespaces: ['shop', 'pay', 'ci', 'dev'], rules: RULES });
  expect(asked).toEqual(['shop', 'pay']);
  expect(gaps.map(({ namespace }) => namespace)).toEqual(['pay', 'ci', 'dev']);
});

it('shows each pod to whoever wants to see it', async () => {
  const { cluster } = clusterWith({});
  const seen: unknown[] = [];
  const { triaged } = await sweep(cluster, {
    namespaces: ['shop', 'pay'],
    rules: RULES,
    see: ({ metadata }) => seen.push(metadata?.namespace),
  });
  expect(seen).toEqual(['shop', 'pay']);
  expect(triaged.restarts.truncated).toBe(false);
});

it('fails where none of the namespaces exists, and not where one of them is refused', async () => {
  const { cluster } = clusterWith({ vault: forbidden });
  const empty: Cluster = { ...cluster, podPages: ({ namespace } = {}) => nothing(namespace === 'vault') };
  await expect(sweep(empty, { namespaces: ['shpo', 'pya'], rules: RULES })).rejects.toMatchObject({
    names: ['shpo', 'pya'],
    known: ['shop', 'pay'],
    retryable: false,
    userMessage: 'There is no namespace "shpo". There is no namespace "pya".',
  });
  expect((await sweep(empty, { namespaces: ['shpo', 'vault'], rules: RULES })).gaps).toMatchObject([
    { namespace: 'vault', message: 'Not allowed.' },
    { namespace: 'shpo', absent: true },
  ]);
  expect((await sweep(empty, { namespaces: ['shop'], rules: RULES })).gaps).toEqual([]);
});

async function* nothing(isRefused: boolean) {
  if (isRefused) throw forbidden;
  yield [];
}

it('fails where nothing at all could be listed', async () => {
  const one = clusterWith({ pay: forbidden, shop: away });
  await expect(sweep(one.cluster, { namespaces: ['pay', 'shop'], rules: RULES })).rejects.toBe(forbidden);
  const all = clusterWith({ '': away });
  await expect(sweep(all.cluster, { rules: RULES })).rejects.toBe(away);
});

it('lets no fault of ours pass for one of the cluster', async () => {
  const { cluster } = clusterWith({ shop: new TypeError('oops') as BotError });
  await expect(sweep(cluster, { namespaces: ['shop'], rules: RULES })).rejects.toThrow('oops');
});
