import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePullError } from '../../src/diagnosis/pull-error.ts';
import { unwrapPullMessage } from '../../src/diagnosis/pull-message.ts';

const CONTAINERD =
  'rpc error: code = Unknown desc = failed to pull and unpack image "r.io/a:1": failed to resolve reference "r.io/a:1": ';
const CRIO =
  'rpc error: code = Unknown desc = initializing source docker://r.io/a:1: reading manifest 1 in r.io/a: ';
const DOCKER = 'rpc error: code = Unknown desc = Error response from daemon: ';

/** Made to the letter of what containerd 1.x and 2.x, CRI-O and dockerd write. */
const MESSAGES: readonly (readonly [string, string])[] = [
  ['image-not-found', `${CONTAINERD}r.io/a:1: not found`],
  ['image-not-found', `${CRIO}manifest unknown`],
  ['image-not-found', `${CRIO}name unknown: repository name not known to registry`],
  ['image-not-found', `${DOCKER}manifest for r.io/a:1 not found: manifest unknown: manifest unknown`],
  ['image-not-found', `${DOCKER}error parsing HTTP 404 response body: invalid character '<'`],
  ['image-not-found', 'rpc error: code = NotFound desc = nothing of the kind'],
  [
    'access-denied',
    `${CONTAINERD}pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed`,
  ],
  [
    'access-denied',
    `${CONTAINERD}failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://auth.r.io/token?scope=x: 401 Unauthorized`,
  ],
  [
    'access-denied',
    `${CONTAINERD}failed to authorize: failed to fetch oauth token: unexpected status: 403 Forbidden`,
  ],
  ['access-denied', `${CRIO}unauthorized: access to the requested resource is not authorized`],
  ['access-denied', `${CRIO}unable to retrieve auth token: invalid username/password: unauthorized`],
  ['access-denied', `${CRIO}Requesting bearer token: invalid status code from registry 403 (Forbidden)`],
  [
    'access-denied',
    `${DOCKER}pull access denied for a, repository does not exist or may require 'docker login'`,
  ],
  ['access-denied', `${DOCKER}Get https://1.dkr.ecr.eu-west-1.amazonaws.com/v2/a: no basic auth credentials`],
  [
    'access-denied',
    'denied: Permission "artifactregistry.repositories.downloadArtifacts" denied on resource "x"',
  ],
  ['access-denied', 'rpc error: code = PermissionDenied desc = no'],
  [
    'access-denied',
    'Container image "a" is present with pull policy of Never but does not have the proper credentials to access the image',
  ],
  ['rate-limited', `${CRIO}toomanyrequests: You have reached your pull rate limit.`],
  ['rate-limited', `${CONTAINERD}unexpected status code [manifests 1]: 429 Too Many Requests`],
  ['rate-limited', `${CONTAINERD}unexpected status from HEAD request to https://r.io/v2/: 429 Slow Down`],
  [
    'registry-unresolvable',
    `${CONTAINERD}failed to do request: Head "https://r.io/v2/": dial tcp: lookup r.io: no such host`,
  ],
  [
    'registry-unresolvable',
    `${DOCKER}Get "https://r.io/v2/": dial tcp: lookup r.io: Temporary failure in name resolution`,
  ],
  [
    'registry-unresolvable',
    `${CONTAINERD}failed to authorize: dial tcp: lookup auth.r.io on 10.0.0.2:53: server misbehaving`,
  ],
  [
    'registry-unresolvable',
    'dial tcp: lookup r.io on 10.0.0.2:53: read udp 10.1.1.1:4000->10.0.0.2:53: i/o timeout',
  ],
  [
    'registry-unreachable',
    `${CONTAINERD}failed to do request: Head "https://r.io/v2/": dial tcp 192.0.2.1:443: i/o timeout`,
  ],
  [
    'registry-unreachable',
    `${CRIO}pinging container registry r.io: Get "https://r.io/v2/": net/http: TLS handshake timeout`,
  ],
  [
    'registry-unreachable',
    `${DOCKER}Get https://r.io/v2/: net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)`,
  ],
  ['registry-unreachable', 'failed to pull and unpack image "r.io/a:1": context canceled'],
  ['registry-unreachable', `${CONTAINERD}failed to do request: Head "https://r.io/v2/": EOF`],
  ['registry-unreachable', 'rpc error: code = Unavailable desc = try later'],
  [
    'registry-certificate-untrusted',
    `${CONTAINERD}tls: failed to verify certificate: x509: certificate signed by unknown authority`,
  ],
  ['registry-certificate-untrusted', `${CRIO}http: server gave HTTP response to HTTPS client`],
  [
    'registry-error',
    `${CONTAINERD}unexpected status from HEAD request to http://r.io:5011/v2/a: 503 Service Unavailable`,
  ],
  ['registry-error', `${CRIO}received unexpected HTTP status: 502 Bad Gateway`],
  ['registry-error', `${CRIO}StatusCode: 500, "oops"`],
  [
    'architecture-mismatch',
    'rpc error: code = NotFound desc = failed to pull and unpack image "a": no match for platform in manifest: not found',
  ],
  [
    'architecture-mismatch',
    `${CRIO}choosing image instance: no image found in manifest list for architecture "arm64"`,
  ],
  ['architecture-mismatch', `${DOCKER}no matching manifest for linux/arm64/v8 in the manifest list entries`],
  ['node-disk-full', `${DOCKER}failed to register layer: write /x: no space left on device`],
  ['unpack-failed', 'failed to pull and unpack image "a": failed to extract layer sha256:aa: unexpected EOF'],
  ['unpack-failed', 'failed to pull and unpack image "a": content digest sha256:aa not found: not found'],
  [
    'reference-invalid',
    'Failed to apply default image tag "A": couldn\'t parse image name "A": invalid reference format',
  ],
  ['never-pulled', 'Container image "a" is not present with pull policy of Never'],
  ['signature-invalid', 'Source image rejected: A signature was required, but no signature exists'],
  ['short-name-ambiguous', 'short name mode is enforcing, but image name busybox:1 returns ambiguous list'],
  [
    'pull-failed',
    'connection error: desc = "transport: dial unix /run/containerd/containerd.sock: connection refused"',
  ],
  ['pull-failed', 'open /var/lib/containers/storage: permission denied'],
  ['pull-failed', 'something that nobody has seen before'],
];

describe('parsePullError', () => {
  it.each(MESSAGES)('reads %s out of %s', (kind, message) => {
    expect(parsePullError(message, 'r.io/a:1')?.kind).toBe(kind);
    expect(
      parsePullError(`Back-off pulling image "r.io/a:1": ErrImagePull: ${message}`, 'r.io/a:1')?.kind,
    ).toBe(kind);
    expect(parsePullError(`Failed to pull image "r.io/a:1": ${message}`, 'r.io/a:1')?.kind).toBe(kind);
  });

  it('finds no error in the half that older kubelets write', () => {
    expect(
      parsePullError('Back-off pulling image "r.io/a:1"', 'r.io/a:1', 'ImagePullBackOff'),
    ).toBeUndefined();
    expect(parsePullError('Error: ErrImagePull')).toBeUndefined();
    expect(parsePullError('')).toBeUndefined();
  });

  it("goes by the kubelet's own reason where the words say nothing", () => {
    expect(parsePullError('', '', 'ErrImageNeverPull')).toEqual({
      kind: 'never-pulled',
      text: 'ErrImageNeverPull',
    });
    expect(parsePullError('it is so', '', 'RegistryUnavailable')?.kind).toBe('registry-unreachable');
    const message =
      'Back-off pulling image "a": SignatureValidationFailed: image pull failed for a because the signature validation failed: no';
    expect(parsePullError(message, 'a', 'ImagePullBackOff')?.kind).toBe('signature-invalid');
  });

  it('does not take the name of an image for the answer', () => {
    const image = 'r.io/unauthorized/denied:1';
    expect(parsePullError(`${image}: not found`, image)?.kind).toBe('image-not-found');
    const inPath = 'Head "https://r.io/v2/denied/unauthorized": whatever';
    expect(parsePullError(inPath)?.kind).toBe('pull-failed');
  });

  it('names host, port, address and the way of failing', () => {
    const message = 'Head "http://127.0.0.1:5999/v2/": dial tcp 127.0.0.1:5999: connect: connection refused';
    expect(parsePullError(message)).toMatchObject({
      host: '127.0.0.1',
      port: '5999',
      address: '127.0.0.1:5999',
      failure: 'connection refused',
    });
    expect(parsePullError('Get "http://r.io/v2/": EOF')).toMatchObject({
      port: '80',
      failure: 'connection closed',
    });
    expect(parsePullError('dial tcp [2001:db8::1]:443: connect: network is unreachable')).toMatchObject({
      host: '[2001:db8::1]',
      port: '443',
    });
  });

  it('names the DNS server that was asked, and the host that it was asked for', () => {
    const message = 'Head "https://r.io/v2/": dial tcp: lookup auth.r.io on 10.0.0.2:53: no such host';
    expect(parsePullError(message)).toMatchObject({ host: 'auth.r.io', resolver: '10.0.0.2' });
  });

  it('names the proxy where it is the proxy that fails', () => {
    const message =
      'Head "https://r.io/v2/": proxyconnect tcp: dial tcp 10.1.1.1:3128: connect: connection refused';
    expect(parsePullError(message)).toMatchObject({ host: '10.1.1.1', port: '3128', proxy: true });
  });

  it('takes no number for a status that is not an error', () => {
    expect(parsePullError('unexpected status code x: 302 Found')?.status).toBeUndefined();
    expect(parsePullError('unexpected status: 503 x')?.status).toBe(503);
  });

  it('never throws and never hangs', () => {
    const pieces = fc.constantFrom(
      'rpc error: code = X desc = ',
      'Error: ',
      'lookup ',
      'https://',
      '"',
      ': ',
      'dial tcp ',
    );
    const text = fc.array(fc.oneof(pieces, fc.string())).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, fc.string(), fc.string(), (message, image, reason) => {
        parsePullError(message, image, reason);
      }),
    );
  });
});

interface Sample {
  readonly kind: string;
  readonly image: string;
  readonly reason?: string;
  readonly message: string;
  readonly expected?: Readonly<Record<string, unknown>>;
}

/** Made in the words of registries, runtimes, proxies and nodes, one a line. */
const SAMPLES = readFileSync(new URL('../support/pull-messages.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Sample);

describe('the words of registries, runtimes and nodes', () => {
  it.each(SAMPLES)('$kind: $message', ({ kind, image, reason = 'ErrImagePull', message, expected = {} }) => {
    expect(parsePullError(message, image, reason)).toMatchObject({ kind, ...expected });
    if (reason !== 'ErrImagePull') return;
    expect(parsePullError(`Failed to pull image "${image}": ${message}`, image)?.kind).toBe(kind);
    const backOff = `Back-off pulling image "${image}": ErrImagePull: ${message}`;
    expect(parsePullError(backOff, image, 'ImagePullBackOff')?.kind).toBe(kind);
  });

  it('keeps what mirrors answered apart from what the registry did', () => {
    const message =
      'initializing source docker://q.io/a:1: (Mirrors also failed: [m.io/a:1: reading manifest 1 in m.io/a: denied]\n[n.io/a:1: pinging container registry n.io: EOF]): q.io/a:1: reading manifest 1 in q.io/a: manifest unknown';
    expect(parsePullError(message)).toMatchObject({
      kind: 'image-not-found',
      text: 'manifest unknown',
      mirrors: ['m.io/a:1: denied', 'n.io/a:1: EOF'],
    });
    expect(parsePullError('(Mirrors also failed: cut off')?.mirrors).toBeUndefined();
  });

  it('takes a status of a token server for what it is', () => {
    const token = 'failed to authorize: failed to fetch oauth token: unexpected status: ';
    expect(parsePullError(`${token}400 Bad Request`)?.kind).toBe('access-denied');
    expect(parsePullError(`${token}404 Not Found`)?.kind).toBe('registry-error');
  });
});

describe('unwrapPullMessage', () => {
  it('keeps the code of the wrapper it takes off', () => {
    expect(unwrapPullMessage('rpc error: code = NotFound desc = x')).toEqual({ text: 'x', code: 'NotFound' });
  });

  it('stops at a text of wrappers without end', () => {
    expect(unwrapPullMessage('Error: '.repeat(100)).text).not.toBe('');
  });
});
