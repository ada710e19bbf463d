import type { Pod } from './objects/pod.ts';
import type { NetworkPolicy, NetworkPolicyPeer, NetworkPolicyPort } from './objects/traffic.ts';
import { requirementsOf, requirementText, selects } from './scheduling/selectors.ts';
import { servablePorts } from './service-port.ts';

/** A port of a pod, as a connection meets it. */
export interface PodPort {
  readonly number: number;
  readonly protocol: string;
}

/** A rule of a policy that holds for the pod. */
export interface Rule {
  readonly policy: string;
  /** Its place in the policy's list. */
  readonly index: number;
  readonly from: readonly NetworkPolicyPeer[];
  readonly ports: readonly NetworkPolicyPort[];
}

/** One way through a policy: a peer of one of its ingress rules, by their places in the lists. */
export interface Door {
  readonly policy: string;
  readonly rule: number;
  readonly place: number;
  readonly peer: NetworkPolicyPeer;
}

/**
 * Who may reach a port of a pod. `open`: anybody; `limited`: those behind the doors; `closed`: nobody but the kubelet,
 * which always reaches the pods of its own node.
 */
export interface Ingress {
  readonly kind: 'open' | 'limited' | 'closed';
  /** The policies that hold for the pod's incoming traffic. */
  readonly policies: readonly NetworkPolicy[];
  readonly rules: readonly Rule[];
  readonly doors: readonly Door[];
  /** Ports that these policies let traffic to through, in words, where the asked one is none of them. */
  readonly otherPorts: readonly string[];
}

/**
 * Evaluates a namespace's policies for a port of one of its pods as Kubernetes defines them: what any of them allows is
 * allowed, and a pod that none selects takes everything
 * (https://kubernetes.io/docs/concepts/services-networking/network-policies/#the-two-sorts-of-pod-isolation).
 */
export function ingressTo(policies: readonly NetworkPolicy[], pod: Pod, port: PodPort): Ingress {
  const holding = policies.filter((policy) => isForIngress(policy) && isForPod(policy, pod));
  const rules: readonly Rule[] = holding.flatMap(({ metadata, spec }) =>
    (spec?.ingress ?? []).map(({ from = [], ports = [] }, index) => {
      return { policy: metadata?.name ?? '', from, ports, index };
    }),
  );
  const open: Ingress = { kind: 'open', policies: holding, rules, doors: [], otherPorts: [] };
  const passing = rules.filter(({ ports }) => allowsPort(ports, pod, port));
  if (holding.length === 0 || passing.some(({ from }) => isForAll(from))) return open;
  const doors = passing.flatMap(({ policy, from, index }) =>
    from.map((peer, place) => ({ policy, rule: index, place, peer })),
  );
  if (doors.length > 0) return { ...open, kind: 'limited', doors };
  const otherPorts = rules.flatMap(({ ports }) => ports.map(portText));
  return { ...open, kind: 'closed', otherPorts: [...new Set(otherPorts)] };
}

/**
 * Names of the policies that limit what a pod may send: those with rules for egress, unless one of these lets everything
 * out.
 */
export function egressOf(policies: readonly NetworkPolicy[], pod: Pod): readonly string[] {
  const holding = policies.filter((policy) => isForEgress(policy) && isForPod(policy, pod));
  const rules = holding.flatMap(({ spec }) => spec?.egress ?? []);
  const isOpen = rules.some(({ to = [], ports = [] }) => ports.length === 0 && isForAll(to));
  return isOpen ? [] : holding.map(({ metadata }) => metadata?.name ?? '');
}

function isForEgress({ spec }: NetworkPolicy): boolean {
  const types = spec?.policyTypes ?? [];
  return types.length === 0 ? (spec?.egress ?? []).length > 0 : types.includes('Egress');
}

/** A policy that names no types is for ingress, and for egress where it has rules for it. */
function isForIngress({ spec }: NetworkPolicy): boolean {
  const types = spec?.policyTypes ?? [];
  return types.length === 0 || types.includes('Ingress');
}

/** An absent selector is an empty one: every pod of the namespace. */
function isForPod({ spec }: NetworkPolicy, { metadata }: Pod): boolean {
  return selects(spec?.podSelector ?? {}, metadata?.labels);
}

function isForAll(from: readonly NetworkPolicyPeer[]): boolean {
  return from.length === 0 || from.some(isEverybody);
}

function isEverybody({ ipBlock }: NetworkPolicyPeer): boolean {
  return ipBlock?.cidr === '0.0.0.0/0' && !ipBlock.except?.length;
}

function allowsPort(ports: readonly NetworkPolicyPort[], pod: Pod, asked: PodPort): boolean {
  return ports.length === 0 || ports.some((one) => isPort(one, pod, asked));
}

/** A name means what each pod's containers call so. */
function isPort(
  { port, endPort, protocol = 'TCP' }: NetworkPolicyPort,
  pod: Pod,
  { number, protocol: asked }: PodPort,
): boolean {
  if (protocol !== asked) return false;
  if (port === undefined) return true;
  if (typeof port === 'number')
    return endPort === undefined ? port === number : isWithin(port, number, endPort);
  return servablePorts(pod).some(
    (one) => one.name === port && one.protocol === asked && one.containerPort === number,
  );
}

function isWithin(first: number, number: number, last: number): boolean {
  return first <= number && number <= last;
}

function portText({ port, endPort, protocol = 'TCP' }: NetworkPolicyPort): string {
  const range = endPort === undefined ? `${port ?? 'every port'}` : `${port}-${endPort}`;
  return protocol === 'TCP' ? range : `${range}/${protocol}`;
}

/** Whom a policy lets in, in words: `pods with role=front of namespaces with team=shop`. */
export function peerText(
  { podSelector, namespaceSelector, ipBlock }: NetworkPolicyPeer,
  namespace: string,
): string {
  if (ipBlock) {
    const except = ipBlock.except?.length ? ` except ${ipBlock.except.join(', ')}` : '';
    return `addresses of ${ipBlock.cidr ?? 'no range'}${except}`;
  }
  if (!podSelector && !namespaceSelector) return 'nobody';
  const labels = podSelector ? requirementsOf(podSelector).map(requirementText) : [];
  const pods = labels.length === 0 ? 'pods' : `pods with ${labels.join(' and ')}`;
  if (!namespaceSelector) return `${pods} of ${namespace}`;
  const spaces = requirementsOf(namespaceSelector).map(requirementText);
  return spaces.length === 0
    ? `${pods} of every namespace`
    : `${pods} of namespaces with ${spaces.join(' and ')}`;
}

/** What a policy lets in, a line for each rule. */
export function rulesText({ spec }: NetworkPolicy, namespace: string): readonly string[] {
  const rules = spec?.ingress ?? [];
  if (rules.length === 0) return ['ingress: none'];
  return rules.map(({ from = [], ports = [] }) => {
    const whom = from.length === 0 ? 'everybody' : from.map((peer) => peerText(peer, namespace)).join('; ');
    return `ingress: ${whom}, ${ports.length === 0 ? 'every port' : `port ${ports.map(portText).join(', ')}`}`;
  });
}
