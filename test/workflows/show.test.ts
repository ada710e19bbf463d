import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { ReplayedCluster } from '../../src/replayed-cluster.ts';
import { object, pod, recordingOf } from '../kube/support/objects.ts';
import { askCluster, ofKind, recordedCluster } from '../support/answering.ts';

const timeline = { namespace: 'r-feed', target: 'deploy/timeline' };
const metricsApi = 'metrics.k8s.io/v1beta1';
const secretValue = ['hunter2', 'hunter2'].join('-');

const shop = recordingOf([
  pod('web-1', {
    spec: {
      containers: [
        {
          name: 'app',
          resources: { limits: { memory: '100Mi' } },
          env: [{ name: 'DB_PASSWORD', value: secretValue }],
        },
        { name: 'proxy' },
      ],
    },
    status: { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] },
  }),
  object('v1', 'Node', '', 'node-a', {
    spec: { unschedulable: true },
    status: { allocatable: { cpu: '4' }, conditions: [{ type: 'Ready', status: 'True' }] },
  }),
  object('v1', 'Node', '', 'node-b', { status: { conditions: [{ type: 'Ready', status: 'Unknown' }] } }),
  object('v1', 'Node', '', 'node-0', { status: { conditions: [{ type: 'Ready', status: 'True' }] } }),
  // Served under the API that their apiVersion names, beside the core's own pods and nodes.
  object(metricsApi, 'Pod', 'shop', 'web-1', {
    containers: [
      { name: 'proxy', usage: { cpu: '1m', memory: '300Mi' } },
      { name: 'app', usage: { cpu: '250m', memory: '90Mi' } },
    ],
  }),
  object(metricsApi, 'Node', '', 'node-a', { usage: { cpu: '1500m', memory: '1Gi' } }),
  object('apps/v1', 'Deployment', 'shop', 'empty', {
    spec: { replicas: 0, selector: { matchLabels: { app: 'no' } } },
  }),
]);

let cluster: ReplayedCluster;
let made: ReplayedCluster;
beforeAll(async () => {
  cluster = await recordedCluster(['r-feed-timeline', 'r-ok-2-redis']);
  made = await recordedCluster([shop]);
});
afterAll(() => Promise.all([cluster.close(), made.close()]));

describe('logs', () => {
  it('are those of the pod that fails', async () => {
    const reply = ofKind(await askCluster(cluster, { verb: 'logs', ...timeline }), 'logs');
    expect(reply).toMatchObject({ pod: 'timeline-7dc8c9f7d4-5tcrt', container: 'timeline', previous: false });
    expect(reply.lines.map(({ text }) => text)).toContain('FATAL: environment variable REDIS_URL is not set');
  });

  it('are as many lines as were asked for', async () => {
    const reply = ofKind(await askCluster(cluster, { verb: 'logs', ...timeline, tail: 1 }), 'logs');
    expect(reply.lines).toHaveLength(1);
  });

  it('of a time may be none', async () => {
    const reply = ofKind(await askCluster(cluster, { verb: 'logs', ...timeline, sinceSeconds: 1 }), 'logs');
    expect(reply.lines).toEqual([]);
  });

  it('of a container that the pod does not have are a plain answer', async () => {
    const reply = ofKind(
      await askCluster(cluster, { verb: 'logs', ...timeline, container: 'sidecar' }),
      'failed',
    );
    expect(reply.message).toMatch(/no container "sidecar".*there is timeline/);
  });

  it('of the run before, where there was none, are a plain answer', async () => {
    const ask = { verb: 'logs', namespace: 'r-ok-2', target: 'sts/redis', previous: true } as const;
    const reply = ofKind(await askCluster(cluster, ask), 'failed');
    expect(reply).toMatchObject({ code: 'target-invalid', message: expect.stringContaining('previous') });
  });

  it('of a workload without pods are a plain answer', async () => {
    const reply = ofKind(
      await askCluster(made, { verb: 'logs', target: 'deploy/empty', namespace: 'shop' }),
      'failed',
    );
    expect(reply.message).toMatch(/has no pods now.*why deployment\/empty/);
  });

  it('that may not be read are an error that says so', async () => {
    const closed = await recordedCluster(
      ['r-feed-timeline'],
      [{ kind: 'status', code: 403, verb: '*', resource: 'pods/log' }],
    );
    const asking = askCluster(closed, { verb: 'logs', ...timeline });
    await expect(asking).rejects.toMatchObject({ code: 'forbidden', retryable: false });
    await closed.close();
  });
});

describe('LOGS=off', () => {
  it('answers why without having read a line', async () => {
    const before = cluster.replay.journal.length;
    const { report } = ofKind(await askCluster(cluster, timeline, { logs: false }), 'report');
    const asked = cluster.replay.journal.slice(before).map(({ path }) => path);
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter((path) => path.endsWith('/log'))).toEqual([]);
    expect(report.findings.flatMap(({ evidence }) => evidence).map(({ kind }) => kind)).not.toContain('log');
    expect(report.gaps).toContainEqual(expect.objectContaining({ section: 'log', reason: 'forbidden' }));
  });

  it('refuses to show any', async () => {
    const asked = await askCluster(cluster, { verb: 'logs', ...timeline }, { logs: false });
    expect(ofKind(asked, 'failed')).toMatchObject({ code: 'denied' });
  });

  it('leaves out what the kubelet copied of a log into the status, and keeps what an app wrote itself', async () => {
    const terminated = { exitCode: 1, reason: 'Error', message: 'panic: so the log said' };
    const status = (name: string) => ({ name, state: { terminated }, lastState: { terminated } });
    const both = pod('web-2', {
      spec: {
        containers: [{ name: 'app', terminationMessagePolicy: 'FallbackToLogsOnError' }, { name: 'own' }],
      },
      status: { phase: 'Failed', containerStatuses: [status('app'), status('own')] },
    });
    const over = await recordedCluster([recordingOf([both])]);
    for (const ask of [
      { verb: 'describe', target: 'web-2' },
      { verb: 'list' },
      { verb: 'yaml', target: 'web-2' },
    ] as const) {
      const { reply } = await askCluster(over, { ...ask, namespace: 'shop' }, { logs: false });
      expect(JSON.stringify(reply).match(/so the log said/g), ask.verb).toHaveLength(2);
    }
    await over.close();
  });
});

describe('events', () => {
  it('are those of the workload, its ReplicaSets and its pods, oldest first', async () => {
    const reply = ofKind(await askCluster(cluster, { verb: 'events', ...timeline }), 'events');
    expect(new Set(reply.events.map(({ involvedObject }) => involvedObject?.kind))).toEqual(
      new Set(['Deployment', 'ReplicaSet', 'Pod']),
    );
    expect(reply.events.map(({ reason }) => reason)).toContain('BackOff');
    expect(reply.gaps).toEqual([]);
  });
});

describe('describe', () => {
  it('shows the worst pod with its events', async () => {
    const reply = ofKind(await askCluster(cluster, { verb: 'describe', ...timeline }), 'describe');
    expect(reply.pod.metadata?.name).toBe('timeline-7dc8c9f7d4-5tcrt');
    expect(reply.events.length).toBeGreaterThan(0);
  });

  it('keeps the names of secret variables and none of their values', async () => {
    const asked = await askCluster(made, { verb: 'describe', target: 'pod/web-1', namespace: 'shop' });
    expect(JSON.stringify(ofKind(asked, 'describe').pod)).toContain('DB_PASSWORD');
    expect(JSON.stringify(asked)).not.toContain(secretValue);
  });

  it('names the events as a gap where they may not be read', async () => {
    const closed = await recordedCluster(
      ['r-feed-timeline'],
      [{ kind: 'status', code: 403, verb: '*', resource: 'events' }],
    );
    const reply = ofKind(await askCluster(closed, { verb: 'describe', ...timeline }), 'describe');
    await closed.close();
    expect(reply).toMatchObject({ events: [], gaps: [{ section: 'events', reason: 'forbidden' }] });
  });
});

describe('list', () => {
  it('shows the pods of a namespace, the unwell first', async () => {
    const reply = ofKind(await askCluster(cluster, { verb: 'list', namespace: 'r-feed' }), 'list');
    expect(reply).toMatchObject({ namespace: 'r-feed', truncated: false });
    expect(reply.pods).toHaveLength(3);
    expect(reply.pods[0]?.metadata?.name).toBe('timeline-7dc8c9f7d4-5tcrt');
  });

  it('shows the unwell alone on demand', async () => {
    const ask = { verb: 'list', namespace: 'r-feed', unhealthy: true } as const;
    expect(ofKind(await askCluster(cluster, ask), 'list').pods).toHaveLength(1);
  });

  it('takes the namespace of the cluster where none is named', async () => {
    expect(ofKind(await askCluster(made, { verb: 'list' }), 'list').namespace).toBe(made.namespace);
  });

  it('tells a namespace that does not exist from an empty one', async () => {
    const reply = ofKind(await askCluster(cluster, { verb: 'list', namespace: 'r-fed' }), 'unresolved');
    expect(reply.message).toBe('There is no namespace "r-fed".');
    expect(reply.near).toContainEqual({ kind: 'Namespace', namespace: '', name: 'r-feed' });
    const far = ofKind(await askCluster(cluster, { verb: 'list', namespace: 'nowhere' }), 'unresolved');
    expect(far.near).toEqual([]);
    const names = far.elsewhere.map(({ name }) => name);
    expect(names).toContain('r-feed');
    // Those of the cluster itself last.
    expect(names.at(-1)).toMatch(/^kube-/);
    expect(names[0]).not.toMatch(/^kube-/);
  });
});

describe('top', () => {
  it('shows the use of each container beside its limit, the nearest to it first', async () => {
    const reply = ofKind(await askCluster(made, { verb: 'top', namespace: 'shop' }), 'top');
    expect(reply.rows).toEqual([
      { name: 'web-1', container: 'app', cpu: '250m', memory: '90Mi', memoryOf: '100Mi' },
      { name: 'web-1', container: 'proxy', cpu: '1m', memory: '300Mi' },
    ]);
  });

  it('says that there is no metrics-server', async () => {
    const reply = ofKind(await askCluster(cluster, { verb: 'top', namespace: 'r-feed' }), 'failed');
    expect(reply.message).toContain('metrics-server');
  });
});

describe('nodes', () => {
  it('shows those in trouble first, with what is used of them', async () => {
    const reply = ofKind(await askCluster(made, { verb: 'nodes' }), 'nodes');
    expect(reply.nodes.map(({ metadata }) => metadata?.name)).toEqual(['node-b', 'node-a', 'node-0']);
    expect(reply.use).toEqual([{ name: 'node-a', cpu: '1500m', memory: '1Gi', cpuOf: '4' }]);
  });

  it('are shown without their use where there is no metrics-server', async () => {
    const reply = ofKind(await askCluster(cluster, { verb: 'nodes' }), 'nodes');
    expect(reply.nodes.length).toBeGreaterThan(0);
    expect(reply.use).toEqual([]);
  });
});

describe('yaml', () => {
  it('shows the object without bookkeeping and without secrets', async () => {
    const reply = ofKind(
      await askCluster(made, { verb: 'yaml', target: 'pod/web-1', namespace: 'shop' }),
      'yaml',
    );
    const shown = parse(reply.text);
    expect(Object.keys(shown).slice(0, 3)).toEqual(['apiVersion', 'kind', 'metadata']);
    expect(shown.metadata).toMatchObject({ name: 'web-1' });
    expect(shown.metadata).not.toHaveProperty('managedFields');
    expect(reply.text).toContain('DB_PASSWORD');
    expect(reply.text).not.toContain(secretValue);
  });

  it.each(['secret/db', 'configmap/settings'])('never reads %s', async (target) => {
    const { reply } = await askCluster(made, { verb: 'yaml', target });
    expect(reply.kind).not.toBe('yaml');
    expect(
      await made.read({ section: 'object', kind: 'Secret', namespace: 'shop', name: 'db' }),
    ).toMatchObject({
      status: 'unavailable',
    });
  });
});
