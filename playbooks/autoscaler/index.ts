import { agoText, secondsSince } from '../../src/diagnosis/age.ts';
import type { Condition } from '../../src/diagnosis/objects/meta.ts';
import type { HorizontalPodAutoscaler } from '../../src/diagnosis/objects/scaling.ts';
import { definePlaybook } from '../../src/diagnosis/playbook.ts';
import { CAUSES } from './causes.ts';
import { limitsOf } from './limits.ts';
import { leftOut, metricsTrouble } from './metrics.ts';
import {
  conditionOf,
  fromAutoscaler,
  fromCondition,
  type ScalingFound,
  type ScalingView,
  SECTIONS,
  scaledText,
} from './scene.ts';
import { targetTrouble } from './target.ts';

export const autoscaler = definePlaybook({
  id: 'autoscaler',
  title: 'An autoscaler does not scale',
  meaning:
    'A HorizontalPodAutoscaler has nothing to scale, no number to go by, or may not go as far as its metrics ask for.',
  impact: 'The workload stays at the replicas that it has: too few under load, or more than it needs.',
  alerts: ['KubeHpaReplicasMismatch', 'KubeHpaMaxedOut'],
  reads: SECTIONS,
  causes: CAUSES,
  diagnoseTarget(view) {
    const { object } = view;
    return { findings: object?.kind === 'HorizontalPodAutoscaler' ? judge(view, object) : [] };
  },
});

/** The controller goes in this order, and leaves the later conditions as they were where it stops. */
function judge(view: ScalingView, autoscaler: HorizontalPodAutoscaler): readonly ScalingFound[] {
  const able = conditionOf(autoscaler, 'AbleToScale');
  if (!able) return [unattended(view, autoscaler)];
  if (able.status === 'False') return [targetTrouble(view, autoscaler, able)];
  const active = conditionOf(autoscaler, 'ScalingActive');
  if (active?.status === 'False') return [inactive(view, autoscaler, active)];
  return [...leftOut(view, autoscaler), ...limitsOf(view, autoscaler)];
}

function inactive(view: ScalingView, autoscaler: HorizontalPodAutoscaler, active: Condition): ScalingFound {
  switch (active.reason) {
    case 'ScalingDisabled':
      return disabled(view, autoscaler, active);
    case 'AmbiguousSelector':
      return ambiguous(view, active);
    case 'InvalidSelector':
      return {
        cause: 'selector-missing',
        confidence: 'certain',
        params: { scaled: scaledText(autoscaler.spec?.scaleTargetRef ?? {}) },
        evidence: [fromCondition(view, active)],
      };
    default:
      return metricsTrouble(view, autoscaler, active);
  }
}

/** KEDA itself takes what it scales to 0 and back; the autoscaler that it made is only in charge from 1 on. */
function disabled(
  view: ScalingView,
  { metadata, spec }: HorizontalPodAutoscaler,
  active: Condition,
): ScalingFound {
  const owner = metadata?.ownerReferences?.find(({ kind }) => kind === 'ScaledObject');
  return {
    cause: owner ? 'idle' : 'scaling-disabled',
    confidence: 'certain',
    params: {
      scaledObject: owner?.name,
      scaled: scaledText(spec?.scaleTargetRef ?? {}),
      min: spec?.minReplicas ?? 1,
    },
    evidence: [fromCondition(view, active)],
  };
}

/** `pods by selector app=web are controlled by multiple HPAs: [shop/web shop/web-2]`, since 1.27. */
function ambiguous(view: ScalingView, active: Condition): ScalingFound {
  const { message = '' } = active;
  const [, selector, list = ''] =
    /^pods by selector (.{1,500}) are controlled by multiple HPAs: \[(.*)\]$/.exec(message) ?? [];
  const names = list
    .split(' ')
    .filter(Boolean)
    .map((one) => one.slice(one.indexOf('/') + 1));
  return {
    cause: 'selector-ambiguous',
    confidence: 'certain',
    params: {
      autoscalers: names.length > 0 ? names : [view.target.name],
      others: names.filter((name) => name !== view.target.name),
      selector,
    },
    evidence: [fromCondition(view, active)],
  };
}

/** Seconds that the controller may take to look at a new autoscaler: it goes round every 15. */
const FIRST_LOOK_SECONDS = 60;

function unattended(view: ScalingView, { metadata }: HorizontalPodAutoscaler): ScalingFound {
  const made = metadata?.creationTimestamp;
  return {
    cause: 'unattended',
    confidence: 'certain',
    params: { age: agoText(view.now, made) },
    evidence: [fromAutoscaler(view.target.name, 'status.conditions', 'none')],
    ...(secondsSince(view.now, made) < FIRST_LOOK_SECONDS ? { verdict: 'waiting' } : {}),
  };
}
