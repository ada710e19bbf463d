/**
 * How sure a name makes us that its value is a secret:
 * `password` and `strong` hide whatever stands there; `noun` is a word that sentences use as well (`token: …`,
 * `secret: …`); `weak` hides only what looks random; the headers have values with blanks in them.
 */
export type SecretKind = 'password' | 'strong' | 'noun' | 'weak' | 'authorization' | 'cookie';

const PASSWORD = /(?:password|passwd|passphrase|passcode|pwd)s?$/;
const PASSWORD_SHORT = new Set(['pass', 'pw', 'psw', 'psk']);
// nginx directives, not passwords.
const NOT_PASSWORDS = new Set(['proxy', 'fastcgi', 'uwsgi', 'grpc', 'scgi', 'memcached', 'first', 'by']);

const STRONG_WORDS = new Set(
  `apikey apikeys apitoken authtoken accesstoken refreshtoken bearertoken sessiontoken usertoken bottoken apptoken
  idtoken identitytoken clientsecret appsecret jwtsecret sharedsecret secretkey accesskey privatekey accountkey
  signingkey encryptionkey masterkey licensekey authkey deploykey sshkey sharedaccesskey otp dockerconfigjson
  dockercfg jsessionid phpsessid sessionid`.split(/\s+/),
);
// `…_KEY` is a secret behind these words only: `secret.key`, `sort_key` and `config_key` are names of things.
const KEYED = new Set(
  `api access secret private account auth authentication authorization encryption encrypt encrypted decryption signing sign
  signature master shared storage license deploy ssh hmac jwt aes rsa ecdsa ed25519 pgp gpg subscription consumer
  application app admin instrumentation ingest ingestion webhook service session cookie crypto cipher kms vault unseal
  recovery root client functions integration routing stripe sendgrid openai anthropic mailgun datadog dd relic twilio
  maps google azure aws gcp algolia fernet csrf nextauth write primary rest`.split(/\s+/),
);
const TOKEN_GROUPS = new Set(['access', 'auth', 'api', 'refresh', 'bearer', 'session', 'user']);
// `password_hash`, `SECRET_KEY_BASE`, `client-key-data`, `DB_PASSWORD_PROD` are what stands before these words.
const QUALIFIERS = new Set(
  `value data hash salt base base64 b64 encoded raw plain plaintext text string old new current previous prev primary
  secondary backup prod production dev staging stage test live pem main default override`.split(/\s+/),
);
// `invalid_token`, `getPassword`, `USE_TOKEN`, `max_token` speak about secrets.
const TALKS_ABOUT = new Set(
  `get fetch parse invalid expired missing unexpected bad wrong unknown no has is use using allow enable disable require
  requires required need max min num total count eos bos pad stop unk`.split(/\s+/),
);
// The shell's own variables, and a path by Google's convention.
const HARMLESS_NAMES = new Set(['PWD', 'OLDPWD', 'GOOGLE_APPLICATION_CREDENTIALS']);

const LONGEST_NAME = 200;
// Nearly every word of a log is none of these: one look instead of ten.
const HINT = /pass|pwd|pw|ps[wk]|token|secret|key|auth|cred|cookie|otp|dockerc|sess/i;

/** Whether the value of an environment variable or configuration key of this name is to be hidden. */
export function isSecretName(name: string): boolean {
  return !HARMLESS_NAMES.has(name) && secretKind(name) !== undefined;
}

/** What a key in a text says of its value; undefined when its value is no secret. */
export function secretKind(name: string): SecretKind | undefined {
  if (!HINT.test(name)) return undefined;
  const { first, before, last } = partsOf(name.slice(-LONGEST_NAME));
  if (TALKS_ABOUT.has(first)) return undefined;
  if (last === 'authorization' && (before === '' || before === 'proxy')) return 'authorization';
  if (last === 'cookie') return before === '' || before === 'set' ? 'cookie' : 'weak';
  return passwordKind(last, before) ?? tokenKind(last, before) ?? keyKind(last, before);
}

function passwordKind(last: string, before: string): SecretKind | undefined {
  if (PASSWORD.test(last)) return 'password';
  if (!PASSWORD_SHORT.has(last) || NOT_PASSWORDS.has(before)) return undefined;
  return before === '' ? 'weak' : 'password';
}

function tokenKind(last: string, before: string): SecretKind | undefined {
  if (last === 'token' || last === 'secret') return before === '' ? 'noun' : 'strong';
  if (STRONG_WORDS.has(last)) return 'strong';
  if (last === 'tokens') return TOKEN_GROUPS.has(before) ? 'strong' : undefined;
  return last === 'auth' || last === 'credential' || last === 'credentials' ? 'weak' : undefined;
}

function keyKind(last: string, before: string): SecretKind | undefined {
  return (last === 'key' || last === 'keys') && KEYED.has(before) ? 'strong' : undefined;
}

/** `dbPassword2` → db, password; a number or a qualifier at the end is left off. */
function partsOf(name: string): { readonly first: string; readonly before: string; readonly last: string } {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => /[a-z]/.test(word));
  const telling = words.slice(0, words.findLastIndex((word) => !QUALIFIERS.has(word)) + 1);
  const last = (telling.pop() ?? '').replace(/([a-z])\d{1,4}$/, '$1');
  return { first: telling[0] ?? last, before: telling.at(-1) ?? '', last };
}
