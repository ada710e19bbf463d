/** Why an admission webhook could not be called. */
export type CallProblem =
  | 'refused'
  | 'timeout'
  | 'no-endpoints'
  | 'service-missing'
  | 'certificate'
  | 'unresolved'
  | 'unroutable'
  | 'answer'
  | 'other';

export interface WebhookCall {
  readonly kind: 'webhook-unreachable';
  readonly webhook: string;
  /** Absent where the API server did not come to call it. */
  readonly url?: string;
  /** Host and port. */
  readonly host?: string;
  /** The Service behind it, where it is called by one. */
  readonly service?: { readonly namespace: string; readonly name: string };
  readonly problem: CallProblem;
  /** The last words of what went wrong. */
  readonly clause: string;
}

const PROBLEMS: readonly (readonly [CallProblem, RegExp])[] = [
  ['no-endpoints', /no endpoints available for service/],
  ['service-missing', /service "[^"]*" not found/],
  ['certificate', /x509:|tls: |certificate|unable to load root certificates|server gave HTTP response/],
  ['unresolved', /no such host|server misbehaving|name resolution/],
  ['refused', /connection refused/],
  [
    'timeout',
    /deadline exceeded|i\/o timeout|Client\.Timeout|TLS handshake timeout|timed out|failed to complete/,
  ],
  ['unroutable', /no route to host|network is unreachable|Address is not allowed|connection reset/],
  [
    'answer',
    /\bEOF$|an error on the server|could not find the requested resource|rejected our request|expected webhook response|invalid webhook response|webhook returned|Bad Gateway|status code|Forbidden|Unauthorized|proxy/,
  ],
];

/**
 * Reads that a webhook could not be called: it then refuses what it should have looked at, unless its failurePolicy is
 * Ignore (https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#failure-policy).
 */
export function readWebhookCall(text: string): WebhookCall | undefined {
  const [, webhook, rest = ''] =
    /failed calling (?:admission )?webhook "([^"]{1,253})": (?:failed to call webhook: )?(.*)$/s.exec(text) ??
    [];
  if (webhook === undefined) return undefined;
  const [, url, clause = rest] = /^(?:Post|Get) "?(https?:\/\/[^\s"]{1,500}?)"?: (.*)$/s.exec(rest) ?? [];
  const problem = PROBLEMS.find(([, words]) => words.test(clause))?.[0] ?? 'other';
  return { kind: 'webhook-unreachable', webhook, ...placeOf(url), problem, clause: lastWords(clause) };
}

/** A Service is called as `name.namespace.svc:port`, whatever address that comes to. */
function placeOf(url: string | undefined): Partial<WebhookCall> {
  const [, host] = /^https?:\/\/([^/?]+)/.exec(url ?? '') ?? [];
  if (url === undefined || host === undefined) return {};
  const [, name, namespace] = /^([\w-]+)\.([\w-]+)\.svc(?=[.:]|$)/.exec(host) ?? [];
  return { url, host, ...(name && namespace ? { service: { namespace, name } } : {}) };
}

function lastWords(clause: string): string {
  return clause.replace(/^(?:net\/http: |proxyconnect tcp: )/, '').slice(0, 400);
}
