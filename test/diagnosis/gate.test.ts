import { describe, expect, it } from 'vitest';
import { playbooks } from '../../playbooks/index.ts';
import { cleanLog } from '../../src/diagnosis/clean-log.ts';
import { cleanReport, cleanText, gatePer } from '../../src/diagnosis/gate.ts';
import { type Report, toReport } from '../../src/diagnosis/report.ts';
import { cleanDeep } from '../../src/diagnosis/sanitize.ts';
import { diagnoseRecorded, loadRecorded } from '../support/recorded.ts';

const BODY = Array.from({ length: 20 }, (_, index) => `MIIEvQ${index}`.padEnd(64, 'aB3dE5fG7hJ9kL1m'));
const KEY = [
  '-----BEGIN ',
  'PRIVATE KEY-----\n',
  BODY.join('\n'),
  '\nAb12=\n-----END ',
  'PRIVATE KEY-----',
].join('');

function reportWith(lines: readonly string[]): Report {
  const recorded = loadRecorded('test/recordings/r-feed-timeline.json');
  const cost = { requests: 5, roundTrips: 3, durationMs: 38 };
  const report = toReport(diagnoseRecorded(recorded, 'deploy/timeline', playbooks), playbooks, {
    cluster: 'prod',
    cost,
  });
  const evidence = [
    { kind: 'log', object: 'pod/a', container: 'b', run: 'current', lines } as const,
    { kind: 'status', object: 'pod/a', field: 'status.message', text: 'x' } as const,
  ];
  return { ...report, findings: report.findings.map((finding) => ({ ...finding, evidence })) };
}

describe('the gate out', () => {
  it('strips control sequences and hides secrets at any depth, keys included', () => {
    const password = ['s3cr', 'et'].join('');
    const report = {
      says: [`\u001b[31mpostgres://app:${password}@db/x\u001b[0m`],
      params: { count: 3, list: ['a\u0007b'] },
    };
    const clean = cleanDeep(report, cleanText);
    expect(JSON.stringify(clean)).not.toContain(password);
    expect(clean.params).toEqual({ count: 3, list: ['ab'] });
  });

  it('bounds a text only after its secrets are hidden, so that none is cut into something unknown', () => {
    const token = ['ghp', '_', 'x'.repeat(36)].join('');
    for (let padding = 3950; padding < 4010; padding++) {
      expect(cleanText(`${'a '.repeat(padding / 2)}${token}`)).not.toMatch(/ghp_x/);
    }
  });

  it('keeps lines apart', () => {
    expect(cleanText('one\ntwo')).toBe('one\ntwo');
  });

  it('sees a key of several lines as one, in the evidence of a report', () => {
    const report = cleanReport(reportWith(['loading the key', ...KEY.split('\n'), 'FATAL: it is no good']));
    const [evidence] = report.findings[0]?.evidence ?? [];
    expect(evidence).toMatchObject({
      lines: ['loading the key', expect.any(String), 'FATAL: it is no good'],
    });
    expect(JSON.stringify(report)).not.toMatch(/MIIEvQ|Ab12/);
  });

  it('sees pairs that stand on two lines, however long the log around them is', () => {
    const line = 'GET /cart 200 in 12 ms'.padEnd(100, '.');
    for (let before = 30; before < 45; before++) {
      const lines = [...Array(before).fill(line), 'password: |', '  hunter2Secret', 'user: app', line];
      expect(cleanText.lines(lines).join('\n')).not.toContain('hunter2Secret');
    }
  });

  it('cuts each of many lines by itself', () => {
    const cut = cleanText.lines(['a '.repeat(50_000), 'b']);
    expect(cut.map(({ length }) => length)).toEqual([4000, 1]);
    expect(cleanText.lines([])).toEqual([]);
  });

  it('gives lines their times back around a key, and a line of the key none', () => {
    const texts = ['one', ...KEY.split('\n'), 'two', 'one', 'password=hunter2Secret'];
    const lines = texts.map((text, index) => ({ time: `2026-11-22T07:00:${10 + index}Z`, text }));
    const { timed } = cleanLog(lines, cleanText);
    expect(timed).toEqual([
      '2026-11-22T07:00:10Z one',
      '-----BEGIN PRIVATE KEY-----[redacted]-----END PRIVATE KEY-----',
      '2026-11-22T07:00:34Z two',
      '2026-11-22T07:00:35Z one',
      '2026-11-22T07:00:36Z password=[redacted]',
    ]);
  });

  it('puts no time in front of a line that is not one, nor one that is made up', () => {
    const lines = [
      { time: '<!channel>', text: 'a\nb' },
      { text: 'c' },
      { time: '2026-11-22T07:00:10Z', text: 'd' },
    ];
    expect(cleanLog(lines, cleanText).timed).toEqual(['a', 'b', 'c', '2026-11-22T07:00:10Z d']);
  });

  it('cleans what many see once', () => {
    let cleaned = 0;
    const gate = Object.assign((text: string) => `${text}${++cleaned}`, { lines: cleanText.lines });
    const [one, other] = [{}, {}];
    const per = gatePer(gate);
    expect([per(one)('a'), per(one)('a'), per(other)('a')]).toEqual(['a1', 'a1', 'a2']);
  });
});
