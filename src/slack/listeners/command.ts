import type { App } from '@slack/bolt';
import type { Message } from '../../ports.ts';
import { refusalMessage } from '../blocks/failed.ts';
import { helpMessage, thanksMessage } from '../blocks/help.ts';
import type { Door } from '../front-door.ts';
import { parseCommand } from '../parse-command.ts';
import type { ParsedCommand } from '../parsed-command.ts';
import { takeAsk } from '../take-ask.ts';
import { takeSchedule } from '../take-schedule.ts';

/** `/pod …`: help and problems stand in the acknowledgement itself, everything else goes to the queue. */
export function registerCommand(app: App, door: Door): void {
  app.command('/pod', async ({ ack, command }) => {
    const askedAt = door.clock.now();
    const parsed = parseCommand(command.text ?? '');
    if (parsed.kind !== 'ask' && parsed.kind !== 'schedule')
      return ack({ response_type: 'ephemeral', ...asResponse(said(parsed)) });
    await ack();
    const { channel_id: channel, user_id: user, team_id: team, response_url: responseUrl } = command;
    const request = {
      id: `command-${command.trigger_id}`,
      asker: { user, channel, ...(team ? { team } : {}) },
      askedAt,
      aside: { kind: 'response-url', url: responseUrl },
    } as const;
    if (parsed.kind === 'schedule')
      await takeSchedule({ ...request, command: parsed.command, place: { channel } }, door);
    else await takeAsk({ ...request, draft: parsed.ask, place: { kind: 'new', channel, responseUrl } }, door);
  });
}

/** What is said where nothing is asked of a cluster. */
export function said(parsed: Extract<ParsedCommand, { kind: 'help' | 'thanks' | 'problem' }>): Message {
  if (parsed.kind === 'thanks') return thanksMessage();
  if (parsed.kind === 'help') return helpMessage(parsed.verb);
  return refusalMessage(`${parsed.message}\nUsage: ${parsed.usage}`);
}

function asResponse({ text, blocks }: Message): { text: string; blocks: never[] } {
  return { text, blocks: [...(blocks ?? [])] as never[] };
}
