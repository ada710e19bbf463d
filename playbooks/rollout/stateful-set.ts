import { fromObject, fromStatus } from '../../src/diagnosis/evidence.ts';
import type { Found } from '../../src/diagnosis/finding.ts';
import { nameOf } from '../../src/diagnosis/name-of.ts';
import type { Pod } from '../../src/diagnosis/objects/pod.ts';
import type { Workload } from '../../src/diagnosis/objects/workload.ts';
import type { TargetView } from '../../src/diagnosis/playbook.ts';
import { isReady, podStatus } from '../../src/diagnosis/pod-status.ts';
import { templateHash } from '../../src/diagnosis/template-hash.ts';
import type { CAUSES } from './causes.ts';
import { inRange, type Numbered, rangeOf } from './ordinals.ts';
import { holdsUp, isLeaving, standsFor, statusProof } from './pods.ts';
import { updateHeldBack } from './update.ts';

type SetFound = Found<keyof typeof CAUSES>;

/** A StatefulSet that does not go on because of one of its pods. */
export function judgeStatefulSet(view: TargetView, workload: Workload): SetFound | undefined {
  const pods = inRange(view.pods, workload);
  const { start, wanted } = rangeOf(workload);
  const isParallel = workload.spec?.podManagementPolicy === 'Parallel';
  const blocker = isParallel ? lastBroken(view, workload, pods) : firstBroken(view, pods, start);
  if (!blocker) return undefined;
  const revisions = outdated(workload, blocker);
  if (revisions) return revisionHeldBack(view, workload, blocker, { ...revisions, pods });
  if (!isParallel && pods.length < wanted) return notMade(view, blocker, wanted - pods.length);
  const behind = pods.filter((one) => outdated(workload, one)).map(({ pod }) => pod);
  return behind.length > 0 ? updateHeldBack(view, workload, blocker.pod, behind) : undefined;
}

/** The controller goes from the lowest number up and stops at the first pod that is not there, leaves or isn't ready. */
function firstBroken({ now }: TargetView, pods: readonly Numbered[], start: number): Numbered | undefined {
  const index = pods.findIndex(({ ordinal, pod }, at) => ordinal !== start + at || !isUp(pod));
  const first = pods[index];
  return first?.ordinal === start + index && holdsUp(first.pod, now) ? first : undefined;
}

/** With Parallel it updates from the highest number down, and waits for pods that it has updated. */
function lastBroken(
  { now }: TargetView,
  workload: Workload,
  pods: readonly Numbered[],
): Numbered | undefined {
  const broken = pods.filter(({ pod }) => holdsUp(pod, now));
  const isMoving = pods.some((one) => !isUp(one.pod) && !broken.includes(one));
  return isMoving ? undefined : (broken.findLast((one) => !outdated(workload, one)) ?? broken.at(-1));
}

function isUp(pod: Pod): boolean {
  return isReady(pod) && !isLeaving(pod);
}

/** Its revision and the one that the update is to bring it to and has not. */
function outdated(
  workload: Workload,
  { ordinal, pod }: Numbered,
): { readonly old: string; readonly newest: string } | undefined {
  const { type, rollingUpdate } = workload.spec?.updateStrategy ?? {};
  const newest = workload.status?.updateRevision;
  const old = templateHash(pod);
  if (type === 'OnDelete' || newest === undefined || old === undefined || old === newest) return undefined;
  return ordinal < rangeOf(workload).start + (rollingUpdate?.partition ?? 0) ? undefined : { old, newest };
}

/**
 * https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#forced-rollback; of pods made in parallel the
 * controller of 1.35 alone does so (https://github.com/kubernetes/kubernetes/issues/137409).
 */
function revisionHeldBack(
  { now }: TargetView,
  workload: Workload,
  { pod }: Numbered,
  {
    old,
    newest,
    pods,
  }: { readonly old: string; readonly newest: string; readonly pods: readonly Numbered[] },
): SetFound {
  const isParallel = workload.spec?.podManagementPolicy === 'Parallel';
  const behind = pods.filter((one) => one.pod !== pod && outdated(workload, one));
  return {
    cause: 'revision-held-back',
    confidence: isParallel ? 'likely' : 'certain',
    params: {
      pod: nameOf(pod),
      old,
      newest,
      changes: imageChanges(workload, pod),
      ...(isParallel ? { parallel: 'Parallel' } : { policy: 'OrderedReady' }),
      behind: behind.map((one) => nameOf(one.pod)),
    },
    evidence: [
      fromStatus(nameOf(pod), 'metadata.labels.controller-revision-hash', old),
      fromObject('StatefulSet', nameOf(workload), 'status.updateRevision', newest),
      statusProof(pod, now),
    ],
  };
}

/** What the template's containers run now; the rest of a pod's spec is filled in by others as well. */
function imageChanges({ spec }: Workload, pod: Pod): readonly string[] {
  return (spec?.template?.spec?.containers ?? []).flatMap(({ name, image }) => {
    const own = pod.spec?.containers?.find((one) => one.name === name)?.image;
    return own && image && own !== image ? [`${name} runs ${own}, is to run ${image}`] : [];
  });
}

function notMade({ now }: TargetView, { pod }: Numbered, missing: number): SetFound {
  return {
    cause: 'ordinal-held-back',
    confidence: 'certain',
    params: {
      missing: missing === 1 ? '1 pod is' : `${missing} pods are`,
      blocker: nameOf(pod),
      state: podStatus(pod),
      unreadyFor: standsFor(pod, now),
    },
    evidence: [statusProof(pod, now)],
  };
}
