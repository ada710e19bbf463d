import { aboutOf } from '../../src/diagnosis/create-shortfall.ts';
import { formatDuration } from '../../src/diagnosis/duration.ts';
import { computed, fromObject } from '../../src/diagnosis/evidence.ts';
import type { Found, Params } from '../../src/diagnosis/finding.ts';
import type { Workload } from '../../src/diagnosis/objects/workload.ts';
import { kubectlName } from '../../src/diagnosis/owner.ts';
import { type FieldWriter, fieldWriter } from './field-writer.ts';

const SCALABLE: ReadonlySet<string | undefined> = new Set(['Deployment', 'StatefulSet', 'ReplicaSet']);

/** A workload of which no pods are wanted. */
export function scaledToZero(workload: Workload, now: number): Found<'scaled-to-zero'> | undefined {
  const { metadata, spec } = workload;
  const isJob = workload.kind === 'Job' && spec?.parallelism === 0;
  if (!isJob && !(SCALABLE.has(workload.kind) && spec?.replicas === 0)) return undefined;
  const { kind, name } = aboutOf(workload);
  const field = isJob ? 'parallelism' : 'replicas';
  const owner = metadata?.ownerReferences?.find((reference) => reference.kind === 'Deployment');
  // A Deployment scales its ReplicaSets: that says nothing about who scaled it.
  const writer = owner ? undefined : fieldWriter(metadata, field);
  const zero = fromObject(kind, name, `spec.${field}`, '0');
  return {
    cause: 'scaled-to-zero',
    confidence: 'certain',
    params: {
      field: `spec.${field}`,
      by: writer?.by,
      ago: writer?.at && formatDuration((now - Date.parse(writer.at)) / 1000),
      idler: idlerOf(workload, writer?.by),
      job: isJob ? name : undefined,
      ...(owner ? revisionParams(workload, owner.name) : {}),
      ...(owner || isJob ? {} : scaleParams(workload)),
    },
    evidence: writer ? [zero, computed(kubectlName(kind, name), written(field, writer))] : [zero],
  };
}

function written(field: string, { by, at }: FieldWriter): string {
  return `spec.${field} was last written by ${by}${at ? ` at ${at}` : ''}`;
}

/** Of a ReplicaSet: whether a newer one took over, or its Deployment is scaled to zero, by its note of that. */
function revisionParams({ metadata }: Workload, name: string): Params {
  const deployment = kubectlName('Deployment', name);
  const isOld = metadata?.annotations?.['deployment.kubernetes.io/desired-replicas'] !== '0';
  return { deployment, [isOld ? 'revisionOf' : 'zeroed']: deployment };
}

function scaleParams(workload: Workload): Params {
  const { kind, name } = aboutOf(workload);
  const known = replicasBefore(workload);
  return { scalable: kubectlName(kind, name), before: known ?? 1, known };
}

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** How many there were, as far as somebody wrote it down: who scales down at night, the manifest that was applied. */
function replicasBefore({ metadata }: Workload): number | undefined {
  const { annotations = {} } = metadata ?? {};
  const noted =
    annotations['downscaler/original-replicas'] ?? annotations['idling.alpha.openshift.io/previous-scale'];
  const applied = /"replicas":(\d{1,6})/.exec(String(annotations[LAST_APPLIED]))?.[1];
  const before = Number(noted ?? applied);
  return before > 0 ? before : undefined;
}

/** What scales to zero while there is nothing to do, and up again by itself. */
function idlerOf({ metadata }: Workload, by: string | undefined): string | undefined {
  const { labels = {}, annotations = {} } = metadata ?? {};
  if ('serving.knative.dev/revision' in labels) return 'Knative';
  if ('downscaler/original-replicas' in annotations) return 'kube-downscaler';
  if ('idling.alpha.openshift.io/previous-scale' in annotations) return 'OpenShift';
  return /^keda/.test(String(by)) ? 'KEDA' : undefined;
}
