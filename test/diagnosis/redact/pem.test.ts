import { describe, expect, it } from 'vitest';
import { redactPrivateKeys } from '../../../src/diagnosis/redact/pem.ts';

const BODY = Array.from({ length: 6 }, (_, index) => `MIIEvQ${index}`.padEnd(64, 'aB3dE5fG7hJ9kL1m'));
const [BEGIN, END] = ['BEGIN', 'END'].map((word) => `-----${word} ${['PRIVATE', 'KEY'].join(' ')}-----`);
const TAIL = 'pZ9vE3xQ==';

/** How a line of a log may begin. */
const BEFORE: readonly (readonly [string, (index: number) => string])[] = [
  ['nothing', () => ''],
  ['blanks', () => '    '],
  ['a word', () => '\tat '],
  ['a time and a level', (index) => `2026-11-22 07:00:${10 + index} INFO  [main] `],
  ['a pipe', () => 'app-1  | '],
];

describe.each(BEFORE)('a private key behind %s', (_, before) => {
  const key = [BEGIN, ...BODY, TAIL, END].map((line, index) => `${before(index)}${line}`);

  it('is hidden whole', () => {
    const hidden = redactPrivateKeys(['first', ...key, 'last'].join('\n'));
    expect(hidden).not.toMatch(/MIIEvQ|pZ9vE3xQ/);
    expect(hidden).toMatch(/^first\n[\s\S]*\nlast$/);
  });

  it('is hidden where the text begins within it', () => {
    for (let from = 1; from < key.length - 2; from++) {
      const hidden = redactPrivateKeys([...key.slice(from), 'last'].join('\n'));
      expect(hidden).not.toMatch(/MIIEvQ|pZ9vE3xQ/);
      expect(hidden).toMatch(/\nlast$/);
    }
  });

  it('is hidden where the text ends within it', () => {
    for (let to = 2; to < key.length - 1; to++)
      expect(redactPrivateKeys(['first', ...key.slice(0, to)].join('\n'))).not.toMatch(/MIIEvQ/);
  });
});

describe('what stands around a key', () => {
  it('stays, though its lines end in words', () => {
    const text = `could not read the key\nit ends with\n${END}\nlast`;
    expect(redactPrivateKeys(text)).toBe(text);
  });

  it('stays before the body of one that is cut off', () => {
    const text = ['loading the key', ...BODY, `x ${TAIL}`, END].join('\n');
    expect(redactPrivateKeys(text)).toBe(`loading the key\n[redacted]${END}`);
  });
});
