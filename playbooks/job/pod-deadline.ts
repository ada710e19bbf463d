import { agoText } from '../../src/diagnosis/age.ts';
import { formatDuration } from '../../src/diagnosis/duration.ts';
import { fromSpec, fromStatus } from '../../src/diagnosis/evidence.ts';
import type { Found } from '../../src/diagnosis/finding.ts';
import type { View } from '../../src/diagnosis/playbook.ts';

/**
 * A pod that its own activeDeadlineSeconds ended, be it a Job's or a bare one: nothing else may set it. It is told with
 * the Jobs' own deadline, since the field, its meaning and the fix are the same, and nobody put the pod off its node
 * (https://kubernetes.io/docs/concepts/workloads/pods/init-containers/#detailed-behavior).
 */
export function judgePodDeadline(view: View): Found<'deadline-exceeded'> | undefined {
  const { pod, podName, containers, owner, now } = view;
  const { phase, reason, message = '', startTime } = pod.status ?? {};
  if (phase !== 'Failed' || reason !== 'DeadlineExceeded') return undefined;
  const deadline = pod.spec?.activeDeadlineSeconds;
  const suggested = deadline && 2 * deadline;
  const ends = containers.map(({ status }) => status?.state?.terminated?.finishedAt ?? '').toSorted();
  const end = ends.at(-1);
  const template = { template: { spec: { activeDeadlineSeconds: suggested } } };
  const isScheduled = owner?.kind === 'CronJob';
  return {
    cause: 'deadline-exceeded',
    confidence: 'certain',
    params: {
      podDeadline: deadline,
      suggested,
      kubelet: message,
      ago: agoText(now, end),
      ran: formatDuration((Date.parse(end ?? '') - Date.parse(startTime ?? '')) / 1000),
      ...(isScheduled
        ? { cron: owner.name, deadlinePatch: patchOf(template) }
        : { anew: owner ? `the template of job ${owner.name}` : `pod ${podName}` }),
    },
    evidence: [
      fromStatus(podName, 'status.reason', [reason, message].filter(Boolean).join(': ')),
      ...(deadline === undefined ? [] : [fromSpec(podName, 'spec.activeDeadlineSeconds', `${deadline}`)]),
    ],
  };
}

function patchOf(job: object): string {
  return JSON.stringify({ spec: { jobTemplate: { spec: job } } });
}
