import { beforeEach, describe, expect, it, test } from 'vitest';
import { startWork } from '../../src/site/meter.ts';
import { compilePattern, PatternError } from '../../src/site/pattern.ts';

/** How many lines a pattern may be tried on before it is given up. */
function linesUntilGivenUp(source: string, line: string): number {
  const pattern = compilePattern(source);
  startWork();
  for (let lines = 0; ; lines++) {
    try {
      pattern.find(line);
    } catch (error) {
      expect((error as Error).message).toContain('too much work');
      return lines;
    }
  }
}

describe('a pattern', () => {
  beforeEach(startWork);

  test.each([
    ['(?<a>a+)(?<b>a*)', 'xaaay', { a: 'aaa', b: '' }],
    ['(?<a>a+?)(?<b>a*)', 'xaaay', { a: 'a', b: 'aa' }],
    ['license (?<id>\\S+) (?:has )?expired', 'FATAL: license AB-1 has expired', { id: 'AB-1' }],
    ['(?P<key>\\w+)=(?P<value>"[^"]*"|\\S*)', 'took level="not fine"', { key: 'level', value: '"not fine"' }],
    ['(?<left>x)|(?<right>y)', 'zy', { right: 'y' }],
    ['(?i)FAILED after (?<n>\\d{1,3})s', 'Failed After 12s', { n: '12' }],
    ['(?s)begin(?<all>.*)end', 'begin\nx\nend', { all: '\nx\n' }],
    ['begin(?<all>.*)end', 'begin\nx\nend', undefined],
    ['^(?<first>[^:]+): (?<rest>.*)$', 'ключ: значение 🙂', { first: 'ключ', rest: 'значение 🙂' }],
    ['\\[(?<tag>[\\]\\w-]+)\\]', 'in [a-b]', { tag: 'a-b' }],
    ['so (?<any>.)$', 'so 🙂', { any: '🙂' }],
    ['\\x{1F642}(?<n>\\d)', 'so 🙂3', { n: '3' }],
    ['(?<word>\\p{Cyrillic}+)', 'a слово', { word: 'слово' }],
    ['(?<word>[[:upper:]]+)', 'a WORD', { word: 'WORD' }],
    ['(?<constructor>x)(?<toString>y)?', 'x', { constructor: 'x' }],
    ['no groups', 'there are no groups', {}],
  ])('%s in %j names %j', (source, text, groups) => {
    expect(compilePattern(source).find(text)).toEqual(groups);
  });

  it('knows whether it fits the empty text', () => {
    expect(['x*', '^', 'a|', '(?:a?){3}'].map((source) => compilePattern(source).fitsEmpty)).not.toContain(
      false,
    );
    expect(['x', '^a*$b', '\\b'].map((source) => compilePattern(source).fitsEmpty)).not.toContain(true);
  });

  test.each([
    ['a(?=b)', /unsupported Perl syntax: "\(\?="; .*no lookaround/],
    ['(?<!a)b', /no lookaround/],
    ['(?<=a)b', /no lookaround/],
    ['(a)\\1', /invalid escape sequence: "\\1"; .*no backreferences/],
    ['(?<a>x)\\k<a>', /no backreferences/],
    ['(a', /^missing closing \): "\(a"$/],
    ['a)', /^unexpected \)/],
    ['[a', /^missing closing \]/],
    ['[b-a]', /^invalid character class range: "b-a"$/],
    ['*a', /^missing argument to repetition operator: "\*"$/],
    ['a**', /^invalid nested repetition operator: "\*\*"$/],
    ['a{3,2}', /^invalid repeat count: "\{3,2\}"$/],
    ['a{2000}', /^invalid repeat count/],
    ['(?:a{200}){200}', /^invalid repeat count/],
    ['(?:a{100}b{100}){9}', /^it is too large: repeat less/],
    ['a\\', /^trailing backslash/],
    ['\\q', /^invalid escape sequence: "\\q"$/],
    ['(?<a>x)(?<a>y)', /^duplicate capture group name: "a"$/],
    ['(?<1st>x)', /^its group 1st is not named by a letter/],
    ['(?<__proto__>x)', /^its group __proto__ is not named/],
    ['('.repeat(60), /^missing closing \): "\({40}…"$/],
    ['x'.repeat(501), /^it is longer than 500 characters$/],
  ])('%s is refused in words', (source, message) => {
    expect(() => compilePattern(source)).toThrow(message);
    expect(() => compilePattern(source)).toThrow(PatternError);
  });

  // With backtracking, each of these would take longer than the universe has been there. All that a match needs is in
  // the line, so that nothing is settled by its absence.
  test.each([
    ['(a+)+$', `${'a'.repeat(50_000)}!`],
    ['(a|a)*b$', `b${'a'.repeat(50_000)}`],
    ['(a|ab)*(b|c)*$x', `x${'ab'.repeat(25_000)}`],
    ['.*a.*b.*c', 'c'.repeat(15_000) + 'b'.repeat(15_000) + 'a'.repeat(15_000)],
    ['.*.*.*.*=$', `=${'x'.repeat(50_000)}`],
    ['(\\w+\\s?)*$!', `!${'word '.repeat(10_000)}`],
    ['((x*)*)*[yz]$', `y${'x'.repeat(50_000)}`],
  ])('%s finds nothing in a line that is made for it, and comes to an end', (source, line) => {
    expect(compilePattern(source).find(line)).toBeUndefined();
  });

  it('is given up after work that grows with the pattern and with the line', () => {
    const few = linesUntilGivenUp('[ab]{10}c', 'a'.repeat(100));
    expect(few / linesUntilGivenUp('[ab]{100}c', 'a'.repeat(100))).toBeGreaterThan(5);
    expect(few / linesUntilGivenUp('[ab]{10}c', 'a'.repeat(1_000))).toBeGreaterThan(5);
  });

  it('may be tried with many others on the longest log that is read', () => {
    const line =
      '2026-01-01T12:00:00.123Z INFO  [main] com.acme.web.Handler - GET /api/v1/things/3 took 12ms status=200';
    expect(linesUntilGivenUp('(?i)connection (?:refused|reset).*(?<host>[a-z0-9.-]+)', line)).toBeGreaterThan(
      500 * 25,
    );
  });
});
