import type { Remedy } from '../../src/diagnosis/playbook.ts';

/** How much of the workload there is in spite of it. */
export const AROUND = [
  '{partly} of {wanted} pods are there and stay; the others are refused.',
  'What is wanted is there, of an earlier template ({serving}): it is the new one’s pods that are refused.',
  'Refused for {refusedFor}; the controller tries again by itself, after up to 17 minutes.',
] as const;

/** Where no template above the pods can be edited, or one that was made from it stays as it is. */
export const ANEW: readonly Remedy[] = [
  {
    text: 'Job {staleJob} keeps the old template: delete it, or wait for the next run.',
    command: 'kubectl -n {namespace} delete job {staleJob}',
    changes: true,
  },
  {
    text: 'The size of its claims stands in volumeClaimTemplates, which can’t be changed: delete it but not its pods, and create it anew.',
    command: 'kubectl -n {namespace} delete statefulset {claimOwner} --cascade=orphan',
    changes: true,
  },
  {
    text: 'A Job’s pod template can’t be changed: correct the manifest of job {lonelyJob} and create it anew.',
  },
];

/** After a cause outside the template is gone. */
export const RETRY: Remedy = {
  text: 'Then have it tried at once; by itself that may take up to 17 minutes.',
  command: 'kubectl -n {namespace} rollout restart {restart}',
  changes: true,
};
