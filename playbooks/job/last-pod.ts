import { formatDuration } from '../../src/diagnosis/duration.ts';
import { eventContainer, eventTime, newest } from '../../src/diagnosis/events.ts';
import { eventsAbout } from '../../src/diagnosis/events-about.ts';
import { fromEvent } from '../../src/diagnosis/evidence.ts';
import type { Evidence, Params } from '../../src/diagnosis/finding.ts';
import { nameOf } from '../../src/diagnosis/name-of.ts';
import type { KubeEvent } from '../../src/diagnosis/objects/meta.ts';
import type { Workload } from '../../src/diagnosis/objects/workload.ts';
import type { TargetView } from '../../src/diagnosis/playbook.ts';

type EventsView = TargetView<'events'>;

export interface LastPod {
  readonly params: Params;
  readonly evidence: readonly Evidence[];
}

const NOTHING: LastPod = { params: {}, evidence: [] };

/**
 * A Job's pods that were still active are deleted when it fails, and their logs with them
 * (https://kubernetes.io/docs/concepts/workloads/controllers/job/#job-termination-and-cleanup): only events tell what
 * the last one was doing.
 */
export function lastPodOf(view: EventsView, job: Workload, end: string): LastPod {
  const name = podOf(eventsOf(view, 'Job', nameOf(job), job.metadata?.uid));
  if (name === undefined) return NOTHING;
  const events = eventsOf(view, 'Pod', name);
  return crashing(name, events) ?? running(name, events, end) ?? waiting(name, events) ?? NOTHING;
}

function eventsOf(view: EventsView, kind: string, name: string, uid?: string): readonly KubeEvent[] {
  const events = view.get(eventsAbout(kind, { name, namespace: view.namespace, uid }));
  return events.status === 'ok' ? events.value : [];
}

const POD = /^(?:Deleted|Created) pod: (\S+)$/;

function podOf(events: readonly KubeEvent[]): string | undefined {
  return POD.exec(newest(events, ({ message = '' }) => POD.test(message))?.message ?? '')?.[1];
}

/** Its container ended by itself, more than once. */
function crashing(pod: string, events: readonly KubeEvent[]): LastPod | undefined {
  const event = newest(
    events,
    ({ reason, message = '' }) => reason === 'BackOff' && message.includes('restarting failed container'),
  );
  if (!event) return undefined;
  return { params: { lastPod: pod, crashed: named(event) }, evidence: [fromEvent(event)] };
}

/** One of its containers was started, until `end` at the latest. */
function running(pod: string, events: readonly KubeEvent[], end: string): LastPod | undefined {
  const event = newest(events, ({ reason }) => reason === 'Started');
  if (!event) return undefined;
  const seconds = (Date.parse(end) - eventTime(event)) / 1000;
  const ranFor = eventTime(event) > 0 ? formatDuration(seconds) : undefined;
  return {
    params: { workingPod: pod, started: eventContainer(event), ranFor },
    evidence: [fromEvent(event)],
  };
}

/** What the kubelet says once more of a pull whose own event says why. */
const PULL_AGAIN = /^Error: (?:ErrImagePull|ImagePullBackOff)$/;

/** Nothing of it ever ran. */
function waiting(pod: string, events: readonly KubeEvent[]): LastPod | undefined {
  const warnings = events.filter(({ type, message }) => type === 'Warning' && Boolean(message));
  const telling = newest(warnings, ({ message = '' }) => !PULL_AGAIN.test(message));
  const event =
    telling ?? newest(warnings, () => true) ?? newest(events, ({ reason }) => reason === 'Pulling');
  if (!event) return undefined;
  return { params: { lastPod: pod, waited: event.message }, evidence: [fromEvent(event)] };
}

function named(event: KubeEvent): string {
  const container = eventContainer(event);
  return container === undefined ? 'one of its containers' : `container ${container}`;
}
