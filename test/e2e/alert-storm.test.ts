import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { optionsOf, placedIn } from '../../src/playground/slack/find-element.ts';
import type { Message } from '../../src/playground/slack/message.ts';
import { type MadeOwner, madeOwner, mended } from '../../src/replay/made-cluster/made-owner.ts';
import { cardOf, hookPods } from './support/alert-cards.ts';
import { type Alerting, CHANNEL, startAlerting } from './support/alerting.ts';
import { eventually, quiet } from './support/answers.ts';

/** The higher the number, the more pods; every tenth is critical. */
const OWNERS = Array.from({ length: 30 }, (_, index) =>
  madeOwner(`team-${index % 3}`, `service-${index + 1}`, {
    pods: podsOf(`service-${index + 1}`),
    way: index % 2 === 0 ? 'config-map-missing' : 'out-of-memory',
  }),
);

function podsOf(name: string): number {
  return Math.ceil(Number(name.slice('service-'.length)) / 5);
}

function isCritical(name: string): boolean {
  return name.endsWith('0');
}

function hook(all: Alerting, owner: MadeOwner, status: 'firing' | 'resolved' = 'firing'): Promise<void> {
  return hookPods(all, owner, {
    status,
    ...(isCritical(owner.name) ? { labels: { severity: 'critical' } } : {}),
  });
}

/** What its menu offers. */
function offeredBy(summary: Message): readonly string[] {
  const menu = placedIn(summary.blocks).find(({ actionId }) => actionId === 'incident_open');
  return optionsOf(menu?.element ?? {}).map(({ text }) => String((text as { text: string }).text));
}

/** Names of the Deployments in its lines, in their order. */
function linesOf({ shown }: Message): readonly string[] {
  return [...shown.matchAll(/Deployment team-\d\/(service-\d+)$/gm)].map(([, name = '']) => name);
}

describe('thirty incidents within seconds', { timeout: 60_000 }, () => {
  let all: Alerting;
  let summary: Message;
  beforeAll(async () => {
    all = await startAlerting({
      owners: OWNERS,
      senders: [],
      bot: {
        file: `alerts: { channel: ${CHANNEL}, mention: S0ONCALL }`,
        slack: { userGroups: [{ id: 'S0ONCALL', handle: 'on-call', users: ['U2'] }] },
      },
    });
    await Promise.all(OWNERS.map((owner) => hook(all, owner)));
    const isSummary = ({ shown }: Message) => shown.includes('⛈️');
    summary = await all.bot.slack.message(CHANNEL, isSummary, { timeoutMs: 40_000 });
    await eventually(() => summary.shown.includes('⛈️ 20 more incidents'), 40_000);
    await quiet(all.bot, CHANNEL, 3000);
  }, 90_000);
  afterAll(() => all.stop());

  it('are ten cards, and one summary that has all others', async () => {
    const cards = all.parents().filter((parent) => parent !== summary);
    expect(cards).toHaveLength(10);
    const carded = cards.map(({ shown }) => /service-\d+/.exec(shown)?.[0] ?? '');
    expect([...carded, ...linesOf(summary)].toSorted()).toEqual(OWNERS.map(({ name }) => name).toSorted());
    expect(offeredBy(summary)).toHaveLength(20);
    expect(await all.metric('podwhy_incidents_total{event="in-storm"}')).toBe(20);
  });

  it('stand there by their pods, of as many the critical one first', () => {
    const lines = linesOf(summary);
    expect(lines.map(podsOf)).toEqual(lines.map(podsOf).toSorted((a, b) => b - a));
    for (const name of lines.filter(isCritical))
      expect(lines.find((other) => podsOf(other) === podsOf(name))).toBe(name);
    expect(summary.shown.match(/· critical ·/g) ?? []).toHaveLength(lines.filter(isCritical).length);
  });

  it('call on-call once for each critical card, and once for the summary', () => {
    const called = all.parents().map(({ shown, versions }) => ({
      is: isCritical(/service-\d+:/.exec(shown)?.[0].replace(':', '') ?? '') || shown === summary.shown,
      mentions: versions[0].effects.mentions.map(({ target }) => target),
    }));
    for (const { is, mentions } of called) expect(mentions).toEqual(is ? ['!subteam^S0ONCALL'] : []);
  });

  it('are marked once they are over', async () => {
    const [worst] = OWNERS.filter(({ name }) => name === linesOf(summary)[0]) as [MadeOwner];
    all.change(worst, mended(worst));
    await hook(all, worst, 'resolved');
    await eventually(() => summary.shown.includes('closed (was: '), 30_000);
    expect(linesOf(summary).at(-1)).toBe(worst.name);
    expect(summary.shown).toContain('19 open · 1 closed');
    expect(offeredBy(summary)).toHaveLength(19);
  });

  it('get a thread of their own from the menu', async () => {
    const [name] = linesOf(summary).slice(-2) as [string];
    const option = offeredBy(summary).find((text) => text.includes(`/${name} `)) ?? '';
    await all.bot.slack.user('U1').select(summary, 'incident_open', option);
    const isBelow = ({ threadTs }: Message) => threadTs === summary.ts;
    const opened = await all.bot.slack.message(CHANNEL, isBelow, { timeoutMs: 15_000 });
    expect(opened.shown).toMatch(new RegExp(`🔥 Deployment team-\\d/${name}:`));
    expect(opened.shown).toContain('Proof');
    await all.bot.slack.user('U1').click(opened, 'Acknowledge');
    await eventually(() => opened.shown.startsWith('👀') && summary.shown.includes('👀'), 30_000);
    expect(all.parents()).toHaveLength(11);
  });
});

it('what is critical and joins a storm that called nobody calls on-call, once', async ({
  onTestFinished,
}) => {
  const broken = (name: string) => madeOwner('shop', name, { pods: 2, way: 'config-map-missing' });
  const [first, second, third, critical, another] = ['a', 'b', 'c', 'd', 'e'].map(broken) as [
    MadeOwner,
    MadeOwner,
    MadeOwner,
    MadeOwner,
    MadeOwner,
  ];
  const all = await startAlerting({
    owners: [first, second, third, critical, another],
    senders: [],
    bot: {
      file: `alerts: { channel: ${CHANNEL}, mention: S0ONCALL, stormAt: 1 }`,
      slack: { userGroups: [{ id: 'S0ONCALL', handle: 'on-call', users: ['U2'] }] },
    },
  });
  onTestFinished(() => all.stop());
  await hookPods(all, first);
  await cardOf(all, CHANNEL, first);
  for (const owner of [second, third]) await hookPods(all, owner);
  const isSummary = ({ shown }: Message) => shown.includes('⛈️');
  const summary = await all.bot.slack.message(CHANNEL, isSummary, { timeoutMs: 15_000 });
  await eventually(() => summary.shown.includes('shop/c'));
  for (const owner of [critical, another]) await hookPods(all, owner, { labels: { severity: 'critical' } });
  await eventually(() => summary.shown.includes('shop/d') && summary.shown.includes('shop/e'));
  await quiet(all.bot, CHANNEL, 1500);
  const called = all.bot.slack
    .messages(CHANNEL)
    .filter(({ versions }) => versions[0].effects.mentions.length > 0);
  expect(called.map(({ threadTs }) => threadTs)).toEqual([summary.ts]);
  expect(called[0]?.shown).toMatch(/critical/i);
});
