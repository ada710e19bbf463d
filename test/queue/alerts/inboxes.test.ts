import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ALERT_TIMING } from '../../../src/queue/alerts/alert-timing.ts';
import { createInboxes, type Inboxes } from '../../../src/queue/alerts/inboxes.ts';
import { sleep } from '../support/bench.ts';
import { type OpenStore, stores } from '../support/stores.ts';

describe.each(stores.filter(({ skip }) => !skip))('inboxes on $name', ({ open }) => {
  let opened: OpenStore;
  let redis: Redis;
  let inboxes: Inboxes;

  beforeAll(async () => {
    opened = await open();
    redis = opened.store.connectWorker();
  });
  afterAll(async () => {
    redis.disconnect();
    await opened.close();
  });
  beforeEach(() => {
    const timing = { ...ALERT_TIMING, retryFirst: 0, giveUpAfter: 0 };
    inboxes = createInboxes(redis, { prefix: `b${randomUUID().slice(0, 8)}`, timing });
  });

  it('gives what comes once a round has begun another number, also where that one found nothing', async () => {
    const first = await inboxes.push('web', ['a']);
    expect(await inboxes.push('web', ['b'])).toBe(first);
    await inboxes.begin('web', 'h1');
    // The job of the first number is at work until it says that it is done, and a little longer.
    const second = await inboxes.push('web', ['c']);
    expect(second).not.toBe(first);
    await inboxes.done('web', 'h1', ['a', 'b', 'c']);
    expect(await inboxes.begin('web', 'h2')).toEqual({ status: 'empty' });
    expect([first, second]).not.toContain(await inboxes.push('web', ['d']));
  });

  it('takes out what was looked at and nothing else', async () => {
    await inboxes.push('web', ['a', 'b', 'a']);
    expect(await inboxes.begin('web', 'h1')).toEqual({ status: 'begun', entries: ['a', 'b'], deaths: 0 });
    await inboxes.push('web', ['c']);
    expect(await inboxes.done('web', 'h1', ['a', 'b'])).toMatchObject({ left: 1 });
    expect(await inboxes.begin('web', 'h2')).toMatchObject({ entries: ['c'] });
  });

  it('keeps a name for its holder until that is done, lets go, or is somebody else', async () => {
    await inboxes.push('web', ['a']);
    await inboxes.begin('web', 'h1');
    expect(await inboxes.begin('web', 'h2')).toMatchObject({ status: 'busy' });
    expect([await inboxes.hold('web', 'h1'), await inboxes.hold('web', 'h2')]).toEqual([true, false]);
    await inboxes.release('web', 'h2');
    expect(await inboxes.begin('web', 'h2')).toMatchObject({ status: 'busy' });
    await inboxes.release('web', 'h1');
    expect(await inboxes.begin('web', 'h2')).toMatchObject({ status: 'begun', deaths: 0 });
    expect(await inboxes.hold('web', 'h1')).toBe(false);
  });

  it('counts as dead who says nothing any more, not who was late', async () => {
    const lock = 30;
    const prefix = `b${randomUUID().slice(0, 8)}`;
    const brief = createInboxes(redis, { prefix, timing: { ...ALERT_TIMING, lock } });
    await brief.push('web', ['a']);
    await brief.begin('web', 'h0');
    for (let late = 0; late < 5; late++) {
      await sleep(lock * 2);
      expect(await brief.begin('web', `h${late + 1}`)).toMatchObject({ status: 'begun', deaths: 1 });
      await brief.release('web', `h${late}`);
    }
    await sleep(lock * 2);
    expect(await brief.begin('web', 'next')).toMatchObject({ deaths: 1 });
    await sleep(lock * 2);
    expect(await brief.begin('web', 'after')).toMatchObject({ deaths: 2 });
  });

  it('drops of what failed for too long what was there at first', async () => {
    await inboxes.push('web', ['a', 'b']);
    await inboxes.begin('web', 'h1');
    await inboxes.push('web', ['c']);
    expect(await inboxes.failed('web', 'h1')).toEqual({ dropped: 2 });
    expect(await inboxes.begin('web', 'h2')).toMatchObject({ entries: ['c'], deaths: 0 });
  });

  it('takes five hundred entries in one round, the oldest first', async () => {
    const all = Array.from({ length: 700 }, (_, index) => `e${index}`);
    await inboxes.push('web', all);
    const begun = await inboxes.begin('web', 'h1');
    expect(begun).toMatchObject({ entries: all.slice(0, 500) });
    expect(await inboxes.done('web', 'h1', all.slice(0, 500))).toMatchObject({ left: 200 });
  });
});
