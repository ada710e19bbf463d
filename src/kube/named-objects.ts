import type { ObjectMeta } from '../diagnosis/objects/meta.ts';
import type { NamedObject } from '../diagnosis/snapshot.ts';

/** An object known by its metadata. A server that ignores what was asked may send more: nothing else is read. */
export interface PartialObject {
  readonly metadata?: ObjectMeta & { readonly managedFields?: readonly ManagedFields[] | null };
}

interface ManagedFields {
  readonly fieldsV1?: Readonly<Record<string, unknown>>;
}

/**
 * Name, labels and, of a Secret or ConfigMap, the keys that its managers own. Annotations stay behind:
 * `kubectl apply` copies a Secret's values into one.
 * @see https://kubernetes.io/docs/reference/using-api/server-side-apply/#field-management
 */
export function toNamedObject({ metadata }: PartialObject, hasKeys: boolean): NamedObject {
  const managers = metadata?.managedFields ?? [];
  const keys = hasKeys && managers.length > 0 ? { keys: keysOf(managers) } : {};
  const labels = metadata?.labels ? { labels: metadata.labels } : {};
  return { name: metadata?.name ?? '', ...keys, ...labels };
}

function keysOf(managers: readonly ManagedFields[]): readonly string[] {
  const fields = managers.flatMap(({ fieldsV1 }) => [fieldsV1?.['f:data'], fieldsV1?.['f:binaryData']]);
  const names = fields.flatMap((owned) => (typeof owned === 'object' && owned ? Object.keys(owned) : []));
  const keys = names.filter((name) => name.startsWith('f:')).map((name) => name.slice(2));
  return [...new Set(keys)].sort();
}
