import { fromEvent, fromObject, fromSpec } from '../../src/diagnosis/evidence.ts';
import type { Evidence, Params } from '../../src/diagnosis/finding.ts';
import type { Pod } from '../../src/diagnosis/objects/pod.ts';
import { ownerOf } from '../../src/diagnosis/owner.ts';
import { isFinished } from '../../src/diagnosis/pod-status.ts';
import type { MountTrouble } from './mount-events.ts';
import { type NamedVolume, readClaims, type VolumeFound, type VolumeView, volumeNamed } from './scene.ts';
import { nodeOfMachine } from './taken-by.ts';

/** The volume is attached to another node, and can only be to one. */
export function attachConflict(view: VolumeView, trouble: MountTrouble): VolumeFound {
  const { event, message } = trouble;
  const named = volumeNamed(view, message.volume);
  const machine = message.machine && nodeOfMachine(view, message.machine);
  // On the pod's own node it is no other's: the storage system and the cluster don't agree.
  if (machine !== undefined && machine === view.pod.spec?.nodeName) return attachFailed(view, trouble);
  const holders = holdersOf(view, message.holders, named.claim, machine);
  return {
    cause: 'attach-conflict',
    confidence: 'certain',
    params: {
      volume: message.volume,
      claim: named.claim,
      modes: named.object?.spec?.accessModes,
      otherNode: holders.length + message.holders.length === 0 ? (machine ?? 'another node') : undefined,
      said: message.clause.startsWith('Volume is already ') ? undefined : message.clause,
      ...holderParams(view, holders, message.holders),
    },
    evidence: [fromEvent(event), ...holders.map(placeOf), ...modesOf(named)],
  };
}

const ONE_NODE: ReadonlySet<string> = new Set(['ReadWriteOnce', 'ReadWriteOncePod']);

/**
 * What the controller tells once only, and an event forgets after an hour: a volume that is still waited for and can
 * be on one node at a time is used by a pod on another.
 */
export function heldElsewhere(view: VolumeView, timeout: MountTrouble | undefined): readonly VolumeFound[] {
  const awaited = timeout?.message.unmounted ?? [];
  for (const { name, volume, answer } of readClaims(view)) {
    const { accessModes: modes = [], volumeName } = (answer.status === 'ok' && answer.value.spec) || {};
    const isAwaited = awaited.length === 0 || awaited.includes(volume.name);
    if (!isAwaited || modes.length === 0 || !modes.every((mode) => ONE_NODE.has(mode))) continue;
    const holders = holdersOf(view, [], name, undefined);
    if (holders.length === 0) continue;
    return [
      {
        cause: 'attach-conflict',
        confidence: timeout ? 'likely' : 'possible',
        params: {
          volume: volumeName ?? volume.name,
          claim: name,
          modes,
          ...holderParams(view, holders, []),
        },
        evidence: [
          fromObject('PersistentVolumeClaim', name, 'spec.accessModes', modes.join(', ')),
          ...(timeout ? [fromEvent(timeout.event)] : []),
          ...holders.map(placeOf),
        ],
      },
    ];
  }
  return [];
}

/** The pods that have the volume: those that were named, else those that use the same claim there, or on any other node. */
function holdersOf(
  view: VolumeView,
  names: readonly string[],
  claim: string | undefined,
  machine: string | undefined,
): readonly Pod[] {
  const answer = view.get({ section: 'namespace-pods', namespace: view.namespace });
  if (answer.status !== 'ok') return [];
  const pods = answer.value.pods.filter((pod) => pod.metadata?.name !== view.podName && !isFinished(pod));
  if (names.length > 0) return pods.filter((pod) => names.includes(nameOf(pod)));
  return pods.filter(
    ({ spec }) =>
      spec?.nodeName &&
      (machine === undefined ? spec.nodeName !== view.pod.spec?.nodeName : spec.nodeName === machine) &&
      spec.volumes?.some(({ persistentVolumeClaim: own }) => own && own.claimName === claim),
  );
}

/** Who has it; `names` where none of those could be found. */
function holderParams(view: VolumeView, holders: readonly Pod[], names: readonly string[]): Params {
  const [first] = holders;
  return {
    holders: first ? holders.map(textOf) : names,
    holder: first ? nameOf(first) : names[0],
    holderNode: first?.spec?.nodeName,
    leaving: holders.filter((pod) => pod.metadata?.deletionTimestamp).map(nameOf),
    ...recreate(view, first),
  };
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
