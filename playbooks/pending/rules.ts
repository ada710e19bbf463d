import { computed, fromSpec } from '../../src/diagnosis/evidence.ts';
import type { Params } from '../../src/diagnosis/finding.ts';
import { nameOf } from '../../src/diagnosis/name-of.ts';
import { nearNames } from '../../src/diagnosis/near-names.ts';
import type { PodAffinityTerm } from '../../src/diagnosis/objects/pod.ts';
import { requirementsOf, selectorText, valuesOf } from '../../src/diagnosis/scheduling/selectors.ts';
import type { Of } from './checks.ts';
import { type Crowd, crowdOf, crowdParams, strategyFor } from './crowd.ts';
import { templatePatch } from './patch.ts';
import { evidenceOf, type PendingFound } from './refusal.ts';
import type { Scene } from './scene.ts';

export function antiAffinity(
  scene: Scene,
  first: Of<'anti-affinity'>,
  all: readonly Of<'anti-affinity'>[],
): PendingFound {
  const { term, known } = first;
  const pods = [...new Set(all.flatMap((one) => one.pods))];
  const selector = selectorText(term.labelSelector);
  const names = pods.map(nameOf);
  const own = known !== undefined;
  const crowd = crowdOf(scene.view, pods, known);
  return {
    cause: 'pod-anti-affinity-conflict',
    confidence: 'certain',
    params: {
      pods: names,
      topologyKey: term.topologyKey,
      selector: own ? selector : undefined,
      holders: own ? pods.map((pod) => `${nameOf(pod)} on ${pod.spec?.nodeName}`) : undefined,
      repelling: own ? undefined : names,
      ...crowdParams(scene.view, crowd),
      stuckRollout: crowd.rollout ? scene.view.owner?.name : undefined,
      ...(own ? preferInstead(scene, term, crowd) : {}),
    },
    evidence: evidenceOf(scene.refusal, [
      own
        ? fromSpec(
            scene.view.podName,
            'spec.affinity.podAntiAffinity',
            `${selector} over ${term.topologyKey}`,
          )
        : computed(`pod/${names[0]}`, `its podAntiAffinity over ${term.topologyKey}: ${selector}`),
      ...pods.map((pod) => computed(`pod/${nameOf(pod)}`, `on ${pod.spec?.nodeName}`)),
    ]),
  };
}

/** Where the pods in the way have the rule as well, it holds against the changed pod until they have gone. */
function preferInstead(scene: Scene, term: PodAffinityTerm, crowd: Crowd): Params {
  if (!crowd.repelling) return { patch: preferPatch(scene, 'podAntiAffinity', term) };
  if (!crowd.own || scene.view.owner?.kind !== 'Deployment') return {};
  const { unavailable } = crowd;
  return {
    unavailable,
    patch: preferPatch(scene, 'podAntiAffinity', term, { strategy: strategyFor(unavailable) }),
  };
}

/**
 * The required rules over one topology become preferred ones, all others stay. Not offered with `matchLabelKeys`:
 * the API server writes those into the pod's selector, which is then no longer the template's.
 */
function preferPatch(
  scene: Scene,
  kind: 'podAffinity' | 'podAntiAffinity',
  { topologyKey }: PodAffinityTerm,
  workload: object = {},
) {
  const rules = scene.view.pod.spec?.affinity?.[kind];
  const required = rules?.requiredDuringSchedulingIgnoredDuringExecution as readonly PodAffinityTerm[];
  if (required.some((term) => term.matchLabelKeys ?? term.mismatchLabelKeys)) return undefined;
  const preferred = required
    .filter((term) => term.topologyKey === topologyKey)
    .map((podAffinityTerm) => ({ weight: 100, podAffinityTerm }));
  return templatePatch(
    scene.view,
    {
      affinity: {
        [kind]: {
          requiredDuringSchedulingIgnoredDuringExecution: required.filter(
            (one) => one.topologyKey !== topologyKey,
          ),
          preferredDuringSchedulingIgnoredDuringExecution: [
            ...(rules?.preferredDuringSchedulingIgnoredDuringExecution ?? []),
            ...preferred,
          ],
        },
      },
    },
    workload,
  );
}

export function affinity(scene: Scene, { term, pods }: Of<'affinity'>): PendingFound {
  const selector = selectorText(term.labelSelector) || 'any labels';
  const { topologyKey } = term;
  return {
    cause: 'pod-affinity-unmatched',
    confidence: 'certain',
    params: {
      selector,
      topologyKey,
      none: pods.length === 0 ? 'none' : undefined,
      elsewhere: [...new Set(pods.map((pod) => String(pod.spec?.nodeName)))],
      missingLabel: valuesOf(scene.nodes, topologyKey).length === 0 ? topologyKey : undefined,
      ...(pods.length === 0 ? similar(scene, term) : {}),
      patch: preferPatch(scene, 'podAffinity', term),
    },
    evidence: evidenceOf(scene.refusal, [
      fromSpec(scene.view.podName, 'spec.affinity.podAffinity', `${selector} in the same ${topologyKey}`),
      computed(`pod/${scene.view.podName}`, `${pods.length} pods on nodes have ${selector}`),
    ]),
  };
}

/** What pods of the namespace carry under the label that is asked for, for a misspelt value. */
function similar({ view }: Scene, term: PodAffinityTerm): Params {
  const [wanted, ...more] = term.labelSelector ? requirementsOf(term.labelSelector) : [];
  const [value] = wanted?.values ?? [];
  if (!wanted || value === undefined || more.length > 0 || term.namespaces || term.namespaceSelector)
    return {};
  const answer = view.get({ section: 'pods', namespace: view.namespace, selector: wanted.key });
  if (answer.status !== 'ok') return {};
  const values = answer.value.map((pod) => String(pod.metadata?.labels?.[wanted.key]));
  const own = view.pod.metadata?.labels?.[wanted.key];
  const existing = [...new Set(values)].filter((one) => one !== own).sort();
  const [near] = nearNames(value, existing, 1);
  return { key: wanted.key, existing, near: near === undefined ? undefined : `${wanted.key}=${near}` };
}
