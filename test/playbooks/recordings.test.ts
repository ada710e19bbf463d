import { describe, expect, it } from 'vitest';
import { playbooks } from '../../playbooks/index.ts';
import { toReport } from '../../src/diagnosis/report.ts';
import type { SectionName } from '../../src/diagnosis/snapshot.ts';
import { painter } from '../../src/terminal/paint.ts';
import { renderText } from '../../src/terminal/render-text.ts';
import { concerns, type Expectation, expectations } from '../support/expectations.ts';
import { diagnoseRecorded, loadRecorded, type Recorded } from '../support/recorded.ts';
import { recordingPath } from '../support/terminal.ts';

const ids = playbooks.map((playbook) => playbook.id);
const ours = expectations().filter((one) => concerns(one, ids));

const loaded = new Map<string, Recorded>();

function load({ recording }: Expectation): Recorded {
  const known = loaded.get(recording) ?? loadRecorded(recordingPath(recording.replace(/\.json$/, '')));
  loaded.set(recording, known);
  return known;
}

function words(expectation: Expectation): string {
  const diagnosis = diagnoseRecorded(load(expectation), expectation.target, playbooks);
  const cost = { requests: 0, roundTrips: 0, durationMs: 0 };
  const report = toReport(diagnosis, playbooks, { cluster: 'test', cost });
  return renderText(report, [], { paint: painter(false), width: 10_000, explain: true }).toLowerCase();
}

describe('recorded failures', () => {
  it.each(
    ours.filter(({ cause }) => ids.includes(cause[0]?.split('/')[0] as string)),
  )('$recording $target is $verdict: $cause', (expectation) => {
    const diagnosis = diagnoseRecorded(load(expectation), expectation.target, playbooks);
    const [first] = diagnosis.findings;
    expect(expectation.cause).toContain(`${first?.playbook}/${first?.cause}`);
    expect(diagnosis.verdict).toBe(expectation.verdict);
    expect(expectation.must_name.filter((name) => !words(expectation).includes(name.toLowerCase()))).toEqual(
      [],
    );
    for (const evidence of first?.subject.pod ? first.evidence : []) {
      if (evidence.kind === 'log') expect(evidence.object).toBe(first?.subject.object);
    }
  });

  it.each(
    expectations().filter(({ verdict }) => verdict === 'healthy'),
  )('$recording $target is healthy: nothing is found', (expectation) => {
    const { findings } = diagnoseRecorded(load(expectation), expectation.target, playbooks);
    expect(findings).toEqual([]);
  });
});

describe('facts withheld', () => {
  const sections: readonly SectionName[] = [
    'events',
    'log',
    'node',
    'nodes',
    'node-pods',
    'pods',
    'replica-sets',
    'claim',
    'volume',
    'persistent-volumes',
    'storage-classes',
    'service-account',
    'limit-ranges',
    'names',
    'pod-metrics',
    'runtime-classes',
    'workloads',
    'services',
    'endpoint-slices',
    'network-policies',
    'ingress-classes',
    'priority-classes',
    'resource-quotas',
    'namespace-pods',
  ];

  it.each(
    sections,
  )('without %s no broken workload is called healthy; what it costs is named as a gap', (section) => {
    for (const expectation of ours.filter(({ verdict }) => verdict === 'unhealthy')) {
      const recorded = load(expectation);
      const whole = diagnoseRecorded(recorded, expectation.target, playbooks);
      const less = diagnoseRecorded(
        recorded,
        expectation.target,
        playbooks,
        (read) => read.section === section,
      );
      const where = `${expectation.recording} ${expectation.target}`;
      expect(['unhealthy', 'inconclusive'], where).toContain(less.verdict);
      if (JSON.stringify(less.findings) === JSON.stringify(whole.findings)) continue;
      expect(less.gaps, where).toContainEqual(expect.objectContaining({ section, reason: 'forbidden' }));
    }
  });

  it('without anything but the pods themselves nothing broken is called healthy', () => {
    for (const expectation of ours.filter(({ verdict }) => verdict === 'unhealthy')) {
      const { verdict } = diagnoseRecorded(load(expectation), expectation.target, playbooks, () => true);
      expect(['unhealthy', 'inconclusive'], `${expectation.recording} ${expectation.target}`).toContain(
        verdict,
      );
    }
  });
});
