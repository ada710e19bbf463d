import type { FieldError } from '../../src/diagnosis/create-field-errors.ts';
import { fromObject } from '../../src/diagnosis/evidence.ts';
import type { Evidence, Found, Params } from '../../src/diagnosis/finding.ts';
import type { LimitRange } from '../../src/diagnosis/objects/workload.ts';
import { amountOf } from './amounts.ts';
import { containersPatch } from './container-patch.ts';
import { type Refused, refusedParams } from './refused-params.ts';
import { shortWords } from './short-words.ts';

/** The template passes as one, and what is made of it does not: by the API's own rules for pods. */
export function specInvalid(refused: Refused, errors: readonly FieldError[]): Found<'spec-invalid'> {
  const { refusal } = refused;
  const [first, ...more] = errors.map(describe);
  const default_ = defaultLimit(refused, errors);
  return {
    cause: 'spec-invalid',
    confidence: refusal.confidence,
    params: {
      ...refusedParams(refused),
      problem: first ?? shortWords(refusal.message.clause),
      more,
      tooLong: errors.some(({ why }) => /no more than 63/.test(why))
        ? refusal.workload.metadata?.name
        : undefined,
      ...default_?.params,
    },
    evidence: [refusal.evidence, ...(default_?.evidence ?? [])],
  };
}

function describe({ path, value, kind, why }: FieldError): string {
  const said = value === undefined ? [kind.toLowerCase(), why] : [why || kind.toLowerCase()];
  const given = value === undefined ? '' : ` ${value}`;
  return shortWords([`${path}${given}`, ...said].filter(Boolean).join(': '));
}

interface Default {
  readonly params: Params;
  readonly evidence: readonly Evidence[];
}

/**
 * A request above the limit, where the container sets no limit: it has the LimitRange's default
 * (https://kubernetes.io/docs/concepts/policy/limit-range/#what-if-you-specify-a-container-s-request-but-not-its-limit).
 */
function defaultLimit(refused: Refused, errors: readonly FieldError[]): Default | undefined {
  const { view, place } = refused;
  for (const { path, value = '', why } of errors) {
    const [, resource] = /must be less than or equal to (\S{1,100}) limit/.exec(why) ?? [];
    const [, list, index] = /^spec\.(containers|initContainers)\[(\d{1,3})\]/.exec(path) ?? [];
    const container = place.template?.spec?.[list as 'containers']?.[Number(index)];
    if (!resource || !container || container.resources?.limits?.[resource]) continue;
    const ranges = view.get({ section: 'limit-ranges', namespace: view.namespace });
    const range = ranges.status === 'ok' ? ranges.value.find((one) => defaultOf(one, resource)) : undefined;
    const limit = range && defaultOf(range, resource);
    if (!limit || amountOf(limit) >= amountOf(value)) continue;
    const part = new Map([[container.name, { resources: { limits: { [resource]: value } } }]]);
    const change = containersPatch(place.template?.spec, part);
    const name = String(range.metadata?.name);
    return {
      params: {
        range: name,
        container: container.name,
        resource,
        limit,
        asked: value,
        patch: change && place.patch(change),
      },
      evidence: [fromObject('LimitRange', name, 'spec.limits[Container].default', `${resource}: ${limit}`)],
    };
  }
  return undefined;
}

function defaultOf({ spec }: LimitRange, resource: string): string | undefined {
  return spec?.limits?.find(({ type, default: given }) => type === 'Container' && given?.[resource])
    ?.default?.[resource];
}
