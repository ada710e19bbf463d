import type { ContainerView } from '../../src/diagnosis/containers.ts';
import { formatDuration } from '../../src/diagnosis/duration.ts';
import { eventTime, newest } from '../../src/diagnosis/events.ts';
import { fromEvent, fromStatus } from '../../src/diagnosis/evidence.ts';
import type { Found } from '../../src/diagnosis/finding.ts';
import type { KubeEvent } from '../../src/diagnosis/objects/meta.ts';
import type { View } from '../../src/diagnosis/playbook.ts';
import { aboutContainer } from './trouble.ts';

/** Seconds within which pulling an image is nothing to speak of. */
const SLOW_SECONDS = 30;
/** Seconds after which a registry that sends nothing is given up: containerd's image_pull_progress_timeout. */
const PROGRESS_SECONDS = 300;

/** True for a container that may be having its image pulled: on a node, not started, nothing said yet. */
export function maybePulling(view: View<never>, { status, spec }: ContainerView): boolean {
  if (view.pod.spec?.nodeName === undefined || spec.image === undefined) return false;
  if (view.containers.some((other) => other.kind === 'init' && other.status?.state?.running)) return false;
  if (status?.state?.running || status?.state?.terminated) return false;
  return ['', 'ContainerCreating', 'PodInitializing'].includes(status?.state?.waiting?.reason ?? '');
}

/** A pull that has begun and has neither ended nor failed for a while. */
export function slowPull(
  view: View<never>,
  container: ContainerView,
  events: readonly KubeEvent[],
): Found<'pull-slow'> | undefined {
  const own = aboutContainer(events, container);
  const pulling = newest(own, ({ reason }) => reason === 'Pulling');
  if (pulling === undefined) return undefined;
  const since = eventTime(pulling);
  const isOver = own.some((event) => isEnd(event) && eventTime(event) >= since);
  const seconds = (view.now - since) / 1000;
  if (isOver || !(seconds >= SLOW_SECONDS)) return undefined;
  const reason = container.status?.state?.waiting?.reason;
  const state =
    reason === undefined ? [] : [fromStatus(view.podName, 'state.waiting', reason, container.name)];
  return {
    cause: 'pull-slow',
    confidence: 'likely',
    container: container.name,
    params: {
      image: container.spec.image,
      elapsed: formatDuration(seconds),
      stalled: seconds >= PROGRESS_SECONDS ? formatDuration(PROGRESS_SECONDS) : undefined,
    },
    evidence: [fromEvent(pulling), ...state],
  };
}

function isEnd({ reason = '' }: KubeEvent): boolean {
  return ['Pulled', 'Failed', 'Created', 'Started', 'BackOff'].includes(reason);
}
