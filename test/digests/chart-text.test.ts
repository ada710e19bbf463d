import { describe, expect, it } from 'vitest';
import { chartText } from '../../src/digests/chart-text.ts';
import { SPIKE, weekdays } from '../support/made-points.ts';

const about = { title: 'Unhealthy pods, shop', timeZone: 'Europe/Berlin' };

describe('chartText', () => {
  it('says what is to be seen', () => {
    expect(chartText(SPIKE, about)).toBe(
      'Unhealthy pods, shop, over the last 14 digests, 3 Nov to 20 Nov: 3 now, 12 at the most (10 Nov). ' +
        '41 restarts since the last digest.',
    );
  });

  it('says neither what is not known nor that most is now', () => {
    expect(chartText(weekdays([[1], [12_345]]), about)).toBe(
      'Unhealthy pods, shop, over the last 2 digests, 19 Nov to 20 Nov: 12,345 now.',
    );
  });

  it('counts one restart as one', () => {
    expect(chartText(weekdays([[0], [0, 1]]), about)).toMatch(/: 0 now\. 1 restart since the last digest\.$/);
  });

  it('goes by the days of the time zone, and by UTC where nobody knows that', () => {
    const late = SPIKE.map((point) => ({ ...point, at: point.at + 14 * 3_600_000 }));
    const dates = (timeZone: string) => /digests, (.+?):/.exec(chartText(late, { ...about, timeZone }))?.[1];
    expect(dates('Europe/Berlin')).toBe('4 Nov to 21 Nov');
    expect(dates('UTC')).toBe('3 Nov to 20 Nov');
    expect(dates('Mars/Olympus')).toBe('3 Nov to 20 Nov');
  });

  it('says the time where all is within a day', () => {
    const hours = [0, 4, 8].map((hour) => ({
      at: Date.parse('2026-11-20T06:30:00Z') + hour * 3_600_000,
      unwell: 1,
    }));
    expect(chartText(hours, about)).toContain('over the last 3 digests, 07:30 to 15:30: 1 now');
  });

  it('takes what nobody can read out of a title, and shortens it', () => {
    const text = chartText(SPIKE, { ...about, title: `a\u0000\u202e\n b <&> ${'🎉'.repeat(500)}` });
    expect(text).toMatch(/^a b <&> 🎉+, over/u);
    expect([...text].length).toBeLessThan(500);
    expect(chartText(SPIKE, { ...about, title: ' ' })).toMatch(/^Unhealthy pods, over/);
  });

  it('is empty where there is nothing', () => {
    expect(chartText([], about)).toBe('');
  });
});
