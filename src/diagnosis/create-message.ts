import { type FieldError, readFieldErrors } from './create-field-errors.ts';
import { type BrokenBound, readLimitRangeMessage } from './create-limit-range.ts';
import { type PodSecurityMessage, readPodSecurityMessage } from './create-pod-security.ts';
import { type QuotaMessage, readQuotaMessage } from './create-quota.ts';
import { type DenialMessage, readDenial } from './create-webhook.ts';
import { readWebhookCall, type WebhookCall } from './create-webhook-call.ts';

/** Why the API did not make what a controller wanted made. */
export type Refusal =
  | QuotaMessage
  | { readonly kind: 'limit-range'; readonly bounds: readonly BrokenBound[] }
  | PodSecurityMessage
  /** OpenShift's SecurityContextConstraints, or the PodSecurityPolicies of up to 1.24. */
  | { readonly kind: 'security-policy'; readonly policyKind: string; readonly errors: readonly FieldError[] }
  | DenialMessage
  | WebhookCall
  | { readonly kind: 'service-account-missing'; readonly name: string }
  | { readonly kind: 'priority-class-missing'; readonly name: string }
  | { readonly kind: 'runtime-class-missing'; readonly name: string }
  | { readonly kind: 'namespace-terminating' }
  | { readonly kind: 'invalid'; readonly errors: readonly FieldError[] }
  | { readonly kind: 'unauthorized'; readonly user: string; readonly verb: string; readonly what: string }
  | { readonly kind: 'name-taken'; readonly name: string; readonly isLeaving: boolean }
  /** Trouble of the API server's own, or two writers at once: the next try may do. */
  | { readonly kind: 'passing' }
  | { readonly kind: 'other' };

export interface CreateMessage {
  /** What was to be made, as the API names its kind: `pods`, `persistentvolumeclaims`; absent where it isn't said. */
  readonly resource?: string;
  /** Its name; of a pod made under a random one this one try's. */
  readonly name?: string;
  readonly refusal: Refusal;
  /** What was said, without the controller's words around it and the random name. */
  readonly clause: string;
}

/** Longer messages are cut: a validation error may repeat a whole object. */
const LONGEST = 8000;

/** What the controllers write before the API's words, some of it twice. */
const WRAPPERS =
  /^(?:\(combined from similar events\): |Error creating(?: job)?: |create (?:Pod|Claim) .{1,600}? failed error: |failed to create PVC \S{1,300}: |Failed to create new replica set "[^"]{1,300}": )/;

/** Reads a FailedCreate event, or the condition that repeats it. */
export function readCreateMessage(message: string): CreateMessage {
  let text = message.slice(0, LONGEST).trim();
  for (let match = WRAPPERS.exec(text); match; match = WRAPPERS.exec(text))
    text = text.slice(match[0].length);
  const [whole = '', resource, name] = /^([a-z][\w.]{1,100}) "([^"]{0,300})" is forbidden: /.exec(text) ?? [];
  const clause = text.slice(whole.length);
  const subject = resource === undefined ? {} : { resource, ...(name ? { name } : {}) };
  return { ...subject, refusal: readRefusal(clause), clause };
}

function readRefusal(text: string): Refusal {
  return (
    // A webhook's own words may be anything: they are not searched for the other plugins' phrases.
    readPodSecurityMessage(text) ??
    readWebhookCall(text) ??
    readDenial(text) ??
    readQuotaMessage(text) ??
    ofLimitRange(text) ??
    ofSecurityPolicy(text) ??
    ofMissing(text) ??
    ofRest(text)
  );
}

function ofLimitRange(text: string): Refusal | undefined {
  const bounds = readLimitRangeMessage(text);
  return bounds.length > 0 ? { kind: 'limit-range', bounds } : undefined;
}

function ofSecurityPolicy(text: string): Refusal | undefined {
  const isConstraint = /unable to validate against any security context constraint/.test(text);
  if (!isConstraint && !/PodSecurityPolicy:|against any pod security policy/.test(text)) return undefined;
  const policyKind = isConstraint ? 'SecurityContextConstraints' : 'PodSecurityPolicy';
  return { kind: 'security-policy', policyKind, errors: readFieldErrors(text) };
}

/** The words of the plugins ServiceAccount, Priority and RuntimeClass. */
const MISSING = [
  [
    'service-account-missing',
    /service ?account(?: \S{1,400}:)?(?: serviceaccount)? "([^"]{1,253})" not found/,
  ],
  ['priority-class-missing', /no PriorityClass with name (\S{1,253}) was found/],
  ['runtime-class-missing', /RuntimeClass "([^"]{1,253})" not found/],
] as const;

function ofMissing(text: string): Refusal | undefined {
  for (const [kind, words] of MISSING) {
    const name = words.exec(text)?.[1];
    if (name) return { kind, name };
  }
  return undefined;
}

const PASSING =
  /Operation cannot be fulfilled|object has been modified|status unknown for quota|quota evaluation timed out|No API token found|retry after the token|etcdserver|context deadline exceeded|[Tt]imeout|timed out|unable to return a response in the time allotted|connection refused|connection reset|i\/o timeout|EOF$|server is currently unable|[Tt]oo many requests|leader changed|not yet ready to handle request|apiserver not ready/;

function ofRest(text: string): Refusal {
  if (/because it is being terminated/.test(text)) return { kind: 'namespace-terminating' };
  if (/^\S{1,253} "[^"]{0,300}" is invalid: /.test(text))
    return { kind: 'invalid', errors: readFieldErrors(text) };
  const [, user, verb, what] =
    /User "([^"]{1,300})" cannot (\w{1,40}) resource "([^"]{1,253})"/.exec(text) ?? [];
  if (user && verb && what) return { kind: 'unauthorized', user, verb, what };
  const [, leaving, taken] =
    /^(object is being deleted: )?\S{1,253} "([^"]{1,300})" already exists/.exec(text) ?? [];
  if (taken) return { kind: 'name-taken', name: taken, isLeaving: leaving !== undefined };
  return PASSING.test(text) ? { kind: 'passing' } : { kind: 'other' };
}
