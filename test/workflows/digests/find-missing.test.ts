import { describe, expect, it, onTestFinished } from 'vitest';
import { playbooks } from '../../../playbooks/index.ts';
import { parseFault } from '../../../src/replay/faults.ts';
import type { KubeObject } from '../../../src/replay/recording.ts';
import { findMissing, withMissing } from '../../../src/workflows/digests/find-missing.ts';
import { runDigest } from '../../../src/workflows/digests/run-digest.ts';
import { event, object, pod, recordingOf } from '../../kube/support/objects.ts';
import { recordedCluster } from '../../support/answering.ts';

const NOW = { now: () => 0 };
const RULES = { ignore: {}, graceMs: 120_000, statefulSets: new Map() };
const REFUSED =
  'Error creating: pods "x" is forbidden: error looking up service account shop/runner: serviceaccount "runner" not found';

function failing(about: KubeObject, at = '2026-03-01T09:55:00Z'): KubeObject {
  return { ...event(about, 'FailedCreate', at), message: REFUSED, type: 'Warning' };
}

/** A Deployment that wants three pods and has none, and what tells of it. */
function refused(name: string, { namespace = 'shop', have = 0 } = {}): readonly KubeObject[] {
  const labels = { app: name };
  const template = { metadata: { labels }, spec: { serviceAccountName: 'runner', containers: [] } };
  const more = { spec: { replicas: 3, selector: { matchLabels: labels }, template }, labels };
  const status = { replicas: have, observedGeneration: 1 };
  const top = object('apps/v1', 'Deployment', namespace, name, { ...more, status });
  const set = object('apps/v1', 'ReplicaSet', namespace, `${name}-1`, { ...more, owner: top, status });
  return [top, set, failing(set)];
}

async function clusterOf(objects: readonly KubeObject[], faults: readonly string[] = []) {
  const cluster = await recordedCluster([recordingOf(objects)], faults.map(parseFault));
  onTestFinished(() => cluster.close());
  return cluster;
}

async function find(
  objects: readonly KubeObject[],
  options: Partial<Parameters<typeof findMissing>[2]> = {},
) {
  const session = (await clusterOf(objects)).session();
  const { owners, gaps } = await findMissing(session, session, { ...RULES, ...options });
  const names = owners.map(({ kind, name, unwell, pods }) => `${kind} ${name} ${unwell}, ${pods} there`);
  return { names, gaps, requests: session.cost().requests };
}

describe('workloads that could not make their pods', () => {
  it('are found by their events, by the one above, at a request or two each', async () => {
    const set = object('apps/v1', 'StatefulSet', 'shop', 'db', { spec: { replicas: 2 }, status: {} });
    expect(await find([...refused('web'), set, failing(set)])).toEqual({
      names: ['StatefulSet db 2, 0 there', 'Deployment web 3, 0 there'],
      gaps: [],
      requests: 4,
    });
  });

  it('have those pods that the sweep has seen, where a StatefulSet has not counted them', async () => {
    const spec = { replicas: 3 };
    const one = object('apps/v1', 'StatefulSet', 'shop', 'db', { spec, status: { replicas: 0 } });
    const all = object('apps/v1', 'StatefulSet', 'shop', 'up', { spec, status: { replicas: 2 } });
    const statefulSets = new Map([
      ['shop/db', 1],
      ['shop/up', 3],
    ]);
    const { names } = await find([one, failing(one), all, failing(all)], { statefulSets });
    expect(names).toEqual(['StatefulSet db 2, 1 there']);
  });

  it('are known by a ReplicaSet where something else is above it', async () => {
    const rollout = object('argoproj.io/v1alpha1', 'Rollout', 'shop', 'web');
    const set = object('apps/v1', 'ReplicaSet', 'shop', 'web-1', { owner: rollout, spec: {}, status: {} });
    expect((await find([set, failing(set)])).names).toEqual(['ReplicaSet web-1 1, 0 there']);
  });

  it('are what all Jobs of a CronJob lack, since the first of them', async () => {
    const top = object('batch/v1', 'CronJob', 'shop', 'report', { spec: {}, status: {} });
    const jobs = ['report-29000001', 'report-29000002'].map((name) =>
      object('batch/v1', 'Job', 'shop', name, { owner: top, spec: { parallelism: 2 }, status: {} }),
    );
    const [first, second] = jobs as [KubeObject, KubeObject];
    const cluster = await clusterOf([
      top,
      ...jobs,
      failing(first, '2026-03-01T09:50:00Z'),
      failing(second, '2026-03-01T09:55:00Z'),
    ]);
    const since = '2026-03-01T09:50:00Z';
    expect((await findMissing(cluster, cluster, RULES)).owners).toMatchObject([
      { kind: 'CronJob', name: 'report', unwell: 4, down: 4, since, missing: { count: 4, wanted: 4, since } },
    ]);
  });

  it('are no more than a Deployment lacks where two of its ReplicaSets tell, since the first of them', async () => {
    const [top, set, told] = refused('web') as [KubeObject, KubeObject, KubeObject];
    const { spec } = set as { readonly spec?: object };
    const old = object('apps/v1', 'ReplicaSet', 'shop', 'web-0', { owner: top, spec, status: {} });
    const cluster = await clusterOf([top, set, old, told, failing(old, '2026-03-01T09:56:00Z')]);
    expect((await findMissing(cluster, cluster, RULES)).owners).toMatchObject([
      { kind: 'Deployment', unwell: 3, missing: { count: 3, wanted: 3, since: '2026-03-01T09:55:00Z' } },
    ]);
  });

  it('are none where all is there by now, or all is gone', async () => {
    const [, , told] = refused('gone');
    expect((await find([...refused('web', { have: 3 }), told as KubeObject])).names).toEqual([]);
    const [, set, orphan] = refused('orphan');
    expect((await find([set, orphan] as KubeObject[])).names).toEqual([]);
  });

  it('are given some time, and left out where they are ignored', async () => {
    const young = refused('young').map((one) =>
      one.kind === 'Event' ? { ...one, lastTimestamp: '2026-03-01T09:59:00Z' } : one,
    );
    expect((await find(young)).names).toEqual([]);
    expect((await find(young, { graceMs: 0 })).names).toHaveLength(1);
    const ignores = [{ owners: ['deployment/w*'] }, { labels: { app: 'web' } }, { namespaces: ['sh*'] }];
    for (const ignore of ignores) expect((await find(refused('web'), { ignore })).names).toEqual([]);
  });

  it('are asked for once in a cluster, and once in each namespace that is named', async () => {
    const objects = [...refused('web'), ...refused('api', { namespace: 'pay' })];
    expect((await find(objects)).names).toHaveLength(2);
    expect(await find(objects, { namespaces: ['pay', 'other'] })).toMatchObject({
      names: ['Deployment api 3, 0 there'],
      requests: 2 + 2,
    });
  });

  it('are not counted twice where pods of theirs are unwell', () => {
    const known = {
      namespace: 'shop',
      kind: 'Deployment',
      name: 'web',
      pods: 2,
      unwell: 2,
      down: 2,
      kept: [],
    };
    const missing = { count: 1, wanted: 3, since: '2026-03-01T09:55:00Z' };
    const other = { ...known, name: 'api', missing };
    expect(withMissing([known], [{ ...known, unwell: 1, pods: 2, missing }, other])).toEqual([
      { ...known, missing },
      other,
    ]);
  });
});

describe('in a digest workloads that could not make their pods', () => {
  it('are items with what is missing, why and since when', async () => {
    const { items, seen, gaps } = await runDigest(await clusterOf(refused('web')), {
      playbooks,
      clock: NOW,
      namespaces: ['shop'],
    });
    expect(gaps).toEqual([]);
    expect(seen).toMatchObject({ pods: 0, unwell: 3, undiagnosed: 0 });
    expect(items).toMatchObject([
      {
        key: 'shop/Deployment/web/not-created/service-account-missing',
        verdict: 'unhealthy',
        unwell: 3,
        pods: 3,
        restarts: 0,
        since: '2026-03-01T09:55:00Z',
        examples: [],
      },
    ]);
  });

  it('are told apart from what is wrong with the pods that there are', async () => {
    const labels = { app: 'web', 'pod-template-hash': '1' };
    const [top, set, told] = refused('web', { have: 1 }) as [KubeObject, KubeObject, KubeObject];
    const waiting = {
      reason: 'CreateContainerConfigError',
      message: 'configmap "settings" not found',
    };
    const stuck = pod('web-1-abc12', {
      labels,
      owner: set,
      createdAt: '2026-03-01T09:30:00Z',
      status: {
        phase: 'Pending',
        conditions: [{ type: 'Ready', status: 'False' }],
        containerStatuses: [{ name: 'app', ready: false, restartCount: 0, state: { waiting } }],
      },
    });
    const { items } = await runDigest(await clusterOf([top, set, told, stuck]), { playbooks, clock: NOW });
    expect(items.map(({ cause, unwell, pods }) => `${cause} ${unwell} of ${pods}`).sort()).toEqual([
      'config-error/config-map-missing 1 of 1',
      'not-created/service-account-missing 2 of 3',
    ]);
  });

  it('are left out by their cause, and counted where nobody looks into them', async () => {
    const cluster = await clusterOf([...refused('web'), ...refused('api')]);
    const options = { playbooks, clock: NOW };
    const ignore = { causes: ['not-created/*'] };
    expect((await runDigest(cluster, { ...options, ignore })).items).toEqual([]);
    const few = await runDigest(cluster, { ...options, mostOwners: 1 });
    expect(few).toMatchObject({ items: [{ name: 'api' }], seen: { unwell: 6, undiagnosed: 1 } });
  });

  it('are a gap where events may not be listed, told once', async () => {
    const cluster = await clusterOf(refused('web'), ['403:list:events']);
    const options = { playbooks, clock: NOW };
    const [gap, ...others] = (await runDigest(cluster, { ...options, namespaces: ['shop'] })).gaps;
    expect(gap).toMatchObject({
      namespace: 'shop',
      message: expect.stringMatching(/^Workloads of shop that could not make a pod are not seen: /),
    });
    expect(others).toEqual([]);
    const all = await runDigest(cluster, options);
    expect(all.gaps).toMatchObject([{ message: expect.stringMatching(/^Workloads that could not make/) }]);
  });

  it('are no second gap where the pods may not be listed either', async () => {
    const objects = [...refused('web'), ...refused('api', { namespace: 'pay' })];
    const cluster = await clusterOf(objects, [
      '403:list:events:namespace=pay',
      '403:list:pods:namespace=pay',
    ]);
    const { gaps, items } = await runDigest(cluster, {
      playbooks,
      clock: NOW,
      namespaces: ['shop', 'pay'],
    });
    expect(items.map(({ name }) => name)).toEqual(['web']);
    expect(gaps.filter(({ namespace }) => namespace === 'pay')).toHaveLength(1);
  });
});
