import type { Found } from '../../src/diagnosis/finding.ts';
import type { Workload } from '../../src/diagnosis/objects/workload.ts';
import { definePlaybook, type TargetView } from '../../src/diagnosis/playbook.ts';
import { CAUSES } from './causes.ts';
import { judgeDaemonSet } from './daemon-set.ts';
import { judgeDeployment } from './deployment.ts';
import { judgeHeld } from './held.ts';
import { judgeStatefulSet } from './stateful-set.ts';

type Cause = keyof typeof CAUSES;

export const rollout = definePlaybook({
  id: 'rollout',
  title: 'A rollout does not go on',
  meaning:
    'The workload has a new template and its pods do not all have it, or not all of its pods are made: the controller waits for pods that do not become ready, or for somebody.',
  impact:
    'The change is not live, or live in part. The pods of the old revision go on serving where they are left.',
  alerts: [
    'KubeDeploymentRolloutStuck',
    'KubeDeploymentReplicasMismatch',
    'KubeStatefulSetUpdateNotRolledOut',
    'KubeStatefulSetReplicasMismatch',
    'KubeDaemonSetRolloutStuck',
  ],
  reads: [],
  causes: CAUSES,
  diagnoseTarget(view) {
    const { workload, target } = view;
    if (!workload || isPast(workload)) return { findings: [] };
    const found = judge(view, workload);
    const about = { kind: workload.kind ?? '', name: workload.metadata?.name ?? '' };
    const isOther = about.kind !== target.kind || about.name !== target.name;
    return { findings: found.map((one) => (isOther ? { ...one, about } : one)) };
  },
});

/** Paused is what somebody wants, deleted is past, and what the controller has not read yet its status knows nothing of. */
function isPast({ metadata, spec, status }: Workload): boolean {
  const { generation = 0, deletionTimestamp } = metadata ?? {};
  const { observedGeneration = generation } = status ?? {};
  return spec?.paused === true || deletionTimestamp !== undefined || observedGeneration < generation;
}

function judge(view: TargetView, workload: Workload): readonly Found<Cause>[] {
  switch (workload.kind) {
    case 'Deployment':
      return listOf(judgeDeployment(view, workload));
    case 'StatefulSet':
      return [...listOf(judgeStatefulSet(view, workload)), ...listOf(judgeHeld(view, workload))];
    case 'DaemonSet':
      return [...listOf(judgeDaemonSet(view, workload)), ...listOf(judgeHeld(view, workload))];
    default:
      return [];
  }
}

function listOf<T>(one: T | undefined): readonly T[] {
  return one === undefined ? [] : [one];
}
