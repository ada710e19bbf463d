import { compareText } from '../diagnosis/compare.ts';
import { nearNames } from '../diagnosis/near-names.ts';
import type { Candidate } from '../ports.ts';

/** More than are shown: who asks need not be allowed to see all of them. */
const MOST_NEAR = 20;
const MOST_OTHERS = 200;

/** What may have been meant by a namespace that does not exist: those with a name like it, and the others that there are. */
export function nearNamespaces(
  wanted: string,
  known: readonly string[],
): { readonly near: readonly Candidate[]; readonly others: readonly Candidate[] } {
  const near = nearNames(wanted, known, MOST_NEAR);
  const others = known.filter((name) => !near.includes(name)).toSorted(ownFirst);
  return { near: near.map(toCandidate), others: others.slice(0, MOST_OTHERS).map(toCandidate) };
}

/** Before those of the cluster itself (https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/). */
function ownFirst(a: string, b: string): number {
  return Number(isOfSystem(a)) - Number(isOfSystem(b)) || compareText(a, b);
}

function isOfSystem(name: string): boolean {
  return name.startsWith('kube-');
}

function toCandidate(name: string): Candidate {
  return { kind: 'Namespace', namespace: '', name };
}
