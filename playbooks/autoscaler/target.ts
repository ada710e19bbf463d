import type { Params } from '../../src/diagnosis/finding.ts';
import { nearNames } from '../../src/diagnosis/near-names.ts';
import type { Condition } from '../../src/diagnosis/objects/meta.ts';
import type { HorizontalPodAutoscaler, ObjectReference } from '../../src/diagnosis/objects/scaling.ts';
import { fromAutoscaler, fromCondition, type ScalingFound, type ScalingView, scaledText } from './scene.ts';

const PREFIX =
  /^the HPA controller was unable to (?:get the target's current scale|update the target scale): /;
const FORBIDDEN = / is forbidden: User .{1,300} cannot \w+ resource "([^"]{1,200})\/scale"/;

/** The autoscaler can't get at the number of replicas that it is to change. */
export function targetTrouble(
  view: ScalingView,
  autoscaler: HorizontalPodAutoscaler,
  able: Condition,
): ScalingFound {
  const { message = '', reason } = able;
  const clause = message.replace(PREFIX, '');
  const reference = autoscaler.spec?.scaleTargetRef ?? {};
  const isRead = reason !== 'FailedUpdateScale';
  const missing = isRead ? whatIsMissing(view, reference, clause) : undefined;
  const { name } = view.target;
  return {
    cause: missing ? 'target-missing' : 'scale-refused',
    confidence: 'certain',
    params: missing ?? {
      act: isRead ? 'read' : 'set',
      scaled: scaledText(reference),
      clause,
      desired: isRead ? undefined : autoscaler.status?.desiredReplicas,
      current: isRead ? undefined : autoscaler.status?.currentReplicas,
      scaleResource: FORBIDDEN.exec(clause)?.[1],
    },
    evidence: [
      fromCondition(view, able),
      fromAutoscaler(name, 'spec.scaleTargetRef', referenceText(reference)),
    ],
  };
}

function referenceText({ apiVersion, kind, name }: ObjectReference): string {
  return [apiVersion, kind, name].filter(Boolean).join(' ');
}

/** Kubernetes before 1.9 and some others write the kind as `/, Kind=Deployment`. */
const UNKNOWN = /no matches for (?:\S*, Kind=|kind ")([^"\s]+)"?(?: in (?:group|version) "([^"]*)")?/;

function whatIsMissing(view: ScalingView, reference: ObjectReference, clause: string): Params | undefined {
  const [, kind, group] = UNKNOWN.exec(clause) ?? [];
  if (kind !== undefined) return unknownKind(reference, kind, group ?? reference.apiVersion);
  if (/the server could not find the requested resource/.test(clause))
    return { fixedKind: reference.kind ?? 'resource of that kind' };
  const name = /"([^"]*)" not found$/.exec(clause)?.[1];
  return name === undefined ? undefined : unknownName(view, reference.kind ?? 'Object', name);
}

/** Kinds that an autoscaler is usually for, with the API that has them today. */
const SCALABLE = new Map([
  ['Deployment', 'apps/v1'],
  ['StatefulSet', 'apps/v1'],
  ['ReplicaSet', 'apps/v1'],
  ['ReplicationController', 'v1'],
]);

/** A misspelt kind, or one looked for in an API that does not have it (any more). */
function unknownKind({ name }: ObjectReference, kind: string, group: string | undefined): Params {
  const known = SCALABLE.has(kind) ? kind : nearNames(kind, [...SCALABLE.keys()], 1)[0];
  const apiVersion = SCALABLE.get(known ?? '');
  return {
    unknownKind: kind,
    unknownGroup: group || 'the core API',
    nearest: known && `${known} in ${apiVersion}`,
    patch: known && patchOf({ apiVersion, kind: known, name }),
  };
}

type ListedKind = 'Deployment' | 'StatefulSet';
const LISTED: readonly ListedKind[] = ['Deployment', 'StatefulSet'];

function unknownName(view: ScalingView, kind: string, name: string): Params {
  const listed = LISTED.some((one) => one === kind) ? LISTED : [];
  const others = listed.flatMap((one) => namesOf(view, one).map((other) => ({ kind: one, name: other })));
  const alike = others.filter((one) => one.kind === kind).map((one) => one.name);
  const near = nearNames(name, alike);
  // It may exist, as something else.
  const twin = others.find((one) => one.kind !== kind && one.name === name);
  const best = near[0] === undefined ? twin : { kind, name: near[0] };
  return {
    targetKind: kind,
    targetName: name,
    near: near.length > 1 ? near : undefined,
    nearest: best && scaledText(best),
    patch: best && patchOf({ apiVersion: 'apps/v1', ...best }),
  };
}

function namesOf(view: ScalingView, kind: ListedKind): readonly string[] {
  const answer = view.get({ section: 'workloads', kind, namespace: view.namespace });
  return answer.status === 'ok' ? answer.value.flatMap(({ metadata }) => metadata?.name ?? []) : [];
}

function patchOf(scaleTargetRef: ObjectReference): string {
  return JSON.stringify({ spec: { scaleTargetRef } });
}
