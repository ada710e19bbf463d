import type { Sample } from './sample.ts';

const missing = { cause: 'configuration-missing' } as const;

export const CONFIGURATION: readonly Sample[] = [
  {
    ...missing,
    name: 'a required variable',
    text: 'Error: required environment variable STRIPE_KEY is missing\n    at load (/app/config.js:4:9)',
    params: { variable: 'STRIPE_KEY' },
  },
  {
    ...missing,
    name: 'a variable not set',
    text: '2026/04/01 00:00:00 DATABASE_URL is not set',
    params: { variable: 'DATABASE_URL' },
  },
  {
    ...missing,
    name: 'env must be set',
    text: 'panic: env PAYMENTS_TOKEN must be set\n\ngoroutine 1 [running]:\nmain.main()\n\t/src/main.go:12 +0x1d',
    params: { variable: 'PAYMENTS_TOKEN', file: '/src/main.go', row: 12 },
  },
  {
    ...missing,
    name: 'missing required environment variables in a list',
    text: 'ERROR Missing required environment variables: SMTP_HOST, SMTP_PORT',
    params: { variable: ['SMTP_HOST', 'SMTP_PORT'] },
  },
  {
    ...missing,
    name: 'environment variable not found',
    text: 'thread \'main\' panicked at src/main.rs:4:40:\nenvironment variable not found: "QUEUE_NAME"',
    params: { variable: 'QUEUE_NAME' },
  },
  {
    ...missing,
    name: 'Rust var with expect',
    text: "thread 'main' panicked at 'API_TOKEN must be set: NotPresent', src/main.rs:9:41",
    params: { variable: 'API_TOKEN', file: 'src/main.rs', row: 9 },
  },
  {
    ...missing,
    name: 'Python environ',
    text: `Traceback (most recent call last):
  File "/srv/app.py", line 3, in <module>
    token = os.environ["SLACK_TOKEN"]
  File "<frozen os>", line 714, in __getitem__
KeyError: 'SLACK_TOKEN'`,
    params: { variable: 'SLACK_TOKEN', file: '/srv/app.py', row: 3 },
  },
  {
    ...missing,
    name: 'Django settings',
    text: 'django.core.exceptions.ImproperlyConfigured: Set the SECRET_KEY environment variable',
    params: { variable: 'SECRET_KEY' },
  },
  {
    ...missing,
    name: 'decouple',
    text: 'decouple.UndefinedValueError: BROKER_URL not found. Declare it as envvar or define a default value.',
    params: { variable: 'BROKER_URL' },
  },
  {
    ...missing,
    name: 'pydantic settings',
    text: `pydantic_core._pydantic_core.ValidationError: 1 validation error for AppSettings
db_url
  Field required [type=missing, input_value={}, input_type=dict]`,
    params: { service: 'AppSettings', key: 'db_url' },
  },
  {
    ...missing,
    name: 'Ruby ENV.fetch',
    text: "/app/config/boot.rb:12:in 'Hash#fetch': key not found: \"RAILS_HOST\" (KeyError)\n\tfrom /app/config/boot.rb:12:in '<top (required)>'",
    params: { variable: 'RAILS_HOST', file: '/app/config/boot.rb', row: 12 },
  },
  {
    ...missing,
    name: 'a Spring placeholder',
    text: `Error creating bean with name 'mailer'
Caused by: java.lang.IllegalArgumentException: Could not resolve placeholder 'mail.smtp.host' in value "\${mail.smtp.host}"`,
    params: { key: 'mail.smtp.host' },
  },
  {
    ...missing,
    name: 'a Spring datasource',
    text: `***************************
APPLICATION FAILED TO START
***************************

Description:

Failed to configure a DataSource: 'url' attribute is not specified and no embedded datasource could be configured.

Reason: Failed to determine a suitable driver class`,
    params: { key: 'spring.datasource.url' },
  },
  {
    ...missing,
    name: 'shell with set -u',
    text: '/entrypoint.sh: line 7: ADMIN_EMAIL: unbound variable',
    params: { variable: 'ADMIN_EMAIL' },
  },
  {
    ...missing,
    name: 'shell with a message',
    text: 'sh: LICENSE_FILE: parameter not set',
    params: { variable: 'LICENSE_FILE' },
  },
  {
    ...missing,
    name: 'a connection string in .NET',
    text: "Unhandled exception. System.InvalidOperationException: Connection string 'Orders' not found.\n   at Program.<Main>$(String[] args) in /src/Program.cs:line 9",
    params: { key: 'Orders', row: 9 },
  },
  {
    ...missing,
    name: 'a JSON log with the key',
    text: '{"severity":"CRITICAL","message":"missing configuration key \\"billing.endpoint\\""}',
    params: { key: 'billing.endpoint' },
  },
  {
    ...missing,
    name: 'Go reading its file',
    text: '2026/04/01 00:00:00 open /etc/relay/relay.toml: no such file or directory',
    params: { path: '/etc/relay/relay.toml' },
  },
  {
    ...missing,
    name: 'Python reading its file',
    text: "FileNotFoundError: [Errno 2] No such file or directory: '/config/model.json'",
    params: { path: '/config/model.json' },
  },
  {
    ...missing,
    name: 'Node reading its file',
    text: "Error: ENOENT: no such file or directory, open '/app/certs/tls.key'\n    at Object.openSync (node:fs:573:18)",
    params: { path: '/app/certs/tls.key' },
  },
  {
    ...missing,
    name: 'Java reading its file',
    text: 'Exception in thread "main" java.io.FileNotFoundException: /etc/acme/app.properties (No such file or directory)\n\tat java.base/java.io.FileInputStream.open0(Native Method)',
    params: { path: '/etc/acme/app.properties' },
  },
  {
    ...missing,
    name: '.NET reading its file',
    text: "Unhandled exception. System.IO.FileNotFoundException: Could not find file '/app/appsettings.Production.json'.",
    params: { path: '/app/appsettings.Production.json' },
  },
  {
    ...missing,
    name: 'nginx reading its certificate',
    text: 'nginx: [emerg] cannot load certificate "/etc/nginx/tls/tls.crt": BIO_new_file() failed (SSL: error:80000002:system library::No such file or directory)',
    params: { path: '/etc/nginx/tls/tls.crt' },
  },
  {
    ...missing,
    name: 'cat',
    text: 'cat: /run/secrets/token: No such file or directory',
    params: { path: '/run/secrets/token' },
  },
  {
    ...missing,
    name: 'Prometheus',
    text: 'ts=2026-04-01T00:00:00Z caller=main.go:500 level=error msg="Error loading config (--config.file=/etc/prometheus/prom.yml)" file=/etc/prometheus/prom.yml err="open /etc/prometheus/prom.yml: no such file or directory"',
    params: { path: '/etc/prometheus/prom.yml' },
  },
  {
    ...missing,
    name: 'Postgres without a password',
    text: 'Error: Database is uninitialized and superuser password is not specified.\n       You must specify POSTGRES_PASSWORD to a non-empty value for the superuser.',
  },
  {
    ...missing,
    name: 'Prisma without its variable',
    text: 'error: Environment variable not found: DATABASE_URL.\n  -->  schema.prisma:7',
    params: { variable: 'DATABASE_URL' },
  },
  {
    ...missing,
    name: 'Kafka clients',
    text: 'Exception in thread "main" org.apache.kafka.common.config.ConfigException: Missing required configuration "bootstrap.servers" which has no default value.',
    params: { key: 'bootstrap.servers' },
  },
  {
    ...missing,
    name: 'Laravel',
    text: '[2026-04-01 00:00:00] production.ERROR: No application encryption key has been specified. {"exception":"[object]"}',
    params: { variable: 'APP_KEY' },
  },
  {
    ...missing,
    name: 'a config file in plain words',
    text: 'FATAL could not load config file /etc/agent/agent.hcl',
    params: { path: '/etc/agent/agent.hcl' },
  },
];
