import type { VolumeMetric } from '../diagnosis/objects/storage.ts';

/** One GET of the Kubernetes API. There is no other verb in this module, so nothing else can leave it. */
export interface ApiRequest {
  /** Empty for the core group. */
  readonly group: string;
  readonly version: string;
  /** The plural: `pods`. */
  readonly resource: string;
  readonly namespace?: string;
  /** A single object; a list where absent. */
  readonly name?: string;
  /** Of custom metrics: which one. */
  readonly subresource?: 'log' | VolumeMetric;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  /** Ask for names, labels and owners alone. */
  readonly metadataOnly?: boolean;
}

/** Resources with contents that are none of our business: never asked for in full. */
const METADATA_ALONE: ReadonlySet<string> = new Set(['secrets', 'configmaps']);

/** Whether a request would read the contents of a Secret or ConfigMap. */
export function readsContents(request: ApiRequest): boolean {
  return METADATA_ALONE.has(request.resource) && !request.metadataOnly;
}

export function pathOf(request: ApiRequest): string {
  const { group, version, namespace, resource, name, subresource } = request;
  const parts = [
    ...(group === '' ? ['api', version] : ['apis', group, version]),
    ...(namespace === undefined ? [] : ['namespaces', namespace]),
    resource,
    ...(name === undefined ? [] : [name]),
    ...(subresource === undefined ? [] : [subresource]),
  ];
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(request.query ?? {})) {
    if (value !== undefined && value !== '') query.set(key, String(value));
  }
  const search = query.size === 0 ? '' : `?${query}`;
  return `/${parts.map(encodeURIComponent).join('/')}${search}`;
}

/**
 * Metadata alone is a representation to ask for. Without a second choice in the header a server that cannot give it
 * answers 406, never the object.
 * @see https://kubernetes.io/docs/reference/using-api/api-concepts/#metadata-only-fetches
 */
export function acceptOf(request: ApiRequest): string {
  if (request.subresource === 'log') return '*/*';
  if (!request.metadataOnly) return 'application/json';
  const form = request.name === undefined ? 'PartialObjectMetadataList' : 'PartialObjectMetadata';
  const metadata = `application/json;as=${form};v=v1;g=meta.k8s.io`;
  return METADATA_ALONE.has(request.resource) ? metadata : `${metadata},application/json;q=0.5`;
}

/** The request in RBAC's words. */
export function permissionOf(request: ApiRequest): { verb: 'get' | 'list'; resource: string } {
  const { group, resource, subresource } = request;
  const full = `${resource}${group === '' ? '' : `.${group}`}${subresource ? `/${subresource}` : ''}`;
  return { verb: request.name === undefined ? 'list' : 'get', resource: full };
}

/** The command that tells whether the request is allowed. */
export function canI(request: ApiRequest): string {
  const { verb, resource } = permissionOf(request);
  const where = request.namespace === undefined ? '-A' : `-n ${request.namespace}`;
  return `kubectl auth can-i ${verb} ${resource} ${where}`;
}

/** Resources that older servers have in another version: before 1.21, autoscalers before 1.23. */
const OLDER: Readonly<Record<string, string>> = {
  'batch/v1/cronjobs': 'v1beta1',
  'discovery.k8s.io/v1/endpointslices': 'v1beta1',
  'autoscaling/v2/horizontalpodautoscalers': 'v2beta2',
  'policy/v1/poddisruptionbudgets': 'v1beta1',
};

/** The same request in the version before; undefined where there is none. */
export function olderRequest(request: ApiRequest): ApiRequest | undefined {
  const version = OLDER[`${request.group}/${request.version}/${request.resource}`];
  return version === undefined ? undefined : { ...request, version };
}
