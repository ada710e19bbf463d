/** The files of a playbook that is yet to be written, by path: a whole one that compiles and works on a made-up state. */
export function playbookTemplate(id: string): ReadonlyMap<string, string> {
  return new Map([
    [`playbooks/${id}/index.ts`, index(id)],
    [`playbooks/${id}/causes.ts`, CAUSES],
    [`test/causes/${id}.ts`, cases(id)],
    [`test/playbooks/${id}.test.ts`, tests(id)],
  ]);
}

/** `image-pull` is exported as `imagePull`. */
export function exportName(id: string): string {
  return id.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

function index(id: string): string {
  return `import type { ContainerView } from '../../src/diagnosis/containers.ts';
import { fromStatus } from '../../src/diagnosis/evidence.ts';
import type { Found } from '../../src/diagnosis/finding.ts';
import { definePlaybook, type View } from '../../src/diagnosis/playbook.ts';
import { CAUSES } from './causes.ts';

type Cause = keyof typeof CAUSES;

export const ${exportName(id)} = definePlaybook({
  id: '${id}',
  title: 'TODO: what is wrong, in a few words',
  meaning: 'TODO: what state the pod is in, in the words that kubectl shows.',
  impact: 'TODO: what that does to users, and to a rollout.',
  alerts: [],
  // What \`view.get\` may ask for, e.g. 'events': see Questions in src/diagnosis/snapshot.ts.
  reads: [],
  causes: CAUSES,
  diagnose(view) {
    return { findings: view.containers.flatMap((container) => judge(view, container) ?? []) };
  },
});

/** TODO: what proves the cause. The status lives as long as the pod, events expire. */
function judge(view: View<never>, { name, status }: ContainerView): Found<Cause> | undefined {
  const { reason, message } = status?.state?.waiting ?? {};
  if (reason !== 'ExampleReason') return undefined;
  return {
    cause: 'example-state',
    confidence: 'certain',
    container: name,
    params: { message },
    evidence: [fromStatus(view.podName, 'state.waiting', \`\${reason}: \${message ?? ''}\`, name)],
  };
}
`;
}

const CAUSES = `import type { CauseInfo } from '../../src/diagnosis/playbook.ts';

/** TODO: what these have in common. Names are states: \`image-not-found\`. */
export const CAUSES = {
  'example-state': {
    title: 'TODO: {container} waits for an example[[: {message}]]',
    severity: 'critical',
    says: ['TODO: It says {message}.'],
    remedies: [{ text: 'TODO: See what it says.', command: 'kubectl -n {namespace} describe pod {pod}' }],
  },
} as const satisfies Readonly<Record<string, CauseInfo>>;
`;

function cases(id: string): string {
  return `import { containerStatus, pod } from '../support/build.ts';
import type { CauseCase } from './support/cause-case.ts';
import { set } from './support/change.ts';

/** TODO: to the letter of what Kubernetes writes; a recording (\`podwhy record\`) is better still. */
const waiting = { reason: 'ExampleReason', message: 'no example yet' };
const WAITS = pod({
  status: { phase: 'Pending', conditions: [], containerStatuses: [containerStatus('app', { waiting })] },
});

export const cases: readonly CauseCase[] = [
  {
    cause: '${id}/example-state',
    gives: { target: 'pod/web-1', objects: [{ kind: 'Pod', ...WAITS }] },
    near: [
      {
        what: 'the container is being made',
        change: (objects) => {
          const path = 'status.containerStatuses.0.state.waiting';
          set(objects, 'pod/web-1', path, { reason: 'ContainerCreating' });
        },
      },
    ],
  },
];
`;
}

function tests(id: string): string {
  const name = exportName(id);
  return `import { expect, test } from 'vitest';
import { ${name} } from '../../playbooks/${id}/index.ts';
import { containerStatus, NOW, pod } from '../support/build.ts';
import { diagnoseRecorded } from '../support/recorded.ts';

function diagnose(reason: string, message: string) {
  const containerStatuses = [containerStatus('app', { waiting: { reason, message } })];
  const made = pod({ status: { phase: 'Pending', conditions: [], containerStatuses } });
  const recorded = { takenAt: NOW, namespace: 'shop', objects: [{ kind: 'Pod', ...made }], logs: {} };
  return diagnoseRecorded(recorded, 'pod/web-1', [${name}]);
}

test('names what it waits for', () => {
  const { findings, verdict } = diagnose('ExampleReason', 'no example yet');
  expect(verdict).toBe('unhealthy');
  expect(findings).toMatchObject([
    { cause: 'example-state', subject: { container: 'app' }, params: { message: 'no example yet' } },
  ]);
});
`;
}
