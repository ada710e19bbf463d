import { fromEvent, fromObject, fromSpec } from '../../src/diagnosis/evidence.ts';
import type { Evidence, Params } from '../../src/diagnosis/finding.ts';
import type { Pod } from '../../src/diagnosis/kube.ts';
import { ownerOf } from '../../src/diagnosis/owner.ts';
import type { MountTrouble } from './mount-events.ts';
import { type NamedVolume, type VolumeFound, type VolumeView, volumeNamed } from './scene.ts';

/** The volume is attached to another node, and can only be to one. */
export function attachConflict(view: VolumeView, { event, message }: MountTrouble): VolumeFound {
  const named = volumeNamed(view, message.volume);
  const holders = holdersOf(view, message.holders, named);
  const [first] = holders;
  return {
    cause: 'attach-conflict',
    confidence: 'certain',
    params: {
      volume: message.volume,
      claim: named.claim,
      modes: named.object?.spec?.accessModes,
      holders: holders.length > 0 ? holders.map(textOf) : message.holders,
      holder: holders.length > 0 ? first?.metadata?.name : message.holders[0],
      holderNode: first?.spec?.nodeName,
      otherNode: holders.length + message.holders.length === 0 ? 'another node' : undefined,
      leaving: holders.filter((pod) => pod.metadata?.deletionTimestamp).map(nameOf),
      ...recreate(view, first),
    },
    evidence: [fromEvent(event), ...holders.map(placeOf), ...modesOf(named)],
  };
}

/** The pods that have the volume: those that were named, else those on other nodes that use the same claim. */
function holdersOf(view: VolumeView, names: readonly string[], { claim }: NamedVolume): readonly Pod[] {
  const answer = view.get({ section: 'namespace-pods', namespace: view.namespace });
  if (answer.status !== 'ok') return [];
  const pods = answer.value.pods.filter((pod) => pod.metadata?.name !== view.podName);
  if (names.length > 0) return pods.filter((pod) => names.includes(nameOf(pod)));
  return pods.filter(
    ({ spec }) =>
      spec?.nodeName &&
      spec.nodeName !== view.pod.spec?.nodeName &&
      spec.volumes?.some(({ persistentVolumeClaim: own }) => own && own.claimName === claim),
  );
}

function nameOf(pod: Pod): string {
  return String(pod.metadata?.name);
}

function textOf(pod: Pod): string {
  return pod.spec?.nodeName ? `${nameOf(pod)} on ${pod.spec.nodeName}` : nameOf(pod);
}

function placeOf(pod: Pod): Evidence {
  return fromSpec(nameOf(pod), 'spec.nodeName', pod.spec?.nodeName ?? 'none');
}

function modesOf({ claim, object }: NamedVolume): readonly Evidence[] {
  const modes = object?.spec?.accessModes ?? [];
  return claim && modes.length > 0
    ? [fromObject('PersistentVolumeClaim', claim, 'spec.accessModes', modes.join(', '))]
    : [];
}

/** A rolling update starts the new pod before the old one, which has the volume, is gone. */
function recreate(view: VolumeView, holder: Pod | undefined): Params {
  const other = holder && ownerOf(holder);
  if (view.owner?.kind !== 'Deployment' || other?.kind !== 'Deployment') return {};
  if (other.name !== view.owner.name) return {};
  return {
    sameOwner: other.name,
    recreatePatch: JSON.stringify({ spec: { strategy: { type: 'Recreate', rollingUpdate: null } } }),
  };
}

/** The storage system or its driver refused, or nobody answered. */
export function attachFailed(view: VolumeView, { event, message }: MountTrouble): VolumeFound {
  const clause = message.clause || 'no reason is given';
  const named = volumeNamed(view, message.volume);
  const driver = /external-attacher of (\S{1,200}) CSI driver/.exec(clause)?.[1];
  const absent = /CSINode (\S{1,200}) does not contain driver (\S{1,200})/.exec(clause);
  return {
    cause: 'attach-failed',
    confidence: 'certain',
    params: {
      volume: message.volume,
      claim: named.claim,
      clause,
      driver: driver ?? absent?.[2],
      silent: driver,
      withoutDriver: absent?.[1],
    },
    evidence: [
      fromEvent(event),
      ...(named.claim ? [fromSpec(view.podName, 'spec.volumes', `claim ${named.claim}`)] : []),
    ],
  };
}
