import { ApiError, failure } from './status.ts';

/** The form in which the client wants the answer. */
export type Form =
  | { readonly kind: 'plain' }
  | { readonly kind: 'metadata'; readonly list: boolean; readonly apiVersion: string }
  | { readonly kind: 'table'; readonly apiVersion: string }
  | { readonly kind: 'discovery'; readonly version: string };

/** The forms that an endpoint has beside plain JSON. */
export type Offer = 'objects' | 'discovery' | 'nothing';

/**
 * The first form of the Accept list that the endpoint has.
 * @throws ApiError 406 if there is none.
 * @see https://kubernetes.io/docs/reference/using-api/api-concepts/#alternate-representations-of-resources
 */
export function negotiate(accept: string | undefined, offer: Offer): Form {
  if (accept === undefined || accept.trim() === '') return { kind: 'plain' };
  for (const clause of clausesOf(accept)) {
    const form = formOf(clause, offer);
    if (form) return form;
  }
  const message = 'only the following media types are accepted: application/json';
  throw new ApiError(failure('NotAcceptable', message));
}

interface Clause {
  readonly type: string;
  readonly parameters: ReadonlyMap<string, string>;
}

function clausesOf(accept: string): readonly Clause[] {
  const clauses = accept.split(',').map((text) => {
    const [type = '', ...rest] = text.split(';').map((part) => part.trim());
    const pairs = rest.map((part): [string, string] => {
      const equals = part.indexOf('=');
      return [part.slice(0, equals).toLowerCase(), part.slice(equals + 1)];
    });
    return { type: type.toLowerCase(), parameters: new Map(pairs) };
  });
  return clauses.sort((a, b) => weight(b) - weight(a));
}

function weight(clause: Clause): number {
  const value = Number(clause.parameters.get('q') ?? '1');
  return Number.isNaN(value) ? 0 : value;
}

function formOf({ type, parameters }: Clause, offer: Offer): Form | undefined {
  if (!['application/json', 'application/*', '*/*'].includes(type)) return undefined;
  const as = parameters.get('as');
  const version = parameters.get('v') ?? '';
  if (as === undefined) return { kind: 'plain' };
  if (as === 'APIGroupDiscoveryList')
    return offer === 'discovery' && /^v2(beta1)?$/.test(version) ? { kind: 'discovery', version } : undefined;
  if (offer !== 'objects' || parameters.get('g') !== 'meta.k8s.io' || !/^v1(beta1)?$/.test(version))
    return undefined;
  const apiVersion = `meta.k8s.io/${version}`;
  if (as === 'Table') return { kind: 'table', apiVersion };
  if (as === 'PartialObjectMetadata') return { kind: 'metadata', list: false, apiVersion };
  if (as === 'PartialObjectMetadataList') return { kind: 'metadata', list: true, apiVersion };
  return undefined;
}
