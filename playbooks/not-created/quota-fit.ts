import type { Params } from '../../src/diagnosis/finding.ts';
import type { Container } from '../../src/diagnosis/objects/container.ts';
import { amountOf, atMost } from './amounts.ts';
import { containersPatch } from './container-patch.ts';
import type { Place } from './place.ts';
import type { Shortage } from './quota.ts';

type Part = 'requests' | 'limits';
type Amounts = Partial<Record<Part, Record<string, string>>>;

/** What can be asked for in any amount; devices and huge pages come whole. */
const DIVISIBLE = ['cpu', 'memory', 'ephemeral-storage'];

/**
 * The requests and limits with which all missing pods would fit into what the quota has left: the container with most
 * of a resource takes the cut. Nothing where that would leave a container less than a tenth of what it asks for.
 */
export function lowered({ template, patch }: Place, shortages: readonly Shortage[], missing: number): Params {
  const containers = template?.spec?.containers ?? [];
  const parts = new Map<string, { resources: Amounts }>();
  const shown: string[] = [];
  for (const shortage of shortages) {
    const cut = cutOf(containers, shortage, missing);
    if (!cut) return {};
    const { container, part, name, amount } = cut;
    const resources = parts.get(container.name)?.resources ?? {};
    const limits = { ...resources[part], [name]: amount };
    parts.set(container.name, {
      resources: withinLimit(container, { ...resources, [part]: limits }, name, amount),
    });
    shown.push(`${container.name} ${part}.${name}=${amount}`);
  }
  const change = containersPatch(template?.spec, parts);
  return { lowered: shown, lower: change && patch(change) };
}

function cutOf(
  containers: readonly Container[],
  { resource, requested, used, limited }: Shortage,
  missing: number,
) {
  const part: Part = resource.startsWith('limits.') ? 'limits' : 'requests';
  const name = resource.replace(/^(?:requests|limits)\./, '');
  if (!DIVISIBLE.includes(name)) return undefined;
  const askedBy = (one: Container) =>
    amountOf(one.resources?.[part]?.[name] ?? one.resources?.limits?.[name]);
  const [container] = containers.toSorted((a, b) => askedBy(b) - askedBy(a));
  if (!container) return undefined;
  const asked = askedBy(container);
  const fits = asked - (requested - (limited - used) / missing);
  const amount = atMost(name, fits);
  return fits < asked / 10 || /^-?0/.test(amount) ? undefined : { container, part, name, amount };
}

/** A request can't be more than the limit. */
function withinLimit({ resources }: Container, changed: Amounts, name: string, limit: string): Amounts {
  const request = changed.requests?.[name] ?? resources?.requests?.[name];
  if (!changed.limits?.[name] || amountOf(request) <= amountOf(limit)) return changed;
  return { ...changed, requests: { ...changed.requests, [name]: limit } };
}
