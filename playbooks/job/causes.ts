import type { CauseInfo, Remedy } from '../../src/diagnosis/playbook.ts';

const WHEN =
  'That was {ago} ago[[, {ran} after its start]][[; {done} of {wanted} completions were done by then]].';
const ENDING = 'It is not over yet: {ending}.';
const LAST_POD = [
  'Its last pod {lastPod} kept crashing ({crashed}); it was deleted, and its logs with it.',
  'Its last pod {workingPod} was at work[[: container {started} had run for {ranFor}]]; it was deleted, and its logs with it.',
  'Its last pod {lastPod} had not started: {waited}',
];

/** A Job that has failed is never taken up again. */
const AGAIN: readonly Remedy[] = [
  {
    text: 'Once the cause is mended, run it again without waiting for the schedule.',
    command: 'kubectl -n {namespace} create job {again} --from=cronjob/{cron}',
    changes: true,
  },
  {
    text: 'Once the cause is mended, delete the Job and create it anew from its manifest: one that has failed is not taken up again.',
    command: 'kubectl -n {namespace} delete job {failedJob}',
    changes: true,
  },
];
const INDEX_PODS: Remedy = {
  text: 'See what became of index {firstIndex}.',
  command:
    'kubectl -n {namespace} get pods -l job-name={indexedJob},batch.kubernetes.io/job-completion-index={firstIndex}',
};

/** Why a Job has failed. */
export const JOB_CAUSES = {
  'backoff-limit-reached': {
    title: 'The Job gave up after {attempts}[[ (backoffLimit {limit})]]',
    severity: 'warning',
    says: [
      WHEN,
      ENDING,
      ...LAST_POD,
      'With restartPolicy {onFailure} its containers are restarted in their pod, and at the limit the pod is deleted, its logs with it.',
      'None of its pods is left (restartPolicy {goneUnder}): somebody or something has deleted them.',
    ],
    remedies: [
      {
        text: 'Keep failed pods and their logs: restartPolicy Never.',
        command: 'kubectl -n {namespace} patch cronjob {cron} -p {neverPatch}',
        changes: true,
      },
      ...AGAIN,
    ],
  },
  'deadline-exceeded': {
    title:
      'Stopped at its deadline[[: the Job may take {deadline}s (activeDeadlineSeconds)]][[: the pod may take {podDeadline}s (activeDeadlineSeconds)]]',
    severity: 'critical',
    says: [
      'It was stopped {ago} ago[[, {ran} after its start]][[; {done} of {wanted} completions were done by then]].',
      ENDING,
      ...LAST_POD,
      'Runs that succeeded took up to {took}.',
      'The {deadline}s count from the start of the Job: waiting for a node or an image and every attempt are part of them.',
      'The kubelet says: {kubelet}',
      'Nothing owns pod {bare}: it is not started again.',
    ],
    remedies: [
      {
        text: 'If it needs longer, raise the deadline, to {suggested}s for a start.',
        command: 'kubectl -n {namespace} patch cronjob {cron} -p {deadlinePatch}',
        changes: true,
      },
      {
        text: 'If it needs longer, give {anew} a higher activeDeadlineSeconds, {suggested} for a start, and create it anew: what has failed is not taken up again.',
      },
      ...AGAIN.slice(0, 1),
    ],
  },
  'pod-failure-policy': {
    title:
      'The Job was ended by its podFailurePolicy[[, rule {rule} ({action})]][[: container {failedContainer} ended with exit code {exitCode}]][[: the pod had the condition {condition}]]',
    severity: 'warning',
    says: [
      'The Job controller says: {message}',
      WHEN,
      ENDING,
      'The rule ends the Job at once, after {attempts}; backoffLimit {limit} would have allowed more.',
    ],
    remedies: [
      {
        text: 'See the rules: if such a failure is worth another attempt, the action should be Count, or Ignore so as not to count it.',
        command: "kubectl -n {namespace} get job {ruledJob} -o jsonpath='{.spec.podFailurePolicy.rules}'",
      },
      ...AGAIN,
    ],
  },
  'failed-indexes': {
    title: '{count} of the Job’s {wanted} indexes failed for good: {indexes}',
    severity: 'warning',
    says: [
      'backoffLimitPerIndex {perIndex}: an index is tried {tries}.',
      'Done: {completed}.',
      'The Job goes on with the others ({goesOn}), and counts as failed once they are through.',
      WHEN,
      ENDING,
    ],
    remedies: [INDEX_PODS, ...AGAIN],
  },
  'max-failed-indexes': {
    title: 'The Job was ended: more than {max} of its {wanted} indexes failed[[: {indexes}]]',
    severity: 'warning',
    says: [
      'maxFailedIndexes is {max}: the pods of all other indexes were stopped.',
      'Done: {completed}.',
      WHEN,
      ENDING,
    ],
    remedies: [INDEX_PODS, ...AGAIN],
  },
} as const satisfies Readonly<Record<string, CauseInfo>>;
