import type { ASTNode } from '@marcbachmann/cel-js';
import { visit } from './syntax.ts';

/** What a condition is evaluated for: each pod, or each container of it. */
export type SubjectKind = 'pod' | 'container';

/** Variables whose values have to be asked of the cluster. */
export const FACTS = ['events', 'log', 'previousLog', 'node', 'serviceAccount', 'metrics'] as const;
export type FactName = (typeof FACTS)[number];

const TIME = 'google.protobuf.Timestamp';
const OF_PODS: Readonly<Record<string, string>> = {
  pod: 'map',
  workload: 'map',
  siblings: 'list<map>',
  now: TIME,
  events: 'list<map>',
  node: 'map',
  serviceAccount: 'map',
  metrics: 'map',
};
const OF_CONTAINERS: Readonly<Record<string, string>> = {
  ...OF_PODS,
  container: 'map',
  log: 'list<string>',
  previousLog: 'list<string>',
};

/** The variables that an expression may name, with their types in CEL. */
export function typesOf(subject: SubjectKind): Readonly<Record<string, string>> {
  return subject === 'container' ? OF_CONTAINERS : OF_PODS;
}

export function isFact(name: string): name is FactName {
  return (FACTS as readonly string[]).includes(name);
}

/** Those of our variables that an expression names. */
export function namesIn(tree: ASTNode, subject: SubjectKind): ReadonlySet<string> {
  const types = typesOf(subject);
  const names = new Set<string>();
  visit(tree, (node, bound) => {
    if (node.op === 'id' && !bound.has(node.args) && Object.hasOwn(types, node.args)) names.add(node.args);
    return undefined;
  });
  return names;
}
