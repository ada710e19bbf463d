import type { Ask, Verb } from '../../asks.ts';
import type { Message } from '../../ports.ts';
import { askedBy } from '../escape.ts';
import { cutLine } from '../limits.ts';
import { bold, context, line, plain, rich } from './block-kit.ts';
import { part } from './fit-blocks.ts';
import { message } from './rendered.ts';
import { askedAbout } from './words.ts';

const MOST_STEPS = 8;

const DOING: Readonly<Record<Verb, string>> = {
  why: 'Looking at',
  logs: 'Reading the log of',
  events: 'Reading the events of',
  describe: 'Reading',
  list: 'Listing',
  top: 'Measuring',
  nodes: 'Reading',
  watch: 'Watching',
  yaml: 'Reading the YAML of',
  digest: 'Going through',
};

/** What stands in the channel until the answer does. Of the steps all but the last are done. */
export function placeholderMessage(ask: Ask, steps: readonly string[] = [], requestedBy?: string): Message {
  const text = `${DOING[ask.verb]} ${askedAbout(ask)}…`;
  const shown = steps.slice(-MOST_STEPS);
  const done = shown.map((step, index) => {
    const mark = index < shown.length - 1 ? '✓' : '…';
    return plain(`${index > 0 ? '\n' : ''}${mark} ${cutLine(step, 150)}`);
  });
  const mention = askedBy(requestedBy);
  const footer = `cluster ${ask.cluster}`;
  return message(text, [
    part(0, [rich(line(plain('⏳ '), bold(text, 600)))]),
    ...(done.length > 0 ? [part(2, [rich(line(...done))])] : []),
    part(1, [context(footer, mention)]),
  ]);
}
