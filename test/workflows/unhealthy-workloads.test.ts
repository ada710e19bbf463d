import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { parseFault } from '../../src/replay/faults.ts';
import type { KubeObject } from '../../src/replay/recording.ts';
import type { ReplayedCluster } from '../../src/replayed-cluster.ts';
import { unhealthyWorkloads } from '../../src/workflows/unhealthy-workloads.ts';
import { event, object, pod, recordingOf } from '../kube/support/objects.ts';
import { recordedCluster } from '../support/answering.ts';

const waiting = { phase: 'Pending', conditions: [{ type: 'Ready', status: 'False' }] };
const crashed = {
  ...waiting,
  containerStatuses: [{ name: 'app', ready: false, state: { waiting: { reason: 'CrashLoopBackOff' } } }],
};
const job = object('batch/v1', 'Job', 'shop', 'nightly');

let cluster: ReplayedCluster;
beforeAll(async () => {
  cluster = await recordedCluster([
    'r-feed-timeline',
    'r-ok-2-redis',
    recordingOf([
      pod('stuck', { status: waiting, createdAt: '2026-11-22T07:00:00Z' }),
      pod('fresh', { status: waiting, createdAt: '2036-01-01T00:00:00Z' }),
      pod('secret-app', { namespace: 'vault', status: crashed }),
      pod('nightly-1', { owner: job, status: { phase: 'Failed' }, createdAt: '2026-11-22T05:00:00Z' }),
      pod('nightly-2', { owner: job, status: { phase: 'Succeeded' }, createdAt: '2026-11-22T06:00:00Z' }),
    ]),
  ]);
});
afterAll(() => cluster.close());

describe('unhealthy workloads', () => {
  it('are those of the namespaces that one may see, by what their pods say', async () => {
    const isVisible = (namespace: string) => ['r-feed', 'shop', 'r-ok-2'].includes(namespace);
    const { workloads, places, problems } = await unhealthyWorkloads([{ name: 'prod', cluster, isVisible }]);
    expect(workloads).toEqual([
      {
        cluster: 'prod',
        namespace: 'r-feed',
        kind: 'Deployment',
        name: 'timeline',
        status: 'CrashLoopBackOff',
        unwell: 1,
        pods: 3,
      },
      {
        cluster: 'prod',
        namespace: 'shop',
        kind: 'Pod',
        name: 'stuck',
        status: 'Pending',
        unwell: 1,
        pods: 1,
      },
    ]);
    expect(places.map(({ namespace, cluster: on }) => `${namespace} on ${on}`).toSorted()).toEqual([
      'r-feed on prod',
      'r-ok-2 on prod',
      'shop on prod',
    ]);
    expect(problems).toEqual([]);
  });

  it('that may not be looked at are problems', async () => {
    const closed = await recordedCluster(
      ['r-ok-2-redis'],
      [{ kind: 'status', code: 403, verb: '*', resource: 'pods' }],
    );
    const { places, problems } = await unhealthyWorkloads([
      { name: 'prod', cluster: closed, isVisible: (namespace) => namespace === 'r-ok-2' },
    ]);
    await closed.close();
    expect({ places, problems }).toEqual({
      places: [],
      problems: [expect.stringContaining('The pods of r-ok-2 on prod could not be read')],
    });
  });
});

/** A StatefulSet that the API lets make no more pods, and the event that tells so. */
function refused(namespace: string, name: string, have = 0): readonly KubeObject[] {
  const spec = { replicas: 2, template: { spec: { containers: [] } } };
  const set = object('apps/v1', 'StatefulSet', namespace, name, { spec, status: { replicas: have } });
  const told = { ...event(set, 'FailedCreate', '2026-03-01T09:55:00Z'), type: 'Warning' };
  return [
    set,
    { ...told, message: 'create Pod db-0 in StatefulSet db failed error: pods "db-0" is forbidden' },
  ];
}

async function lookedInto(objects: readonly KubeObject[], faults: readonly string[] = []) {
  const served = await recordedCluster([recordingOf(objects)], faults.map(parseFault));
  onTestFinished(() => served.close());
  const session = served.session();
  const isVisible = (namespace: string) => ['cards', 'data'].includes(namespace);
  const { workloads, problems } = await unhealthyWorkloads([{ name: 'prod', cluster: session, isVisible }]);
  const asked = session.requests().filter(({ path }) => path.includes('/events?'));
  return {
    found: workloads.map(
      ({ kind, namespace, name, status, unwell, pods }) =>
        `${kind} ${namespace}/${name}: ${status}, ${unwell} of ${pods}`,
    ),
    problems,
    lists: asked.length,
  };
}

describe('unhealthy workloads that could not make pods', () => {
  const crashing = refused('data', 'compact', 1);
  const [compact] = crashing;
  const there = pod('compact-0', {
    namespace: 'data',
    status: crashed,
    createdAt: '2026-03-01T09:00:00Z',
    ...(compact ? { owner: compact } : {}),
  });
  const objects = [...refused('cards', 'issuer'), ...crashing, there, ...refused('vault', 'keys')];

  it('are told with those whose pods are unwell, at one request for all namespaces', async () => {
    expect(await lookedInto(objects)).toEqual({
      found: [
        'StatefulSet data/compact: CrashLoopBackOff, 2 of 2',
        'StatefulSet cards/issuer: pods could not be made, 2 of 2',
      ],
      problems: [],
      lists: 1,
    });
  });

  it('are told beside pods that are well', async () => {
    const ready = { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] };
    const { found } = await lookedInto([...crashing, { ...there, status: ready }]);
    expect(found).toEqual(['StatefulSet data/compact: pods could not be made, 1 of 2']);
  });

  it('are asked for by namespace where not all may be listed', async () => {
    const { found, problems, lists } = await lookedInto(objects, ['403:list:events:times=1']);
    expect(found).toHaveLength(2);
    expect({ problems, lists }).toEqual({ problems: [], lists: 3 });
  });

  it('are one problem where no events may be listed', async () => {
    const { found, problems } = await lookedInto(objects, ['403:list:events']);
    expect(found).toEqual(['StatefulSet data/compact: CrashLoopBackOff, 1 of 1']);
    expect(problems).toEqual([
      expect.stringMatching(/^Cluster prod: Workloads of cards that could not make a pod are not seen: /),
    ]);
  });
});
