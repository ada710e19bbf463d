import { readShortage } from '../../src/diagnosis/eviction-message.ts';
import { fromSpec } from '../../src/diagnosis/evidence.ts';
import type { Found, Params } from '../../src/diagnosis/finding.ts';
import { newestPodEvent } from '../../src/diagnosis/pod-events.ts';
import { formatQuantity } from '../../src/diagnosis/quantity.ts';
import { type Ending, type EvictedView, situationOf } from './ending.ts';

/**
 * Reasons with which a kubelet refuses a pod that it was given
 * (https://github.com/kubernetes/kubernetes/blob/v1.36.0/pkg/kubelet/lifecycle/predicate.go and the admit handlers
 * beside it). Since 1.30 the message says `Pod was rejected: ` as well.
 */
const REASONS =
  /^(?:OutOf\S+|NodeAffinity|NodeName|NodePorts|NodeSelector\S*|NodeUnschedulable|TaintToleration|PodToleratesNodeTaints|PodFitsHostPorts|HostPorts?|MatchNodeSelector|InsufficientResourceError|UnexpectedAdmissionError|UnexpectedPredicateFailureType|InvalidNodeInfo|PredicateFailed|SMTAlignmentError|TopologyAffinityError|PodOSNotSupported|PodOSSelectorNodeLabelDoesNotMatch|InitContainerRestartPolicyForbidden|SupplementalGroupsPolicyNotSupported|PodLevelResourcesNotAdmittedReason|PodFeatureUnsupported|VolumeAttachmentLimitExceeded|InPlacePodVerticalScalingDisabled|SysctlForbidden|SysctlUnsupported|ForbiddenSysctl|AppArmor|ProcMount\w*|NoNewPrivs\w*|CriticalPodPreemption\w*)$/;

/** Whether the kubelet refused the pod before it ran anything. */
export function isRejection({ reason, message }: Ending): boolean {
  return REASONS.test(reason) || message.startsWith('Pod was rejected: ');
}

/** A pod that the kubelet refused, with what it lacked where it says so. */
export function judgeRejected(view: EvictedView, ending: Ending): Found<'admission-rejected'> {
  const event = newestPodEvent(view, ({ reason }) => reason === 'Scheduled');
  const isScheduled =
    event !== undefined || view.pod.status?.conditions?.some(({ type }) => type === 'PodScheduled');
  const name = view.pod.spec?.nodeName;
  const byHand = !isScheduled && !view.owner && isTold(view, ending) ? name : undefined;
  const short = shortageOf(view, ending);
  const sysctl = /sysctl:? "([^"]+)"/.exec(ending.message)?.[1];
  return {
    cause: 'admission-rejected',
    confidence: 'certain',
    params: {
      ...situationOf(view),
      message: ending.message,
      reason: ending.reason,
      byHand,
      chosen: isScheduled && !sysctl ? name : undefined,
      sysctl,
      ...short,
    },
    evidence: [
      ...ending.evidence,
      ...(byHand === undefined ? [] : [fromSpec(view.podName, 'spec.nodeName', byHand)]),
      ...(sysctl === undefined ? [] : [fromSpec(view.podName, 'spec.securityContext.sysctls', sysctl)]),
    ],
  };
}

/**
 * The kubelet's refusal takes the condition PodScheduled away with it, so that only an event speaks of the scheduler: one
 * that would still be there where the kubelet's own is.
 */
function isTold(view: EvictedView, ending: Ending): boolean {
  return newestPodEvent(view, ({ reason }) => reason === ending.reason) !== undefined;
}

function shortageOf(view: EvictedView, { message }: Ending): Params {
  const short = readShortage(message);
  if (!short) return {};
  const { resource, requested, used, capacity } = short;
  const text = (value: number) => formatQuantity(resource, value);
  return {
    resource,
    requested: text(requested),
    used: text(used),
    capacity: text(capacity),
    free: text(Math.max(0, capacity - used)),
    tooSmall: requested > capacity ? view.pod.spec?.nodeName : undefined,
  };
}
