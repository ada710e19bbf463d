import { expect, it } from 'vitest';
import { tookWords } from '../../src/diagnosis/took-words.ts';

it('is in milliseconds up to a second', () => {
  expect([12.6, 999, 1000, 83_450].map(tookWords)).toEqual(['13 ms', '999 ms', '1.0 s', '83.5 s']);
});
