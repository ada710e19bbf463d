import type { Condition } from './objects/meta.ts';
import type { Node } from './objects/node.ts';

/**
 * What a node says of itself. `not-ready`: its kubelet reports trouble. `unreachable`: its kubelet reports nothing any
 * more, so the node controller has set every condition to Unknown
 * (https://kubernetes.io/docs/reference/node/node-status/#condition).
 */
export interface NodeState {
  readonly kind: 'ready' | 'not-ready' | 'unreachable';
  readonly condition: Condition;
}

/** Undefined for a node that has no Ready condition (yet). */
export function nodeState(node: Node): NodeState | undefined {
  const condition = node.status?.conditions?.find(({ type }) => type === 'Ready');
  if (!condition) return undefined;
  if (condition.status === 'True') return { kind: 'ready', condition };
  return { kind: condition.status === 'Unknown' ? 'unreachable' : 'not-ready', condition };
}

/** Pressures that a kubelet reports, by the condition's type. */
const PRESSURES = new Map([
  ['MemoryPressure', 'memory'],
  ['DiskPressure', 'disk space'],
  ['PIDPressure', 'process ids'],
]);

export interface Pressure {
  /** What the node is short of, in words. */
  readonly of: string;
  readonly condition: Condition;
}

/** What a node is short of by its own word. */
export function pressuresOf(node: Node): readonly Pressure[] {
  return (node.status?.conditions ?? []).flatMap((condition) => {
    const of = PRESSURES.get(condition.type);
    return of !== undefined && condition.status === 'True' ? [{ of, condition }] : [];
  });
}

/** `Ready: Unknown, NodeStatusUnknown, Kubelet stopped posting node status.` */
export function conditionText({ type, status, reason, message }: Condition): string {
  return `${type}: ${[status, reason, message].filter(Boolean).join(', ')}`;
}
