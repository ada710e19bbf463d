import { describe, expect, test } from 'vitest';
import { evicted as playbook } from '../../playbooks/evicted/index.ts';
import type { Container } from '../../src/diagnosis/objects/container.ts';
import type { KubeEvent, ObjectMeta } from '../../src/diagnosis/objects/meta.ts';
import type { Taint } from '../../src/diagnosis/objects/node.ts';
import type { Pod, PodSpec, PodStatus } from '../../src/diagnosis/objects/pod.ts';
import { container, containerStatus, event, node, pod } from '../support/build.ts';
import { DEPLOYED, diagnose, type Made, secondsAgo } from './crashloop-made.ts';

const FIFTY = { resources: { limits: { 'ephemeral-storage': '50Mi' } } };

function failed(reason: string, message: string, spec: PodSpec = {}, metadata: ObjectMeta = DEPLOYED): Pod {
  const gone = containerStatus('app', { terminated: { exitCode: 137, finishedAt: secondsAgo(20) } });
  const status = { phase: 'Failed', reason, message, conditions: [], containerStatuses: [gone] };
  return pod({ metadata, spec, status });
}

function disrupted(reason: string, message: string, metadata: ObjectMeta = {}, spec: PodSpec = {}): Pod {
  const conditions = [
    { type: 'Ready', status: 'True' },
    { type: 'DisruptionTarget', status: 'True', reason, message },
  ];
  const leaving = { deletionTimestamp: secondsAgo(-10), deletionGracePeriodSeconds: 30 };
  return pod({ metadata: { ...DEPLOYED, ...leaving, ...metadata }, spec, status: { conditions } });
}

function tell(made: Made) {
  const { told, causes } = diagnose(playbook, made);
  expect(causes).toHaveLength(1);
  return told[0];
}

function withContainers(...containers: readonly Partial<Container>[]): PodSpec {
  return { containers: containers.map(container) };
}

describe('for its own limits', () => {
  test('own-storage-limit of a container, with what the event adds', () => {
    const annotations = { offending_containers: 'app', offending_containers_usage: '61Mi' };
    const message = 'Container app exceeded its local ephemeral storage limit "50Mi". ';
    const events = [event({ reason: 'Evicted', message, metadata: { annotations } })];
    const one = tell({ pod: failed('Evicted', message, withContainers(FIFTY)), events });
    expect(one?.found).toMatchObject({ cause: 'own-storage-limit', container: 'app', confidence: 'certain' });
    expect(one?.title).toBe('app wrote more than 50Mi to local storage, its limit, and was evicted');
    expect(one?.text).toMatch(/it used 61Mi/);
    expect(one?.text).toMatch(/set resources deployment\/web -c app --limits=ephemeral-storage=100Mi/);
    expect(one?.text).toMatch(/deployment\/web makes another pod/);
    expect(one?.found.evidence.map(({ kind }) => kind)).toEqual(['status', 'event', 'spec']);
  });

  test.each([
    [withContainers(FIFTY), /^app wrote more/],
    [withContainers(FIFTY, { ...FIFTY, name: 'two' }), /^app, two wrote more[\s\S]*\(app 50Mi, two 50Mi\)/],
    [withContainers({}), /^pod web-1 wrote more/],
  ])('own-storage-limit of the pod as a whole: %#', (spec, text) => {
    const message = 'Pod ephemeral local storage usage exceeds the total limit of containers 50Mi. ';
    expect(tell({ pod: failed('Evicted', message, spec), events: 'forbidden' })?.text).toMatch(text);
  });

  test('own-empty-dir-limit, on disk and in memory', () => {
    const message = 'Usage of EmptyDir volume "cache" exceeds the limit "16Mi". ';
    const mounted = container({
      volumeMounts: [
        { name: 'cache', mountPath: '/cache' },
        { name: 'x', mountPath: '/x' },
      ],
    });
    const volumes = [{ name: 'cache', emptyDir: { sizeLimit: '16Mi' } }];
    const one = tell({ pod: failed('Evicted', message, { containers: [mounted], volumes }) });
    expect(one?.title).toBe(
      'emptyDir volume cache grew beyond its sizeLimit of 16Mi, so the pod was evicted',
    );
    expect(one?.text).toMatch(/app at \/cache/);
    expect(one?.found.params.patch).toContain('"volumes":[{"name":"cache","emptyDir":{"sizeLimit":"32Mi"}}]');
    const memory = [{ name: 'cache', emptyDir: { medium: 'Memory' } }];
    expect(tell({ pod: failed('Evicted', message, { volumes: memory }) })?.text).toMatch(/is in memory/);
    const odd = message.replace('16Mi', 'much');
    expect(tell({ pod: failed('Evicted', odd) })?.found.params.patch).toBeUndefined();
  });

  test('a bare pod is not started again', () => {
    const message = 'Usage of EmptyDir volume "cache" exceeds the limit "16Mi". ';
    const one = tell({ pod: failed('Evicted', message, {}, {}) });
    expect(one?.text).toMatch(/Nothing owns pod web-1: it is not started again/);
    expect(one?.text).not.toMatch(/makes another pod/);
  });

  test('the event tells where the status has lost the message', () => {
    const message = 'Usage of EmptyDir volume "cache" exceeds the limit "16Mi". ';
    const events = [event({ reason: 'Evicted', message, lastTimestamp: null, firstTimestamp: null })];
    expect(tell({ pod: failed('Evicted', ''), events })?.text).toMatch(/The kubelet says: Usage of/);
    expect(
      diagnose(playbook, {
        pod: failed('Evicted', ''),
        events: [event({ reason: 'Evicted', message: undefined as never })],
      }).causes,
    ).toEqual([]);
  });
});

describe('for what its node lacks', () => {
  test('node-memory-pressure names the container that used the most', () => {
    const message =
      'The node was low on resource: memory. Threshold quantity: 100Mi, available: 52Mi. Container app was using 900Mi, request is 128Mi, has larger consumption of memory. Container two was using 10Mi, request is 0, has larger consumption of memory. ';
    const one = tell({ pod: failed('Evicted', message, withContainers({}, { name: 'two' })) });
    expect(one?.title).toBe(
      'web-1 was evicted: node node-a ran out of memory; app used 900Mi and requests 128Mi',
    );
    expect(one?.text).toMatch(/when less than 100Mi is left; it was 52Mi/);
    expect(one?.text).toMatch(/did not request any memory/);
    expect(one?.text).toMatch(/--requests=memory=1080Mi/);
  });

  test('by the annotations of the event, where the message names none', () => {
    const annotations = { offending_containers: 'app,', offending_containers_usage: '3Gi' };
    const message = 'The node was low on resource: ephemeral-storage. ';
    const requests = { resources: { requests: { 'ephemeral-storage': '1Gi' } } };
    const events = [event({ reason: 'Evicted', message, metadata: { annotations } })];
    const one = tell({ pod: failed('Evicted', message, withContainers(requests)), events });
    expect(one?.title).toBe('web-1 was evicted: node node-a ran out of disk space; app used 3Gi');
    expect(one?.text).toMatch(/app used 3Gi and requests 1Gi/);
  });

  test.each([
    [
      'The node was low on resource: pids. Container app was using 4000, request is 0, has larger consumption of pids. ',
      'node-pid-pressure',
      'web-1 was evicted: node node-a ran out of process ids; app had 4000',
    ],
    [
      'The node was low on resource: inodes. ',
      'node-disk-pressure',
      'web-1 was evicted: node node-a ran out of inodes (files)',
    ],
    [
      'The node was low on resource: nodefs. ',
      'node-disk-pressure',
      'web-1 was evicted: node node-a ran out of nodefs',
    ],
    [
      'The node had condition: [DiskPressure]. ',
      'node-disk-pressure',
      'web-1 was evicted: node node-a ran out of disk space',
    ],
    [
      'The node had condition: [MemoryPressure]. ',
      'node-memory-pressure',
      'web-1 was evicted: node node-a ran out of memory',
    ],
    [
      'The node had condition: [PIDPressure]. ',
      'node-pid-pressure',
      'web-1 was evicted: node node-a ran out of process ids',
    ],
    [
      'The node was low on resource: memory. Container other was using x, request is 0. ',
      'node-memory-pressure',
      'web-1 was evicted: node node-a ran out of memory',
    ],
  ])('%s', (message, cause, title) => {
    const annotations = { offending_containers: 'app' };
    const events = [
      event({ reason: 'Evicted', message, metadata: message.includes('other') ? { annotations } : {} }),
    ];
    const one = tell({ pod: failed('Evicted', message), events });
    expect(one?.found.cause).toBe(cause);
    expect(one?.title).toContain(title);
  });
});

describe('preempted', () => {
  const said = 'default-scheduler: preempting to accommodate a higher priority pod';
  const event_ = (message: string) => [event({ reason: 'Preempted', message, type: 'Normal' })];
  const byUid = event_('Preempted by pod other-uid on node node-a');
  const other = pod({
    metadata: { name: 'api-1', uid: 'other-uid' },
    spec: { priority: 1000, priorityClassName: 'high' },
  });
  const made = disrupted('PreemptionByScheduler', said, {}, { priority: -100, priorityClassName: 'low' });

  test('by a pod whose UID is resolved to its name', () => {
    const one = tell({ pod: made, events: byUid, pods: [other] });
    expect(one?.title).toBe('web-1 is being preempted on node node-a to make room for pod api-1');
    expect(one?.text).toMatch(/has priority 1000 \(high\), this pod -100 \(low\)/);
    expect(one?.text).toMatch(/It has 10s of its 30s left/);
  });

  test.each<[string, Partial<Made>, RegExp]>([
    ['a pod of another namespace', { events: byUid }, /UID other-uid; it is not in namespace shop/],
    [
      'a pod that could not be looked for',
      { events: byUid, pods: 'forbidden' },
      /could not be read \(forbidden\)/,
    ],
    ['a sibling', { events: byUid, pods: 'forbidden', siblings: [other] }, /make room for pod api-1/],
    [
      'one whose event lost its words',
      { events: [event({ reason: 'Preempted', message: undefined as never })] },
      /a pod of higher priority/,
    ],
    [
      'one named as before 1.24',
      { events: event_('Preempted by shop/api-1 on node node-a') },
      /pod shop\/api-1/,
    ],
    ['one without an event', {}, /make room for a pod of higher priority/],
    ['one not named', { events: event_('Preempted by a pod on node node-a') }, /a pod of higher priority/],
  ])('by %s', (_, more, text) => {
    expect(tell({ pod: made, ...more })?.text).toMatch(text);
  });

  test('a pod of which nothing but that is known', () => {
    const conditions = [{ type: 'DisruptionTarget', status: 'True', reason: 'PreemptionByScheduler' }];
    const metadata = { deletionTimestamp: secondsAgo(1) };
    const bare = { metadata, status: { conditions } };
    expect(tell({ pod: bare })?.title).toBe(
      'web-1 is being preempted to make room for a pod of higher priority',
    );
    const untolerant = {
      metadata,
      spec: { nodeName: 'node-a' },
      status: { conditions: [{ ...conditions[0], reason: 'DeletionByTaintManager' } as never] },
    };
    const lost = node('node-a', { spec: { taints: [{ key: 'x', effect: 'NoExecute' }] } });
    expect(tell({ pod: untolerant, node: lost })?.title).toBe(
      'web-1 is being deleted for a taint of its node node-a: x:NoExecute',
    );
  });

  test('by the kubelet, for a critical pod', () => {
    const message = 'Preempted in order to admit critical pod';
    expect(tell({ pod: failed('Preempting', message) })?.title).toMatch(
      /was preempted on node node-a to make room for a critical pod/,
    );
    const target = disrupted(
      'TerminationByKubelet',
      'Pod was preempted by Kubelet to accommodate a critical pod.',
    );
    expect(tell({ pod: target })?.found.cause).toBe('preempted');
  });

  test('before 1.26 the event alone tells', () => {
    const leaving = pod({ metadata: { deletionTimestamp: secondsAgo(-5) } });
    expect(tell({ pod: leaving, events: byUid, pods: [other] })?.title).toMatch(/room for pod api-1/);
    const cancelled = [
      event({ reason: 'TaintManagerEviction', message: 'Cancelling deletion of Pod shop/web-1' }),
    ];
    expect(diagnose(playbook, { pod: leaving, events: cancelled }).causes).toEqual([]);
    expect(diagnose(playbook, { pod: leaving, events: 'forbidden' }).causes).toEqual([]);
    const odd: KubeEvent = { involvedObject: {} };
    expect(diagnose(playbook, { pod: leaving, events: [odd] }).causes).toEqual([]);
  });

  test('is left to what is told of its replacement, where that one waits for a node', () => {
    const refused = { type: 'PodScheduled', status: 'False', reason: 'Unschedulable' };
    const replacement = (metadata: ObjectMeta, status: PodStatus) =>
      pod({ metadata: { name: 'web-2', creationTimestamp: secondsAgo(5), ...metadata }, status });
    const waits = { phase: 'Pending', conditions: [refused] };
    const causes = (one: Pod, other: Pod) => diagnose(playbook, { pod: one, siblings: [other] }).causes;
    expect(causes(made, replacement({}, waits))).toEqual([]);
    for (const other of [
      pod({ metadata: { name: 'web-2', creationTimestamp: secondsAgo(9000) }, status: waits }),
      replacement({ deletionTimestamp: secondsAgo(-5) }, waits),
      replacement({}, { ...waits, nominatedNodeName: 'node-b' }),
      replacement({}, { phase: 'Pending', conditions: [{ ...refused, reason: 'SchedulingGated' }] }),
      { metadata: { name: 'web-2', creationTimestamp: secondsAgo(5) } },
      pod({ metadata: { name: 'web-2', creationTimestamp: undefined as never }, status: waits }),
      {},
    ])
      expect(causes(made, other)).toEqual(['preempted']);
    // Before 1.26 nothing tells it of the replacement.
    const leaving = pod({ metadata: { ...DEPLOYED, deletionTimestamp: secondsAgo(-5) } });
    const siblings = [replacement({}, waits)];
    expect(diagnose(playbook, { pod: leaving, events: byUid, siblings }).causes).toEqual(['preempted']);
    const timeless = pod({
      ...made,
      metadata: { deletionTimestamp: secondsAgo(-5), creationTimestamp: undefined as never },
    });
    expect(causes(timeless, replacement({}, waits))).toEqual(['preempted']);
  });
});

describe('drained', () => {
  const made = disrupted('EvictionByEvictionAPI', 'Eviction API: evicting');

  test('from a node that is cordoned', () => {
    const one = tell({ pod: made, node: node('node-a', { spec: { unschedulable: true } }) });
    expect(one?.title).toBe('web-1 is evicted through the API: node node-a is being emptied');
    expect(one?.text).toMatch(/kubectl uncordon node-a/);
    expect(playbook.causes.drained?.verdict).toBe('waiting');
  });

  test.each([node(), 'forbidden' as const])('by itself, or nobody knows: %#', (answer) => {
    expect(tell({ pod: made, node: answer })?.title).toBe('web-1 is evicted through the API');
  });

  test('is nothing while another pod of the workload is up', () => {
    expect(diagnose(playbook, { pod: made, siblings: [pod()] }).causes).toEqual([]);
    expect(diagnose(playbook, { pod: made, siblings: [made] }).causes).toEqual(['drained']);
  });

  test('of a pod that is on no node', () => {
    const unplaced = disrupted('EvictionByEvictionAPI', '', {}, { nodeName: undefined as never });
    expect(tell({ pod: unplaced })?.found.cause).toBe('drained');
  });
});

describe('taint-evicted', () => {
  const said = 'Taint manager: deleting due to NoExecute taint';
  const tainted = (...taints: readonly Partial<Taint>[]) =>
    node('node-a', {
      spec: { taints: taints.map((one) => ({ key: 'maintenance', effect: 'NoExecute', ...one })) },
    });

  test('names the taint and the toleration that lacks', () => {
    const own = { key: 'gpu', operator: 'Exists' };
    const made = disrupted('DeletionByTaintManager', said, {}, { tolerations: [own], nodeName: 'node-a' });
    const one = tell({ pod: made, node: tainted({ value: 'kernel', timeAdded: secondsAgo(30) }) });
    expect(one?.title).toBe(
      'web-1 is being deleted for a taint of its node node-a: maintenance=kernel:NoExecute',
    );
    expect(one?.text).toMatch(/since 30s/);
    expect(one?.found.params.patch).toContain('"key":"gpu"');
    expect(one?.found.params.patch).toContain('"value":"kernel"');
    expect(one?.text).toMatch(/kubectl taint nodes node-a maintenance=kernel:NoExecute-/);
  });

  test('a taint that was tolerated for a while only, the node’s own trouble', () => {
    const toleration = { key: 'node.kubernetes.io/unreachable', operator: 'Exists', tolerationSeconds: 300 };
    const made = disrupted(
      'DeletionByTaintManager',
      said,
      {},
      { nodeName: 'node-a', tolerations: [toleration, { operator: 'Exists', effect: 'NoSchedule' }] },
    );
    const down = {
      ...tainted({ key: 'node.kubernetes.io/unreachable' }),
      status: { conditions: [{ type: 'Ready', status: 'Unknown' }] },
    };
    const one = tell({ pod: made, node: down });
    expect(one?.text).toMatch(/tolerates it for 5m only/);
    expect(one?.text).toMatch(/not ready \(Ready: Unknown\)/);
    expect(one?.found.params.patch).toBeUndefined();
    const up = { ...down, status: { conditions: [{ type: 'Ready', status: 'True' }] } };
    expect(tell({ pod: made, node: up })?.text).not.toMatch(/not ready/);
  });

  test.each<[string, Partial<Made>, RegExp]>([
    [
      'the taint is gone again',
      { node: tainted({ effect: 'NoSchedule' }) },
      /for a taint of its node node-a$/m,
    ],
    ['the node could not be read', { node: 'forbidden' }, /Node node-a could not be read/],
  ])('where %s', (_, more, text) => {
    expect(tell({ pod: disrupted('DeletionByTaintManager', said), ...more })?.text).toMatch(text);
  });

  test('before 1.26 by the taint manager’s event, which has no UID, of a node that has such a taint', () => {
    const leaving = (spec: PodSpec = {}, metadata: ObjectMeta = {}) =>
      pod({ metadata: { ...DEPLOYED, deletionTimestamp: secondsAgo(-5), ...metadata }, spec });
    const marked = (ago: number, message = 'Marking for deletion Pod shop/web-1') =>
      event({
        type: 'Normal',
        reason: 'TaintManagerEviction',
        message,
        lastTimestamp: secondsAgo(ago),
        involvedObject: { kind: 'Pod', namespace: 'shop', name: 'web-1' },
      });
    const causes = (more: Made) => diagnose(playbook, { pod: leaving(), events: [marked(20)], ...more });
    const one = causes({ node: tainted({ value: 'kernel' }) });
    expect(one.told[0]?.title).toMatch(/for a taint of its node node-a: maintenance=kernel:NoExecute$/);
    expect(one.asked).toContainEqual({ section: 'events', kind: 'Pod', name: 'web-1', namespace: 'shop' });
    expect(causes({ node: 'forbidden' }).causes).toEqual(['taint-evicted']);
    const mute = [{ ...marked(20), message: undefined as never }];
    expect(causes({ node: tainted({}), events: mute }).causes).toEqual(['taint-evicted']);
    for (const none of [
      { node: node() },
      { node: { metadata: { name: 'node-a' } } },
      { node: 'not-collected' as const },
      { node: tainted({ effect: 'NoSchedule' }) },
      { node: tainted({}), events: 'forbidden' as const },
      { node: tainted({}), events: [marked(20), marked(10, 'Cancelling deletion of Pod shop/web-1')] },
      // Of an earlier pod of that name.
      { node: tainted({}), events: [marked(5000)] },
      { node: tainted({}), pod: leaving({ nodeName: undefined as never }) },
    ])
      expect(causes(none).causes).toEqual([]);
  });

  test('of a pod that is on no node, or has no tolerations listed', () => {
    const unplaced = disrupted('DeletionByTaintManager', said, {}, { nodeName: undefined as never });
    expect(tell({ pod: unplaced })?.found.params.unreadNode).toBeUndefined();
  });
});

describe('by its node’s end', () => {
  test.each([
    ['NodeShutdown', 'Pod was rejected as the node is shutting down.', 'was refused'],
    ['Shutdown', 'Node is shutting, evicting pods', 'was stopped'],
    ['Shutdown', 'Pod Node is in progress of shutting down, not admitting any new pods', 'was refused'],
    ['Terminated', 'Pod was terminated in response to imminent node shutdown.', 'was stopped'],
  ])('node-shutdown: %s', (reason, message, words) => {
    expect(tell({ pod: failed(reason, message) })?.title).toBe(
      `web-1 ${words} because its node, node-a, shut down`,
    );
  });

  test('node-shutdown by the condition, node-deleted', () => {
    const target = disrupted(
      'TerminationByKubelet',
      'Pod was terminated in response to imminent node shutdown.',
    );
    expect(tell({ pod: target })?.found.cause).toBe('node-shutdown');
    expect(tell({ pod: disrupted('DeletionByPodGC', 'PodGC: node no longer exists') })?.title).toBe(
      'web-1 is removed because its node node-a does not exist any more',
    );
  });
});

describe('admission-rejected', () => {
  test('out of cpu, sent past the scheduler', () => {
    const message =
      "Pod was rejected: Node didn't have enough resource: cpu, requested: 8000, used: 120, capacity: 2000";
    const pod = failed('OutOfcpu', message, {}, {});
    const one = tell({ pod, events: [event({ reason: 'OutOfcpu', message })] });
    expect(one?.title).toBe('The kubelet of node-a refused the pod: OutOfcpu (8 cpu wanted, 1880m free)');
    expect(one?.text).toMatch(/more cpu \(8\) than node node-a has at all/);
    expect(one?.text).toMatch(/did not go through the scheduler: its spec names node node-a/);
    expect(one?.text).not.toMatch(/scheduler had chosen/);
  });

  test('once its events have expired nothing tells whether a scheduler was asked', () => {
    const message =
      "Pod was rejected: Node didn't have enough resource: cpu, requested: 8, used: 1, capacity: 8";
    const one = tell({ pod: failed('OutOfcpu', message, {}, {}) });
    expect(one?.title).toMatch(/refused the pod: OutOfcpu/);
    expect(one?.text).not.toMatch(/scheduler|nodeName/);
  });

  test('out of cpu in a race', () => {
    const message = "Node didn't have enough resource: cpu, requested: 1000, used: 1900, capacity: 2000";
    const events = [event({ reason: 'Scheduled', type: 'Normal' })];
    const one = tell({ pod: failed('OutOfcpu', message), events });
    expect(one?.text).toMatch(/The scheduler had chosen node node-a/);
    expect(one?.text).not.toMatch(/than node node-a has at all/);
  });

  test('a sysctl that the node does not allow', () => {
    const message = 'Pod was rejected: forbidden sysctl: "net.core.somaxconn" not allowlisted';
    const one = tell({ pod: failed('SysctlForbidden', message) });
    expect(one?.title).toBe('The kubelet of node-a refused the pod: SysctlForbidden (net.core.somaxconn)');
    expect(one?.text).toMatch(/--allowed-unsafe-sysctls=net.core.somaxconn/);
  });

  test('the condition PodScheduled tells that a scheduler was asked', () => {
    const made = failed('NodeAffinity', 'Predicate NodeAffinity failed', {}, {});
    const conditions = [{ type: 'PodScheduled', status: 'True' }];
    const one = tell({ pod: { ...made, status: { ...made.status, conditions } } });
    expect(one?.text).toMatch(/The scheduler had chosen node node-a/);
  });

  test.each([
    ['NodeAffinity', 'Predicate NodeAffinity failed'],
    ['UnexpectedAdmissionError', 'Allocate failed due to no healthy devices present'],
    ['SomethingNew', 'Pod was rejected: something new'],
  ])('%s', (reason, message) => {
    const one = tell({ pod: failed(reason, message) });
    expect(one?.found.cause).toBe('admission-rejected');
    expect(one?.text).toContain(message);
  });
});

describe('near misses', () => {
  test.each<[string, Pod]>([
    ['healthy', pod()],
    ['empty', {}],
    ['failed by itself', pod({ status: { phase: 'Failed', containerStatuses: [] } })],
    [
      'over its deadline',
      failed('DeadlineExceeded', 'Pod was active on the node longer than the specified deadline'),
    ],
    ['failed for a reason without words', failed('Odd', undefined as never)],
    ['done', pod({ metadata: { deletionTimestamp: secondsAgo(1) }, status: { phase: 'Succeeded' } })],
    [
      'no longer to be disrupted',
      pod({ status: { conditions: [{ type: 'DisruptionTarget', status: 'False' }] } }),
    ],
    [
      'disrupted for no known reason',
      pod({
        metadata: { deletionTimestamp: secondsAgo(1) },
        status: { conditions: [{ type: 'DisruptionTarget', status: 'True' }] },
      }),
    ],
    [
      'not deleted after all',
      pod({
        status: {
          conditions: [{ type: 'DisruptionTarget', status: 'True', reason: 'PreemptionByScheduler' }],
        },
      }),
    ],
  ])('nothing for a pod that is %s', (_, made) => {
    expect(diagnose(playbook, { pod: made }).causes).toEqual([]);
  });

  test('a pod that failed is history once its successor fails by itself, or after an hour', () => {
    const message = 'Usage of EmptyDir volume "cache" exceeds the limit "16Mi". ';
    const one = failed('Evicted', message);
    const successor = (status: PodStatus) =>
      pod({ metadata: { name: 'web-2', creationTimestamp: secondsAgo(5) }, status });
    const starting = successor({ phase: 'Pending', conditions: [], containerStatuses: [] });
    const crashing = successor({
      conditions: [],
      containerStatuses: [containerStatus('app', { waiting: { reason: 'CrashLoopBackOff' } })],
    });
    const elder = pod({ metadata: { name: 'web-0', creationTimestamp: undefined as never } });
    const causes = (made: Pod, ...siblings: readonly Pod[]) =>
      diagnose(playbook, { pod: made, siblings }).causes;
    expect(causes(one, starting, elder)).toEqual(['own-empty-dir-limit']);
    expect(causes(one, elder)).toEqual(['own-empty-dir-limit']);
    expect(causes(one, successor({ phase: 'Failed' }))).toEqual(['own-empty-dir-limit']);
    expect(causes(one, crashing)).toEqual([]);
    const old = pod({
      metadata: { ...DEPLOYED, creationTimestamp: secondsAgo(9000) },
      status: {
        phase: 'Failed',
        reason: 'Evicted',
        message,
        startTime: secondsAgo(8000),
        containerStatuses: [],
      },
    });
    expect(causes(old, starting)).toEqual([]);
    expect(causes(old)).toEqual(['own-empty-dir-limit']);
    const timeless = { status: { phase: 'Failed', reason: 'Evicted', message } };
    expect(causes(timeless, starting)).toEqual(['own-empty-dir-limit']);
  });
});
