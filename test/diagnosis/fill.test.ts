import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fill, isUnknown, shellQuote } from '../../src/diagnosis/fill.ts';
import type { Params } from '../../src/diagnosis/finding.ts';

const cases: readonly [string, string, Params, string | undefined][] = [
  ['a text without params stays', 'It is so.', {}, 'It is so.'],
  [
    'params are filled in, each as often as it stands',
    '{a} and {b} and {a}',
    { a: 'x', b: 2 },
    'x and 2 and x',
  ],
  ['zero is known', '{n} nodes', { n: 0 }, '0 nodes'],
  ['an unknown param drops the text', '{a} and {b}', { a: 'x' }, undefined],
  ['an undefined param drops the text', '{a}', { a: undefined }, undefined],
  ['an empty text is unknown', '{a}', { a: '' }, undefined],
  ['an empty list is unknown', '{a}', { a: [] }, undefined],
  ['a group is kept where all in it is known', 'x[[ of {limit}]]', { limit: '2Gi' }, 'x of 2Gi'],
  [
    'a group is left out where one thing in it is unknown',
    'x[[ of {limit} on {node}]] y',
    { limit: '2Gi' },
    'x y',
  ],
  ['groups stand for themselves', '[[{a}]][[{b}]][[{c}]]', { b: 'b' }, 'b'],
  ['a group does not save the text around it', '{a}[[ of {b}]]', { b: 'b' }, undefined],
  ['a group may run over lines', 'x[[\n{a}]]', { a: 'a' }, 'x\na'],
  ['a short list is joined', '{names}', { names: ['a', 'b'] }, 'a, b'],
  [
    'a long list is cut',
    '{names}',
    { names: ['a', 'b', 'c', 'd', 'e', 'f', 'g'] },
    'a, b, c, d, e and 2 more',
  ],
  [
    'braces in a value stay what they are',
    'says {line}',
    { line: 'no {user} in [[x]]' },
    'says no {user} in [[x]]',
  ],
  [
    'also in a group',
    'says[[ {line}]]',
    { line: 'no {user} in [[x]]', user: 'bob' },
    'says no {user} in [[x]]',
  ],
  ['a dollar in a value is no pattern', '{a}', { a: '$& $1' }, '$& $1'],
  [
    'what is no param’s name stays',
    "jsonpath='{.items[0]}' {1} {} { a }",
    { a: 'x' },
    "jsonpath='{.items[0]}' {1} {} { a }",
  ],
  ['no param is inherited', '{constructor}', {}, undefined],
];

describe('fill', () => {
  test.each(cases)('%s', (_, text, params, filled) => {
    expect(fill(text, params)).toBe(filled);
  });

  test('values are quoted, the text around them is not', () => {
    expect(fill("echo 'it' {a}[[ -n {b}]]", { a: "it's", b: 'shop' }, shellQuote)).toBe(
      "echo 'it' 'it'\\''s' -n shop",
    );
  });

  test('never throws', () => {
    const piece = fc.constantFrom(
      '{a}',
      '{b}',
      '[[',
      ']]',
      '{',
      '}',
      ' text ',
      '{toString}',
      '{__proto__}',
      '\n',
    );
    const value = fc.oneof(fc.string(), fc.double(), fc.array(fc.string()), fc.constant(undefined));
    fc.assert(
      fc.property(
        fc.array(fc.oneof(piece, fc.string())),
        fc.dictionary(fc.string(), value),
        (pieces, params) => {
          const filled = fill(pieces.join(''), params, shellQuote);
          expect(filled === undefined || typeof filled === 'string').toBe(true);
        },
      ),
    );
  });
});

test.each([
  [undefined, true],
  ['', true],
  [[], true],
  [0, false],
  ['a', false],
  [['a'], false],
])('%j is unknown: %s', (value, unknown) => {
  expect(isUnknown(value)).toBe(unknown);
});

describe('shellQuote', () => {
  test.each([
    ['web-1', 'web-1'],
    ['registry.example:5000/app@sha256:0a1b', 'registry.example:5000/app@sha256:0a1b'],
    ['a b', "'a b'"],
    ['', "''"],
    ['$(reboot)', "'$(reboot)'"],
    ['a;b', "'a;b'"],
    ['a\n', "'a\n'"],
    ["it's", "'it'\\''s'"],
    ['[{"op":"add"}]', '\'[{"op":"add"}]\''],
    ['~root', "'~root'"],
    ['*', "'*'"],
  ])('%j becomes %s', (value, quoted) => {
    expect(shellQuote(value)).toBe(quoted);
  });

  test('a shell reads back the very word', () => {
    const word = fc.string().filter((text) => !text.includes('\0'));
    fc.assert(
      fc.property(fc.array(word, { minLength: 20, maxLength: 20 }), (words) => {
        const script = `printf '%s\\0' ${words.map(shellQuote).join(' ')}`;
        const read = execFileSync('sh', ['-c', script], { encoding: 'utf8' });
        expect(read.split('\0').slice(0, -1)).toEqual(words);
      }),
      { numRuns: 10 },
    );
  });
});
