import { aboutOf } from '../../src/diagnosis/create-shortfall.ts';
import type { Params } from '../../src/diagnosis/finding.ts';
import type { PodTemplateSpec, Workload } from '../../src/diagnosis/objects/workload.ts';
import { isEditableKind, kubectlName } from '../../src/diagnosis/owner.ts';
import { workloadPatch } from '../../src/diagnosis/template-patch.ts';

/** Where the template of refused pods is kept, and how it is changed there. */
export interface Place {
  readonly template: PodTemplateSpec | undefined;
  /** For the commands: `template`, and the Job that keeps its own. */
  readonly params: Params;
  /** A strategic merge patch of the template's spec: lists of named things merge by name, null takes away. */
  patch(spec: object, metadata?: object): string | undefined;
}

/** A ReplicaSet's template is its Deployment's, a Job's that of its CronJob; of a Job alone it can't be changed. */
export function placeOf(workload: Workload): Place {
  const { kind, metadata, spec } = workload;
  const above = metadata?.ownerReferences?.find(({ controller }) => controller);
  const owner = above && isEditableKind(above.kind) ? above : aboutOf(workload);
  const isEditable = isEditableKind(owner.kind);
  const isJob = kind === 'Job';
  return {
    template: spec?.template ?? spec?.jobTemplate?.spec?.template,
    params: {
      template: isEditable ? kubectlName(owner.kind, owner.name) : undefined,
      staleJob: isJob && isEditable ? metadata?.name : undefined,
      lonelyJob: isJob && !isEditable ? metadata?.name : undefined,
    },
    patch: (podSpec, podMetadata) =>
      isEditable
        ? workloadPatch(owner.kind, {
            template: { ...(podMetadata ? { metadata: podMetadata } : {}), spec: podSpec },
          })
        : undefined,
  };
}
