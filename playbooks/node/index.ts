import { agoText } from '../../src/diagnosis/age.ts';
import { fromEvent, fromNode } from '../../src/diagnosis/evidence.ts';
import type { Evidence, Found } from '../../src/diagnosis/finding.ts';
import { conditionText, nodeState, pressuresOf } from '../../src/diagnosis/node-state.ts';
import type { Node } from '../../src/diagnosis/objects/node.ts';
import { definePlaybook, type View } from '../../src/diagnosis/playbook.ts';
import { newestPodEvent } from '../../src/diagnosis/pod-events.ts';
import { isFinished, isReady } from '../../src/diagnosis/pod-status.ts';
import type { UnavailableReason } from '../../src/diagnosis/snapshot.ts';
import { CAUSES } from './causes.ts';
import { effectsOf, nodeDown, readyOf, unreadyEvidence } from './down.ts';
import { nodeTarget } from './target.ts';

type Cause = keyof typeof CAUSES;
type NodeView = View<'node' | 'events'>;

/** Seconds that a pod may be on its way before its node's shortage counts as what is wrong. */
const STARTING_SECONDS = 120;

export const node = definePlaybook({
  id: 'node',
  title: 'A node is in trouble',
  meaning:
    'A node, or the one that the pod is on, is not ready, or its kubelet has stopped answering. The containers may still run; nobody can tell.',
  impact:
    'The pod gets no traffic from Services. After about five minutes it is deleted and replaced elsewhere, if something owns it.',
  alerts: [
    'KubeNodeNotReady',
    'KubeNodeUnreachable',
    'KubeNodeReadinessFlapping',
    'KubeNodePressure',
    'KubePodNotReady',
  ],
  reads: ['node', 'events', 'node-pods', 'node-metrics'],
  causes: CAUSES,
  supersedes: [
    'terminating/node-gone',
    'terminating/grace-period-running',
    'terminating/kill-failed',
    'terminating/volume-unmount-stuck',
    'evicted/taint-evicted',
  ],
  diagnose(view) {
    const name = view.pod.spec?.nodeName;
    // A pod in its grace period still reads as ready.
    if (!name || isFinished(view.pod) || isReady(view.pod)) return { findings: [] };
    return { findings: judge(view, name) };
  },
  diagnoseTarget(view) {
    const { object } = view;
    return { findings: object?.kind === 'Node' ? nodeTarget(view, object) : [] };
  },
});

function judge(view: NodeView, name: string): readonly Found<Cause>[] {
  const answer = view.get({ section: 'node', name });
  if (answer.status === 'ok') return ofNode(view, name, answer.value);
  // A node that does not exist is another family's: no scheduler can have chosen it.
  return answer.reason !== 'not-found' ? bySign(view, name, answer.reason) : [];
}

function ofNode(view: NodeView, name: string, node: Node): readonly Found<Cause>[] {
  const state = nodeState(node);
  if (state && state.kind !== 'ready') return [nodeDown(view, name, state)];
  const pressures = pressuresOf(node);
  const [first] = pressures;
  if (!first || !isStuck(view)) return [];
  return [
    {
      cause: 'node-pressure',
      confidence: 'possible',
      params: {
        node: name,
        resources: pressures.map(({ of }) => of),
        since: agoText(view.now, first.condition.lastTransitionTime),
        message: first.condition.message,
        qos: view.pod.status?.qosClass,
        memoryNode: pressures.some(({ of }) => of === 'memory') ? name : undefined,
      },
      evidence: [fromNode(name, 'status.conditions', conditionText(first.condition))],
    },
  ];
}

function isStuck({ pod, now }: NodeView): boolean {
  const age = (now - Date.parse(pod.metadata?.creationTimestamp ?? '')) / 1000;
  return age >= STARTING_SECONDS && !pod.metadata?.deletionTimestamp;
}

const UNREAD: Readonly<Record<UnavailableReason, string>> = {
  forbidden: 'forbidden',
  timeout: 'timed out',
  failed: 'failed',
  'not-collected': 'not read',
  'not-found': 'not found',
};

/**
 * Without the node: its controller alone turns Ready to False while every container is ready and no readiness gate is
 * set, and posts `NodeNotReady` about the pod
 * (https://github.com/kubernetes/kubernetes/blob/v1.36.0/pkg/controller/util/node/controller_utils.go).
 */
function bySign(view: NodeView, name: string, reason: UnavailableReason): readonly Found<Cause>[] {
  const ready = readyOf(view.pod);
  const states = view.containers.filter(({ kind }) => kind === 'app' || kind === 'sidecar');
  const allReady = states.length > 0 && states.every(({ status }) => status?.ready);
  if (ready?.status !== 'False' || !allReady || view.pod.spec?.readinessGates?.length) return [];
  const event = newestPodEvent(view, (one) => one.reason === 'NodeNotReady');
  const proof: readonly Evidence[] = [
    ...(event ? [fromEvent(event)] : []),
    ...unreadyEvidence(view.podName, ready),
  ];
  const [first, ...rest] = proof as [Evidence, ...Evidence[]];
  return [
    {
      cause: 'node-not-ready',
      confidence: 'likely',
      params: {
        node: name,
        unread: UNREAD[reason],
        sign: event
          ? `The node controller said of this pod: ${event.message ?? event.reason}.`
          : 'Every container of the pod is ready, and the pod is not: that is what the node controller does on a node that is not ready.',
        ...effectsOf(view, 'node-not-ready'),
      },
      evidence: [first, ...rest],
    },
  ];
}
