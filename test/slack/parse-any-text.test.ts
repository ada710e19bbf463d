import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCommand, parseMention } from '../../src/slack/parse-command.ts';
import { cpuMs } from './cpu-ms.ts';

describe('any text', () => {
  const word = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      'why',
      'logs',
      'in',
      'namespace',
      'cluster',
      'pod',
      '-n',
      '--tail',
      'digest',
      'subscribe',
      'pause',
      '-A',
      '--tz',
      'shop,',
      '*',
      '—',
      '"',
      "'",
      '<',
      '<@U1>',
      '&lt;',
      '__proto__',
      'constructor',
      '--constructor',
      '-l',
      'toString',
    ),
  );
  const text = fc.array(word, { maxLength: 40 }).map((words) => words.join(' '));

  it('is read without throwing, into bounded pieces', () => {
    fc.assert(
      fc.property(text, (any) => {
        for (const parsed of [parseCommand(any), parseMention(any)]) {
          expect(['ask', 'help', 'problem', 'schedule']).toContain(parsed.kind);
          if (parsed.kind === 'problem') expect(parsed.message.length).toBeLessThan(600);
          if (parsed.kind === 'schedule') expect(JSON.stringify(parsed.command).length).toBeLessThan(8_000);
          if (parsed.kind === 'ask') {
            expect(JSON.stringify(parsed.ask).length).toBeLessThan(8_000);
            expect(Object.values(parsed.ask)).not.toContain('');
            expect(Object.values(parsed.ask)).not.toContain(undefined);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    'why ',
    '-',
    '"',
    "'",
    '<',
    '<a|',
    '&lt;',
    '-n ',
    '-n a,',
    'all namespaces ',
    'of ',
    'in ',
    '—',
    'a-',
    '--since 1h',
    '\u200b',
  ])('takes no longer for a great many of "%s"', (piece) => {
    const cost = cpuMs(() => {
      parseCommand(piece.repeat(20_000));
      parseMention(piece.repeat(20_000));
    });
    expect(cost).toBeLessThan(200);
  });
});
