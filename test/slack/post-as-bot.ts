import type { Message } from '../../src/playground/slack/message.ts';
import type { Slack } from '../../src/playground/slack/slack.ts';

/** A message of ours in the channel C1, as it stands in Slack. */
export async function postAsBot(slack: Slack, message: object): Promise<Message> {
  const response = await fetch(`${slack.url}chat.postMessage`, {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8', authorization: `Bearer ${slack.botToken}` },
    body: JSON.stringify({ channel: 'C1', ...message }),
  });
  const { ts, error } = (await response.json()) as { ts?: string; error?: string };
  if (error !== undefined) throw new Error(error);
  return await slack.message('C1', (one) => one.ts === ts);
}
