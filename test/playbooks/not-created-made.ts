import { notCreated } from '../../playbooks/not-created/index.ts';
import type { Diagnosis } from '../../src/diagnosis/diagnosis.ts';
import type { KubeEvent, ObjectMeta } from '../../src/diagnosis/objects/meta.ts';
import type { Pod, PodSpec } from '../../src/diagnosis/objects/pod.ts';
import type { Workload } from '../../src/diagnosis/objects/workload.ts';
import type { Playbook } from '../../src/diagnosis/playbook.ts';
import { type FilledFinding, toReport } from '../../src/diagnosis/report.ts';
import type { Read, SectionName } from '../../src/diagnosis/snapshot.ts';
import { event, NOW, pod } from '../support/build.ts';
import { diagnoseRecorded } from '../support/recorded.ts';

/** Everything here is made, with texts to the letter of what Kubernetes writes. */
export type Made = object & { readonly kind: string };

/** `shop/web` was made ten minutes before `NOW`; what happened since happened a minute before. */
export const MINUTE_AGO = '2026-01-01T11:59:00Z';

export interface MadeWorkload {
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly spec?: Workload['spec'];
  readonly status?: Workload['status'];
  readonly template?: PodSpec;
}

/** A workload `shop/web` that wants three pods of a container `app`; a Deployment unless told. */
export function workload(made: MadeWorkload = {}): Workload & Made {
  const kind = made.kind ?? 'Deployment';
  return {
    kind,
    metadata: {
      name: 'web',
      namespace: 'shop',
      uid: 'web-uid',
      creationTimestamp: '2026-01-01T11:50:00Z',
      ...made.metadata,
    },
    spec: {
      replicas: 3,
      selector: { matchLabels: { app: 'web' } },
      template: {
        metadata: { labels: { app: 'web' } },
        spec: { containers: [{ name: 'app', image: 'shop/web:1' }], ...made.template },
      },
      ...made.spec,
    },
    status: { ...made.status },
  };
}

/** The ReplicaSet web-5d of Deployment web, its second revision. */
export function replicaSet(made: MadeWorkload = {}): Workload & Made {
  return workload({
    ...made,
    kind: 'ReplicaSet',
    metadata: {
      name: 'web-5d',
      uid: 'rs-uid',
      labels: { app: 'web' },
      annotations: { 'deployment.kubernetes.io/revision': '2' },
      ownerReferences: [{ kind: 'Deployment', name: 'web', uid: 'web-uid', controller: true }],
      ...made.metadata,
    },
  });
}

/** A Warning about a controller, of a minute ago. */
export function failed(
  message: string,
  kind = 'ReplicaSet',
  made: Partial<KubeEvent> = {},
): KubeEvent & Made {
  const [name, uid] = kind === 'ReplicaSet' ? ['web-5d', 'rs-uid'] : ['web', 'web-uid'];
  return {
    kind: 'Event',
    ...event({
      metadata: { name: `${name}.1`, namespace: 'shop' },
      reason: 'FailedCreate',
      message,
      firstTimestamp: MINUTE_AGO,
      lastTimestamp: MINUTE_AGO,
      involvedObject: { kind, name, namespace: 'shop', uid },
      ...made,
    }),
  };
}

export const FORBIDDEN = 'pods "web-5d-x7k2p" is forbidden: ';

/** Deployment web whose pods the API refuses with these words, in its condition and in its ReplicaSet's event. */
export function refused(words: string, made: MadeWorkload = {}): readonly Made[] {
  const condition = {
    type: 'ReplicaFailure',
    status: 'True',
    reason: 'FailedCreate',
    message: words,
    lastTransitionTime: MINUTE_AGO,
  };
  return [
    workload({ ...made, status: { conditions: [condition], ...made.status } }),
    replicaSet(),
    failed(`Error creating: ${words}`),
  ];
}

/** A ready pod of Deployment web, made with it. */
export function running(
  name: string,
  made: { readonly metadata?: ObjectMeta; readonly spec?: PodSpec; readonly status?: Pod['status'] } = {},
): Pod & Made {
  return {
    kind: 'Pod',
    ...pod({
      metadata: {
        name,
        uid: name,
        labels: { app: 'web', 'pod-template-hash': '5d' },
        ownerReferences: [{ kind: 'ReplicaSet', name: 'web-5d', uid: 'rs-uid', controller: true }],
        ...made.metadata,
      },
      ...(made.spec ? { spec: made.spec } : {}),
      ...(made.status ? { status: made.status } : {}),
    }),
  };
}

export interface Answer {
  readonly diagnosis: Diagnosis;
  readonly causes: readonly string[];
  readonly findings: readonly FilledFinding[];
  /** The only finding. */
  readonly first: FilledFinding | undefined;
  /** All that a person reads. */
  readonly text: string;
  readonly asked: readonly SectionName[];
}

/** Diagnoses a workload among these objects, some sections forbidden. */
export function why(
  objects: readonly object[],
  {
    target = 'deploy/web',
    forbidden = [],
    playbook = notCreated,
  }: {
    readonly target?: string;
    readonly forbidden?: readonly SectionName[];
    readonly playbook?: Playbook;
  } = {},
): Answer {
  const asked = new Set<SectionName>();
  const recorded = { takenAt: NOW, namespace: 'shop', objects, logs: {} };
  const diagnosis = diagnoseRecorded(recorded, target, [playbook], (read: Read) => {
    asked.add(read.section);
    return forbidden.includes(read.section);
  });
  const cost = { requests: 0, roundTrips: 0, durationMs: 0 };
  const { findings } = toReport(diagnosis, [playbook], { cluster: 'test', cost });
  const text = findings
    .flatMap(({ title, says, remedies, evidence }) => [
      title,
      ...says,
      ...remedies.flatMap((remedy) => [remedy.text, remedy.command ?? '']),
      JSON.stringify(evidence),
    ])
    .join('\n');
  return {
    diagnosis,
    causes: findings.map(({ cause }) => cause),
    findings,
    first: findings[0],
    text,
    asked: [...asked],
  };
}

/** The patch in the command that begins like this. */
export function patchIn({ first }: Answer, contains: string): unknown {
  const command = first?.remedies.find((remedy) => remedy.command?.includes(contains))?.command ?? '';
  return JSON.parse(/ -p '(.*)'$/.exec(command)?.[1] ?? 'null');
}
