import { computed, fromObject } from '../../src/diagnosis/evidence.ts';
import { nameOf } from '../../src/diagnosis/name-of.ts';
import type { NodeSelector } from '../../src/diagnosis/objects/pod.ts';
import type { PersistentVolume } from '../../src/diagnosis/objects/storage.ts';
import type { NodeFit } from '../../src/diagnosis/scheduling/node-fit.ts';
import {
  fitsNode,
  requirementsOfTerm,
  requirementText,
  valuesOf,
} from '../../src/diagnosis/scheduling/selectors.ts';
import { claimsOf, readClaim } from './claims.ts';
import { counts, evidenceOf, type PendingFound, type PendingView, reasonsOf } from './refusal.ts';
import { listText, namesOf, type Scene } from './scene.ts';

export interface VolumePlace {
  readonly finding: PendingFound;
  /** Nodes that the pod is meant for and that the volume can be used on. */
  readonly inPlace: readonly NodeFit[];
}

/** A volume that keeps the pod from nodes that would take it: the volume's place, and the nodes there. */
export function volumePlace(scene: Scene): VolumePlace | undefined {
  if (reasonsOf(scene.refusal, 'volume-affinity').length === 0) return undefined;
  for (const { name, volume } of claimVolumes(scene.view)) {
    const required = placeOf(volume);
    const inPlace = scene.meant.filter((fit) => fitsNode(required, fit.node));
    if (!required || inPlace.length === scene.meant.length) continue;
    return { finding: zoneConflict(scene, name, volume, inPlace), inPlace };
  }
  return undefined;
}

const PLACES = /^(?:topology\.kubernetes\.io|failure-domain\.beta\.kubernetes\.io)\/(?:zone|region)$/;

/** Where a volume can be used: an old one says so by its labels alone, several zones joined by `__`. */
function placeOf({ spec, metadata }: PersistentVolume): NodeSelector | undefined {
  if (spec?.nodeAffinity?.required) return spec.nodeAffinity.required;
  const matchExpressions = Object.entries(metadata?.labels ?? {})
    .filter(([key]) => PLACES.test(key))
    .map(([key, value]) => ({ key, operator: 'In', values: value.split('__') }));
  return matchExpressions.length > 0 ? { nodeSelectorTerms: [{ matchExpressions }] } : undefined;
}

/** The volumes of the pod's bound claims, as far as they can be read. */
export function claimVolumes(view: PendingView): readonly { name: string; volume: PersistentVolume }[] {
  return volumeReads(view).flatMap(({ name, answer }) =>
    answer.status === 'ok' ? [{ name, volume: answer.value }] : [],
  );
}

/** A volume's name stands in its claim: it takes two rounds to get there. */
export function isReadingVolumes(view: PendingView): boolean {
  return volumeReads(view).some(({ answer }) => answer.status !== 'ok' && answer.reason === 'not-collected');
}

function volumeReads(view: PendingView) {
  return claimsOf(view)
    .slice(0, 3)
    .flatMap(({ name }) => {
      const claim = readClaim(view, name);
      const volumeName = claim.status === 'ok' ? claim.value.spec?.volumeName : undefined;
      return volumeName ? [{ name, answer: view.get({ section: 'volume', name: volumeName }) }] : [];
    });
}

function zoneConflict(
  scene: Scene,
  claim: string,
  volume: PersistentVolume,
  inPlace: readonly NodeFit[],
): PendingFound {
  const name = nameOf(volume);
  const terms = placeOf(volume)?.nodeSelectorTerms ?? [];
  const zone = terms.map((term) => requirementsOfTerm(term).map(requirementText).join(' and ')).join(' or ');
  const topologyKey = terms.flatMap(requirementsOfTerm)[0]?.key ?? '';
  const zones = valuesOf(scene.nodes, topologyKey);
  return {
    cause: 'volume-zone-conflict',
    confidence: 'certain',
    params: {
      volume: name,
      claim,
      zone,
      topologyKey,
      zones,
      inPlace: namesOf(inPlace),
      nowhere: inPlace.length === 0 ? zone : undefined,
      ...counts(scene.refusal, 'volume-affinity'),
    },
    evidence: evidenceOf(scene.refusal, [
      fromObject('PersistentVolume', name, 'spec.nodeAffinity', zone),
      computed('nodes', `${topologyKey}: ${listText(zones)}`),
    ]),
  };
}
