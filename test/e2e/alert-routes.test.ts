import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { identity } from '../../src/playground/slack/workspace.ts';
import { type MadeOwner, madeOwner } from '../../src/replay/made-cluster/made-owner.ts';
import { calledBy, cardOf, hookPods } from './support/alert-cards.ts';
import { type Alerting, startAlerting } from './support/alerting.ts';
import { botMessages, eventually, quiet } from './support/answers.ts';

const broken = (namespace: string, name: string) =>
  madeOwner(namespace, name, { pods: 3, way: 'config-map-missing' });
const ROOMS = ['C0SHOP', 'C0PAYMENTS', 'C0CRITICAL', 'C0LEFT'];
const GROUPS = ['S0ONCALL', 'S0PAYMENTS'].map((id) => ({ id, handle: id.toLowerCase(), users: ['U2'] }));
const NOT_IN_CHANNEL = 'podwhy_alerts_dropped_total{reason="slack-not-in-channel"}';

async function started(owners: readonly MadeOwner[], file: string): Promise<Alerting> {
  const channels = ROOMS.map((id) => ({ id, name: id.toLowerCase(), bot: id !== 'C0LEFT' }));
  return await startAlerting({ owners, senders: [], bot: { file, slack: { channels, userGroups: GROUPS } } });
}

const OWNERS = {
  web: broken('shop', 'web'),
  cart: broken('shop-eu', 'cart'),
  ledger: broken('books', 'ledger'),
  critical: broken('books', 'audit'),
  urgent: broken('books', 'urgent'),
  nowhere: broken('books', 'nowhere'),
  left: broken('left', 'left'),
} satisfies Record<string, MadeOwner>;

describe('routes', { concurrent: true }, () => {
  let all: Alerting;
  beforeAll(async () => {
    all = await started(
      Object.values(OWNERS),
      `
alerts:
  mention: S0ONCALL
  routes:
    - { match: { namespace: [shop, shop-*] }, channel: C0SHOP }
    - { match: { namespace: left }, channel: C0LEFT }
    - { match: { team: pay* }, channel: C0PAYMENTS, mention: S0PAYMENTS }
    - { match: { severity: critical }, channel: C0CRITICAL }
`,
    );
  });
  afterAll(() => all.stop());

  it('lead by namespace, and call nobody for a warning', async () => {
    await hookPods(all, OWNERS.web);
    expect(calledBy(all, await cardOf(all, 'C0SHOP', OWNERS.web))).toEqual([]);
    await hookPods(all, OWNERS.cart);
    await cardOf(all, 'C0SHOP', OWNERS.cart);
  });

  it('lead by label, and call the route’s group for what is critical, once', async () => {
    await hookPods(all, OWNERS.ledger, { labels: { team: 'payments', severity: 'critical' } });
    const card = await cardOf(all, 'C0PAYMENTS', OWNERS.ledger);
    await hookPods(all, OWNERS.ledger, { labels: { team: 'payments', severity: 'critical', again: 'yes' } });
    await all.bot.slack.user('U1').click(card, 'Re-run');
    await eventually(() => card.versions.length > 1);
    await quiet(all.bot, 'C0PAYMENTS', 1200);
    expect(calledBy(all, card)).toEqual(['!subteam^S0PAYMENTS']);
    expect(botMessages(all.bot, 'C0PAYMENTS')).toHaveLength(2);
  });

  it('lead by severity, and call everybody’s group there', async () => {
    await hookPods(all, OWNERS.critical, { labels: { severity: 'critical' } });
    const card = await cardOf(all, 'C0CRITICAL', OWNERS.critical);
    expect(calledBy(all, card)).toEqual(['!subteam^S0ONCALL']);
    expect(card.versions[0].effects.mentions).toHaveLength(1);
  });

  it('lead nowhere where none fits: that is counted, and told once one does', async () => {
    const dropped = 'podwhy_alerts_dropped_total{reason="no-route"}';
    await hookPods(all, OWNERS.nowhere);
    await eventually(async () => (await all.metric(dropped)) > 0);
    expect(all.bot.log.some((line) => line.includes('alerts.no-route'))).toBe(true);
    await hookPods(all, OWNERS.nowhere, { labels: { severity: 'critical' } });
    await cardOf(all, 'C0CRITICAL', OWNERS.nowhere);
  });

  it('lead to a channel that podwhy is not in: that is counted, and told after it was invited', async () => {
    const { left } = OWNERS;
    await hookPods(all, left);
    await eventually(async () => (await all.metric(NOT_IN_CHANNEL)) === 1);
    expect(all.bot.log.some((line) => line.includes('alerts.not-told') && line.includes('C0LEFT'))).toBe(
      true,
    );
    expect(botMessages(all.bot, 'C0LEFT')).toEqual([]);
    all.bot.slack.workspace.channels.get('C0LEFT')?.members.add(identity.botUser);
    await hookPods(all, left, { labels: { again: 'yes' } });
    await cardOf(all, 'C0LEFT', left);
    expect(botMessages(all.bot, 'C0LEFT')).toHaveLength(2);
  });
});
