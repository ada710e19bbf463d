import { fromObject } from '../../src/diagnosis/evidence.ts';
import type { Evidence, Found } from '../../src/diagnosis/finding.ts';
import { conditionText } from '../../src/diagnosis/node-state.ts';
import type { PodDisruptionBudget } from '../../src/diagnosis/objects/disruption.ts';
import type { Condition } from '../../src/diagnosis/objects/meta.ts';
import type { Pod } from '../../src/diagnosis/objects/pod.ts';
import type { Workload } from '../../src/diagnosis/objects/workload.ts';
import { kubectlName } from '../../src/diagnosis/owner.ts';
import type { TargetView } from '../../src/diagnosis/playbook.ts';
import type { CAUSES } from './causes.ts';

export const SECTIONS = ['workloads'] as const;

export type BudgetView = TargetView<(typeof SECTIONS)[number]>;
export type BudgetFound = Found<keyof typeof CAUSES>;

/** The condition that tells whether a pod may be evicted now: SufficientPods, InsufficientPods, SyncFailed. */
export function allowedCondition({ status }: PodDisruptionBudget): Condition | undefined {
  return status?.conditions?.find(({ type }) => type === 'DisruptionAllowed');
}

export function fromBudget({ target }: BudgetView, field: string, text: string): Evidence {
  return fromObject('PodDisruptionBudget', target.name, field, text);
}

export function fromCondition(view: BudgetView, condition: Condition): Evidence {
  return fromBudget(view, 'status.conditions', conditionText(condition));
}

/** What the controller has counted. */
export interface Counts {
  readonly healthy: number;
  readonly desired: number;
  readonly expected: number;
  readonly allowed: number;
}

export function countsOf({ status }: PodDisruptionBudget): Counts {
  return {
    healthy: status?.currentHealthy ?? 0,
    desired: status?.desiredHealthy ?? 0,
    expected: status?.expectedPods ?? 0,
    allowed: status?.disruptionsAllowed ?? 0,
  };
}

export function fromCounts(view: BudgetView, { healthy, desired, expected, allowed }: Counts): Evidence {
  const text = `currentHealthy ${healthy}, desiredHealthy ${desired}, expectedPods ${expected}, disruptionsAllowed ${allowed}`;
  return fromBudget(view, 'status', text);
}

/** `minAvailable is 2`. */
export function ruleText({ spec }: PodDisruptionBudget): string {
  if (spec?.maxUnavailable !== undefined) return `maxUnavailable is ${spec.maxUnavailable}`;
  return spec?.minAvailable === undefined
    ? 'neither minAvailable nor maxUnavailable is set'
    : `minAvailable is ${spec.minAvailable}`;
}

/** It asks for a number of pods whatever their controllers want: the only rule that needs no controller. */
export function isWholeNumber({ spec }: PodDisruptionBudget): boolean {
  return spec?.maxUnavailable === undefined && typeof spec?.minAvailable === 'number';
}

/** As kubectl names it: `deployment/web`. */
export function workloadText({ kind = '', metadata }: Workload): string {
  return kubectlName(kind, metadata?.name ?? '');
}

export function namesOf(pods: readonly Pod[]): readonly string[] {
  return pods.flatMap(({ metadata }) => metadata?.name ?? []);
}

/** Kinds whose replicas can be set, and that the controller can count by. */
const SCALED: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'ReplicaSet']);

export function isScaled(kind: string | undefined): boolean {
  return SCALED.has(kind ?? '');
}

/** Goes with the replicas, however many there are. */
export const ONE_AWAY = JSON.stringify({ spec: { minAvailable: null, maxUnavailable: 1 } });

/** All but one of so many pods have to stay; undefined where that is none. */
export function allButOne(pods: number): string | undefined {
  return pods > 1 ? JSON.stringify({ spec: { minAvailable: pods - 1, maxUnavailable: null } }) : undefined;
}
