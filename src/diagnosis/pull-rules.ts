/** What kept an image from being pulled, as far as the runtime's words tell. */
export type PullErrorKind =
  | 'image-not-found'
  | 'access-denied'
  | 'rate-limited'
  | 'registry-unresolvable'
  | 'registry-unreachable'
  | 'registry-certificate-untrusted'
  | 'registry-error'
  | 'architecture-mismatch'
  | 'node-disk-full'
  | 'unpack-failed'
  | 'reference-invalid'
  | 'never-pulled'
  | 'signature-invalid'
  | 'short-name-ambiguous'
  | 'pull-failed';

type Rule = readonly [PullErrorKind, RegExp];

/** A runtime that can't be reached reads like a registry that can't: it is a socket on the node. */
export const RUNTIME_GONE =
  /dial unix |(?:containerd|crio|docker|cri-dockerd)\.sock|error reading from server|transport is closing|client connection is closing/;
/** A manifest in a format that the runtime doesn't read: Docker's first one. */
export const OLD_FORMAT = /manifest\.v1\+|schema ?(?:version )?1\b/i;
/** What is stored under the tag is a chart or another artifact. */
export const NOT_AN_IMAGE =
  /mismatched image rootfs|image-specific operation on artifact|vnd\.cncf\.helm|invalid rootfs in image configuration/;
/** A web page where a manifest or a token was asked for. */
export const WEB_PAGE = /text\/html|invalid character '<'|<!doctype html|<html/i;
/** The registry has the image and does not give it out. */
export const FORBIDDEN_BY_POLICY = /configured policy|blocking policy|PROJECTPOLICYVIOLATION/i;
/** What came down is not what the manifest promises. */
export const DAMAGED =
  /unexpected commit (?:digest|size)|failed size validation|wrong diff id|digest did not match|verification failed for digest|content size of zero/i;
/** A part of an image that the registry has lost. */
export const MISSING_BLOB =
  /could not fetch content descriptor|fetching blob: StatusCode: 404|blob[ _]unknown/i;

/**
 * Rules on words, the first that fits wins: what the kubelet and the node say of themselves, then what keeps the node
 * from the registry, which stands at the end of texts that begin like a refusal (`failed to authorize: … no such host`).
 */
export const NODE_RULES: readonly Rule[] = [
  ['pull-failed', RUNTIME_GONE],
  ['never-pulled', /not present with pull policy of Never/],
  // Since 1.33 a pod has to be able to pull an image that is on its node for another's sake (KEP-2535).
  ['access-denied', /does not have the proper credentials to access the image/],
  ['reference-invalid', /couldn't parse image|invalid reference format|must be lowercase/],
  ['short-name-ambiguous', /short[- ]name/i],
  [
    'signature-invalid',
    /signature validation failed|Source image rejected|rejected by policy|signature was required|no (?:valid|matching) signatures?|image verifier \S+ blocked/i,
  ],
  ['node-disk-full', /no space left on device|disk quota exceeded|not enough (?:disk )?space/i],
  [
    'architecture-mismatch',
    /no match for platform|no matching manifest for|no image found in (?:manifest list|image index)|choosing (?:an )?image (?:instance|from manifest list)|operating system "?\w+"? cannot be used|does not match the (?:specified platform|host operating system)|-based image is incompatible with/i,
  ],
  ['rate-limited', /toomanyrequests|too many requests|rate limit|rate exceeded|quota exceeded/i],
  ['registry-error', FORBIDDEN_BY_POLICY],
];

export const NETWORK_RULES: readonly Rule[] = [
  [
    'registry-unresolvable',
    /no such host|server misbehaving|name resolution|could not resolve|\blookup \S+(?: on \S+)?: /i,
  ],
  [
    'registry-certificate-untrusted',
    /x509: |server gave HTTP response to HTTPS client|does not look like a TLS handshake|\btls: /,
  ],
  ['registry-error', WEB_PAGE],
  ['pull-failed', OLD_FORMAT],
  ['pull-failed', NOT_AN_IMAGE],
  ['unpack-failed', DAMAGED],
  [
    'unpack-failed',
    /failed to (?:extract|register) layer|failed to prepare extraction|adding layer with blob|committing the finished image|failed commit on ref|content digest \S+ not found|invalid tar header|gzip: invalid|input\/output error|read-only file system|apply layer error/i,
  ],
  [
    'registry-unreachable',
    /connection refused|i\/o timeout|deadline exceeded|Client\.Timeout|handshake timeout|timeout awaiting|timed out|no route to host|network is unreachable|connection reset|proxyconnect|broken pipe|request canceled|context canceled|registry is unavailable|\b(?:dial|read|write) tcp\b|http2: |stream error|server closed idle connection|\bEOF$/i,
  ],
];

export const ANSWER_RULES: readonly Rule[] = [
  [
    'access-denied',
    // `permission denied` is the node's file system, not a registry.
    /insufficient_scope|unauthorized|authentication (?:is )?required|authorization (?:failed|token has expired)|no basic auth credentials|invalid username\/password|failed to authorize|(?<!permission )\bdenied\b|\bforbidden\b|no pull access|credential provider/i,
  ],
  ['unpack-failed', /failed to unpack image|storing blob/],
  [
    'image-not-found',
    /manifest[ _]unknown|name[ _]unknown|not found|does not exist|not known to registry|no such image|was deleted or has expired/i,
  ],
];

/** gRPC codes, for texts that say nothing by themselves. */
export const CODES: ReadonlyMap<string, PullErrorKind> = new Map([
  ['NotFound', 'image-not-found'],
  ['Unavailable', 'registry-unreachable'],
  ['DeadlineExceeded', 'registry-unreachable'],
  ['Canceled', 'registry-unreachable'],
  ['Unauthenticated', 'access-denied'],
  ['PermissionDenied', 'access-denied'],
]);

/** Reasons by which the kubelet itself classifies, where the words don't. */
export const REASONS: ReadonlyMap<string, PullErrorKind> = new Map([
  ['RegistryUnavailable', 'registry-unreachable'],
  ['SignatureValidationFailed', 'signature-invalid'],
  ['InvalidImageName', 'reference-invalid'],
  ['ErrImageNeverPull', 'never-pulled'],
]);

/** The kind of the first rule that fits. */
export function matchRule(rules: readonly Rule[], words: string): PullErrorKind | undefined {
  return rules.find(([, pattern]) => pattern.test(words))?.[0];
}

/** What an HTTP status means; a token server's answer is about credentials, not about the image. */
export function kindOfStatus(status: number | undefined, text: string): PullErrorKind | undefined {
  if (status === undefined) return undefined;
  const isToken = /failed to fetch \w+ token/.test(text);
  if (status === 401 || status === 403 || (status === 400 && isToken)) return 'access-denied';
  if (status === 404) return isToken ? 'registry-error' : 'image-not-found';
  // 407 Proxy Authentication Required: the registry was never asked.
  if (status === 407) return 'registry-unreachable';
  return status === 429 ? 'rate-limited' : 'registry-error';
}
