import type { PageState } from '../contract.ts';
import { answersTo } from './conversation.ts';
import { element, part } from './element.ts';
import { type Entry, showList } from './keyed-list.ts';
import { messageRow } from './message-row.ts';
import type { RowOptions } from './row-options.ts';
import { stayAtEnd } from './stay-at-end.ts';
import { traceEntry } from './trace-entry.ts';
import type { View } from './view.ts';

export interface SidePane {
  show(state: PageState, view: View): void;
  toEnd(): void;
}

/** The pane at the right: a thread, or how the answers came about. */
export function createSidePane(options: RowOptions): SidePane {
  const pane = part('side', HTMLElement);
  const [thread, traces] = [part('thread', HTMLElement), part('traces', HTMLElement)];
  const [threadScroller, tracesScroller] = [
    part('thread-scroller', HTMLElement),
    part('traces-scroller', HTMLElement),
  ];
  const toEnd = stayAtEnd(threadScroller, thread);
  let shown = '';
  return {
    toEnd,
    show(state, view) {
      const { side, place } = view;
      const isThread = side?.kind === 'thread';
      pane.hidden = side === undefined;
      threadScroller.hidden = !isThread;
      part('answerer', HTMLElement).hidden = !isThread;
      tracesScroller.hidden = side?.kind !== 'traces';
      part('side-title', HTMLElement).textContent = isThread ? 'Thread' : 'What happened';
      part('traces-opener', HTMLElement).setAttribute('aria-pressed', String(side?.kind === 'traces'));
      if (side?.kind === 'traces') showList(traces, traceEntries(state));
      showList(thread, isThread ? threadEntries(state, place, side.ts, options) : []);
      const now = JSON.stringify([place, side]);
      if (now !== shown && isThread) toEnd();
      shown = now;
    },
  };
}

function traceEntries({ traces }: PageState): readonly Entry[] {
  if (traces.length > 0) return traces.map((trace, index) => traceEntry(trace, index === 0));
  const text = 'Nothing was asked yet. Here come the steps of an answer and what it asked of the cluster.';
  return [{ key: 'none', shows: '', make: () => element('p', { class: 'muted' }, text) }];
}

function threadEntries(state: PageState, channel: string, ts: string, options: RowOptions): readonly Entry[] {
  const first = state.messages.find((one) => one.channel === channel && one.ts === ts);
  const answers = answersTo(state, channel, ts);
  const count = answers.length;
  const words = count === 0 ? 'No replies yet' : `${count} ${count === 1 ? 'reply' : 'replies'}`;
  const rule: Entry = {
    key: 'rule',
    shows: words,
    make: () => element('p', { class: 'thread-rule muted' }, words),
  };
  const top = first === undefined ? [] : [messageRow(first, state, options)];
  return [...top, rule, ...answers.map((one) => messageRow(one, state, options))];
}
