import type { Condition } from '../../src/diagnosis/objects/meta.ts';
import type { Workload } from '../../src/diagnosis/objects/workload.ts';

// Objects to the letter of what Kubernetes 1.32 writes; the clock stands at 12:00.
const SHOP = 'shop';

/** How a Job has failed: both conditions, as since 1.31. */
export function failed(reason: string, message = '', at = '2026-01-01T11:55:00Z'): readonly Condition[] {
  return ['FailureTarget', 'Failed'].map((type) => ({
    type,
    status: 'True',
    reason,
    message,
    lastTransitionTime: at,
  }));
}

export const GAVE_UP = failed('BackoffLimitExceeded', 'Job has reached the specified backoff limit');
export const OUT_OF_TIME = failed('DeadlineExceeded', 'Job was active longer than specified deadline');

export type MadeJob = Partial<Omit<Workload, 'kind'>> & { readonly name?: string; readonly cron?: string };

/** Job import, started at 11:50; of CronJob `cron` where that is told. */
export function jobOf({ name = 'import', cron, metadata, spec, status }: MadeJob = {}): object {
  const owner = { apiVersion: 'batch/v1', kind: 'CronJob', name: cron, uid: cron, controller: true };
  return {
    kind: 'Job',
    apiVersion: 'batch/v1',
    metadata: {
      name,
      namespace: SHOP,
      uid: name,
      creationTimestamp: '2026-01-01T11:50:00Z',
      ...(cron === undefined ? {} : { ownerReferences: [owner] }),
      ...metadata,
    },
    spec: {
      backoffLimit: 2,
      completions: 1,
      parallelism: 1,
      template: { spec: { restartPolicy: 'Never', containers: [{ name: 'app', image: 'import:1' }] } },
      ...spec,
    },
    status: { startTime: '2026-01-01T11:50:00Z', ...status },
  };
}

/** A run of CronJob nightly that was made at a time and took as long as told. */
export function runOf(
  name: string,
  made: string,
  ended: 'Complete' | 'Failed' | undefined,
  minutes = 1,
): object {
  const at = new Date(Date.parse(made) + minutes * 60_000).toISOString();
  const done = {
    completionTime: at,
    conditions: [{ type: 'Complete', status: 'True', lastTransitionTime: at }],
  };
  const status = {
    Complete: done,
    Failed: {
      failed: 3,
      conditions: failed('BackoffLimitExceeded', 'Job has reached the specified backoff limit', at),
    },
    active: { active: 1 },
  }[ended ?? 'active'];
  return jobOf({
    name,
    cron: 'nightly',
    metadata: { creationTimestamp: made },
    status: { startTime: made, ...status },
  });
}

/** CronJob nightly, each day at three; its last run was today's. */
export function cronJob({ metadata, spec, status }: MadeJob = {}): object {
  return {
    kind: 'CronJob',
    apiVersion: 'batch/v1',
    metadata: {
      name: 'nightly',
      namespace: SHOP,
      uid: 'nightly',
      creationTimestamp: '2025-12-01T00:00:00Z',
      ...metadata,
    },
    spec: { schedule: '0 3 * * *', concurrencyPolicy: 'Allow', suspend: false, ...spec },
    status: { lastScheduleTime: '2026-01-01T03:00:00Z', ...status },
  };
}

export function attempt(job: string, name: string, status: object): object {
  return {
    kind: 'Pod',
    metadata: {
      name,
      namespace: SHOP,
      uid: name,
      creationTimestamp: '2026-01-01T11:50:00Z',
      ownerReferences: [{ apiVersion: 'batch/v1', kind: 'Job', name: job, uid: job, controller: true }],
    },
    spec: { nodeName: 'node-a', restartPolicy: 'Never', containers: [{ name: 'app', image: 'import:1' }] },
    status,
  };
}

export const FAILED = {
  phase: 'Failed',
  containerStatuses: [{ name: 'app', state: { terminated: { exitCode: 1, reason: 'Error' } } }],
};

let count = 0;

export function eventOf(object: string, reason: string, message: string, more: object = {}): object {
  const [kind = '', name = ''] = object.split('/');
  count += 1;
  return {
    kind: 'Event',
    metadata: { name: `${name}.${count}`, namespace: SHOP },
    type: 'Normal',
    reason,
    message,
    count: 1,
    lastTimestamp: '2026-01-01T11:51:00Z',
    involvedObject: { kind, namespace: SHOP, name, uid: name, fieldPath: 'spec.containers{app}' },
    ...more,
  };
}
