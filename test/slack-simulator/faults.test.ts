import type { webApi } from '@slack/bolt';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Slack } from '../../src/playground/slack/slack.ts';
import { startSlack } from '../../src/playground/slack/start-slack.ts';
import { webClient } from './web-client.ts';

let slack: Slack;
let client: webApi.WebClient;

beforeEach(async () => {
  slack = await startSlack();
  client = webClient(slack);
});

afterEach(() => slack.close());

test('strike as often as they are told to', async () => {
  slack.faults.add({ method: 'chat.update', kind: 'status', status: 500, times: 1 });
  const { ts } = await client.chat.postMessage({ channel: 'C1', text: 'one' });
  // WebClient tries a 500 again by itself.
  await client.chat.update({ channel: 'C1', ts: String(ts), text: 'two' });
  expect(slack.journal.requests('chat.update').map(({ status, fault }) => [status, fault])).toEqual([
    [500, 'status'],
    [200, undefined],
  ]);
});

test.each(['hang', 'reset'] as const)('%s leaves nothing behind', async (kind) => {
  slack.faults.add({ method: 'chat.postMessage', kind, times: 1 });
  const once = webClient(slack, { retryConfig: { retries: 0 }, timeout: 200 });
  await expect(once.chat.postMessage({ channel: 'C1', text: 'x' })).rejects.toThrow();
  expect(slack.messages('C1')).toEqual([]);
});

test('lost does what was asked all the same', async () => {
  slack.faults.add({ method: 'chat.postMessage', kind: 'lost', times: 1 });
  await client.chat.postMessage({ channel: 'C1', text: 'x' });
  expect(slack.messages('C1')).toHaveLength(2);
});

test('posting too fast is held up for the channel alone', async () => {
  await slack.close();
  slack = await startSlack({ postRate: { perSecond: 1, burst: 2 } });
  const eager = webClient(slack, { rejectRateLimitedCalls: true });
  const post = (channel: string) => eager.chat.postMessage({ channel, text: 'x' });
  await post('C1');
  await post('C1');
  await expect(post('C1')).rejects.toMatchObject({ retryAfter: 1 });
  await post('C2');
});
