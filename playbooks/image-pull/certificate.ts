import type { Params } from '../../src/diagnosis/finding.ts';
import type { PullError } from '../../src/diagnosis/pull-error.ts';

/** What the certificate lacks, in the words of Go's crypto/x509, or what else broke the handshake. */
export function certificateParams(
  error: PullError,
  endpoint: string,
  registry: string,
  isPublic: boolean,
): Params {
  if (error.kind !== 'registry-certificate-untrusted') return {};
  const { text } = error;
  if (/HTTP response to HTTPS client|does not look like a TLS/.test(text))
    return error.proxy
      ? { plainProxy: endpoint, reason: undefined }
      : { plainHost: endpoint, reason: undefined };
  const alert = /\btls: (?!failed to verify)(.*)$/s.exec(text)?.[1];
  if (alert !== undefined) {
    const isClient = /certificate required|bad certificate|unknown certificate/.test(alert);
    return {
      brokenHost: endpoint,
      tlsHost: endpoint,
      alert: isClient ? undefined : alert,
      clientAlert: isClient ? alert : undefined,
      reason: undefined,
      clientCertificate: isClient ? registry : undefined,
    };
  }
  const problem = /x509: (.*)$/s.exec(text)?.[1] ?? text;
  const times = /current time (\S+) is (after|before) (\S+?)[.,;]?$/.exec(problem);
  const isUnknown = problem.includes('unknown authority');
  const isExpired = problem.includes('expired');
  const isUnnamed = /is valid for|any IP SANs|not valid for any names|Common Name/.test(problem);
  return {
    untrustedHost: endpoint,
    tlsHost: endpoint,
    unknownAuthority: isUnknown ? problem : undefined,
    interceptedHost: isUnknown && isPublic ? endpoint.replace(/:443$/, '') : undefined,
    authorityRegistry: isExpired || isUnnamed || isPublic ? undefined : registry,
    authorityHost: endpoint.replace(/:443$/, ''),
    ...(isExpired || isUnnamed || isUnknown ? { reason: undefined } : {}),
    expired: isExpired ? problem : undefined,
    expiredAt: times?.[2] === 'after' ? times[3] : undefined,
    validFrom: times?.[2] === 'before' ? times[3] : undefined,
    otherNames: isUnnamed ? problem : undefined,
    names: /is valid for (.*?), not /.exec(problem)?.[1],
  };
}
