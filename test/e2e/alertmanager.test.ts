import { describe, expect, it, type TestContext } from 'vitest';
import type { Message } from '../../src/playground/slack/message.ts';
import { madeOwner, mended, replaced, withRevision } from '../../src/replay/made-cluster/made-owner.ts';
import { type Alerting, type AlertingOptions, CHANNEL, startAlerting } from './support/alerting.ts';
import { noAlertmanager } from './support/alertmanager.ts';
import { botMessages, eventually, quiet } from './support/answers.ts';
import { alert } from './support/made-alerts.ts';

async function alerting({ onTestFinished }: TestContext, options: AlertingOptions): Promise<Alerting> {
  const started = await startAlerting(options);
  onTestFinished(() => started.stop());
  return started;
}

/** Everything that is told of an incident: its card, and what is in its thread. */
function toldOf({ bot }: Alerting, parent: Message): string {
  return [parent, ...bot.slack.thread(parent)].map(({ shown }) => shown).join('\n');
}

const web = madeOwner('shop', 'web', { pods: 40, way: 'out-of-memory' });
const small = madeOwner('shop', 'web', { pods: 5, way: 'config-map-missing' });

const TITLE = `alerts of a real Alertmanager ${noAlertmanager ?? ''}`;

// Each mostly waits for its turn to post.
describe.skipIf(noAlertmanager)(TITLE, { concurrent: true }, () => {
  it('forty pods with one cause are one message, with the answer in its thread', async (context) => {
    const all = await alerting(context, { owners: [web] });
    await all.sender.post(all.podAlerts(web));
    const parents = await all.settledParents(1);
    expect(parents).toHaveLength(1);
    const [parent] = parents as [Message];
    expect(parent.shown).toMatch(/shop\/.*web/);
    expect(parent.shown).toMatch(/40/);
    const thread = all.bot.slack.thread(parent);
    expect(thread.length).toBeGreaterThan(0);
    expect(thread.map(({ shown }) => shown).join('\n')).toContain('64Mi');
  });

  it('two causes of two revisions are two messages', async (context) => {
    const first = madeOwner('shop', 'web', { pods: 6, way: 'out-of-memory' });
    const owner = withRevision(first, { pods: 4, way: 'image-not-found' });
    const all = await alerting(context, { owners: [owner] });
    await all.sender.post(all.podAlerts(owner));
    const parents = await all.settledParents(2);
    expect(parents).toHaveLength(2);
    const told = parents.map((parent) => toldOf(all, parent)).toSorted();
    expect(told.filter((text) => text.includes('64Mi'))).toHaveLength(1);
    expect(told.filter((text) => text.includes('registry.example/shop/web:1.2.0'))).not.toHaveLength(0);
  });

  it('what is repeated, and what joins, is told in the same message', async (context) => {
    const all = await alerting(context, {
      owners: [small],
      senders: [{ groupInterval: '200ms', repeatInterval: '300ms' }],
    });
    const alerts = all.podAlerts(small);
    await all.sender.post(alerts.slice(0, 3));
    const [parent] = await all.settledParents(1);
    await all.sender.post([...alerts, all.ownerAlert(small)]);
    await eventually(() => parent?.shown.includes('KubeDeploymentReplicasMismatch') ?? false);
    const taken = 'podwhy_webhook_requests_total{route="/webhooks/alertmanager",code="202"}';
    const before = await all.metric(taken);
    await eventually(async () => (await all.metric(taken)) >= before + 3);
    await quiet(all.bot, CHANNEL, 500);
    expect(all.parents()).toEqual([parent]);
  });

  it.for([
    ['in place', mended],
    ['by another revision', replaced],
  ] as const)('what is resolved and well, %s, is told so', async ([, healed], context) => {
    const all = await alerting(context, { owners: [small] });
    await all.sender.post(all.podAlerts(small));
    const [parent] = await all.settledParents(1);
    all.change(small, healed(small));
    await all.sender.resolve(all.podAlerts(small));
    await eventually(() => /resolved after/.test(parent?.shown ?? ''));
    await quiet(all.bot, CHANNEL, 500);
    expect(all.parents()).toEqual([parent]);
  });

  it('what is resolved while two of five are broken still is told so', async (context) => {
    const all = await alerting(context, { owners: [small] });
    await all.sender.post(all.podAlerts(small));
    const [parent] = await all.settledParents(1);
    all.change(small, mended(small, 2));
    await all.sender.resolve(all.podAlerts(small));
    await eventually(() => /2 of 5/.test(parent?.shown ?? ''));
    await quiet(all.bot, CHANNEL, 500);
    expect(parent && toldOf(all, parent)).toMatch(/still/i);
    expect(all.parents()).toEqual([parent]);
  });

  it('what Alertmanager holds back is never told, nor is the Watchdog', async (context) => {
    const worse = madeOwner('shop', 'checkout', { pods: 2, way: 'out-of-memory' });
    const elsewhere = madeOwner('other', 'api', { pods: 2, way: 'image-not-found' });
    const all = await alerting(context, {
      owners: [small, worse, elsewhere],
      senders: [{ groupWait: '500ms' }],
    });
    const critical = all.ownerAlert(worse);
    await all.sender.post([
      { ...critical, labels: { ...critical.labels, severity: 'critical' } },
      all.ownerAlert(small),
      all.ownerAlert(elsewhere),
      alert('Watchdog', { severity: 'none' }),
    ]);
    const parents = await all.settledParents(2);
    expect(parents).toHaveLength(2);
    const told = parents.map((parent) => toldOf(all, parent)).join('\n');
    expect(told).toContain('checkout');
    expect(told).not.toMatch(/web|Watchdog/);
  });

  it('the Watchdog is dropped, and counted, where it comes all the same', async (context) => {
    const all = await alerting(context, { owners: [small] });
    const alerts = ['Watchdog', 'InfoInhibitor'].map((alertname) => alert(alertname, { namespace: 'shop' }));
    const firing = alerts.map((one) => ({ ...one, status: 'firing' }));
    expect(await all.hook({ status: 'firing', alerts: firing })).toBe(202);
    expect(await all.metric('podwhy_alerts_dropped_total{reason="ignored"}')).toBe(2);
    await quiet(all.bot, CHANNEL, 500);
    expect(botMessages(all.bot, CHANNEL)).toEqual([]);
  });

  it('two Alertmanagers that know nothing of each other make one thread', async (context) => {
    const all = await alerting(context, { owners: [web], senders: [{}, {}] });
    await Promise.all(all.senders.map((one) => one.post(all.podAlerts(web))));
    const received = 'podwhy_alerts_received_total{source="alertmanager",status="firing"}';
    await eventually(async () => (await all.metric(received)) >= 80);
    const parents = await all.settledParents(1);
    expect(parents).toHaveLength(1);
    expect(parents.flatMap((parent) => all.bot.slack.thread(parent))).toHaveLength(1);
  });

  it('the command of Create silence silences the alerts that it was made of', async (context) => {
    const all = await alerting(context, { owners: [small] });
    await all.sender.post(all.podAlerts(small));
    const [parent] = await all.settledParents(1);
    if (!parent) throw new Error('nothing was told');
    await all.bot.slack.user('U1').click(parent, 'Create silence');
    const command = await all.bot.slack.until(() =>
      all.bot.slack
        .messages(CHANNEL)
        .flatMap(({ shown }) => shown.split('\n'))
        .find((line) => line.startsWith('amtool ')),
    );
    await all.sender.shell(command);
    await eventually(async () => {
      const alerts = await all.sender.alerts();
      return alerts.length === 5 && alerts.every(({ status }) => status.silencedBy.length > 0);
    });
  });

  it('a wrong token is refused and counted, and nothing is told', async (context) => {
    const all = await alerting(context, {
      owners: [small],
      senders: [{ token: 'another-token-altogether' }],
    });
    await all.sender.post(all.podAlerts(small));
    const refused = 'podwhy_webhook_requests_total{route="/webhooks/alertmanager",code="401"}';
    await eventually(async () => (await all.metric(refused)) > 0);
    await quiet(all.bot, CHANNEL, 500);
    expect(botMessages(all.bot, CHANNEL)).toEqual([]);
    expect(await all.metric('podwhy_alerts_received_total{source="alertmanager",status="firing"}')).toBe(0);
  });

  it('labels that would call people or look like markup are words', async (context) => {
    const all = await alerting(context, { owners: [small] });
    const hostile = '<!channel> <@U2> *bold* ``` <https://evil.example|x> @here &lt;!here&gt;';
    const alerts = all.podAlerts(small).map((one) => ({
      labels: { ...one.labels, alertname: hostile, severity: hostile, team: hostile },
      annotations: { summary: hostile },
      generatorURL: 'https://evil.example/graph',
    }));
    await all.sender.post(alerts);
    const [parent] = await all.settledParents(1);
    const messages = botMessages(all.bot, CHANNEL);
    expect(parent?.shown).toContain('evil.example');
    expect(messages.flatMap(({ mentions }) => mentions)).toEqual([]);
    expect(messages.flatMap(({ unfurls }) => unfurls)).toEqual([]);
  });
});
