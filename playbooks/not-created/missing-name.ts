import { fromObject } from '../../src/diagnosis/evidence.ts';
import type { Evidence, Found, Params } from '../../src/diagnosis/finding.ts';
import { nearNames } from '../../src/diagnosis/near-names.ts';
import type { Collected } from '../../src/diagnosis/snapshot.ts';
import { type Refused, refusedParams } from './refused-params.ts';

/** The pods run as a ServiceAccount that is not there. */
export function serviceAccountMissing(refused: Refused, name: string): Found<'service-account-missing'> {
  const { view, place } = refused;
  const listed = view.get({ section: 'names', resource: 'serviceaccounts', namespace: view.namespace });
  const scene = lookFor(
    name,
    named(listed, (one) => one.name),
    ['Namespace', view.namespace, 'serviceaccounts'],
  );
  return {
    cause: 'service-account-missing',
    ...found(refused, scene),
    params: {
      ...refusedParams(refused),
      ...scene.params,
      serviceAccount: name,
      // It can be set on any template that can be edited.
      nearest: place.params.template ? scene.near[0] : undefined,
    },
  };
}

/** The pods are of a PriorityClass that is not there. */
export function priorityClassMissing(refused: Refused, name: string): Found<'priority-class-missing'> {
  const { view, place } = refused;
  const listed = view.get({ section: 'priority-classes' });
  const names = named(listed, ({ metadata }) => String(metadata?.name));
  const scene = lookFor(name, names, ['Cluster', 'priorityclasses', 'items']);
  const [nearest] = scene.near;
  return {
    cause: 'priority-class-missing',
    ...found(refused, scene),
    params: {
      ...refusedParams(refused),
      ...scene.params,
      priorityClass: name,
      nearest,
      patch: nearest && place.patch({ priorityClassName: nearest }),
      dropPatch: scene.isThere ? undefined : place.patch({ priorityClassName: null }),
    },
  };
}

interface Scene {
  readonly isThere: boolean;
  readonly near: readonly string[];
  readonly params: Params;
  readonly evidence: readonly Evidence[];
}

/** Undefined where the names can't be read. */
function named<T>(
  listed: Collected<readonly T[]>,
  nameOf: (item: T) => string,
): readonly string[] | undefined {
  return listed.status === 'ok' ? listed.value.map(nameOf) : undefined;
}

/** One that is there by now has been made since: the controller comes to it by itself. */
function lookFor(
  name: string,
  names: readonly string[] | undefined,
  list: readonly [string, string, string],
): Scene {
  const isThere = names?.includes(name) ?? false;
  const near = isThere ? [] : nearNames(name, names ?? []);
  const evidence = names ? [fromObject(...list, names.join(', ') || 'none')] : [];
  return {
    isThere,
    near,
    params: {
      state: isThere ? 'did not exist when they were made, and does by now' : 'does not exist',
      missing: isThere ? undefined : name,
      near,
      others: near.length > 0 ? undefined : names?.filter((one) => one !== name),
      arrived: isThere ? name : undefined,
    },
    evidence,
  };
}

function found({ refusal }: Refused, { isThere, evidence }: Scene) {
  return {
    confidence: refusal.confidence,
    ...(isThere ? { verdict: 'waiting' as const } : {}),
    evidence: [refusal.evidence, ...evidence] as const,
  };
}
