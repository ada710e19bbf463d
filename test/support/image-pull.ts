import { imagePull } from '../../playbooks/image-pull/index.ts';
import { fill } from '../../src/diagnosis/fill.ts';
import type { Finding } from '../../src/diagnosis/finding.ts';
import { judge } from '../../src/diagnosis/judge.ts';
import type { KubeEvent } from '../../src/diagnosis/objects/meta.ts';
import type { Pod, PodSpec } from '../../src/diagnosis/objects/pod.ts';
import type { Workload } from '../../src/diagnosis/objects/workload.ts';
import { toReport } from '../../src/diagnosis/report.ts';
import {
  type Collected,
  type Read,
  readKey,
  type SectionName,
  type Snapshot,
} from '../../src/diagnosis/snapshot.ts';
import { container, containerStatus, event, NOW, pod } from './build.ts';

/** What the made cluster answers, section by section; sections left out answer 403. */
export type Answers = { readonly [S in SectionName]?: unknown };

export interface Asked {
  readonly findings: readonly Finding[];
  readonly sections: readonly SectionName[];
  readonly verdict: string;
  /** Everything that a person gets to read. */
  readonly text: string;
}

/** Diagnoses a made pod by the image-pull playbook alone, answering what it asks for in at most three rounds. */
export function diagnoseImagePull(broken: Pod, answers: Answers = {}, more: Partial<Snapshot> = {}): Asked {
  const target = { kind: 'Pod', namespace: 'shop', name: 'web-1' };
  let snapshot: Snapshot = { target, takenAt: NOW, pods: [broken], facts: new Map(), ...more };
  const sections: SectionName[] = [];
  for (let round = 0; round < 3; round++) {
    const { wants } = judge(snapshot, [imagePull]);
    sections.push(...wants.map(({ section }) => section));
    const facts = wants.map((read) => [readKey(read), answerOf(read, answers)] as const);
    snapshot = { ...snapshot, facts: new Map([...snapshot.facts, ...facts]) };
  }
  const { diagnosis } = judge(snapshot, [imagePull]);
  const about = { cluster: 'made', cost: { requests: 1, roundTrips: 1, durationMs: 1 } };
  const report = toReport(diagnosis, [imagePull], about);
  const lines = report.findings.flatMap(({ title, says, remedies }) => [
    title,
    ...says,
    ...remedies.flatMap((remedy) => [remedy.text, remedy.command ?? '']),
  ]);
  return { findings: diagnosis.findings, sections, verdict: diagnosis.verdict, text: lines.join('\n') };
}

function answerOf(read: Read, answers: Answers): Collected<unknown> {
  if (!(read.section in answers)) return { status: 'unavailable', reason: 'forbidden', message: 'made' };
  return { status: 'ok', value: answers[read.section] };
}

/** A title that could be filled: nothing in braces is left. */
export function titleOf(finding: Finding | undefined): string | undefined {
  const cause = finding && imagePull.causes[finding.cause];
  return cause && fill(cause.title, { ...finding.context, ...finding.params });
}

/** A made pod whose container `app` waits for `image`. */
export function waitingPod(image: string, reason: string, message: string, spec: PodSpec = {}): Pod {
  return pod({
    spec: { containers: [container({ image, imagePullPolicy: 'IfNotPresent' })], ...spec },
    status: {
      phase: 'Pending',
      conditions: [],
      containerStatuses: [containerStatus('app', { waiting: { reason, ...(message ? { message } : {}) } })],
    },
  });
}

/** The same pod in the hands of a Deployment `web`, revision 2. */
export function deployed(made: Pod): Pod {
  const ownerReferences = [{ kind: 'ReplicaSet', name: 'web-abc', controller: true }];
  return {
    ...made,
    metadata: { ...made.metadata, labels: { app: 'web', 'pod-template-hash': 'abc' }, ownerReferences },
  };
}

/** The Deployment's two revisions: the first with `image` and two ready pods, the second as the pod. */
export function revisions(image: string, failing: Pod): readonly Workload[] {
  const ownerReferences = [{ kind: 'Deployment', name: 'web', controller: true }];
  const meta = (name: string, revision: string) => ({
    name,
    namespace: 'shop',
    ownerReferences,
    annotations: { 'deployment.kubernetes.io/revision': revision },
  });
  return [
    {
      metadata: meta('web-old', '1'),
      spec: { template: { spec: { containers: [container({ image, imagePullPolicy: 'IfNotPresent' })] } } },
      status: { readyReplicas: 2 },
    },
    {
      metadata: meta('web-abc', '2'),
      spec: { template: { spec: { containers: failing.spec?.containers ?? [] } } },
    },
  ];
}

/** A made event about container `app`. */
export function appEvent(reason: string, message: string, overrides: Partial<KubeEvent> = {}): KubeEvent {
  return event({
    reason,
    message,
    involvedObject: {
      kind: 'Pod',
      namespace: 'shop',
      name: 'web-1',
      uid: 'pod-uid',
      fieldPath: 'spec.containers{app}',
    },
    ...overrides,
  });
}
