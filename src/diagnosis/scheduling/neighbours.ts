import type { LabelSelector } from '../objects/meta.ts';
import type { Node } from '../objects/node.ts';
import type { Pod, PodAffinityTerm } from '../objects/pod.ts';
import { type Labels, requirementsOf, selects } from './selectors.ts';

/** A host port that a pod wants, and the pod on the node that has it. */
export interface PortConflict {
  readonly port: number;
  readonly protocol: string;
  readonly holder: Pod;
}

interface HostPort {
  readonly port: number;
  readonly protocol: string;
  readonly ip: string;
}

/** The first of the pod's host ports that another pod on the node holds. */
export function portConflict(pod: Pod, others: readonly Pod[]): PortConflict | undefined {
  for (const wanted of hostPorts(pod)) {
    const holder = others.find((other) => hostPorts(other).some((held) => clash(wanted, held)));
    if (holder) return { port: wanted.port, protocol: wanted.protocol, holder };
  }
  return undefined;
}

/** With hostNetwork every container port is one of the host's; the API server fills hostPort in. */
export function hostPorts(pod: Pod): readonly HostPort[] {
  const sidecars = (pod.spec?.initContainers ?? []).filter((init) => init.restartPolicy === 'Always');
  return [...(pod.spec?.containers ?? []), ...sidecars].flatMap((container) =>
    (container.ports ?? []).flatMap(({ hostPort, hostIP, protocol }) =>
      hostPort ? [{ port: hostPort, protocol: protocol || 'TCP', ip: hostIP || '0.0.0.0' }] : [],
    ),
  );
}

function clash(a: HostPort, b: HostPort): boolean {
  const sameAddress = a.ip === b.ip || a.ip === '0.0.0.0' || b.ip === '0.0.0.0';
  return a.port === b.port && a.protocol === b.protocol && sameAddress;
}

/** A pod's required (anti-)affinity, with what `matchLabelKeys` adds to the selector. */
export function affinityTerms(pod: Pod, kind: 'podAffinity' | 'podAntiAffinity'): readonly PodAffinityTerm[] {
  const terms = pod.spec?.affinity?.[kind]?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
  return terms.map((term) => ({ ...term, ...withLabelKeys(term, pod.metadata?.labels) }));
}

/** `matchLabelKeys` adds the pod's own values of those labels, `mismatchLabelKeys` excludes them. */
export function withLabelKeys(
  term: Pick<PodAffinityTerm, 'labelSelector' | 'matchLabelKeys' | 'mismatchLabelKeys'>,
  labels?: Labels,
): { readonly labelSelector?: LabelSelector } {
  if (!term.labelSelector) return {};
  const of = (keys: readonly string[] | undefined, operator: string) =>
    (keys ?? []).flatMap((key) => {
      const value = labels?.[key];
      return value === undefined ? [] : [{ key, operator, values: [value] }];
    });
  const added = [...of(term.matchLabelKeys, 'In'), ...of(term.mismatchLabelKeys, 'NotIn')];
  return added.length === 0
    ? { labelSelector: term.labelSelector }
    : { labelSelector: { matchExpressions: [...requirementsOf(term.labelSelector), ...added] } };
}

/**
 * The pods of `others` that a term of `pod` speaks of. A `namespaceSelector` that isn't empty would need the
 * namespaces' labels: it is taken to fit.
 */
export function termPods(term: PodAffinityTerm, pod: Pod, others: readonly Pod[]): readonly Pod[] {
  return others.filter(
    (other) =>
      inNamespaces(term, pod.metadata?.namespace, other) &&
      selects(term.labelSelector, other.metadata?.labels),
  );
}

function inNamespaces(term: PodAffinityTerm, own: string | undefined, other: Pod): boolean {
  if (term.namespaceSelector) return true;
  const named = term.namespaces ?? [];
  return named.length === 0
    ? other.metadata?.namespace === own
    : named.includes(other.metadata?.namespace ?? '');
}

/** The pods whose own required anti-affinity keeps `pod` away from the node they are on. */
export function repelling(pod: Pod, others: readonly Pod[]): readonly { pod: Pod; term: PodAffinityTerm }[] {
  return others.flatMap((other) => {
    const term = affinityTerms(other, 'podAntiAffinity').find(
      (one) => termPods(one, other, [pod]).length > 0,
    );
    return term ? [{ pod: other, term }] : [];
  });
}

/** Pods by the domain that they are in: the value of the topology key on their node. */
export function podsByDomain(
  pods: readonly Pod[],
  topologyKey: string,
  nodes: readonly Node[],
): ReadonlyMap<string, readonly Pod[]> {
  const domains = new Map(nodes.map(({ metadata }) => [metadata?.name, metadata?.labels?.[topologyKey]]));
  const found = new Map<string, Pod[]>();
  for (const pod of pods) {
    const domain = pod.spec?.nodeName && domains.get(pod.spec.nodeName);
    if (domain) found.set(domain, [...(found.get(domain) ?? []), pod]);
  }
  return found;
}
