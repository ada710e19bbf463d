import { eventContainer, eventCount, eventTime, newest, sortEvents } from '../../src/diagnosis/events.ts';
import type { KubeEvent } from '../../src/diagnosis/objects/meta.ts';
import type { View } from '../../src/diagnosis/playbook.ts';
import { podEvents } from '../../src/diagnosis/pod-events.ts';
import type { Crash } from './crash.ts';

export interface PodEvents {
  /** Events about the crashed container, oldest first. */
  readonly events: readonly KubeEvent[];
  /** What the kubelet posted about the pod, whichever container it is about. */
  readonly posted: readonly KubeEvent[];
  /** False where they could not be read: nothing follows from an event that isn't there. */
  readonly seen: boolean;
}

/** The events about one container, oldest first. */
export function containerEvents(view: View<'events'>, container: string): PodEvents {
  const answer = podEvents(view);
  if (answer.status !== 'ok') return { events: [], posted: [], seen: false };
  const posted = sortEvents(answer.value.filter(isKubelets));
  return { events: posted.filter((event) => eventContainer(event) === container), posted, seen: true };
}

/** Of a pod's events, only the kubelet's name a container. */
function isKubelets(event: KubeEvent): boolean {
  const sources = [event.source?.component, event.reportingComponent];
  return sources.includes('kubelet') || eventContainer(event) !== undefined;
}

/** Seconds by which an event's clock and a status's may differ: both are rounded to seconds. */
const SLACK = 2;

/** Whether an event was last seen while the run that ended was alive, or as it ended. */
export function isDuringRun(event: KubeEvent, { run }: Crash): boolean {
  const at = eventTime(event) / 1000;
  const started = Date.parse(run.startedAt ?? '') / 1000 || 0;
  const finished = Date.parse(run.finishedAt ?? '') / 1000 || Number.POSITIVE_INFINITY;
  return at >= started - SLACK && at <= finished + SLACK;
}

/**
 * The kubelet's word that it stopped the run, whatever for (`Container x definition changed, will be restarted`), or
 * that it made the pod's sandbox anew, which ends whatever runs in it.
 */
export function stopWord({ events, posted }: PodEvents, crash: Crash): KubeEvent | undefined {
  const isKill = ({ reason, message }: KubeEvent) =>
    reason === 'Killing' && !/PostStartHook/.test(message ?? '');
  return (
    newest(events, (event) => isKill(event) && isDuringRun(event, crash)) ??
    newest(posted, (event) => event.reason === 'SandboxChanged' && isDuringRun(event, crash))
  );
}

/**
 * A kubelet posts so many events about one pod, then one in five minutes, and drops the others: client-go's spam filter
 * (https://github.com/kubernetes/client-go/blob/master/tools/record/events_cache.go, `defaultSpamBurst`).
 */
const POSTED_AT_ONCE = 25;

/**
 * Whether an event about the run's end would have to be there: the kubelet has posted a later one about the pod, and
 * not so many that it drops some. Without a later one they may be late (minutes, on a busy node), dropped or expired.
 */
export function isFullyTold({ posted }: PodEvents, { run }: Crash): boolean {
  const count = posted.reduce((sum, event) => sum + eventCount(event), 0);
  const finished = Date.parse(run.finishedAt ?? '');
  return count < POSTED_AT_ONCE && posted.some((event) => eventTime(event) >= finished);
}

/** Whether the events reach past the end of any run of the container: a back-off, or a second start. */
export function tellsAnEnd({ events }: PodEvents): boolean {
  const starts = events.filter((event) => event.reason === 'Started');
  const started = starts.reduce((sum, event) => sum + eventCount(event), 0);
  return started > 1 || events.some((event) => event.reason === 'BackOff');
}
