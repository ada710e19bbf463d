import { type Answer, refusal } from './answer.ts';
import { equalSecrets } from './equal-secrets.ts';

/** Who may send alerts: whoever knows one of these. */
export interface SenderAuthorization {
  /** Bearer tokens; several, so that one can take another's place. */
  readonly tokens: readonly string[];
  /** `user:password`. */
  readonly basic?: string;
}

const NOT_SET_UP =
  'This address takes no alerts yet: set ALERTS_TOKEN (or ALERTS_BASIC_AUTH) for podwhy, and the same for the sender.';

/** The refusal of a request with this `Authorization`; undefined where it may come in. */
export function authoriseSender(
  header: string | undefined,
  { tokens, basic }: SenderAuthorization,
): Answer | undefined {
  if (tokens.length === 0 && basic === undefined) return refusal(404, NOT_SET_UP);
  const [, scheme = '', credentials = ''] = /^(\S+) +(\S+)\s*$/.exec(header ?? '') ?? [];
  if (scheme.toLowerCase() === 'bearer' && knowsToken(credentials, tokens)) return undefined;
  if (scheme.toLowerCase() === 'basic' && basic !== undefined && knowsPassword(credentials, basic))
    return undefined;
  const problem = header === undefined ? 'There are no credentials.' : 'The credentials are wrong.';
  return refusal(401, problem, { 'www-authenticate': challenges(tokens, basic) });
}

/** All are compared, so that the time does not tell which one it was. */
function knowsToken(token: string, tokens: readonly string[]): boolean {
  return tokens.filter((one) => equalSecrets(one, token)).length > 0;
}

function knowsPassword(credentials: string, basic: string): boolean {
  return equalSecrets(Buffer.from(credentials, 'base64').toString('utf8'), basic);
}

function challenges(tokens: readonly string[], basic: string | undefined): readonly string[] {
  return [
    ...(tokens.length > 0 ? ['Bearer realm="podwhy"'] : []),
    ...(basic === undefined ? [] : ['Basic realm="podwhy", charset="UTF-8"']),
  ];
}
