import type { BrokenBound } from '../../src/diagnosis/create-limit-range.ts';
import { fromObject } from '../../src/diagnosis/evidence.ts';
import type { Evidence, Found, Params } from '../../src/diagnosis/finding.ts';
import type { LimitRange } from '../../src/diagnosis/objects/workload.ts';
import { parseQuantity } from '../../src/diagnosis/quantity.ts';
import type { Collected } from '../../src/diagnosis/snapshot.ts';
import { containersPatch, templateContainers } from './container-patch.ts';
import { breakersOf, effectiveOf, withinBounds } from './limit-range-fit.ts';
import { type Refused, refusedParams } from './refused-params.ts';

type Ranges = Collected<readonly LimitRange[]>;

/** A bound of one of the namespace's LimitRanges; the refusal does not say of which. */
export function limitRangeViolated(
  refused: Refused,
  bounds: readonly BrokenBound[],
): Found<'limit-range-violated'> {
  const { view, refusal, place } = refused;
  const ranges: Ranges = view.get({ section: 'limit-ranges', namespace: view.namespace });
  const known = ranges.status === 'ok' ? ranges.value : [];
  const owned = bounds.map((bound) => ({ bound, range: rangeOf(known, bound) }));
  const isGone = ranges.status === 'ok' && owned.every(({ range }) => !range);
  const [first, ...more] = owned.map(({ bound, range }) => describe(refused, known, bound, range));
  return {
    cause: 'limit-range-violated',
    confidence: refusal.confidence,
    ...(isGone ? { verdict: 'waiting' as const } : {}),
    params: {
      ...refusedParams(refused),
      ...first?.params,
      more: more.map(({ text }) => text),
      gone: isGone ? 'No LimitRange of the namespace says so by now' : undefined,
      ...(isGone ? {} : patchParams(refused, known, bounds)),
      ...place.params,
    },
    evidence: [refusal.evidence, ...owned.flatMap(({ bound, range }) => ofRange(bound, range))],
  };
}

const FIELD = { min: 'min', max: 'max', ratio: 'maxLimitRequestRatio' } as const;

function rangeOf(ranges: readonly LimitRange[], { type, bound, resource, allowed }: BrokenBound) {
  return ranges.find(({ spec }) =>
    spec?.limits?.some(
      (item) =>
        item.type === type && parseQuantity(item[FIELD[bound]]?.[resource]) === parseQuantity(allowed),
    ),
  );
}

const SHORT = {
  min: 'below its minimum of',
  max: 'above its maximum of',
  ratio: 'beyond its limit-to-request ratio of',
};

function describe(
  { place }: Refused,
  ranges: readonly LimitRange[],
  bound: BrokenBound,
  range: LimitRange | undefined,
): { readonly params: Params; readonly text: string } {
  const { type, resource, allowed, of, observed } = bound;
  const name = range?.metadata?.name;
  const breakers = type === 'Container' ? breakersOf(place.template?.spec, ranges, bound) : [];
  const whose = breakers.length > 0 ? `container ${breakers.join(', ')}` : `a ${type}`;
  const state = observed === undefined ? `${of} not set` : `${of} ${observed}`;
  const params = {
    range: name ?? 'of the namespace',
    named: name,
    resource,
    whose,
    rule: `${SHORT[bound.bound]} ${allowed}`,
    state,
    container: breakers[0],
    defaulted: breakers[0] ? defaultOf(place.template?.spec, ranges, bound, breakers[0]) : undefined,
  };
  return { params, text: `${resource} of ${whose} is ${params.rule} (${state})` };
}

/** The amount that was refused is not the container's own but a LimitRange's default. */
function defaultOf(
  spec: Parameters<typeof templateContainers>[0],
  ranges: readonly LimitRange[],
  { of, resource }: BrokenBound,
  container: string,
): string | undefined {
  const own = templateContainers(spec).find(({ name }) => name === container);
  if (!own || of === 'ratio') return undefined;
  const isOwn =
    own.resources?.limits?.[resource] ?? (of === 'request' ? own.resources?.requests?.[resource] : undefined);
  return isOwn === undefined ? effectiveOf(own, ranges)[of][resource] : undefined;
}

function patchParams(
  { place }: Refused,
  ranges: readonly LimitRange[],
  bounds: readonly BrokenBound[],
): Params {
  const spec = place.template?.spec;
  const parts = withinBounds(spec, ranges, bounds);
  const change = containersPatch(spec, parts);
  const shown = [...parts].map(([name, { resources }]) => `${name} ${textOf(resources)}`);
  return { fitting: shown, patch: change && place.patch(change) };
}

function textOf(resources: Readonly<Record<string, Readonly<Record<string, string>>>>): string {
  return Object.entries(resources)
    .flatMap(([part, amounts]) =>
      Object.entries(amounts).map(([name, amount]) => `${part}.${name}=${amount}`),
    )
    .join(' ');
}

function ofRange(bound: BrokenBound, range: LimitRange | undefined): readonly Evidence[] {
  if (!range) return [];
  const field = `spec.limits[${bound.type}].${FIELD[bound.bound]}`;
  return [
    fromObject('LimitRange', String(range.metadata?.name), field, `${bound.resource}: ${bound.allowed}`),
  ];
}
