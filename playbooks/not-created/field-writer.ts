import { compareText } from '../../src/diagnosis/compare.ts';
import type { ManagedFields, ObjectMeta } from '../../src/diagnosis/objects/meta.ts';

/** Who wrote a field last, by the object's own record. */
export interface FieldWriter {
  /** In kubectl's words where it was kubectl. */
  readonly by: string;
  /** RFC 3339: when it was written; absent where the same writer keeps other fields too, which share the time. */
  readonly at?: string;
}

/** The names under which kubectl's commands are recorded. */
const COMMANDS: Readonly<Record<string, string>> = {
  'kubectl-client-side-apply': 'kubectl apply',
  'kubectl-rollout': 'kubectl rollout',
  'kubectl-patch': 'kubectl patch',
  'kubectl-edit': 'kubectl edit',
  'kubectl-replace': 'kubectl replace',
  'kubectl-create': 'kubectl create',
  'kubectl-scale': 'kubectl scale',
};

/**
 * Who set `spec.<field>` to what it is; undefined where nothing is recorded. One that set the value that was there
 * already keeps the field as well: the newest counts.
 */
export function fieldWriter(metadata: ObjectMeta | undefined, field: string): FieldWriter | undefined {
  const entries = (metadata?.managedFields ?? []).filter(
    (entry) => entry.time && specFields(entry).includes(`f:${field}`),
  );
  const newest = entries.toSorted((a, b) => compareText(String(a.time), String(b.time))).at(-1);
  const { manager, subresource, time } = newest ?? {};
  if (!newest || !manager) return undefined;
  const command = manager === 'kubectl' && subresource === 'scale' ? 'kubectl scale' : COMMANDS[manager];
  // An entry's time is that of its last change, to whichever of its fields.
  const isAlone = specFields(newest).length === 1 && Object.keys(Object(newest.fieldsV1)).length === 1;
  return { by: command ?? manager, ...(isAlone ? { at: String(time) } : {}) };
}

function specFields({ fieldsV1 }: ManagedFields): readonly string[] {
  const spec = fieldsV1?.['f:spec'];
  return typeof spec === 'object' && spec !== null ? Object.keys(spec) : [];
}
