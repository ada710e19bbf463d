import { counted } from '../../src/diagnosis/counted.ts';
import { aboutOf } from '../../src/diagnosis/create-shortfall.ts';
import { formatDuration } from '../../src/diagnosis/duration.ts';
import { fromObject } from '../../src/diagnosis/evidence.ts';
import type { Found, Params } from '../../src/diagnosis/finding.ts';
import { newestReplicaSet } from '../../src/diagnosis/newest-replica-set.ts';
import type { Workload } from '../../src/diagnosis/objects/workload.ts';
import type { TargetView } from '../../src/diagnosis/playbook.ts';
import { type Difference, templateDifferences } from '../../src/diagnosis/template-diff.ts';
import { fieldWriter } from './field-writer.ts';

/**
 * A paused Deployment with a change that waits for it. Its status tells whether one does: the pods that run are not of
 * its template; what it is, the newest ReplicaSet. Paused with nothing to roll out is nobody's trouble.
 */
export function controllerPaused(
  view: TargetView<'replica-sets'>,
  workload: Workload,
): Found<'controller-paused'> | undefined {
  const { kind, spec, status } = workload;
  if (kind !== 'Deployment' || !spec?.paused || spec.replicas === 0) return undefined;
  const counts = { replicas: status?.replicas ?? 0, updated: status?.updatedReplicas ?? 0 };
  if (counts.replicas > 0 && counts.updated >= counts.replicas) return undefined;
  const set = newestReplicaSet(view, workload);
  const newest = set.status === 'ok' ? set.value : undefined;
  const differences = newest ? templateDifferences(newest.spec?.template, spec.template) : [];
  // A paused Deployment is scaled all the same: then it is not the pause that keeps its pods from being made.
  if (newest && counts.replicas === 0 && differences.length === 0) return undefined;
  const { name } = aboutOf(workload);
  return {
    cause: 'controller-paused',
    confidence: set.status === 'ok' ? 'certain' : 'likely',
    params: {
      changes: differences.map((one) => `${labelOf(one)} ${changeText(one)}`),
      first: set.status === 'ok' && !newest ? 'no pods have been made yet' : undefined,
      ...(differences.length === 0 ? halfwayParams(counts) : {}),
      serving: counts.replicas > 0 ? counted(counts.replicas, 'pod') : undefined,
      ...pauseParams(view, workload),
      setBack: setBack(differences),
    },
    evidence: [
      fromObject('Deployment', name, 'spec.paused', 'true'),
      fromObject('Deployment', name, 'status.updatedReplicas', `${counts.updated} of ${counts.replicas}`),
      ...differences.map((one) => fromObject('Deployment', name, fieldOf(one), changeText(one))),
    ],
  };
}

interface Counts {
  readonly replicas: number;
  readonly updated: number;
}

/** A rollout that was paused when it had begun, as one does for a canary. */
function halfwayParams({ replicas, updated }: Counts): Params {
  return {
    halfway: replicas > 0 ? `${updated} of ${counted(replicas, 'pod')} run the newest template` : undefined,
  };
}

/** Since when and by whom: by the record of who wrote it, else by the condition that says so. */
function pauseParams({ now }: TargetView<never>, { metadata, status }: Workload): Params {
  const writer = fieldWriter(metadata, 'paused');
  const condition = status?.conditions?.find(({ reason }) => reason === 'DeploymentPaused');
  const pausedAt = writer?.at ?? condition?.lastTransitionTime;
  return {
    pausedAt,
    pausedFor: pausedAt && formatDuration((now - Date.parse(pausedAt)) / 1000),
    by: writer?.by,
  };
}

function fieldOf({ path, container }: Difference): string {
  return container === undefined ? `spec.template: ${path}` : `spec.template: ${path} of ${container}`;
}

function labelOf({ path, container }: Difference): string {
  return container === undefined ? path : `${path} of ${container}:`;
}

function changeText({ before, after }: Difference): string {
  if (before === undefined) return `${after} (new)`;
  return after === undefined ? `${before} (gone)` : `${before} → ${after}`;
}

/** The images as they were, where nothing but images changed. */
function setBack(differences: readonly Difference[]): string | undefined {
  const [first] = differences;
  const isImage = differences.length === 1 && first?.path === 'image' && first.container && first.before;
  return isImage ? `${first.container}=${first.before}` : undefined;
}
