import type { Ask } from '../../asks.ts';
import type { Candidate } from '../../ports.ts';
import { LIMITS } from '../limits.ts';
import { encodeChoice } from './ask-value.ts';
import { type Block, context, menu } from './block-kit.ts';
import type { Part } from './fit-blocks.ts';

export interface ChoiceMenu {
  /** What is asked about the chosen object. */
  readonly ask: Ask;
  readonly candidates: readonly Candidate[];
  readonly actionId: string;
  readonly placeholder: string;
  /** How many options there may be, from the roomiest message to the tightest. */
  readonly sizes: readonly number[];
  /** Says how many there are that the menu doesn't hold. */
  readonly countsRest: boolean;
}

/** A menu of objects in the order given; undefined where none of them fits into one. */
export function choiceMenu(choices: ChoiceMenu, importance: number): Part | undefined {
  const { ask, candidates, actionId, placeholder, sizes } = choices;
  const choice = encodeChoice(ask);
  const options = candidates.flatMap((candidate) => {
    const value = choice?.value(candidate);
    return value === undefined ? [] : [{ text: choiceLabel(candidate, ask, LIMITS.optionText), value }];
  });
  // Slack refuses two options of one value.
  const unique = [...new Map(options.map((option) => [option.value, option])).values()];
  if (choice === undefined || unique.length === 0) return undefined;
  const shown = (count: number): readonly Block[] => {
    const fitting = unique.slice(0, count);
    const rest = choices.countsRest ? candidates.length - fitting.length : 0;
    const note = rest > 0 ? [context(`${rest} more are not in the menu: ask by kind and name.`)] : [];
    return [menu(choice.blockId, actionId, placeholder, fitting), ...note];
  };
  return { importance, variants: sizes.map(shown), leftOut: 'a menu' };
}

/** `Deployment web · 0/2 ready`: the end of a long name tells more than its start. */
export function choiceLabel({ kind, namespace, name, status }: Candidate, ask: Ask, most: number): string {
  const place = namespace && namespace !== ask.namespace ? `${namespace}/` : '';
  const trouble = status ? ` · ${status}` : '';
  const room = most - kind.length - place.length - trouble.length - 1;
  const shown = room > 20 && name.length > room ? `…${name.slice(1 - room)}` : name;
  return `${kind} ${place}${shown}${trouble}`;
}
