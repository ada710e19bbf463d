import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanDeep, sanitize } from '../../src/diagnosis/sanitize.ts';

describe('sanitize', () => {
  test.each([
    ['colours', '\u001b[31mred\u001b[0m \u001b[1;38;5;12mblue\u001b[m', 'red blue'],
    ['cursor and screen', 'a\u001b[2J\u001b[1;1Hb\u001b[?25lc', 'abc'],
    ['8-bit CSI', 'a\u009b31mb', 'ab'],
    ['cut off', 'a\u001b[31', 'a'],
    ['a lone escape', 'a\u001b', 'a'],
    ['charset and keypad', 'a\u001b(Bb\u001b=c\u001bcd', 'abcd'],
    ['a title, BEL', '\u001b]0;title\u0007a', 'a'],
    ['a title, ST', '\u001b]0;title\u001b\\a', 'a'],
    ['a title, 8-bit', '\u009d0;title\u009ca', 'a'],
    ['a title without end', 'a\u001b]0;title\nb', 'a b'],
    ['a link', '\u001b]8;;https://x.example\u0007text\u001b]8;;\u0007', 'text'],
    ['DCS and APC', 'a\u001bPq#0\u001b\\b\u001b_x\u001b\\c', 'abc'],
    ['controls', 'a\u0000b\u0008c\u007fd\u0085e', 'abcd e'],
    ['bidi overrides', 'a\u202eb\u2066c\u2069d', 'abcd'],
    ['zero width', 'a\u200bb\ufeffc\u2060d\u00ade', 'abcde'],
    ['tags', 'a\u{e0041}b', 'ab'],
    ['lone surrogates', 'a\ud83db\ude00c', 'a\ufffdb\ufffdc'],
    ['a whole pair', 'a😀b', 'a😀b'],
    ['lines', 'a\r\nb\rc\n\td\u2028e', 'a b c d e'],
  ])('%s', (_, text, shown) => {
    expect(sanitize(text)).toBe(shown);
  });

  test('keeps lines and tabs where several are wanted', () => {
    expect(sanitize('a\r\nb\rc\n\td', { multiline: true })).toBe('a\nb\nc\n\td');
  });

  test('bounds the length and never splits a character', () => {
    expect(sanitize('abcdef', { maxLength: 6 })).toBe('abcdef');
    expect(sanitize('abcdefg', { maxLength: 6 })).toBe('abcde…');
    expect(sanitize('abcd😀fg', { maxLength: 6 })).toBe('abcd…');
    expect(sanitize('abc', { maxLength: 1 })).toBe('…');
    expect(sanitize('abc', { maxLength: 0 })).toBe('');
    expect(sanitize('abc', { maxLength: Number.NaN })).toBe('');
  });

  test('any text comes out plain, bounded, and the same a second time', () => {
    const piece = fc.constantFrom(
      '\u001b',
      '[',
      ']',
      '\u009b',
      '\u009d',
      '\u0007',
      '31m',
      '\\',
      'a',
      '\n',
      '\r',
      '\ud83d',
      '\ude00',
      '\u200b',
    );
    const text = fc.oneof(
      fc.array(piece).map((pieces) => pieces.join('')),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(text, fc.nat(20), fc.boolean(), (input, maxLength, multiline) => {
        const shown = sanitize(input, { maxLength, multiline });
        expect(shown.length).toBeLessThanOrEqual(maxLength);
        expect(shown).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
        expect(shown.isWellFormed()).toBe(true);
        expect(sanitize(shown, { maxLength, multiline })).toBe(shown);
      }),
      { numRuns: 1000 },
    );
  });

  test('takes linear time', () => {
    const started = performance.now();
    for (const seed of ['\u001b[', '\u001b]', '\u009d', '\u001b', '\ud83d', '\r', '0']) {
      sanitize(seed.repeat(500_000), { maxLength: 100 });
    }
    expect(performance.now() - started).toBeLessThan(8_000);
  });
});

describe('cleanDeep', () => {
  const shout = (text: string): string => text.toUpperCase();

  test('cleans every string, keys too, and leaves the original alone', () => {
    const value = { a: ['b', 1, null, { c: 'd' }], e: true };
    expect(cleanDeep<unknown>(value, shout)).toEqual({ A: ['B', 1, null, { C: 'D' }], E: true });
    expect(value.a[0]).toBe('b');
    expect(cleanDeep('x', shout)).toBe('X');
  });

  test('ends on cycles', () => {
    const cycle: Record<string, unknown> = { name: 'x' };
    cycle.self = cycle;
    expect(JSON.stringify(cleanDeep(cycle, shout))).toContain('null');
  });
});
