import { stateOf } from '../../src/diagnosis/containers.ts';
import { formatDuration } from '../../src/diagnosis/duration.ts';
import { fromNode, fromStatus } from '../../src/diagnosis/evidence.ts';
import type { Found, Params } from '../../src/diagnosis/finding.ts';
import type { Condition, Pod } from '../../src/diagnosis/kube.ts';
import { agoText, conditionText, type NodeState } from '../../src/diagnosis/node-state.ts';
import type { View } from '../../src/diagnosis/playbook.ts';
import { tolerates } from '../../src/diagnosis/scheduling/taints.ts';

type DownCause = 'node-unreachable' | 'node-not-ready';

const TAINTS = {
  'node-unreachable': 'node.kubernetes.io/unreachable',
  'node-not-ready': 'node.kubernetes.io/not-ready',
} as const;
const LONGEST_TITLE = 120;

/** A pod whose node's kubelet is silent or in trouble. */
export function nodeDown(view: View, node: string, { kind, condition }: NodeState): Found<DownCause> {
  const cause = kind === 'unreachable' ? 'node-unreachable' : 'node-not-ready';
  const { lastTransitionTime, lastHeartbeatTime, message = '' } = condition;
  // Told once, without the plugin's own long story behind it.
  const short = message.replace(/^.*message:/, '').slice(0, LONGEST_TITLE);
  return {
    cause,
    confidence: 'certain',
    params: {
      node,
      since: agoText(view.now, lastTransitionTime),
      message,
      short,
      heartbeat: lastHeartbeatTime,
      heartbeatAgo: agoText(view.now, lastHeartbeatTime),
      networkNode: /network plugin|NetworkReady=false|cni/i.test(message) ? node : undefined,
      ...effectsOf(view, cause, lastTransitionTime),
      // A kubelet that reports trouble still reports its containers.
      ...(kind === 'not-ready' ? { containers: undefined } : {}),
    },
    evidence: [
      fromNode(node, 'status.conditions', conditionText(condition)),
      ...unreadyEvidence(view.podName, readyOf(view.pod)),
    ],
  };
}

/** What it does to the pod, and what Kubernetes does about it. */
export function effectsOf(view: View, cause: DownCause, since?: string): Params {
  const { pod, now, podName } = view;
  const { deletionTimestamp, deletionGracePeriodSeconds = 0 } = pod.metadata ?? {};
  const ready = readyOf(pod);
  const asked = Date.parse(deletionTimestamp ?? '') - deletionGracePeriodSeconds * 1000;
  return {
    containers: statesOf(view),
    unreadyFor: ready?.status === 'False' ? agoText(now, ready.lastTransitionTime) : undefined,
    ...(deletionTimestamp
      ? { leavingFor: formatDuration((now - asked) / 1000), leavingPod: podName, deletedBy: deletedBy(pod) }
      : toleranceOf(view, cause, since)),
  };
}

export function readyOf({ status }: Pod): Condition | undefined {
  return status?.conditions?.find(({ type }) => type === 'Ready');
}

export function unreadyEvidence(podName: string, ready: Condition | undefined) {
  return ready ? [fromStatus(podName, 'status.conditions', conditionText(ready))] : [];
}

/** `standby running, proxy terminated`. */
function statesOf({ containers }: View): string {
  const states = containers.map(({ name, status }) => {
    return `${name} ${stateOf(status) ?? 'unknown'}${status?.ready ? ' and ready' : ''}`;
  });
  return states.join(', ');
}

function deletedBy({ status }: Pod): string | undefined {
  const disruption = status?.conditions?.find(({ type, status: on }) => {
    return type === 'DisruptionTarget' && on === 'True';
  });
  return disruption?.reason === 'DeletionByTaintManager'
    ? 'by the taint manager, for that node’s state'
    : undefined;
}

/** Pods get 300 seconds by default; those of DaemonSets tolerate a lost node for ever. */
function toleranceOf({ pod, now }: View, cause: DownCause, since: string | undefined): Params {
  const taint = { key: TAINTS[cause], effect: 'NoExecute' };
  const tolerations = (pod.spec?.tolerations ?? []).filter((one) => tolerates(one, taint));
  if (tolerations.length === 0) return {};
  const limits = tolerations.map(({ tolerationSeconds }) => tolerationSeconds);
  const bounded = limits.filter((seconds) => seconds !== undefined);
  // The shortest of several counts, https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/.
  if (bounded.length === 0) return { tolerated: taint.key };
  const seconds = Math.max(0, Math.min(...bounded));
  const left = seconds - (now - Date.parse(since ?? '')) / 1000;
  return { tolerance: formatDuration(seconds), deletedIn: left > 0 ? formatDuration(left) : undefined };
}
