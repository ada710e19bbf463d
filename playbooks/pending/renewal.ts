import type { Remedy } from '../../src/diagnosis/playbook.ts';

/** After a change of the template, where that alone does not reach the pod that waits. */
export const RENEWAL: readonly Remedy[] = [
  {
    text: 'Then delete the pod: {workload} does not replace one that waits by itself',
    command: 'kubectl -n {namespace} delete pod {stuckPod}',
    changes: true,
  },
  {
    text: 'The Job that was made before keeps the old template: delete it, or wait for the next one',
    command: 'kubectl -n {namespace} delete job {staleJob}',
    changes: true,
  },
];

/** The message is older than the room, or the scheduler knows more. */
export const ROOM = 'As things are now {roomOn} could take it, and the scheduler tries again by itself.';
