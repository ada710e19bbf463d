import { fromObject } from '../../src/diagnosis/evidence.ts';
import type { Evidence, Found } from '../../src/diagnosis/finding.ts';
import { conditionText } from '../../src/diagnosis/node-state.ts';
import type { Condition } from '../../src/diagnosis/objects/meta.ts';
import type { HorizontalPodAutoscaler, ObjectReference } from '../../src/diagnosis/objects/scaling.ts';
import { kubectlName } from '../../src/diagnosis/owner.ts';
import type { TargetView } from '../../src/diagnosis/playbook.ts';
import type { CAUSES } from './causes.ts';

export const SECTIONS = ['workloads', 'events', 'pod-metrics'] as const;

export type ScalingView = TargetView<(typeof SECTIONS)[number]>;
export type ScalingFound = Found<keyof typeof CAUSES>;

export function conditionOf({ status }: HorizontalPodAutoscaler, type: string): Condition | undefined {
  return status?.conditions?.find((one) => one.type === type);
}

/** A condition of the autoscaler as it was. */
export function fromCondition({ target }: ScalingView, condition: Condition): Evidence {
  return fromAutoscaler(target.name, 'status.conditions', conditionText(condition));
}

export function fromAutoscaler(name: string, field: string, text: string): Evidence {
  return fromObject('HorizontalPodAutoscaler', name, field, text);
}

/** `deployment/web`: what the autoscaler scales, by its spec. */
export function scaledText({ kind = '', name = '' }: ObjectReference): string {
  return kubectlName(kind, name);
}
