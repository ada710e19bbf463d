import { element, pressable } from './element.ts';
import { placeBelow } from './place-below.ts';

export interface MenuOption {
  readonly label: string;
  readonly value: string;
}

export interface MenuButton {
  readonly label: string;
  /** What it is called, where its label is only a sign. */
  readonly name?: string;
  /** Sets it apart from all others on the page. */
  readonly key: string;
  readonly options: readonly MenuOption[];
  choose(value: string): void;
}

let made = 0;

/** A menu to choose one from. The browser's own would choose with every arrow key. */
export function menuButton({ label, name, key, options, choose }: MenuButton): HTMLElement {
  made += 1;
  const id = `menu-${made}`;
  const opener = element(
    'button',
    {
      type: 'button',
      class: `control ${name === undefined ? 'select' : 'sign'}`,
      popovertarget: id,
      'aria-haspopup': 'menu',
      'aria-label': name,
      'data-key': key,
    },
    label,
  );
  const list = element('div', {
    id,
    popover: 'auto',
    role: 'menu',
    class: 'menu',
    'aria-label': name ?? label,
  });
  const items = options.map((option) =>
    pressable(option.label, { role: 'menuitem', tabindex: '-1' }, () => {
      list.hidePopover();
      choose(option.value);
    }),
  );
  list.append(...items);
  placeBelow(list, opener);
  list.addEventListener('toggle', ({ newState }) => {
    if (newState === 'open') items[0]?.focus();
  });
  list.addEventListener('keydown', (event) => moveFocus(event, items));
  return element('span', { class: 'menu-place' }, opener, list);
}

function moveFocus(event: KeyboardEvent, items: readonly HTMLElement[]): void {
  const at = items.findIndex((item) => item.matches(':focus'));
  const next: Readonly<Record<string, number>> = {
    ArrowDown: (at + 1) % items.length,
    ArrowUp: (at + items.length - 1) % items.length,
    Home: 0,
    End: items.length - 1,
  };
  const to = next[event.key];
  if (to === undefined) return;
  event.preventDefault();
  items[to]?.focus();
}
