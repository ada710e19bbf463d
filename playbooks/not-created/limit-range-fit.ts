import type { BrokenBound } from '../../src/diagnosis/create-limit-range.ts';
import type { Container } from '../../src/diagnosis/objects/container.ts';
import type { ResourceList } from '../../src/diagnosis/objects/meta.ts';
import type { PodSpec } from '../../src/diagnosis/objects/pod.ts';
import type { LimitRange } from '../../src/diagnosis/objects/workload.ts';
import { parseQuantity } from '../../src/diagnosis/quantity.ts';
import { amountOf, atLeast, atMost } from './amounts.ts';
import { templateContainers } from './container-patch.ts';

/** What a container asks for once the API server has filled in what it leaves out. */
export interface Effective {
  readonly request: ResourceList;
  readonly limit: ResourceList;
}

type Resources = Record<string, Record<string, string>>;

/** Its own amounts, a request that isn't set being the limit; then the LimitRanges' defaults. */
export function effectiveOf({ resources }: Container, ranges: readonly LimitRange[]): Effective {
  const items = ranges.flatMap(({ spec }) => spec?.limits ?? []).filter(({ type }) => type === 'Container');
  // Of two defaults the first stays.
  const defaults = items.map((item) => item.default).reverse();
  const requested = items.map((item) => item.defaultRequest).reverse();
  return {
    request: Object.assign({}, ...requested, resources?.limits, resources?.requests),
    limit: Object.assign({}, ...defaults, resources?.limits),
  };
}

/** The containers that break a bound for one container, by the amount that was refused where that is known. */
export function breakersOf(
  spec: PodSpec | undefined,
  ranges: readonly LimitRange[],
  bound: BrokenBound,
): readonly string[] {
  return templateContainers(spec)
    .filter((container) => breaks(effectiveOf(container, ranges), bound))
    .map(({ name }) => name);
}

function breaks(effective: Effective, { bound, resource, allowed, of, observed }: BrokenBound): boolean {
  const [request, limit, edge] = [effective.request[resource], effective.limit[resource], allowed].map(
    (text) => parseQuantity(text),
  );
  if (edge === undefined) return false;
  if (bound === 'ratio') return !request || !limit || limit / request > edge;
  const amount = of === 'limit' ? limit : request;
  if (amount === undefined || observed === undefined) return amount === undefined && observed === undefined;
  return bound === 'min' ? amount < edge : amount > edge;
}

/** The amounts to set so that every bound is kept: nothing where a pod's sum is to be cut and who is to give is open. */
export function withinBounds(
  spec: PodSpec | undefined,
  ranges: readonly LimitRange[],
  bounds: readonly BrokenBound[],
): ReadonlyMap<string, { readonly resources: Resources }> {
  const all = templateContainers(spec);
  const parts = new Map<string, { resources: Resources }>();
  for (const bound of bounds) {
    const isWhole = bound.type === 'Pod' && all.length === 1;
    const names = isWhole ? all.map(({ name }) => name) : breakersOf(spec, ranges, bound);
    if (bound.type !== 'Container' && !isWhole) continue;
    for (const container of all.filter(({ name }) => names.includes(name))) {
      const before = parts.get(container.name)?.resources ?? {};
      const resources = corrected(before, effectiveOf(container, ranges), bound);
      if (resources !== before) parts.set(container.name, { resources });
    }
  }
  return parts;
}

function corrected(
  before: Resources,
  effective: Effective,
  { bound, resource, allowed }: BrokenBound,
): Resources {
  const set = (resources: Resources, part: string, amount: string): Resources => ({
    ...resources,
    [part]: { ...resources[part], [resource]: amount },
  });
  const request = parseQuantity(effective.request[resource]);
  const limit = parseQuantity(effective.limit[resource]);
  const edge = amountOf(allowed);
  if (bound === 'ratio') {
    if (limit) return set(before, 'requests', atLeast(resource, limit / edge));
    return request ? set(before, 'limits', atMost(resource, request * edge)) : before;
  }
  if (bound === 'min') {
    const raised = request === undefined || request < edge ? set(before, 'requests', allowed) : before;
    return limit !== undefined && limit < edge ? set(raised, 'limits', allowed) : raised;
  }
  const capped = limit === undefined || limit > edge ? set(before, 'limits', allowed) : before;
  return request !== undefined && request > edge ? set(capped, 'requests', allowed) : capped;
}
