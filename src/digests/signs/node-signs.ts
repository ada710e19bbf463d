import { secondsSince } from '../../diagnosis/age.ts';
import type { Severity } from '../../diagnosis/finding.ts';
import { nodeState, pressuresOf } from '../../diagnosis/node-state.ts';
import type { Condition } from '../../diagnosis/objects/meta.ts';
import type { Node } from '../../diagnosis/objects/node.ts';
import { taintKind } from '../../diagnosis/scheduling/taints.ts';
import type { DigestSign } from '../digest.ts';
import { type IgnoreRules, PATIENCE_MS } from '../noise.ts';
import { forSpan } from './for-span.ts';
import { type WeighedSign, worstSigns } from './worst-signs.ts';

interface Options {
  /** Milliseconds. */
  readonly now: number;
  readonly ignore?: IgnoreRules;
  /** Names of the nodes that are told of; all where absent. */
  readonly only?: ReadonlySet<string>;
}

interface Trouble {
  readonly condition: Condition;
  readonly severity: Severity;
  /** With the node before it and a span of time behind. */
  readonly words: string;
}

/** A node that is being taken away is not ready sooner or later, and gone after that. */
const LEAVING_MS = 3_600_000;

/** What node-problem-detector tells: https://github.com/kubernetes/node-problem-detector#problem-daemon */
const PROBLEMS = new Map([
  ['ReadonlyFilesystem', 'has had a read-only file system'],
  ['KernelDeadlock', 'has had a kernel that hangs'],
  ['CorruptDockerOverlay2', 'has had broken image layers'],
]);

/** `has been short of disk space for 3 hours`: nodes that are in trouble, not those that are cordoned or new. */
export function nodeSigns(
  nodes: readonly Node[],
  { now, ignore = {}, only }: Options,
): readonly DigestSign[] {
  const found = nodes.flatMap((node): readonly WeighedSign[] => {
    const name = node.metadata?.name ?? '';
    if (only && !only.has(name)) return [];
    const patience = isLeaving(node) ? LEAVING_MS : PATIENCE_MS;
    return troublesOf(node)
      .filter(({ condition }) => secondsSince(now, condition.lastTransitionTime) * 1000 >= patience)
      .map((trouble) => ({ sign: signOf(name, trouble, now), weight: 0 }));
  });
  return worstSigns(found, ignore);
}

function troublesOf(node: Node): readonly Trouble[] {
  const state = nodeState(node);
  const words = state?.kind === 'unreachable' ? 'has not answered' : 'has not been ready';
  return [
    ...(state && state.kind !== 'ready'
      ? [{ condition: state.condition, severity: 'critical', words } as const]
      : []),
    ...pressuresOf(node).map(
      ({ of, condition }) => ({ condition, severity: 'warning', words: `has been short of ${of}` }) as const,
    ),
    ...(node.status?.conditions ?? []).flatMap(otherTrouble),
  ];
}

function otherTrouble(condition: Condition): readonly Trouble[] {
  if (condition.status !== 'True') return [];
  if (condition.type === 'NetworkUnavailable')
    return [{ condition, severity: 'critical', words: 'has had no network set up' }];
  const words = PROBLEMS.get(condition.type);
  return words ? [{ condition, severity: 'warning', words }] : [];
}

/** By an autoscaler, or deleted by hand; one that an autoscaler only thinks of taking away stays so far. */
function isLeaving({ metadata, spec }: Node): boolean {
  if (metadata?.deletionTimestamp) return true;
  return (spec?.taints ?? []).some(
    (taint) => taintKind(taint) === 'leaving' && taint.effect !== 'PreferNoSchedule',
  );
}

function signOf(name: string, { condition, severity, words }: Trouble, now: number): DigestSign {
  return {
    key: `node/${name}/${condition.type}`,
    about: 'node',
    kind: 'Node',
    name,
    severity,
    text: `${words}${forSpan(now, condition.lastTransitionTime)}`,
  };
}
