import { describe, expect, test } from 'vitest';
import type { Condition } from '../../src/diagnosis/objects/meta.ts';
import type { Workload } from '../../src/diagnosis/objects/workload.ts';
import { workloadTrouble } from '../../src/diagnosis/workload-status.ts';
import { workload } from '../support/build.ts';

function saying(kind: string, type: string, status: string, words: Partial<Condition> = {}): Workload {
  return workload({ kind, status: { conditions: [{ type, status, ...words }] } });
}

describe('workloadTrouble', () => {
  test.each<[string, Workload | undefined, string | undefined]>([
    ['no workload', undefined, undefined],
    ['a Deployment at work', workload(), undefined],
    ['one without spec and status', { kind: 'Deployment' }, undefined],
    ['scaled to zero', workload({ spec: { replicas: 0 } }), 'spec.replicas of the Deployment is 0'],
    ['what has no kind and no replicas', { spec: { replicas: 0 } }, undefined],
    [
      'a suspended CronJob',
      workload({ kind: 'CronJob', spec: { suspend: true } }),
      'the CronJob is suspended',
    ],
    ['a paused Deployment', workload({ spec: { paused: true } }), 'the Deployment is paused'],
    [
      'refused pods, in the words of the controller',
      saying('Deployment', 'ReplicaFailure', 'True', { reason: 'FailedCreate', message: 'exceeded quota' }),
      'FailedCreate: exceeded quota',
    ],
    [
      'a rollout that has stopped',
      saying('Deployment', 'Progressing', 'False', { reason: 'ProgressDeadlineExceeded' }),
      'ProgressDeadlineExceeded',
    ],
    ['a rollout under way', saying('Deployment', 'Progressing', 'True', { message: 'going on' }), undefined],
    [
      'a failed Job',
      saying('Job', 'Failed', 'True', { reason: 'BackoffLimitExceeded' }),
      'BackoffLimitExceeded',
    ],
    ['a complete Job', saying('Job', 'Complete', 'True', { message: 'done' }), undefined],
    ['another kind’s condition of the same name', saying('StatefulSet', 'Failed', 'True'), undefined],
  ])('%s', (_, above, words) => {
    expect(workloadTrouble(above)).toBe(words);
  });
});
