import type { Ask, Reply } from '../../asks.ts';
import { cleanDeep } from '../../diagnosis/sanitize.ts';
import type { Candidate } from '../../ports.ts';
import { LIMITS } from '../limits.ts';
import { ACTION_IDS } from './action-ids.ts';
import { askAbout, encodeAsk } from './ask-value.ts';
import { actions, type Button, bold, button, line, plain, preformatted, rich } from './block-kit.ts';
import { choiceLabel, choiceMenu } from './choice-menu.ts';
import { failureFooter } from './failed.ts';
import { type Part, part } from './fit-blocks.ts';
import { message, type RenderedReply, type RenderOptions } from './rendered.ts';

const MOST_BUTTONS = 5;

type Unresolved = Extract<Reply, { kind: 'unresolved' }>;

/** A name that fits nothing, or more than one thing: what may have been meant, to click. */
export function renderUnresolved(dirty: Unresolved, options: RenderOptions): RenderedReply {
  const { ask } = dirty;
  const found = cleanDeep(
    { message: dirty.message, near: dirty.near, elsewhere: dirty.elsewhere },
    options.clean,
  );
  const said: Part = part(0, [rich(line(plain('❔ '), bold(found.message, 1500)))]);
  const choices =
    dirty.code === 'ambiguous'
      ? menuParts(ask, found.near)
      : isOfNamespace(ask)
        ? namespaceParts(ask, found)
        : [
            ...buttonParts('Did you mean', ask, found.near, 0),
            ...buttonParts('It exists elsewhere', ask, found.elsewhere, MOST_BUTTONS),
            ...nothingNear(ask, [...found.near, ...found.elsewhere]),
          ];
  const again = actions(button('Re-run', ACTION_IDS.rerun, encodeAsk(ask)));
  return {
    message: message(found.message, [said, ...choices, part(3, again), failureFooter(ask, options)]),
  };
}

function menuParts(ask: Ask, candidates: readonly Candidate[]): readonly Part[] {
  const choices = {
    ask,
    candidates,
    actionId: ACTION_IDS.choose,
    placeholder: 'Choose one, the worst first',
    sizes: [LIMITS.options, 40, 10],
    countsRest: true,
  };
  const one = choiceMenu(choices, 1);
  return one ? [one] : buttonParts('It may be', ask, candidates, 0);
}

function buttonParts(
  title: string,
  ask: Ask,
  candidates: readonly Candidate[],
  from: number,
): readonly Part[] {
  const buttons: readonly Button[] = candidates
    .slice(0, MOST_BUTTONS)
    .flatMap((candidate, index) =>
      button(
        choiceLabel(candidate, ask, LIMITS.buttonText),
        `${ACTION_IDS.choose}_${from + index}`,
        encodeAsk(askAbout(ask, candidate)),
      ),
    );
  if (buttons.length === 0) return [];
  const rest = candidates.length - buttons.length;
  const more = rest > 0 ? ` (${rest} more)` : '';
  return [part(1, [rich(line(plain(`${title}${more}`))), ...actions(buttons)], 'names to choose from')];
}

/** Nothing in it was asked for: it is the namespace itself that does not exist. */
function isOfNamespace({ target, selector }: Ask): boolean {
  return target === undefined && selector === undefined;
}

/** Those with a name like it, or else what there is. */
function namespaceParts(
  ask: Ask,
  { near, elsewhere }: Pick<Unresolved, 'near' | 'elsewhere'>,
): readonly Part[] {
  if (near.length > 0) return buttonParts('Did you mean', ask, near, 0);
  if (elsewhere.length > 0) return buttonParts('These are there', ask, elsewhere, 0);
  return [part(2, [rich(line(plain('There is no other that you may ask about here.')))])];
}

function nothingNear({ namespace }: Ask, found: readonly Candidate[]): readonly Part[] {
  if (found.length > 0) return [];
  const command = `/pod list${namespace ? ` ${namespace}` : ''}`;
  return [part(2, [rich(line(plain('This shows what is there:')), preformatted(command))])];
}
