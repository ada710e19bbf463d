import { expect } from 'vitest';
import { pending } from '../../playbooks/pending/index.ts';
import type { Diagnosis } from '../../src/diagnosis/diagnosis.ts';
import { fill } from '../../src/diagnosis/fill.ts';
import type { Container } from '../../src/diagnosis/objects/container.ts';
import type { KubeEvent } from '../../src/diagnosis/objects/meta.ts';
import type { Node, Taint } from '../../src/diagnosis/objects/node.ts';
import type { Pod, PodSpec, PodStatus } from '../../src/diagnosis/objects/pod.ts';
import type { SectionName } from '../../src/diagnosis/snapshot.ts';
import { NOW } from './build.ts';
import { diagnoseRecorded } from './recorded.ts';

/** Everything here is made, with texts to the letter of the scheduler's. */
export const HOUR_AGO = '2026-01-01T11:00:00Z';

export interface MadePod {
  readonly name?: string;
  readonly namespace?: string;
  readonly labels?: Record<string, string>;
  readonly spec?: PodSpec;
  readonly status?: PodStatus;
  readonly created?: string;
  /** Ends as the message of the PodScheduled condition. */
  readonly says?: string;
  readonly reason?: string;
  readonly owner?: { kind: string; name: string };
  readonly deletionTimestamp?: string;
}

/** A pod of ReplicaSet web-5d, not on any node. */
export function unplaced(made: MadePod = {}): Pod & { kind: string } {
  const { kind, name } = made.owner ?? { kind: 'ReplicaSet', name: 'web-5d' };
  const condition = {
    type: 'PodScheduled',
    status: 'False',
    reason: made.reason ?? 'Unschedulable',
    message: made.says ?? '',
  };
  return {
    kind: 'Pod',
    metadata: {
      name: made.name ?? 'web-1',
      namespace: made.namespace ?? 'shop',
      uid: `uid-${made.name ?? 'web-1'}`,
      creationTimestamp: made.created ?? HOUR_AGO,
      labels: made.labels ?? { app: 'web', 'pod-template-hash': '5d' },
      ownerReferences: kind === '' ? [] : [{ kind, name, uid: 'owner-uid', controller: true }],
      ...(made.deletionTimestamp ? { deletionTimestamp: made.deletionTimestamp } : {}),
    },
    spec: { containers: [{ name: 'app' }], ...made.spec },
    status: {
      phase: 'Pending',
      ...(made.says === undefined ? {} : { conditions: [condition] }),
      ...made.status,
    },
  };
}

/** A running pod on a node. */
export function placed(name: string, nodeName: string, made: MadePod = {}): Pod & { kind: string } {
  return unplaced({
    ...made,
    name,
    spec: { ...made.spec, nodeName },
    status: { phase: 'Running', ...made.status },
  });
}

export function asking(requests: Record<string, string>, more: Partial<Container> = {}): PodSpec {
  return { containers: [{ name: 'app', resources: { requests }, ...more }] };
}

export interface MadeNode {
  readonly labels?: Record<string, string>;
  readonly taints?: readonly Taint[];
  readonly room?: Record<string, string>;
  readonly unschedulable?: boolean;
  readonly conditions?: NonNullable<Node['status']>['conditions'];
}

/** A node of 4 cores, 8Gi, 110 pods. */
export function nodeOf(name: string, made: MadeNode = {}): Node & { kind: string } {
  return {
    kind: 'Node',
    metadata: { name, labels: { 'kubernetes.io/hostname': name, ...made.labels } },
    spec: {
      ...(made.taints ? { taints: made.taints } : {}),
      ...(made.unschedulable ? { unschedulable: true } : {}),
    },
    status: {
      allocatable: made.room ?? { cpu: '4', memory: '8Gi', pods: '110' },
      ...(made.conditions ? { conditions: made.conditions } : {}),
    },
  };
}

export function eventOf(reason: string, message: string, made: object = {}): KubeEvent & { kind: string } {
  return {
    kind: 'Event',
    metadata: { name: `web-1.${reason}`, namespace: 'shop' },
    type: 'Warning',
    reason,
    message,
    eventTime: '2026-01-01T11:59:00Z',
    involvedObject: { kind: 'Pod', namespace: 'shop', name: 'web-1', uid: 'uid-web-1' },
    ...made,
  };
}

/** Diagnoses pod/web-1 among these objects, some sections forbidden. */
export function why(objects: readonly object[], forbidden: readonly SectionName[] = []): Diagnosis {
  const recorded = { takenAt: NOW, namespace: 'shop', objects, logs: {} };
  const before = structuredClone(recorded);
  const diagnosis = diagnoseRecorded(recorded, 'pod/web-1', [pending], (read) =>
    forbidden.includes(read.section),
  );
  expect(recorded).toEqual(before);
  for (const found of diagnosis.findings) {
    expect(titleOf(found), found.cause).toBeTruthy();
    expect(found.evidence.length).toBeGreaterThan(0);
  }
  return diagnosis;
}

type Finding = Diagnosis['findings'][number];

export function titleOf({ cause, context, params }: Finding): string | undefined {
  return fill(pending.causes[cause]?.title ?? '', { ...context, ...params });
}

/** All that is said of a finding: title, sentences, remedies with their commands. */
export function textOf({ cause, context, params }: Finding): string {
  const info = pending.causes[cause];
  const all = { ...context, ...params };
  const texts = [
    info?.title,
    ...(info?.says ?? []),
    ...(info?.remedies ?? []).flatMap((r) => [r.text, r.command]),
  ];
  return texts
    .map((text) => text && fill(text, all))
    .filter(Boolean)
    .join('\n');
}

export function causesOf(diagnosis: Diagnosis): readonly string[] {
  return diagnosis.findings.map(({ cause }) => cause);
}

export function paramsOf(diagnosis: Diagnosis, index = 0) {
  return diagnosis.findings[index]?.params ?? {};
}
