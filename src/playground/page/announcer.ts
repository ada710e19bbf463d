import type { PageMessage, PageState } from '../contract.ts';
import { part } from './element.ts';
import { mrkdwn } from './mrkdwn.ts';
import { namesOf } from './names.ts';

/** So long a message has to stand before it is read out: while it is looked, it changes with every step. */
const CALM_MS = 800;

/** Reads out what the bot has answered, as the notification that Slack would show: not with all of its blocks. */
export function createAnnouncer(): (state: PageState) => void {
  let known: Map<string, string> | undefined;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  return (state) => {
    const answers = state.messages.filter(({ user }) => user === state.bot.id);
    const now = new Map(answers.map((one) => [keyOf(one), one.text]));
    const fresh = answers.filter((one) => known !== undefined && known.get(keyOf(one)) !== one.text).at(-1);
    known = now;
    if (fresh === undefined) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      part('announcer', HTMLElement).replaceChildren(...mrkdwn(fresh.text, namesOf(state)));
    }, CALM_MS);
  };
}

function keyOf({ channel, ts }: PageMessage): string {
  return `${channel} ${ts}`;
}
