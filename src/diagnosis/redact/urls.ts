import { REDACTED } from './marker.ts';

// An authority's user information: up to the last @ before the path.
const USER_INFO = /([^\s"'`<>/?#@:\\]{0,256}):([^\s"'`<>/?#\\]{1,1024})@(?!sha\d{3}:)/y;
// A password with an unescaped / ? or # in it; a port is not a password.
const ODD_USER_INFO = /([^\s"'`<>/?#@:\\]{0,128}):(?!\d{1,5}[/?#])([^\s"'`<>@,\\]{1,256})@(?!sha\d{3}:)/y;
// A token in place of the user: https://0123456789abcdef@host.
const TOKEN_USER = /((?=[^@\s]{0,100}\d)[\w.~-]{20,256})(?::x-oauth-basic)?@(?!sha\d{3}:)/y;
// Signatures of presigned addresses (Azure SAS, S3, GCS, CloudFront).
const SIGNED =
  /([?&;](?:sig|signature|x-(?:amz|goog|oss|cos)-(?:signature|credential|security-token))=)([^&\s"'`<>\\[\]]{16,})/gi;
// An API's key in a query, not a cache's or a file's.
const QUERY_KEY = /([?&]key=)(?=[A-Za-z_]{0,64}\d)\w{20,}/g;
// Go's MySQL driver: user:password@tcp(host:3306)/db
const GO_DSN = /\b([\w.-]{1,64}):([^\s"'`/]{1,128})(@(?:tcp6?|unix)\()/g;
// jdbc:oracle:thin:user/password@host
const ORACLE = /(jdbc:oracle:\w{1,8}:[^/\s"']{1,64}\/)([^@\s"']{1,128})@/g;

/** Hides passwords and signatures in addresses and connection strings; host, user, port and database stay. */
export function redactUrls(text: string): string {
  return redactUserInfo(text)
    .replace(SIGNED, `$1${REDACTED}`)
    .replace(QUERY_KEY, `$1${REDACTED}`)
    .replace(GO_DSN, `$1:${REDACTED}$3`)
    .replace(ORACLE, `$1${REDACTED}@`);
}

function redactUserInfo(text: string): string {
  let result = '';
  let done = 0;
  for (let at = text.indexOf('://'); at !== -1; at = text.indexOf('://', Math.max(at + 3, done))) {
    const start = at + 3;
    const found = matchAt(USER_INFO, text, start) ?? matchAt(ODD_USER_INFO, text, start);
    const token = found ? undefined : matchAt(TOKEN_USER, text, start);
    const shown = found ? `${found[1]}:${REDACTED}@` : `${REDACTED}@`;
    const whole = (found ?? token)?.[0];
    if (whole === undefined) continue;
    result += text.slice(done, start) + shown;
    done = start + whole.length;
  }
  return result + text.slice(done);
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}
