import type { ContainerView } from '../diagnosis/containers.ts';
import {
  computed,
  fromEvent,
  fromLog,
  fromNode,
  fromObject,
  fromSpec,
  fromStatus,
} from '../diagnosis/evidence.ts';
import type { Evidence } from '../diagnosis/finding.ts';
import type { KubeEvent } from '../diagnosis/objects/meta.ts';
import type { Expression } from './cel/expression.ts';
import { type Path, pathText, valueAt } from './cel/mentions.ts';
import { toProof } from './cel/values.ts';
import type { FactName } from './cel/variables.ts';
import type { Scope } from './scope.ts';

/** Something to show as proof: a field, or those entries of a list that a condition is about. */
export interface Quote {
  readonly path: Path;
  /** Gives the entries. */
  readonly fitting?: Expression;
  /** What is said of the entries, in CEL. */
  readonly condition?: string;
}

const MOST_EVENTS = 3;
const MOST_LINES = 5;
const MOST_ENTRIES = 3;

/** Proof as it stands in the cluster; none where it can't be read. */
export function quote(
  { path, fitting, condition }: Quote,
  scope: Scope,
  container: ContainerView | undefined,
): readonly Evidence[] {
  const variables = scope.online(container, new Set<FactName>());
  try {
    const all = valueAt(variables[path.root], path.keys);
    if (!fitting) return show(path, all, scope, container);
    const entries = fitting.evaluate(variables);
    if (!Array.isArray(entries)) return [];
    if (entries.length > 0) return show(path, entries, scope, container);
    const count = Array.isArray(all) ? all.length : 0;
    return [computed(`pod/${scope.view.podName}`, `${fieldText(path)}: none of ${count} fits ${condition}`)];
  } catch {
    return [];
  }
}

function show(
  path: Path,
  value: unknown,
  { view }: Scope,
  container: ContainerView | undefined,
): readonly Evidence[] {
  const { podName: pod } = view;
  const { root, keys } = path;
  const list = Array.isArray(value) ? value : [];
  if (root === 'events' && keys.length === 0)
    return list.slice(-MOST_EVENTS).map((event) => fromEvent(plain(event) as KubeEvent));
  if ((root === 'log' || root === 'previousLog') && keys.length === 0) {
    const run = root === 'log' ? 'current' : 'previous';
    const lines = list.slice(-MOST_LINES).map(String);
    return container && lines.length > 0 ? [fromLog(pod, container.name, run, lines)] : [];
  }
  const shown = Array.isArray(value) ? value.slice(0, MOST_ENTRIES) : value;
  const text = value === undefined ? '(none)' : toProof(shown);
  return field(path, text, view, container);
}

function field(
  { root, keys }: Path,
  text: string,
  { podName, pod, owner }: Scope['view'],
  container: ContainerView | undefined,
): readonly Evidence[] {
  const name = pathText(keys) || root;
  const [first, ...rest] = keys;
  switch (root) {
    case 'container':
      if (first === 'status') return [fromStatus(podName, pathText(rest) || name, text, container?.name)];
      return [fromSpec(podName, (first === 'spec' && pathText(rest)) || name, text, container?.name)];
    case 'pod':
      if (first === 'status') return [fromStatus(podName, name, text)];
      return first === 'spec' ? [fromSpec(podName, name, text)] : [fromObject('Pod', podName, name, text)];
    case 'node':
      return [fromNode(pod.spec?.nodeName ?? '(none)', name, text)];
    case 'serviceAccount':
      return [fromObject('ServiceAccount', pod.spec?.serviceAccountName ?? 'default', name, text)];
    case 'workload':
      return owner ? [fromObject(owner.kind, owner.name, name, text)] : [];
    case 'now':
      return [];
    default:
      return [computed(`pod/${podName}`, `${fieldText({ root, keys })}: ${text}`)];
  }
}

function fieldText({ root, keys }: Path): string {
  const inner = pathText(keys);
  return inner === '' || inner.startsWith('[') ? `${root}${inner}` : `${root}.${inner}`;
}

/** An object in CEL's terms as the API has it. */
function plain(value: unknown): unknown {
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, inner]) => [key, plain(inner)]));
  if (Array.isArray(value)) return value.map(plain);
  return typeof value === 'bigint' ? Number(value) : value;
}
