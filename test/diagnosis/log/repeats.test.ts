import { describe, expect, it } from 'vitest';
import { readLog } from '../../../src/diagnosis/log/read-log.ts';
import { timeOf } from '../../../src/diagnosis/log/repeats.ts';

describe('a repeated line', () => {
  const lines = [1, 2, 3].map((n) => ({
    time: `2026-03-02T09:14:0${n}.123456789Z`,
    text: `ERROR attempt ${n}: dial tcp 10.0.0.7:5432: connect: connection refused`,
  }));

  it('is counted, since the first time', () => {
    expect(readLog(lines, { exitCode: 1 })).toMatchObject({ count: 3, since: '2026-03-02T09:14:01Z' });
  });

  it('is counted without times as well', () => {
    const reading = readLog(
      lines.map(({ text }) => ({ text })),
      { exitCode: 1 },
    );
    expect(reading).toMatchObject({ count: 3 });
    expect(reading).not.toHaveProperty('since');
  });
});

describe('the time of a line', () => {
  it.each([
    [{ time: '2026-03-02T09:14:01Z', text: 'x' }, '2026-03-02T09:14:01Z'],
    [{ text: '2026-03-02 09:14:01,123 ERROR x' }, '2026-03-02 09:14:01'],
    [{ text: '{"ts":"2026-03-02T09:14:01.1Z","msg":"x"}' }, '2026-03-02T09:14:01'],
    [{ text: 'ERROR x' }, undefined],
  ])('%j', (line, time) => {
    expect(timeOf(line)).toBe(time);
  });
});
