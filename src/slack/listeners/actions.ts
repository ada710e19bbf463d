import type { App } from '@slack/bolt';
import { ACTION_IDS, CHOOSE_ACTION } from '../blocks/action-ids.ts';
import { askOfAction } from '../blocks/ask-value.ts';
import { refusalMessage } from '../blocks/failed.ts';
import type { Door } from '../front-door.ts';
import { type Place, sayAside, takeAsk } from '../take-ask.ts';
import type { Clicked } from './clicked.ts';
import { onClick } from './on-click.ts';

/** Where the answer to a click goes: in the place of the message, into its thread, or out to the channel. */
type Goes = 'in-place' | 'thread' | 'channel';

const GOES: readonly (readonly [string | RegExp, Goes])[] = [
  [ACTION_IDS.rerun, 'in-place'],
  [ACTION_IDS.watch, 'in-place'],
  [CHOOSE_ACTION, 'in-place'],
  [ACTION_IDS.logs, 'thread'],
  [ACTION_IDS.previous, 'thread'],
  [ACTION_IDS.events, 'thread'],
  [ACTION_IDS.yaml, 'thread'],
  [ACTION_IDS.diagnose, 'thread'],
  [ACTION_IDS.share, 'channel'],
];

const EXPIRED = 'This button is of another version and has expired. Ask again with /pod why.';

/** Buttons and menus: each asks anew, in the clicker's name. */
export function registerActions(app: App, door: Door): void {
  for (const [actionId, goes] of GOES) {
    onClick(app, door, actionId, async ({ clicked, action, askedAt }) => {
      const draft = askOfAction(action);
      if (draft === undefined) return sayAside(clicked.aside, refusalMessage(EXPIRED), door);
      const { id, asker, aside } = clicked;
      await takeAsk({ id, draft, asker, askedAt, aside, place: placeOf(clicked, goes) }, door);
    });
  }
}

function placeOf({ on, asker, responseUrl }: Clicked, goes: Goes): Place {
  // A person's id as the channel: the bot's conversation with them.
  if (on.kind === 'home') return { kind: 'new', channel: asker.user };
  if (on.kind === 'ephemeral') {
    if (goes === 'in-place') return { kind: 'own', responseUrl: on.responseUrl };
    if (goes === 'thread') return { kind: 'own', responseUrl: on.responseUrl, as: 'beside' };
    return { kind: 'new', channel: on.channel, responseUrl: on.responseUrl, as: 'share' };
  }
  if (goes === 'in-place') return { ...on, kind: 'edit' };
  const url = responseUrl === undefined ? {} : { responseUrl, as: 'beside' as const };
  if (goes === 'channel') return { kind: 'new', channel: on.channel, ...url };
  return { kind: 'new', channel: on.channel, threadTs: on.threadTs ?? on.ts, ...url };
}
