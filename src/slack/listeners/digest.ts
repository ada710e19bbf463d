import type { App } from '@slack/bolt';
import { ACTION_IDS } from '../blocks/action-ids.ts';
import { scheduleList } from '../blocks/digest-schedules.ts';
import type { Door } from '../front-door.ts';
import { takeSchedule } from '../take-schedule.ts';
import type { Clicked } from './clicked.ts';
import { onNamed } from './on-click.ts';

const ACTS = [
  [ACTION_IDS.digestPause, 'pause'],
  [ACTION_IDS.digestResume, 'resume'],
  [ACTION_IDS.digestRemove, 'remove'],
] as const;

/** The buttons of the list of digests: everyone is told, as of the commands, and the list shows how it is now. */
export function registerDigestButtons(app: App, door: Door): void {
  for (const [actionId, act] of ACTS) {
    onNamed(app, door, actionId, async (subscription, { clicked, askedAt }) => {
      const { id, asker, aside } = clicked;
      const command = { act, id: subscription };
      const place = { channel: asker.channel };
      const done = await takeSchedule({ id, command, asker, askedAt, place, aside }, door);
      if (done) await door.turns.quick(() => renewList(clicked, door));
    });
  }
}

/** One that can't be renewed shows how it was, and its buttons answer. */
async function renewList({ on, asker }: Clicked, { digests, messenger, clock, logger }: Door): Promise<void> {
  if (digests === undefined || on.kind === 'home') return;
  try {
    const list = scheduleList(await digests.list(asker), clock.now());
    if (on.kind === 'ephemeral') await messenger.respond(on.responseUrl, list, { replaceOriginal: true });
    else await messenger.update({ channel: on.channel, ts: on.ts }, list);
  } catch (error) {
    logger.info('slack.list-not-renewed', { problem: String(error) });
  }
}
