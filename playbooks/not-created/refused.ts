import { type CreateRefusal, creationRefusal, refusalOf } from '../../src/diagnosis/create-refusal.ts';
import { aboutOf } from '../../src/diagnosis/create-shortfall.ts';
import type { Found } from '../../src/diagnosis/finding.ts';
import { runsMissed } from '../../src/diagnosis/missed-runs.ts';
import type { TargetView } from '../../src/diagnosis/playbook.ts';
import type { CAUSES } from './causes.ts';
import { specInvalid } from './invalid.ts';
import { limitRangeViolated } from './limit-range.ts';
import { priorityClassMissing, serviceAccountMissing } from './missing-name.ts';
import {
  creationInterrupted,
  creationRefused,
  namespaceTerminating,
  nameTaken,
  quotaMissing,
} from './other-refusals.ts';
import { placeOf } from './place.ts';
import { podSecurityViolated } from './pod-security.ts';
import { quotaExceeded } from './quota.ts';
import { quotaNeedsLimits } from './quota-limits.ts';
import type { Refused } from './refused-params.ts';
import { securityPolicyViolated } from './security-policy.ts';
import { webhookDenied, webhookUnreachable } from './webhook.ts';

type CreateFound = Found<keyof typeof CAUSES>;
type RefusedView = Refused['view'] & TargetView<'events' | 'replica-sets'>;

/** What the API has against the pods that a controller wants made; undefined where it has nothing. */
export function judgeRefusal(view: RefusedView): CreateFound | undefined {
  const refusal = creationRefusal(view) ?? jobRefusal(view);
  const found = refusal && toFound({ view, refusal, place: placeOf(refusal.workload) });
  if (!refusal || !found) return undefined;
  const about = aboutOf(refusal.workload);
  const isTarget = about.kind === view.target.kind && about.name === view.target.name;
  return isTarget ? found : { ...found, about };
}

/** A CronJob whose runs are due and not made. */
function jobRefusal(view: RefusedView): CreateRefusal | undefined {
  const { workload, now } = view;
  if (workload?.kind !== 'CronJob' || workload.spec?.suspend || !runsMissed(workload, now)) return undefined;
  return refusalOf(view, { workload, pods: [], have: 0 });
}

function toFound(refused: Refused): CreateFound | undefined {
  const { refusal }: CreateRefusal['message'] = refused.refusal.message;
  switch (refusal.kind) {
    case 'quota-exceeded':
      return quotaExceeded(refused, refusal);
    case 'quota-needs-limits':
      return quotaNeedsLimits(refused, refusal);
    case 'quota-missing':
      return quotaMissing(refused, refusal);
    case 'limit-range':
      return limitRangeViolated(refused, refusal.bounds);
    case 'pod-security':
      return podSecurityViolated(refused, refusal);
    case 'security-policy':
      return securityPolicyViolated(refused, refusal);
    case 'denied':
      return webhookDenied(refused, refusal);
    case 'webhook-unreachable':
      return webhookUnreachable(refused, refusal);
    case 'service-account-missing':
      return serviceAccountMissing(refused, refusal.name);
    case 'priority-class-missing':
      return priorityClassMissing(refused, refusal.name);
    case 'namespace-terminating':
      return namespaceTerminating(refused);
    case 'invalid':
      return specInvalid(refused, refusal.errors);
    case 'name-taken':
      return nameTaken(refused, refusal);
    case 'passing':
      return creationInterrupted(refused);
    case 'unauthorized':
      return creationRefused(refused, refusal);
    case 'other':
      return creationRefused(refused, undefined);
    // The sandbox playbook knows the cluster's classes.
    case 'runtime-class-missing':
      return undefined;
  }
}
