import { REDACTED } from './marker.ts';

/**
 * Tokens that give themselves away by their form. The first group stays, so that a reader sees which kind it was.
 * Every quantifier is bounded or stands at the end: the time stays linear.
 */
const TOKENS: readonly RegExp[] = [
  // AWS access key ids, bedrock keys
  /\b((?:AKIA|ASIA|ABIA|ACCA))[A-Z0-9]{16}(?![A-Za-z0-9])/g,
  /\b(ABSK)[A-Za-z0-9+/]{40,}=*/g,
  // Google API keys, OAuth tokens, client secrets, refresh tokens
  /\b(AIza)[\w-]{30,}/g,
  /\b(ya29\.)[\w-]{16,}/g,
  /\b(GOCSPX-)[\w-]{16,}/g,
  /(?<![\w/])(1\/\/0)[\w-]{20,}/g,
  // Azure client secrets: three characters, 7Q~ or 8Q~, 31 to 34 more
  /(?<![\w~.-])()[\w~.-]{3}[78]Q~[\w~.-]{31,34}/g,
  // GitHub, GitLab
  /\b(gh[pousr]_)[A-Za-z0-9]{16,}/g,
  /\b(github_pat_)\w{16,}/g,
  /\b(gl(?:pat|dt|rt|cbt|ptt|oas|soat|ft|imt|agent|ffct)-)[\w-]{16,}/g,
  // Slack, Discord, Telegram, Teams
  /\b(xox[a-z](?:\.xox[a-z])?-)[\w-]{10,}/g,
  /\b(xapp-)[\w-]{16,}/g,
  /(hooks\.slack\.com\/(?:services|workflows|triggers)\/)[\w/-]{8,}/g,
  /(discord(?:app)?\.com\/api\/webhooks\/)[\w/-]{8,}/g,
  /(\.webhook\.office\.com\/)[\w/@-]{8,}/g,
  /(?<!\d)(\d{8,10}:)AA[\w-]{32,}/g,
  // Stripe, Square, Twilio, SendGrid, Mailgun, Mailchimp
  /\b((?:sk|rk)_(?:live|test)_)[A-Za-z0-9]{10,}/g,
  /\b(whsec_)[A-Za-z0-9+/]{16,}=*/g,
  /\b(sq0(?:atp|csp)-)[\w-]{16,}/g,
  /\b(SK)[0-9a-f]{32}\b/g,
  /\b(SG\.)[\w-]{16,}(?:\.[\w-]{0,100})?/g,
  /\b(key-)[0-9a-f]{32}\b/g,
  /\b()[0-9a-f]{32}-us\d{1,2}\b/g,
  // OpenAI, Anthropic and those who copied the form; Hugging Face
  /(?<![\w-])(sk-(?:ant|proj|svcacct|admin|or)-)[\w-]{16,}/g,
  /(?<![\w-])(sk-)[A-Za-z0-9]{20,}/g,
  /\b(hf_)[A-Za-z0-9]{20,}/g,
  // Package registries
  /\b(npm_)[A-Za-z0-9]{30,}/g,
  /\b(pypi-)Ag[\w-]{16,}/g,
  /\b(dckr_(?:pat|oat)_)[\w-]{16,}/g,
  /\b(rubygems_)[0-9a-f]{40,}/g,
  /\b(AKCp)[A-Za-z0-9]{40,}/g,
  // Platforms
  /\b(hv[sbr]\.)[\w-]{20,}/g,
  /\b(do[opr]_v1_)[0-9a-f]{40,}/g,
  /\b(dapi)[0-9a-f]{32}\b/g,
  /\b(dp\.(?:pt|st|ct|sa|scim|audit)\.)[\w.-]{30,}/g,
  /\b(shp(?:at|ca|pa|ss)_)[0-9a-fA-F]{32}/g,
  /\b(glsa_|glc_)[\w=+/-]{24,}/g,
  /\b(NR(?:AK|II|RA)-)[A-Z0-9a-z]{20,}/g,
  /\b(ATATT3)[\w=-]{20,}/g,
  /\b(sntry[su]_)[\w=+/-]{20,}/g,
  /\b(lin_api_)[A-Za-z0-9]{20,}/g,
  /\b(pul-)[0-9a-f]{40}\b/g,
  /\b(EZ[AT]K)[A-Za-z0-9]{40,}/g,
  /\b(AGE-SECRET-KEY-)1[A-Z0-9]{20,}/g,
  // JSON Web Tokens and other JSON in base64 (`{"`), also cut off: a service account's token, a .dockerconfigjson
  /\b(eyJ)[\w+/-]{16,}=*(?:\.[\w-]+){0,4}/g,
  // PEM in base64 (`-----BEGIN `) that is not a certificate
  /\b(LS0tLS1CRUdJTi)(?!BDRVJUSUZJQ0FUR)[\w+/]{16,}=*/g,
];

// A scheme of the Authorization header and what can only be a credential: not `Bearer realm="…"`, `Basic authentication`.
const SCHEME =
  /\b([Bb]earer|BEARER|[Bb]asic|BASIC)(\s{1,4})(?=[\w~+/.-]{0,500}?(?:\d|[a-z][A-Z]|=))([\w~+/.-]{8,}={0,2})(?![\w="'])/g;

/** Hides tokens known by their form wherever they stand. */
export function redactTokens(text: string): string {
  const hidden = TOKENS.reduce((left, token) => left.replace(token, `$1${REDACTED}`), text);
  return hidden.replace(SCHEME, `$1$2${REDACTED}`);
}
