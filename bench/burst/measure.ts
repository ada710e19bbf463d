import { setTimeout as pause } from 'node:timers/promises';
import type { Message } from '../../src/playground/slack/message.ts';
import type { Slack } from '../../src/playground/slack/slack.ts';
import type { BurstTarget } from './targets.ts';

export interface Command {
  readonly user: string;
  readonly channel: string;
  readonly target: BurstTarget;
}

/** What a burst came to; times in milliseconds, sorted. */
export interface Measured {
  readonly acks: readonly number[];
  readonly placeholders: readonly number[];
  readonly answers: readonly number[];
  readonly wholeMs: number;
  readonly answeredOnce: number;
  /** Messages that no command accounts for, and answers given twice. */
  readonly duplicates: number;
  /** Answers that are an error, or none at all. */
  readonly unanswered: number;
}

/** No two have the asker, the channel and the target in common: an answer tells which it belongs to. */
export function commandsOf(
  count: number,
  users: readonly string[],
  channels: readonly string[],
  targets: readonly BurstTarget[],
): readonly Command[] {
  return Array.from({ length: count }, (_, index) => {
    const round = Math.floor(index / users.length);
    return {
      user: at(users, index),
      channel: at(channels, round),
      target: at(targets, index + round * 7 + Math.floor(round / channels.length) * 3),
    };
  });
}

function at<T>(list: readonly T[], index: number): T {
  return list[index % list.length] as T;
}

/** Sends them all at once and waits for their answers. */
export async function measureBurst(
  slack: Slack,
  commands: readonly Command[],
  timeoutMs: number,
): Promise<Measured> {
  const start = Date.now();
  const before = slack.workspace.messages.length;
  const sent = await Promise.all(
    commands.map(({ user, channel, target }) =>
      slack.user(user).slash('/pod', `why deploy/${target.name} -n ${target.namespace}`, { channel }),
    ),
  );
  const posted = () => slack.workspace.messages.slice(before).filter(({ botId }) => botId !== undefined);
  await untilTrue(() => posted().filter(isFinal).length >= commands.length, timeoutMs);
  // For what comes twice.
  await pause(1500);
  const wholeMs = Math.max(...posted().map(({ current }) => current.at)) - start;
  return {
    acks: sorted(sent.flatMap(({ latencyMs }) => latencyMs ?? [])),
    wholeMs,
    ...counted(commands, posted(), start),
  };
}

function counted(commands: readonly Command[], messages: readonly Message[], start: number) {
  const byCommand = new Map<Command, readonly Message[]>();
  for (const message of messages) {
    const command = commands.find((one) => isAnswerTo(one, message));
    if (command) byCommand.set(command, [...(byCommand.get(command) ?? []), message]);
  }
  const own = [...byCommand.values()];
  const finals = (list: readonly Message[]) => list.flatMap(({ versions }) => versions.filter(isAnswer));
  return {
    placeholders: sorted(messages.map(({ versions }) => versions[0].at - start)),
    answers: sorted(own.flatMap((list) => finals(list).map((version) => version.at - start))),
    answeredOnce: own.filter((list) => list.length === 1 && finals(list).length === 1).length,
    duplicates: messages.length - own.length + own.filter((list) => finals(list).length > 1).length,
    unanswered: commands.length - own.filter((list) => finals(list).length > 0).length,
  };
}

function isAnswerTo({ user, channel, target }: Command, message: Message): boolean {
  return (
    message.channel === channel &&
    message.shown.includes(`${target.namespace}/${target.name} is `) &&
    JSON.stringify(message.blocks).includes(`<@${user}>`)
  );
}

function isFinal({ current }: Message): boolean {
  return !current.text.startsWith('Looking at ');
}

function isAnswer({ text }: Message['current']): boolean {
  return / is (?:un)?healthy| is waiting| is inconclusive/.test(text);
}

export async function untilTrue(look: () => boolean, timeoutMs: number): Promise<void> {
  const end = Date.now() + timeoutMs;
  while (!look() && Date.now() < end) await pause(50);
}

export function sorted(times: readonly number[]): readonly number[] {
  return [...times].sort((a, b) => a - b);
}
