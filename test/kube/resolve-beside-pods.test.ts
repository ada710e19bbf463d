import { afterEach, describe, expect, it } from 'vitest';
import type { Cluster, Resolution } from '../../src/ports.ts';
import type { Fault } from '../../src/replay/faults.ts';
import type { KubeObject } from '../../src/replay/recording.ts';
import { type ReplayedCluster, replayedCluster } from '../../src/replayed-cluster.ts';
import { deployment, object, pod, recordingOf } from './support/objects.ts';

let cluster: ReplayedCluster | undefined;
afterEach(() => cluster?.close());

async function open(objects: readonly KubeObject[], ...faults: readonly Fault[]): Promise<Cluster> {
  cluster = await replayedCluster([recordingOf(objects)], {
    faults,
    rateLimit: { perSecond: 1e4, burst: 1e4 },
  });
  return cluster;
}

/** A resolution in one line: the target, what runs its pods, its pods. */
function inWords(resolution: Resolution): string {
  if (resolution.status !== 'found') return JSON.stringify(resolution);
  const { target, object: itself, workload, pods } = resolution;
  const names = pods.map(({ metadata }) => metadata?.name).join(' ');
  const runs = workload ? ` runs ${workload.kind}/${workload.metadata?.name}` : '';
  return `${target.kind} ${target.namespace}/${target.name} ${itself?.kind}${runs}: ${names}`;
}

async function resolve(from: Cluster, text: string): Promise<string> {
  return inWords(await from.resolve({ text }));
}

function service(name: string, selector?: Readonly<Record<string, string>>): KubeObject {
  return object('v1', 'Service', 'shop', name, { spec: { ...(selector ? { selector } : {}) } });
}

function autoscaler(name: string, kind: string, target: string): KubeObject {
  return object('autoscaling/v2', 'HorizontalPodAutoscaler', 'shop', name, {
    spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind, name: target }, maxReplicas: 3 },
  });
}

describe('a Service', () => {
  it('is found with the pods that it selects', async () => {
    const from = await open([
      service('front', { app: 'web', tier: 'a' }),
      pod('a', { labels: { app: 'web', tier: 'a' } }),
      pod('b', { labels: { app: 'web' } }),
    ]);
    expect(await resolve(from, 'svc/front')).toBe('Service shop/front Service: a');
    expect(from.cost().requests).toBe(2);
  });

  it('without a selector has no pods, rather than all', async () => {
    const from = await open([service('front'), service('empty', {}), pod('a')]);
    expect(await resolve(from, 'svc/front')).toBe('Service shop/front Service: ');
    expect(await resolve(from, 'svc/empty')).toBe('Service shop/empty Service: ');
  });
});

describe('an autoscaler', () => {
  it('is found with what it scales and the pods of that', async () => {
    const from = await open([autoscaler('h', 'Deployment', 'web'), ...deployment('web')]);
    expect(await resolve(from, 'hpa/h')).toBe(
      'HorizontalPodAutoscaler shop/h HorizontalPodAutoscaler runs Deployment/web: web-5d6f7c9b4-abc12',
    );
    expect(from.cost().requests).toBe(3);
  });

  it.each([
    ['what it scales does not exist', autoscaler('h', 'Deployment', 'wbe')],
    ['it scales a kind that runs no pods', autoscaler('h', 'Service', 'web')],
    ['it scales a kind that is not known', autoscaler('h', 'Rollout', 'web')],
    ['it says nothing of it', object('autoscaling/v2', 'HorizontalPodAutoscaler', 'shop', 'h')],
  ])('is found alone where %s', async (_, made) => {
    const from = await open([made, ...deployment('web')]);
    expect(await resolve(from, 'hpa/h')).toBe('HorizontalPodAutoscaler shop/h HorizontalPodAutoscaler: ');
  });

  it('is found alone where what it scales may not be seen', async () => {
    const hidden: Fault = { kind: 'status', code: 403, verb: 'get', resource: 'deployments' };
    const from = await open([autoscaler('h', 'Deployment', 'web'), ...deployment('web')], hidden);
    expect(await resolve(from, 'hpa/h')).toBe('HorizontalPodAutoscaler shop/h HorizontalPodAutoscaler: ');
  });
});

describe('a disruption budget', () => {
  const budget = (selector?: object) =>
    object('policy/v1', 'PodDisruptionBudget', 'shop', 'guard', { spec: { minAvailable: 1, selector } });
  const ofWeb = budget({ matchLabels: { app: 'web' } });
  const bare = pod('bare', { labels: { app: 'web' } });

  it('is found with the pods that it selects and what runs them all', async () => {
    const from = await open([ofWeb, ...deployment('web', ['abc12', 'def34']), ...deployment('mailer')]);
    const found =
      'PodDisruptionBudget shop/guard PodDisruptionBudget runs Deployment/web: web-5d6f7c9b4-abc12 web-5d6f7c9b4-def34';
    expect(await resolve(from, 'pdb/guard')).toBe(found);
    expect(from.cost().requests).toBe(3);
    expect(await resolve(from, 'poddisruptionbudgets.policy/guard')).toBe(found);
  });

  it.each([
    ['expressions', { matchExpressions: [{ key: 'app', operator: 'In', values: ['a', 'b'] }] }, 'a b'],
    [
      'labels and expressions',
      { matchLabels: { app: 'a' }, matchExpressions: [{ key: 'x', operator: 'DoesNotExist' }] },
      'a',
    ],
    ['an empty selector, which stands for all pods', {}, 'a b c'],
    ['no selector, which stands for none', undefined, ''],
  ])('finds pods by %s', async (_, selector, pods) => {
    const from = await open([
      budget(selector),
      ...['a', 'b', 'c'].map((app) => pod(app, { labels: { app } })),
    ]);
    expect(await resolve(from, 'pdb/guard')).toBe(
      `PodDisruptionBudget shop/guard PodDisruptionBudget: ${pods}`,
    );
  });

  it.each([
    ['pods of two workloads', [budget({}), ...deployment('web'), ...deployment('mailer')]],
    ['a pod that nobody owns among others', [ofWeb, bare, ...deployment('web')]],
    ['a pod that nobody owns', [ofWeb, bare]],
    ['what is gone', [ofWeb, ...deployment('web').slice(1)]],
    [
      'a kind that is not known',
      [ofWeb, pod('a', { labels: { app: 'web' }, owner: object('example.com/v1', 'Gadget', 'shop', 'g') })],
    ],
    [
      'a kind that runs no pods',
      [ofWeb, pod('a', { labels: { app: 'web' }, owner: object('v1', 'Service', 'shop', 'g') })],
    ],
    [
      'a CronJob, known by its Jobs alone',
      [ofWeb, pod('a', { labels: { app: 'web' }, owner: object('batch/v1', 'CronJob', 'shop', 'g') })],
    ],
  ])('has no workload where its pods are of %s', async (_, objects) => {
    const from = await open(objects as readonly KubeObject[]);
    expect(await resolve(from, 'pdb/guard')).toMatch(
      /^PodDisruptionBudget shop\/guard PodDisruptionBudget: \S/,
    );
  });

  it('is found without what runs its pods where that may not be seen', async () => {
    const hidden: Fault = { kind: 'status', code: 403, verb: 'get', resource: 'deployments' };
    const from = await open([ofWeb, ...deployment('web')], hidden);
    expect(await resolve(from, 'pdb/guard')).toBe(
      'PodDisruptionBudget shop/guard PodDisruptionBudget: web-5d6f7c9b4-abc12',
    );
  });

  it.each([
    ['poddisruptionbudgets', 'get'],
    ['pods', 'list'],
  ])('is refused where %s may not be read, never "does not exist"', async (resource, verb) => {
    const hidden: Fault = { kind: 'status', code: 403, verb, resource } as Fault;
    const from = await open([ofWeb, ...deployment('web')], hidden);
    await expect(from.resolve({ text: 'pdb/guard' })).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('offers names like a wrong one, and is never meant by a bare name', async () => {
    const from = await open([ofWeb, service('guard', { app: 'x' })]);
    expect(await from.resolve({ text: 'pdb/gaurd' })).toMatchObject({
      status: 'not-found',
      near: [{ kind: 'PodDisruptionBudget', name: 'guard' }],
    });
    expect(await resolve(from, 'guard')).toMatch(/^Service shop\/guard/);
  });
});

describe('what has no pods of its own', () => {
  const node = object('v1', 'Node', '', 'node-a');
  const claim = object('v1', 'PersistentVolumeClaim', 'shop', 'data');
  const ingress = object('networking.k8s.io/v1', 'Ingress', 'shop', 'edge');

  it.each([
    ['node/node-a', 'Node /node-a Node: '],
    ['shop/node/node-a', 'Node /node-a Node: '],
    ['pvc/data', 'PersistentVolumeClaim shop/data PersistentVolumeClaim: '],
    ['ing/edge', 'Ingress shop/edge Ingress: '],
  ])('%s is found in one request', async (text, found) => {
    const from = await open([node, claim, ingress, pod('a')]);
    expect(await resolve(from, text)).toBe(found);
    expect(from.cost().requests).toBe(1);
  });

  it('offers names like a wrong one', async () => {
    const from = await open([claim, node]);
    expect(await from.resolve({ text: 'pvc/dat' })).toMatchObject({
      status: 'not-found',
      near: [{ kind: 'PersistentVolumeClaim', name: 'data' }],
    });
    expect(await from.resolve({ text: 'node/node-b' })).toMatchObject({
      status: 'not-found',
      message: 'There is no node "node-b" in the cluster.',
      near: [{ kind: 'Node', namespace: '', name: 'node-a' }],
      elsewhere: [],
    });
  });
});

describe('a name without a kind', () => {
  it('may be a Service where no workload has it', async () => {
    const from = await open([service('front', { app: 'web' }), ...deployment('web')]);
    expect(await resolve(from, 'front')).toMatch(/^Service shop\/front/);
    expect(await resolve(from, 'web')).toBe(
      'Deployment shop/web undefined runs Deployment/web: web-5d6f7c9b4-abc12',
    );
  });

  it('is asked about where a Service and a claim have it', async () => {
    const claim = object('v1', 'PersistentVolumeClaim', 'shop', 'front');
    const from = await open([service('front', { app: 'web' }), claim]);
    expect(await from.resolve({ text: 'front' })).toMatchObject({
      status: 'ambiguous',
      candidates: [{ kind: 'Service' }, { kind: 'PersistentVolumeClaim' }],
    });
  });

  it('is never a node: who may ask about a namespace need not see the cluster', async () => {
    const from = await open([object('v1', 'Node', '', 'node-a')]);
    expect(await from.resolve({ text: 'node-a' })).toMatchObject({ status: 'not-found' });
  });

  it('is looked for where Services may not be seen, without a word of them', async () => {
    const hidden: Fault = { kind: 'status', code: 403, verb: 'get', resource: 'services' };
    const from = await open(deployment('web'), hidden);
    expect(await from.resolve({ text: 'wbe' })).toMatchObject({
      status: 'not-found',
      near: [{ kind: 'Deployment', name: 'web' }],
    });
  });
});
