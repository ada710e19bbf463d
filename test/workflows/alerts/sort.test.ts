import { afterEach, describe, expect, it } from 'vitest';
import type { KubeObject } from '../../../src/replay/recording.ts';
import { type ReplayedCluster, replayedCluster } from '../../../src/replayed-cluster.ts';
import { deployment, object, pod, recordingOf } from '../../kube/support/objects.ts';
import { type AlertBench, createAlertBench } from '../../support/alerting/alert-bench.ts';
import { CLUSTER, newsOf } from '../../support/alerting/made-news.ts';

const open: ReplayedCluster[] = [];
afterEach(() => Promise.all(open.splice(0).map((cluster) => cluster.close())));

async function sorting(objects: readonly KubeObject[]) {
  const cluster = await replayedCluster([recordingOf(objects)]);
  open.push(cluster);
  const bench = createAlertBench({ clusters: { [CLUSTER]: cluster } });
  const asked = () => cluster.replay.journal.map(({ path }) => path.split('?')[0]);
  return { cluster, bench, asked };
}

const podAlert = (name: string) => newsOf({ target: `pod/${name}`, alertname: 'KubePodNotReady' });

/** `Deployment/web`, of each group of news, with how many they are. */
async function sortedTo(bench: AlertBench, ...targets: readonly string[]) {
  const sorted = await bench.sort(...targets.map((target) => newsOf({ target })));
  return sorted.map(({ subject, news }) => [`${subject.kind}/${subject.name}`, news.length]);
}

const LETTERS = 'bcdfghjklm';
const names = Array.from({ length: 40 }, (_, index) =>
  `${LETTERS[index % 10]}${LETTERS[(index / 10) | 0]}xyz`.slice(0, 5).replaceAll('y', 'v'),
);
const web = deployment('web', names);
const alive = names.map((name) => `pod/web-5d6f7c9b4-${name}`);

describe('forty pods of one Deployment', () => {
  it('are one subject, for one list', async () => {
    const { bench, asked } = await sorting(web);
    expect(await sortedTo(bench, ...alive)).toEqual([['Deployment/web', 40]]);
    expect(asked()).toEqual(['/api/v1/namespaces/shop/pods']);
  });

  it('are remembered: the next news about them ask nothing', async () => {
    const { bench, asked } = await sorting(web);
    await sortedTo(bench, ...alive);
    const before = asked().length;
    expect(await sortedTo(bench, ...alive)).toEqual([['Deployment/web', 40]]);
    expect(asked()).toHaveLength(before);
  });

  it('that are gone belong to it by their names, for few requests', async () => {
    const { bench, asked } = await sorting(deployment('web', ['zzzzz']));
    expect(await sortedTo(bench, ...alive)).toEqual([['Deployment/web', 40]]);
    expect(asked().length).toBeLessThan(10);
  });

  it('are found one by one where a list is forbidden', async () => {
    const { bench, cluster } = await sorting(web);
    cluster.replay.setFaults([{ kind: 'status', code: 403, verb: 'list', resource: 'pods' }]);
    expect(await sortedTo(bench, ...alive.slice(0, 6))).toEqual([['Deployment/web', 6]]);
  });
});

describe('a few pods', () => {
  it('are asked for by their names', async () => {
    const { bench, asked } = await sorting(web);
    expect(await sortedTo(bench, ...alive.slice(0, 2))).toEqual([['Deployment/web', 2]]);
    expect(new Set(asked())).toEqual(
      new Set(
        alive.slice(0, 2).map((target) => `/api/v1/namespaces/shop/pods/${target.slice('pod/'.length)}`),
      ),
    );
  });

  it('that are gone, of a Deployment that is gone as well, stay what they are', async () => {
    const { bench } = await sorting(web);
    expect(await sortedTo(bench, 'pod/api-7dc8c9f7d4-5tcrt')).toEqual([['Pod/api-7dc8c9f7d4-5tcrt', 1]]);
  });

  it.each([
    ['DaemonSet', 'agent', 'agent-x7k2p'],
    ['StatefulSet', 'db', 'db-0'],
  ])('of a %s belong to it, gone or not', async (kind, name, of) => {
    const owner = object('apps/v1', kind, 'shop', name, {
      spec: { selector: { matchLabels: { app: name } } },
    });
    const there = await sorting([owner, pod(of, { owner, labels: { app: name } })]);
    expect(await sortedTo(there.bench, `pod/${of}`)).toEqual([[`${kind}/${name}`, 1]]);
    const gone = await sorting([owner]);
    expect(await sortedTo(gone.bench, `pod/${of}`)).toEqual([[`${kind}/${name}`, 1]]);
  });
});

describe('what else runs pods', () => {
  it('a CronJob has its Jobs, named or through their pods', async () => {
    const job = object('batch/v1', 'Job', 'shop', 'backup-29922214');
    const { bench } = await sorting([job, pod('backup-29922214-76x5c', { owner: job })]);
    const targets = ['pod/backup-29922214-76x5c', 'job/backup-29922214', 'cronjob/backup'];
    expect(await sortedTo(bench, ...targets)).toEqual([['CronJob/backup', 3]]);
    expect(await sortedTo(bench, 'job/migrate')).toEqual([['Job/migrate', 1]]);
  });

  it('a PodDisruptionBudget is about what runs its pods', async () => {
    const budget = object('policy/v1', 'PodDisruptionBudget', 'shop', 'web-budget', {
      spec: { minAvailable: 1, selector: { matchLabels: { app: 'web' } } },
    });
    const { bench } = await sorting([...deployment('web'), budget]);
    expect(await sortedTo(bench, 'pdb/web-budget', 'deployment/web')).toEqual([['Deployment/web', 2]]);
    expect(await sortedTo(bench, 'pdb/gone')).toEqual([['PodDisruptionBudget/gone', 1]]);
  });

  it('kinds of others cannot be asked about: their pods stay pods', async () => {
    const rollout = object('argoproj.io/v1alpha1', 'Rollout', 'shop', 'web');
    const { bench } = await sorting([pod('web-1', { owner: rollout })]);
    expect(await sortedTo(bench, 'pod/web-1')).toEqual([['Pod/web-1', 1]]);
  });

  it('nodes, claims and Services are themselves, and ask nothing', async () => {
    const { bench, asked } = await sorting(web);
    expect(await sortedTo(bench, 'node/node-a', 'pvc/data', 'service/web', 'hpa/web')).toEqual([
      ['Node/node-a', 1],
      ['PersistentVolumeClaim/data', 1],
      ['Service/web', 1],
      ['HorizontalPodAutoscaler/web', 1],
    ]);
    expect(asked()).toEqual([]);
  });
});

describe('what may not be asked', () => {
  it('stays what the alert calls it', async () => {
    const { bench, cluster } = await sorting(web);
    cluster.replay.setFaults([{ kind: 'status', code: 403, verb: '*', resource: '*' }]);
    expect(await bench.sort(podAlert('web-1'))).toMatchObject([{ subject: { kind: 'Pod', name: 'web-1' } }]);
  });
});
