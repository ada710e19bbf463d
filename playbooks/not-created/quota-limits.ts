import type { QuotaField } from '../../src/diagnosis/create-quota.ts';
import type { Found } from '../../src/diagnosis/finding.ts';
import type { Container } from '../../src/diagnosis/objects/container.ts';
import { parseQuantity } from '../../src/diagnosis/quantity.ts';
import { amountOf, atMost } from './amounts.ts';
import { containersPatch, templateContainers } from './container-patch.ts';
import { missingPods, type Refused, refusedParams } from './refused-params.ts';

interface NeedsMessage {
  readonly quota: string;
  readonly fields: readonly QuotaField[];
}

type Part = 'requests' | 'limits';

/** One field that a container has to set. */
interface Gap {
  readonly container: string;
  readonly part: Part;
  readonly name: string;
  readonly value: string;
}

/** To start from where nothing tells what a container needs. */
const FIRST: Readonly<Record<string, string>> = { cpu: '100m', memory: '128Mi', 'ephemeral-storage': '1Gi' };

/**
 * A quota of cpu or memory takes only pods each of whose containers says how much it wants
 * (https://kubernetes.io/docs/concepts/policy/resource-quotas/#quota-and-cluster-capacity).
 */
export function quotaNeedsLimits(refused: Refused, message: NeedsMessage): Found<'quota-needs-limits'> {
  const { refusal, place } = refused;
  const spec = place.template?.spec;
  const gaps = message.fields.flatMap((field) => gapsOf(refused, message.quota, field));
  const names = [...new Set(gaps.map(({ container }) => container))];
  const parts = new Map(names.map((name) => [name, { resources: resourcesOf(gaps, name) }]));
  const change = containersPatch(spec, parts);
  return {
    cause: 'quota-needs-limits',
    confidence: refusal.confidence,
    params: {
      ...refusedParams(refused),
      quota: message.quota,
      resources: message.fields.map(({ resource }) => resource),
      one: names.length === 1 ? names[0] : undefined,
      many: names.length > 1 ? names : undefined,
      fields: names.map((name) => {
        const own = gaps.filter(({ container }) => container === name);
        return `${name}: ${own.map((gap) => `${gap.part}.${gap.name}`).join(' and ')}`;
      }),
      values: [...new Set(gaps.map(({ part, name, value }) => `${part}.${name}=${value}`))],
      patch: change && place.patch(change),
      range: limitRange(gaps),
    },
    evidence: [refusal.evidence],
  };
}

function gapsOf({ view, place, refusal }: Refused, quota: string, field: QuotaField): readonly Gap[] {
  const { part, name } = partOf(field.resource);
  const all = templateContainers(place.template?.spec);
  const isNamed = field.containers.length > 0;
  const lacking = all.filter((one) =>
    isNamed ? field.containers.includes(one.name) : lacks(one, part, name),
  );
  const quotas = view.get({ section: 'resource-quotas', namespace: view.namespace });
  const status =
    quotas.status === 'ok' ? quotas.value.find((one) => one.metadata?.name === quota)?.status : undefined;
  const limited = parseQuantity(status?.hard?.[field.resource]);
  const used = amountOf(status?.used?.[field.resource]);
  const sharers = lacking.length * missingPods(refusal);
  const share = limited === undefined ? undefined : (limited - used) / sharers;
  return lacking.map((one) => ({ container: one.name, part, name, value: valueFor(one, part, name, share) }));
}

/** `cpu` is what containers request of it. */
function partOf(resource: string): { readonly part: Part; readonly name: string } {
  const [, part = 'requests', name = resource] = /^(requests|limits)\.(.+)$/.exec(resource) ?? [];
  return { part: part as Part, name };
}

/** A request that isn't set is the limit. */
function lacks({ resources }: Container, part: Part, name: string): boolean {
  return !resources?.limits?.[name] && (part === 'limits' || !resources?.requests?.[name]);
}

/** What the container says of the same resource; else what is usual, if the quota has as much for each. */
function valueFor({ resources }: Container, part: Part, name: string, share: number | undefined): string {
  const counterpart = part === 'limits' ? resources?.requests?.[name] : resources?.limits?.[name];
  const usual = counterpart ?? FIRST[name] ?? '1';
  if (share === undefined || share <= 0 || share >= amountOf(usual)) return usual;
  return counterpart ?? atMost(name, share);
}

function resourcesOf(gaps: readonly Gap[], container: string): object {
  const parts = (['requests', 'limits'] as const).flatMap((part) => {
    const own = gaps.filter((gap) => gap.container === container && gap.part === part);
    return own.length > 0
      ? [[part, Object.fromEntries(own.map(({ name, value }) => [name, value]))] as const]
      : [];
  });
  return Object.fromEntries(parts);
}

/** Defaults for all containers of the namespace that don't say it. */
function limitRange(gaps: readonly Gap[]): string | undefined {
  if (gaps.length === 0) return undefined;
  const valuesOf = (part: Part) =>
    Object.fromEntries(gaps.filter((gap) => gap.part === part).map(({ name, value }) => [name, value]));
  const [limits, requests] = [valuesOf('limits'), valuesOf('requests')];
  const item = {
    type: 'Container',
    ...(Object.keys(limits).length > 0 ? { default: limits } : {}),
    ...(Object.keys(requests).length > 0 ? { defaultRequest: requests } : {}),
  };
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'LimitRange',
    metadata: { name: 'defaults' },
    spec: { limits: [item] },
  });
}
