import { fromNode, fromSpec } from '../../src/diagnosis/evidence.ts';
import type { Params } from '../../src/diagnosis/finding.ts';
import type { Condition } from '../../src/diagnosis/objects/meta.ts';
import type { Taint } from '../../src/diagnosis/objects/node.ts';
import type { Toleration } from '../../src/diagnosis/objects/pod.ts';
import { isEditable } from '../../src/diagnosis/owner.ts';
import type { NodeFit } from '../../src/diagnosis/scheduling/node-fit.ts';
import {
  nearMiss,
  ownTolerations,
  type TaintKind,
  taintKind,
  taintText,
  tolerationFor,
  tolerationText,
} from '../../src/diagnosis/scheduling/taints.ts';
import { templatePatch } from './patch.ts';
import { ageText } from './queue.ts';
import { evidenceOf, type PendingFound, type PendingView } from './refusal.ts';
import { namesOf, type Scene } from './scene.ts';

/** One thing that a node has against the pod by its taints; a problem's two taints are one thing. */
interface Barrier {
  readonly fit: NodeFit;
  readonly taint: Taint;
  readonly kind: TaintKind;
  /** How many things the node has against the pod in all: the fewer, the nearer it is to taking it. */
  readonly weight: number;
  readonly missed: boolean;
}

/** A node that nearly had the pod comes first; a cordoned or ailing one is more likely meant than a fenced one. */
const ORDER: Readonly<Record<TaintKind, number>> = {
  cordon: 1,
  problem: 2,
  starting: 2,
  leaving: 3,
  custom: 4,
  'control-plane': 5,
};
const MOST = 3;

/** All nodes that are meant have a taint against the pod: which taint is nearest to being overcome? */
export function taintFindings(scene: Scene, among: readonly NodeFit[], most = MOST): readonly PendingFound[] {
  const all = among.flatMap((fit) => barriersOf(scene, fit));
  const least = Math.min(...all.map((barrier) => barrier.weight));
  const nearest = all
    .filter((barrier) => barrier.weight === least)
    .toSorted((a, b) => orderOf(a) - orderOf(b));
  const keys = [...new Set(nearest.map(groupKey))].slice(0, most);
  return keys.map((key) =>
    toFinding(
      scene,
      nearest.filter((barrier) => groupKey(barrier) === key),
    ),
  );
}

function barriersOf(scene: Scene, fit: NodeFit): readonly Barrier[] {
  const taints = fit.taints.filter((taint, index) => sameTaints(fit, taint)[0] === fit.taints[index]);
  const fence = taints.some((taint) => taintKind(taint) === 'control-plane') ? 10 : 0;
  const weight = taints.length + fit.tooSmall.length + fence;
  return taints.map((taint) => {
    const missed = nearMiss(taint, scene.view.pod.spec?.tolerations) !== undefined;
    return { fit, taint, kind: taintKind(taint), weight, missed };
  });
}

/** A taint is often set twice, with NoSchedule and NoExecute. */
function sameTaints(fit: NodeFit, { key, value }: Taint): readonly Taint[] {
  return fit.taints.filter((one) => one.key === key && one.value === value);
}

function orderOf({ kind, missed }: Barrier): number {
  return missed && kind === 'custom' ? 0 : ORDER[kind];
}

/** Cordons are one finding, ailing nodes another, and each taint that somebody set its own. */
function groupKey({ kind, taint }: Barrier): string {
  if (kind === 'cordon' || kind === 'problem') return kind;
  return kind === 'custom' || kind === 'control-plane' ? taintText(taint) : `${kind} ${taint.key}`;
}

function toFinding(scene: Scene, barriers: readonly Barrier[]): PendingFound {
  const [first] = barriers as readonly [Barrier, ...Barrier[]];
  if (first.kind === 'cordon') return cordoned(scene, barriers, first);
  return first.kind === 'custom' || first.kind === 'control-plane'
    ? untolerated(scene, barriers, first)
    : unhealthy(scene, barriers, first);
}

function fitsOf(barriers: readonly Barrier[]): readonly NodeFit[] {
  return barriers.map((barrier) => barrier.fit);
}

function cordoned(scene: Scene, barriers: readonly Barrier[], { fit, taint, weight }: Barrier): PendingFound {
  const nodes = namesOf(fitsOf(barriers));
  return {
    cause: 'node-cordoned',
    confidence: 'certain',
    params: {
      nodes,
      // Only one node can be uncordoned by one command; where there are more, the first will do.
      node: fit.name,
      alone: weight === 1 ? fit.name : undefined,
      since: ageText(scene.view, taint.timeAdded),
    },
    evidence: evidenceOf(scene.refusal, [
      fromNode(fit.name, 'spec.unschedulable', `true${taint.timeAdded ? ` since ${taint.timeAdded}` : ''}`),
    ]),
  };
}

const PROBLEM_CONDITION: Readonly<Record<string, string>> = {
  'node.kubernetes.io/not-ready': 'Ready',
  'node.kubernetes.io/unreachable': 'Ready',
  'node.kubernetes.io/memory-pressure': 'MemoryPressure',
  'node.kubernetes.io/disk-pressure': 'DiskPressure',
  'node.kubernetes.io/pid-pressure': 'PIDPressure',
  'node.kubernetes.io/network-unavailable': 'NetworkUnavailable',
};

const MEANING: Readonly<Record<string, string>> = {
  starting: 'it is still being set up',
  leaving: 'it is being removed',
};

function unhealthy(scene: Scene, barriers: readonly Barrier[], { fit, taint, kind }: Barrier): PendingFound {
  const condition = conditionOf(fit, taint);
  const said =
    condition && `${condition.type}=${condition.status}${condition.reason ? ` (${condition.reason})` : ''}`;
  return {
    cause: 'node-unhealthy',
    confidence: 'certain',
    params: {
      nodes: namesOf(fitsOf(barriers)),
      node: fit.name,
      taint: taintText(taint),
      condition: said ?? MEANING[kind] ?? taint.key,
      since: ageText(scene.view, taint.timeAdded ?? condition?.lastTransitionTime),
      words: condition?.message?.replace(/\.$/, ''),
    },
    evidence: evidenceOf(scene.refusal, [
      fromNode(fit.name, 'spec.taints', taintText(taint)),
      ...(condition?.message
        ? [fromNode(fit.name, `status.conditions[${condition.type}]`, condition.message)]
        : []),
    ]),
  };
}

function conditionOf(fit: NodeFit, taint: Taint): Condition | undefined {
  const type = PROBLEM_CONDITION[taint.key];
  return fit.node.status?.conditions?.find((condition) => condition.type === type);
}

function untolerated(
  scene: Scene,
  barriers: readonly Barrier[],
  { fit, taint, kind, weight }: Barrier,
): PendingFound {
  const { view } = scene;
  const nodes = namesOf(fitsOf(barriers));
  const near = kind === 'custom' ? nearMiss(taint, view.pod.spec?.tolerations) : undefined;
  const { effect, ...everyEffect } = tolerationFor(taint);
  const toleration = sameTaints(fit, taint).length > 1 ? everyEffect : { ...everyEffect, effect };
  const kept = ownTolerations(view.pod.spec).filter((one) => one !== near);
  return {
    cause: 'taint-untolerated',
    confidence: 'certain',
    params: {
      taint: taintText(taint),
      key: taint.key,
      value: taint.value,
      effect: taint.effect,
      nodes,
      node: fit.name,
      near: near && tolerationText(near),
      differs: near && difference(near, taint),
      toleration: JSON.stringify(toleration),
      controlPlane: kind === 'control-plane' ? nodes : undefined,
      alone: weight === 1 ? nodes : undefined,
      patch: templatePatch(view, { tolerations: [...kept, toleration] }),
      ...singlePatch(view, toleration),
    },
    evidence: evidenceOf(scene.refusal, [
      ...(nodes.slice(0, MOST).map((name) => fromNode(name, 'spec.taints', taintText(taint))) as [
        ReturnType<typeof fromNode>,
      ]),
      ...(near ? [fromSpec(view.podName, 'spec.tolerations', tolerationText(near))] : []),
    ]),
  };
}

/** A pod that has no template to edit: tolerations are among the little that can be added to it as it is. */
function singlePatch({ owner, pod, podName }: PendingView, toleration: Toleration): Params {
  if (isEditable(owner)) return {};
  const tolerations = [...(pod.spec?.tolerations ?? []), toleration];
  return { single: `pod/${podName}`, singlePatch: JSON.stringify({ spec: { tolerations } }) };
}

function difference(near: { key?: string; effect?: string }, taint: Taint): string {
  if (near.key !== taint.key) return 'key';
  return near.effect && near.effect !== taint.effect ? 'effect' : 'value';
}
