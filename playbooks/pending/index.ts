import type { Confidence, RuledOut } from '../../src/diagnosis/finding.ts';
import { definePlaybook } from '../../src/diagnosis/playbook.ts';
import { podEvents } from '../../src/diagnosis/pod-events.ts';
import { isFinished } from '../../src/diagnosis/pod-status.ts';
import { causes } from './causes.ts';
import { namespacePods } from './checks.ts';
import { claimFindings, isAboutClaims, isOnlyAboutClaims } from './claims.ts';
import { decide, ruledOutBy } from './decide.ts';
import { nodeMissing } from './node-missing.ts';
import { withRenewal } from './patch.ts';
import {
  autoscalerComing,
  autoscalerRefused,
  gated,
  preemptionWaiting,
  priorityPreempted,
  scheduledCondition,
  schedulerMissing,
  secondsSince,
} from './queue.ts';
import {
  type PendingFound,
  type PendingView,
  type Refusal,
  reasonsOf,
  refusalOf,
  SECTIONS,
} from './refusal.ts';
import { refusedFindings } from './refused.ts';
import { readRules } from './rule-checks.ts';
import { sceneOf } from './scene.ts';
import { claimVolumes } from './volumes.ts';

export const pending = definePlaybook({
  id: 'pending',
  title: 'No node for the pod',
  meaning:
    'The pod exists and has no node. The scheduler found none that fits, waits for something, or does not look at the pod at all.',
  impact: 'None of the pod’s containers has started. A rollout that waits for it stands still.',
  alerts: [
    'KubePodNotReady',
    'KubeDeploymentReplicasMismatch',
    'KubeStatefulSetReplicasMismatch',
    'KubeDaemonSetRolloutStuck',
    'KubeDaemonSetNotScheduled',
    'KubeJobNotCompleted',
  ],
  reads: SECTIONS,
  causes,
  diagnose(view) {
    return isUnplaced(view)
      ? judge(view)
      : { findings: nodeMissing(view).map((found) => withRenewal(view, found)) };
  },
});

function isUnplaced({ pod }: PendingView): boolean {
  return !pod.spec?.nodeName && !isFinished(pod) && !pod.metadata?.deletionTimestamp;
}

interface PendingJudgement {
  readonly findings: readonly PendingFound[];
  readonly ruledOut?: readonly RuledOut[];
}

function judge(view: PendingView): PendingJudgement {
  const held = gated(view);
  if (held.length > 0) return { findings: held };
  const answer = podEvents(view);
  const events = answer.status === 'ok' ? answer.value : [];
  const refusal = refusalOf(view, events);
  const waiting = preemptionWaiting(view, refusal);
  if (waiting.length > 0) return { findings: waiting };
  const coming = autoscalerComing(view, events, refusal);
  if (coming.length > 0) return { findings: coming };
  if (!refusal && !scheduledCondition(view.pod)) {
    const missing = events.length > 0 ? [] : schedulerMissing(view, answer.status === 'ok');
    return { findings: missing.map((found) => withRenewal(view, found)) };
  }
  const { findings, ruledOut = [] } = refusedFor(view, refusal);
  const refused = autoscalerRefused(events);
  const others = refused ? [refused.found] : [];
  const inOrder = [
    ...(refused?.first ? [...others, ...findings] : [...findings, ...others]),
    ...(findings.length > 0 ? priorityPreempted(view) : []),
  ];
  return { findings: keepOrder(inOrder).map((found) => withRenewal(view, found)), ruledOut };
}

const CONFIDENCE: readonly Confidence[] = ['certain', 'likely', 'possible'];

/** Findings are ranked by confidence later: none may be surer than the one before it. */
function keepOrder(findings: readonly PendingFound[]): readonly PendingFound[] {
  let least = 0;
  return findings.map((found) => {
    least = Math.max(least, CONFIDENCE.indexOf(found.confidence));
    return { ...found, confidence: CONFIDENCE[least] as Confidence };
  });
}

function refusedFor(view: PendingView, refusal: Refusal | undefined): PendingJudgement {
  if (refusal && isAboutClaims(refusal)) {
    const findings = claimFindings(view, refusal);
    if (findings.length > 0 || isOnlyAboutClaims(refusal)) return { findings };
  }
  if (refusal && isDecided(refusal)) return { findings: refusedFindings(view, refusal) };
  if (refusal?.failed) return { findings: schedulerError(view, refusal) };
  // Asked for at once, not only after the nodes are known.
  readRules(view, refusal);
  if (reasonsOf(refusal, 'volume-affinity').length > 0) claimVolumes(view);
  if (reasonsOf(refusal, 'volume-exclusive').length > 0) namespacePods(view);
  const scene = sceneOf(view, refusal);
  if (!scene) return { findings: refusal ? refusedFindings(view, refusal) : [] };
  return { findings: decide(scene), ruledOut: ruledOutBy(scene) };
}

/** Refused before any node was looked at, for something that nodes don't tell of. */
function isDecided({ message }: Refusal): boolean {
  const [reason] = message.reasons;
  return (
    reason !== undefined &&
    reason.count === undefined &&
    ['device', 'pod-group', 'features', 'plugin', 'gated'].includes(reason.kind ?? '')
  );
}

/** Seconds in which the scheduler has tried again: one conflict with another writer is nothing. */
const TRIES_AGAIN = 60;

function schedulerError(view: PendingView, refusal: Refusal): readonly PendingFound[] {
  const age = secondsSince(view, view.pod.metadata?.creationTimestamp);
  if (age !== undefined && age < TRIES_AGAIN) return [];
  return [
    {
      cause: 'scheduler-error',
      confidence: 'certain',
      params: { words: refusal.text },
      evidence: [refusal.evidence],
    },
  ];
}
