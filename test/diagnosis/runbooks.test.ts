import { describe, expect, it } from 'vitest';
import type { Params } from '../../src/diagnosis/finding.ts';
import { cleanReport, makeGate } from '../../src/diagnosis/gate.ts';
import { judge } from '../../src/diagnosis/judge.ts';
import { type Report, toReport } from '../../src/diagnosis/report.ts';
import { finding, found, snapshot } from '../support/snapshots.ts';

const ABOUT = { cluster: 'test', cost: { requests: 0, roundTrips: 0, durationMs: 0 } };

function reportWith(runbooks: readonly string[], params: Params = {}): Report {
  const info = { title: 'broken', severity: 'critical', remedies: [], runbooks } as const;
  const playbooks = [finding(() => [found({ params })], { causes: { broken: info } })];
  return toReport(judge(snapshot(), playbooks).diagnosis, playbooks, ABOUT);
}

describe('the runbooks of a finding', () => {
  it('are filled in, encoded, and left out where a param is unknown', () => {
    const { runbooks } =
      reportWith(['https://wiki.example/{pod}?why={words}[[&team={team}]]', 'https://wiki.example/{team}'], {
        words: 'a&b=c/d é \ud800',
      }).findings[0] ?? {};
    expect(runbooks).toEqual(['https://wiki.example/web-1?why=a%26b%3Dc%2Fd%20%C3%A9%20%EF%BF%BD']);
  });

  it('are absent where there are none', () => {
    expect(reportWith([]).findings[0]).not.toHaveProperty('runbooks');
    expect(reportWith(['https://wiki.example/{team}']).findings[0]).not.toHaveProperty('runbooks');
  });

  it('do not get past the gate with a secret in them, encoded or not', () => {
    const urls = [
      'https://wiki.example/?q={words}',
      'https://wiki.example/100%',
      'https://wiki.example/{pod}',
    ];
    const report = reportWith(urls, { words: 'password=hunter2secret' });
    expect(report.findings[0]?.runbooks).toHaveLength(3);
    expect(cleanReport(report).findings[0]?.runbooks).toEqual([
      'https://wiki.example/100%',
      'https://wiki.example/web-1',
    ]);
    const own = makeGate((text) => text.replace(/web-\d/g, '[redacted]'));
    expect(cleanReport(reportWith(urls), own).findings[0]?.runbooks).toEqual(['https://wiki.example/100%']);
  });
});
