import type { Container } from '../objects/container.ts';
import type { ResourceList } from '../objects/meta.ts';
import type { Node } from '../objects/node.ts';
import type { Pod } from '../objects/pod.ts';
import { formatQuantity, parseQuantity } from '../quantity.ts';

/** Plain numbers by resource: cores, bytes, devices. */
export type Amounts = Readonly<Record<string, number>>;

/**
 * What a pod takes of a node: the larger of its app containers together and any init container, native sidecars
 * counted with both, and its overhead; requests on the pod itself replace the sum
 * (https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#resource-sharing-within-containers).
 */
export function podRequests(pod: Pod): Amounts {
  const apps = (pod.spec?.containers ?? []).map(containerRequests);
  let sidecars: Amounts = {};
  let peak: Amounts = {};
  for (const init of pod.spec?.initContainers ?? []) {
    const requests = containerRequests(init);
    const together = add(sidecars, requests);
    if (init.restartPolicy === 'Always') sidecars = together;
    peak = largest(peak, together);
  }
  const containers = largest(apps.reduce(add, sidecars), peak);
  const whole = { ...containers, ...amounts(pod.spec?.resources?.requests) };
  return positive(add(whole, amounts(pod.spec?.overhead)));
}

/** A container without a request has its limit for one, as the API server fills in. */
export function containerRequests(container: Container): Amounts {
  return { ...amounts(container.resources?.limits), ...amounts(container.resources?.requests) };
}

export function allocatableOf(node: Node): Amounts {
  return amounts(node.status?.allocatable ?? node.status?.capacity);
}

/** What the pods on a node leave of it; `pods` among the resources. */
export function freeOn(node: Node, pods: readonly Pod[]): Amounts {
  const taken = pods.map((pod) => add(podRequests(pod), { pods: 1 })).reduce(add, {});
  return Object.fromEntries(
    Object.entries(allocatableOf(node)).map(([resource, amount]) => [
      resource,
      amount - (taken[resource] ?? 0),
    ]),
  );
}

/** Sums of binary fractions need a little room: 0.1 + 0.2 cpu is 0.3. */
export function exceeds(wanted: number, there: number): boolean {
  return wanted - there > 1e-6;
}

/** `3 cpu, 8Gi memory`. */
export function requestsText(requests: Amounts): string {
  return Object.entries(requests)
    .map(([resource, amount]) => `${formatQuantity(resource, amount)} ${resource}`)
    .join(', ');
}

function amounts(list: ResourceList | undefined): Amounts {
  return Object.fromEntries(
    Object.entries(list ?? {}).map(([resource, text]) => [resource, parseQuantity(text) ?? 0]),
  );
}

function add(a: Amounts, b: Amounts): Amounts {
  return combine(a, b, (x, y) => x + y);
}

function largest(a: Amounts, b: Amounts): Amounts {
  return combine(a, b, Math.max);
}

function combine(a: Amounts, b: Amounts, join: (x: number, y: number) => number): Amounts {
  const resources = new Set([...Object.keys(a), ...Object.keys(b)]);
  return Object.fromEntries([...resources].map((name) => [name, join(a[name] ?? 0, b[name] ?? 0)]));
}

function positive(all: Amounts): Amounts {
  return Object.fromEntries(Object.entries(all).filter(([, amount]) => amount > 0));
}
