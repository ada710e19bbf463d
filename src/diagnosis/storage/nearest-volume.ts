import { fromObject } from '../evidence.ts';
import type { Evidence, Params } from '../finding.ts';
import { nameOf } from '../name-of.ts';
import type { PersistentVolume, PersistentVolumeClaim } from '../objects/storage.ts';
import type { View } from '../playbook.ts';
import { parseQuantity } from '../quantity.ts';
import {
  fitsNode,
  requirementsOfTerm,
  requirementText,
  selectorText,
  selects,
} from '../scheduling/selectors.ts';

type VolumesView = Pick<View<'persistent-volumes' | 'nodes'>, 'get'>;

type Lack = 'holder' | 'size' | 'mode' | 'place' | 'kind' | 'labels';
type Lacks = ReadonlyMap<Lack, string>;

/** The volume that comes nearest to what a claim asks for, and what it lacks: for claims that no provisioner serves. */
export function nearestVolume(
  view: VolumesView,
  claim: PersistentVolumeClaim,
): { readonly params: Params; readonly evidence: readonly Evidence[] } | undefined {
  const [nearest] = volumesOfClass(view, claim.spec?.storageClassName ?? '')
    .map((volume) => ({ volume, lacks: whatLacks(view, volume, claim) }))
    .toSorted((a, b) => a.lacks.size - b.lacks.size || sizeOf(b.volume) - sizeOf(a.volume));
  if (!nearest || nearest.lacks.size === 0) return undefined;
  const { volume, lacks } = nearest;
  const { capacity, accessModes = [] } = volume.spec ?? {};
  const name = nameOf(volume);
  const text = [capacity?.storage, ...accessModes, volume.status?.phase].filter(Boolean).join(', ');
  return {
    params: {
      nearVolume: name,
      nearVolumeLacks: [...lacks.values()].join(', and '),
      ...mended(volume, lacks),
    },
    evidence: [fromObject('PersistentVolume', name, 'spec', text)],
  };
}

export function volumesOfClass(view: VolumesView, storageClass: string): readonly PersistentVolume[] {
  const listed = view.get({ section: 'persistent-volumes' });
  if (listed.status !== 'ok') return [];
  return listed.value.filter((volume) => (volume.spec?.storageClassName ?? '') === storageClass);
}

/** Why a volume can't be bound to a claim, each reason in words; empty where it could be. */
export function whatLacks(view: VolumesView, volume: PersistentVolume, claim: PersistentVolumeClaim): Lacks {
  const lacks = new Map<Lack, string>();
  const { capacity, accessModes = [] } = volume.spec ?? {};
  const holder = holderOf(volume, claim);
  if (holder) lacks.set('holder', holder);
  const wanted = claim.spec?.resources?.requests?.storage;
  if (sizeOf(volume) < (parseQuantity(wanted) ?? 0)) {
    lacks.set('size', `it has ${capacity?.storage ?? 'none'} of ${wanted}`);
  }
  const missing = (claim.spec?.accessModes ?? []).filter((mode) => !accessModes.includes(mode));
  if (missing.length > 0) {
    lacks.set('mode', `it is ${accessModes.join(', ') || 'of no mode'}, not ${missing.join(', ')}`);
  }
  const [kind, wantedKind] = [volume.spec?.volumeMode, claim.spec?.volumeMode].map(
    (one) => one || 'Filesystem',
  );
  if (kind !== wantedKind) lacks.set('kind', `its volumeMode is ${kind}, not ${wantedKind}`);
  const { selector } = claim.spec ?? {};
  if (selector && !selects(selector, volume.metadata?.labels))
    lacks.set('labels', `it does not have the labels ${selectorText(selector)}`);
  const place = placeWithoutNode(view, volume);
  if (place) lacks.set('place', `it can be used on ${place} only, where no node is`);
  return lacks;
}

/** A claim that was made anew has its old name and another UID: the volume is still the old one's. */
function holderOf(
  { spec, status }: PersistentVolume,
  { metadata }: PersistentVolumeClaim,
): string | undefined {
  const { name, namespace, uid } = spec?.claimRef ?? {};
  if (!name) return undefined;
  const isOwn = name === metadata?.name && namespace === metadata?.namespace;
  if (!isOwn) {
    return status?.phase === 'Released'
      ? `it is Released and still kept for ${namespace}/${name}`
      : `it belongs to ${namespace}/${name}`;
  }
  return uid && metadata?.uid && uid !== metadata.uid
    ? `it is ${status?.phase ?? 'kept'}, still kept for an older claim ${name} that was deleted`
    : undefined;
}

function placeWithoutNode(view: VolumesView, { spec }: PersistentVolume): string | undefined {
  const required = spec?.nodeAffinity?.required;
  if (!required) return undefined;
  const nodes = view.get({ section: 'nodes' });
  if (nodes.status !== 'ok' || nodes.value.some((node) => fitsNode(required, node))) return undefined;
  return (required.nodeSelectorTerms ?? [])
    .map((term) => requirementsOfTerm(term).map(requirementText).join(' and '))
    .join(' or ');
}

/** What would make the volume do, where one thing would: its old claim forgotten, or less asked for. */
function mended(volume: PersistentVolume, lacks: Lacks): Params {
  if (lacks.has('place') || lacks.has('kind') || lacks.has('labels')) return {};
  const name = nameOf(volume);
  if (lacks.has('holder')) {
    return lacks.size === 1 && volume.status?.phase === 'Released'
      ? {
          releasedVolume: name,
          releasePatch: JSON.stringify([{ op: 'remove', path: '/spec/claimRef' }]),
        }
      : {};
  }
  const { capacity, accessModes = [] } = volume.spec ?? {};
  return { offeredBy: name, offer: `${capacity?.storage ?? '0'} (${accessModes.join(', ')})` };
}

function sizeOf(volume: PersistentVolume): number {
  return parseQuantity(volume.spec?.capacity?.storage) ?? 0;
}
