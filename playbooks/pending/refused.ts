import type { Params } from '../../src/diagnosis/finding.ts';
import { formatQuantity } from '../../src/diagnosis/quantity.ts';
import { affinityTerms, hostPorts } from '../../src/diagnosis/scheduling/neighbours.ts';
import { podRequests } from '../../src/diagnosis/scheduling/resources.ts';
import { selectorText } from '../../src/diagnosis/scheduling/selectors.ts';
import { taintKind } from '../../src/diagnosis/scheduling/taints.ts';
import type { SchedulingReason, SchedulingReasonKind } from '../../src/diagnosis/scheduling-message.ts';
import type { PendingCause } from './causes.ts';
import { claimsOf } from './claims.ts';
import { counts, type PendingFound, type PendingView, type Refusal, reasonsOf } from './refusal.ts';

/**
 * The order of what a message alone can tell. Resources, ports and neighbours are looked at only on nodes that the
 * pod's selector and tolerations let it onto, so they weigh more than a taint.
 */
const ORDER: readonly SchedulingReasonKind[] = [
  'volume-exclusive',
  'volume-limit',
  'volume-affinity',
  'volume-space',
  'device',
  'host-port',
  'pod-affinity',
  'pod-anti-affinity',
  'existing-anti-affinity',
  'topology-label',
  'topology-spread',
  'resource',
  'too-many-pods',
  'features',
  'pod-group',
  'plugin',
  'node-affinity',
  'node-name',
  'taint',
  'cordoned',
];

/** Kinds that can't be worked out from nodes and pods: there the message is all there is. */
export const UNSEEN: ReadonlySet<SchedulingReasonKind | undefined> = new Set<
  SchedulingReasonKind | undefined
>([
  'volume-limit',
  'volume-affinity',
  'volume-space',
  'volume-exclusive',
  'device',
  'features',
  'pod-group',
  'plugin',
]);

/** Findings from the scheduler's words alone, the weightiest first; `nodes` where those in question are known. */
export function refusedFindings(
  view: PendingView,
  refusal: Refusal,
  fits: (kind: SchedulingReasonKind | undefined) => boolean = () => true,
  nodes: readonly string[] = [],
): readonly PendingFound[] {
  const chosen = new Set(Object.values(view.pod.spec?.nodeSelector ?? {}));
  // A taint with a value that the nodeSelector asks for fences the very nodes that are meant.
  const rankOf = ({ kind, detail }: SchedulingReason) => {
    if (kind === 'taint' && detail && chosen.has(detail)) return ORDER.indexOf('node-affinity') - 0.5;
    return kind ? ORDER.indexOf(kind) : ORDER.length;
  };
  const reasons = refusal.message.reasons
    .filter(({ kind }) => fits(kind))
    .toSorted((a, b) => rankOf(a) - rankOf(b));
  // Taints and cordons are looked at before selectors: nodes with them may be the ones that are meant.
  const open = reasons.some(({ kind }) => kind === 'node-affinity') && reasons.length > 1;
  return reasons.slice(0, 2).map((reason, index) => ({
    ...toFinding(view, refusal, reason, nodes),
    confidence: index === 0 && !open ? 'likely' : 'possible',
    evidence: [refusal.evidence],
  }));
}

function toFinding(
  view: PendingView,
  refusal: Refusal,
  reason: SchedulingReason,
  nodes: readonly string[],
): { readonly cause: PendingCause; readonly params: Params } {
  const { kind, subject, detail, text } = reason;
  const [node] = nodes;
  const params: Params = { ...(kind ? counts(refusal, kind, subject) : {}), nodes, node, words: text };
  switch (kind) {
    case 'resource':
      return {
        cause: 'insufficient-resource',
        params: { ...params, ...resource(view, refusal, subject, nodes) },
      };
    case 'too-many-pods':
      return { cause: 'too-many-pods', params: { ...params, nodes: nodes.length > 0 ? nodes : 'The nodes' } };
    case 'taint':
      return taint(params, subject, detail);
    case 'cordoned':
      return { cause: 'node-cordoned', params };
    case 'node-affinity':
      return nodeAffinity(view, params);
    case 'host-port':
      return { cause: 'host-port-taken', params: { ...params, port: portsOf(view) } };
    case 'pod-anti-affinity':
    case 'existing-anti-affinity':
      return { cause: 'pod-anti-affinity-conflict', params: { ...params, ...rule(view, 'podAntiAffinity') } };
    case 'pod-affinity':
      return { cause: 'pod-affinity-unmatched', params: { ...params, ...rule(view, 'podAffinity') } };
    case 'topology-spread':
    case 'topology-label':
      return {
        cause: 'topology-spread-unmet',
        params: { ...params, topologyKey: spreadKey(view), nodes: [] },
      };
    case 'device':
      return { cause: 'device-claim-unavailable', params: { ...params, ...device(view, reason) } };
    case 'pod-group':
      return { cause: 'pod-group-incomplete', params: { ...params, group: subject } };
    default:
      return other(view, reason, params);
  }
}

/** What is asked for; `nodes` is empty where none could be read to compare it with. */
function resource(
  { pod }: PendingView,
  refusal: Refusal,
  subject: string | undefined,
  nodes: readonly string[],
): Params {
  const requests = Object.entries(podRequests(pod));
  const short = reasonsOf(refusal, 'resource').map((reason) => reason.subject);
  return {
    resource: subject,
    node: undefined,
    asked: requests
      .filter(([name]) => short.includes(name))
      .map(([name, amount]) => `${formatQuantity(name, amount)} ${name}`),
    unseen: nodes.length === 0 ? subject : undefined,
  };
}

function other(view: PendingView, { kind, subject }: SchedulingReason, params: Params) {
  const claims = claimsOf(view).map(({ name }) => name);
  switch (kind) {
    case 'volume-affinity':
      return { cause: 'volume-zone-conflict', params } as const;
    case 'volume-limit':
      return { cause: 'volume-limit-reached', params: { ...params, claims } } as const;
    case 'volume-space':
      return { cause: 'volume-space-short', params: { ...params, claims } } as const;
    case 'volume-exclusive':
      return { cause: 'volume-exclusive', params: { ...params, node: undefined, claim: claims } } as const;
    case 'features':
      return { cause: 'node-feature-missing', params } as const;
    default:
      return { cause: 'plugin-rejected', params: { ...params, plugin: subject } } as const;
  }
}

function taint(params: Params, key: string | undefined, value: string | undefined) {
  const text = key && `${key}${value ? `=${value}` : ''}`;
  if (key && ['problem', 'starting', 'leaving'].includes(taintKind({ key, effect: 'NoSchedule' }))) {
    return {
      cause: 'node-unhealthy',
      params: { ...params, taint: text, condition: key, words: undefined },
    } as const;
  }
  return {
    cause: 'taint-untolerated',
    params: { ...params, taint: text ?? 'of its nodes', key, value },
  } as const;
}

function nodeAffinity(view: PendingView, params: Params) {
  const selector = Object.entries(view.pod.spec?.nodeSelector ?? {}).map(([key, value]) => `${key}=${value}`);
  return selector.length > 0
    ? ({ cause: 'node-selector-unmatched', params: { ...params, label: selector } } as const)
    : ({ cause: 'node-affinity-unmatched', params: { ...params, expression: params.words } } as const);
}

function portsOf(view: PendingView): readonly string[] {
  const ports = hostPorts(view.pod).map(({ port }) => String(port));
  return ports.length > 0 ? ports : ['of the pod'];
}

function spreadKey(view: PendingView): readonly string[] {
  const keys = (view.pod.spec?.topologySpreadConstraints ?? []).map(({ topologyKey }) => topologyKey);
  // Without constraints of its own a pod has the scheduler's defaults, which only prefer, or an administrator's.
  return keys.length > 0 ? keys : ['the cluster’s default domains'];
}

function rule(view: PendingView, kind: 'podAffinity' | 'podAntiAffinity'): Params {
  const [term] = affinityTerms(view.pod, kind);
  return {
    selector: selectorText(term?.labelSelector) || 'its labels',
    topologyKey: term?.topologyKey ?? 'place',
    none: undefined,
  };
}

function device({ pod }: PendingView, { text, subject }: SchedulingReason): Params {
  const claims = (pod.spec?.resourceClaims ?? []).map(
    (claim) => claim.resourceClaimName ?? claim.resourceClaimTemplateName ?? claim.name,
  );
  const deviceClass = /device class/.test(text) ? subject : undefined;
  return { claims: claims.length > 0 ? claims : 'of the pod', deviceClass };
}
