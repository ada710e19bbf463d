import type { Names } from './names.ts';

/** What was clicked or chosen. */
export interface Action {
  readonly blockId?: string;
  readonly actionId: string;
  readonly value?: string;
}

/** What blocks are rendered for: a message, or App Home. */
export interface Surface {
  readonly names: Names;
  /** Sets its elements apart from all others on the page. */
  readonly key: string;
  act(action: Action): void;
}

/** Names an element that can be pressed, on this page. */
export function actionKey(
  { key }: Pick<Surface, 'key'>,
  { blockId = '', actionId, value = '' }: Action,
): string {
  return [key, blockId, actionId, value].join(' ');
}
