import { expect } from 'vitest';
import type { Diagnosis } from '../../src/diagnosis/diagnosis.ts';
import { fill, shellQuote } from '../../src/diagnosis/fill.ts';
import type { Container, ContainerState } from '../../src/diagnosis/objects/container.ts';
import type { KubeEvent, ObjectMeta } from '../../src/diagnosis/objects/meta.ts';
import type { Pod, PodSpec, PodStatus } from '../../src/diagnosis/objects/pod.ts';
import type { Playbook } from '../../src/diagnosis/playbook.ts';
import type { Read, SectionName } from '../../src/diagnosis/snapshot.ts';
import { container, containerStatus, event, NOW, pod } from '../support/build.ts';
import { diagnoseRecorded } from '../support/recorded.ts';

/** Everything here is made, with texts to the letter of the kubelet's, the controllers' and the runtimes'. */
export interface Told {
  readonly cause: string;
  readonly confidence: string;
  readonly title: string;
  /** All that is said: title, sentences, remedies with their commands. */
  readonly text: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly evidence: string;
}

export interface Answer {
  readonly told: readonly Told[];
  readonly causes: readonly string[];
  readonly diagnosis: Diagnosis;
  readonly asked: readonly Read[];
}

/** Diagnoses pod/web-1 among these objects, some sections forbidden. */
export function why(
  playbook: Playbook,
  objects: readonly object[],
  forbidden: readonly SectionName[] = [],
): Answer {
  const asked: Read[] = [];
  const recorded = { takenAt: NOW, namespace: 'shop', objects, logs: {} };
  const before = structuredClone(recorded);
  const diagnosis = diagnoseRecorded(recorded, 'pod/web-1', [playbook], (read) => {
    asked.push(read);
    return forbidden.includes(read.section);
  });
  expect(recorded).toEqual(before);
  const told = diagnosis.findings.map((found) => tell(playbook, found));
  return { told, causes: told.map(({ cause }) => cause), diagnosis, asked };
}

function tell(playbook: Playbook, found: Diagnosis['findings'][number]): Told {
  const info = playbook.causes[found.cause];
  const params = { ...found.context, ...found.params };
  const title = fill(info?.title ?? '', params);
  expect(title, found.cause).toBeTruthy();
  expect(title).not.toMatch(/[{}]| $|undefined/);
  expect(found.evidence.length).toBeGreaterThan(0);
  const remedies = (info?.remedies ?? [])
    .map(({ text, command = '' }) => [fill(text, params), fill(command, params, shellQuote)])
    .filter((parts) => parts.every((part) => part !== undefined));
  const says = (info?.says ?? []).map((text) => fill(text, params));
  const text = [title, ...says, ...remedies.flat()].filter(Boolean).join('\n');
  const { cause, confidence } = found;
  return { cause, confidence, title: String(title), text, params, evidence: JSON.stringify(found.evidence) };
}

const OWNED: ObjectMeta = {
  labels: { 'pod-template-hash': 'abc' },
  ownerReferences: [{ kind: 'ReplicaSet', name: 'web-abc', uid: 'rs-uid', controller: true }],
};

export interface MadePod {
  readonly metadata?: ObjectMeta;
  readonly spec?: PodSpec;
  readonly status?: PodStatus;
  readonly container?: Partial<Container>;
  readonly state?: ContainerState;
}

/** A Deployment's pod on node-a that is still to start, its sandbox not up; ten minutes old. */
export function starting(made: MadePod = {}): Pod & { kind: string } {
  const state = made.state ?? { waiting: { reason: 'ContainerCreating' } };
  const made_ = pod({
    metadata: { ...OWNED, ...made.metadata },
    spec: { containers: [container(made.container)], ...made.spec },
    status: {
      phase: 'Pending',
      conditions: [{ type: 'PodReadyToStartContainers', status: 'False' }],
      containerStatuses: [containerStatus('app', state)],
      ...made.status,
    },
  });
  return { kind: 'Pod', ...made_ };
}

/** `container` refused with a configuration error. */
export function refused(
  message: string | undefined,
  made: MadePod = {},
  reason = 'CreateContainerConfigError',
) {
  const waiting = { reason, ...(message === undefined ? {} : { message }) };
  return starting({
    status: {
      conditions: [{ type: 'PodReadyToStartContainers', status: 'True' }],
      containerStatuses: [containerStatus('app', { waiting })],
    },
    ...made,
  });
}

export function told(
  reason: string,
  message: string,
  made: Partial<KubeEvent> = {},
): KubeEvent & { kind: string } {
  return { kind: 'Event', ...event({ reason, message, ...made }) };
}

export function ofClaim(reason: string, message: string, name = 'data'): KubeEvent & { kind: string } {
  const involvedObject = { kind: 'PersistentVolumeClaim', namespace: 'shop', name };
  return told(reason, message, { involvedObject, metadata: { name: `${name}.1`, namespace: 'shop' } });
}

export function holding(kind: 'ConfigMap' | 'Secret', name: string, ...keys: readonly string[]): object {
  return {
    kind,
    metadata: { name, namespace: 'shop' },
    data: Object.fromEntries(keys.map((key) => [key, ''])),
  };
}

/** Owned by nothing, by a Job, by a StatefulSet. */
export const BARE: ObjectMeta = { labels: {}, ownerReferences: [] };
export const JOB: ObjectMeta = { ownerReferences: [{ kind: 'Job', name: 'once', controller: true }] };
export const STATEFUL: ObjectMeta = {
  ownerReferences: [{ kind: 'StatefulSet', name: 'web', controller: true }],
};
