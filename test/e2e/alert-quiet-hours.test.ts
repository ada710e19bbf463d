import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { madeOwner, mended } from '../../src/replay/made-cluster/made-owner.ts';
import { calledBy, cardOf, hookPods } from './support/alert-cards.ts';
import { CHANNEL, startAlerting } from './support/alerting.ts';
import { eventually, quiet } from './support/answers.ts';

const MINUTE_MS = 60_000;
/** What happens while it is quiet takes this long at most. */
const LEFT_MS = 12_000;

// They end with a minute: the clock of this process is set to shortly before one.
let end: number;
beforeEach(() => {
  const clock = Date.now;
  end = Math.ceil((clock() + LEFT_MS) / MINUTE_MS) * MINUTE_MS;
  const ahead = end - LEFT_MS - clock();
  vi.spyOn(Date, 'now').mockImplementation(() => clock() + ahead);
});
afterEach(() => vi.restoreAllMocks());

function clockTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(11, 16);
}

it('quiet hours hold back all but what is critical, which is told when they end, as it is then', async ({
  onTestFinished,
}) => {
  const hours = `{ from: '${clockTime(end - 60 * MINUTE_MS)}', to: '${clockTime(end)}', timeZone: UTC }`;
  const broken = (name: string) => madeOwner('shop', name, { pods: 3, way: 'config-map-missing' });
  const [warned, over, critical] = [broken('warned'), broken('over'), broken('critical')];
  const all = await startAlerting({
    owners: [warned, over, critical],
    senders: [],
    bot: {
      file: `alerts: { channel: ${CHANNEL}, mention: S0ONCALL, quietHours: ${hours} }`,
      slack: { userGroups: [{ id: 'S0ONCALL', handle: 'on-call', users: ['U2'] }] },
    },
  });
  onTestFinished(() => all.stop());
  await hookPods(all, warned);
  await hookPods(all, over);
  await hookPods(all, critical, { labels: { severity: 'critical' } });
  const card = await cardOf(all, CHANNEL, critical);
  await eventually(async () => (await all.metric('podwhy_incidents_total{event="held"}')) === 2);
  all.change(over, mended(over));
  await hookPods(all, over, { status: 'resolved' });
  await eventually(async () => (await all.metric('podwhy_incidents_total{event="closed"}')) === 1);
  expect(all.parents()).toEqual([card]);
  expect(Date.now()).toBeLessThan(end);

  const [still, ended] = [await cardOf(all, CHANNEL, warned), await cardOf(all, CHANNEL, over)];
  expect(still.shown).toMatch(/^🔥 Deployment shop\/warned: .*\(3 of 3 pods\)/);
  expect(ended.shown).toMatch(/^✅ Deployment shop\/over: resolved after/);
  for (const { versions } of [still, ended]) expect(versions[0].at).toBeGreaterThanOrEqual(end);
  await quiet(all.bot, CHANNEL, 1500);
  expect(all.parents()).toHaveLength(3);
  expect(all.parents().flatMap((parent) => calledBy(all, parent))).toEqual(['!subteam^S0ONCALL']);
});
