import type { PageMessage, PageState } from '../contract.ts';
import { addressedPlace, keepAddressed } from './address.ts';
import { createAnnouncer } from './announcer.ts';
import { createAwaited } from './awaited.ts';
import { showBusy, whileBusy } from './busy.ts';
import { createComposer } from './composer.ts';
import { part } from './element.ts';
import { messagePlace } from './links.ts';
import { createMainPane } from './main-pane.ts';
import { reachScrollers } from './reach-scrollers.ts';
import type { RowOptions } from './row-options.ts';
import { follow, post } from './server.ts';
import { createSidePane } from './side-pane.ts';
import { createSidebar } from './sidebar.ts';
import { type Action, actionKey } from './surface.ts';
import { toastProblem } from './toast.ts';
import { HOME, type View } from './view.ts';
import { createWorkloads } from './workloads.ts';

let state: PageState | undefined;
let view: View = { place: '' };
/** Where the focus was before the pane at the right took it. */
let openedFrom: string | null | undefined;

const isPhone = window.matchMedia('(max-width: 720px)');
const isNarrow = window.matchMedia('(max-width: 960px)');
const inThread: RowOptions = { act: (message, action) => act('thread', message, action), shortcut };
const sidePane = createSidePane(inThread);
const mainPane = createMainPane({
  act: (message, action) => act('channel', message, action),
  shortcut,
  openThread: ({ ts }) => openSide({ kind: 'thread', ts }),
  actAtHome: (action) => void whileBusy(actionKey({ key: HOME }, action), () => post('act', action)),
  say: (text) => void composer.say(text),
});
const composer = createComposer('say', {
  where: () => ({ channel: view.place }),
  // The bot answers below what is said to it.
  onSay: () => state && awaited.expect(state, 'below-yours'),
  onSaid: mainPane.toEnd,
});
const answerer = createComposer('answer', {
  where: () => (view.side?.kind === 'thread' ? { channel: view.place, threadTs: view.side.ts } : undefined),
  onSaid: sidePane.toEnd,
});
const showSidebar = createSidebar(go);
const showWorkloads = createWorkloads();
const announce = createAnnouncer();
const awaited = createAwaited();

function show(): void {
  if (!state) return;
  showSidebar(state, view);
  mainPane.show(state, view);
  sidePane.show(state, view);
  showWorkloads(state.workloads);
  part('cluster', HTMLElement).textContent = state.cluster;
  showBusy();
  reachScrollers();
}

function look(next: View, pane: 'main' | 'side' | 'sidebar' = 'main'): void {
  if (state) keepAddressed(next.place, state);
  view = next;
  document.body.dataset.pane = pane;
  show();
}

function go(place: string): void {
  awaited.forget();
  look({ place });
  if (place === HOME) void whileBusy('home', () => post('home', {}));
  else focusOn(composer.input);
}

function openSide(side: NonNullable<View['side']>): void {
  openedFrom = document.activeElement?.getAttribute('data-key');
  look({ ...view, side }, 'side');
  if (side.kind === 'thread') focusOn(answerer.input);
  else part('side-close', HTMLElement).focus();
}

function closeSide(): void {
  look({ place: view.place });
  const opener = openedFrom && document.querySelector<HTMLElement>(`[data-key="${CSS.escape(openedFrom)}"]`);
  if (opener) opener.focus();
  else focusOn(composer.input);
}

/** On a phone the keyboard would cover what was just opened. */
function focusOn(input: HTMLElement): void {
  if (!isPhone.matches) input.focus();
}

function act(kind: 'channel' | 'thread', { channel, ts }: PageMessage, action: Action): void {
  const key = actionKey({ key: `${kind} ${channel} ${ts}` }, action);
  if (state && kind === 'channel') awaited.expect(state, { channel, ts });
  void whileBusy(key, () => post('act', { channel, ts, ...action }));
}

function shortcut({ channel, ts, threadTs }: PageMessage, key: string): void {
  if (state) awaited.expect(state, { channel, ts: threadTs ?? ts });
  void whileBusy(key, () => post('shortcut', { channel, ts }));
}

/** Asks for something that is said in a channel of its own. */
function summon(what: 'alert' | 'digest'): void {
  if (state) awaited.expect(state, 'channel');
  void whileBusy(what, () => post(what, {}));
}

/** A playground that was started anew knows nothing of what was said before. */
function isThreadGone({ messages }: PageState): boolean {
  const { place, side } = view;
  return side?.kind === 'thread' && !messages.some(({ channel, ts }) => channel === place && ts === side.ts);
}

/** Goes where the answer to what was pressed has come: to a thread without taking the focus. */
function lookAtAwaited(now: PageState): void {
  const found = awaited.find(now);
  if (!found) return;
  const { channel, ts, threadTs, user, isEphemeral } = found;
  if (channel !== view.place) go(channel);
  if (isEphemeral && threadTs === undefined) {
    if (isNarrow.matches && view.side) closeSide();
    mainPane.toEnd();
  }
  // The bot answers an alert below it.
  const thread = threadTs ?? (user === now.bot.id ? undefined : ts);
  if (thread === undefined) return;
  look({ place: channel, side: { kind: 'thread', ts: thread } }, 'side');
  sidePane.toEnd();
}

part('send-alert', HTMLElement).addEventListener('click', () => summon('alert'));
part('run-digest', HTMLElement).addEventListener('click', () => summon('digest'));
part('traces-opener', HTMLElement).addEventListener('click', () =>
  view.side?.kind === 'traces' ? closeSide() : openSide({ kind: 'traces' }),
);
part('side-close', HTMLElement).addEventListener('click', closeSide);
part('sidebar-opener', HTMLElement).addEventListener('click', () => look(view, 'sidebar'));

document.addEventListener('keydown', (event) => {
  const isElsewhere = event.defaultPrevented || document.querySelector(':popover-open') !== null;
  if (event.key === 'Escape' && view.side && !isElsewhere) closeSide();
});

document.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  const place = link ? messagePlace(link.href) : undefined;
  if (!place || !state?.channels.some(({ id }) => id === place.channel)) return;
  event.preventDefault();
  const thread = place.threadTs ?? place.ts;
  look({ place: place.channel, side: { kind: 'thread', ts: thread } }, 'side');
  document.querySelector(`#messages [data-ts="${CSS.escape(thread)}"]`)?.scrollIntoView({ block: 'center' });
});

window.addEventListener('popstate', () => {
  if (state) go(addressedPlace(state));
});
window.addEventListener('resize', reachScrollers);
// What was folded had no width.
document.addEventListener('toggle', reachScrollers, true);

follow(
  (next) => {
    const before = state;
    state = next;
    announce(next);
    if (!before) go(addressedPlace(next));
    else if (view.place === HOME && before.home && !next.home) void post('home', {}).then(toastProblem);
    else if (isThreadGone(next)) look({ place: view.place });
    else show();
    lookAtAwaited(next);
  },
  (isReached) => {
    part('reach', HTMLElement).textContent = isReached
      ? ''
      : 'The playground does not answer. Start it again with npm start; this page then goes on by itself.';
  },
);
