import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isSecretName } from '../../../src/diagnosis/redact.ts';

describe('isSecretName', () => {
  test.each(
    `DB_PASSWORD API_TOKEN AWS_SECRET_ACCESS_KEY password dbPassword PGPASSWORD MYSQL_PWD pwd SMTP_PASS DB_PASS pass redis_pw
    passphrase API_KEY apiKey APIKEY apikey X-Api-Key client_secret clientSecret SECRET SECRET_KEY SECRET_KEY_BASE
    TOKEN GITHUB_TOKEN access_tokens JWT_SECRET ENCRYPTION_KEY SIGNING_KEY PRIVATE_KEY ssh-key client-key-data
    PASSWORD_HASH DB_PASSWORD_PROD PASSWORD1 TOKEN_2 STRIPE_API_KEYS .dockerconfigjson AccountKey SharedAccessKey
    _authToken REDIS_AUTH CREDENTIALS RABBITMQ_ERLANG_COOKIE Authorization Proxy-Authorization Cookie Set-Cookie OTP
    spring.datasource.password nextauth_secret WIFI_PSK`.split(/\s+/),
  )('%s', (name) => {
    expect(isSecretName(name)).toBe(true);
  });

  test.each(
    `PASSWORD_MIN_LENGTH PASSWORD_FILE TOKEN_TTL TOKEN_URL SECRET_NAME secretName secretKeyRef KEY_PATH KEY key
    max_tokens prompt_tokens TOKENS tokenExpirationSeconds imagePullSecrets AWS_ACCESS_KEY_ID USERNAME DB_HOST
    PWD OLDPWD GOOGLE_APPLICATION_CREDENTIALS sort_key PRIMARYKEY proxy_pass getToken invalid_token USE_TOKEN BYPASS
    AUTHOR keyboard monkey tls.key PASSWORD_POLICY DATABASE_URL my.authorization 123 _ compass`.split(/\s+/),
  )('not %s', (name) => {
    expect(isSecretName(name)).toBe(false);
  });

  test('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => typeof isSecretName(`${name}key`) === 'boolean'),
    );
    expect(isSecretName('')).toBe(false);
    expect(isSecretName(`TOKEN${'_1'.repeat(300)}`)).toBe(false);
    expect(isSecretName(`${'A_'.repeat(500_000)}TOKEN`)).toBe(true);
  });
});
