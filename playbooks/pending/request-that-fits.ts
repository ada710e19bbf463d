import type { Params } from '../../src/diagnosis/finding.ts';
import type { Container, Pod } from '../../src/diagnosis/kube.ts';
import { formatQuantity } from '../../src/diagnosis/quantity.ts';
import { containerRequests, exceeds, podRequests } from '../../src/diagnosis/scheduling/resources.ts';

/**
 * The container with the largest request and the request it could have for the pod to fit into `room`, in a quantity
 * that `kubectl set resources` takes. Nothing where that would not do: where an init container or the pod's own
 * request is what counts, or for devices and huge pages, which come whole and equal to their limits.
 */
export function requestThatFits(pod: Pod, resource: string, requested: number, room: number): Params {
  const amount = (container: Container) => containerRequests(container)[resource] ?? 0;
  const containers = pod.spec?.containers ?? [];
  const [largest] = containers.toSorted((a, b) => amount(b) - amount(a));
  if (!largest) return {};
  const fits = quantityBelow(resource, amount(largest) - (requested - room));
  if (fits === undefined) return {};
  const resources = { requests: { ...largest.resources?.requests, [resource]: fits } };
  const changed = containers.map((one) => (one === largest ? { ...one, resources } : one));
  const left = podRequests({ spec: { ...pod.spec, containers: changed } })[resource] as number;
  return exceeds(left, room) ? {} : { largest: largest.name, fits };
}

function quantityBelow(resource: string, amount: number): string | undefined {
  if (resource === 'cpu') {
    const milli = Math.floor(amount * 1000 + 1e-6);
    return milli > 0 ? formatQuantity('cpu', milli / 1000) : undefined;
  }
  if (resource !== 'memory' && resource !== 'ephemeral-storage') return undefined;
  const mebi = Math.floor(amount / 2 ** 20);
  return mebi > 0 ? `${mebi}Mi` : undefined;
}
