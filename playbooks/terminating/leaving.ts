import { agoText } from '../../src/diagnosis/age.ts';
import { containersOf } from '../../src/diagnosis/containers.ts';
import { formatDuration } from '../../src/diagnosis/duration.ts';
import { fromStatus } from '../../src/diagnosis/evidence.ts';
import type { Evidence, NonEmpty, Params } from '../../src/diagnosis/finding.ts';
import type { Pod } from '../../src/diagnosis/objects/pod.ts';
import type { View } from '../../src/diagnosis/playbook.ts';

/** A pod that is being deleted. */
export interface Leaving {
  /** Milliseconds: when its time to end is over. */
  readonly deadline: number;
  /** Seconds until then; negative once it is over. */
  readonly left: number;
  readonly grace: number;
  /** Names of containers that still run. */
  readonly running: readonly string[];
  readonly finalizers: readonly string[];
  readonly evidence: NonEmpty<Evidence>;
}

/**
 * `deletionTimestamp` is when the grace period ends, not when the deletion was asked for
 * (https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/object-meta/).
 */
export function leavingOf({ pod, now, podName }: View): Leaving | undefined {
  const { deletionTimestamp, deletionGracePeriodSeconds: grace = 0, finalizers = [] } = pod.metadata ?? {};
  const deadline = Date.parse(deletionTimestamp ?? '');
  if (Number.isNaN(deadline)) return undefined;
  const running = containersOf(pod).flatMap(({ name, status }) => (status?.state?.running ? [name] : []));
  const said = `${deletionTimestamp}, ${grace}s of grace`;
  return {
    deadline,
    left: (deadline - now) / 1000,
    grace,
    running,
    finalizers,
    evidence: [fromStatus(podName, 'metadata.deletionTimestamp', said)],
  };
}

/** When its deletion was asked for, and how long its time to end is over. */
export function timesOf({ now, pod }: View, { deadline, left, grace }: Leaving): Params {
  const asked = new Date(deadline - grace * 1000).toISOString();
  return {
    // The kubelet sets the grace to 0 when it has confirmed the end: when it was asked for is lost.
    askedAt: asked.replace('.000Z', 'Z'),
    askedAgo: agoText(now, asked),
    grace: grace || undefined,
    overdue: left < 0 ? formatDuration(-left) : undefined,
    disruption: disruptionOf(pod),
  };
}

function disruptionOf({ status }: Pod): string | undefined {
  const target = status?.conditions?.find(
    ({ type, status: on }) => type === 'DisruptionTarget' && on === 'True',
  );
  return target && [target.reason, target.message].filter(Boolean).join(': ');
}

/** How the containers ended: `app Completed, exit code 0`. */
export function endsOf({ containers }: View): string {
  return containers
    .flatMap(({ name, status }) => {
      const run = status?.state?.terminated;
      return run
        ? [`${name} ${[run.reason, `exit code ${run.exitCode ?? '?'}`].filter(Boolean).join(', ')}`]
        : [];
    })
    .join('; ');
}
