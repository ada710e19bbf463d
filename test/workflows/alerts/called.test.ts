import { afterEach, describe, expect, it } from 'vitest';
import { isCritical } from '../../../src/incidents/severity.ts';
import { type MadeOwner, madeOwner, mended } from '../../../src/replay/made-cluster/made-owner.ts';
import type { AlertDeps } from '../../../src/workflows/alerts/alert-deps.ts';
import { type AlertBench, CHANNEL } from '../../support/alerting/alert-bench.ts';
import { ownerNews, podNews, resolved } from '../../support/alerting/made-news.ts';
import { madeShops } from '../../support/alerting/made-shop.ts';

const shops = madeShops();
afterEach(shops.close);

const MINUTE = 60_000;
const GROUP = '<!subteam^S0ONCALL>';
const web = madeOwner('shop', 'web', { pods: 5, way: 'out-of-memory', broken: 3 });
const well = mended(web);

/** The group is told of what is critical. */
const route: AlertDeps['route'] = ({ alerts }) => ({
  channel: CHANNEL,
  ...(alerts.some(({ severity, status }) => status === 'firing' && isCritical(severity))
    ? { mention: 'S0ONCALL' }
    : {}),
});
const calling = ({ slack }: AlertBench) => slack.messages.filter(({ shown }) => shown.includes(GROUP));
const critical = (bench: AlertBench, owner: MadeOwner = web) =>
  ownerNews(owner, { severity: 'critical', fingerprint: 'worse', receivedAt: bench.now() });

describe('a group that is to know', () => {
  it('is told by the first message, and by no other', async () => {
    const { bench } = await shops.shop([web], { route });
    await bench.deliver(critical(bench));
    await bench.deliver(...podNews(web));
    await bench.passUntilDue(2 * MINUTE);
    expect(calling(bench)).toEqual([bench.slack.messages[0]]);
  });

  it('is told by a message of its own where the incident becomes critical later, once', async () => {
    const { bench } = await shops.shop([web], { route });
    await bench.deliver(...podNews(web));
    bench.wait(MINUTE);
    await bench.deliver(critical(bench));
    await bench.deliver(...podNews(web), critical(bench));
    const [card, note, ...more] = calling(bench);
    expect(more).toEqual([]);
    // The card was there already: that it names the group now wakes nobody.
    expect(card).toBe(bench.slack.messages[0]);
    expect(note).toMatchObject({ text: '🚨 Deployment shop/web is critical now', threadTs: card?.ts });
  });

  it('is not told of what comes under another app’s message, which told whom it would', async () => {
    const { bench } = await shops.shop([web], { route });
    const origin = { kind: 'message', channel: CHANNEL, ts: '1.0' } as const;
    await bench.deliver({ ...critical(bench), origin });
    await bench.deliver({ ...critical(bench), origin });
    expect(calling(bench)).toEqual([]);
  });

  it('is told in the thread of a storm that something critical joins later, once', async () => {
    const owners = Array.from({ length: 13 }, (_, index) =>
      madeOwner('shop', `app-${index}`, { pods: 2, way: 'out-of-memory' }),
    );
    const { bench } = await shops.shop(owners, { route });
    await bench.deliver(...owners.slice(0, 12).map((owner) => ownerNews(owner, { receivedAt: bench.now() })));
    await bench.storm();
    expect(calling(bench)).toEqual([]);
    await bench.deliver(critical(bench, owners[12]));
    await bench.storm();
    await bench.storm();
    const summary = bench.slack.messages.find(({ text }) => text.startsWith('⛈️'));
    const calls = calling(bench).filter((one) => one !== summary);
    expect(calls).toHaveLength(1);
    expect(calls[0]).toMatchObject({ threadTs: summary?.ts });
  });
});

describe('an incident that comes again', () => {
  const again = ({ slack }: AlertBench) => slack.messages.filter(({ text }) => text.includes('unwell again'));

  async function backAfter(minutes: number) {
    const shop = await shops.shop([web], { route });
    const { bench, change } = shop;
    const news = podNews(web);
    await bench.deliver(...news);
    bench.wait(MINUTE);
    change(web, well);
    await bench.deliver(...resolved(news, bench.now()));
    bench.wait(minutes * MINUTE);
    change(well, web);
    await bench.deliver(...news.map((one) => ({ ...one, receivedAt: bench.now() })));
    expect(bench.one()).toMatchObject({ state: 'open', flaps: 1 });
    return shop;
  }

  it('soon, flaps: that is counted and not said', async () => {
    const { bench } = await backAfter(10);
    expect(again(bench)).toEqual([]);
  });

  it('long after it was over, is said in its thread', async () => {
    const { bench } = await backAfter(180);
    expect(again(bench).map(({ text, threadTs }) => [text, threadTs])).toEqual([
      ['🔥 Deployment shop/web is unwell again, 3 h after it was over', bench.slack.messages[0]?.ts],
    ]);
  });
});
