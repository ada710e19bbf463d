import type { Params } from '../../src/diagnosis/finding.ts';
import type { Pod } from '../../src/diagnosis/objects/pod.ts';
import { ownerOf } from '../../src/diagnosis/owner.ts';
import { repelling } from '../../src/diagnosis/scheduling/neighbours.ts';
import type { PendingView } from './refusal.ts';

/** The pods of one workload that keep each other off nodes. */
export interface Crowd {
  /** All pods in the way are of the pod's own workload. */
  readonly own: boolean;
  /** And of another revision than the pod: a rollout that can't go on. */
  readonly rollout: boolean;
  /** Pods in the way whose own rule keeps the pod off, whatever the pod's rule says. */
  readonly repelling: boolean;
  /** Pods of the workload on nodes; undefined where they may not all be known. */
  readonly places: number | undefined;
  /** What maxUnavailable has to be for a rollout to take one of them down. */
  readonly unavailable: number;
}

/** `known`: all pods that the pod's rule speaks of, its own left out; undefined where the rule is not the pod's. */
export function crowdOf(
  view: PendingView,
  holders: readonly Pod[],
  known: readonly Pod[] | undefined,
): Crowd {
  const own = holders.every((pod) => isSibling(view, pod));
  const rollout = own && holders.every((pod) => revisionOf(pod) !== revisionOf(view.pod));
  const siblings = (known ?? view.siblings).filter((pod) => isSibling(view, pod));
  const waiting = siblings.filter(
    (pod) => !pod.spec?.nodeName && (revisionOf(pod) === revisionOf(view.pod)) !== rollout,
  );
  return {
    own,
    rollout,
    repelling: repelling(view.pod, holders).length > 0,
    places: known && siblings.length - siblings.filter((pod) => !pod.spec?.nodeName).length,
    // A Deployment keeps replicas - maxUnavailable pods available, and those that wait are not.
    unavailable: waiting.length + (rollout ? 1 : 2),
  };
}

/** Commands that give the pod a place with the rule kept: fewer replicas, or a rollout that makes room first. */
export function crowdParams(view: PendingView, crowd: Crowd): Params {
  const { owner } = view;
  if (!crowd.own || !owner) return {};
  const workload = `${owner.kind.toLowerCase()}/${owner.name}`;
  if (crowd.rollout) return owner.kind === 'Deployment' ? rolloutParams(workload, crowd) : {};
  const scalable = ['Deployment', 'StatefulSet', 'ReplicaSet'].includes(owner.kind);
  return scalable && crowd.places ? { crowded: workload, places: crowd.places } : {};
}

function rolloutParams(workload: string, { unavailable }: Crowd): Params {
  const patch = { spec: { strategy: strategyFor(unavailable) } };
  return { rolling: workload, surgePatch: JSON.stringify(patch) };
}

/** A surge pod has no place either. */
export function strategyFor(unavailable: number) {
  return { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: unavailable } };
}

function isSibling({ owner }: PendingView, pod: Pod): boolean {
  const other = ownerOf(pod);
  return owner !== undefined && other?.kind === owner.kind && other.name === owner.name;
}

function revisionOf(pod: Pod): string | undefined {
  return pod.metadata?.labels?.['pod-template-hash'];
}
