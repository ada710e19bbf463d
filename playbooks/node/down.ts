import { agoText } from '../../src/diagnosis/age.ts';
import { stateOf } from '../../src/diagnosis/containers.ts';
import { formatDuration } from '../../src/diagnosis/duration.ts';
import { fromNode, fromStatus } from '../../src/diagnosis/evidence.ts';
import type { Found, Params } from '../../src/diagnosis/finding.ts';
import { conditionText, type NodeState } from '../../src/diagnosis/node-state.ts';
import type { Condition } from '../../src/diagnosis/objects/meta.ts';
import type { Pod } from '../../src/diagnosis/objects/pod.ts';
import type { View } from '../../src/diagnosis/playbook.ts';
import { tolerates } from '../../src/diagnosis/scheduling/taints.ts';

export type DownCause = 'node-unreachable' | 'node-not-ready';

export const DOWN_TAINTS = {
  'node-unreachable': 'node.kubernetes.io/unreachable',
  'node-not-ready': 'node.kubernetes.io/not-ready',
} as const;
const LONGEST_TITLE = 120;

/** A pod whose node's kubelet is silent or in trouble. */
export function nodeDown(view: View, node: string, state: NodeState): Found<DownCause> {
  const { kind, condition } = state;
  const cause = downCause(state);
  return {
    cause,
    confidence: 'certain',
    params: {
      ...downParams(view.now, node, condition),
      ...effectsOf(view, cause, condition.lastTransitionTime),
      // A kubelet that reports trouble still reports its containers.
      ...(kind === 'not-ready' ? { containers: undefined } : {}),
    },
    evidence: [
      fromNode(node, 'status.conditions', conditionText(condition)),
      ...unreadyEvidence(view.podName, readyOf(view.pod)),
    ],
  };
}

export function downCause({ kind }: NodeState): DownCause {
  return kind === 'unreachable' ? 'node-unreachable' : 'node-not-ready';
}

/** What the node's own Ready condition says. */
export function downParams(now: number, node: string, condition: Condition): Params {
  const { lastTransitionTime, lastHeartbeatTime, message = '' } = condition;
  return {
    node,
    since: agoText(now, lastTransitionTime),
    message,
    // Told once, without the plugin's own long story behind it.
    short: message.replace(/^.*message:/, '').slice(0, LONGEST_TITLE),
    heartbeat: lastHeartbeatTime,
    heartbeatAgo: agoText(now, lastHeartbeatTime),
    networkNode: /network plugin|NetworkReady=false|cni/i.test(message) ? node : undefined,
    runtimeNode: /container runtime (?:is down|status check)|PLEG is not healthy/i.test(message)
      ? node
      : undefined,
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
  const key = DOWN_TAINTS[cause];
  const seconds = toleratedSeconds(pod, key);
  if (seconds === undefined) return {};
  if (seconds === Number.POSITIVE_INFINITY) return { tolerated: key };
  const left = seconds - (now - Date.parse(since ?? '')) / 1000;
  return { tolerance: formatDuration(seconds), deletedIn: left > 0 ? formatDuration(left) : undefined };
}

/**
 * Seconds for which a pod stays with a NoExecute taint of its node; undefined for one that does not tolerate it at all.
 * The shortest of several counts, https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/.
 */
export function toleratedSeconds({ spec }: Pod, key: string): number | undefined {
  const fitting = (spec?.tolerations ?? []).filter((one) => tolerates(one, { key, effect: 'NoExecute' }));
  if (fitting.length === 0) return undefined;
  const limits = fitting.map(({ tolerationSeconds: seconds = Number.POSITIVE_INFINITY }) => seconds);
  return Math.max(0, Math.min(...limits));
}
