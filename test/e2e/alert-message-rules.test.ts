import { describe, expect, it, type TestContext } from 'vitest';
import { madeOwner } from '../../src/replay/made-cluster/made-owner.ts';
import { answerBelow, below, podLabels, TOOLS, tell } from './support/alert-message.ts';
import { type Alerting, startAlerting } from './support/alerting.ts';
import { botMessages, eventually, quiet } from './support/answers.ts';
import type { BotOptions } from './support/bot.ts';

const web = madeOwner('shop', 'web', { pods: 3, way: 'config-map-missing' });
const api = madeOwner('billing', 'api', { pods: 3, way: 'out-of-memory' });
const CAUSE = 'ConfigMap app-settings does not exist';
const DENIED = 'podwhy_alerts_dropped_total{reason="denied"}';
const EVENTS = ['message.channels', 'message.groups', 'message.im'];

async function alerting({ onTestFinished }: TestContext, bot: BotOptions): Promise<Alerting> {
  const all = await startAlerting({
    owners: [web, api],
    senders: [],
    bot: { ...bot, slack: { events: EVENTS, ...bot.slack } },
  });
  onTestFinished(() => all.stop());
  return all;
}

describe('what other apps write in channels', { concurrent: true }, () => {
  it('is not read where that is switched off', async (context) => {
    const all = await alerting(context, { file: 'alerts: { readMessages: false }' });
    await tell(all.bot, 'C1', web);
    await quiet(all.bot, 'C1', 1000);
    expect(botMessages(all.bot, 'C1')).toEqual([]);
    expect(all.bot.replay.journal).toEqual([]);
  });

  it('is read in the channels of a list alone', async (context) => {
    const all = await alerting(context, {
      file: 'alerts: { readMessages: [C0SHOPROOM] }',
      slack: rooms('C0SHOPROOM'),
    });
    await tell(all.bot, 'C1', web);
    await quiet(all.bot, 'C1', 1000);
    const alert = await tell(all.bot, 'C0SHOPROOM', web);
    await answerBelow(all.bot, alert, CAUSE);
    expect(botMessages(all.bot, 'C1')).toEqual([]);
  });

  it('is told only what everybody may ask there', async (context) => {
    const all = await alerting(context, {
      slack: rooms('C0SHOPROOM', 'C0ELSEWHERE', 'C0PERSONAL'),
      file: `
access:
  default: deny
  rules:
    - { name: shop, namespaces: [shop], channels: [C0SHOPROOM] }
    - { name: ann, namespaces: [shop], channels: [C0PERSONAL], users: [U0ANNSMITH] }
`,
    });
    await tell(all.bot, 'C0ELSEWHERE', web);
    await tell(all.bot, 'C0PERSONAL', web);
    await tell(all.bot, 'C0SHOPROOM', api);
    await eventually(async () => (await all.metric(DENIED)) === 3);
    const alert = await tell(all.bot, 'C0SHOPROOM', web);
    await answerBelow(all.bot, alert, CAUSE);
    for (const channel of ['C0ELSEWHERE', 'C0PERSONAL']) expect(botMessages(all.bot, channel)).toEqual([]);
    expect(botMessages(all.bot, 'C0SHOPROOM')).toEqual(below(all.bot, alert));
    expect(await all.metric(DENIED)).toBe(3);
    expect(all.bot.replay.journal.map(({ path }) => path).join()).not.toContain('billing');
  });

  it('is of the channel’s own namespace where it names none', async (context) => {
    const all = await alerting(context, {
      slack: rooms('C0SHOPROOM'),
      file: 'channels: { C0SHOPROOM: { namespace: shop } }',
    });
    const { namespace: _, ...labels } = podLabels(web);
    const alert = await tell(all.bot, 'C0SHOPROOM', web, { labels });
    await answerBelow(all.bot, alert, CAUSE);
    const other = await tell(all.bot, 'C1', api, { labels: { alertname: 'KubePodNotReady', pod: 'api-0' } });
    await answerBelow(all.bot, other, 'NAMESPACE');
    expect(below(all.bot, other)[0]?.shown).not.toContain(CAUSE);
  });

  it('is of that namespace alone, though another channel told of the same labels', async (context) => {
    const all = await alerting(context, {
      slack: rooms('C0SHOPROOM', 'C0BILLING'),
      file: `
access:
  default: deny
  rules:
    - { name: shop, namespaces: [shop], channels: [C0SHOPROOM] }
    - { name: billing, namespaces: [billing], channels: [C0BILLING] }
channels: { C0SHOPROOM: { namespace: shop }, C0BILLING: { namespace: billing } }
`,
    });
    const { namespace: _, ...labels } = podLabels(web);
    const own = await tell(all.bot, 'C0SHOPROOM', web, { labels });
    const answer = await answerBelow(all.bot, own, CAUSE);
    const other = await tell(all.bot, 'C0BILLING', web, { labels });
    await answerBelow(all.bot, other, /There is no pod "web-\S+" in namespace "billing"/);
    await tell(all.bot, 'C0SHOPROOM', web, { labels, status: 'resolved' });
    await eventually(() => answer.shown.includes('is resolved, but'));
    expect(
      below(all.bot, other)
        .map(({ shown }) => shown)
        .join(),
    ).not.toMatch(/ConfigMap|shop/);
  });

  it('is left alone where a person wrote it, a deploy bot, or podwhy itself', async (context) => {
    const all = await alerting(context, {});
    const { slack } = all.bot;
    const { alertmanager } = TOOLS;
    const { pod } = podLabels(web);
    await slack.user('U1').say('C1', `[FIRING:1] KubePodCrashLooping\nnamespace: shop\npod: ${pod}`);
    await slack.user('U1').dm(`[FIRING:1] KubePodCrashLooping pod: ${pod}`);
    for (const text of [`Deployed shop/web: pod ${pod} is Running`, `Sync of web failed: pod ${pod}`])
      await slack.otherApp('C1', { text }, { as: 'app', username: 'Deployer' });
    const posted = await slack.otherApp('C1', alertmanager.message('firing', podLabels(web)), { as: 'us' });
    expect(posted.seen?.acked).toBe(true);
    await quiet(all.bot, 'C1', 1000);
    expect(botMessages(all.bot, 'C1')).toEqual([posted.message]);
    expect(await all.metric('podwhy_alerts_received_total{source="alertmanager",status="firing"}')).toBe(0);
    // It reads, all the same.
    await answerBelow(all.bot, await tell(all.bot, 'C1', web), CAUSE);
  });

  it.for([
    'http',
    'socket',
  ] as const)('is answered over %s, from private channels too', async (transport, context) => {
    const all = await alerting(context, {
      transport,
      slack: { channels: [{ id: 'G0ONCALL', name: 'on-call', kind: 'private' }] },
    });
    const alert = await tell(all.bot, 'G0ONCALL', web);
    const answer = await answerBelow(all.bot, alert, CAUSE);
    await all.bot.slack.user('U1').click(answer, 'Acknowledge');
    await eventually(() => answer.shown.includes('👀 Acknowledged'));
  });

  it('calls nobody and links nowhere, whatever it says and however long it is', async (context) => {
    const all = await alerting(context, {});
    const evil = '<!channel> <@U2> @here <https://evil.example|x> <!subteam^S0ONCALL>';
    const hostile = { severity: evil, team: evil, alertname: `KubePod${evil}` };
    const short = await tell(all.bot, 'C1', web, { labels: { ...podLabels(web), ...hostile } });
    await answerBelow(all.bot, short, CAUSE);
    await all.bot.slack.otherApp('C2', { text: `[FIRING:1] ${'('.repeat(50_000)}` });
    const noise = `${evil} `.repeat(800);
    const long = await tell(all.bot, 'C2', api, { labels: { ...podLabels(api), ...hostile, noise } });
    expect(long.shown.length).toBeGreaterThan(50_000);
    await answerBelow(all.bot, long, 'memory limit');
    const messages = ['C1', 'C2'].flatMap((channel) => botMessages(all.bot, channel));
    expect(messages.flatMap(({ mentions }) => mentions)).toEqual([]);
    expect(messages.flatMap(({ unfurls }) => unfurls)).toEqual([]);
  });
});

function rooms(...ids: readonly string[]): NonNullable<BotOptions['slack']> {
  return { channels: ids.map((id) => ({ id, name: id.toLowerCase() })) };
}
