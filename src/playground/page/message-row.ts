import type { PageMessage, PageState } from '../contract.ts';
import { renderAttachments } from './attachments.ts';
import { renderBlocks } from './blocks.ts';
import { clock, postedAt } from './clock.ts';
import { answersTo } from './conversation.ts';
import { element, pressable } from './element.ts';
import { renderFile } from './files.ts';
import type { Entry } from './keyed-list.ts';
import { mrkdwn } from './mrkdwn.ts';
import { namesOf } from './names.ts';
import type { Action, Surface } from './surface.ts';

export interface RowOptions {
  act(message: PageMessage, action: Action): void;
  /** Absent in a thread. */
  openThread?(message: PageMessage): void;
}

/** A message as an entry of a list. */
export function messageRow(message: PageMessage, state: PageState, options: RowOptions): Entry {
  const { channel, ts } = message;
  const answers = options.openThread ? answersTo(state, channel, ts) : [];
  const last = answers.at(-1)?.ts;
  return {
    key: `${channel} ${ts}`,
    shows: JSON.stringify([message, answers.length, last, state.people, state.channels]),
    make: () => render(message, state, answers, options),
  };
}

function render(
  message: PageMessage,
  state: PageState,
  answers: readonly PageMessage[],
  options: RowOptions,
): HTMLElement {
  const names = namesOf(state);
  const surface: Surface = {
    names,
    key: `${options.openThread ? 'channel' : 'thread'} ${message.channel} ${message.ts}`,
    act: (action) => options.act(message, action),
  };
  const isBot =
    message.user === state.bot.id || state.people.some(({ id, isBot }) => isBot && id === message.user);
  const author = names.person(message.user);
  const { short, full } = clock(postedAt(message.ts));
  const head = element(
    'div',
    { class: 'head' },
    element('strong', { class: 'author' }, author),
    isBot ? element('span', { class: 'badge' }, 'APP') : undefined,
    element('time', { title: full, datetime: new Date(postedAt(message.ts)).toISOString() }, short),
    message.edits > 0 ? element('span', { class: 'muted edited' }, '(edited)') : undefined,
  );
  const said =
    message.blocks.length > 0
      ? renderBlocks(message.blocks, surface)
      : message.text === ''
        ? []
        : [element('div', { class: 'block text' }, ...mrkdwn(message.text, names))];
  const body = element('div', { class: 'body' }, head, ...said);
  body.append(...renderAttachments(message.attachments, surface), ...message.files.map(renderFile));
  const thread = threadButton(message, answers, options);
  if (thread) body.append(thread);
  const note = message.isEphemeral ? element('p', { class: 'only-you' }, 'Only visible to you') : undefined;
  return element(
    'article',
    {
      class: `message${message.isEphemeral ? ' ephemeral' : ''}`,
      'aria-label': `${author}, ${short}`,
      'data-ts': message.ts,
    },
    note,
    element(
      'span',
      { class: `avatar ${isBot ? 'bot' : toneOf(message.user)}`, 'aria-hidden': 'true' },
      initial(author),
    ),
    body,
  );
}

function threadButton(
  message: PageMessage,
  answers: readonly PageMessage[],
  { openThread }: RowOptions,
): HTMLElement | undefined {
  if (!openThread || message.isEphemeral) return undefined;
  const last = answers.at(-1);
  const count = answers.length;
  const label =
    last === undefined
      ? 'Reply in thread'
      : `${count} ${count === 1 ? 'reply' : 'replies'}, last at ${clock(postedAt(last.ts)).short}`;
  const kind = count === 0 ? 'reply' : 'replies';
  const attributes = {
    class: `thread-opener ${kind}`,
    'data-key': `thread ${message.channel} ${message.ts}`,
  };
  return pressable(label, attributes, () => openThread(message));
}

function initial(name: string): string {
  return (Array.from(name)[0] ?? '?').toUpperCase();
}

const TONES = 6;

/** The same person, the same colour. */
function toneOf(id: string): string {
  const sum = Array.from(id).reduce((total, letter) => total + (letter.codePointAt(0) ?? 0), 0);
  return `tone-${sum % TONES}`;
}
