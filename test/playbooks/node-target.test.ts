import { describe, expect, it, test } from 'vitest';
import { node as playbook } from '../../playbooks/node/index.ts';
import type { Condition } from '../../src/diagnosis/objects/meta.ts';
import type { Node } from '../../src/diagnosis/objects/node.ts';
import type { Pod, Toleration } from '../../src/diagnosis/objects/pod.ts';
import { type Asked, asked, type Withheld } from '../support/asked.ts';
import { CREATED, NOW, node, pod } from '../support/build.ts';
import { secondsAgo } from './crashloop-made.ts';

type Made = {
  readonly metadata?: Node['metadata'];
  readonly spec?: Node['spec'];
  readonly conditions?: readonly Partial<Condition>[];
  readonly status?: Node['status'];
};

/** Node node-a of an hour, ready unless told. */
function made({ metadata, spec, conditions, status }: Made = {}): object {
  const one = node('node-a', { ...(spec ? { spec } : {}), status: { ...status } });
  const ready = { type: 'Ready', status: 'True' };
  return {
    kind: 'Node',
    ...one,
    metadata: { ...one.metadata, creationTimestamp: secondsAgo(3600), ...metadata },
    status: { ...one.status, conditions: conditions ?? [ready] },
  };
}

function on(
  name: string,
  more: {
    tolerations?: readonly Toleration[];
    metadata?: Pod['metadata'];
    spec?: Pod['spec'];
    status?: Pod['status'];
  } = {},
): object {
  const tolerations = more.tolerations ?? [tolerating(300)];
  const one = pod({
    metadata: { name, ...more.metadata },
    spec: { nodeName: 'node-a', containers: [{ name: 'app' }], tolerations, ...more.spec },
    ...(more.status ? { status: more.status } : {}),
  });
  return { kind: 'Pod', ...one };
}

function tolerating(tolerationSeconds?: number, key = 'node.kubernetes.io/unreachable'): Toleration {
  return {
    key,
    operator: 'Exists',
    effect: 'NoExecute',
    ...(tolerationSeconds === undefined ? {} : { tolerationSeconds }),
  };
}

function why(objects: readonly object[], withheld: Withheld = {}): Asked {
  return asked(playbook, 'node/node-a', objects, withheld);
}

function one(objects: readonly object[], withheld: Withheld = {}) {
  const answer = why(objects, withheld);
  expect(answer.told).toHaveLength(1);
  return { ...answer.told[0], verdict: answer.verdict, reads: answer.reads } as Asked['told'][number] &
    Pick<Asked, 'verdict' | 'reads'>;
}

const SILENT = {
  conditions: [
    {
      type: 'Ready',
      status: 'Unknown',
      reason: 'NodeStatusUnknown',
      message: 'Kubelet stopped posting node status.',
      lastTransitionTime: secondsAgo(90),
      lastHeartbeatTime: secondsAgo(140),
    },
  ],
};
const CNI =
  'container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized';

function unready(message: string): Made {
  return {
    conditions: [
      {
        type: 'Ready',
        status: 'False',
        reason: 'KubeletNotReady',
        message,
        lastTransitionTime: secondsAgo(200),
      },
    ],
  };
}

describe('a node that is well', () => {
  it('has nothing found and nothing asked', () => {
    const answer = why([made(), on('web-1')]);
    expect([answer.verdict, answer.told, answer.reads]).toEqual(['healthy', [], []]);
    const fenced = {
      spec: {
        taints: [
          { key: 'dedicated', value: 'gpu', effect: 'NoSchedule' },
          { key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' },
        ],
      },
    };
    expect(why([made(fenced)]).told).toEqual([]);
    expect(why([{ kind: 'Node', metadata: { name: 'node-a' } }]).told).toEqual([]);
  });

  it('is nobody’s where another kind is asked about', () => {
    expect(
      asked(playbook, 'pvc/data', [
        { kind: 'PersistentVolumeClaim', metadata: { name: 'data', namespace: 'shop' } },
      ]).told,
    ).toEqual([]);
  });
});

describe('a node whose kubelet is silent', () => {
  it('tells since when, and what becomes of its pods', () => {
    const forever = [tolerating()];
    const leaving = { deletionTimestamp: NOW };
    const said = one([
      made({
        ...SILENT,
        spec: {
          taints: [{ key: 'node.kubernetes.io/unreachable', effect: 'NoExecute', timeAdded: secondsAgo(80) }],
        },
      }),
      on('web-1'),
      on('web-2'),
      on('web-3', { tolerations: [tolerating(60)] }),
      on('agent', { tolerations: forever }),
      on('old', { metadata: leaving }),
      on('old-agent', { metadata: leaving, tolerations: forever }),
    ]);
    expect(said).toMatchObject({ cause: 'node-unreachable', confidence: 'certain', verdict: 'unhealthy' });
    expect(said.title).toBe('Node node-a has not answered for 90s: its kubelet posts no status');
    expect(said.text).toMatch(/The node controller says: Kubelet stopped posting node status\./);
    expect(said.text).toMatch(/State as of \S+ \(2m20s ago\), the last/);
    expect(said.text).toMatch(/Pods on it: 6\./);
    expect(said.text).toMatch(/In deletion, and gone once .*: shop\/old, shop\/old-agent\./);
    expect(said.text).toMatch(
      /Deleted after 5m of this, 3m40s from now, .*: shop\/web-1, shop\/web-2, shop\/web-3\./,
    );
    expect(said.text).toMatch(/They stay where they are, .*: shop\/agent\./);
    expect(said.text).toMatch(/kubectl delete node node-a/);
    expect(said.text).not.toMatch(/Pod web-1|--force|has not been ready/);
    expect(said.evidence).toMatch(/6 pods: .*, …/);
    expect(said.reads).toEqual(['node-pods']);
  });

  test.each([
    ['is over', [on('web-1', { tolerations: [tolerating(30)] })], /Deleted after 30s of this, for their/],
    ['is none', [on('web-1', { tolerations: [] })], /Deleted after 0s of this, for their/],
    ['is nobody’s: no pods', [], /^(?![\s\S]*(Pods on it|Deleted after))/],
  ])('the time that pods are given %s', (_, pods, text) => {
    expect(one([made(SILENT), ...pods]).text).toMatch(text);
  });

  test.each([
    'forbidden',
    'timeout',
    'failed',
    'not-collected',
  ] as const)('is found where its pods are %s', (reason) => {
    const said = one([made(SILENT)], { 'node-pods': reason });
    expect(said).toMatchObject({ cause: 'node-unreachable', verdict: 'unhealthy' });
    expect(said.text).not.toMatch(/Pods on it/);
  });

  it('is never merely new', () => {
    expect(one([made({ ...SILENT, metadata: { creationTimestamp: secondsAgo(30) } })]).verdict).toBe(
      'unhealthy',
    );
    expect(
      one([{ kind: 'Pod', metadata: {}, spec: { nodeName: 'node-a' }, status: {} }, made(SILENT)]).text,
    ).toMatch(/Pods on it: 1/);
  });
});

describe('a node whose kubelet reports trouble', () => {
  it('lacks a network plugin', () => {
    const said = one([made(unready(CNI))]);
    expect(said.title).toBe(
      'Node node-a is not ready for 3m20s: Network plugin returns error: cni plugin not initialized',
    );
    expect(said.text).toMatch(/No pod of a network plugin that is known here is on node-a/);
    const failing = on('calico-node-x7', {
      status: { phase: 'Pending', conditions: [], containerStatuses: [] },
    });
    const found = one([made(unready(CNI)), failing, on('web-1')]);
    expect(found.text).toMatch(
      /Pods of the network plugin there: shop\/calico-node-x7 \(Pending, 0\/1 ready\)\./,
    );
    const nameless = { kind: 'Pod', metadata: {}, spec: { nodeName: 'node-a' }, status: {} };
    expect(one([made(unready(CNI)), nameless]).text).toMatch(/No pod of a network plugin/);
    expect(one([made(unready(CNI))], { 'node-pods': 'forbidden' }).text).not.toMatch(
      /Pods of the network plugin|No pod of/,
    );
  });

  test.each([
    'PLEG is not healthy: pleg was last seen active 5m0s ago; threshold is 3m0s',
    'container runtime is down',
  ])('%s', (message) => {
    const said = one([made(unready(message))]);
    expect(said.text).toMatch(/container runtime of node-a does not answer/);
    expect(said.text).not.toMatch(/network plugin/);
  });

  it('is new: waits', () => {
    const said = one([made({ ...unready(CNI), metadata: { creationTimestamp: secondsAgo(40) } })]);
    expect(said).toMatchObject({ cause: 'node-not-ready', verdict: 'waiting', reads: [] });
    const wordless = one([made({ conditions: [{ type: 'Ready', status: 'False' }] })]);
    expect(wordless.title).toBe('Node node-a is not ready');
  });
});

describe('a node that is short of something', () => {
  const pressure = (type: string, message: string) => ({
    type,
    status: 'True',
    message,
    lastTransitionTime: secondsAgo(120),
  });
  const ready = { type: 'Ready', status: 'True' };
  const event = (
    reason: string | undefined,
    message: string | undefined,
    lastTimestamp: string | undefined = secondsAgo(30),
  ) => ({
    kind: 'Event',
    metadata: { name: `${reason}.1`, namespace: 'default' },
    reason,
    message,
    lastTimestamp,
    involvedObject: { kind: 'Node', name: 'node-a', uid: 'node-a' },
  });
  const usage = { kind: 'NodeMetrics', metadata: { name: 'node-a' }, usage: { memory: '7900Mi' } };

  it('of memory: use, requests, the kubelet’s word', () => {
    const said = one([
      made({ conditions: [ready, pressure('MemoryPressure', 'kubelet has insufficient memory available')] }),
      on('web-1', { spec: { containers: [{ name: 'app', resources: { requests: { memory: '1Gi' } } }] } }),
      on('web-2'),
      usage,
      event('EvictionThresholdMet', 'Attempting to reclaim memory'),
      event('EvictionThresholdMet', 'Attempting to reclaim ephemeral-storage', NOW),
      event('Starting', 'Starting kubelet.', NOW),
      event(undefined, undefined, NOW),
    ]);
    expect(said).toMatchObject({ cause: 'node-pressure', confidence: 'certain', verdict: 'unhealthy' });
    expect(said.title).toBe('Node node-a is short of memory for 2m');
    expect(said.text).toMatch(/It uses 7900Mi of memory; its pods may have 8Gi and request 1Gi\./);
    expect(said.text).toMatch(/Pods on it: shop\/web-1, shop\/web-2\./);
    expect(said.text).toMatch(/last word on it, 30s ago: Attempting to reclaim memory/);
    expect([...said.reads].sort()).toEqual(['events', 'node-metrics', 'node-pods']);
  });

  it('of disk space: what the kubelet looked for', () => {
    const short = made({
      conditions: [ready, pressure('DiskPressure', 'kubelet has disk pressure')],
      status: { capacity: { 'ephemeral-storage': '100Gi' } },
    });
    const words =
      'Failed to garbage collect required amount of images. Attempted to free 3221225472 bytes, but only found 0 bytes eligible to free.';
    const said = one([short, event('FreeDiskSpaceFailed', words)]);
    expect(said.text).toMatch(/looked for 3Gi of unused images to remove, and found none\./);
    expect(said.text).toMatch(/Its disk for containers holds 100Gi\./);
    const older =
      'failed to garbage collect required amount of images. Wanted to free 3221225472 bytes, but freed 1073741824 bytes';
    expect(one([short, event('ImageGCFailed', older)]).text).toMatch(/and found 1Gi\./);
    expect([...said.reads].sort()).toEqual(['events', 'node-pods']);
    expect(
      one([short, event('EvictionThresholdMet', 'Attempting to reclaim ephemeral-storage', '')]).text,
    ).not.toMatch(/last word/);
  });

  it('of several things, or of process ids', () => {
    const two = one([
      made({
        conditions: [
          ready,
          pressure('PIDPressure', 'kubelet has insufficient PID available'),
          pressure('DiskPressure', 'x'),
        ],
        status: { capacity: {} },
      }),
    ]);
    expect(two.title).toMatch(/short of process ids, disk space/);
    expect(two.evidence).toContain('DiskPressure');
    const pids = one([
      made({ conditions: [ready, pressure('PIDPressure', 'x')] }),
      event('EvictionThresholdMet', 'Attempting to reclaim pids'),
    ]);
    expect(pids.text).toMatch(/Attempting to reclaim pids/);
  });

  test.each([
    'forbidden',
    'timeout',
    'failed',
    'not-found',
  ] as const)('is found where all else is %s', (reason) => {
    const short = made({ conditions: [ready, pressure('MemoryPressure', 'x')] });
    const said = one([short, usage], { events: reason, 'node-pods': reason, 'node-metrics': reason });
    expect(said.title).toBe('Node node-a is short of memory for 2m');
    expect(said.text).not.toMatch(/It uses/);
    expect(one([short]).text).not.toMatch(/It uses/);
    const bare = made({ conditions: [ready, pressure('MemoryPressure', 'x')], status: { allocatable: {} } });
    expect(one([bare, usage]).text).not.toMatch(/It uses/);
  });
});

describe('a node whose network is not set up', () => {
  const conditions = [
    { type: 'Ready', status: 'True' },
    {
      type: 'NetworkUnavailable',
      status: 'True',
      reason: 'NoRouteCreated',
      message: 'Node created without a route',
      lastTransitionTime: secondsAgo(3600),
    },
  ];

  it('for long, or only not yet', () => {
    const said = one([made({ conditions })]);
    expect(said).toMatchObject({ cause: 'network-unavailable', verdict: 'unhealthy' });
    expect(said.title).toBe('The network of node node-a is not set up for 60m: Node created without a route');
    const young = one([made({ conditions, metadata: { creationTimestamp: secondsAgo(20) } })]);
    expect([young.verdict, young.reads]).toEqual(['waiting', []]);
    const fine = [
      { type: 'Ready', status: 'True' },
      { type: 'NetworkUnavailable', status: 'False' },
    ];
    expect(why([made({ conditions: fine })]).told).toEqual([]);
  });
});

describe('a node that somebody keeps pods off', () => {
  const CORDON = {
    key: 'node.kubernetes.io/unschedulable',
    effect: 'NoSchedule',
    timeAdded: secondsAgo(600),
  };
  const MAINTENANCE = { key: 'maintenance', value: 'kernel', effect: 'NoExecute' };

  it('is cordoned', () => {
    const said = one([
      made({ spec: { unschedulable: true, taints: [CORDON, { key: 'dedicated', effect: 'NoSchedule' }] } }),
    ]);
    expect(said).toMatchObject({ cause: 'cordoned', verdict: 'healthy', reads: [] });
    expect(said.title).toBe('Node node-a is cordoned for 10m: it takes no new pods');
    expect(said.text).toMatch(
      /stay until somebody drains it[\s\S]*tainted as well: dedicated:NoSchedule[\s\S]*kubectl uncordon node-a/,
    );
    const older = one([made({ spec: { unschedulable: true, taints: [MAINTENANCE] } })]);
    expect(older.title).toBe('Node node-a is cordoned: it takes no new pods');
    expect(older.text).not.toMatch(/drains it/);
    expect(one([made({ spec: { unschedulable: true } })]).cause).toBe('cordoned');
  });

  it('puts pods off that do not tolerate a taint', () => {
    const said = one([made({ spec: { taints: [{ ...MAINTENANCE, timeAdded: secondsAgo(60) }] } })]);
    expect(said).toMatchObject({ cause: 'evicting-taint', verdict: 'healthy' });
    expect(said.title).toBe('Node node-a keeps only pods that tolerate maintenance=kernel:NoExecute');
    expect(said.text).toMatch(
      /put off it, for 60s now[\s\S]*kubectl taint node node-a maintenance=kernel:NoExecute-/,
    );
  });

  test.each([
    ['node.cloudprovider.kubernetes.io/uninitialized', 'the cloud controller manager'],
    ['karpenter.sh/unregistered', 'Karpenter'],
    ['node.cilium.io/agent-not-ready', 'the network plugin’s agent'],
    ['startup-taint.cluster-autoscaler.kubernetes.io/disk', 'what set it'],
  ])('is still being set up: %s', (key, setter) => {
    const spec = {
      taints: [
        { key, effect: 'NoExecute' },
        { key, effect: 'NoSchedule' },
      ],
    };
    const young = one([made({ spec, metadata: { creationTimestamp: secondsAgo(100) } })]);
    expect(young).toMatchObject({ cause: 'node-starting', verdict: 'waiting' });
    const late = one([made({ spec })]);
    expect(late).toMatchObject({ cause: 'node-starting', verdict: 'unhealthy' });
    expect(late.text).toContain(`takes the taint off: ${setter}.`);
  });

  test.each([
    ['ToBeDeletedByClusterAutoscaler', ' by the cluster autoscaler'],
    ['karpenter.sh/disrupted', ' by Karpenter'],
    ['node.cloudprovider.kubernetes.io/shutdown', ' by the cloud, which has shut its machine down'],
  ])('is being removed: %s', (key, title) => {
    const said = one([made({ spec: { taints: [{ key, effect: 'NoSchedule' }] } })]);
    expect(said).toMatchObject({ cause: 'node-leaving', verdict: 'healthy' });
    expect(said.title).toBe(`Node node-a is being removed${title}`);
    expect(why([made({ spec: { taints: [{ key, effect: 'PreferNoSchedule' }] } })]).told).toEqual([]);
  });

  it('is being deleted', () => {
    const held = one([made({ metadata: { deletionTimestamp: CREATED, finalizers: ['example.com/keep'] } })]);
    expect(held).toMatchObject({ cause: 'node-deleting', verdict: 'unhealthy' });
    expect(held.title).toBe('Node node-a has been in deletion for 10m: held by example.com/keep');
    const drained = one([
      made({ metadata: { deletionTimestamp: CREATED, finalizers: ['karpenter.sh/termination'] } }),
    ]);
    expect(drained.verdict).toBe('waiting');
    expect(one([made({ metadata: { deletionTimestamp: CREATED } })]).title).toMatch(/for 10m$/);
  });
});
