import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Message } from '../../src/playground/slack/message.ts';
import { type MadeOwner, madeOwner, mended } from '../../src/replay/made-cluster/made-owner.ts';
import { noRedis, startRedis } from '../queue/support/redis-server.ts';
import { calledBy, cardOf, hookPods } from './support/alert-cards.ts';
import { answerBelow, below, tell } from './support/alert-message.ts';
import { type Alerting, CHANNEL, startAlerting } from './support/alerting.ts';
import { noAlertmanager } from './support/alertmanager.ts';
import { eventually, quiet } from './support/answers.ts';

const broken = (name: string) => madeOwner('shop', name, { pods: 5, way: 'config-map-missing' });
const OWNERS = {
  taken: broken('taken'),
  hour: broken('hour'),
  tomorrow: broken('tomorrow'),
  anew: broken('anew'),
  silenced: broken('silenced'),
  refused: broken('refused'),
  over: broken('over'),
} satisfies Record<string, MadeOwner>;
const CAUSE = 'ConfigMap app-settings does not exist';

const FILE = `
access:
  default: allow
  rules:
    - { name: alerts, effect: deny, channels: [${CHANNEL}], users: [U0ANYBODY] }
alerts:
  channel: ${CHANNEL}
  quietHours: { from: '00:00', to: '00:00', timeZone: UTC, days: [DAY] }
`;
/** A day on which no test runs: it is for the time zone alone. */
const FAR = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'][
  (new Date().getUTCDay() + 3) % 7
];

describe('the buttons of an incident', { concurrent: true }, () => {
  let all: Alerting;
  beforeAll(async () => {
    all = await startAlerting({
      owners: Object.values(OWNERS),
      senders: [],
      bot: {
        file: FILE.replace('DAY', `${FAR}`),
        slack: {
          events: ['message.channels'],
          users: ['U0ONCALL', 'U0ANYBODY'].map((id) => ({ id, name: id.toLowerCase() })),
        },
      },
    });
  });
  afterAll(() => all.stop());

  /** In a channel of its own: Slack takes a message a second in each. */
  const roomOf = (owner: MadeOwner) => `C${Object.values(OWNERS).indexOf(owner) + 1}`;
  async function told(owner: MadeOwner): Promise<Message> {
    return await answerBelow(all.bot, await tell(all.bot, roomOf(owner), owner), CAUSE);
  }
  const onCall = () => all.bot.slack.user('U0ONCALL');
  const threadOf = ({ channel, threadTs = '' }: Message) =>
    below(all.bot, all.bot.slack.workspace.find(channel, threadTs) as Message);

  it('Acknowledge says who has it, and goes', async () => {
    const card = await told(OWNERS.taken);
    await onCall().click(card, 'Acknowledge');
    await eventually(() => /^👀 Deployment shop\/taken/.test(card.shown));
    expect(card.shown).toMatch(/👀 Acknowledged at \d\d:\d\d UTC\nby <@U0ONCALL>/);
    await expect(onCall().click(card, 'Acknowledge')).rejects.toThrow('nothing called "Acknowledge"');
    // Only edited: nobody is called.
    expect(calledBy(all, card)).toEqual([]);
    expect(threadOf(card)).toEqual([card]);
  });

  it.for([
    ['Snooze 1 h', 'hour', hourFromNow],
    ['Snooze until tomorrow', 'tomorrow', () => /Snoozed until [-\d]* ?09:00 UTC/],
  ] as const)('%s says until when; the card stays up to date, the thread is quiet', async ([
    button,
    name,
    until,
  ]) => {
    const owner = OWNERS[name];
    const card = await told(owner);
    await onCall().click(card, button);
    await eventually(() => /^💤/.test(card.shown));
    expect(card.shown).toMatch(until());
    expect(card.shown).toContain('by <@U0ONCALL>');
    all.change(owner, mended(owner, 2));
    await onCall().click(card, 'Re-run');
    await eventually(() => /^💤 .*\(2 of 5 pods\)/.test(card.shown));
    await tell(all.bot, roomOf(owner), owner, { status: 'resolved' });
    await eventually(() => /resolved, but 2 of 5/.test(card.shown));
    await quiet(all.bot, card.channel, 1500);
    expect(threadOf(card)).toEqual([card]);
  });

  it('Re-run looks anew, edits, and says in the thread what has changed', async () => {
    const card = await told(OWNERS.anew);
    const asked = all.bot.replay.journal.length;
    all.change(OWNERS.anew, mended(OWNERS.anew, 2));
    await onCall().click(card, 'Re-run');
    await eventually(() => /\(2 of 5 pods\)/.test(card.shown));
    expect(all.bot.replay.journal.length).toBeGreaterThan(asked);
    await eventually(() => threadOf(card).length === 2);
    expect(threadOf(card)[1]?.shown).toBe('📉 Now 2 of 5 pods unwell (was 5)');
    const before = card.versions.length;
    await onCall().click(card, 'Re-run');
    await eventually(() => card.versions.length > before);
    await quiet(all.bot, card.channel, 1200);
    expect(threadOf(card)).toHaveLength(2);
  });

  it('Create silence is shown to who clicks alone, and changes nothing', async () => {
    const card = await told(OWNERS.silenced);
    await onCall().click(card, 'Create silence');
    const [shown] = await all.bot.slack.until(() => {
      const own = onCall()
        .ephemerals(card.channel)
        .filter(({ shown }) => shown.includes('silenced'));
      return own.length > 0 ? own : undefined;
    });
    expect(shown?.shown).toMatch(
      /amtool silence add .*alertname=KubePodCrashLooping namespace=shop 'pod=~"silenced-/,
    );
    expect(all.bot.slack.user('U0ANYBODY').ephemerals(card.channel)).toEqual([]);
    expect(card.versions).toHaveLength(1);
  });

  it('are refused to who may not ask, to them alone', async () => {
    await hookPods(all, OWNERS.refused);
    const card = await cardOf(all, CHANNEL, OWNERS.refused);
    const anybody = all.bot.slack.user('U0ANYBODY');
    for (const button of ['Acknowledge', 'Snooze 1 h', 'Re-run', 'Create silence'])
      await anybody.click(card, button);
    await eventually(() => anybody.ephemerals(CHANNEL).length === 4);
    for (const { shown } of anybody.ephemerals(CHANNEL))
      expect(shown).toMatch(/You may not ask about shop on replay here/);
    expect(onCall().ephemerals(CHANNEL)).toEqual([]);
    expect(card.versions).toHaveLength(1);
    const refused = all.bot.audit().filter(({ user }) => user === 'U0ANYBODY');
    expect(refused.map(({ verb, outcome }) => [verb, outcome]).toSorted()).toEqual([
      ['acknowledge', 'refused'],
      ['rerun', 'refused'],
      ['silence', 'refused'],
      ['snooze-hour', 'refused'],
    ]);
    await onCall().click(card, 'Acknowledge');
    await eventually(() => card.shown.includes('by <@U0ONCALL>'));
  });

  it('say that it is over to who clicks on a card of before', async () => {
    const card = await told(OWNERS.over);
    const before = { ...card, blocks: card.blocks };
    const [first] = card.versions;
    all.change(OWNERS.over, mended(OWNERS.over));
    await tell(all.bot, card.channel, OWNERS.over, { status: 'resolved' });
    await eventually(() => card.shown.startsWith('✅'));
    expect(before.blocks).toBe(first.blocks);
    const late = await all.bot.slack.alert(
      card.channel,
      { text: first.text, blocks: first.blocks },
      { as: 'us' },
    );
    await onCall().click(late, 'Acknowledge');
    await all.bot.slack.until(() =>
      onCall()
        .ephemerals(card.channel)
        .find(({ shown }) => shown.includes('This incident is closed already')),
    );
    expect(card.shown).not.toContain('Acknowledged');
  });
});

describe.skipIf(noAlertmanager)(`with a real Alertmanager ${noAlertmanager ?? ''}`, () => {
  it('Create silence, of an alert that was told of in Slack, silences it and its like', async ({
    onTestFinished,
  }) => {
    const owner = madeOwner('shop', 'crashing', { pods: 3, way: 'out-of-memory' });
    const all = await startAlerting({ owners: [owner], bot: { slack: { events: ['message.channels'] } } });
    onTestFinished(() => all.stop());
    const card = await answerBelow(all.bot, await tell(all.bot, 'C1', owner), 'memory limit');
    await all.bot.slack.user('U1').click(card, 'Create silence');
    const command = await all.bot.slack.until(() =>
      all.bot.slack
        .user('U1')
        .ephemerals('C1')
        .flatMap(({ shown }) => shown.split('\n'))
        .find((line) => line.startsWith('amtool ')),
    );
    // Where Alertmanager is stands in the message's link.
    await all.sender.shell(command.replace('https://alertmanager.example.com', all.sender.url));
    await all.sender.post([...all.podAlerts(owner), all.ownerAlert(owner)]);
    await eventually(async () => {
      const alerts = await all.sender.alerts();
      const silenced = alerts.filter(({ status }) => status.silencedBy.length > 0);
      return alerts.length === 4 && silenced.every(({ labels }) => 'pod' in labels) && silenced.length === 3;
    });
  });
});

describe.skipIf(noRedis)(`a click while Redis is away ${noRedis ?? ''}`, () => {
  it('is answered at once; with its data gone, the incident is forgotten', async ({ onTestFinished }) => {
    const redis = await startRedis({ tcp: true });
    const all = await startAlerting({
      owners: [OWNERS.taken],
      senders: [],
      bot: { redisUrl: redis.url, stopMs: 2000, slack: { events: ['message.channels'] } },
    });
    onTestFinished(async () => {
      await all.stop();
      await redis.remove();
    });
    const person = all.bot.slack.user('U1');
    const card = await answerBelow(all.bot, await tell(all.bot, 'C1', OWNERS.taken), CAUSE);
    await redis.kill();
    expect(await person.click(card, 'Acknowledge')).toMatchObject({ acked: true });
    const said = await all.bot.slack.until(() => person.ephemerals('C1')[0]);
    expect(said.shown).toMatch(/queue does not answer.*[^.]\. Ask again in a moment\.$/);
    expect(card.versions).toHaveLength(1);
    await redis.start();
    await eventually(async () => {
      await person.click(card, 'Acknowledge');
      return person.ephemerals('C1').some(({ shown }) => shown.includes('over and forgotten'));
    });
    expect(card.versions).toHaveLength(1);
  });
});

function hourFromNow(): RegExp {
  // A click takes no minute, but may come at the turn of one.
  const times = [0, 60_000].map((late) =>
    new Date(Date.now() + 3_600_000 - late).toISOString().slice(11, 16),
  );
  return new RegExp(`Snoozed until [-\\d]* ?(${times.join('|')}) UTC`);
}
