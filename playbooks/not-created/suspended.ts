import { aboutOf } from '../../src/diagnosis/create-shortfall.ts';
import { formatDuration } from '../../src/diagnosis/duration.ts';
import { computed, fromObject } from '../../src/diagnosis/evidence.ts';
import type { Evidence, Found } from '../../src/diagnosis/finding.ts';
import { runsMissed } from '../../src/diagnosis/missed-runs.ts';
import type { Workload } from '../../src/diagnosis/objects/workload.ts';
import { kubectlName } from '../../src/diagnosis/owner.ts';
import { type FieldWriter, fieldWriter } from './field-writer.ts';

const QUEUE = 'kueue.x-k8s.io/queue-name';

/**
 * A Job that makes no pods, or a CronJob that makes no Jobs, until spec.suspend is taken back. Kueue keeps a Job
 * suspended until there is room for it (https://kueue.sigs.k8s.io/docs/tasks/run/jobs/).
 */
export function suspended(workload: Workload, now: number): Found<'suspended'> | undefined {
  const { metadata, spec } = workload;
  if (!spec?.suspend) return undefined;
  const { kind, name } = aboutOf(workload);
  const writer = fieldWriter(metadata, 'suspend');
  const since = suspendedSince(workload, writer);
  const missed = kind === 'CronJob' ? runsMissed(workload, now) : undefined;
  const queue = metadata?.labels?.[QUEUE];
  const object = kubectlName(kind, name);
  return {
    cause: 'suspended',
    confidence: 'certain',
    ...(queue ? { verdict: 'waiting' as const } : {}),
    params: {
      suspendedFor: since && formatDuration((now - Date.parse(since)) / 1000),
      by: writer?.by,
      queue,
      [kind === 'CronJob' ? 'cronJob' : 'suspendedJob']: name,
      schedule: spec.schedule,
      missed: missed?.count,
      dueAgo: missed && formatDuration((now - missed.due) / 1000),
      resume: queue ? undefined : object,
      patch: JSON.stringify({ spec: { suspend: false } }),
    },
    evidence: [
      fromObject(kind, name, 'spec.suspend', 'true'),
      ...dueProof(object, spec.schedule, missed?.due),
    ],
  };
}

/** A Job's condition tells; of a CronJob the record of who wrote it. */
function suspendedSince({ status }: Workload, writer: FieldWriter | undefined): string | undefined {
  const condition = status?.conditions?.find((one) => one.type === 'Suspended' && one.status === 'True');
  return condition?.lastTransitionTime ?? writer?.at;
}

function dueProof(
  object: string,
  schedule: string | undefined,
  due: number | undefined,
): readonly Evidence[] {
  if (due === undefined) return [];
  return [computed(object, `by ${schedule} a run was due at ${new Date(due).toISOString()} at the latest`)];
}
