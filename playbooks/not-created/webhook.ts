import { aboutOf } from '../../src/diagnosis/create-shortfall.ts';
import type { Denial, DenialReason } from '../../src/diagnosis/create-webhook.ts';
import type { WebhookCall } from '../../src/diagnosis/create-webhook-call.ts';
import { computed } from '../../src/diagnosis/evidence.ts';
import type { Evidence, Found, Params } from '../../src/diagnosis/finding.ts';
import { kubectlName } from '../../src/diagnosis/owner.ts';
import { type BrokenRule, brokenRule } from './denied-template.ts';
import { type Refused, refusedParams } from './refused-params.ts';
import { shortWords } from './short-words.ts';

/** A webhook, or a policy of the API server, that looked at the pod and said no. */
export function webhookDenied(refused: Refused, denial: Denial): Found<'webhook-denied'> {
  const { webhook, policyKind, policy, binding, reasons } = denial;
  const [first, ...more] = reasons.map(describe);
  const broken = brokenRule(refused, reasons.map(({ words }) => words).join('\n'));
  const about = aboutOf(refused.refusal.workload);
  const breaks = broken?.breaks ?? [];
  return {
    cause: 'webhook-denied',
    confidence: refused.refusal.confidence,
    params: {
      ...refusedParams(refused),
      denier: webhook ? `Webhook ${webhook}` : `${policyKind} ${policy}`,
      words: first,
      more,
      silent: reasons.length === 0 ? 'It gave no reason' : undefined,
      ...engineParams(denial),
      binding: binding === policy ? undefined : binding,
      policyName: policy,
      policyResource: policyKind?.toLowerCase(),
      configured: engineOf(denial) ? undefined : webhook,
      ...broken?.params,
      breaks,
      // A patch for one rule leaves the others broken.
      edited: isMended(broken) && more.length === 0 ? undefined : refused.place.params.template,
    },
    evidence: [
      refused.refusal.evidence,
      ...(breaks.length > 0 ? [computed(kubectlName(about.kind, about.name), breaks.join('\n'))] : []),
    ],
  };
}

/** One of the remedies of its own is filled in. */
function isMended(broken: BrokenRule | undefined): boolean {
  const { imageSetting, imagePatch, labelPatch, limitOf } = broken?.params ?? {};
  return (imageSetting ?? imagePatch ?? labelPatch ?? limitOf) !== undefined;
}

function describe({ policy, rule, words }: DenialReason): string {
  const name = [policy, rule].filter(Boolean).join('/');
  return shortWords(name ? `${name}: ${words}` : words);
}

/** Who keeps the rules, where that is known: they are looked up there. */
function engineOf({ webhook = '', reasons }: Denial): 'kyverno' | 'gatekeeper' | undefined {
  const [first] = reasons;
  if (first?.rule) return 'kyverno';
  return first?.policy && /gatekeeper/.test(webhook) ? 'gatekeeper' : undefined;
}

function engineParams(denial: Denial): Params {
  const engine = engineOf(denial);
  const policy = denial.reasons[0]?.policy;
  return { [engine === 'kyverno' ? 'clusterPolicy' : 'constraint']: engine && policy };
}

const HOW: Readonly<Record<WebhookCall['problem'], string>> = {
  refused: 'the connection is refused',
  timeout: 'it does not answer in time',
  'no-endpoints': 'no pod behind it is ready',
  'service-missing': 'its Service does not exist',
  certificate: 'its certificate is not accepted',
  unresolved: 'its name is not resolved',
  unroutable: 'there is no way to it',
  answer: 'its answer is of no use',
  other: 'the call fails',
};

/** Something took the call: pods that are not ready by now are not what was wrong with it. */
const ANSWERED: ReadonlySet<WebhookCall['problem']> = new Set(['certificate', 'answer']);

/** A webhook that the API server can't ask, so that it lets nothing pass. */
export function webhookUnreachable(refused: Refused, call: WebhookCall): Found<'webhook-unreachable'> {
  const { webhook, host, service, problem, clause } = call;
  const isGone = problem === 'service-missing';
  const endpoints = service && !isGone ? endpointsOf(refused, service) : undefined;
  const isUp = endpoints !== undefined && endpoints.ready > 0;
  const isOver = isUp && problem === 'no-endpoints';
  const unready = endpoints?.ready === 0 && !ANSWERED.has(problem) ? endpoints.known : undefined;
  return {
    cause: 'webhook-unreachable',
    confidence: refused.refusal.confidence,
    ...(isOver ? { verdict: 'waiting' as const } : {}),
    params: {
      ...refusedParams(refused),
      webhook,
      how: unready ? undefined : isOver ? 'no pod behind it was ready, and one is by now' : HOW[problem],
      host,
      words: clause,
      service: service?.name,
      standing: isGone ? undefined : service?.name,
      leftover: isGone ? webhook : undefined,
      serviceNamespace: service?.namespace,
      unready,
      ready: isUp ? endpoints.ready : undefined,
      certificate: problem === 'certificate' ? webhook : undefined,
      outside: service ? undefined : host,
      network: isUp && ['timeout', 'refused', 'unroutable'].includes(problem) ? service?.name : undefined,
    },
    evidence: [refused.refusal.evidence, ...(endpoints?.evidence ?? [])],
  };
}

interface Endpoints {
  readonly ready: number;
  /** How many there are in all, in words. */
  readonly known: string;
  readonly evidence: readonly Evidence[];
}

function endpointsOf(
  { view }: Refused,
  { namespace, name }: { readonly namespace: string; readonly name: string },
): Endpoints | undefined {
  const answer = view.get({ section: 'endpoint-slices', namespace, service: name });
  if (answer.status !== 'ok') return undefined;
  const all = answer.value.flatMap(({ endpoints = [] }) => endpoints);
  const ready = all.filter(({ conditions }) => conditions?.ready !== false).length;
  const known = all.length === 0 ? 'no endpoints' : `no ready endpoints (${all.length} not ready)`;
  const text = `${ready} of ${all.length} endpoints ready`;
  return { ready, known, evidence: [computed(`service/${name} in ${namespace}`, text)] };
}
