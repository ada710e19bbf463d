import { compareText } from './compare.ts';
import type { KubeEvent } from './objects/meta.ts';

/**
 * When an event was last seen, in milliseconds; 0 when it carries no time at all. The scheduler's events (new API)
 * have no lastTimestamp, aggregated ones keep the newest time in `series`.
 */
export function eventTime(event: KubeEvent): number {
  const times = [
    event.series?.lastObservedTime,
    event.lastTimestamp,
    event.eventTime,
    event.metadata?.creationTimestamp,
  ];
  return Date.parse(times.find((time) => time) ?? '') || 0;
}

/** How often it happened; an event without a count (the scheduler's) happened once. */
export function eventCount(event: KubeEvent): number {
  return event.series?.count ?? event.count ?? 1;
}

/** Oldest first; events of the same instant keep a stable order by name, so that the same input gives the same answer. */
export function sortEvents(events: readonly KubeEvent[]): readonly KubeEvent[] {
  return [...events].sort(
    (a, b) => eventTime(a) - eventTime(b) || compareText(a.metadata?.name ?? '', b.metadata?.name ?? ''),
  );
}

/** The newest event that fits, or undefined. */
export function newest(
  events: readonly KubeEvent[],
  fits: (event: KubeEvent) => boolean,
): KubeEvent | undefined {
  return sortEvents(events).findLast(fits);
}

/**
 * The container an event is about: from `involvedObject.fieldPath` (`spec.containers{app}`), the only place that
 * names it since messages lost the name.
 */
export function eventContainer(event: KubeEvent): string | undefined {
  return /\{([^{}]+)\}$/.exec(event.involvedObject?.fieldPath ?? '')?.[1];
}
