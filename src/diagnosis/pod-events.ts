import { newest } from './events.ts';
import { eventsAbout } from './events-about.ts';
import type { KubeEvent } from './objects/meta.ts';
import type { View } from './playbook.ts';
import type { Collected } from './snapshot.ts';

/** On a mirror pod: the UID under which the kubelet knows the static pod, and names it in events. */
const MIRROR = 'kubernetes.io/config.mirror';

/** The events about the pod itself, not about an earlier pod of the same name. One question, however many ask it. */
export function podEvents(view: View<'events'>): Collected<readonly KubeEvent[]> {
  const { podName: name, namespace, pod } = view;
  const uid = pod.metadata?.annotations?.[MIRROR] ?? pod.metadata?.uid;
  const events = view.get(eventsAbout('Pod', { name, namespace, uid }));
  return events.status === 'ok' ? { ...events, value: events.value.map(withOwnMessage) } : events;
}

/**
 * What client-go puts before the message of the newest of many events that differ in nothing else
 * (https://github.com/kubernetes/client-go/blob/master/tools/record/events_cache.go, `EventAggregatorByReasonMessageFunc`).
 */
const COMBINED = '(combined from similar events): ';

function withOwnMessage(event: KubeEvent): KubeEvent {
  const { message } = event;
  return message?.startsWith(COMBINED) ? { ...event, message: message.slice(COMBINED.length) } : event;
}

/** The pod's events as far as they are known: none where they can't be read, which the framework lists as a gap. */
export function knownEvents(view: View<'events'>): readonly KubeEvent[] {
  const events = podEvents(view);
  return events.status === 'ok' ? events.value : [];
}

/** The newest of the pod's events that fits, as far as they are known. */
export function newestPodEvent(
  view: View<'events'>,
  fits: (event: KubeEvent) => boolean,
): KubeEvent | undefined {
  return newest(knownEvents(view), fits);
}
