import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type MadeOwner, madeOwner, mended } from '../../src/replay/made-cluster/made-owner.ts';
import { cardOf, hookPods } from './support/alert-cards.ts';
import { answerBelow, below, podLabels, TOOLS, tell } from './support/alert-message.ts';
import { type Alerting, CHANNEL, startAlerting } from './support/alerting.ts';
import { botMessages, eventually, quiet } from './support/answers.ts';

const broken = (name: string) => madeOwner('shop', name, { pods: 3, way: 'config-map-missing' });
const CAUSE = 'ConfigMap app-settings does not exist';
const names = Object.keys(TOOLS) as (keyof typeof TOOLS)[];

/** A Deployment of its own for each test. */
const OWNERS = {
  alertmanager: broken('web-alertmanager'),
  grafana: broken('web-grafana'),
  pagerduty: broken('web-pagerduty'),
  opsgenie: broken('web-opsgenie'),
  edited: broken('edited'),
  early: broken('early'),
  repeated: broken('repeated'),
  threaded: broken('threaded'),
  hooked: broken('hooked'),
  told: broken('told'),
  previewed: broken('previewed'),
  unplaced: broken('unplaced'),
} satisfies Record<string, MadeOwner>;

describe('an alert that another app tells of in a channel', { concurrent: true }, () => {
  let all: Alerting;
  beforeAll(async () => {
    all = await startAlerting({
      owners: Object.values(OWNERS),
      senders: [],
      bot: { slack: { events: ['message.channels'] } },
    });
  });
  afterAll(() => all.stop());

  it.for(
    names.map((name, index) => [name, `C${index + 1}`] as const),
  )('of %s: one answer with cause, proof, fix and buttons below it, edited once it is resolved', async ([
    name,
    channel,
  ]) => {
    const [tool, owner] = [TOOLS[name], OWNERS[name]];
    const alert = await tell(all.bot, channel, owner, { tool });
    const answer = await answerBelow(all.bot, alert, CAUSE);
    expect(answer.shown).toMatch(new RegExp(`Deployment shop/${owner.name}: .* \\(3 of 3 pods\\)`));
    expect(answer.shown).toContain('Proof');
    expect(answer.shown).toContain('kubectl -n shop create configmap app-settings');
    for (const label of ['Acknowledge', 'Snooze 1 h', 'Snooze until tomorrow', 'Re-run'])
      expect(answer.shown.split('\n')).toContain(label);
    // Only Alertmanager's own are silenced by its command.
    expect(answer.shown.includes('Create silence')).toBe(name === 'alertmanager');

    all.change(owner, mended(owner));
    const over = await tell(all.bot, channel, owner, { tool, status: 'resolved' });
    await eventually(() => /✅ .* resolved after .*; 3 of 3 pods ready/.test(answer.shown));
    expect(answer.shown).toContain(`It was: app cannot start: ${CAUSE}`);
    await answerBelow(all.bot, alert, /✅ Resolved after .*: 3 of 3 pods ready/);
    expect(below(all.bot, over)).toEqual([]);
    expect(botMessages(all.bot, channel)).toEqual(below(all.bot, alert));
    expect(below(all.bot, alert)).toHaveLength(2);
  });

  it('which is edited to say that it is over: the same answer is edited', async () => {
    const { edited } = OWNERS;
    const { as, message } = TOOLS.pagerduty;
    const alert = await tell(all.bot, 'C5', edited, { tool: TOOLS.pagerduty });
    const answer = await answerBelow(all.bot, alert, CAUSE);
    await all.bot.slack.editAlert(alert, message('resolved', podLabels(edited)), as);
    await eventually(() => /is resolved, but 3 of 3 pods are still not ready/.test(answer.shown));
    all.change(edited, mended(edited));
    await all.bot.slack.user('U1').click(answer, 'Re-run');
    await eventually(() => /resolved after/.test(answer.shown));
    expect(below(all.bot, alert)[0]).toBe(answer);
  });

  it('and that is resolved while two of three pods are broken still: the answer says so', async () => {
    const { early } = OWNERS;
    const alert = await tell(all.bot, 'C6', early);
    const answer = await answerBelow(all.bot, alert, CAUSE);
    all.change(early, mended(early, 2));
    await tell(all.bot, 'C6', early, { status: 'resolved' });
    await eventually(() => /⚠️ .* is resolved, but 2 of 3 pods are still not ready/.test(answer.shown));
    expect(answer.shown).toContain('Proof');
    await answerBelow(all.bot, alert, /⚠️ .*I keep looking/);
  });

  it('again and again, in other channels too: no second answer anywhere', async () => {
    const { repeated } = OWNERS;
    const alert = await tell(all.bot, 'C7', repeated);
    const answer = await answerBelow(all.bot, alert, CAUSE);
    for (const channel of ['C7', 'C8', 'C7']) await tell(all.bot, channel, repeated);
    await tell(all.bot, 'C7', repeated, { tool: TOOLS.grafana });
    await quiet(all.bot, 'C7', 2500);
    expect(botMessages(all.bot, 'C7')).toEqual([answer]);
    expect(botMessages(all.bot, 'C8')).toEqual([]);
  });

  it('inside a thread: it is answered there', async () => {
    const { slack } = all.bot;
    const parent = await slack.alert('C9', { text: 'Alerts of this evening' });
    const alert = await tell(all.bot, 'C9', OWNERS.threaded, { threadTs: parent.ts });
    await answerBelow(all.bot, parent, CAUSE);
    expect(below(all.bot, alert)).toEqual([]);
    expect(botMessages(all.bot, 'C9')).toHaveLength(1);
  });

  it('and that the webhook told of before: one thread', async () => {
    await hookPods(all, OWNERS.hooked);
    const card = await cardOf(all, CHANNEL, OWNERS.hooked);
    const [own, other] = [
      await tell(all.bot, CHANNEL, OWNERS.hooked),
      await tell(all.bot, 'C10', OWNERS.hooked),
    ];
    await quiet(all.bot, CHANNEL, 1500);
    expect([...below(all.bot, own), ...below(all.bot, other)]).toEqual([]);
    expect(all.parents()).toEqual([card]);
  });

  it('and that the webhook tells of afterwards: one thread', async () => {
    const alert = await tell(all.bot, 'C11', OWNERS.told);
    const answer = await answerBelow(all.bot, alert, CAUSE);
    await hookPods(all, OWNERS.told);
    await eventually(() => answer.shown.includes('KubeContainerWaiting'));
    await quiet(all.bot, 'C11', 1500);
    expect(botMessages(all.bot, 'C11')).toEqual([answer]);
    expect(
      all
        .parents()
        .map(({ shown }) => shown)
        .join(),
    ).not.toContain('shop/told');
  });

  it('whose link Slack shows a preview of, or whose buttons change: nothing happens', async () => {
    const { as, message } = TOOLS.pagerduty;
    const alert = await tell(all.bot, 'C12', OWNERS.previewed, { tool: TOOLS.pagerduty });
    const answer = await answerBelow(all.bot, alert, CAUSE);
    const said = message('firing', podLabels(OWNERS.previewed));
    await all.bot.slack.editAlert(
      alert,
      { ...said, attachments: [{ title: 'PagerDuty', from_url: 'https://a.example' }] },
      as,
    );
    await quiet(all.bot, 'C12', 1500);
    expect(answer.versions).toHaveLength(1);
    expect(botMessages(all.bot, 'C12')).toEqual([answer]);
  });

  it('and that names no namespace: it asks for one, and looks nowhere', async () => {
    const { namespace: _, ...labels } = podLabels(OWNERS.unplaced);
    const alert = await tell(all.bot, 'C13', OWNERS.unplaced, { labels });
    const answer = await answerBelow(all.bot, alert, /namespace/);
    expect(answer.shown).toMatch(/\/pod why pod\/unplaced-\S+ -n NAMESPACE/);
    expect(answer.shown).not.toContain(CAUSE);
  });
});
