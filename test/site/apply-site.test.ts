import { describe, expect, it } from 'vitest';
import { playbooks } from '../../playbooks/index.ts';
import { redact } from '../../src/diagnosis/redact.ts';
import type { Collected, Read } from '../../src/diagnosis/snapshot.ts';
import { containerStatus, pod } from '../support/build.ts';
import { snapshot } from '../support/snapshots.ts';
import { diagnose, soundSite } from './support.ts';

const KILLED = {
  exitCode: 137,
  reason: 'OOMKilled',
  startedAt: '2026-01-01T11:58:00Z',
  finishedAt: '2026-01-01T11:59:00Z',
};
const OUT_OF_MEMORY = snapshot({
  pods: [
    pod({
      metadata: {
        ownerReferences: [
          { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'web', uid: 'u', controller: true },
        ],
      },
      spec: { containers: [{ name: 'app', image: 'app:1', resources: { limits: { memory: '64Mi' } } }] },
      status: {
        conditions: [{ type: 'Ready', status: 'False' }],
        containerStatuses: [
          containerStatus(
            'app',
            { waiting: { reason: 'CrashLoopBackOff' } },
            { restartCount: 3, lastState: { terminated: KILLED } },
          ),
        ],
      },
    }),
  ],
});

function answers(read: Read): Collected<unknown> {
  if (read.section === 'log')
    return { status: 'ok', value: [{ text: 'FATAL password=hunter2secret wrong' }] };
  return { status: 'ok', value: read.section === 'events' || read.section === 'node-pods' ? [] : {} };
}

function found(files: string) {
  return diagnose(OUT_OF_MEMORY, soundSite(files), answers).report;
}

describe('a site', () => {
  it('that says nothing changes nothing', () => {
    expect(soundSite('').playbooks).toEqual(playbooks);
    expect(found('').findings[0]).toMatchObject({ cause: 'out-of-memory', severity: 'critical' });
    expect(found('').findings[0]).not.toHaveProperty('runbooks');
  });

  it('disables a cause, and leaves the rest of its playbook', () => {
    const { findings, verdict } = found('disable: [crashloop/out-of-memory]');
    expect(findings.map(({ playbook, cause }) => `${playbook}/${cause}`)).not.toContain(
      'crashloop/out-of-memory',
    );
    // Nothing is said of it, but the pod is no better for that.
    expect(verdict).toBe('unhealthy');
    const { playbooks: left } = soundSite('disable: [crashloop/out-of-memory]');
    expect(left.map(({ id }) => id)).toEqual(playbooks.map(({ id }) => id));
    expect(left.find(({ id }) => id === 'crashloop')?.causes).not.toHaveProperty('out-of-memory');
  });

  it('disables a whole playbook, which then asks for nothing', () => {
    const site = soundSite('disable: [crashloop/*]');
    expect(site.playbooks.map(({ id }) => id)).toEqual(
      playbooks.map(({ id }) => id).filter((id) => id !== 'crashloop'),
    );
    const all = diagnose(OUT_OF_MEMORY, { playbooks }, answers).asked.length;
    expect(diagnose(OUT_OF_MEMORY, site, answers).asked.length).toBeLessThan(all);
  });

  it('changes a severity, of one cause over that of its playbook', () => {
    const text = 'change:\n  crashloop/out-of-memory: {severity: warning}\n  crashloop/*: {severity: info}';
    const causes = soundSite(text).playbooks.find(({ id }) => id === 'crashloop')?.causes ?? {};
    expect(causes['out-of-memory']?.severity).toBe('warning');
    expect(new Set(Object.values(causes).map(({ severity }) => severity))).toEqual(
      new Set(['warning', 'info']),
    );
    expect(found(text).findings[0]).toMatchObject({ cause: 'out-of-memory', severity: 'warning' });
  });

  it('adds remedies before ours, filled in like ours', () => {
    const { remedies = [] } =
      found(
        `change:
  crashloop/out-of-memory:
    remedies:
      - text: Ask for more than {limit}[[ on {nothing}]].
        command: grant --app {workload} --pod {pod}
        changes: true
      - text: Never shown, as there is no {job}.
`.replace('[[ on {nothing}]]', '[[ for job {job}]]'),
      ).findings[0] ?? {};
    expect(remedies[0]).toEqual({
      text: 'Ask for more than 64Mi.',
      command: 'grant --app statefulset/web --pod web-1',
      changes: true,
    });
    expect(remedies.length).toBeGreaterThan(1);
    expect(remedies.map(({ text }) => text).join()).not.toContain('Never shown');
  });

  it('adds runbooks, URL-encoded, without those whose param is unknown', () => {
    const { runbooks } =
      found(`change:
  crashloop/*:
    runbooks:
      - https://wiki.example.com/{workload}?limit={limit}[[&job={job}]]
      - https://wiki.example.com/job/{job}
`).findings[0] ?? {};
    expect(runbooks).toEqual(['https://wiki.example.com/statefulset%2Fweb?limit=64Mi']);
  });

  it('shows no runbook that would carry a secret', () => {
    const line = 'FATAL password=hunter2secret wrong';
    expect(redact(line)).not.toContain('hunter2secret');
    const { runbooks } =
      diagnose(
        OUT_OF_MEMORY,
        soundSite(`disable: [crashloop/out-of-memory]
causes:
  wrong:
    title: '{line}'
    severity: critical
    log: FATAL
    runbooks: ['https://wiki.example.com/?q={line}']`),
        answers,
      ).report.findings[0] ?? {};
    expect(runbooks).toHaveLength(1);
    expect(decodeURIComponent(runbooks?.[0] ?? '')).not.toContain('hunter2');
  });

  it('adds up what several files say', () => {
    const site = soundSite({
      'a.yaml': "change:\n  crashloop/out-of-memory: {severity: info, runbooks: ['https://a.example/']}",
      'b.yaml': "change:\n  crashloop/out-of-memory: {severity: warning, runbooks: ['https://b.example/']}",
    });
    expect(site.playbooks.find(({ id }) => id === 'crashloop')?.causes['out-of-memory']).toMatchObject({
      severity: 'warning',
      runbooks: ['https://a.example/', 'https://b.example/'],
    });
  });
});
