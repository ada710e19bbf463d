import { textAt } from './json-path.ts';
import type { KubeObject } from './recording.ts';

// One event is stored once and served under two APIs whose fields differ in name:
// https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/event-v1/

/** The two API versions of an event, whichever of the two is given. */
export function bothEventVersions(event: KubeObject): readonly [core: KubeObject, eventsGroup: KubeObject] {
  return event.apiVersion === 'v1' ? [event, toEventsGroup(event)] : [toCore(event), event];
}

function toEventsGroup(event: KubeObject): KubeObject {
  return defined({
    kind: 'Event',
    apiVersion: 'events.k8s.io/v1',
    metadata: event.metadata,
    eventTime: event.eventTime ?? null,
    series: event.series,
    reportingController: textAt(event, 'reportingComponent'),
    reportingInstance: textAt(event, 'reportingInstance'),
    action: event.action,
    reason: event.reason,
    regarding: event.involvedObject,
    related: event.related,
    note: event.message,
    type: event.type,
    deprecatedSource: event.source ?? {},
    deprecatedFirstTimestamp: event.firstTimestamp ?? null,
    deprecatedLastTimestamp: event.lastTimestamp ?? null,
    deprecatedCount: event.count,
  });
}

function toCore(event: KubeObject): KubeObject {
  return defined({
    kind: 'Event',
    apiVersion: 'v1',
    metadata: event.metadata,
    involvedObject: event.regarding ?? {},
    reason: event.reason,
    message: event.note,
    source: event.deprecatedSource ?? {},
    firstTimestamp: event.deprecatedFirstTimestamp ?? null,
    lastTimestamp: event.deprecatedLastTimestamp ?? null,
    count: event.deprecatedCount,
    type: event.type,
    eventTime: event.eventTime ?? null,
    series: event.series,
    action: event.action,
    related: event.related,
    reportingComponent: textAt(event, 'reportingController'),
    reportingInstance: textAt(event, 'reportingInstance'),
  });
}

function defined(object: KubeObject): KubeObject {
  return JSON.parse(JSON.stringify(object)) as KubeObject;
}
