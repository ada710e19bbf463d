import type { PageMessage } from '../contract.ts';
import { clock, postedAt } from './clock.ts';
import { element, pressable } from './element.ts';
import { menuButton } from './menu-button.ts';
import type { RowOptions } from './row-options.ts';
import { actionKey, type Surface } from './surface.ts';

interface Foot {
  readonly message: PageMessage;
  readonly answers: readonly PageMessage[];
  /** What the app's message shortcut is called. */
  readonly shortcut: string;
  readonly surface: Pick<Surface, 'key'>;
  readonly options: RowOptions;
}

/** The way to a message's thread, and its tools. What only one person sees has neither in Slack. */
export function messageFoot({ message, answers, shortcut, surface, options }: Foot): HTMLElement | undefined {
  if (message.isEphemeral) return undefined;
  const opener = threadOpener(message, answers, options);
  const key = actionKey(surface, { actionId: 'shortcut' });
  const more = menuButton({
    label: '⋯',
    name: 'More actions',
    key,
    options: [{ label: shortcut, value: '' }],
    choose: () => options.shortcut(message, key),
  });
  const isUnanswered = answers.length === 0;
  const tools = element('div', { class: 'tools' }, isUnanswered ? opener : undefined, more);
  const rail = element('div', { class: 'tool-rail' }, tools);
  return element('div', { class: 'foot' }, isUnanswered ? undefined : opener, rail);
}

function threadOpener(
  message: PageMessage,
  answers: readonly PageMessage[],
  { openThread }: RowOptions,
): HTMLElement | undefined {
  if (!openThread) return undefined;
  const last = answers.at(-1);
  const count = answers.length;
  const label =
    last === undefined
      ? 'Reply in thread'
      : `${count} ${count === 1 ? 'reply' : 'replies'}, last at ${clock(postedAt(last.ts)).short}`;
  const attributes = { class: 'thread-opener', 'data-key': `thread ${message.channel} ${message.ts}` };
  return pressable(label, attributes, () => openThread(message));
}
