import { expect, it } from 'vitest';
import { isCritical, rankOf, worstSeverity } from '../../src/incidents/severity.ts';

it('ranks the words that people use, the worst first', () => {
  const words = ['P1', 'major', 'Warning', 'notice', 'none'];
  expect(words.map(rankOf)).toEqual([0, 1, 2, 3, 4]);
});

it.each([undefined, '', 'purple', 'constructor'])('takes %j for a warning', (word) => {
  expect(rankOf(word)).toBe(rankOf('warning'));
});

it.each([
  ['critical', true],
  [' PAGE ', true],
  ['emergency', true],
  ['error', false],
  [undefined, false],
])('of %j says whether it is critical: %s', (word, critical) => {
  expect(isCritical(word)).toBe(critical);
});

it('takes the worst of the alerts that fire', () => {
  const alerts = [
    { status: 'firing', severity: 'warning' },
    { status: 'firing', severity: 'page' },
    { status: 'firing', severity: 'info' },
  ] as const;
  expect(worstSeverity(alerts)).toBe('page');
});

it('no longer counts what is resolved, while another fires', () => {
  const resolved = { status: 'resolved', severity: 'critical' } as const;
  expect(worstSeverity([resolved, { status: 'firing', severity: 'info' }])).toBe('info');
  expect(worstSeverity([resolved])).toBe('critical');
});

it('has no word where the worst alert says none, or there is no alert', () => {
  expect(worstSeverity([{ status: 'firing', severity: 'info' }, { status: 'firing' }])).toBeUndefined();
  expect(worstSeverity([])).toBeUndefined();
});
