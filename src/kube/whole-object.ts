import { redactObject } from '../diagnosis/redact.ts';
import type { Collected, Read } from '../diagnosis/snapshot.ts';
import type { ApiClient } from './api-client.ts';
import { collected } from './collected.ts';
import { objectRequest } from './found-target.ts';
import { kindOf } from './kinds.ts';

/**
 * An object for people to read. Only of the kinds that can be asked about: a Secret or ConfigMap is never asked for, and what
 * comes is redacted before it leaves this module.
 */
export async function readObject(api: ApiClient, ask: Read<'object'>): Promise<Collected<object>> {
  const kind = kindOf(ask.kind);
  if (!kind)
    return { status: 'unavailable', reason: 'failed', message: `${ask.kind}s are not read as a whole` };
  const fetched = await api.json(objectRequest(kind, ask.namespace, ask.name));
  return collected(fetched, forPeople);
}

/** managedFields is bookkeeping and most of an object's length; `kubectl get -o yaml` leaves it out as well. */
function forPeople(object: object): object {
  const { metadata, ...rest } = redactObject(object) as { readonly metadata?: object };
  const { managedFields: _, ...kept } = (metadata ?? {}) as { readonly managedFields?: unknown };
  const { apiVersion, kind, ...others } = rest as { readonly apiVersion?: unknown; readonly kind?: unknown };
  return { apiVersion, kind, metadata: kept, ...others };
}
