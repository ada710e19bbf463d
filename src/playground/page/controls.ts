import { type Json, objectsOf } from '../slack/json.ts';
import { element, pressable } from './element.ts';
import { outwardLink } from './links.ts';
import { menuButton } from './menu-button.ts';
import { type Action, actionKey, type Surface } from './surface.ts';
import { textObject } from './text-object.ts';
import { words } from './words.ts';

/** What can be pressed or chosen in a block, and pictures beside its text. */
export function control(one: Json, blockId: string | undefined, surface: Surface): HTMLElement {
  const action: Action = {
    ...(blockId === undefined ? {} : { blockId }),
    actionId: words(one.action_id),
  };
  switch (one.type) {
    case 'button':
      return button(one, action, surface);
    case 'static_select':
    case 'overflow':
      return menu(one, action, surface);
    case 'image':
      return element('span', { class: 'muted' }, words(one.alt_text));
    default:
      return element('span', { class: 'muted' }, `(${words(one.type)} is not shown here)`);
  }
}

function button(one: Json, action: Action, surface: Surface): HTMLElement {
  const label = textObject(one.text);
  const url = words(one.url);
  if (url !== '') return outwardLink(url, label);
  const pressed = { ...action, ...(typeof one.value === 'string' ? { value: one.value } : {}) };
  const attributes = {
    class: `control ${words(one.style)}`.trim(),
    'data-key': actionKey(surface, pressed),
    'aria-label': words(one.accessibility_label) || undefined,
  };
  return pressable(label, attributes, () => surface.act(pressed));
}

function menu(one: Json, action: Action, surface: Surface): HTMLElement {
  const groups = objectsOf(one.option_groups);
  const options = [one, ...groups].flatMap((group) => objectsOf(group.options));
  const label = textObject(one.placeholder);
  return menuButton({
    ...(label === '' ? { label: '⋯', name: 'More' } : { label }),
    key: actionKey(surface, action),
    options: options.map((option) => ({ label: textObject(option.text), value: words(option.value) })),
    choose: (value) => surface.act({ ...action, value }),
  });
}
