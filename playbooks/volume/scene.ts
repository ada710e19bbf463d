import type { Found } from '../../src/diagnosis/finding.ts';
import type { Volume } from '../../src/diagnosis/objects/pod.ts';
import type { PersistentVolumeClaim } from '../../src/diagnosis/objects/storage.ts';
import type { TargetView, View } from '../../src/diagnosis/playbook.ts';
import type { Collected } from '../../src/diagnosis/snapshot.ts';
import { describeVolume } from '../../src/diagnosis/volume-at.ts';
import { claimsOf } from '../pending/claims.ts';
import type { VolumeCause } from './causes.ts';

export const SECTIONS = [
  'events',
  'claim',
  'storage-classes',
  'persistent-volumes',
  'nodes',
  'names',
  'namespace-pods',
] as const;

export type VolumeView = View<(typeof SECTIONS)[number]>;
export type ClaimTargetView = TargetView<(typeof SECTIONS)[number]>;
export type VolumeFound = Found<VolumeCause>;

/** Claims looked at: each is a request. */
const MOST = 3;

export interface ReadClaim {
  readonly name: string;
  /** The pod's volume that names it. */
  readonly volume: Volume;
  readonly answer: Collected<PersistentVolumeClaim>;
}

export function readClaims(view: VolumeView): readonly ReadClaim[] {
  return claimsOf(view)
    .slice(0, MOST)
    .map(({ name, volume }) => ({
      name,
      volume,
      answer: view.get({ section: 'claim', namespace: view.namespace, name }),
    }));
}

/** What the name in a message stands for. */
export interface NamedVolume {
  readonly spec: Volume | undefined;
  readonly claim: string | undefined;
  readonly object: PersistentVolumeClaim | undefined;
}

/** The pod's volume of that name, else the claim that is bound to the PersistentVolume of that name. */
export function volumeNamed(view: VolumeView, name: string | undefined): NamedVolume {
  const own = view.pod.spec?.volumes?.find((one) => one.name === name);
  if (own && !own.persistentVolumeClaim && !own.ephemeral) {
    return { spec: own, claim: undefined, object: undefined };
  }
  const claims = readClaims(view);
  const bound = claims.find(
    ({ answer, volume }) =>
      volume === own || (answer.status === 'ok' && answer.value.spec?.volumeName === name),
  );
  // With a single claim it can be no other.
  const claim = bound ?? (claims.length === 1 ? claims[0] : undefined);
  const object = claim?.answer.status === 'ok' ? claim.answer.value : undefined;
  return { spec: claim?.volume, claim: claim?.name, object };
}

/** What a volume is, in words. */
export function sourceOf(volume: Volume | undefined): string | undefined {
  if (volume?.nfs) return `NFS ${volume.nfs.server ?? ''}:${volume.nfs.path ?? ''}`;
  if (volume?.csi) return `CSI ${volume.csi.driver ?? ''}`;
  if (volume?.projected) return `projected volume ${volume.name}`;
  return volume && describeVolume(volume);
}
