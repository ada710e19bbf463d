import { afterEach, describe, expect, it } from 'vitest';
import { BotError } from '../../../src/errors.ts';
import type { InboxItem } from '../../../src/incidents/alert-news.ts';
import { isCritical } from '../../../src/incidents/severity.ts';
import { MADE_AT } from '../../../src/replay/made-cluster/made-cluster.ts';
import { madeOwner, mended, withRevision } from '../../../src/replay/made-cluster/made-owner.ts';
import type { AlertDeps } from '../../../src/workflows/alerts/alert-deps.ts';
import { type AlertBench, CHANNEL } from '../../support/alerting/alert-bench.ts';
import {
  asItems,
  newsOf,
  ownerNews,
  podNews,
  resolved,
  subjectOf,
} from '../../support/alerting/made-news.ts';
import { madeShops } from '../../support/alerting/made-shop.ts';

const shops = madeShops();
afterEach(shops.close);

const web = madeOwner('shop', 'web', { pods: 5, way: 'out-of-memory', broken: 3 });
const well = mended(web);
const news = podNews(web);
const MINUTE = 60_000;
const MORNING = Date.parse(MADE_AT) + 8 * 60 * MINUTE;
const THREAD = { kind: 'message', channel: 'C0OTHER', ts: '99.000100' } as const;

const notes = ({ slack }: AlertBench) =>
  slack.messages.filter(({ mark }) => mark?.includes('-note-')).map(({ text }) => text);

type Action = Extract<InboxItem, { kind: 'action' }>;

function act(bench: AlertBench, action: Action['action'], more: Partial<Action> = {}): Promise<void> {
  const { id } = bench.one();
  const item: Action = { kind: 'action', action, incident: id, user: 'U1', at: bench.now(), ...more };
  return bench.look(subjectOf(web), item);
}

describe('what a person decides', () => {
  it('acknowledged: stands in the card', async () => {
    const { bench } = await shops.shop([web]);
    await bench.deliver(...news);
    await act(bench, 'acknowledge');
    expect(bench.slack.messages[0]?.text).toMatch(/^👀 Deployment shop\/web/);
    expect(bench.slack.messages[0]?.shown).toContain('<@U1>');
    expect(notes(bench)).toEqual([]);
  });

  it('snoozed: no word of changes until it is over, and then that it is', async () => {
    const { bench, change } = await shops.shop([web]);
    await bench.deliver(...news);
    await act(bench, 'snooze', { until: bench.now() + 60 * MINUTE });
    expect(bench.slack.messages[0]?.text).toMatch(/^💤/);
    change(web, mended(web, 1));
    await bench.passUntilDue(30 * MINUTE);
    expect(notes(bench)).toEqual([]);
    await bench.passUntilDue(30 * MINUTE);
    expect(notes(bench)).toEqual([
      '⏰ The snooze is over, and Deployment shop/web is still unwell: 1 of 5 pods',
    ]);
    expect(bench.slack.messages[0]?.text).toMatch(/^🔥/);
  });

  it('looked at again: both messages are made anew', async () => {
    const { bench } = await shops.shop([web]);
    await bench.deliver(...news);
    await act(bench, 'rerun');
    expect(bench.slack.messages.map(({ edits }) => edits)).toEqual([1, 1]);
    expect(notes(bench)).toEqual([]);
  });

  it('looked at again once it is over: how it is now', async () => {
    const { bench, change } = await shops.shop([web]);
    await bench.deliver(...news);
    change(web, well);
    await bench.deliver(...resolved(news, bench.now()));
    await act(bench, 'rerun');
    expect(bench.slack.messages[1]?.text).toBe('✅ Deployment shop/web is healthy');
    expect(bench.one().state).toBe('closed');
  });

  it('about an incident that is no longer known: nothing', async () => {
    const { bench, cluster } = await shops.shop([web]);
    const item = { kind: 'action', action: 'rerun', incident: 'gone', user: 'U1', at: 1 } as const;
    await bench.look(subjectOf(web), item);
    expect(cluster.replay.journal).toEqual([]);
  });
});

/** Quiet until the morning for all that is not critical. */
const quiet: AlertDeps['route'] = ({ alerts, now }) => ({
  channel: CHANNEL,
  ...(now < MORNING && !alerts.some(({ severity }) => isCritical(severity)) ? { heldUntil: MORNING } : {}),
});

describe('in quiet hours', () => {
  it('nothing is told until they are over; then how it is by then, and nothing of the night', async () => {
    const { bench, change } = await shops.shop([web], { route: quiet });
    await bench.deliver(...news);
    change(web, mended(web, 1));
    await bench.passUntilDue(30 * MINUTE);
    expect(bench.slack.messages).toEqual([]);
    expect(bench.one().heldUntil).toBe(MORNING);
    await bench.passUntilDue(MORNING - bench.now());
    expect(bench.slack.messages.map(({ text }) => text)).toEqual([
      expect.stringContaining('(1 of 5 pods)'),
      expect.stringContaining('Deployment shop/web is unhealthy'),
    ]);
    expect(bench.one()).not.toHaveProperty('heldUntil');
  });

  it('a critical alert about the same is told at once, with all', async () => {
    const { bench } = await shops.shop([web], { route: quiet });
    await bench.deliver(...news);
    await bench.deliver(ownerNews(web, { severity: 'critical' }));
    expect(bench.slack.messages).toHaveLength(2);
    const before = bench.slack.messages.map((message) => message);
    await bench.passUntilDue(MORNING - bench.now());
    expect(bench.slack.messages).toEqual(before);
  });

  it('what is over by the morning is told as over', async () => {
    const { bench, change } = await shops.shop([web], { route: quiet });
    await bench.deliver(...news);
    change(web, well);
    bench.wait(20 * MINUTE);
    await bench.deliver(...resolved(news, bench.now()));
    expect(bench.slack.messages).toEqual([]);
    await bench.passUntilDue(MORNING - bench.now());
    expect(bench.slack.messages[0]?.text).toBe(
      '✅ Deployment shop/web: resolved after 20 min; 5 of 5 pods ready',
    );
    expect(notes(bench)).toEqual([]);
  });
});

describe('under another app’s message', () => {
  const there = podNews(web, { origin: THREAD });

  it('card and answer are one message, and another message about the same adds nothing', async () => {
    const { bench } = await shops.shop([web]);
    await bench.deliver(...there);
    bench.wait(MINUTE);
    await bench.deliver(...podNews(web, { origin: { ...THREAD, ts: '100.000100' } }));
    const [only, ...others] = bench.slack.messages;
    expect(others).toEqual([]);
    expect(only).toMatchObject({ channel: 'C0OTHER', threadTs: '99.000100', edits: 0 });
    expect(only?.shown).toContain('OOMKilled');
  });

  it('what is over is said there, and no cause of other pods is put in its place', async () => {
    const { bench, change } = await shops.shop([web]);
    await bench.deliver(...there);
    const next = withRevision(web, { pods: 2, way: 'image-not-found' });
    change(web, { ...next, revisions: next.revisions.slice(1) });
    await bench.passUntilDue(12 * MINUTE);
    const [first, second, note] = bench.slack.messages;
    expect(first?.shown).toContain('It was: app was killed at its memory limit');
    expect(first?.shown).not.toContain('no image');
    expect(second).toMatchObject({ channel: 'C0OTHER', threadTs: '99.000100' });
    expect(second?.shown).toContain('has no image');
    expect(note?.text).toMatch(/^🔁 Pods of another revision/);
  });

  it('the proof stays while the cluster forbids to look', async () => {
    const { bench, cluster } = await shops.shop([web]);
    await bench.deliver(...there);
    cluster.replay.setFaults([{ kind: 'status', code: 403, verb: '*', resource: '*' }]);
    await bench.passUntilDue(2 * MINUTE);
    expect(bench.slack.messages).toMatchObject([{ edits: 0 }]);
  });
});

describe('where nobody can be told', () => {
  it('because no route leads anywhere, the alert is dropped and counted', async () => {
    const { bench } = await shops.shop([web], { route: () => ({}) });
    await bench.deliver(...news);
    expect(bench.incidents.all()).toEqual([]);
    expect(bench.metrics).toContainEqual({ name: 'dropped', reason: 'no-route' });
    expect(bench.warnings).toEqual(['alerts.no-route']);
  });

  it('because the bot is not in the channel, the next news tries again', async () => {
    const { bench } = await shops.shop([web]);
    bench.slack.refusal = () => new BotError('slack-not-in-channel', 'Invite it.');
    await bench.deliver(...news);
    expect(bench.metrics).toContainEqual({ name: 'dropped', reason: 'slack-not-in-channel' });
    bench.slack.refusal = undefined;
    await bench.look(subjectOf(web), ...asItems(news));
    expect(bench.slack.messages).toHaveLength(2);
  });

  it('in blocks, in plain words', async () => {
    const { bench } = await shops.shop([web]);
    bench.slack.refusal = (_, { blocks }) =>
      blocks ? new BotError('slack-rejected', 'invalid_blocks') : undefined;
    await bench.deliver(newsOf());
    expect(bench.slack.messages.map(({ text }) => text)).toEqual([
      expect.stringMatching(/^🔥/),
      expect.stringMatching(/^❌/),
    ]);
    expect(bench.warnings).toContain('slack.blocks-refused');
  });
});
