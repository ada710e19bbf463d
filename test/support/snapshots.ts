import type { Found } from '../../src/diagnosis/finding.ts';
import type { Playbook, View } from '../../src/diagnosis/playbook.ts';
import { type Collected, type Read, readKey, type Snapshot } from '../../src/diagnosis/snapshot.ts';
import { NOW, pod } from './build.ts';

/** A snapshot of pod/web-1 taken at `NOW`, with nothing read. */
export function snapshot(overrides: Partial<Snapshot> = {}): Snapshot {
  return {
    target: { kind: 'Pod', namespace: 'shop', name: 'web-1' },
    takenAt: NOW,
    pods: [pod()],
    facts: new Map(),
    ...overrides,
  };
}

/** Facts by the questions that they answer. */
export function facts(...answers: readonly (readonly [Read, unknown])[]): Map<string, Collected<unknown>> {
  return new Map(answers.map(([read, value]) => [readKey(read), { status: 'ok', value }]));
}

/** A playbook `stub` with one cause `broken`, whatever is given of it replaced. */
export function playbook(overrides: Partial<Playbook> = {}): Playbook {
  return {
    id: 'stub',
    title: 'Stub',
    meaning: 'Something is broken.',
    impact: 'Nothing works.',
    alerts: [],
    reads: [],
    causes: { broken: { title: '{pod} is broken', severity: 'critical', remedies: [] } },
    diagnose: () => ({ findings: [] }),
    diagnoseTarget: () => ({ findings: [] }),
    ...overrides,
  };
}

/** What a stub finds: `broken`, certainly, with one piece of evidence. */
export function found(overrides: Partial<Found> = {}): Found {
  return {
    cause: 'broken',
    confidence: 'certain',
    params: {},
    evidence: [{ kind: 'status', object: 'pod/web-1', field: 'phase', text: 'Running' }],
    ...overrides,
  };
}

/** A stub that finds `broken` where `judge` says so. */
export function finding(
  judge: (view: View) => readonly Found[],
  overrides: Partial<Playbook> = {},
): Playbook {
  return playbook({ ...overrides, diagnose: (view) => ({ findings: judge(view) }) });
}
