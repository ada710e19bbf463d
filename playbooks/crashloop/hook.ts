import { newest } from '../../src/diagnosis/events.ts';
import type { KubeEvent } from '../../src/diagnosis/kube.ts';
import type { Crash } from './crash.ts';
import { isDuringRun, type PodEvents } from './pod-events.ts';

/** The kubelet kills a container whose postStart hook failed; 1.30 and before also say so as the waiting reason. */
export function hookEvent(crash: Crash, { events }: PodEvents): KubeEvent | undefined {
  return newest(events, (event) => event.reason === 'FailedPostStartHook' && isDuringRun(event, crash));
}

export function isHookFailure(crash: Crash, found: PodEvents): boolean {
  if (crash.container.spec.lifecycle?.postStart === undefined) return false;
  const waiting = crash.container.status?.state?.waiting?.reason;
  if (waiting === 'PostStartHookError' || hookEvent(crash, found)) return true;
  // Events that could not be read or have expired: a hook, a kill, and a run of seconds fit.
  const isShort = crash.lifetime !== undefined && crash.lifetime <= 60;
  return found.events.length === 0 && crash.exit.signal === 'SIGKILL' && isShort;
}
