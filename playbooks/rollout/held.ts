import { fromObject } from '../../src/diagnosis/evidence.ts';
import type { Found } from '../../src/diagnosis/finding.ts';
import { nameOf } from '../../src/diagnosis/name-of.ts';
import type { Pod } from '../../src/diagnosis/objects/pod.ts';
import type { Workload } from '../../src/diagnosis/objects/workload.ts';
import type { TargetView } from '../../src/diagnosis/playbook.ts';
import { wantedPods } from '../../src/diagnosis/pod-group.ts';
import { templateHash } from '../../src/diagnosis/template-hash.ts';
import { isUpdated } from './daemon-set.ts';
import { inRange, rangeOf } from './ordinals.ts';
import { isLeaving } from './pods.ts';

/** Pods that keep the old template because their workload is told to leave them. */
export function judgeHeld(
  view: TargetView,
  workload: Workload,
): Found<'deletion-awaited' | 'partition-set'> | undefined {
  const { type, rollingUpdate } = workload.spec?.updateStrategy ?? {};
  if (type === 'OnDelete') return deletionAwaited(view, workload);
  const partition = rollingUpdate?.partition ?? 0;
  return partition > 0 ? partitionSet(view, workload, partition) : undefined;
}

function deletionAwaited({ pods }: TargetView, workload: Workload): Found<'deletion-awaited'> | undefined {
  const old = outdatedOf(workload, pods);
  const [first] = old;
  if (!first) return undefined;
  return {
    cause: 'deletion-awaited',
    confidence: 'certain',
    params: { ...countsOf(workload, pods, old), oldPod: nameOf(first) },
    evidence: [fromObject(String(workload.kind), nameOf(workload), 'spec.updateStrategy.type', 'OnDelete')],
  };
}

function partitionSet(
  { pods }: TargetView,
  workload: Workload,
  partition: number,
): Found<'partition-set'> | undefined {
  const first = rangeOf(workload).start + partition;
  const below = inRange(pods, workload).filter(({ ordinal }) => ordinal < first);
  const old = outdatedOf(
    workload,
    below.map(({ pod }) => pod),
  );
  if (old.length === 0) return undefined;
  return {
    cause: 'partition-set',
    confidence: 'certain',
    params: {
      ...countsOf(workload, pods, old),
      partition,
      first,
      partitionPatch: JSON.stringify({ spec: { updateStrategy: { rollingUpdate: { partition: 0 } } } }),
    },
    evidence: [
      fromObject(
        'StatefulSet',
        nameOf(workload),
        'spec.updateStrategy.rollingUpdate.partition',
        `${partition}`,
      ),
    ],
  };
}

function countsOf(workload: Workload, pods: readonly Pod[], old: readonly Pod[]) {
  return { old: old.length, wanted: wantedPods(workload) ?? pods.length, pods: old.map(nameOf) };
}

function outdatedOf(workload: Workload, pods: readonly Pod[]): readonly Pod[] {
  const newest = workload.status?.updateRevision;
  const isOld = (pod: Pod) =>
    workload.kind === 'DaemonSet'
      ? !isUpdated(workload, pod) && pod.metadata?.labels?.['pod-template-generation'] !== undefined
      : newest !== undefined && templateHash(pod) !== undefined && templateHash(pod) !== newest;
  return pods.filter((pod) => !isLeaving(pod) && isOld(pod));
}
