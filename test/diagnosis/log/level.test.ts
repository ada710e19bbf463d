import { describe, expect, it } from 'vitest';
import { levelOf, splitLevel } from '../../../src/diagnosis/log/level.ts';

describe('a level', () => {
  it.each([
    [10, 'debug'],
    [30, 'info'],
    ['40', 'warning'],
    [50, 'error'],
    [60, 'fatal'],
    [3, 'none'],
    ['Critical', 'fatal'],
    ['', 'none'],
    ['loud', 'none'],
    [undefined, 'none'],
    [{}, 'none'],
  ] as const)('%j reads %s', (value, level) => {
    expect(levelOf(value)).toBe(level);
  });
});

describe('a plain line', () => {
  it.each([
    ['2026-04-01 10:00:00,123 ERROR no tariff', 'error', 'no tariff'],
    ['2026-04-01T10:00:00.123Z no tariff', 'none', 'no tariff'],
    ['[10:00:00 WRN] no tariff', 'warning', 'no tariff'],
    ['<error> no tariff', 'error', 'no tariff'],
    ['warn: Shop.Cart[0]', 'warning', ''],
    ['F, [2026-04-01T10:00:00.1 #1] FATAL -- app: no tariff', 'fatal', 'no tariff'],
    ['2026-04-01T10:00:00.1Z ERROR 1 --- [app] [main] c.acme.Tariffs : no tariff', 'error', 'no tariff'],
    ['10:00:00.1 [main] INFO com.acme.Main - up', 'info', 'up'],
    ['Error: no tariff', 'none', 'Error: no tariff'],
    ['ERROR', 'error', 'ERROR'],
  ] as const)('%s', (line, level, message) => {
    expect(splitLevel(line)).toEqual({ level, message });
  });
});
