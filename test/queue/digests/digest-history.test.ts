import { describe, expect, expectTypeOf, it } from 'vitest';
import type { z } from 'zod';
import type { DigestHistory, StoredDigest } from '../../../src/digest-ports.ts';
import type { digestSchema } from '../../../src/digest-schema.ts';
import type { Digest } from '../../../src/digests/digest.ts';
import { createDigestHistory } from '../../../src/queue/digests/digest-history.ts';
import { sleep } from '../support/bench.ts';
import { eachBench } from '../support/each-bench.ts';
import { stores } from '../support/stores.ts';
import { createDigestBench, type DigestBench } from './support/digest-bench.ts';

const HOUR = 3_600_000;
const ALL_SEEN = { namespaces: 1, pods: 12, unwell: 1, undiagnosed: 0 };

/** With all that may be absent. */
type Whole<T> = T extends readonly (infer Item)[]
  ? readonly Whole<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]-?: Whole<Exclude<T[Key], undefined>> }
    : T;

function digest(over: Partial<Digest> = {}): Digest {
  return {
    schema: 'podwhy-digest/v1',
    scope: { cluster: 'prod', namespaces: ['shop'] },
    takenAt: '2026-06-01T07:00:00Z',
    seen: { namespaces: 1, pods: 12, unwell: 1, undiagnosed: 0, partial: true },
    items: [
      {
        key: 'shop/Deployment/web/crashloop/oom-killed',
        namespace: 'shop',
        kind: 'Deployment',
        name: 'web',
        cause: 'crashloop/oom-killed',
        title: 'web was killed for lack of memory',
        severity: 'critical',
        verdict: 'unhealthy',
        unwell: 1,
        pods: 3,
        restarts: 4,
        since: '2026-06-01T06:00:00Z',
        examples: ['web-1'],
        fix: { text: 'Raise the limit.', command: 'kubectl set resources …', changes: true },
      },
    ],
    signs: [
      {
        key: 'node/n1/DiskPressure',
        about: 'node',
        kind: 'Node',
        name: 'n1',
        severity: 'warning',
        text: 'is short of disk',
      },
    ],
    restarts: {
      owners: [{ namespace: 'shop', kind: 'Deployment', name: 'web', pods: { 'uid-1': 4 } }],
      truncated: false,
    },
    gaps: [{ namespace: 'shop', message: 'Quotas could not be read.', about: 'signs' }],
    cost: { requests: 5, durationMs: 120 },
    changes: {
      since: '2026-05-31T07:00:00Z',
      new: ['shop/Deployment/web/crashloop/oom-killed'],
      ongoing: [],
      flapping: [],
      recovered: [],
      restarts: {
        total: 2,
        owners: [{ namespace: 'shop', kind: 'Deployment', name: 'web', restarts: 2 }],
      },
    },
    ...over,
  };
}

function stored(hour: number, over: Partial<Digest> = {}): StoredDigest {
  const takenAt = new Date(Date.parse('2026-06-01T00:00:00Z') + hour * HOUR).toISOString();
  return { id: `d${hour}`, digest: digest({ takenAt, ...over }) };
}

describe.each(stores.filter(({ skip }) => !skip))('the history of digests, on $name', ({ open }) => {
  let bench: DigestBench;
  eachBench(open, createDigestBench, (made) => {
    bench = made;
  });
  const history = (over: { keepMs?: number; most?: number } = {}): DigestHistory =>
    createDigestHistory(bench.redis, {
      prefix: bench.prefix,
      now: Date.now,
      keepMs: HOUR,
      logger: bench.logger,
      ...over,
    });
  const ids = (all: readonly StoredDigest[]) => all.map(({ id }) => id);
  const keys = () => bench.redis.keys(`${bench.prefix}:digest:*`);

  it('reads every field that a digest may have', () => {
    expectTypeOf<Whole<z.infer<typeof digestSchema>>>().toEqualTypeOf<Whole<Digest>>();
  });

  it('gives back what was put, whole', async () => {
    const whole = { ...stored(1), at: { channel: 'C1', ts: '1.2' } };
    await history().put('s', whole);
    expect(await history().find('d1')).toEqual(whole);
    expect(await history().recent('s', 1)).toEqual([whole]);
    expect(await history().find('d2')).toBeUndefined();
    expect(await history().recent('t', 5)).toEqual([]);
  });

  it('the newest of a series come first, however they were put, and no more than were asked for', async () => {
    for (const hour of [3, 1, 5, 2, 4]) await history().put('s', stored(hour));
    await history().put('other', stored(9));
    expect(ids(await history().recent('s', 3))).toEqual(['d5', 'd4', 'd3']);
    expect(ids(await history().recent('s', 99))).toEqual(['d5', 'd4', 'd3', 'd2', 'd1']);
  });

  it('the same again takes the place of the first', async () => {
    await history().put('s', stored(1));
    await history().put('s', { ...stored(1), at: { channel: 'C1', ts: '1.2' } });
    expect(await history().recent('s', 5)).toEqual([{ ...stored(1), at: { channel: 'C1', ts: '1.2' } }]);
  });

  it('only the newest of a series are kept', async () => {
    for (let hour = 0; hour < 8; hour++) await history({ most: 5 }).put('s', stored(hour));
    expect(ids(await history({ most: 5 }).recent('s', 99))).toEqual(['d7', 'd6', 'd5', 'd4', 'd3']);
    expect(await history().find('d2')).toBeUndefined();
    expect((await keys()).filter((key) => key.includes(':record:'))).toHaveLength(5);
  });

  it('all of it ends by itself', async () => {
    await history({ keepMs: 200 }).put('s', stored(1));
    await sleep(300);
    expect(await history().recent('s', 5)).toEqual([]);
    expect(await history({ keepMs: 200 }).seriesAbout({ cluster: 'prod', namespaces: ['shop'] })).toEqual([]);
    expect(await keys()).toEqual([]);
  });

  it('what has ended is passed over for what is older and is still there', async () => {
    await history().put('s', stored(1));
    await history().put('s', stored(2));
    await bench.redis.del(`${bench.prefix}:digest:record:d2`);
    expect(ids(await history().recent('s', 1))).toEqual(['d1']);
  });

  it('what another version wrote is passed over, and said in the log', async () => {
    await history().put('s', stored(1));
    await history().put('s', stored(2));
    await bench.redis.set(
      `${bench.prefix}:digest:record:d2`,
      JSON.stringify({ ...stored(2), digest: { ...digest(), schema: 'podwhy-digest/v2' } }),
    );
    await bench.redis.set(`${bench.prefix}:digest:record:d3`, 'not json');
    expect(ids(await history().recent('s', 1))).toEqual(['d1']);
    expect(await history().find('d3')).toBeUndefined();
    expect(bench.events('digest.unreadable').map(({ fields }) => fields.digest)).toEqual(['d2', 'd3']);
  });

  it('a digest of an older version, without what newer ones have, is read', async () => {
    const { signs: _, restarts: __, changes: ___, ...older } = digest();
    await history().put('s', { id: 'old', digest: older });
    expect(await history().find('old')).toEqual({ id: 'old', digest: older });
  });

  it('knows the series about a cluster and its namespaces, in whatever order they are named', async () => {
    const put = async (series: string, hour: number, scope: Digest['scope']) => {
      await history().put(series, { ...stored(hour, { scope, seen: ALL_SEEN }), id: `${series}-${hour}` });
      await sleep(5);
    };
    const both = { cluster: 'prod', namespaces: ['shop', 'cart'] };
    await put('a', 1, both);
    await put('b', 2, { cluster: 'prod', namespaces: ['cart', 'shop'] });
    await put('c', 3, { cluster: 'prod', namespaces: ['cart'] });
    await put('d', 4, { cluster: 'prod' });
    await put('e', 5, { cluster: 'dev', namespaces: ['shop', 'cart'] });
    expect(await history().seriesAbout(both)).toEqual(['b', 'a']);
    await put('a', 6, both);
    expect(await history().seriesAbout({ cluster: 'prod', namespaces: ['cart', 'shop'] })).toEqual([
      'a',
      'b',
    ]);
    expect(await history().seriesAbout({ cluster: 'prod' })).toEqual(['d']);
    expect(await history().seriesAbout({ cluster: 'prod', namespaces: [] })).toEqual([]);
  });

  it('does not count a series whose last digest tells of a part, by what somebody may see', async () => {
    const all = { cluster: 'prod' };
    await history().put('whole', stored(1, { scope: all, seen: ALL_SEEN }));
    await history().put('restricted', stored(2, { scope: all, seen: ALL_SEEN }));
    await history().put('restricted', stored(3, { scope: all, seen: { ...ALL_SEEN, partial: true } }));
    expect(await history().seriesAbout(all)).toEqual(['whole']);
    expect(ids(await history().recent('restricted', 9))).toEqual(['d3', 'd2']);
  });
});
