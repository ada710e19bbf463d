import { describe, expect, test } from 'vitest';
import { redact } from '../../../src/diagnosis/redact.ts';
import { INNOCENT } from './innocent.ts';
import { type Planted, TOKENS, VALUES } from './planted.ts';

const cases = [...TOKENS, ...VALUES].flatMap((planted: Planted) =>
  planted.texts.map((text) => ({ ...planted, text: text.replace('{}', planted.secret) })),
);

describe('a planted secret does not get out', () => {
  test.each(cases)('$what: $text', ({ text, secret }) => {
    const shown = redact(text);
    expect(shown).not.toContain(secret);
    expect(shown).toContain('[redacted]');
    expect(redact(shown)).toBe(shown);
  });
});

describe('an innocent text stays as it is', () => {
  test.each(INNOCENT)('%s', (text) => {
    expect(redact(text)).toBe(text);
  });
});
