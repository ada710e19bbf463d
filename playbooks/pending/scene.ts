import type { Node } from '../../src/diagnosis/objects/node.ts';
import { isOpen, type NodeFit, nodeFit } from '../../src/diagnosis/scheduling/node-fit.ts';
import { type Amounts, podRequests } from '../../src/diagnosis/scheduling/resources.ts';
import type { PendingView, Refusal } from './refusal.ts';

/** Nodes whose pods are listed: each is a request. */
export const MOST_NODES = 3;

/** The pod before all nodes. */
export interface Scene {
  readonly view: PendingView;
  readonly refusal: Refusal | undefined;
  readonly requests: Amounts;
  readonly nodes: readonly Node[];
  /** Every node. */
  readonly fits: readonly NodeFit[];
  /** Nodes that the pod's selector and affinity mean. */
  readonly meant: readonly NodeFit[];
  /** Of those, the ones without a taint against it. */
  readonly open: readonly NodeFit[];
}

/** Undefined where the nodes can't be read, or where there are none. */
export function sceneOf(view: PendingView, refusal: Refusal | undefined): Scene | undefined {
  const answer = view.get({ section: 'nodes' });
  if (answer.status !== 'ok' || answer.value.length === 0) return undefined;
  const fits = answer.value.map((node) => nodeFit(view.pod, node)).toSorted(byName);
  const meant = fits.filter((fit) => fit.meant);
  return {
    view,
    refusal,
    requests: podRequests(view.pod),
    nodes: answer.value,
    fits,
    meant,
    open: meant.filter(isOpen),
  };
}

function byName(a: NodeFit, b: NodeFit): number {
  return Number(a.name > b.name) - Number(a.name < b.name);
}

const SHOWN = 5;

/** Names for a text; of many only the first. */
export function listText(names: readonly string[]): string {
  const more = names.length - SHOWN;
  return names.slice(0, SHOWN).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

export function namesOf(fits: readonly NodeFit[]): readonly string[] {
  return fits.map((fit) => fit.name);
}
