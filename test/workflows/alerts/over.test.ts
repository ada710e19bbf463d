import { afterEach, describe, expect, it } from 'vitest';
import { madeOwner, mended, withRevision } from '../../../src/replay/made-cluster/made-owner.ts';
import type { AlertBench } from '../../support/alerting/alert-bench.ts';
import { ownerNews, podNews, resolved, subjectOf } from '../../support/alerting/made-news.ts';
import { madeShops } from '../../support/alerting/made-shop.ts';

const shops = madeShops();
afterEach(shops.close);

const web = madeOwner('shop', 'web', { pods: 5, way: 'out-of-memory', broken: 3 });
const well = mended(web);
const news = podNews(web);
const MINUTE = 60_000;

/** Notes in the threads, in the order in which they were said. */
const notes = ({ slack }: AlertBench) =>
  slack.messages.filter(({ mark }) => mark?.includes('-note-')).map(({ text }) => text);
const card = ({ slack }: AlertBench) => slack.messages[0];
const answer = ({ slack }: AlertBench) => slack.messages[1];

async function begun() {
  const shop = await shops.shop([web]);
  await shop.bench.deliver(...news);
  shop.bench.wait(12 * MINUTE);
  return shop;
}

describe('alerts that are resolved', () => {
  it('and pods that are well: the card says so, and one note, and the proof stays', async () => {
    const { bench, change } = await begun();
    const proof = answer(bench);
    change(web, well);
    await bench.deliver(...resolved(news, bench.now()));
    expect(card(bench)?.text).toBe('✅ Deployment shop/web: resolved after 12 min; 5 of 5 pods ready');
    expect(card(bench)?.shown).toContain('It was: app was killed at its memory limit of 64Mi');
    expect(notes(bench)).toEqual(['✅ Resolved after 12 min: 5 of 5 pods ready']);
    expect(answer(bench)).toEqual(proof);
    expect(bench.one()).toMatchObject({ state: 'closed', pending: [] });
  });

  it('while pods are unwell: it says which, once, and looks again until they are well', async () => {
    const { bench, change } = await begun();
    await bench.deliver(...resolved(news, bench.now()));
    await bench.deliver(...resolved(news, bench.now()));
    const said = '⚠️ KubePodCrashLooping is resolved, but 3 of 5 pods are still not ready. I keep looking.';
    expect(notes(bench)).toEqual([said]);
    expect(card(bench)?.text).toContain('⚠️ Deployment shop/web: KubePodCrashLooping is resolved, but 3 of 5');
    change(web, well);
    await bench.passUntilDue(2 * MINUTE);
    expect(notes(bench)).toEqual([said, '✅ Resolved after 14 min: 5 of 5 pods ready']);
    expect(bench.one().state).toBe('closed');
  });

  it('while pods are unwell: it is looked at until they are well, however long that takes', async () => {
    const { bench, change } = await begun();
    await bench.deliver(...resolved(news, bench.now()));
    for (let minutes = 0; minutes < 180; minutes += 5) await bench.passUntilDue(5 * MINUTE);
    expect(bench.later.told).toHaveLength(1);
    change(web, well);
    for (let minutes = 0; minutes < 30; minutes += 5) await bench.passUntilDue(5 * MINUTE);
    expect(bench.one().state).toBe('closed');
    expect(notes(bench).at(-1)).toMatch(/^✅ Resolved after 3 h/);
    for (let minutes = 0; minutes < 60; minutes += 5) await bench.passUntilDue(5 * MINUTE);
    expect(bench.later.told).toEqual([]);
  });

  it('that nobody has heard of before are nothing', async () => {
    const { bench, cluster } = await shops.shop([web]);
    await bench.deliver(ownerNews(web, { status: 'resolved' }));
    expect(bench.incidents.all()).toEqual([]);
    expect(bench.slack.messages).toEqual([]);
    expect(cluster.replay.journal).toEqual([]);
  });
});

describe('pods that are well while the alert fires', () => {
  it('have recovered, which is said once; nothing more once it is resolved', async () => {
    const { bench, change } = await begun();
    change(web, well);
    await bench.passUntilDue(0);
    await bench.passUntilDue(18 * MINUTE);
    const said = '🟢 Recovered after 12 min: 5 of 5 pods ready. KubePodCrashLooping still fires.';
    expect(notes(bench)).toEqual([said]);
    expect(bench.one().state).toBe('recovered');
    await bench.deliver(...resolved(news, bench.now()));
    expect(notes(bench)).toEqual([said]);
    expect(card(bench)?.text).toMatch(/^✅/);
  });

  it('were unwell for no known reason: they have recovered all the same', async () => {
    const { bench, change } = await shops.shop([web], { playbooks: async () => [] });
    await bench.deliver(...news);
    expect(bench.one()).toMatchObject({ cause: 'unexplained', state: 'open' });
    change(web, well);
    await bench.passUntilDue(2 * MINUTE);
    expect(bench.one().state).toBe('recovered');
    expect(card(bench)?.text).toContain('5 of 5 pods ready');
    expect(notes(bench)).toHaveLength(1);
  });

  it('and then are not again: flaps are counted in the card, and not told one by one', async () => {
    const { bench, change } = await begun();
    for (let time = 0; time < 3; time++) {
      change(web, well);
      await bench.deliver(...resolved(news, bench.now()));
      bench.wait(5 * MINUTE);
      change(well, web);
      await bench.deliver(...podNews(web, { receivedAt: bench.now() }));
      bench.wait(5 * MINUTE);
    }
    expect(bench.one()).toMatchObject({ state: 'open', flaps: 3 });
    expect(card(bench)?.shown).toContain('Unwell again, for the 4th time in');
    expect(bench.slack.messages.filter(({ threadTs }) => threadTs === undefined)).toHaveLength(1);
    expect(notes(bench).every((text) => text.startsWith('✅ Resolved'))).toBe(true);
  });
});

describe('another revision', () => {
  it('that fails as well is an incident of its own, with the alerts that still fire', async () => {
    const { bench, change } = await begun();
    const proof = answer(bench);
    const next = withRevision(web, { pods: 2, way: 'image-not-found' });
    change(web, { ...next, revisions: next.revisions.slice(1) });
    await bench.passUntilDue(0);
    const [first, second] = bench.incidents.all();
    expect(first).toMatchObject({ state: 'closed', alerts: news.map(() => ({ status: 'resolved' })) });
    expect(second).toMatchObject({ cause: 'image-pull/image-not-found', alerts: news.map(() => ({})) });
    expect(notes(bench)).toEqual([
      expect.stringMatching(/^🔁 Pods of another revision .* fail as well: Registry/),
    ]);
    expect(answer(bench)).toEqual(proof);
    expect(card(bench)?.text).not.toContain('ready');
  });

  it('that is well is the end of it', async () => {
    const { bench, change } = await begun();
    change(web, { ...well, revisions: withRevision(well, { pods: 5 }).revisions.slice(1) });
    await bench.deliver(...resolved(news, bench.now()));
    expect(bench.one().state).toBe('closed');
    expect(notes(bench)).toEqual(['✅ Resolved after 12 min: 5 of 5 pods ready']);
  });

  it('that is rolled out over pods that are ready calls none of them unwell', async () => {
    const { bench, change } = await begun();
    change(web, withRevision(well, { pods: 2 }));
    await bench.passUntilDue(0);
    expect(bench.one().unwell).toEqual([]);
    expect(card(bench)?.text).not.toMatch(/\d of 7 pods/);
  });
});

describe('follow-ups', () => {
  it('come at 2, 10 and 30 minutes, and say nothing where nothing has changed', async () => {
    const { bench } = await shops.shop([web]);
    await bench.deliver(...news);
    expect(bench.later.told.map(({ at = 0, item }) => [item.kind, (at - bench.now()) / MINUTE])).toEqual([
      ['look', 2],
      ['look', 10],
      ['look', 30],
    ]);
    const before = bench.slack.messages.map((message) => message);
    for (const minutes of [2, 8, 20]) await bench.passUntilDue(minutes * MINUTE);
    expect(bench.later.told).toEqual([]);
    expect(bench.slack.messages).toEqual(before);
  });

  it('say what has changed: fewer pods, another cause', async () => {
    const { bench, change } = await begun();
    change(web, mended(web, 1));
    await bench.passUntilDue(0);
    const other = madeOwner('shop', 'web', { pods: 5, way: 'application-error', broken: 1 });
    change(mended(web, 1), other);
    await bench.passUntilDue(18 * MINUTE);
    expect(notes(bench)).toEqual([
      '📉 Now 1 of 5 pods unwell (was 3)',
      expect.stringMatching(/^🔥 Cause changed: app was killed at its memory limit of 64Mi → .*KeyError/),
    ]);
    expect(bench.one()).toMatchObject({ cause: 'crashloop/application-error', state: 'open' });
  });

  it('say that what it was about is gone', async () => {
    const { bench, change } = await begun();
    change(web, madeOwner('shop', 'api', { pods: 1 }));
    await bench.look(subjectOf(web), { kind: 'look', why: 'follow-up', incident: bench.one().id });
    expect(notes(bench)).toEqual(['✅ Deployment shop/web is gone, 12 min after it began']);
  });

  it('of what is over ask nothing', async () => {
    const { bench, change, cluster } = await begun();
    change(web, well);
    await bench.deliver(...resolved(news, bench.now()));
    const asked = cluster.replay.journal.length;
    await bench.passUntilDue(18 * MINUTE);
    expect(cluster.replay.journal).toHaveLength(asked);
  });
});
