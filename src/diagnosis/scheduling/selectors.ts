import type { LabelSelector, LabelSelectorRequirement } from '../objects/meta.ts';
import type { Node } from '../objects/node.ts';
import type { NodeSelector, NodeSelectorTerm } from '../objects/pod.ts';

export type Labels = Readonly<Record<string, string>>;

/** One requirement of a label or node selector. An operator of the future fits nothing, as in the scheduler. */
export function meets(requirement: LabelSelectorRequirement, labels: Labels): boolean {
  const value = labels[requirement.key];
  const values = requirement.values ?? [];
  switch (requirement.operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    case 'Gt':
      return value !== undefined && Number(value) > Number(values[0]);
    case 'Lt':
      return value !== undefined && Number(value) < Number(values[0]);
    default:
      return false;
  }
}

/** No selector fits nothing, an empty one everything. */
export function selects(selector: LabelSelector | undefined, labels?: Labels): boolean {
  if (!selector) return false;
  return requirementsOf(selector).every((requirement) => meets(requirement, labels ?? {}));
}

/** Both halves of a label selector as requirements. */
export function requirementsOf(selector: LabelSelector): readonly LabelSelectorRequirement[] {
  const labels = Object.entries(selector.matchLabels ?? {}).map(([key, value]) => ({
    key,
    operator: 'In',
    values: [value],
  }));
  return [...labels, ...(selector.matchExpressions ?? [])];
}

/** A selector as `kubectl -l` takes it: `app=web,tier in (a,b),!legacy`. */
export function selectorText(selector: LabelSelector | undefined): string {
  return selector ? requirementsOf(selector).map(queryText).join(',') : '';
}

function queryText({ key, operator, values = [] }: LabelSelectorRequirement): string {
  if (operator === 'In')
    return values.length === 1 ? `${key}=${values[0]}` : `${key} in (${values.join(',')})`;
  if (operator === 'NotIn') return `${key} notin (${values.join(',')})`;
  return operator === 'DoesNotExist' ? `!${key}` : key;
}

/** A requirement in words: `zone in (a, b)`. */
export function requirementText({ key, operator, values = [] }: LabelSelectorRequirement): string {
  switch (operator) {
    case 'In':
      return values.length === 1 ? `${key}=${values[0]}` : `${key} in (${values.join(', ')})`;
    case 'NotIn':
      return `${key} not in (${values.join(', ')})`;
    case 'Exists':
      return `${key} is set`;
    case 'DoesNotExist':
      return `${key} is not set`;
    default:
      return `${key} ${operator} ${values.join(', ')}`;
  }
}

/** The terms are alternatives; a term without requirements fits no node. No selector fits every node. */
export function fitsNode(selector: NodeSelector | undefined, node: Node): boolean {
  if (!selector) return true;
  return (selector.nodeSelectorTerms ?? []).some((term) => {
    const all = requirementsOfTerm(term);
    return all.length > 0 && unmetOfTerm(term, node).length === 0;
  });
}

export function requirementsOfTerm(term: NodeSelectorTerm): readonly LabelSelectorRequirement[] {
  return [...(term.matchExpressions ?? []), ...(term.matchFields ?? [])];
}

/** The requirements of a term that a node does not meet. `matchFields` knows `metadata.name` alone. */
export function unmetOfTerm(term: NodeSelectorTerm, node: Node): readonly LabelSelectorRequirement[] {
  const fields = { 'metadata.name': node.metadata?.name ?? '' };
  return [
    ...(term.matchExpressions ?? []).filter((one) => !meets(one, node.metadata?.labels ?? {})),
    ...(term.matchFields ?? []).filter((one) => !meets(one, fields)),
  ];
}

/** The values that nodes carry for a label, sorted. */
export function valuesOf(nodes: readonly Node[], key: string): readonly string[] {
  const values = nodes.flatMap((node) => node.metadata?.labels?.[key] ?? []);
  return [...new Set(values)].sort();
}
