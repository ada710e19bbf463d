import type { SecretKind } from './secret-name.ts';

/** A name in a text that tells that a secret follows. */
export interface Key {
  readonly kind: SecretKind;
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** A piece of a text and what is shown in its place. */
export interface Cut {
  readonly start: number;
  readonly end: number;
  readonly shown: string;
}

export function cutRange(start: number, end: number, shown: string): Cut {
  return { start, end, shown };
}
