import { fromObject } from '../../src/diagnosis/evidence.ts';
import type { PersistentVolume, PersistentVolumeClaim } from '../../src/diagnosis/kube.ts';
import { parseQuantity } from '../../src/diagnosis/quantity.ts';
import type { ClaimReason } from './claim-reason.ts';
import { nameOf, type PendingView } from './refusal.ts';

/** The volume that comes nearest to what a claim asks for, and what it lacks: for claims that no provisioner serves. */
export function nearestVolume(view: PendingView, claim: PersistentVolumeClaim): ClaimReason | undefined {
  const listed = view.get({ section: 'persistent-volumes' });
  if (listed.status !== 'ok') return undefined;
  const ofClass = listed.value.filter(
    (volume) => (volume.spec?.storageClassName ?? '') === (claim.spec?.storageClassName ?? ''),
  );
  const [nearest] = ofClass
    .map((volume) => ({ volume, lacks: whatLacks(volume, claim) }))
    .toSorted((a, b) => a.lacks.length - b.lacks.length || sizeOf(b.volume) - sizeOf(a.volume));
  if (!nearest || nearest.lacks.length === 0) return undefined;
  const { volume, lacks } = nearest;
  const { capacity, accessModes = [] } = volume.spec ?? {};
  const name = nameOf(volume);
  const text = [capacity?.storage, ...accessModes, volume.status?.phase].filter(Boolean).join(', ');
  return {
    params: { nearVolume: name, nearVolumeLacks: lacks.join(' and ') },
    evidence: [fromObject('PersistentVolume', name, 'spec', text)],
  };
}

/** Why a volume can't be bound to a claim, each reason in words; empty where it could be. */
function whatLacks(volume: PersistentVolume, claim: PersistentVolumeClaim): readonly string[] {
  const lacks: string[] = [];
  const { capacity, accessModes = [], claimRef } = volume.spec ?? {};
  const holder = claimRef?.name && `${claimRef.namespace}/${claimRef.name}`;
  const own = `${claim.metadata?.namespace}/${claim.metadata?.name}`;
  if (holder && holder !== own) lacks.push(`it belongs to ${holder}`);
  const wanted = claim.spec?.resources?.requests?.storage;
  if (sizeOf(volume) < (parseQuantity(wanted) ?? 0))
    lacks.push(`it has ${capacity?.storage ?? 'none'} of ${wanted}`);
  const missing = (claim.spec?.accessModes ?? []).filter((mode) => !accessModes.includes(mode));
  if (missing.length > 0)
    lacks.push(`it is ${accessModes.join(', ') || 'of no mode'}, not ${missing.join(', ')}`);
  return lacks;
}

function sizeOf(volume: PersistentVolume): number {
  return parseQuantity(volume.spec?.capacity?.storage) ?? 0;
}
