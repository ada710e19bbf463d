import type { App } from '@slack/bolt';
import type { Message } from '../../ports.ts';
import { refusalMessage } from '../blocks/failed.ts';
import { helpMessage } from '../blocks/help.ts';
import type { Door } from '../front-door.ts';
import { parseCommand } from '../parse-command.ts';
import type { ParsedCommand } from '../parsed-command.ts';
import { takeAsk } from '../take-ask.ts';

/** `/pod …`: help and problems stand in the acknowledgement itself, everything else goes to the queue. */
export function registerCommand(app: App, door: Door): void {
  app.command('/pod', async ({ ack, command }) => {
    const askedAt = door.clock.now();
    const parsed = parseCommand(command.text ?? '');
    if (parsed.kind !== 'ask') return ack({ response_type: 'ephemeral', ...asResponse(said(parsed)) });
    await ack();
    const { channel_id: channel, user_id: user, team_id: team, response_url: responseUrl } = command;
    await takeAsk(
      {
        id: `command-${command.trigger_id}`,
        draft: parsed.ask,
        asker: { user, channel, ...(team ? { team } : {}) },
        askedAt,
        place: { kind: 'new', channel, responseUrl },
        aside: { kind: 'response-url', url: responseUrl },
      },
      door,
    );
  });
}

/** What is said where nothing is asked of a cluster. */
export function said(parsed: Exclude<ParsedCommand, { kind: 'ask' }>): Message {
  if (parsed.kind === 'help') return helpMessage(parsed.verb);
  return refusalMessage(`${parsed.message}\nUsage: ${parsed.usage}`);
}

function asResponse({ text, blocks }: Message): { text: string; blocks: never[] } {
  return { text, blocks: [...(blocks ?? [])] as never[] };
}
