import { expect, it } from 'vitest';
import { ended } from '../../src/diagnosis/ended.ts';

it('ends what does not end as a sentence does', () => {
  expect(['no answer', 'Is it running?', 'It is not.', 'cut…', ''].map(ended)).toEqual([
    'no answer.',
    'Is it running?',
    'It is not.',
    'cut…',
    '.',
  ]);
});
