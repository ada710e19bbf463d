import { fromObject } from '../../src/diagnosis/evidence.ts';
import type { Found } from '../../src/diagnosis/finding.ts';
import { nameOf } from '../../src/diagnosis/name-of.ts';
import type { Pod } from '../../src/diagnosis/objects/pod.ts';
import type { Workload } from '../../src/diagnosis/objects/workload.ts';
import type { TargetView } from '../../src/diagnosis/playbook.ts';
import { wantedPods } from '../../src/diagnosis/pod-group.ts';
import { isReady, podStatus } from '../../src/diagnosis/pod-status.ts';
import { isLeaving, readyText, standsFor, statusProof } from './pods.ts';

/** A rolling update that waits for `blocker`, while `outdated` are still to be replaced. */
export function updateHeldBack(
  { now, pods }: TargetView,
  workload: Workload,
  blocker: Pod,
  outdated: readonly Pod[],
): Found<'update-held-back'> {
  const { spec, status } = workload;
  const updated = status?.updatedNumberScheduled ?? status?.updatedReplicas ?? 0;
  const kind = String(workload.kind);
  const wanted = Number(wantedPods(workload));
  const without = kind === 'DaemonSet' ? wanted - pods.length : 0;
  const unready = pods.filter((pod) => !isReady(pod) && !isLeaving(pod) && pod !== blocker);
  return {
    cause: 'update-held-back',
    confidence: 'certain',
    params: {
      updated,
      wanted,
      blocker: nameOf(blocker),
      node: blocker.spec?.nodeName,
      state: podStatus(blocker),
      unreadyFor: standsFor(blocker, now),
      unready: unready.map(nameOf),
      nodesWithout: without > 0 ? without : undefined,
      maxUnavailable: spec?.updateStrategy?.rollingUpdate?.maxUnavailable,
      oldReady: readyText(outdated),
    },
    evidence: [
      statusProof(blocker, now),
      fromObject(kind, nameOf(workload), 'status', `updated: ${updated} of ${wanted}`),
    ],
  };
}
