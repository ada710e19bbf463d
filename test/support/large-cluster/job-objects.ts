import { drawn, suffixOf, uidOf } from '../../../src/replay/made-cluster/made-pod.ts';
import type { KubeObject, RecordedLogs } from '../../../src/replay/recording.ts';
import type { OwnerObjects } from './large-cluster.ts';
import type { LargeOwner } from './large-owner.ts';
import { rfc3339 } from './rfc3339.ts';

const MINUTE_MS = 60_000;
/** Of so many Jobs one needed a second attempt, or its CronJob a second run. */
const ONE_IN = 10;

/** One attempt of a Job's. */
interface Attempt {
  readonly name: string;
  readonly job: string;
  readonly startedAt: number;
  readonly failed: boolean;
}

/** What the API has of a Job or CronJob that has run, with the pods of its attempts. */
export function jobObjects(owner: LargeOwner, takenAt: string, nodes: readonly string[]): OwnerObjects {
  const attempts = attemptsOf(owner, Date.parse(takenAt));
  const jobs = [...Map.groupBy(attempts, ({ job }) => job)].map(([name, own]) => jobObject(owner, name, own));
  return {
    objects: [
      ...(owner.kind === 'CronJob' ? [cronJob(owner, attempts)] : []),
      ...jobs,
      ...attempts.map((attempt, index) => podOf(owner, attempt, nodes[index % nodes.length])),
    ],
    logs: Object.fromEntries(attempts.map((one) => [`${owner.namespace}/${one.name}/app`, logsOf(one)])),
  };
}

/** The oldest first. A Job's follow each other within minutes, a CronJob's runs each hour. */
function attemptsOf({ namespace, kind, name, pods, broken }: LargeOwner, now: number): readonly Attempt[] {
  const apart = (kind === 'CronJob' ? 60 : 5) * MINUTE_MS;
  const stumbled = drawn(ONE_IN, namespace, name, 'attempt') === 0;
  return Array.from({ length: pods }, (_, index) => {
    const startedAt = now - (now % apart) - (pods - index) * apart;
    const job = kind === 'CronJob' ? `${name}-${startedAt / MINUTE_MS}` : name;
    const failed = broken !== undefined || (stumbled && index < pods - 1);
    return { name: `${job}-${suffixOf(5, namespace, name, index)}`, job, startedAt, failed };
  });
}

function jobObject(owner: LargeOwner, name: string, attempts: readonly Attempt[]): KubeObject {
  const { namespace, kind, broken } = owner;
  const uid = uidOf(namespace, 'Job', name);
  const labels = labelsOf(owner, name);
  const failed = attempts.filter((attempt) => attempt.failed).length;
  const succeeded = attempts.length - failed;
  const isFailed = broken !== undefined || succeeded === 0;
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      name,
      namespace,
      uid,
      labels,
      creationTimestamp: rfc3339(attempts[0]?.startedAt ?? 0),
      ...(kind === 'CronJob' ? { ownerReferences: [ownerReference('CronJob', owner.name, namespace)] } : {}),
    },
    spec: {
      backoffLimit: isFailed ? failed - 1 : 3,
      completions: Math.max(1, succeeded),
      parallelism: 1,
      selector: { matchLabels: { 'batch.kubernetes.io/controller-uid': uid } },
      template: { metadata: { labels }, spec: podSpec(owner) },
    },
    status: jobStatus(attempts, isFailed),
  };
}

function jobStatus(attempts: readonly Attempt[], isFailed: boolean): object {
  const failed = attempts.filter((attempt) => attempt.failed).length;
  const succeeded = attempts.length - failed;
  const end = rfc3339((attempts.at(-1)?.startedAt ?? 0) + MINUTE_MS);
  const types = isFailed ? ['FailureTarget', 'Failed'] : ['SuccessCriteriaMet', 'Complete'];
  return {
    startTime: rfc3339(attempts[0]?.startedAt ?? 0),
    ...(failed > 0 ? { failed } : {}),
    ...(succeeded > 0 ? { succeeded } : {}),
    ...(isFailed ? {} : { completionTime: end }),
    conditions: types.map((type) => ({
      type,
      status: 'True',
      lastTransitionTime: end,
      ...(isFailed ? GAVE_UP : {}),
    })),
  };
}

const GAVE_UP = { reason: 'BackoffLimitExceeded', message: 'Job has reached the specified backoff limit' };

function cronJob(owner: LargeOwner, attempts: readonly Attempt[]): KubeObject {
  const { namespace, name } = owner;
  const last = attempts.at(-1)?.startedAt ?? 0;
  return {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: {
      name,
      namespace,
      uid: uidOf(namespace, 'CronJob', name),
      creationTimestamp: '2025-12-01T00:00:00Z',
    },
    spec: {
      schedule: '0 * * * *',
      concurrencyPolicy: 'Forbid',
      jobTemplate: { spec: { template: { spec: podSpec(owner) } } },
    },
    status: { lastScheduleTime: rfc3339(last), lastSuccessfulTime: rfc3339(last + MINUTE_MS) },
  };
}

function podSpec({ namespace, name }: LargeOwner): Readonly<Record<string, unknown>> {
  const image = `registry.example/${namespace}/${name}:3.2.0`;
  const app = { name: 'app', image, imagePullPolicy: 'IfNotPresent', args: ['--once'], resources: {} };
  return { containers: [app], restartPolicy: 'Never', schedulerName: 'default-scheduler' };
}

function podOf(owner: LargeOwner, attempt: Attempt, node: string | undefined): KubeObject {
  const { namespace } = owner;
  const { name, job, failed } = attempt;
  const [startedAt, finishedAt] = [rfc3339(attempt.startedAt), rfc3339(attempt.startedAt + MINUTE_MS)];
  const terminated = {
    exitCode: failed ? 3 : 0,
    reason: failed ? 'Error' : 'Completed',
    startedAt,
    finishedAt,
  };
  const phase = failed ? 'Failed' : 'Succeeded';
  const reason = failed ? 'PodFailed' : 'PodCompleted';
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace,
      uid: uidOf(namespace, name),
      generateName: `${job}-`,
      creationTimestamp: startedAt,
      labels: labelsOf(owner, job),
      ownerReferences: [ownerReference('Job', job, namespace)],
    },
    spec: { ...podSpec(owner), nodeName: node },
    status: {
      phase,
      startTime: startedAt,
      conditions: [
        ...['Ready', 'ContainersReady'].map((type) => ({
          type,
          status: 'False',
          reason,
          lastTransitionTime: finishedAt,
        })),
        ...['Initialized', 'PodScheduled'].map((type) => ({
          type,
          status: 'True',
          lastTransitionTime: startedAt,
        })),
      ],
      containerStatuses: [
        { name: 'app', ready: false, started: false, restartCount: 0, lastState: {}, state: { terminated } },
      ],
    },
  };
}

function labelsOf({ namespace, name }: LargeOwner, job: string): Readonly<Record<string, string>> {
  const uid = uidOf(namespace, 'Job', job);
  return {
    'app.kubernetes.io/name': name,
    'batch.kubernetes.io/controller-uid': uid,
    'batch.kubernetes.io/job-name': job,
    'controller-uid': uid,
    'job-name': job,
  };
}

function ownerReference(kind: string, name: string, namespace: string): object {
  const uid = uidOf(namespace, kind, name);
  return { apiVersion: 'batch/v1', kind, name, uid, controller: true, blockOwnerDeletion: true };
}

function logsOf({ name, startedAt, failed }: Attempt): RecordedLogs {
  const end = failed ? 'ERROR row 1873: invalid date' : 'INFO done';
  const text = ['INFO starting', end].map((line) => `${rfc3339(startedAt)} ${line}\n`).join('');
  const error = `Error from server (BadRequest): previous terminated container "app" in pod "${name}" not found`;
  return { current: { text }, previous: { error } };
}
