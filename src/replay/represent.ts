import type { Form } from './accept.ts';
import type { Page } from './paging.ts';
import type { KubeObject } from './recording.ts';
import { apiVersionOf, type ResourceType } from './resources.ts';
import { ApiError, failure } from './status.ts';
import { type IncludeObject, tableOf } from './table.ts';

/** What a representation depends on beside the object: the clock for ages, and how much of each object a table carries. */
export interface View {
  /** Milliseconds since the epoch on the replayed cluster's clock. */
  readonly now: number;
  readonly includeObject: IncludeObject;
}

/** One object in the form that was negotiated. */
export function representObject(object: KubeObject, type: ResourceType, form: Form, view: View): unknown {
  if (form.kind === 'table') {
    const metadata = { resourceVersion: object.metadata.resourceVersion };
    return tableOf([object], type, { ...view, apiVersion: form.apiVersion, metadata });
  }
  if (form.kind !== 'metadata') return object;
  if (form.list)
    throw notAcceptable('you requested PartialObjectMetadataList, but the requested object is not a list');
  return metadataOnly(object, form.apiVersion);
}

/** One page of a list in the form that was negotiated. */
export function representList(page: Page, type: ResourceType, form: Form, view: View): unknown {
  const metadata = {
    resourceVersion: String(page.resourceVersion),
    ...(page.continue === undefined ? {} : { continue: page.continue }),
    ...(page.remainingItemCount === undefined ? {} : { remainingItemCount: page.remainingItemCount }),
  };
  if (form.kind === 'table')
    return tableOf(page.items, type, { ...view, apiVersion: form.apiVersion, metadata });
  if (form.kind === 'metadata') {
    if (!form.list)
      throw notAcceptable(
        `you requested PartialObjectMetadata, but the requested object is a list (${type.kind}List)`,
      );
    const items = page.items.map((object) => metadataOnly(object, form.apiVersion));
    return { kind: 'PartialObjectMetadataList', apiVersion: form.apiVersion, metadata, items };
  }
  // The items of a typed list don't repeat their kind.
  const items = page.items.map(({ kind: _kind, apiVersion: _apiVersion, ...rest }) => rest);
  return { kind: `${type.kind}List`, apiVersion: apiVersionOf(type), metadata, items };
}

function metadataOnly(object: KubeObject, apiVersion: string): unknown {
  return { kind: 'PartialObjectMetadata', apiVersion, metadata: object.metadata };
}

function notAcceptable(message: string): ApiError {
  return new ApiError(failure('NotAcceptable', message));
}
