import type { Ask, Reply } from '../../asks.ts';
import type { Message } from '../../ports.ts';
import { askedBy } from '../escape.ts';
import { ACTION_IDS } from './action-ids.ts';
import { encodeAsk } from './ask-value.ts';
import { actions, bold, button, context, line, plain, rich } from './block-kit.ts';
import { type Part, part } from './fit-blocks.ts';
import { message, type RenderedReply, type RenderOptions } from './rendered.ts';
import { askedAbout, clockTime, footerText } from './words.ts';

type Failed = Extract<Reply, { kind: 'failed' }>;

/** Where asking again can't help before something else was done. */
const NOT_BY_ITSELF: ReadonlySet<Failed['code']> = new Set([
  'target-invalid',
  'target-unsupported',
  'denied',
]);

/** Something is wrong with us or on the way to the cluster, not with the pod: what, and what to do next. */
export function renderFailed({ ask, code, message: said }: Failed, options: RenderOptions): RenderedReply {
  const text = options.clean(said);
  const title = NOT_BY_ITSELF.has(code) ? 'That can’t be answered' : `No answer about ${askedAbout(ask)}`;
  const again = NOT_BY_ITSELF.has(code) ? [] : button('Re-run', ACTION_IDS.rerun, encodeAsk(ask));
  return {
    message: message(`${title}: ${text}`, [
      part(0, [rich(line(plain('⚠️ '), bold(title, 400)), line(plain(text, 2000)))]),
      part(1, actions(again)),
      failureFooter(ask, options),
    ]),
  };
}

/** Where was asked, by whom, when. */
export function failureFooter(ask: Ask, { requestedBy, now }: RenderOptions): Part {
  const mention = askedBy(requestedBy);
  const text = footerText([
    `cluster ${ask.cluster}`,
    ask.namespace && `namespace ${ask.namespace}`,
    clockTime(now),
  ]);
  return part(1, [context(text, mention)]);
}

/** A request that isn't allowed, or couldn't be read: the fact, then the next step. */
export function refusalMessage(text: string): Message {
  return message(text, [part(0, [rich(line(plain('🚫 '), plain(text, 2500)))])]);
}
