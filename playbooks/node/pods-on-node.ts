import { secondsSince } from '../../src/diagnosis/age.ts';
import { formatDuration } from '../../src/diagnosis/duration.ts';
import { computed } from '../../src/diagnosis/evidence.ts';
import type { Evidence, Params } from '../../src/diagnosis/finding.ts';
import type { Node } from '../../src/diagnosis/objects/node.ts';
import type { Pod } from '../../src/diagnosis/objects/pod.ts';
import { podStatus, readyColumn } from '../../src/diagnosis/pod-status.ts';
import { DOWN_TAINTS, type DownCause, toleratedSeconds } from './down.ts';
import type { NodeTargetView } from './target.ts';

/** The pods that hold something of the node; undefined where they can't be read. */
export function podsOf(view: NodeTargetView): readonly Pod[] | undefined {
  const answer = view.get({ section: 'node-pods', node: view.target.name });
  return answer.status === 'ok' ? answer.value : undefined;
}

/** Which pods are on a node that is down, and what becomes of them. */
export function podsOnNode(
  view: NodeTargetView,
  node: Node,
  cause: DownCause,
  since: string | undefined,
): { readonly params: Params; readonly evidence: readonly Evidence[] } {
  const pods = podsOf(view);
  if (!pods) return { params: {}, evidence: [] };
  const key = DOWN_TAINTS[cause];
  const taint = node.spec?.taints?.find((one) => one.key === key && one.effect === 'NoExecute');
  const left = pods.filter(({ metadata }) => !metadata?.deletionTimestamp);
  const stays = (pod: Pod) => toleratedSeconds(pod, key) === Number.POSITIVE_INFINITY;
  const moved = left.filter((pod) => !stays(pod));
  const seconds = mostCommon(moved.map((pod) => toleratedSeconds(pod, key) ?? 0));
  const remaining = (seconds ?? 0) - secondsSince(view.now, taint?.timeAdded ?? since);
  const named = `${pods.length} pods: ${pods.slice(0, 5).map(textOf).join(', ')}${pods.length > 5 ? ', …' : ''}`;
  return {
    params: {
      podCount: pods.length || undefined,
      leavingPods: pods.filter(({ metadata }) => metadata?.deletionTimestamp).map(textOf),
      moved: moved.map(textOf),
      movedAfter: seconds === undefined ? undefined : formatDuration(seconds),
      movedIn: remaining > 0 ? formatDuration(remaining) : undefined,
      staying: left.filter(stays).map(textOf),
    },
    evidence: pods.length > 0 ? [computed(`node/${view.target.name}`, named)] : [],
  };
}

export function textOf({ metadata }: Pod): string {
  return `${metadata?.namespace ?? ''}/${metadata?.name ?? ''}`;
}

/** 300 by default (https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#defaulttolerationseconds). */
function mostCommon(numbers: readonly number[]): number | undefined {
  const count = (wanted: number) => numbers.filter((one) => one === wanted).length;
  return numbers.toSorted((a, b) => count(b) - count(a) || a - b)[0];
}

/** Pods of the plugins that set the network up, by their usual names. */
const AGENTS =
  /^(calico-node|canal|cilium|kube-flannel|weave-net|aws-node|azure-(?:cns|npm)|antrea-agent|kindnet|kube-router|kube-ovn-cni|ovnkube-node|kube-multus|multus|sdn|netd)(?:-|$)/;

/** How the network plugin fares on the node. */
export function networkAgents(view: NodeTargetView): Params {
  const pods = podsOf(view);
  if (!pods) return {};
  const agents = pods.filter(({ metadata }) => AGENTS.test(metadata?.name ?? ''));
  return {
    agents: agents.map((pod) => `${textOf(pod)} (${podStatus(pod)}, ${readyColumn(pod)} ready)`),
    agentless: agents.length === 0 ? view.target.name : undefined,
  };
}
