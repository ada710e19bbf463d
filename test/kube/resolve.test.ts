import { afterEach, describe, expect, it } from 'vitest';
import type { Cluster, Resolution, TargetQuery } from '../../src/ports.ts';
import type { Fault } from '../../src/replay/faults.ts';
import type { KubeObject } from '../../src/replay/recording.ts';
import { type ReplayedCluster, replayedCluster } from '../../src/replayed-cluster.ts';
import { deployment, object, pod, recordingOf, workload } from './support/objects.ts';

let cluster: ReplayedCluster | undefined;
afterEach(() => cluster?.close());

async function open(objects: readonly KubeObject[], ...faults: readonly Fault[]): Promise<Cluster> {
  cluster = await replayedCluster([recordingOf(objects)], {
    faults,
    rateLimit: { perSecond: 1e4, burst: 1e4 },
  });
  return cluster;
}

function forbidden(verb: string, resource: string): Fault {
  return { kind: 'status', code: 403, verb, resource };
}

/** A resolution in one line. */
async function resolve(from: Cluster, query: TargetQuery | string): Promise<string> {
  return inWords(await from.resolve(typeof query === 'string' ? { text: query } : query));
}

function inWords(resolution: Resolution): string {
  if (resolution.status === 'found') {
    const { kind, namespace, name } = resolution.target;
    const pods = resolution.pods.map(({ metadata }) => metadata?.name).join(' ');
    const jobs = resolution.jobs
      ? ` jobs ${resolution.jobs.map(({ metadata }) => metadata?.name).join(' ')}`
      : '';
    return `${kind} ${namespace}/${name}${resolution.workload ? '' : ' alone'}${jobs}: ${pods}`;
  }
  const names = (list: readonly { kind: string; namespace: string; name: string }[]) =>
    list.map(({ kind, namespace, name }) => `${kind} ${namespace}/${name}`).join(', ');
  if (resolution.status === 'ambiguous') return `ambiguous: ${names(resolution.candidates)}`;
  return `${resolution.message} near: ${names(resolution.near)} elsewhere: ${names(resolution.elsewhere)}`;
}

describe('a name that exists', () => {
  it('is a Deployment, with the pods that its ReplicaSets own', async () => {
    const labels = { app: 'web' };
    const stray = pod('stray', { labels });
    const other = workload('StatefulSet', 'other', labels);
    const theirs = pod('other-0', { labels, owner: other });
    const similar = deployment('web-api');
    const from = await open([...deployment('web', ['abc12', 'xyz98']), stray, other, theirs, ...similar]);
    const found = 'Deployment shop/web: web-5d6f7c9b4-abc12 web-5d6f7c9b4-xyz98';
    expect(await resolve(from, 'web')).toBe(found);
    expect(from.cost()).toMatchObject({ requests: 5, roundTrips: 2 });
    expect(await resolve(from, 'deployments.apps/web')).toBe(found);
    expect(from.cost()).toMatchObject({ requests: 7, roundTrips: 4 });
  });

  it('is a pod: one request when the name is a generated one', async () => {
    const from = await open(deployment('web', ['bcd45']));
    expect(await resolve(from, 'web-5d6f7c9b4-bcd45')).toBe(
      'Pod shop/web-5d6f7c9b4-bcd45 alone: web-5d6f7c9b4-bcd45',
    );
    expect(from.cost().requests).toBe(1);
  });

  it('is a StatefulSet, DaemonSet or ReplicaSet, with the pods it controls', async () => {
    const db = workload('StatefulSet', 'db', { app: 'db' });
    const agent = workload('DaemonSet', 'agent', { app: 'agent' });
    const from = await open([
      db,
      agent,
      pod('db-0', { labels: { app: 'db' }, owner: db }),
      pod('agent-x2x4z', { labels: { app: 'agent' }, owner: agent }),
      ...deployment('web'),
    ]);
    expect(await resolve(from, 'db')).toBe('StatefulSet shop/db: db-0');
    expect(await resolve(from, 'ds/agent')).toBe('DaemonSet shop/agent: agent-x2x4z');
    expect(await resolve(from, 'web-5d6f7c9b4')).toBe('ReplicaSet shop/web-5d6f7c9b4: web-5d6f7c9b4-abc12');
    expect(await resolve(from, 'db-0')).toBe('Pod shop/db-0 alone: db-0');
  });

  it('passes matchExpressions on to the server', async () => {
    const selector = {
      matchLabels: { app: 'db' },
      matchExpressions: [
        { key: 'tier', operator: 'In', values: ['a', 'b'] },
        { key: 'tier', operator: 'NotIn', values: ['b'] },
        { key: 'old', operator: 'DoesNotExist' },
        { key: 'app', operator: 'Exists' },
      ],
    };
    const db = object('apps/v1', 'StatefulSet', 'shop', 'db', { spec: { selector } });
    const labelled = (name: string, labels: Record<string, string>) => pod(name, { labels, owner: db });
    const from = await open([
      db,
      labelled('db-0', { app: 'db', tier: 'a' }),
      labelled('db-1', { app: 'db', tier: 'b' }),
      labelled('db-2', { app: 'db', tier: 'a', old: '1' }),
    ]);
    expect(await resolve(from, 'sts/db')).toBe('StatefulSet shop/db: db-0');
  });

  it('is a CronJob, with its Jobs, newest first, and their pods', async () => {
    const cron = object('batch/v1', 'CronJob', 'shop', 'report', { spec: { jobTemplate: {} } });
    const jobs = ['08', '09', '10'].map((hour) =>
      object('batch/v1', 'Job', 'shop', `report-${hour}`, {
        owner: cron,
        createdAt: `2026-03-01T${hour}:00:00Z`,
      }),
    );
    const unrelated = object('batch/v1', 'Job', 'shop', 'report-by-hand');
    const pods = [...jobs, unrelated].map((job) =>
      pod(`${job.metadata.name}-bcdf2`, { labels: { 'job-name': job.metadata.name }, owner: job }),
    );
    const from = await open([cron, ...jobs, unrelated, ...pods]);
    expect(await resolve(from, 'cj/report')).toBe(
      'CronJob shop/report jobs report-10 report-09 report-08: report-08-bcdf2 report-09-bcdf2 report-10-bcdf2',
    );
    expect(await resolve(from, 'report')).toMatch(/^CronJob shop\/report /);
  });

  it('is ambiguous when two kinds have it', async () => {
    const from = await open([...deployment('web'), workload('StatefulSet', 'web', { app: 'web' })]);
    expect(await resolve(from, 'web')).toBe('ambiguous: Deployment shop/web, StatefulSet shop/web');
    expect(await resolve(from, 'sts/web')).toBe('StatefulSet shop/web: ');
    expect(await from.resolve({ text: 'web' })).toMatchObject({ candidates: [{ status: '0/1 ready' }, {}] });
  });

  it('is found in another namespace by -n, by namespace/name and by -A', async () => {
    const from = await open([...deployment('web', ['abc12'], 'other'), ...deployment('api')]);
    const found = 'Deployment other/web: web-5d6f7c9b4-abc12';
    expect(await resolve(from, { text: 'web', namespace: 'other' })).toBe(found);
    expect(await resolve(from, 'other/web')).toBe(found);
    expect(await resolve(from, 'other/deploy/web')).toBe(found);
    expect(await resolve(from, { text: 'web', allNamespaces: true })).toBe(found);
  });

  it('is ambiguous under -A when several namespaces have it', async () => {
    const from = await open([...deployment('web'), ...deployment('web', ['abc12'], 'other')]);
    expect(await resolve(from, { text: 'web', allNamespaces: true })).toBe(
      'ambiguous: Deployment other/web, Deployment shop/web',
    );
  });
});

describe('a name that does not exist', () => {
  it('is short for the one workload that it begins', async () => {
    const from = await open([...deployment('web-frontend'), ...deployment('webhook')]);
    expect(await resolve(from, 'web')).toBe('Deployment shop/web-frontend: web-frontend-5d6f7c9b4-abc12');
    expect(await resolve(from, 'web-frontend-5d6f7c9b4-ab')).toMatch(
      /^Pod shop\/web-frontend-5d6f7c9b4-abc12/,
    );
  });

  it('is ambiguous when it begins several', async () => {
    const from = await open([...deployment('web-api'), ...deployment('web-frontend')]);
    expect(await resolve(from, 'web')).toBe(
      'ambiguous: Deployment shop/web-api, Deployment shop/web-frontend',
    );
  });

  it('brings the nearest names, and the very name of other namespaces', async () => {
    const from = await open([...deployment('checkout'), ...deployment('chekout', ['abc12'], 'other')]);
    expect(await resolve(from, 'chekout')).toBe(
      'There is no pod or workload "chekout" in namespace "shop". ' +
        'near: Deployment shop/checkout elsewhere: Deployment other/chekout',
    );
  });

  it('brings the very name of another kind first', async () => {
    const from = await open(deployment('db'));
    expect(await resolve(from, 'sts/db')).toBe(
      'There is no statefulset "db" in namespace "shop". near: Deployment shop/db elsewhere: ',
    );
  });

  it('is told apart from a namespace that does not exist', async () => {
    const from = await open(deployment('web'));
    expect(await resolve(from, 'shpo/web')).toBe(
      'There is no namespace "shpo". near: Namespace /shop elsewhere: Deployment shop/web',
    );
  });

  it('asks for metadata alone while it searches', async () => {
    await open(deployment('web'));
    await cluster?.resolve({ text: 'nothing-like-it' });
    const lists = cluster?.replay.journal.filter(({ query }) => query.includes('limit=')) ?? [];
    expect(lists.length).toBeGreaterThan(5);
    for (const { method, accept } of lists) {
      expect([method, accept]).toEqual(['GET', expect.stringContaining('as=PartialObjectMetadataList')]);
    }
  });
});

describe('a large workload', () => {
  it('is judged by its first thousand pods, and says so', async () => {
    const suffixes = Array.from({ length: 1001 }, (_, n) => String(n).padStart(5, '0'));
    const from = await open(deployment('web', suffixes));
    const resolution = await from.resolve({ text: 'deploy/web' });
    expect(resolution).toMatchObject({ status: 'found', truncated: true });
    expect(resolution.status === 'found' && resolution.pods.length).toBe(1000);
    expect(from.cost().requests).toBe(3);
  });
});

describe('a selector', () => {
  it('keeps its pods under its own name', async () => {
    const from = await open(deployment('web'));
    expect(await resolve(from, { selector: 'app=web' })).toBe(
      'Selector shop/app=web alone: web-5d6f7c9b4-abc12',
    );
  });

  it('that matches nothing here says where it matches', async () => {
    const from = await open([...deployment('web', ['abc12'], 'other'), ...deployment('api')]);
    expect(await resolve(from, { selector: 'app=web' })).toBe(
      'No pods match "app=web" in namespace "shop". near:  elsewhere: Pod other/web-5d6f7c9b4-abc12',
    );
    expect(await resolve(from, { selector: 'app=web', namespace: 'shpo' })).toMatch(
      /^There is no namespace "shpo"/,
    );
  });

  it('that is none is refused in the words of the server', async () => {
    const from = await open(deployment('web'));
    await expect(from.resolve({ selector: 'app=(' })).rejects.toMatchObject({ code: 'target-invalid' });
  });
});

describe('what may not be seen', () => {
  it('never reads as absent', async () => {
    const from = await open(deployment('api'), forbidden('get', 'deployments'));
    await expect(from.resolve({ text: 'web' })).rejects.toMatchObject({
      code: 'forbidden',
      userMessage: expect.stringMatching(
        /not allowed to get deployments\.apps in namespace shop.*`kubectl auth can-i get deployments\.apps -n shop`/,
      ),
    });
  });

  it('does not matter once the name is found', async () => {
    const from = await open(
      deployment('web'),
      forbidden('get', 'statefulsets'),
      forbidden('get', 'daemonsets'),
    );
    expect(await resolve(from, 'web')).toMatch(/^Deployment shop\/web: web-/);
  });

  it('is made up for by the pods, where those may be read', async () => {
    const from = await open(deployment('web'), forbidden('*', 'deployments'));
    expect(await resolve(from, 'web')).toBe('Deployment shop/web alone: web-5d6f7c9b4-abc12');
    expect(await resolve(from, 'deploy/web')).toBe('Deployment shop/web alone: web-5d6f7c9b4-abc12');
  });

  it('is an error when it is the pods', async () => {
    const from = await open(deployment('web'), forbidden('list', 'pods'));
    await expect(from.resolve({ text: 'deploy/web' })).rejects.toMatchObject({
      code: 'forbidden',
      userMessage: expect.stringContaining('kubectl auth can-i list pods -n shop'),
    });
  });

  it('is an error under -A', async () => {
    const from = await open(deployment('api'), forbidden('list', 'deployments'));
    await expect(from.resolve({ text: 'web', allNamespaces: true })).rejects.toMatchObject({
      code: 'forbidden',
      userMessage: expect.stringContaining('kubectl auth can-i list deployments.apps -A'),
    });
  });

  it('is told apart from what the server could not tell', async () => {
    const from = await open(deployment('web'), {
      kind: 'status',
      code: 500,
      verb: 'get',
      resource: 'deployments',
    });
    await expect(from.resolve({ text: 'deploy/web' })).rejects.toMatchObject({
      code: 'api-error',
      retryable: true,
    });
    await expect(from.resolve({ text: 'web' })).rejects.toMatchObject({ code: 'api-error' });
  });
});
