import type { PageState } from '../contract.ts';
import { renderBlocks } from './blocks.ts';
import { inChannel } from './conversation.ts';
import { element, part } from './element.ts';
import { showList } from './keyed-list.ts';
import { messageRow } from './message-row.ts';
import { namesOf } from './names.ts';
import type { RowOptions } from './row-options.ts';
import { labelOf } from './sidebar.ts';
import { stayAtEnd } from './stay-at-end.ts';
import type { Action } from './surface.ts';
import { HOME, type View } from './view.ts';
import { createWelcome } from './welcome.ts';

export interface MainPaneOptions extends RowOptions {
  actAtHome(action: Action): void;
  say(text: string): void;
}

export interface MainPane {
  show(state: PageState, view: View): void;
  toEnd(): void;
}

/** The middle: a channel's messages, or App Home. */
export function createMainPane(options: MainPaneOptions): MainPane {
  const list = part('messages', HTMLElement);
  const home = part('home', HTMLElement);
  const scroller = part('main-scroller', HTMLElement);
  const toEnd = stayAtEnd(scroller, list);
  const showWelcome = createWelcome(options.say);
  let place = '';
  return {
    toEnd,
    show(state, view) {
      const isHome = view.place === HOME;
      const channel = state.channels.find(({ id }) => id === view.place);
      const label = channel ? labelOf(channel) : `${state.bot.name}: App Home`;
      part('place', HTMLElement).textContent = label;
      part('composer', HTMLElement).hidden = isHome;
      const input = part('say', HTMLInputElement);
      input.setAttribute('aria-label', `Message ${label}`);
      input.placeholder = `Message ${label}, or /pod why checkout`;
      const messages = isHome ? [] : inChannel(state, view.place);
      home.hidden = !isHome;
      list.hidden = isHome;
      showWelcome(!isHome && messages.length === 0, state.cluster);
      if (isHome) showList(home, [homeEntry(state, options)]);
      else
        showList(
          list,
          messages.map((message) => messageRow(message, state, options)),
        );
      if (place !== view.place && isHome) scroller.scrollTop = 0;
      else if (place !== view.place) toEnd();
      place = view.place;
    },
  };
}

function homeEntry(state: PageState, { actAtHome }: MainPaneOptions) {
  const surface = { names: namesOf(state), key: HOME, act: actAtHome };
  return {
    key: HOME,
    shows: JSON.stringify(state.home ?? null),
    make: () =>
      element(
        'div',
        { class: 'home' },
        ...(state.home ? renderBlocks(state.home, surface) : [element('p', { class: 'muted' }, 'Opening…')]),
      ),
  };
}
