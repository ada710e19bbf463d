import type { PageMessage, PageState } from '../contract.ts';
import { renderAttachments } from './attachments.ts';
import { renderBlocks } from './blocks.ts';
import { clock, postedAt } from './clock.ts';
import { answersTo } from './conversation.ts';
import { element } from './element.ts';
import { renderFile } from './files.ts';
import type { Entry } from './keyed-list.ts';
import { messageFoot } from './message-foot.ts';
import { mrkdwn } from './mrkdwn.ts';
import { namesOf } from './names.ts';
import type { RowOptions } from './row-options.ts';
import type { Surface } from './surface.ts';

/** A message as an entry of a list. */
export function messageRow(message: PageMessage, state: PageState, options: RowOptions): Entry {
  const { channel, ts } = message;
  const answers = options.openThread ? answersTo(state, channel, ts) : [];
  const last = answers.at(-1)?.ts;
  return {
    key: `${channel} ${ts}`,
    shows: JSON.stringify([message, answers.length, last, state.people, state.channels, state.shortcut]),
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
  const foot = messageFoot({ message, answers, shortcut: state.shortcut, surface, options });
  if (foot) body.append(foot);
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

function initial(name: string): string {
  return (Array.from(name)[0] ?? '?').toUpperCase();
}

const TONES = 6;

/** The same person, the same colour. */
function toneOf(id: string): string {
  const sum = Array.from(id).reduce((total, letter) => total + (letter.codePointAt(0) ?? 0), 0);
  return `tone-${sum % TONES}`;
}
