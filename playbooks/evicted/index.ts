import type { Found } from '../../src/diagnosis/finding.ts';
import type { Pod } from '../../src/diagnosis/objects/pod.ts';
import { definePlaybook } from '../../src/diagnosis/playbook.ts';
import { isReady } from '../../src/diagnosis/pod-status.ts';
import { CAUSES } from './causes.ts';
import { disruptionOf, type Ending, type EvictedView, endingOf, situationOf } from './ending.ts';
import { judgeDrained, judgePreempted, judgeTainted } from './interrupted.ts';
import { judgeEviction } from './limits.ts';
import { isRejection, judgeRejected } from './rejected.ts';

type Cause = keyof typeof CAUSES;

export const evicted = definePlaybook({
  id: 'evicted',
  title: 'A pod was put off its node, or not let onto it',
  meaning:
    'Something other than the program ended the pod: the kubelet, because the pod or its node used too much; the scheduler, for a more important pod; a drain, a taint, a shutdown. Or the kubelet refused it on arrival.',
  impact: 'The pod is gone for good. Its controller, if it has one, makes another; a bare pod stays away.',
  alerts: ['KubePodNotReady', 'KubeNodeEviction', 'KubeDeploymentReplicasMismatch', 'KubeJobFailed'],
  reads: ['events', 'node', 'namespace-pods'],
  causes: CAUSES,
  supersedes: [
    'terminating/grace-period-running',
    'crashloop/killed-by-signal',
    'crashloop/application-error',
    'crashloop/node-out-of-memory',
  ],
  diagnose(view) {
    const ending = endingOf(view);
    const found = ending && judge(view, ending);
    return { findings: found ? [found] : [] };
  },
});

function judge(view: EvictedView, ending: Ending): Found<Cause> | undefined {
  switch (ending.reason) {
    case 'PreemptionByScheduler':
      return isWaitedFor(view) ? undefined : judgePreempted(view, ending);
    case 'Preempting':
      return judgePreempted(view, ending);
    case 'DeletionByTaintManager':
      return judgeTainted(view, ending);
    case 'EvictionByEvictionAPI':
      return isReplaced(view) ? undefined : judgeDrained(view, ending);
    case 'DeletionByPodGC':
      return plain(view, ending, 'node-deleted');
    case 'NodeShutdown':
      return shutDown(view, ending, 'was refused');
    case 'Shutdown':
      // 1.20 and 1.21 have one reason for both: "Node is in progress of shutting down, not admitting any new pods".
      return shutDown(view, ending, /not admitting/.test(ending.message) ? 'was refused' : 'was stopped');
    case 'Terminated':
      return shutDown(view, ending, 'was stopped');
    default:
      return byWords(view, ending);
  }
}

/** Another pod of the workload is up: that one is drained away is what was wanted. */
function isReplaced({ siblings }: EvictedView): boolean {
  return siblings.some((other) => isReady(other) && !other.metadata?.deletionTimestamp);
}

/**
 * A younger pod of the workload has been refused by the scheduler: what became of this one is told of that one, which
 * is what is missing (`pending/priority-preempted`, by the condition that both read).
 */
function isWaitedFor({ pod, siblings }: EvictedView): boolean {
  const created = Date.parse(pod.metadata?.creationTimestamp ?? '');
  return (
    disruptionOf(pod) !== undefined &&
    siblings.some(
      (other) => Date.parse(other.metadata?.creationTimestamp ?? '') > created && isRefused(other),
    )
  );
}

function isRefused({ metadata, status }: Pod): boolean {
  if (metadata?.deletionTimestamp || status?.nominatedNodeName) return false;
  return (
    status?.conditions?.some(
      ({ type, status: on, reason }) =>
        type === 'PodScheduled' && on === 'False' && reason === 'Unschedulable',
    ) ?? false
  );
}

/** `Evicted`, `TerminationByKubelet` and the many reasons of a refusal. */
function byWords(view: EvictedView, ending: Ending): Found<Cause> | undefined {
  const eviction = judgeEviction(view, ending);
  if (eviction) return eviction;
  if (/critical pod/i.test(ending.message)) return judgePreempted(view, ending);
  if (/node shutdown|node is shutting/i.test(ending.message)) return shutDown(view, ending, 'was stopped');
  return isRejection(ending) ? judgeRejected(view, ending) : undefined;
}

function shutDown(view: EvictedView, ending: Ending, stopped: string): Found<'node-shutdown'> {
  const found = plain(view, ending, 'node-shutdown');
  return { ...found, params: { ...found.params, stopped } };
}

function plain<C extends Cause>(view: EvictedView, ending: Ending, cause: C): Found<C> {
  return {
    cause,
    confidence: 'certain',
    params: { ...situationOf(view), message: ending.message },
    evidence: ending.evidence,
  };
}
