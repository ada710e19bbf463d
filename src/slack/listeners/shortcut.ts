import type { App } from '@slack/bolt';
import { refusalMessage } from '../blocks/failed.ts';
import { findNames } from '../find-names.ts';
import type { Door } from '../front-door.ts';
import { messageText } from '../message-text.ts';
import { sayAside, takeAsk } from '../take-ask.ts';
import { clickedOf } from './clicked.ts';

const NOTHING =
  'No pod or workload is named in this message, as far as I can tell. Ask with /pod why and a name.';

/** "Diagnose pods" in a message's menu: what the message names is diagnosed in its thread. */
export function registerShortcut(app: App, door: Door): void {
  app.shortcut({ callback_id: 'diagnose_pods', type: 'message_action' }, async ({ ack, shortcut, body }) => {
    await ack();
    const askedAt = door.clock.now();
    const clicked = clickedOf({ ...body, container: undefined });
    if (clicked === undefined) return door.logger.warn('slack.shortcut-unknown');
    const { asker, aside, id, on, responseUrl } = clicked;
    const found = findNames(messageText('message' in shortcut ? shortcut.message : undefined));
    if (found.length === 0 || on.kind !== 'message') return sayAside(aside, refusalMessage(NOTHING), door);
    const place = {
      kind: 'new',
      channel: on.channel,
      threadTs: on.threadTs ?? on.ts,
      ...(responseUrl === undefined ? {} : { responseUrl, as: 'beside' as const }),
    } as const;
    // One after the other: Slack takes about one message a second and channel, and the order tells what the message said.
    for (const [index, name] of found.entries())
      await takeAsk(
        { id: `${id}-${index}`, draft: { verb: 'why', ...name }, asker, askedAt, place, aside },
        door,
      );
  });
}
