import { describe, expect, it, onTestFinished } from 'vitest';
import type { Pod } from '../../../src/diagnosis/objects/pod.ts';
import type { UnwellOwner } from '../../../src/digests/unwell-owner.ts';
import type { KubeObject } from '../../../src/replay/recording.ts';
import { findOwner } from '../../../src/workflows/digests/find-owner.ts';
import { deployment, object, pod, recordingOf } from '../../kube/support/objects.ts';
import { recordedCluster } from '../../support/answering.ts';

async function find(objects: readonly KubeObject[], owner: Partial<UnwellOwner>) {
  const cluster = await recordedCluster([recordingOf(objects)]);
  onTestFinished(() => cluster.close());
  const session = cluster.session();
  const blank = { namespace: 'shop', kind: 'Deployment', name: 'web', pods: 1, unwell: 1, down: 1, kept: [] };
  const found = await findOwner({ ...blank, ...owner }, session);
  return {
    kind: found.target.kind,
    workload: found.workload?.kind,
    pods: found.pods.map(({ metadata }) => metadata?.name),
    truncated: found.truncated ?? false,
    requests: session.cost().requests,
  };
}

const objects = deployment('web', ['abc12', 'def34']);
const pods = objects.filter(({ kind }) => kind === 'Pod') as unknown as readonly Pod[];
const names = pods.map(({ metadata }) => metadata?.name);

describe('an owner to diagnose', () => {
  it('has the pods that the sweep kept where these are all', async () => {
    expect(await find(objects, { pods: 2, kept: pods })).toEqual({
      kind: 'Deployment',
      workload: 'Deployment',
      pods: names,
      truncated: false,
      requests: 1,
    });
  });

  it('has all pods as they are by now where the sweep kept some', async () => {
    const stray = pod('web-0', { labels: { app: 'web' } });
    expect(await find([...objects, stray], { pods: 2, kept: pods.slice(0, 1) })).toEqual({
      kind: 'Deployment',
      workload: 'Deployment',
      pods: names,
      truncated: false,
      requests: 2,
    });
  });

  it('is known by its pods alone where it is none that can be read', async () => {
    const some = { pods: 2, kept: pods.slice(0, 1) };
    const only = { pods: names.slice(0, 1), workload: undefined, truncated: true };
    const orphans = objects.filter(({ kind }) => kind !== 'Deployment');
    expect(await find(orphans, some)).toEqual({ kind: 'Deployment', ...only, requests: 1 });
    expect(await find(objects, { kind: 'Workflow', ...some })).toEqual({
      kind: 'Workflow',
      ...only,
      requests: 0,
    });
  });

  it('has the Jobs of a CronJob', async () => {
    const cron = object('batch/v1', 'CronJob', 'shop', 'nightly', { spec: {} });
    const job = object('batch/v1', 'Job', 'shop', 'nightly-29543210', { owner: cron, spec: {} });
    const run = pod('nightly-29543210-abc12', { owner: job, labels: { 'job-name': 'nightly-29543210' } });
    const found = await find([cron, job, run], { kind: 'CronJob', name: 'nightly' });
    expect(found).toMatchObject({ kind: 'CronJob', workload: 'CronJob' });
  });
});
