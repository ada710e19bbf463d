import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Message } from '../../src/playground/slack/message.ts';
import { ask, eventually } from './support/answers.ts';
import { type Bot, isPlaceholder, said, startBot } from './support/bot.ts';

const ALERTS = 'C0ALERTS';
const TOKEN = 'token-of-the-alert-senders';
const LINK = /Incident since \d\d:\d\d UTC, in its thread: \n?(https:\/\/\S+)/;
const POD = 'timeline-7dc8c9f7d4-5tcrt';

/** A bot, and the message of an incident that its answer is below of. */
async function withIncident(): Promise<{ readonly bot: Bot; readonly card: Message }> {
  const bot = await startBot({
    slack: { channels: [{ id: ALERTS, name: 'alerts' }] },
    env: { ALERTS_TOKEN: TOKEN },
    file: `alerts: {channel: ${ALERTS}}\n`,
    role: 'none',
  });
  const { port } = await bot.start('serve');
  const labels = { alertname: 'KubePodCrashLooping', namespace: 'r-feed', pod: POD, severity: 'critical' };
  const alert = { status: 'firing', labels, startsAt: new Date().toISOString() };
  const taken = await fetch(`http://127.0.0.1:${port()}/webhooks/alertmanager`, {
    method: 'POST',
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify({ version: '4', status: 'firing', alerts: [alert] }),
  });
  expect(taken.status).toBe(202);
  const card = await said(bot, ALERTS, 'REDIS_URL');
  await eventually(() => bot.slack.thread(card).some(({ shown }) => shown.includes('Proof')));
  return { bot, card };
}

describe('while there is an incident', { concurrent: true }, () => {
  let bot: Bot;
  let card: Message;
  beforeAll(async () => {
    ({ bot, card } = await withIncident());
  });
  afterAll(() => bot.stop());

  it.each([
    ['its workload', 'C1', 'why timeline'],
    ['its pod', 'C2', `why pod/${POD}`],
    ['its workload, watched', 'C3', 'watch deploy/timeline'],
  ])('who asks about %s elsewhere is shown to it', async (_, channel, words) => {
    await ask(bot, channel, words);
    const { shown } = await said(bot, channel, LINK);
    expect(LINK.exec(shown)?.[1]).toMatch(new RegExp(`/archives/${ALERTS}/p${card.ts.replace('.', '')}$`));
  });

  it('who asks about something else is not', async () => {
    await ask(bot, 'C4', 'why stock -n r-inventory');
    const { shown } = await said(bot, 'C4', /StatefulSet|Deployment/);
    expect(shown).not.toContain('Incident since');
  });

  it('its own thread does not lead to itself', async () => {
    const [report] = bot.slack.thread(card);
    if (!report) throw new Error('there is no answer in the thread');
    expect(report.shown).not.toContain('Incident since');
    await bot.slack.user('U1').click(report, 'Watch');
    const watched = await bot.slack.until(() =>
      bot.slack.thread(card).find((one) => !isPlaceholder(one) && one.shown.includes('Watching until')),
    );
    expect(watched.shown).toContain('REDIS_URL');
    for (const { shown } of [card, ...bot.slack.thread(card)]) expect(shown).not.toContain('Incident since');
  });
});

it.for([
  ['does not answer', { kind: 'hang' }],
  ['refuses', { kind: 'error', error: 'channel_not_found' }],
] as const)('where Slack %s, the answer comes without the link', async ([, fault], { onTestFinished }) => {
  const { bot } = await withIncident();
  onTestFinished(() => bot.stop());
  const mend = bot.slack.faults.add({ method: 'chat.getPermalink', ...fault });
  await ask(bot, 'C1', 'why timeline');
  expect((await said(bot, 'C1', 'REDIS_URL')).shown).not.toContain('Incident since');
  expect(bot.slack.journal.requests('chat.getPermalink')).not.toEqual([]);
  mend();
  // Whoever asked while it hung may have to ask once more.
  for (let index = 2; index < 20; index++) {
    await ask(bot, `C${index}`, 'why timeline');
    if (LINK.test((await said(bot, `C${index}`, 'REDIS_URL')).shown)) return;
  }
  throw new Error('the link never came');
});
