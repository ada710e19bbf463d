import type { Params } from '../../src/diagnosis/finding.ts';
import type { Container } from '../../src/diagnosis/objects/container.ts';
import type { Pod } from '../../src/diagnosis/objects/pod.ts';
import { formatQuantity } from '../../src/diagnosis/quantity.ts';
import {
  type Amounts,
  containerRequests,
  exceeds,
  podRequests,
} from '../../src/diagnosis/scheduling/resources.ts';
import { templatePatch } from './patch.ts';
import type { PendingView } from './refusal.ts';

const LISTS = ['containers', 'initContainers'] as const;

interface Lowered {
  readonly resource: string;
  readonly list: (typeof LISTS)[number];
  readonly container: string;
  readonly fits: string;
}

/**
 * The requests that the pod could have to fit into `room`: of all resources that are short, or else the pod would
 * still wait. Nothing where that would not do: where no single container could be cut, where the pod's own request is
 * what counts, or for devices and huge pages, which come whole and equal to their limits.
 */
export function requestsThatFit(view: PendingView, resource: string, room: Amounts): Params {
  const short = Object.entries(podRequests(view.pod)).filter(([name, amount]) =>
    exceeds(amount, room[name] ?? 0),
  );
  const lowered = short.flatMap(([name, amount]) => lower(view.pod, name, amount, room[name] ?? 0) ?? []);
  if (lowered.length === 0 || lowered.length < short.length) return {};
  const inits = lowered.filter((one) => one.list === 'initContainers');
  const apps = lowered.filter((one) => one.list === 'containers');
  const first = (apps.find((one) => one.resource === resource) ?? apps[0])?.container;
  const together = apps.filter((one) => one.container === first);
  const others = apps.filter((one) => one.container !== first);
  const also = others[0]?.container;
  return {
    fits: lowered.find((one) => one.resource === resource)?.fits,
    smaller: lowered.map((one) => `${one.fits} ${one.resource}`),
    largest: first,
    requests: commandText(together),
    alsoLargest: also,
    alsoRequests: commandText(others.filter((one) => one.container === also)),
    ...initParams(view, inits),
  };
}

/** `kubectl set resources` does not reach init containers; a strategic patch merges them by name. */
function initParams(view: PendingView, inits: readonly Lowered[]): Params {
  if (inits.length === 0) return {};
  const initContainers = inits.map(({ container, resource, fits }) => ({
    name: container,
    resources: { requests: { [resource]: fits } },
  }));
  return {
    initLargest: inits.map((one) => one.container),
    initPatch: templatePatch(view, { initContainers }),
  };
}

/** `cpu=600m,memory=2Gi`. */
function commandText(lowered: readonly Lowered[]): string {
  return lowered.map(({ resource, fits }) => `${resource}=${fits}`).join(',');
}

/** The container with most of a resource takes all of the cut; an init container where that is what counts. */
function lower(pod: Pod, resource: string, requested: number, room: number): Lowered | undefined {
  const amount = (container: Container) => containerRequests(container)[resource] ?? 0;
  for (const list of LISTS) {
    const containers = pod.spec?.[list] ?? [];
    const [largest] = containers.toSorted((a, b) => amount(b) - amount(a));
    const fits = largest && quantityBelow(resource, amount(largest) - (requested - room));
    if (!fits) continue;
    const resources = { requests: { ...largest.resources?.requests, [resource]: fits } };
    const changed = containers.map((one) => (one === largest ? { ...one, resources } : one));
    const left = podRequests({ spec: { ...pod.spec, [list]: changed } })[resource] as number;
    if (!exceeds(left, room)) return { resource, list, container: largest.name, fits };
  }
  return undefined;
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
