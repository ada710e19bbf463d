import { agoText, secondsSince } from '../../src/diagnosis/age.ts';
import { formatDuration } from '../../src/diagnosis/duration.ts';
import { fromNode } from '../../src/diagnosis/evidence.ts';
import type { Node, Taint } from '../../src/diagnosis/objects/node.ts';
import { CORDON_TAINT, type TaintKind, taintKind, taintText } from '../../src/diagnosis/scheduling/taints.ts';
import type { NodeFound, NodeTargetView } from './target.ts';

/** Seconds in which a cloud's controller or an agent takes the taint off that it starts a node with. */
const SET_UP_SECONDS = 300;

/** What keeps pods off a node that may itself be well: a cordon, taints, its removal. */
export function fencesOf(view: NodeTargetView, node: Node): readonly NodeFound[] {
  const deletedAt = node.metadata?.deletionTimestamp;
  return [
    ...(deletedAt ? [deleting(view, node, deletedAt)] : []),
    ...starting(view, node),
    ...leaving(view, node),
    ...(node.spec?.unschedulable ? [cordoned(view, node)] : evicting(view, node)),
  ];
}

function taintsOf({ spec }: Node, kind: TaintKind): readonly Taint[] {
  return (spec?.taints ?? []).filter((one) => taintKind(one) === kind && one.effect !== 'PreferNoSchedule');
}

function deleting({ now, target }: NodeTargetView, { metadata }: Node, deletedAt: string): NodeFound {
  const finalizers = metadata?.finalizers ?? [];
  // Karpenter drains the node before it lets go.
  const isDrained = finalizers.some((one) => one.startsWith('karpenter.sh/'));
  return {
    cause: 'node-deleting',
    confidence: 'certain',
    params: {
      node: target.name,
      leavingFor: formatDuration(secondsSince(now, deletedAt)),
      finalizers,
    },
    evidence: [
      fromNode(target.name, 'metadata.deletionTimestamp', deletedAt),
      fromNode(target.name, 'metadata.finalizers', finalizers.join(', ') || 'none'),
    ],
    ...(isDrained ? { verdict: 'waiting' } : {}),
  };
}

const SETTERS: readonly (readonly [RegExp, string])[] = [
  [/^node\.cloudprovider\.kubernetes\.io\/uninitialized$/, 'the cloud controller manager'],
  [/^karpenter\.sh\//, 'Karpenter'],
  [/\/agent-not-ready$/, 'the network plugin’s agent'],
];

function starting(view: NodeTargetView, node: Node): readonly NodeFound[] {
  const taints = taintsOf(node, 'starting');
  if (taints.length === 0) return [];
  const age = secondsSince(view.now, node.metadata?.creationTimestamp);
  const setters = taints.map(({ key }) => {
    return SETTERS.find(([pattern]) => pattern.test(key))?.[1] ?? 'what set it';
  });
  return [
    {
      cause: 'node-starting',
      confidence: 'certain',
      params: {
        node: view.target.name,
        age: formatDuration(age),
        taints: taints.map(taintText),
        setters: [...new Set(setters)],
      },
      evidence: [fromNode(view.target.name, 'spec.taints', taints.map(taintText).join(', '))],
      ...(age < SET_UP_SECONDS ? { verdict: 'waiting' } : {}),
    },
  ];
}

function leaving({ target }: NodeTargetView, node: Node): readonly NodeFound[] {
  const taints = taintsOf(node, 'leaving');
  const [first] = taints;
  if (!first) return [];
  const remover = first.key.startsWith('karpenter.sh/')
    ? 'Karpenter'
    : first.key.endsWith('ClusterAutoscaler')
      ? 'the cluster autoscaler'
      : 'the cloud, which has shut its machine down';
  return [
    {
      cause: 'node-leaving',
      confidence: 'certain',
      params: { node: target.name, remover, taints: taints.map(({ key }) => key) },
      evidence: [fromNode(target.name, 'spec.taints', taints.map(taintText).join(', '))],
    },
  ];
}

/** Since 1.18 the cordon's taint tells since when. By whom is not kept. */
function cordoned({ now, target }: NodeTargetView, node: Node): NodeFound {
  const since = node.spec?.taints?.find(({ key }) => key === CORDON_TAINT)?.timeAdded;
  const custom = taintsOf(node, 'custom');
  return {
    cause: 'cordoned',
    confidence: 'certain',
    params: {
      node: target.name,
      since: agoText(now, since),
      taints: custom.map(taintText),
      keeper: custom.some(({ effect }) => effect === 'NoExecute') ? undefined : target.name,
    },
    evidence: [fromNode(target.name, 'spec.unschedulable', since ? `true since ${since}` : 'true')],
  };
}

/** A taint for new pods alone is how nodes are set aside for some; one that puts pods off is somebody's doing. */
function evicting({ now, target }: NodeTargetView, node: Node): readonly NodeFound[] {
  const taints = taintsOf(node, 'custom').filter(({ effect }) => effect === 'NoExecute');
  const [first] = taints;
  if (!first) return [];
  return [
    {
      cause: 'evicting-taint',
      confidence: 'certain',
      params: {
        node: target.name,
        taints: taints.map(taintText),
        since: agoText(now, first.timeAdded),
        untaint: `${taintText(first)}-`,
      },
      evidence: [fromNode(target.name, 'spec.taints', taints.map(taintText).join(', '))],
    },
  ];
}
