import { eventContainer, eventTime, sortEvents } from '../../src/diagnosis/events.ts';
import type { KubeEvent } from '../../src/diagnosis/kube.ts';
import type { View } from '../../src/diagnosis/playbook.ts';
import { podEvents } from '../../src/diagnosis/pod-events.ts';
import type { Crash } from './crash.ts';

export interface PodEvents {
  /** Events about the crashed container. */
  readonly events: readonly KubeEvent[];
  /** False where they could not be read: nothing follows from an event that isn't there. */
  readonly seen: boolean;
}

/** The events about one container, oldest first. */
export function containerEvents(view: View<'events'>, container: string): PodEvents {
  const answer = podEvents(view);
  if (answer.status !== 'ok') return { events: [], seen: false };
  return {
    events: sortEvents(answer.value.filter((event) => eventContainer(event) === container)),
    seen: true,
  };
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
