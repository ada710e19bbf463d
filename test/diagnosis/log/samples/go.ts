import type { Sample } from './sample.ts';

/** Programs in Go as they print their end. */
export const GO: readonly Sample[] = [
  {
    cause: 'dependency-unreachable',
    name: 'log.Fatal pgx refused',
    text: `2026/11/20 08:00:00 starting orders version=1.9.2
2026/11/20 08:00:00 running with 4 workers
2026/11/20 08:00:05 failed to connect to \`user=orders database=orders\`:
	10.96.4.4:5432 (orders-db): dial error: dial tcp 10.96.4.4:5432: connect: connection refused`,
    params: { host: 'orders-db', port: 5432 },
  },
  {
    cause: 'dependency-rejected',
    name: 'pgx auth',
    text: `{"level":"info","ts":1763625600.1,"caller":"app/main.go:30","msg":"starting"}
{"level":"fatal","ts":1763625600.4,"caller":"app/main.go:44","msg":"open store","error":"failed to connect to \`user=orders database=orders\`: 10.96.4.4:5432 (orders-db): failed SASL auth: FATAL: password authentication failed for user \\"orders\\" (SQLSTATE 28P01)","stacktrace":"main.main\\n\\t/src/main.go:44\\nruntime.main\\n\\t/usr/local/go/src/runtime/proc.go:271"}`,
    params: { user: 'orders' },
  },
  {
    cause: 'dependency-unreachable',
    name: 'logrus nats',
    text: `time="2026-11-20T08:00:00Z" level=info msg="connecting" url="nats://nats:4222"
time="2026-11-20T08:00:02Z" level=fatal msg="cannot connect to event bus" error="nats: no servers available for connection"`,
    params: { host: 'nats', port: 4222 },
  },
  {
    cause: 'dependency-unreachable',
    name: 'grpc refused',
    text: `panic: rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing: dial tcp 10.96.5.5:9000: connect: connection refused"

goroutine 1 [running]:
main.main()
	/src/cmd/front/main.go:58 +0x3a5
exit status 2`,
    params: { host: '10.96.5.5', port: 9000 },
  },
  {
    cause: 'api-access-denied',
    name: 'klog forbidden at start',
    text: `I1120 08:00:00.100000       1 main.go:51] "Starting controller" version="0.8.0"
I1120 08:00:00.200000       1 leaderelection.go:254] attempting to acquire leader lease platform/cert-sync...
W1120 08:00:01.100000       1 reflector.go:561] pkg/mod/k8s.io/client-go@v0.31.1/tools/cache/reflector.go:243: failed to list *v1.Secret: secrets is forbidden: User "system:serviceaccount:platform:cert-sync" cannot list resource "secrets" in API group "" at the cluster scope
E1120 08:00:01.100100       1 reflector.go:158] "Unhandled Error" err="pkg/mod/k8s.io/client-go@v0.31.1/tools/cache/reflector.go:243: Failed to watch *v1.Secret: failed to list *v1.Secret: secrets is forbidden: User \\"system:serviceaccount:platform:cert-sync\\" cannot list resource \\"secrets\\" in API group \\"\\" at the cluster scope"
E1120 08:02:01.100100       1 main.go:90] "Problem running manager" err="failed to wait for secret caches to sync: timed out waiting for cache to be synced for Kind *v1.Secret"`,
    params: { account: 'cert-sync', resource: 'secrets', verb: 'list' },
  },
  {
    cause: 'application-error',
    name: 'nil map write',
    text: `panic: assignment to entry in nil map

goroutine 1 [running]:
acme.io/ledger/internal/book.(*Book).Add(...)
	/src/internal/book/book.go:41
main.main()
	/src/cmd/ledger/main.go:23 +0x1b0
exit status 2`,
    params: { file: '/src/internal/book/book.go' },
    line: 'assignment to entry in nil map',
  },
  {
    cause: 'configuration-missing',
    name: 'envconfig',
    text: `2026/11/20 08:00:00 config: required key QUEUE_URL missing value`,
    params: { variable: 'QUEUE_URL' },
  },
  {
    cause: 'configuration-missing',
    name: 'viper',
    text: `panic: fatal error config file: Config File "config" Not Found in "[/etc/ledger /root/.ledger]"

goroutine 1 [running]:
main.main()
	/src/main.go:20 +0x1d4`,
    params: { path: '/etc/ledger' },
  },
  {
    cause: 'migration-failed',
    name: 'goose',
    text: `2026/11/20 08:00:00 OK   00013_index.sql (12.1ms)
2026/11/20 08:00:00 goose run: ERROR 00014_vat.sql: failed to run SQL migration: failed to execute SQL query "ALTER TABLE orders ADD vat int;": ERROR: column "vat" of relation "orders" already exists (SQLSTATE 42701)`,
    params: { migration: '00014_vat.sql' },
  },
  {
    cause: 'dependency-rejected',
    name: 'x509 name',
    text: `2026/11/20 08:00:00 ldap: LDAP Result Code 200 "Network Error": tls: failed to verify certificate: x509: certificate is valid for ldap-internal.acme.io, not ldap.acme.io`,
    params: { reason: 'certificate-name', host: 'ldap.acme.io' },
  },
  {
    cause: 'permission-denied',
    name: 'listen 80 denied',
    text: `2026/11/20 08:00:00 listen tcp :80: bind: permission denied`,
    params: { port: 80 },
  },
  {
    cause: 'application-error',
    name: 'prometheus config',
    text: `ts=2026-11-20T08:00:00.000Z caller=main.go:601 level=info msg="Starting Prometheus Server"
ts=2026-11-20T08:00:00.000Z caller=main.go:537 level=error msg="Error loading config (--config.file=/etc/prometheus/prometheus.yml)" file=/etc/prometheus/prometheus.yml err="parsing YAML file /etc/prometheus/prometheus.yml: yaml: unmarshal errors:\\n  line 2: field scrape_interva not found in type config.plain"`,
    line: 'scrape_interva',
  },
  {
    cause: 'application-error',
    name: 'concurrent map',
    text: `2026/11/20 08:00:00 serving on :8080
fatal error: concurrent map writes

goroutine 34 [running]:
main.(*cache).put(...)
	/src/cache.go:12
created by main.main in goroutine 1
	/src/main.go:44 +0x9b`,
    line: 'concurrent map writes',
  },
  {
    cause: 'dependency-rejected',
    name: 'mysql unknown db',
    text: `2026/11/20 08:00:00 Error 1049 (42000): Unknown database 'billing'`,
    params: { database: 'billing' },
  },
  {
    cause: 'application-error',
    name: 'license text',
    text: `2026/11/20 08:00:00 starting reporter
2026/11/20 08:00:00 license expired on 2026-01-01`,
    line: 'license expired on 2026-01-01',
  },
  {
    cause: 'application-error',
    name: 'leader lost',
    text: `I1120 08:00:00.100000       1 leaderelection.go:268] successfully acquired lease platform/cert-sync
E1120 09:00:00.100000       1 leaderelection.go:436] error retrieving resource lock platform/cert-sync: Get "https://10.96.0.1:443/apis/coordination.k8s.io/v1/namespaces/platform/leases/cert-sync": context deadline exceeded
I1120 09:00:05.100000       1 leaderelection.go:285] failed to renew lease platform/cert-sync: timed out waiting for the condition
E1120 09:00:05.200000       1 main.go:99] "problem running manager" err="leader election lost"`,
    params: { reason: 'leader-election-lost' },
  },
];
