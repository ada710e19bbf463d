import { entriesAt } from './json-path.ts';
import type { KubeObject } from './recording.ts';

/** Gives an object back what every object of a real API has and a recording may have dropped. */
export function restore(object: KubeObject, resourceVersion: string): KubeObject {
  const metadata = {
    ...object.metadata,
    resourceVersion: object.metadata.resourceVersion ?? resourceVersion,
    ...managedFieldsOf(object),
  };
  return { ...object, metadata };
}

// The API server tracks the owner of every field, so that a client allowed to read only the metadata
// of a Secret sees its keys: https://kubernetes.io/docs/reference/using-api/server-side-apply/#field-management
function managedFieldsOf(object: KubeObject): { managedFields?: readonly unknown[] } {
  if (object.metadata.managedFields !== undefined) return {};
  if (object.kind !== 'Secret' && object.kind !== 'ConfigMap') return {};
  const fieldsV1 = {
    ...fieldsOf(object, 'data'),
    ...fieldsOf(object, 'binaryData'),
    ...(object.kind === 'Secret' ? { 'f:type': {} } : {}),
  };
  const entry = {
    manager: 'kubectl-create',
    operation: 'Update',
    apiVersion: 'v1',
    time: object.metadata.creationTimestamp,
    fieldsType: 'FieldsV1',
    fieldsV1,
  };
  return { managedFields: [entry] };
}

function fieldsOf(object: KubeObject, field: string): Record<string, unknown> {
  const keys = entriesAt(object, field).map(([key]) => key);
  if (keys.length === 0) return {};
  return { [`f:${field}`]: Object.fromEntries([['.', {}], ...keys.map((key) => [`f:${key}`, {}])]) };
}
