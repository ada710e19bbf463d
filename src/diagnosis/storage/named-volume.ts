import { fromObject } from '../evidence.ts';
import { nameOf } from '../name-of.ts';
import { nearNames } from '../near-names.ts';
import type { KubeEvent } from '../objects/meta.ts';
import type { PersistentVolumeClaim } from '../objects/storage.ts';
import { whatLacks } from './nearest-volume.ts';
import type { ClaimReason, ClaimView } from './unbound-claim.ts';

/**
 * Why a claim is not bound to the very volume that its spec.volumeName names. Of one that does not exist no event
 * tells: the controller looks for it again and again
 * (https://github.com/kubernetes/kubernetes/blob/v1.36.0/pkg/controller/volume/persistentvolume/pv_controller.go, `syncUnboundClaim`).
 */
export function namedVolume(
  view: ClaimView,
  claim: PersistentVolumeClaim,
  event: KubeEvent | undefined,
): ClaimReason | undefined {
  const name = claim.spec?.volumeName;
  const listed = view.get({ section: 'persistent-volumes' });
  if (!name || listed.status !== 'ok') return undefined;
  const volume = listed.value.find((one) => nameOf(one) === name);
  if (!volume) {
    const [meant] = nearNames(name, listed.value.map(nameOf), 1);
    return {
      trouble: 'no-matching-volume',
      params: { why: `it names the volume ${name}, which does not exist`, absentVolume: name, meant },
      evidence: [fromObject('PersistentVolumeClaim', nameOf(claim), 'spec.volumeName', name)],
    };
  }
  const lacks = [...whatLacks(view, volume, claim).values()];
  const [own, its] = [claim.spec?.storageClassName ?? '', volume.spec?.storageClassName ?? ''];
  if (own !== its) lacks.push(`its class is ${its || 'none'}, not ${own || 'none'}`);
  if (lacks.length === 0) return undefined;
  return {
    trouble: 'no-matching-volume',
    params: {
      why: `the volume ${name} that it names does not do: ${lacks.join(', and ')}`,
      unfitVolume: name,
      words: event?.message?.replace(/\.+$/, ''),
    },
    evidence: [fromObject('PersistentVolume', name, 'spec', lacks.join(', '))],
  };
}
