import type { Done } from '../contract.ts';
import { element, part, pressable } from './element.ts';

const SHOWN_MS = 12_000;

/** Says a sentence, for a while or until it is put away. */
export function toast(sentence: string): void {
  const said = element('div', { class: 'toast' }, element('span', {}, sentence));
  said.append(pressable('Dismiss', { class: 'control' }, () => said.remove()));
  part('toasts', HTMLElement).append(said);
  setTimeout(() => said.remove(), SHOWN_MS);
}

/** Says what went wrong, if something did. */
export function toastProblem({ ok, problem }: Done): void {
  if (!ok) toast(problem ?? 'That did not work.');
}
