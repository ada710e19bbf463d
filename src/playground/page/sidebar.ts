import type { PageChannel, PageState } from '../contract.ts';
import { element, part, pressable } from './element.ts';
import { showList } from './keyed-list.ts';
import { HOME, type View } from './view.ts';

/** Channels, the conversation with the bot, and App Home. What has something new in it says so. */
export function createSidebar(go: (place: string) => void): (state: PageState, view: View) => void {
  const seen = new Map<string, string>();
  let isFirst = true;
  return (state, view) => {
    const unread = state.channels.filter(({ id }) => {
      const newest = state.messages.filter(({ channel }) => channel === id).at(-1)?.ts ?? '';
      if (isFirst || id === view.place) seen.set(id, newest);
      return newest > (seen.get(id) ?? '');
    });
    isFirst = false;
    const entries = (channels: readonly PageChannel[]) =>
      channels.map((channel) => placeEntry(channel.id, labelOf(channel), view, unread.includes(channel), go));
    const isDirect = ({ kind }: PageChannel) => kind === 'im';
    showList(part('channels', HTMLElement), entries(state.channels.filter((one) => !isDirect(one))));
    showList(part('people', HTMLElement), entries(state.channels.filter(isDirect)));
    showList(part('apps', HTMLElement), [placeEntry(HOME, `${state.bot.name}: App Home`, view, false, go)]);
  };
}

/** `#shop`, or whom a conversation is with. */
export function labelOf({ kind, name }: PageChannel): string {
  return kind === 'im' ? name : `#${name}`;
}

function placeEntry(id: string, label: string, view: View, isUnread: boolean, go: (place: string) => void) {
  const isHere = id === view.place;
  return {
    key: id,
    shows: JSON.stringify([label, isHere, isUnread]),
    make: () => {
      const attributes = {
        class: isUnread ? 'unread' : undefined,
        'aria-current': isHere ? 'page' : undefined,
        'data-key': `place ${id}`,
      };
      const button = pressable(label, attributes, () => go(id));
      if (isUnread) button.append(element('span', { class: 'unseen' }, ', new messages'));
      return element('li', {}, button);
    },
  };
}
