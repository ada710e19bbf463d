import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { IncidentStore } from '../../../src/incident-ports.ts';
import type { Incident, IncidentAlert } from '../../../src/incidents/incident.ts';
import { createIncidentStore } from '../../../src/queue/alerts/incident-store.ts';
import { collectingLogger } from '../support/bench.ts';
import { type OpenStore, stores } from '../support/stores.ts';
import { subject } from './support/alert-bench.ts';

const pod = (name: string) => ({ ...subject(name), kind: 'Pod' });
const HOUR = 3_600_000;

function incident(id: string, over: Partial<Incident> = {}): Incident {
  return {
    id,
    subject: subject(),
    template: '5d4f',
    cause: 'crashloop/oom-killed',
    title: 'web was killed for its memory',
    verdict: 'unhealthy',
    unwell: ['web-1'],
    pods: 3,
    state: 'open',
    openedAt: 1000,
    lookedAt: 1000,
    alerts: [],
    flaps: 0,
    ...over,
  };
}

function alert(fingerprint: string, status: 'firing' | 'resolved'): IncidentAlert {
  return { fingerprint, status, alertname: 'A', labels: {} };
}

describe.each(stores.filter(({ skip }) => !skip))('the store of incidents on $name', ({ open }) => {
  let opened: OpenStore;
  let redis: Redis;
  let now: number;
  let prefix: string;
  let store: IncidentStore;
  const logger = collectingLogger();

  beforeAll(async () => {
    opened = await open();
    redis = opened.store.connectWorker();
  });
  afterAll(async () => {
    redis.disconnect();
    await opened.close();
  });
  beforeEach(() => {
    now = 1_000_000;
    logger.lines.length = 0;
    prefix = `s${randomUUID().slice(0, 8)}`;
    store = createIncidentStore(redis, { prefix, now: () => now, flapMs: 2 * HOUR, logger });
  });

  it("gives a subject's incidents back as they were put, the newest first", async () => {
    const full = incident('b', {
      openedAt: 3000,
      fix: { text: 'Raise it', command: 'kubectl edit' },
      place: { channel: 'C1', ts: '1.2', reportTs: '1.3' },
      storm: { channel: 'C1', id: 's' },
      acknowledged: { user: 'U1', at: 5 },
      snoozed: { user: 'U1', until: 9 },
      alerts: [{ ...alert('f', 'firing'), severity: 'critical', startsAt: 'x', externalURL: 'https://a' }],
    });
    await store.put(incident('a', { openedAt: 1000 }));
    await store.put(full);
    await store.put(incident('c', { openedAt: 2000, state: 'closed' }));
    await store.put(incident('other', { subject: subject('api') }));
    expect((await store.of(subject())).map(({ id }) => id)).toEqual(['b', 'c', 'a']);
    expect((await store.of(subject()))[0]).toEqual(full);
    expect(await store.of({ ...subject(), namespace: 'elsewhere' })).toEqual([]);
  });

  it('gives the known ones of those asked for, in that order', async () => {
    await store.put(incident('a'));
    await store.put(incident('b'));
    expect((await store.some(['b', 'gone', 'a'])).map(({ id }) => id)).toEqual(['b', 'a']);
    expect(await store.some([])).toEqual([]);
  });

  it('keeps open ones for a week, closed ones as long as they may come again, an hour at least', async () => {
    const ttl = (id: string) => redis.pttl(`${prefix}:incident:record:${id}`);
    await store.put(incident('a'));
    await store.put(incident('b', { state: 'closed' }));
    expect(Math.round((await ttl('a')) / HOUR)).toBe(168);
    expect(Math.round((await ttl('b')) / HOUR)).toBe(2);
    const hasty = createIncidentStore(redis, { prefix, now: () => now, flapMs: 1, logger });
    await hasty.put(incident('b', { state: 'closed' }));
    expect(Math.round((await ttl('b')) / HOUR)).toBe(1);
  });

  it('forgets those that are gone', async () => {
    await store.put(incident('a'));
    await store.put(incident('b'));
    await redis.del(`${prefix}:incident:record:a`);
    expect((await store.of(subject())).map(({ id }) => id)).toEqual(['b']);
    const [index = ''] = await redis.keys(`${prefix}:incident:of:*`);
    expect(await redis.zrange(index, 0, '-1')).toEqual(['b']);
  });

  it('skips what it cannot read, and says so', async () => {
    await store.put(incident('a'));
    await store.put(incident('b'));
    await store.put(incident('c'));
    await redis.set(`${prefix}:incident:record:a`, '{"id":');
    await redis.set(`${prefix}:incident:record:b`, JSON.stringify({ ...incident('b'), state: 'new-in-v9' }));
    expect((await store.of(subject())).map(({ id }) => id)).toEqual(['c']);
    expect(logger.lines.map(({ fields }) => fields.incident).sort()).toEqual(['a', 'b']);
    await store.rememberRunner(pod('web-1'), subject());
    const [key = ''] = await redis.keys(`${prefix}:incident:runner:*`);
    await redis.set(key, '{"kind":1}');
    expect(await store.runnerOf(pod('web-1'))).toBeUndefined();
  });

  it('keeps what a newer version added to an incident', async () => {
    await store.put({ ...incident('a'), addedLater: 1 } as Incident);
    const [read] = await store.of(subject());
    if (!read) throw new Error('it is not there');
    await store.put({ ...read, flaps: 1 });
    expect((await store.some(['a']))[0]).toMatchObject({ addedLater: 1, flaps: 1 });
  });

  it('keeps 200 alerts, firing ones first and then the newest, and 1,000 names', async () => {
    const resolved = Array.from({ length: 150 }, (_, index) => alert(`r${index}`, 'resolved'));
    const firing = Array.from({ length: 100 }, (_, index) => alert(`f${index}`, 'firing'));
    const unwell = Array.from({ length: 1200 }, (_, index) => `web-${index}`);
    await store.put(incident('a', { alerts: [...resolved, ...firing], unwell }));
    const [read] = await store.of(subject());
    expect(read?.alerts.filter(({ status }) => status === 'firing')).toHaveLength(100);
    expect(read?.alerts).toHaveLength(200);
    expect(read?.alerts[0]?.fingerprint).toBe('r50');
    expect(read?.unwell).toHaveLength(1000);
  });

  it('remembers for a week what runs a pod, in its own namespace and cluster', async () => {
    await store.rememberRunner(pod('web-1'), subject());
    expect(await store.runnerOf(pod('web-1'))).toEqual(subject());
    expect(await store.runnerOf(pod('web-2'))).toBeUndefined();
    expect(await store.runnerOf({ ...pod('web-1'), namespace: 'other' })).toBeUndefined();
    expect(await store.runnerOf({ ...pod('web-1'), cluster: 'other' })).toBeUndefined();
    await store.rememberRunner(pod('web-1'), subject('api'));
    expect(await store.runnerOf(pod('web-1'))).toEqual(subject('api'));
    const [key = ''] = await redis.keys(`${prefix}:incident:runner:*`);
    expect(Math.round((await redis.pttl(key)) / HOUR)).toBe(168);
  });

  it('counts different incidents of a channel in the last minute', async () => {
    expect(await store.countShown('C1', 'a')).toBe(1);
    expect(await store.countShown('C1', 'a')).toBe(1);
    expect(await store.countShown('C1', 'b')).toBe(2);
    expect(await store.countShown('C2', 'c')).toBe(1);
    // As if the first was shown a minute ago.
    await redis.zadd(`${prefix}:incident:shown:C1`, Date.now() - 60_001, 'a');
    expect(await store.countShown('C1', 'c')).toBe(2);
  });

  it('has one storm for all who join at once, and none is lost in it', async () => {
    const ids = Array.from({ length: 50 }, (_, index) => `i${index}`);
    const joined = await Promise.all(ids.map((id) => store.joinStorm('C1', id, {})));
    expect(new Set(joined.map(({ id }) => id)).size).toBe(1);
    await store.joinStorm('C1', 'i0', {});
    expect([...((await store.storm('C1'))?.incidents ?? [])].sort()).toEqual([...ids].sort());
    expect(await store.storm('C2')).toBeUndefined();
  });

  it('begins another storm once the last one is over, or calm for two minutes', async () => {
    const first = await store.joinStorm('C1', 'a', { mention: 'S1' });
    expect(first).toMatchObject({ beganAt: now, lastAt: now, over: false, mention: 'S1', incidents: ['a'] });
    now += 119_000;
    const second = await store.joinStorm('C1', 'b', { mention: 'S2' });
    expect(second).toMatchObject({ id: first.id, lastAt: now, mention: 'S1', incidents: ['a', 'b'] });
    now += 120_000;
    const third = await store.joinStorm('C1', 'c', {});
    expect(third.id).not.toBe(first.id);
    expect(third).toMatchObject({ beganAt: now, incidents: ['c'] });
    await store.putStorm({ ...third, over: true });
    expect((await store.storm('C1'))?.over).toBe(true);
    expect((await store.joinStorm('C1', 'd', {})).id).not.toBe(third.id);
  });

  it('loses nobody who joined between reading a storm and putting it', async () => {
    const read = await store.joinStorm('C1', 'a', {});
    now += 1000;
    await store.joinStorm('C1', 'b', {});
    await store.putStorm({ ...read, ts: '1.1', over: true });
    expect(await store.storm('C1')).toMatchObject({
      ts: '1.1',
      over: false,
      lastAt: now,
      incidents: ['a', 'b'],
    });
  });

  it('does not put an old storm over a new one', async () => {
    const old = await store.joinStorm('C1', 'a', {});
    await store.putStorm({ ...old, over: true });
    const raging = await store.joinStorm('C1', 'b', {});
    await store.putStorm({ ...old, ts: '9.9', over: true });
    expect(await store.storm('C1')).toEqual(raging);
  });

  it('takes a thousand incidents into a storm, and no more', async () => {
    const { id } = await store.joinStorm('C1', 'first', {});
    const members = Array.from({ length: 998 }, (_, index) => [1, `i${index}`]).flat();
    await redis.zadd(`${prefix}:incident:storm-members:${id}`, ...members);
    await store.joinStorm('C1', 'last', {});
    await store.joinStorm('C1', 'too many', {});
    expect((await store.storm('C1'))?.incidents).not.toContain('too many');
    expect((await store.storm('C1'))?.incidents).toHaveLength(1000);
  });

  it('begins anew where a storm cannot be read', async () => {
    await store.joinStorm('C1', 'a', {});
    await redis.hset(`${prefix}:incident:storm:C1`, 'beganAt', 'soon');
    expect(await store.storm('C1')).toBeUndefined();
    await expect(store.joinStorm('C1', 'b', {})).rejects.toThrow('could not be read');
    expect((await store.joinStorm('C1', 'b', {})).incidents).toEqual(['b']);
  });
});
