import { describe, expect, it } from 'vitest';
import { readAlertMessage } from '../../src/alerts/message/read-alert-message.ts';
import type { Json } from '../../src/playground/slack/json.ts';
import type { SlackOptions } from '../../src/playground/slack/start-slack.ts';
import type { AlertMessage } from '../../src/slack/front-door.ts';
import { running } from './running-app.ts';

const EVENTS = ['app_mention', 'message.im', 'message.channels', 'message.groups'];

async function taking(options: SlackOptions = {}, take?: (message: AlertMessage) => Promise<void>) {
  const taken: AlertMessage[] = [];
  const takeAlertMessage = take ?? (async (message) => void taken.push(message));
  return { ...(await running({ takeAlertMessage }, { events: EVENTS, ...options })), taken };
}

const POD = 'web-7dc8c9f7d4-5tcrt';
const LABELS = { alertname: 'KubePodNotReady', namespace: 'shop', pod: POD, severity: 'warning' };

function alert(status: string, more: Json = {}): Json {
  const title = `[${status}] KubePodNotReady (shop ${POD} warning)`;
  const link = 'https://alertmanager.example.com/#/alerts?receiver=slack';
  const color = status === 'RESOLVED' ? '2eb886' : 'a30200';
  return {
    text: '',
    attachments: [{ fallback: `${title} | ${link}`, title, title_link: link, color, ...more }],
  };
}

describe('a message of another app in a channel', () => {
  it.each(['webhook', 'app'] as const)('is handed on with its attachments: %s', async (as) => {
    const { slack, taken } = await taking();
    const { message, seen } = await slack.otherApp('C1', alert('FIRING:1'), { as });
    expect(seen?.acked).toBe(true);
    const [given] = await slack.until(() => (taken.length > 0 ? taken : undefined));
    expect(given).toEqual({
      message: expect.objectContaining({ ts: message.ts, bot_id: message.botId }),
      channel: 'C1',
      ts: message.ts,
      eventId: expect.stringMatching(/^Ev/),
    });
    expect(readAlertMessage(given?.message)?.alerts[0]).toMatchObject({ status: 'firing', labels: LABELS });
  });

  it('is handed on with its blocks, from a private channel too', async () => {
    const { slack, taken } = await taking({ channels: [{ id: 'G1', name: 'on-call', kind: 'private' }] });
    const text = { type: 'mrkdwn', text: `[FIRING:1] PodDown\n*Pod:* ${POD}` };
    await slack.otherApp('G1', { text: '', blocks: [{ type: 'section', text }] }, { as: 'app' });
    const [given] = await slack.until(() => (taken.length > 0 ? taken : undefined));
    expect(readAlertMessage(given?.message)?.alerts[0]?.labels).toEqual({ alertname: 'PodDown', pod: POD });
  });

  it('names the thread that it stands in, but not the one that it began', async () => {
    const { slack, taken } = await taking();
    const { message } = await slack.otherApp('C1', alert('FIRING:1'));
    await slack.otherApp('C1', alert('RESOLVED'), { threadTs: message.ts });
    await slack.editAlert(message, alert('RESOLVED'));
    await slack.until(() => (taken.length === 3 ? taken : undefined));
    expect(taken.map(({ threadTs }) => threadTs)).toEqual([undefined, message.ts, undefined]);
    expect(taken[2]?.message).toMatchObject({ thread_ts: message.ts });
  });

  it('is handed on again when it says something else of its alerts', async () => {
    const { slack, taken } = await taking();
    const { message } = await slack.otherApp('C1', alert('FIRING:1'));
    await slack.editAlert(message, alert('RESOLVED'));
    await slack.until(() => (taken.length === 2 ? taken : undefined));
    expect(taken[1]).toMatchObject({ previous: expect.anything(), ts: message.ts, channel: 'C1' });
    expect(readAlertMessage(taken[1]?.message)?.alerts[0]).toMatchObject({
      status: 'resolved',
      labels: LABELS,
    });
  });

  it('is handed on once, though Slack delivers it again', async () => {
    const { slack, taken } = await taking();
    const { seen } = await slack.otherApp('C1', alert('FIRING:1'));
    if (!seen) throw new Error('the app was not told');
    await slack.redeliver(seen);
    await slack.settled();
    expect(taken).toHaveLength(1);
  });

  it('is not our own, posted or edited', async () => {
    const { slack, taken } = await taking();
    const { message, seen } = await slack.otherApp('C1', alert('FIRING:1'), { as: 'us' });
    expect(seen?.acked).toBe(true);
    await slack.editAlert(message, alert('RESOLVED'), { as: 'us' });
    await slack.settled();
    expect(taken).toEqual([]);
  });

  it('is not one of a person, nor one in a direct message', async () => {
    const { slack, run, taken } = await taking();
    const person = slack.user('U1');
    await person.say('C1', `[FIRING:1] KubePodNotReady (shop ${POD} warning)`);
    await person.dm('hello');
    const im = slack.workspace.im('U1').id;
    const { seen } = await slack.otherApp(im, alert('FIRING:1'), { as: 'app' });
    expect(seen?.acked).toBe(true);
    await slack.settled();
    expect(taken).toEqual([]);
    expect(run.queue.jobs).toEqual([]);
  });

  it('leaves no more than a line in the log where it cannot be taken', async () => {
    const { slack, run } = await taking({}, () => Promise.reject(new Error('the queue is down')));
    const { seen } = await slack.otherApp('C1', alert('FIRING:1'));
    expect(seen?.acked).toBe(true);
    await slack.settled();
    expect(run.log.filter(({ event }) => event.startsWith('slack.'))).toEqual([
      {
        event: 'slack.alert-message-failed',
        fields: { event: expect.stringMatching(/^Ev/), problem: 'Error: the queue is down' },
      },
    ]);
    expect(slack.messages('C1')).toHaveLength(1);
  });

  it('is not looked at where nothing takes it', async () => {
    const { slack, run } = await running({}, { events: EVENTS });
    const { seen } = await slack.otherApp('C1', alert('FIRING:1'));
    expect(seen?.acked).toBe(true);
    await slack.settled();
    expect(run.log.filter(({ event }) => /failed/.test(event))).toEqual([]);
    expect(slack.messages('C1')).toHaveLength(1);
  });
});
