import type { Condition } from './objects/meta.ts';
import type { Workload } from './objects/workload.ts';

/** Conditions by which a controller says that it can't do what it is asked, with the status that means trouble. */
const TROUBLE: readonly (readonly [kind: string, type: string, status: string])[] = [
  ['Deployment', 'ReplicaFailure', 'True'],
  ['Deployment', 'Progressing', 'False'],
  ['ReplicaSet', 'ReplicaFailure', 'True'],
  ['Job', 'Failed', 'True'],
  ['Job', 'FailureTarget', 'True'],
  ['Job', 'Suspended', 'True'],
];

/** What the controller itself says is wrong, or what was switched off on purpose; undefined when it says nothing. */
export function workloadTrouble(workload: Workload | undefined): string | undefined {
  if (workload?.kind !== undefined && workload.spec?.replicas === 0)
    return `spec.replicas of the ${workload.kind} is 0`;
  if (workload?.spec?.suspend) return `the ${workload.kind} is suspended`;
  const condition = workload?.status?.conditions?.find((one) => isTrouble(workload.kind, one));
  if (condition) return [condition.reason, condition.message].filter(Boolean).join(': ');
  return workload?.spec?.paused ? `the ${workload.kind} is paused` : undefined;
}

function isTrouble(kind: string | undefined, condition: Condition): boolean {
  return TROUBLE.some(
    ([of, type, status]) => of === kind && type === condition.type && status === condition.status,
  );
}
