import type { ActBody, Done, SayBody, ShortcutBody } from './contract.ts';
import { labelOf, type Placed, placedIn } from './slack/find-element.ts';
import type { Seen } from './slack/gestures.ts';
import { type Json, objectsOf } from './slack/json.ts';
import type { Message } from './slack/message.ts';
import type { Slack } from './slack/slack.ts';
import type { View } from './slack/views.ts';
import type { Traces } from './traces.ts';
import { BOT, SHORTCUT, YOU } from './who.ts';

/** What "you" do in the workspace. A person's mistake is a sentence, not an exception. */
export interface Hands {
  say(body: SayBody): Promise<Done>;
  act(body: ActBody): Promise<Done>;
  shortcut(body: ShortcutBody): Promise<Done>;
  openHome(): Promise<Done>;
}

/** Slack's own composer makes a file of what is longer. */
const LONGEST = 12_000;
const MENTION = new RegExp(`(^|\\s)@${BOT.name}\\b`, 'i');

/** What Slack says in the app's place. */
const PROBLEMS: Readonly<Record<string, string>> = {
  not_supported_in_threads: 'Slack has no commands in threads: write @podwhy why … there.',
  operation_timeout: 'podwhy did not answer in time.',
  dispatch_failed: 'podwhy is not connected.',
  not_in_channel: 'podwhy is not in this channel.',
};

export function createHands(slack: Slack, traces: Pick<Traces, 'ask'>): Hands {
  const person = slack.user(YOU.id);
  return {
    async say({ channel, text, threadTs }) {
      const words = text.trim();
      const place = slack.workspace.channels.get(channel);
      if (!place?.members.has(YOU.id)) return failed('There is no such channel.');
      if (words === '') return failed('Write something first.');
      if (words.length > LONGEST)
        return failed(`This is too long: a message has at most ${LONGEST} characters.`);
      const thread = threadTs === undefined ? {} : { threadTs };
      const [, command = '', rest = ''] = /^(\/\S*)\s*(.*)$/s.exec(words) ?? [];
      if (command !== '') {
        traces.ask({ text: words, channel });
        return done(await person.slash(command, rest, { channel, ...thread }), command);
      }
      if (place.kind === 'im') {
        traces.ask({ text: words, channel });
        return done(await person.dm(words, thread));
      }
      if (MENTION.test(words)) {
        traces.ask({ text: words, channel });
        return done(await person.mention(channel, words.replace(MENTION, '$1').trim(), thread));
      }
      await person.say(channel, words, thread);
      return { ok: true };
    },
    async act(body) {
      const target = targetOf(slack, body);
      if (!target) return failed('The message is no longer there.');
      const placed = placedFor(body, target);
      if (!placed) return failed('This is no longer offered: the message has changed.');
      const channel = body.channel ?? slack.workspace.im(YOU.id).id;
      traces.ask({ text: labelOf(placed.element), channel });
      const isButton = placed.element.type === 'button';
      const { actionId } = placed;
      try {
        const seen = isButton
          ? await person.click(target, actionId, body.value)
          : await person.select(target, actionId, body.value ?? '');
        return done(seen);
      } catch (error) {
        return failed(error instanceof Error ? error.message : String(error));
      }
    },
    async shortcut({ channel, ts }) {
      const target = targetOf(slack, { channel, ts });
      if (!target || 'json' in target) return failed('The message is no longer there.');
      if (target.visibleTo !== undefined) return failed('Slack has no shortcuts on what only you see.');
      traces.ask({ text: SHORTCUT.name, channel });
      return done(await person.shortcut(SHORTCUT.callbackId, target));
    },
    openHome: async () => done(await person.openHome()),
  };
}

function targetOf(
  slack: Slack,
  { channel, ts }: Pick<ActBody, 'channel' | 'ts'>,
): Message | View | undefined {
  if (ts === undefined || channel === undefined) return slack.user(YOU.id).home;
  const message = slack.workspace.find(channel, ts);
  const isSeen = message?.visibleTo === undefined || message.visibleTo === YOU.id;
  const isIn = slack.workspace.channels.get(channel)?.members.has(YOU.id) ?? false;
  return isSeen && isIn ? message : undefined;
}

function placedFor({ actionId, blockId, value }: ActBody, target: Message | View): Placed | undefined {
  return placedIn(blocksOf(target)).find(
    (placed) =>
      placed.actionId === actionId &&
      (blockId === undefined || placed.blockId === blockId) &&
      (placed.element.type !== 'button' || value === undefined || placed.element.value === value),
  );
}

function blocksOf(target: Message | View): readonly Json[] {
  return 'json' in target ? objectsOf(target.json.blocks) : target.blocks;
}

function done({ acked, problem }: Seen, command = ''): Done {
  if (acked && problem === undefined) return { ok: true };
  if (problem === 'unknown_command') return failed(`${command} is not a command here: /pod is.`);
  return failed(PROBLEMS[problem ?? ''] ?? `Slack says ${problem ?? 'that podwhy did not answer'}.`);
}

function failed(problem: string): Done {
  return { ok: false, problem };
}
