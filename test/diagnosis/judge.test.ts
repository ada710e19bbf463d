import { describe, expect, test } from 'vitest';
import { judge } from '../../src/diagnosis/judge.ts';
import type { Pod, PodStatus } from '../../src/diagnosis/objects/pod.ts';
import type { Workload } from '../../src/diagnosis/objects/workload.ts';
import type { View } from '../../src/diagnosis/playbook.ts';
import { type Collected, type Read, readKey } from '../../src/diagnosis/snapshot.ts';
import { CREATED, container, containerStatus, event, node, pod, workload } from '../support/build.ts';
import { facts, finding, found, playbook, snapshot } from '../support/snapshots.ts';

const NOT_READY = [{ type: 'Ready', status: 'False' }];
const OF_POD: Read = { section: 'events', kind: 'Pod', name: 'web-1', namespace: 'shop', uid: 'pod-uid' };
const NODE: Read = { section: 'node', name: 'node-a' };

function waiting(reason: string, message?: string): PodStatus {
  const state = { waiting: message === undefined ? { reason } : { reason, message } };
  return { phase: 'Pending', conditions: NOT_READY, containerStatuses: [containerStatus('app', state)] };
}

function unwell(name = 'web-1', reason = 'ErrImagePull', message?: string): Pod {
  return pod({ metadata: { name }, status: waiting(reason, message) });
}

const everywhere = finding(() => [found()]);

describe('a finding', () => {
  test('carries its playbook, severity, subject, context and pods', () => {
    const { diagnosis } = judge(snapshot({ pods: [unwell('web-1'), unwell('web-2')] }), [everywhere]);
    expect(diagnosis.findings).toEqual([
      {
        ...found(),
        playbook: 'stub',
        severity: 'critical',
        subject: { namespace: 'shop', object: 'pod/web-1', pod: 'web-1' },
        context: expect.objectContaining({ namespace: 'shop', pod: 'web-1', node: 'node-a', bare: 'web-1' }),
        pods: ['web-1', 'web-2'],
      },
    ]);
    expect(diagnosis.verdict).toBe('unhealthy');
  });

  test('about a container names it in subject and context', () => {
    const stub = finding(() => [found({ container: 'app' })]);
    const [first] = judge(snapshot(), [stub]).diagnosis.findings;
    expect(first?.subject.container).toBe('app');
    expect(first?.context).toMatchObject({ container: 'app', image: 'registry.example/app:1' });
  });

  test('of a cause that is in no table is a warning', () => {
    const stub = finding(() => [found({ cause: 'other' })]);
    expect(judge(snapshot(), [stub]).diagnosis.findings[0]?.severity).toBe('warning');
  });

  test('about another container than the one asked for is left out, one about the pod stays', () => {
    const stub = finding(() => [
      found({ container: 'app' }),
      found({ container: 'proxy' }),
      found({ params: { n: 1 } }),
    ]);
    const { diagnosis } = judge(snapshot(), [stub], 'proxy');
    expect(diagnosis.findings.map(({ subject }) => subject.container)).toEqual(['proxy', undefined]);
  });
});

describe('what is judged', () => {
  function judgedPods(pods: readonly Pod[], above?: Workload): readonly string[] {
    const seen: string[] = [];
    const spy = playbook({
      diagnose(view) {
        seen.push(view.podName);
        return { findings: [] };
      },
    });
    judge(snapshot({ pods, ...(above ? { workload: above } : {}) }), [spy]);
    return seen;
  }

  test('is one pod of each unwell group, three groups at most', () => {
    const reasons = ['A', 'B', 'C', 'D'];
    const pods = [
      pod({ metadata: { name: 'ok' } }),
      ...reasons.map((reason) => unwell(`p-${reason}`, reason)),
      unwell('q-A', 'A'),
    ];
    expect(judgedPods(pods)).toEqual(['p-A', 'p-B', 'p-C']);
  });

  test('is the pod with most restarts where all are well', () => {
    const ready = (name: string, restartCount: number, hash: string) =>
      pod({
        metadata: { name, labels: { 'pod-template-hash': hash } },
        status: {
          containerStatuses: [containerStatus('app', { running: {} }, { ready: true, restartCount })],
        },
      });
    expect(judgedPods([ready('a', 0, 'x'), ready('b', 5, 'y'), ready('c', 1, 'z')])).toEqual(['b']);
  });

  test('is not a pod that is leaving or has failed while another serves', () => {
    const past = [
      pod({ metadata: { name: 'a', deletionTimestamp: '2026-01-01T12:00:30Z' } }),
      pod({ metadata: { name: 'b' }, status: { phase: 'Failed', reason: 'Evicted' } }),
    ];
    const above = { kind: 'Deployment', metadata: { name: 'web' }, spec: { replicas: 1 } };
    expect(judgedPods([...past, pod({ metadata: { name: 'c' } })], above)).toEqual(['c']);
  });

  test('is nothing where there are no pods', () => {
    expect(judgedPods([])).toEqual([]);
  });

  test('sees the other pods, its owner, its containers and the snapshot’s clock', () => {
    let seen: View | undefined;
    const spy = playbook({
      diagnose(view) {
        seen = view;
        return { findings: [] };
      },
    });
    const pods = [unwell('b'), unwell('a'), pod({ metadata: { name: 'c' } })];
    judge(snapshot({ pods }), [spy]);
    expect(seen).toMatchObject({ now: Date.parse('2026-01-01T12:00:00Z'), namespace: 'shop', podName: 'a' });
    expect(seen?.siblings.map((one) => one.metadata?.name)).toEqual(['b', 'c']);
    expect(seen?.containers.map(({ name }) => name)).toEqual(['app']);
    expect(seen?.owner).toBeUndefined();
  });

  test('a pod without a name goes by the target’s', () => {
    const { diagnosis } = judge(snapshot({ pods: [{ spec: { containers: [container()] } }] }), [everywhere]);
    expect(diagnosis.findings[0]?.subject).toEqual({ namespace: 'shop', object: 'pod/web-1', pod: 'web-1' });
    expect(diagnosis.findings[0]?.pods).toEqual(['']);
    expect(diagnosis.pods).toEqual([
      { name: '', ready: '0/1', status: 'Unknown', restarts: 0, createdAt: '' },
    ]);
  });
});

describe('what is asked for', () => {
  const asking = playbook({
    reads: ['node', 'events'],
    diagnose(view) {
      const answer = view.get(NODE as Read<'node'>);
      view.get(OF_POD as Read<'events'>);
      view.get({ ...NODE } as Read<'node'>);
      return {
        findings: answer.status === 'ok' ? [found({ params: { node: answer.value.metadata?.name } })] : [],
      };
    },
  });

  test('is wanted once, in the order in which it was asked for, and leaves the answer open', () => {
    const { diagnosis, wants } = judge(snapshot(), [asking]);
    expect(wants).toEqual([NODE, OF_POD]);
    expect(diagnosis.gaps.map(({ reason }) => reason)).toEqual(['not-collected', 'not-collected']);
    expect(diagnosis.verdict).toBe('inconclusive');
  });

  test('is answered from the snapshot, and what is there is not wanted again', () => {
    const { diagnosis, wants } = judge(snapshot({ facts: facts([NODE, node()]) }), [asking]);
    expect(diagnosis.findings[0]?.params).toEqual({ node: 'node-a' });
    expect(wants).toEqual([OF_POD]);
  });

  test('is not wanted again where it could not be read, and stays a gap', () => {
    const forbidden: Collected<never> = { status: 'unavailable', reason: 'forbidden', message: 'no' };
    const taken = snapshot({ facts: new Map([...facts([OF_POD, []]), [readKey(NODE), forbidden]]) });
    const { diagnosis, wants } = judge(taken, [asking]);
    expect(wants).toEqual([]);
    expect(diagnosis.gaps).toEqual([
      { section: 'node', what: 'node node-a', reason: 'forbidden', message: 'no' },
    ]);
  });
});

describe('what was ruled out', () => {
  const why = 'it is not';
  test('is said once for each cause, and not of a cause that was found elsewhere', () => {
    const stub = playbook({
      diagnose: ({ podName }) => ({
        findings: podName === 'b' ? [found()] : [],
        ruledOut: [
          { cause: 'stub/broken', why },
          { cause: 'stub/other', why },
        ],
      }),
    });
    const pods = [unwell('a', 'A'), unwell('b', 'B')];
    expect(judge(snapshot({ pods }), [stub]).diagnosis.ruledOut).toEqual([{ cause: 'stub/other', why }]);
  });
});

describe('where nothing explains it', () => {
  test('the pod’s own words are said', () => {
    const pods = [unwell('web-1', 'Odd', 'never seen')];
    expect(judge(snapshot({ pods, facts: facts([OF_POD, []]) }), []).diagnosis).toMatchObject({
      verdict: 'unhealthy',
      findings: [],
      unexplained: 'app: Odd: never seen',
    });
  });

  test('a warning of the cluster is said where the pod is silent', () => {
    const silent = pod({ status: { phase: 'Pending', conditions: NOT_READY, containerStatuses: [] } });
    const taken = snapshot({
      pods: [silent],
      facts: facts([OF_POD, [event({ message: 'volume is stuck' })]]),
    });
    expect(judge(taken, []).diagnosis).toMatchObject({
      verdict: 'unhealthy',
      unexplained: 'volume is stuck',
    });
  });

  test('the controller’s own words are said where there is no pod', () => {
    const conditions = [
      { type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message: 'forbidden' },
    ];
    const taken = snapshot({ pods: [], workload: workload({ status: { conditions } }) });
    expect(judge(taken, []).diagnosis.unexplained).toBe('FailedCreate: forbidden');
  });

  test('nothing is said of a healthy pod, nor of one that is explained', () => {
    expect(judge(snapshot(), []).diagnosis).not.toHaveProperty('unexplained');
    const pods = [unwell('web-1', 'Odd', 'never seen')];
    expect(judge(snapshot({ pods }), [everywhere]).diagnosis).not.toHaveProperty('unexplained');
  });
});

test('the rows read as kubectl get pods', () => {
  const pods = [
    pod(),
    pod({ metadata: { name: 'web-2' }, spec: { nodeName: undefined }, status: waiting('ErrImagePull') }),
  ];
  expect(judge(snapshot({ pods }), []).diagnosis.pods).toEqual([
    { name: 'web-2', ready: '0/1', status: 'ErrImagePull', restarts: 0, createdAt: CREATED },
    { name: 'web-1', ready: '1/1', status: 'Running', restarts: 0, createdAt: CREATED, node: 'node-a' },
  ]);
});
