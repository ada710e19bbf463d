import type { KubeEvent } from './kube.ts';
import type { View } from './playbook.ts';
import type { Collected } from './snapshot.ts';

/** On a mirror pod: the UID under which the kubelet knows the static pod, and names it in events. */
const MIRROR = 'kubernetes.io/config.mirror';

/** The events about the pod itself, not about an earlier pod of the same name. One question, however many ask it. */
export function podEvents(view: View<'events'>): Collected<readonly KubeEvent[]> {
  const uid = view.pod.metadata?.annotations?.[MIRROR] ?? view.pod.metadata?.uid;
  return view.get({
    section: 'events',
    kind: 'Pod',
    name: view.podName,
    namespace: view.namespace,
    ...(uid === undefined ? {} : { uid }),
  });
}
