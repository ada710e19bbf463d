import { newest } from '../../src/diagnosis/events.ts';
import { eventsAbout } from '../../src/diagnosis/events-about.ts';
import { fromEvent, fromObject } from '../../src/diagnosis/evidence.ts';
import type { Params } from '../../src/diagnosis/finding.ts';
import { conditionText } from '../../src/diagnosis/node-state.ts';
import type { Condition, KubeEvent } from '../../src/diagnosis/objects/meta.ts';
import type { Pod } from '../../src/diagnosis/objects/pod.ts';
import type { PersistentVolumeClaim } from '../../src/diagnosis/objects/storage.ts';
import { parseQuantity } from '../../src/diagnosis/quantity.ts';
import { claimEvents } from '../../src/diagnosis/storage/unbound-claim.ts';
import { claimUsers, podName, usersParams } from './claim-users.ts';
import type { ClaimTargetView, VolumeFound } from './scene.ts';

/** Conditions that stand while a volume is enlarged: https://kubernetes.io/docs/concepts/storage/persistent-volumes/#expanding-persistent-volumes-claims */
const TYPES: ReadonlySet<string> = new Set([
  'Resizing',
  'FileSystemResizePending',
  'ControllerResizeError',
  'NodeResizeError',
]);

/** A bound claim that is to have a larger volume than it has. Of any other bound claim nothing is asked. */
export function resizing(view: ClaimTargetView, claim: PersistentVolumeClaim): readonly VolumeFound[] {
  const { spec, status } = claim;
  const size = status?.capacity?.storage;
  const wantedSize = spec?.resources?.requests?.storage;
  const grows = (parseQuantity(wantedSize) ?? 0) > (parseQuantity(size) ?? Number.POSITIVE_INFINITY);
  const standing = (status?.conditions ?? []).filter((one) => TYPES.has(one.type) && one.status === 'True');
  const progress = status?.allocatedResourceStatuses?.storage;
  if (!grows && standing.length === 0 && !progress) return [];
  const { name } = view.target;
  const scene: Scene = { view, standing, progress };
  const failure = failureOf(scene);
  const isOnNode = standing.some(({ type }) => type === 'FileSystemResizePending');
  const users = isOnNode ? claimUsers(view) : undefined;
  const onNode = failure ? undefined : nodeFailure(view, users);
  const event = failure?.event ?? onNode;
  const failed = failure ?? (onNode && { clause: onNode.message });
  return [
    {
      cause: failed ? 'resize-failed' : 'resize-pending',
      confidence: 'certain',
      params: {
        claim: name,
        size,
        wantedSize,
        clause: failed?.clause,
        ...(isOnNode ? { ...usersParams(view, users), consumerPod: firstName(users) } : {}),
      } satisfies Params,
      evidence: [
        fromObject('PersistentVolumeClaim', name, 'spec.resources.requests.storage', wantedSize ?? 'none'),
        fromObject('PersistentVolumeClaim', name, 'status.capacity.storage', size ?? 'none'),
        ...standing.map((one) =>
          fromObject('PersistentVolumeClaim', name, 'status.conditions', conditionText(one)),
        ),
        ...(progress
          ? [fromObject('PersistentVolumeClaim', name, 'status.allocatedResourceStatuses', progress)]
          : []),
        ...(event ? [fromEvent(event)] : []),
      ],
    },
  ];
}

interface Scene {
  readonly view: ClaimTargetView;
  readonly standing: readonly Condition[];
  readonly progress: string | undefined;
}

interface Failure {
  readonly clause: string | undefined;
  readonly event?: KubeEvent;
}

/** Words of the resizer since the volume last grew. */
const WORDS: ReadonlySet<string | undefined> = new Set([
  'VolumeResizeFailed',
  'VolumeResizeSuccessful',
  'FileSystemResizeRequired',
  'FileSystemResizeSuccessful',
]);

function failureOf({ view, standing, progress }: Scene): Failure | undefined {
  const word = newest(claimEvents(view, view.target.name), ({ reason }) => WORDS.has(reason));
  const event = word?.reason === 'VolumeResizeFailed' ? word : undefined;
  const condition = standing.find(({ type }) => type.endsWith('ResizeError'));
  if (condition) return { clause: condition.message ?? event?.message, ...(event ? { event } : {}) };
  if (event) return { clause: event.message, event };
  return progress?.endsWith('Infeasible')
    ? { clause: `the driver refuses this size (${progress})` }
    : undefined;
}

/** The kubelet says of the pod that it can't enlarge the file system. */
function nodeFailure(view: ClaimTargetView, users: readonly Pod[] | undefined): KubeEvent | undefined {
  const [pod] = users ?? [];
  if (!pod) return undefined;
  const { namespace } = view;
  const events = view.get(eventsAbout('Pod', { name: podName(pod), namespace, uid: pod.metadata?.uid }));
  if (events.status !== 'ok') return undefined;
  const word = newest(events.value, ({ reason = '' }) => reason.startsWith('FileSystemResize'));
  return word?.reason === 'FileSystemResizeFailed' ? word : undefined;
}

function firstName(users: readonly Pod[] | undefined): string | undefined {
  const [first] = users ?? [];
  return first && podName(first);
}
