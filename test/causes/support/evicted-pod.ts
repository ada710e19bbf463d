import type { Given, MadeObject } from './cause-case.ts';
import { object, reword, set } from './change.ts';

/** A recording in which the kubelet evicted a pod for what its containers wrote. */
export const SHIPPER = { target: 'deploy/shipper', recording: 'r-logs-shipper' } as const;
const SHIPPER_SAYS = 'Pod ephemeral local storage usage exceeds the total limit of containers 24Mi. ';

/** The same eviction in other words of the kubelet, in status and event. */
export function evictedFor(words: string): Given {
  return { ...SHIPPER, change: (objects) => reword(objects, SHIPPER_SAYS, words) };
}

/** A recording in which the kubelet evicted a bare pod for its emptyDir volume. */
export const TRANSCODE = { target: 'pod/transcode-cache', recording: 'r-media-transcode-cache' } as const;

/** The same pod, failed for another reason of the kubelet's, without the event of its eviction. */
export function endedAs(reason: string, message: string): Given {
  return {
    ...TRANSCODE,
    change: (objects) => {
      set(objects, TRANSCODE.target, 'status.reason', reason);
      set(objects, TRANSCODE.target, 'status.message', message);
      reword(objects, 'Evicted', 'Killing');
    },
  };
}

/** Sets the condition of a pod that is being disrupted; undefined takes it away, as before 1.26. */
export function disrupt(objects: readonly MadeObject[], pod: string, reason?: string, message = ''): void {
  const { status } = object(objects, pod);
  const others = status.conditions.filter(({ type }: MadeObject) => type !== 'DisruptionTarget');
  status.conditions = reason
    ? [...others, { type: 'DisruptionTarget', status: 'True', reason, message }]
    : others;
}
