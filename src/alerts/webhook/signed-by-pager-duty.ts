import { createHmac } from 'node:crypto';
import { equalSecrets } from './equal-secrets.ts';

const VERSION = 'v1=';

/**
 * Whether one of the signatures in `X-PagerDuty-Signature` is that of the body. There are several while PagerDuty has more
 * than one secret for the subscription (https://developer.pagerduty.com/docs/verifying-webhook-signatures).
 */
export function signedByPagerDuty(header: string, body: Buffer, secret: string): boolean {
  const expected = VERSION + createHmac('sha256', secret).update(body).digest('hex');
  const given = header.split(',').map((signature) => signature.trim());
  return given.filter((signature) => equalSecrets(signature, expected)).length > 0;
}
