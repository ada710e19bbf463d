import fc from 'fast-check';
import { expect, test } from 'vitest';
import { askedBy, mrkdwnText } from '../../../src/slack/escape.ts';
import { cut, cutLine, headOf, tailOf } from '../../../src/slack/limits.ts';
import { hostileText } from './hostile.ts';

test('no mention, link or formatting can arise from a text in mrkdwn', () => {
  expect(mrkdwnText('<!channel> *bold* _it_ ~no~ `code` <http://evil|x> a&b', 200)).toBe(
    '&lt;!channel&gt; ∗bold∗ ˍitˍ ∼no∼ ˋcodeˋ &lt;http://evil|x&gt; a&amp;b',
  );
  expect(mrkdwnText('env[REDIS_URL] is not set', 200)).toBe('env[REDIS_URL] is not set');
});

test('an escaped text is never cut inside an entity or a surrogate pair', () => {
  expect(mrkdwnText('aaaa<<<<', 12)).toBe('aaaa&lt;…');
  fc.assert(
    fc.property(hostileText, fc.integer({ min: 5, max: 200 }), (text, most) => {
      const escaped = mrkdwnText(text, most);
      expect(escaped.length).toBeLessThanOrEqual(most);
      expect(escaped.isWellFormed()).toBe(true);
      expect(escaped).not.toMatch(/[<>*~`\n]|&(?!amp;|lt;|gt;)/);
    }),
  );
});

test('only an id of a user becomes a mention', () => {
  expect(askedBy('U0123ABC')).toBe('asked by <@U0123ABC>');
  for (const id of [undefined, '', '!channel', 'U1> <!here', 'S0123'])
    expect(askedBy(id), String(id)).toBeUndefined();
});

test('cut texts keep to their length and stay whole characters', () => {
  expect(cut('a😀b', 3)).toBe('a…');
  expect(cutLine('  a \n\t b  ', 10)).toBe('a b');
  fc.assert(
    fc.property(hostileText, fc.integer({ min: 1, max: 100 }), (text, most) => {
      expect(cut(text, most).length).toBeLessThanOrEqual(most);
      expect(cut(text, most).isWellFormed()).toBe(true);
    }),
  );
});

test('the end of a log is whole lines, and a part of the last one rather than nothing', () => {
  expect(tailOf(['one', 'two', 'three'], 10)).toEqual(['two', 'three']);
  expect(headOf(['one', 'two', 'three'], 8)).toEqual(['one', 'two']);
  expect(tailOf(['x'.repeat(50)], 10)).toEqual([`${'x'.repeat(9)}…`]);
  expect(headOf([], 10)).toEqual([]);
});
