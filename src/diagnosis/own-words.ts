import { newest } from './events.ts';
import type { KubeEvent } from './objects/meta.ts';
import type { View } from './playbook.ts';
import { podEvents } from './pod-events.ts';
import { statusMessage } from './pod-status.ts';

/** Seconds in which a probe may fail because the app is still starting. */
const PROBES_SETTLE_SECONDS = 60;

/** Conditions that only repeat that something isn't ready. */
const EMPTY = /^containers with (?:unready|incomplete) status: /;

/** What the cluster itself says of an unwell pod, for when no playbook explains it. */
export interface OwnWords {
  readonly text?: string;
  /** A warning that does not belong to an ordinary start: the pod isn't just on its way. */
  readonly warned: boolean;
}

/** The pod's own status message, else its newest warning. */
export function ownWords(view: View<'events'>): OwnWords {
  const events = podEvents(view);
  const warning =
    events.status === 'ok' ? newest(events.value, (event) => isTelling(event, view)) : undefined;
  const status = statusMessage(view.pod);
  // "containers with unready status: [app]" says less than any warning.
  const text = status && !EMPTY.test(status) ? status : (warning?.message ?? status);
  return { ...(text ? { text } : {}), warned: warning !== undefined };
}

/** Warnings that healthy pods see as well don't tell: see the sync of a token's volume, a probe before the app listens. */
function isTelling(event: KubeEvent, view: View): boolean {
  if (event.type !== 'Warning') return false;
  if (event.reason === 'FailedScheduling') return view.pod.spec?.nodeName === undefined;
  if (event.reason === 'FailedMount') return !/failed to sync \w+ cache/.test(event.message ?? '');
  const age = (view.now - Date.parse(view.pod.metadata?.creationTimestamp ?? '')) / 1000;
  return event.reason !== 'Unhealthy' || age >= PROBES_SETTLE_SECONDS;
}
