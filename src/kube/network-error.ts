/** Node's and OpenSSL's codes in plain words, with what to look at next. */
const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there (connection refused). Is the cluster running?',
  ENOTFOUND: 'the host name does not resolve. Are you on the right network or VPN?',
  EAI_AGAIN: 'the host name could not be resolved (no answer from DNS). Are you online?',
  ETIMEDOUT: 'no answer to the attempt to connect. Is a VPN or a firewall in between?',
  EHOSTUNREACH: 'there is no route to the host. Are you on the right network or VPN?',
  ENETUNREACH: 'there is no route to the network. Are you on the right network or VPN?',
  ECONNRESET: 'the connection was closed before an answer came. Is a proxy in between?',
  EPIPE: 'the connection was closed while the request was sent.',
  EPROTO: 'the two sides do not speak the same TLS. Does the server address need http:// or another port?',
  ERR_SSL_WRONG_VERSION_NUMBER:
    'it does not speak TLS. Does the server address need http:// or another port?',
  CERT_HAS_EXPIRED: "the server's certificate has expired.",
  DEPTH_ZERO_SELF_SIGNED_CERT: "the server's certificate is not signed by the kubeconfig's CA.",
  SELF_SIGNED_CERT_IN_CHAIN: "the server's certificate is not signed by the kubeconfig's CA.",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "the server's certificate is not signed by the kubeconfig's CA.",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "the server's certificate is not signed by the kubeconfig's CA.",
  CERT_SIGNATURE_FAILURE: "the server's certificate is not signed by the kubeconfig's CA.",
  ERR_TLS_CERT_ALTNAME_INVALID: "the server's certificate is for another host name.",
  ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED: 'it wants a client certificate.',
  ERR_SSL_TLSV1_ALERT_UNKNOWN_CA: "it does not accept the kubeconfig's client certificate.",
  ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE: "it does not accept the kubeconfig's client certificate.",
  'ERR_SSL_SSL/TLS_ALERT_BAD_CERTIFICATE': "it does not accept the kubeconfig's client certificate.",
};

/** Codes after which the same request may well succeed: the connection had been idle, or the server was restarting. */
const PASSING: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE']);

/** Why no answer came, in plain words. */
export function networkReason(error: unknown): string {
  const code = codeOf(error);
  const known = REASONS[code];
  if (known) return known;
  const message = error instanceof Error ? error.message : String(error);
  return code === '' || message.includes(code) ? message : `${message} (${code})`;
}

export function isPassing(error: unknown): boolean {
  return PASSING.has(codeOf(error));
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
