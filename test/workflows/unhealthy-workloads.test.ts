import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReplayedCluster } from '../../src/replayed-cluster.ts';
import { unhealthyWorkloads } from '../../src/workflows/unhealthy-workloads.ts';
import { object, pod, recordingOf } from '../kube/support/objects.ts';
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
    expect(places.toSorted()).toEqual(['r-feed on prod', 'r-ok-2 on prod', 'shop on prod']);
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
