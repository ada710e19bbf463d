import { agoText } from '../../src/diagnosis/age.ts';
import { fromObject } from '../../src/diagnosis/evidence.ts';
import type { Found, Params } from '../../src/diagnosis/finding.ts';
import { nameOf } from '../../src/diagnosis/name-of.ts';
import { conditionText } from '../../src/diagnosis/node-state.ts';
import type { Condition, IntOrString } from '../../src/diagnosis/objects/meta.ts';
import type { Pod } from '../../src/diagnosis/objects/pod.ts';
import type { Workload } from '../../src/diagnosis/objects/workload.ts';
import { kubectlName } from '../../src/diagnosis/owner.ts';
import type { TargetView } from '../../src/diagnosis/playbook.ts';
import { templateHash } from '../../src/diagnosis/template-hash.ts';
import { isAvailable, isLeaving, readyText, stateText } from './pods.ts';

/** The API's default. */
const DEADLINE_SECONDS = 600;

/** A Deployment whose controller has seen no progress for longer than it may take. */
export function judgeDeployment(
  view: TargetView,
  workload: Workload,
): Found<'progress-deadline-exceeded'> | undefined {
  const { status } = workload;
  const progress = status?.conditions?.find(isTimeout);
  // Why no pod can be made is the cause, and its own family.
  if (!status || !progress || status.conditions?.some(isFailure)) return undefined;
  const name = nameOf(workload);
  const { updated, old } = byRevision(view.pods, name, progress);
  const oldReady = readyText(old);
  const revised = isRevised(workload) ? kubectlName('Deployment', name) : undefined;
  return {
    cause: 'progress-deadline-exceeded',
    confidence: 'certain',
    params: {
      message: progress.message,
      since: agoText(view.now, progress.lastTransitionTime),
      ...progressParams(view, workload, updated),
      oldReady,
      revised,
      noOld: oldReady === undefined ? revised : undefined,
    },
    evidence: [
      fromObject('Deployment', name, 'status.conditions', conditionText(progress)),
      fromObject('Deployment', name, 'status', countsText(status)),
    ],
  };
}

function isTimeout({ type, status, reason }: Condition): boolean {
  return type === 'Progressing' && status === 'False' && reason === 'ProgressDeadlineExceeded';
}

function isFailure({ type, status }: Condition): boolean {
  return type === 'ReplicaFailure' && status === 'True';
}

/** The controller names the ReplicaSet that makes no progress: `<deployment>-<hash>`. */
function byRevision(pods: readonly Pod[], name: string, { message = '' }: Condition) {
  const replicaSet = /^ReplicaSet "([^"]+)"/.exec(message)?.[1];
  const hash = replicaSet?.slice(name.length + 1);
  const staying = pods.filter((pod) => !isLeaving(pod));
  const isUpdated = (pod: Pod) => hash === undefined || templateHash(pod) === hash;
  return { updated: staying.filter(isUpdated), old: staying.filter((pod) => !isUpdated(pod)) };
}

function progressParams({ now }: TargetView, { spec }: Workload, updated: readonly Pod[]): Params {
  const deadline = spec?.progressDeadlineSeconds ?? DEADLINE_SECONDS;
  const minReady = spec?.minReadySeconds ?? 0;
  const wanted = spec?.replicas ?? 1;
  const slow = updated.filter((pod) => !isAvailable(pod, minReady, now));
  const suggested = 2 * deadline;
  return {
    deadline,
    wanted,
    done: updated.length - slow.length,
    slow: slow.map((pod) => stateText(pod, now)),
    slowPod: slow[0] && nameOf(slow[0]),
    noPods: updated.length === 0 ? `0 of ${wanted}` : undefined,
    ...(minReady > 0 ? { minReady, left: Math.max(0, deadline - minReady) } : {}),
    none: takesNone(spec?.strategy?.rollingUpdate?.maxUnavailable, wanted) ? 0 : undefined,
    suggested,
    deadlinePatch: JSON.stringify({ spec: { progressDeadlineSeconds: suggested } }),
  };
}

/** A share of the pods is rounded down: 25% of 3 is none. */
function takesNone(maxUnavailable: IntOrString | undefined, wanted: number): boolean {
  const share = /^(\d+)%$/.exec(String(maxUnavailable))?.[1];
  return maxUnavailable === 0 || (share !== undefined && Math.floor((Number(share) * wanted) / 100) === 0);
}

/** There is a revision to go back to. */
function isRevised({ metadata }: Workload): boolean {
  return Number(metadata?.annotations?.['deployment.kubernetes.io/revision']) > 1;
}

function countsText(status: NonNullable<Workload['status']>): string {
  const { replicas = 0, updatedReplicas = 0, readyReplicas = 0, availableReplicas = 0 } = status;
  return `replicas: ${replicas}, updated: ${updatedReplicas}, ready: ${readyReplicas}, available: ${availableReplicas}`;
}
