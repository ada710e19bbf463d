import { afterEach, describe, expect, it } from 'vitest';
import type { InboxItem } from '../../../src/incidents/alert-news.ts';
import { isCritical } from '../../../src/incidents/severity.ts';
import { type MadeOwner, madeOwner, mended } from '../../../src/replay/made-cluster/made-owner.ts';
import type { AlertDeps } from '../../../src/workflows/alerts/alert-deps.ts';
import { type AlertBench, CHANNEL } from '../../support/alerting/alert-bench.ts';
import { ownerNews, podNews, resolved, subjectOf } from '../../support/alerting/made-news.ts';
import { madeShops } from '../../support/alerting/made-shop.ts';

const shops = madeShops();
afterEach(shops.close);

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const owners: readonly MadeOwner[] = Array.from({ length: 24 }, (_, index) =>
  madeOwner(`team-${index % 3}`, `app-${index}`, { pods: 2, way: 'out-of-memory' }),
);
const [last] = owners.slice(-1);
if (!last) throw new Error('there are no owners');

/** The group is told of what is critical. */
const route: AlertDeps['route'] = ({ alerts }) => ({
  channel: CHANNEL,
  ...(alerts.some(({ severity }) => isCritical(severity)) ? { mention: 'S0ONCALL' } : {}),
});

const parents = ({ slack }: AlertBench) => slack.messages.filter(({ threadTs }) => threadTs === undefined);
const summary = (bench: AlertBench) => parents(bench).find(({ mark }) => mark?.startsWith('storm'));
const openAction = (bench: AlertBench, owner: MadeOwner): InboxItem => ({
  kind: 'action',
  action: 'open',
  incident: bench.incidents.all().find(({ subject }) => subject.name === owner.name)?.id ?? '',
  user: 'U1',
  at: 1,
});

/** One incident a second, of so many. */
async function storming(count: number, severityOfLast = 'warning') {
  const shop = await shops.shop(owners, { route });
  const chosen = owners.slice(0, count);
  for (const owner of chosen) {
    const severity = owner === chosen.at(-1) ? severityOfLast : 'warning';
    await shop.bench.deliver(ownerNews(owner, { severity, receivedAt: shop.bench.now() }));
    shop.bench.wait(SECOND);
  }
  return shop;
}

describe('many incidents in a minute', () => {
  it('up to ten have cards of their own', async () => {
    const { bench } = await storming(10);
    expect(parents(bench)).toHaveLength(10);
    expect(bench.later.storms).toEqual([]);
    expect(await bench.storm()).toEqual({});
  });

  it('from the eleventh on are told in one message, which is edited', async () => {
    const { bench } = await storming(12);
    expect(parents(bench)).toHaveLength(10);
    expect(await bench.storm()).toEqual({ againAfterMs: 15_000 });
    await bench.storm();
    expect(parents(bench)).toHaveLength(11);
    expect(summary(bench)).toMatchObject({ edits: 0 });
    expect(summary(bench)?.text).toMatch(/^⛈️ 2 more incidents in/);
    await bench.deliver(ownerNews(last));
    await bench.storm();
    expect(summary(bench)).toMatchObject({ edits: 1 });
    expect(summary(bench)?.text).toMatch(/^⛈️ 3 more incidents in/);
    expect(bench.metrics.filter(({ name }) => name === 'storm')).toEqual([{ name: 'storm', event: 'begun' }]);
  });

  it('that come slowly are no storm', async () => {
    const { bench } = await shops.shop(owners);
    for (const owner of owners.slice(0, 14)) {
      await bench.deliver(ownerNews(owner));
      bench.wait(7 * SECOND);
    }
    expect(parents(bench)).toHaveLength(14);
  });

  it('tell the group where one is critical', async () => {
    const { bench } = await storming(11, 'critical');
    await bench.storm();
    expect(summary(bench)?.shown).toContain('<!subteam^S0ONCALL>');
  });

  it('count each answer once', async () => {
    const { bench } = await storming(12);
    await bench.storm();
    bench.wait(15 * SECOND);
    await bench.storm();
    expect(bench.metrics.filter(({ name }) => name === 'answered')).toHaveLength(12);
  });

  it('say nothing where Slack refuses the summary, and go on', async () => {
    const { bench } = await storming(11);
    const { BotError } = await import('../../../src/errors.ts');
    bench.slack.refusal = () => new BotError('slack-not-in-channel', 'Invite it.');
    expect(await bench.storm()).toEqual({});
    expect(bench.metrics).toContainEqual({ name: 'dropped', reason: 'slack-not-in-channel' });
  });
});

describe('an incident of a storm', () => {
  it('changes its line in the summary, and nothing else', async () => {
    const { bench, change } = await storming(11);
    await bench.storm();
    const owner = owners[10] as MadeOwner;
    change(owner, mended(owner));
    await bench.look(subjectOf(owner), {
      kind: 'alert',
      news: ownerNews(owner, { status: 'resolved', receivedAt: bench.now() }),
    });
    expect(bench.later.storms).toHaveLength(2);
    await bench.storm();
    expect(bench.slack.messages).toHaveLength(21);
    expect(summary(bench)?.shown).toContain('closed (was: app was killed');
  });

  it('has a thread once somebody opens it: the answer stands in that of the summary, and notes come there', async () => {
    const { bench, change } = await storming(11);
    await bench.storm();
    const owner = owners[10] as MadeOwner;
    await bench.look(subjectOf(owner), openAction(bench, owner));
    await bench.look(subjectOf(owner), openAction(bench, owner));
    const inThread = () => bench.slack.messages.filter(({ threadTs }) => threadTs === summary(bench)?.ts);
    expect(inThread()).toHaveLength(1);
    expect(inThread()[0]?.shown).toContain('OOMKilled');
    change(owner, mended(owner));
    await bench.look(subjectOf(owner), {
      kind: 'alert',
      news: ownerNews(owner, { status: 'resolved', receivedAt: bench.now() }),
    });
    expect(inThread().map(({ text }) => text.slice(0, 10))).toEqual(['✅ Deployme', '✅ Resolved']);
  });

  it('that comes again after the storm has a card of its own', async () => {
    const { bench, change } = await storming(11);
    await bench.storm();
    const owner = owners[10] as MadeOwner;
    change(owner, mended(owner));
    await bench.deliver(...resolved([ownerNews(owner)], bench.now()));
    change(mended(owner), owner);
    bench.wait(30 * MINUTE);
    await bench.storm();
    await bench.deliver(...podNews(owner, { receivedAt: bench.now() }));
    expect(parents(bench).at(-1)?.text).toMatch(/^🔥 Deployment team-1\/app-10/);
    expect(parents(bench)).toHaveLength(12);
  });

  it('that comes again while it rages stays in it', async () => {
    const { bench, change } = await storming(11);
    const owner = owners[10] as MadeOwner;
    change(owner, mended(owner));
    await bench.deliver(...resolved([ownerNews(owner)], bench.now()));
    change(mended(owner), owner);
    await bench.deliver(...podNews(owner, { receivedAt: bench.now() }));
    expect(parents(bench)).toHaveLength(10);
  });
});

describe('a storm that nothing has joined for two minutes', () => {
  it('is over: the summary says how many are open still, once, and it is told no more', async () => {
    const { bench } = await storming(12);
    await bench.storm();
    bench.wait(2 * MINUTE);
    expect(await bench.storm()).toEqual({});
    expect(await bench.storm()).toEqual({});
    expect(summary(bench)).toMatchObject({
      edits: 1,
      text: '🌤️ The storm is over: 2 of 2 incidents still open',
    });
    expect(bench.metrics.filter(({ name }) => name === 'storm')).toHaveLength(2);
    expect(bench.slack.files).toEqual([]);
  });

  it('leaves the next incident a card of its own', async () => {
    const { bench } = await storming(11);
    bench.wait(2 * MINUTE);
    await bench.deliver(ownerNews(last));
    expect(parents(bench).at(-1)?.text).toContain(last.name);
  });

  it('with more than the summary shows has the whole list in its thread, once', async () => {
    const { bench } = await shops.shop(owners, { stormAt: 1 });
    for (const owner of owners) await bench.deliver(ownerNews(owner));
    await bench.storm();
    bench.wait(2 * MINUTE);
    await bench.storm();
    await bench.storm();
    expect(bench.slack.files.map(({ content }) => content.match(/app-\d+/g)?.length)).toEqual([23]);
  });
});
