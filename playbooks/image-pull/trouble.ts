import type { ContainerView } from '../../src/diagnosis/containers.ts';
import { eventContainer, newest } from '../../src/diagnosis/events.ts';
import { fromEvent, fromStatus } from '../../src/diagnosis/evidence.ts';
import type { Evidence, NonEmpty } from '../../src/diagnosis/finding.ts';
import type { KubeEvent } from '../../src/diagnosis/objects/meta.ts';
import type { Pod } from '../../src/diagnosis/objects/pod.ts';
import { type PullError, parsePullError } from '../../src/diagnosis/pull-error.ts';

/** Reasons by which the kubelet says that a container waits for its image (pkg/kubelet/images/types.go). */
const PULL_REASONS = new Set([
  'ErrImagePull',
  'ImagePullBackOff',
  'ErrImageNeverPull',
  'InvalidImageName',
  'ImageInspectError',
  'RegistryUnavailable',
  'SignatureValidationFailed',
  'ImageVolumeMountFailed',
]);

const UNEXPLAINED: PullError = { kind: 'pull-failed', text: '' };

/** A container that is kept waiting by an image. */
export interface Trouble {
  readonly container: ContainerView;
  /** The image that can't be pulled: the container's own, or that of a volume. */
  readonly image: string;
  /** The volume whose image it is. */
  readonly volume?: string;
  readonly policy: string;
  /** Its text is empty where neither status nor events tell why (any more). */
  readonly error: PullError;
  readonly evidence: NonEmpty<Evidence>;
}

/** What the kubelet says while this container's image is what it waits for; undefined for any other state. */
function pullWaiting({ status }: ContainerView): { reason: string; message: string } | undefined {
  const { reason = '', message = '' } = status?.state?.waiting ?? {};
  return PULL_REASONS.has(reason) ? { reason, message } : undefined;
}

export function isPullWaiting(container: ContainerView): boolean {
  return pullWaiting(container) !== undefined;
}

/** What is known of a failed pull: from the status, and where that says less, from the events. */
export function troubleOf(
  pod: Pod,
  container: ContainerView,
  events: readonly KubeEvent[],
): Trouble | undefined {
  const waiting = pullWaiting(container);
  if (waiting === undefined) return undefined;
  const { reason, message } = waiting;
  const volume = imageVolume(pod, container, message);
  const { image = '', imagePullPolicy = '' } = container.spec;
  const own = volume ?? { image, policy: imagePullPolicy };
  const event = newest(
    aboutContainer(events, container),
    (one) => isPullError(one) && isAboutImage(one, own.image),
  );
  const text = message === '' ? reason : `${reason}: ${message}`;
  const seen = fromStatus(pod.metadata?.name ?? '', 'state.waiting', text, container.name);
  // Newer kubelets put the whole error in the status; before, only the event had it.
  const stated = parsePullError(message, own.image, reason);
  const error = stated ?? parsePullError(event?.message ?? '', own.image) ?? UNEXPLAINED;
  // An event that says no more than the status does is no second proof.
  const adds = event !== undefined && (stated === undefined || !message.includes(lastWords(event)));
  return { container, ...own, error, evidence: adds ? [seen, fromEvent(event)] : [seen] };
}

/** What an event quotes: it begins in words of its own. */
function lastWords({ message = '' }: KubeEvent): string {
  return message.replace(/^Failed to pull image "[^"]*": /, '');
}

/** The events about one container. One without a field path is its own when it quotes the container's image. */
export function aboutContainer(
  events: readonly KubeEvent[],
  { name, spec }: ContainerView,
): readonly KubeEvent[] {
  return events.filter((event) => {
    const about = eventContainer(event);
    if (about !== undefined) return about === name;
    return spec.image !== undefined && (event.message ?? '').includes(`"${spec.image}"`);
  });
}

/** `Failed` also says `Error: ImagePullBackOff`, which tells nothing. */
function isPullError({ reason = '', message = '' }: KubeEvent): boolean {
  if (reason === 'Failed') return message.startsWith('Failed to pull image');
  return ['InspectFailed', 'ErrImageNeverPull', 'FailedToInspectImage'].includes(reason);
}

/** The image of a pod can be changed while it waits: its older events are about another. */
function isAboutImage({ message = '' }: KubeEvent, image: string): boolean {
  const quoted = /image "([^"]+)"/.exec(message)?.[1];
  return quoted === undefined || quoted === image;
}

/** The volume whose image a message quotes, unless the container runs the same one. */
function imageVolume(pod: Pod, container: ContainerView, message: string) {
  const volumes = (pod.spec?.volumes ?? []).flatMap(({ name, image }) =>
    image?.reference === undefined
      ? []
      : [{ volume: name, image: image.reference, policy: image.pullPolicy ?? '' }],
  );
  return volumes.find(({ image }) => image !== container.spec.image && message.includes(`"${image}"`));
}
