import { type Signature, WEIGHT } from '../signature.ts';

const tls = { cause: 'dependency-rejected', confidence: 'certain', weight: WEIGHT.decisive } as const;

/** TLS: the other side is there, but its certificate or protocol isn't taken. */
export const TLS: readonly Signature[] = [
  {
    ...tls,
    id: 'tls/expired',
    needles: [
      'certificate has expired',
      'certificate is expired',
      'cert_has_expired',
      'certificateexpiredexception',
      'notafter',
      'not yet valid',
      'certificate expired',
    ],
    pattern:
      /certificate has expired(?: or is not yet valid)?|CERT_HAS_EXPIRED|CertificateExpiredException|certificate is (?:expired|not yet valid)|NotAfter: .{1,60}|CERT_NOT_YET_VALID|certificate expired/i,
    params: { reason: 'certificate-expired' },
  },
  {
    ...tls,
    id: 'tls/name-mismatch',
    needles: [
      'certificate is valid for',
      'certificate is not valid',
      "doesn't contain any ip sans",
      'hostname mismatch',
      'altnames',
      'subject alternative',
      'err_tls_cert_altname_invalid',
      'certificate subject name',
      "doesn't match",
      'does not match target host',
      'does not match host name',
    ],
    pattern:
      /certificate is not valid for any names, but wanted to match (?<host6>[\w.-]{1,253})|certificate is valid for (?<valid>.{1,120}?), not (?<host>[\w.*-]{1,253})|doesn't contain any IP SANs|[Hh]ostname mismatch, certificate is not valid for '(?<host2>[^']{1,253})'|ERR_TLS_CERT_ALTNAME_INVALID|Host: (?<host3>[\w.-]{1,253})\. is not in the cert's altnames|No subject alternative (?:DNS )?names? (?:matching|present).{0,20}(?:name (?<host4>[\w.-]{1,253}))?|no alternative certificate subject name matches target host name '(?<host5>[^']{1,253})'|server certificate for "(?<valid2>[^"]{1,253})".{0,30} does not match host name "(?<host7>[^"]{1,253})"/,
    params: { reason: 'certificate-name' },
  },
  {
    ...tls,
    id: 'tls/untrusted',
    needles: [
      'certificate',
      'pkix',
      'self signed',
      'self-signed',
      'self_signed',
      'unable_to_',
      'unknownissuer',
      'unknown ca',
      'unknown_ca',
    ],
    pattern:
      /certificate signed by unknown authority|PKIX path (?:building|validation) failed|unable to find valid certification path|self[- ]signed certificate|SELF_SIGNED_CERT|UNABLE_TO_(?:VERIFY_LEAF_SIGNATURE|GET_ISSUER_CERT\w*)|unable to (?:get local issuer|verify the first) certificate|certificate[_ ]verify[_ ]failed|certificate verif(?:y|ication) failed|UnknownIssuer|unknown[_ ]ca\b|remote certificate is invalid|invalid peer certificate|certificate is not trusted|UntrustedRoot|PartialChain|SSL certificate problem|certificate verify error/i,
    params: { reason: 'certificate-untrusted' },
  },
  {
    ...tls,
    cause: 'application-error',
    id: 'tls/own-certificate',
    needles: ['private key', 'key values mismatch', 'pem', 'no start line'],
    pattern:
      /private key does not match public key|key values mismatch|failed to find any PEM data|failed to parse private key|PEM routines:.{0,20}:no start line|PEM lib/i,
    weight: WEIGHT.specific + 1,
  },
  {
    ...tls,
    id: 'tls/protocol',
    needles: [
      'tls',
      'ssl',
      'handshake',
      'http response to https client',
      'wrong version number',
      'http request to an https',
    ],
    pattern:
      /first record does not look like a TLS handshake|server gave HTTP response to HTTPS client|HTTP request was sent to HTTPS port|wrong version number|unsupported protocol|(?:SSL|TLS)? ?handshake (?:failed|failure|error|exception)|SSLHandshakeException|tls: (?!.{0,40}(?:enabled|config))(?<message>.{1,120})|(?:Not an SSL\/TLS record|Unsupported or unrecognized SSL message)|bad[_ ]certificate|protocol version not supported|no ciphers available/i,
    params: { reason: 'tls' },
    weight: WEIGHT.specific,
  },
];
