import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { type Message, shownIn } from '../../../src/playground/slack/message.ts';
import { identity } from '../../../src/playground/slack/workspace.ts';
import { type Bot, said } from './bot.ts';

/** Everything that the bot says in a channel now. */
export function botMessages({ slack }: Bot, channel: string): readonly Message[] {
  return slack.messages(channel).filter(({ botId }) => botId === identity.bot);
}

/** What a message said that was no placeholder, each once. */
export function finalTexts({ versions }: Message): readonly string[] {
  return [...new Set(versions.map(shownIn))].filter((text) => !text.startsWith('⏳'));
}

/** The one answer in a channel, once nothing happens any more: given once, in the placeholder's message, for good. */
export async function onlyAnswer(
  bot: Bot,
  channel: string,
  text: RegExp | string,
  { timeoutMs = 15_000, quietMs = 300 } = {},
): Promise<Message> {
  await said(bot, channel, text, timeoutMs);
  await quiet(bot, channel, quietMs);
  const messages = botMessages(bot, channel);
  expect(messages.map(({ shown }) => shown.slice(0, 80))).toHaveLength(1);
  const [message] = messages as [Message];
  expect(message.shown).toMatch(text);
  expect(finalTexts(message)).toHaveLength(1);
  return message;
}

/** When nothing was sent to a channel for a while. */
export async function quiet(bot: Bot, channel: string, quietMs = 300): Promise<void> {
  const sent = () => bot.slack.journal.requests().filter(({ args }) => args.channel === channel).length;
  const said = () => botMessages(bot, channel).flatMap(({ versions }) => versions).length;
  for (let before = -1, now = sent() + said(); before !== now; now = sent() + said()) {
    before = now;
    await sleep(quietMs);
  }
}

/** Audit lines of the requests from a channel. */
export function auditOf(bot: Bot, channel: string): readonly Record<string, unknown>[] {
  return bot.audit().filter((line) => line.channel === channel);
}

/** The same once there are `count` of them: a line follows its answer. */
export async function audited(
  bot: Bot,
  channel: string,
  count: number,
): Promise<readonly Record<string, unknown>[]> {
  await eventually(() => auditOf(bot, channel).length >= count);
  expect(auditOf(bot, channel)).toHaveLength(count);
  return auditOf(bot, channel);
}

/** Asks a command and returns when it was sent, by the simulator's clock. */
export async function ask(bot: Bot, channel: string, text: string, user = 'U1'): Promise<number> {
  const at = Date.now();
  const seen = await bot.slack.user(user).slash('/pod', text, { channel });
  expect(seen).toMatchObject({ acked: true });
  return seen.delivery?.at ?? at;
}

/** Waits until the cluster is being asked: since `from` requests, at least `least` more. */
export async function clusterAsked(bot: Bot, from = 0, least = 1): Promise<void> {
  await eventually(() => bot.replay.journal.length - from >= least);
}

/** Looks again and again, also for what no change in Slack announces. `expect.poll` fails in tests side by side. */
export async function eventually(holds: () => boolean | Promise<boolean>, timeoutMs = 15_000): Promise<void> {
  for (const end = Date.now() + timeoutMs; !(await holds()); await sleep(20))
    if (Date.now() > end) throw new Error(`waited ${timeoutMs} ms: ${holds}`);
}
