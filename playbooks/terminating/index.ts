import { formatDuration } from '../../src/diagnosis/duration.ts';
import { fromObject } from '../../src/diagnosis/evidence.ts';
import { finalizerOwner } from '../../src/diagnosis/finalizer-owner.ts';
import type { Found } from '../../src/diagnosis/finding.ts';
import { definePlaybook, type View } from '../../src/diagnosis/playbook.ts';
import { isFinished, isReady } from '../../src/diagnosis/pod-status.ts';
import { describeProbe } from '../../src/diagnosis/probe.ts';
import { CAUSES } from './causes.ts';
import { endsOf, type Leaving, leavingOf, timesOf } from './leaving.ts';
import { nodeGone, stuck } from './stuck.ts';

type Cause = keyof typeof CAUSES;
type LeavingView = View<'events' | 'node'>;

/** Seconds that a kubelet may need to stop what has not ended by itself, and to clear up. */
const CLEAR_UP_SECONDS = 30;
/** Seconds within which a controller takes its finalizer off when all is well. */
const SOON_SECONDS = 10;

export const terminating = definePlaybook({
  id: 'terminating',
  title: 'A pod that is being deleted is still there',
  meaning:
    'The pod’s deletion was asked for. It goes when its containers have ended, its volumes are let go of and no finalizer is left.',
  impact:
    'A StatefulSet starts no pod of the same name before it is gone; its volumes cannot move to another node.',
  alerts: ['KubePodNotReady', 'KubeStatefulSetReplicasMismatch', 'KubeDeploymentRolloutStuck'],
  reads: ['events', 'node'],
  causes: CAUSES,
  diagnose(view) {
    const leaving = leavingOf(view);
    const found = leaving && judge(view, leaving);
    return { findings: found ? [found] : [] };
  },
});

function judge(view: LeavingView, leaving: Leaving): Found<Cause> | undefined {
  if (leaving.left > 0 && !hasEnded(view, leaving)) return waited(view, leaving);
  const isOver = -leaving.left > CLEAR_UP_SECONDS;
  if (hasEnded(view, leaving) && leaving.finalizers.length > 0) {
    const isConfirmed = leaving.grace === 0 && -leaving.left > SOON_SECONDS;
    return isOver || isConfirmed ? held(view, leaving) : undefined;
  }
  const node = view.pod.spec?.nodeName;
  if (!node || (isFinished(view.pod) && !isOver)) return undefined;
  return nodeGone(view, leaving, node) ?? (isOver ? stuck(view, leaving) : waited(view, leaving));
}

/** Time that it is given; nobody's trouble while another pod of the workload is up. */
function waited(view: LeavingView, leaving: Leaving): Found<Cause> | undefined {
  return isReplaced(view) ? undefined : inGrace(view, leaving);
}

/** Nothing of it runs any more, or ever did. */
function hasEnded({ pod, containers }: View, { running }: Leaving): boolean {
  if (isFinished(pod) || !pod.spec?.nodeName) return true;
  const reported = containers.filter(({ status }) => status?.state);
  return (
    running.length === 0 && reported.length > 0 && reported.every(({ status }) => status?.state?.terminated)
  );
}

function isReplaced({ siblings }: View): boolean {
  return siblings.some((other) => isReady(other) && !other.metadata?.deletionTimestamp);
}

function inGrace(view: View, leaving: Leaving): Found<'grace-period-running'> {
  const { deadline, left, grace, running, finalizers, evidence } = leaving;
  const hook = view.pod.spec?.containers?.find(({ lifecycle }) => lifecycle?.preStop)?.lifecycle?.preStop;
  return {
    cause: 'grace-period-running',
    confidence: 'certain',
    params: {
      ...timesOf(view, leaving),
      left: left > 0 ? formatDuration(left) : undefined,
      deadline: left > 0 ? new Date(deadline).toISOString().replace('.000Z', 'Z') : undefined,
      justOver: left > 0 ? undefined : formatDuration(-left),
      grace: grace || undefined,
      running: running[0],
      preStop: hook && describeProbe(hook),
      heldNext: finalizers,
    },
    evidence,
  };
}

function held(view: View, leaving: Leaving): Found<'finalizer-held'> {
  const { finalizers, evidence } = leaving;
  const isOne = finalizers.length === 1;
  const owners = [...new Set(finalizers.map(finalizerOwner))];
  return {
    cause: 'finalizer-held',
    confidence: 'certain',
    params: {
      ...timesOf(view, leaving),
      one: isOne ? finalizers[0] : undefined,
      many: isOne ? undefined : finalizers,
      owners: isOne ? owners : undefined,
      ownersOfMany: isOne ? undefined : owners,
      ended: endsOf(view),
      unplaced: view.pod.spec?.nodeName ? undefined : view.podName,
      patch: JSON.stringify({ metadata: { finalizers: null } }),
    },
    evidence: [fromObject('Pod', view.podName, 'metadata.finalizers', finalizers.join(', ')), ...evidence],
  };
}
