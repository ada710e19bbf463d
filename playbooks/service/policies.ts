import { fromObject } from '../../src/diagnosis/evidence.ts';
import type { Evidence, NonEmpty, Params } from '../../src/diagnosis/finding.ts';
import { nameOf } from '../../src/diagnosis/name-of.ts';
import { type Ingress, ingressTo, peerText, rulesText } from '../../src/diagnosis/network-policy.ts';
import type { Pod } from '../../src/diagnosis/objects/pod.ts';
import type { NetworkPolicy, ServicePort } from '../../src/diagnosis/objects/traffic.ts';
import { selectorText } from '../../src/diagnosis/scheduling/selectors.ts';
import { protocolOf, servicePortText, targetNumber } from '../../src/diagnosis/service-port.ts';
import { type EmptyDoor, emptyDoor } from './empty-doors.ts';
import { aboutService, labelsOf, labelsText, readyPods, type Scene, type ServiceFound } from './scene.ts';

/** A port of the Service, and who may reach it in a pod. */
interface Reach {
  readonly port: ServicePort;
  readonly number: number;
  readonly pod: Pod;
  readonly ingress: Ingress;
  /** How many of the pods it is so for. */
  readonly alike: number;
  readonly all: number;
}

const KINDS: readonly Ingress['kind'][] = ['closed', 'limited', 'open'];

/**
 * What NetworkPolicies let through to the ready pods behind a Service. A port that leads to nothing (`wrong`) is none to
 * open: of it only a policy that lets in nobody at all is told.
 */
export function judgePolicies(scene: Scene, wrong: readonly ServicePort[]): readonly ServiceFound[] {
  const { view, pods, ports } = scene;
  // Kubernetes leaves open what a policy does to a pod that uses its node's network.
  const ready = readyPods(pods).filter(({ spec }) => !spec?.hostNetwork);
  if (ready.length === 0 || ports.length === 0) return [];
  const policies = view.get({ section: 'network-policies', namespace: view.namespace });
  if (policies.status !== 'ok') return [];
  const reaches = ports
    .flatMap((port) => reachOf(port, ready, policies.value) ?? [])
    .filter(({ port, ingress }) => !wrong.includes(port) || ingress.rules.length === 0);
  const shut = reaches.filter(({ ingress }) => ingress.kind === 'closed');
  const limited = reaches.filter(({ ingress }) => ingress.kind === 'limited');
  const [first] = [...limited, ...shut];
  if (!first) return [];
  if (shut.length === reaches.length) return [closed(scene, first)];
  const empty =
    limited.length + shut.length === reaches.length ? emptyDoor(scene, first.ingress.doors) : undefined;
  return [empty ? unmet(scene, first, empty) : restricted(scene, first, shut)];
}

/** Of the pods behind a port, the one to which the least gets through. */
function reachOf(
  port: ServicePort,
  pods: readonly Pod[],
  policies: readonly NetworkPolicy[],
): Reach | undefined {
  const reaches = pods.flatMap((pod) => {
    const number = targetNumber(pod, port);
    if (number === undefined) return [];
    return [{ number, pod, ingress: ingressTo(policies, pod, { number, protocol: protocolOf(port) }) }];
  });
  const [least] = reaches.toSorted((a, b) => KINDS.indexOf(a.ingress.kind) - KINDS.indexOf(b.ingress.kind));
  const alike = reaches.filter(({ ingress }) => ingress.kind === least?.ingress.kind).length;
  return least && { ...least, port, alike, all: reaches.length };
}

function closed(scene: Scene, reach: Reach): ServiceFound {
  const { otherPorts } = reach.ingress;
  const nobody = otherPorts.length > 0 ? undefined : 'nobody';
  return isolated(scene, reach, { nobody, otherPorts, ...portPatch(reach) });
}

function isolated(scene: Scene, reach: Reach, params: Params): ServiceFound {
  return {
    cause: 'network-policy-isolates',
    confidence: 'likely',
    ...aboutService(scene),
    params: { ...shared(scene, reach), ...params },
    evidence: evidenceOf(scene, reach),
  };
}

/** A rule of one port is mended by the right one. */
function portPatch({ ingress, number }: Reach): Params {
  const [only, ...more] = ingress.rules;
  if (!only || more.length > 0 || only.ports.length !== 1 || only.ports[0]?.endPort !== undefined) return {};
  const path = `/spec/ingress/${only.index}/ports/0/port`;
  return { portPolicy: only.policy, portPatch: JSON.stringify([{ op: 'add', path, value: number }]) };
}

function unmet(
  scene: Scene,
  reach: Reach,
  { policy, patch, near, nearLabels, differences }: EmptyDoor,
): ServiceFound {
  const whom = doorTexts(scene, reach);
  return isolated(scene, reach, {
    whom,
    near,
    nearLabels,
    differences,
    doorPolicy: policy,
    doorPatch: patch,
  });
}

/** Information: who is let in may well be all that is meant to be. */
function restricted(scene: Scene, reach: Reach, shut: readonly Reach[]): ServiceFound {
  const isLimited = reach.ingress.kind === 'limited';
  return {
    cause: 'network-policy-restricts',
    confidence: 'certain',
    ...aboutService(scene),
    params: {
      ...shared(scene, reach),
      whom: isLimited ? doorTexts(scene, reach) : 'everybody on its other ports',
      shutPorts: shut.map(({ port }) => servicePortText(port)),
    },
    evidence: evidenceOf(scene, reach),
  };
}

function doorTexts({ view }: Scene, { ingress }: Reach): readonly string[] {
  return [...new Set(ingress.doors.map(({ peer }) => peerText(peer, view.namespace)))];
}

function shared({ name }: Scene, { port, number, ingress, alike, all }: Reach): Params {
  const names = ingress.policies.map(nameOf);
  return {
    service: name,
    port: servicePortText(port),
    part: alike < all ? alike : undefined,
    whole: all,
    podPort: String(number),
    policy: names.length === 1 ? names[0] : undefined,
    policies: names.length === 1 ? undefined : names,
    firstPolicy: names[0],
  };
}

function evidenceOf({ view }: Scene, { pod, ingress }: Reach): NonEmpty<Evidence> {
  return [
    fromObject('Pod', nameOf(pod), 'metadata.labels', labelsText(labelsOf(pod))),
    ...ingress.policies.map((policy) =>
      fromObject('NetworkPolicy', nameOf(policy), 'spec', policyText(policy, view.namespace)),
    ),
  ];
}

function policyText(policy: NetworkPolicy, namespace: string): string {
  const selector = selectorText(policy.spec?.podSelector) || 'every pod';
  return [`podSelector: ${selector}`, ...rulesText(policy, namespace)].join('\n');
}
