import type { Sample } from './sample.ts';

/** Further programs, libraries and tools. */
export const FURTHER: readonly Sample[] = [
  {
    cause: 'dependency-rejected',
    name: 'spring vault',
    text: `2026-11-20T08:00:01.000Z ERROR 1 --- [main] o.s.boot.SpringApplication               : Application run failed

org.springframework.vault.authentication.VaultLoginException: Cannot login using Kubernetes: permission denied; nested exception is org.springframework.web.client.HttpClientErrorException$Forbidden: 403 Forbidden: "{"errors":["permission denied"]}<EOL>"
	at org.springframework.vault.authentication.VaultLoginException.create(VaultLoginException.java:81)`,
    line: 'vault',
  },
  {
    cause: 'module-missing',
    name: 'jvm agent missing',
    text: `Error opening zip file or JAR manifest missing : /otel/opentelemetry-javaagent.jar
Error occurred during initialization of VM
agent library failed to init: instrument`,
    params: { module: '/otel/opentelemetry-javaagent.jar' },
  },
  {
    cause: 'configuration-missing',
    name: 'kotlin ktor config',
    text: `Exception in thread "main" io.ktor.server.config.ApplicationConfigurationException: Property ktor.deployment.port not found.
	at io.ktor.server.config.HoconApplicationConfig.property(HoconApplicationConfig.kt:19)`,
    params: { key: 'ktor.deployment.port' },
  },
  {
    cause: 'application-error',
    name: 'django ALLOWED db sqlite readonly',
    text: `Traceback (most recent call last):
  File "/app/manage.py", line 22, in <module>
    main()
django.db.utils.OperationalError: attempt to write a readonly database`,
    line: 'readonly database',
  },
  {
    cause: 'configuration-missing',
    name: 'uvicorn env file',
    text: `Traceback (most recent call last):
  File "/app/main.py", line 4, in <module>
    raise RuntimeError("SENTRY_DSN is not configured")
RuntimeError: SENTRY_DSN is not configured`,
    params: { variable: 'SENTRY_DSN' },
  },
  {
    cause: 'dependency-rejected',
    name: 'mysql node',
    text: `Error: Access denied for user 'app'@'10.42.0.7' (using password: YES)
    at Packet.asError (/app/node_modules/mysql2/lib/packets/packet.js:740:17) {
  code: 'ER_ACCESS_DENIED_ERROR',
  errno: 1045,
  sqlState: '28000'
}`,
    params: { user: 'app' },
  },
  {
    cause: 'application-error',
    name: 'node convict',
    text: `Error: db.host: must be of type String: value was undefined
    at Object.validate (/app/node_modules/convict/src/main.js:600:17)
    at Object.<anonymous> (/app/config.js:40:8)`,
    line: 'db.host',
  },
  {
    cause: 'dependency-rejected',
    name: 'go zap vault token',
    text: `{"level":"error","ts":1763625600,"msg":"read secret","error":"Error making API request.\\n\\nURL: GET http://vault:8200/v1/secret/data/app\\nCode: 403. Errors:\\n\\n* permission denied"}
{"level":"fatal","ts":1763625600,"msg":"cannot start without secrets"}`,
    params: { reason: '403' },
  },
  {
    cause: 'application-error',
    name: 'go tls key pair',
    text: `2026/11/20 08:00:00 tls: private key does not match public key`,
    line: 'private key does not match public key',
  },
  {
    cause: 'configuration-missing',
    name: 'go template missing',
    text: `panic: html/template: pattern matches no files: \`templates/*.html\`

goroutine 1 [running]:
html/template.Must(...)
	/usr/local/go/src/html/template/helper.go:26
main.main()
	/src/main.go:19 +0x8f`,
    params: { path: 'templates/*.html' },
  },
  {
    cause: 'dependency-unreachable',
    name: 'rails redis url',
    text: `Error connecting to Redis on redis-master:6379 (SocketError) (Redis::CannotConnectError)`,
    params: { host: 'redis-master' },
  },
  {
    cause: 'application-error',
    name: 'php-fpm',
    text: `[20-Nov-2026 08:00:00] ERROR: [/usr/local/etc/php-fpm.d/www.conf:12] unknown entry 'pm.max_childs'
[20-Nov-2026 08:00:00] ERROR: Unable to include /usr/local/etc/php-fpm.d/www.conf from /usr/local/etc/php-fpm.conf at line 12
[20-Nov-2026 08:00:00] ERROR: failed to load configuration file '/usr/local/etc/php-fpm.conf'
[20-Nov-2026 08:00:00] ERROR: FPM initialization failed`,
    line: 'unknown entry',
  },
  {
    cause: 'application-error',
    name: 'rabbit plugin schema',
    text: `2026-11-20 08:00:00.000000+00:00 [error] <0.10.0> Error during startup: {error,{cannot_read_enabled_plugins_file,"/etc/rabbitmq/enabled_plugins",eacces}}`,
    line: 'enabled_plugins',
  },
  {
    cause: 'dependency-unreachable',
    name: 'opensearch dns',
    text: `[2026-11-20T08:00:00,000][WARN ][o.o.d.SeedHostsResolver  ] [os-0] failed to resolve host [opensearch-discovery]
java.net.UnknownHostException: opensearch-discovery
	at java.base/java.net.InetAddress.getAllByName(InetAddress.java:1641)
[2026-11-20T08:00:30,000][ERROR][o.o.b.Bootstrap          ] [os-0] node validation exception, cannot join
[2026-11-20T08:00:30,000][INFO ][o.o.n.Node               ] [os-0] stopping ...`,
    params: { host: 'opensearch-discovery', reason: 'unresolved' },
  },
  {
    cause: 'application-error',
    name: 'gzip',
    text: `gzip: stdin: not in gzip format
tar: Child returned status 1
tar: Error is not recoverable: exiting now`,
    line: 'not in gzip format',
  },
];
