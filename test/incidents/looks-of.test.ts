import { describe, expect, it } from 'vitest';
import { playbooks } from '../../playbooks/index.ts';
import { makeGate } from '../../src/diagnosis/gate.ts';
import { redact } from '../../src/diagnosis/redact.ts';
import { type Report, toReport } from '../../src/diagnosis/report.ts';
import { looksOf } from '../../src/incidents/looks-of.ts';
import { templateOf } from '../../src/incidents/template-of.ts';
import { validateBlocks } from '../../src/playground/slack/blocks/validate-blocks.ts';
import { renderReport } from '../../src/slack/blocks/report.ts';
import { type Expectation, expectations } from '../support/expectations.ts';
import { diagnoseRecorded, loadRecorded, snapshotOf } from '../support/recorded.ts';

const COST = { requests: 1, roundTrips: 1, durationMs: 1 };
const gate = makeGate(redact);

function seen({ recording, target }: Pick<Expectation, 'recording' | 'target'>) {
  const recorded = loadRecorded(new URL(`../recordings/${recording}`, import.meta.url).pathname);
  const report = toReport(diagnoseRecorded(recorded, target, playbooks), playbooks, {
    cluster: 'prod',
    cost: COST,
  });
  const { pods } = snapshotOf(recorded, target);
  const templates = new Map(pods.map((pod) => [pod.metadata?.name ?? '', templateOf(pod)]));
  return { report, templates, looks: looksOf(report, templates) };
}

function shown(report: Report) {
  const ask = { verb: 'why', cluster: 'prod', target: 'x' } as const;
  const options = { clean: gate, logs: true, now: Date.parse(report.takenAt) };
  return renderReport({ kind: 'report', ask, report }, options).message;
}

const all = expectations().map((expectation) => ({ expectation, ...seen(expectation) }));

describe('what is seen of each recording', () => {
  it.each(all.map((one) => [one.expectation.recording, one] as const))('%s', (_, one) => {
    const { expectation, report, templates, looks } = one;
    const [first] = looks;
    expect(first).toBeDefined();
    expect(first?.look.cause === 'none').toBe(report.verdict === 'healthy');
    expect(report.verdict).toBe(expectation.verdict);
    if (report.verdict !== 'healthy' && report.findings[0])
      expect(first?.look.cause).toBe(`${report.findings[0].playbook}/${report.findings[0].cause}`);
    const rows = new Set(report.pods.map(({ name }) => name));
    for (const { look, report: focused } of looks) {
      expect(look.title).not.toBe('');
      expect(look.pods).toBe(rows.size);
      for (const pod of look.unwell) {
        expect([...rows]).toContain(pod);
        expect(templates.get(pod) ?? '').toBe(look.template);
      }
      const { blocks = [], text } = shown(focused);
      expect(text).not.toBe('');
      expect(validateBlocks(blocks, 'message')).toEqual([]);
    }
    const pairs = looks.map(({ look }) => `${look.cause} ${look.template}`);
    expect(new Set(pairs).size).toBe(pairs.length);
  });

  it('counts no pod as unwell that is ready and that no finding is about', () => {
    for (const { looks, report } of all)
      for (const { look } of looks.filter((one) => one.look.cause === 'unexplained'))
        for (const { name, ready, status } of report.pods)
          if (/^(\d+)\/\1$/.test(ready) && status === 'Running') expect(look.unwell).not.toContain(name);
  });
});

describe('a report of several causes', () => {
  const { report, looks } = seen({ recording: 'r-suite-ledger.json', target: 'deploy/ledger' });
  const pods = ['ledger-a', 'ledger-b', 'ledger-c'];
  const rows = pods.map((name) => ({
    name,
    ready: '0/1',
    status: 'CrashLoopBackOff',
    restarts: 4,
    createdAt: '',
  }));
  const [finding] = report.findings;
  if (!finding) throw new Error('the recording has no finding');
  const other = { ...finding, cause: 'another', title: 'another cause', pods: ['ledger-c'] };
  const split: Report = {
    ...report,
    pods: rows,
    findings: [{ ...finding, pods: ['ledger-a', 'ledger-b'] }, other],
    split: [
      { state: 'cause', finding: 0, pods: ['ledger-a', 'ledger-b'] },
      { state: 'cause', finding: 1, pods: ['ledger-c'] },
    ],
  };

  it('is one look for each, with the pods and findings of that one alone', () => {
    const made = looksOf(split, new Map(pods.map((name) => [name, 'h1'])));
    expect(made.map(({ look }) => [look.cause, look.unwell])).toEqual([
      [looks[0]?.look.cause, ['ledger-a', 'ledger-b']],
      [`${finding.playbook}/another`, ['ledger-c']],
    ]);
    expect(made.map(({ report: focused }) => focused.findings.length)).toEqual([1, 1]);
    expect(made[1]?.report.pods.map(({ name }) => name)).toEqual(['ledger-c']);
    expect(made.every(({ report: focused }) => focused.split === undefined)).toBe(true);
  });

  it('keeps pods of different templates apart, with one cause', () => {
    const templates = new Map([
      ['ledger-a', 'h1'],
      ['ledger-b', 'h2'],
      ['ledger-c', 'h2'],
    ]);
    expect(looksOf(split, templates).map(({ look }) => [look.template, look.unwell])).toEqual([
      ['h1', ['ledger-a']],
      ['h2', ['ledger-b']],
      ['h2', ['ledger-c']],
    ]);
  });

  it('is one look where the target itself is to blame', () => {
    const own = { ...split, findings: [{ ...finding, pods: [] }, other] };
    const made = looksOf(own, new Map());
    expect(made.map(({ look }) => [look.cause, look.unwell])).toEqual([
      [`${finding.playbook}/${finding.cause}`, []],
    ]);
    expect(made[0]?.report).toBe(own);
  });

  it('says what is known where no cause is, and which pods are not ready', () => {
    const { split: _, unexplained: __, ...rest } = split;
    const ready = { name: 'ledger-d', ready: '1/1', status: 'Running', restarts: 0, createdAt: '' };
    const bare = { ...rest, findings: [], pods: [...rows, ready] };
    const titles = (['unhealthy', 'waiting', 'inconclusive'] as const).map(
      (verdict) => looksOf({ ...bare, verdict }, new Map())[0]?.look.title,
    );
    expect(new Set(titles).size).toBe(3);
    expect(looksOf({ ...bare, verdict: 'waiting' }, new Map())[0]?.look.unwell).toEqual(pods);
  });
});
