/** What a Status says about the thing that the request was about. */
export interface StatusDetails {
  readonly name?: string;
  readonly group?: string;
  readonly kind?: string;
  readonly retryAfterSeconds?: number;
  readonly causes?: readonly { readonly reason: string; readonly message: string }[];
}

/** The API's error object: https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/status/ */
export interface Status {
  readonly kind: 'Status';
  readonly apiVersion: 'v1';
  readonly metadata: { readonly continue?: string };
  readonly status: 'Failure';
  readonly message: string;
  readonly reason?: string;
  readonly details?: StatusDetails;
  readonly code: number;
}

/** A request that ends in a Status; thrown by what answers requests, turned into a response by the server. */
export class ApiError extends Error {
  readonly status: Status;

  constructor(status: Status) {
    super(status.message);
    this.status = status;
  }
}

/** A group and a resource, as error messages name them: `pods`, `deployments.apps`. */
export interface GroupResource {
  readonly group: string;
  readonly resource: string;
}

/** A Status of the reason's own code unless one is given. */
export function failure(reason: string, message: string, details?: StatusDetails, code?: number): Status {
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message,
    reason,
    ...(details === undefined ? {} : { details }),
    code: code ?? codes[reason] ?? 500,
  };
}

export function badRequest(message: string): ApiError {
  return new ApiError(failure('BadRequest', message));
}

export function notFound(target: GroupResource, name: string): ApiError {
  return new ApiError(
    failure('NotFound', `${qualified(target)} "${name}" not found`, detailsOf(target, name)),
  );
}

/** Forbidden, worded as the API server does: `pods "web" is forbidden: …`, or without a name for a list. */
export function forbidden(target: GroupResource, name: string | undefined, why: string): ApiError {
  const subject = name ? `${qualified(target)} "${name}"` : qualified(target);
  return new ApiError(failure('Forbidden', `${subject} is forbidden: ${why}`, detailsOf(target, name)));
}

/** `resource` for the core group, otherwise `resource.group`. */
export function qualified(target: GroupResource): string {
  return target.group === '' ? target.resource : `${target.resource}.${target.group}`;
}

/** The reasons of the API with the code that goes with each. */
const codes: Readonly<Record<string, number>> = {
  BadRequest: 400,
  Unauthorized: 401,
  Forbidden: 403,
  NotFound: 404,
  MethodNotAllowed: 405,
  NotAcceptable: 406,
  Conflict: 409,
  Gone: 410,
  Expired: 410,
  UnsupportedMediaType: 415,
  Invalid: 422,
  TooManyRequests: 429,
  InternalError: 500,
  ServiceUnavailable: 503,
  Timeout: 504,
};

/** The reason that the API gives with an HTTP code. */
export function reasonOf(code: number): string | undefined {
  if (code === 410) return 'Expired';
  return Object.keys(codes).find((reason) => codes[reason] === code);
}

function detailsOf(target: GroupResource, name: string | undefined): StatusDetails {
  return {
    ...(name ? { name } : {}),
    ...(target.group === '' ? {} : { group: target.group }),
    kind: target.resource,
  };
}
