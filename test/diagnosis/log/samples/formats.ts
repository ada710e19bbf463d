import type { Sample } from './sample.ts';

/** Other formats, and one error among several that tells why. */
export const FORMATS: readonly Sample[] = [
  {
    cause: 'dependency-unreachable',
    name: 'agent wrapped json string',
    text: `{"log":{"level":"info"},"message":"consumer starting","service":{"name":"orders-consumer"}}
{"log":{"level":"warn"},"message":"broker not ready","error":{"type":"*net.OpError","message":"dial tcp: connect: connection refused"},"server":{"address":"orders-mq","port":5672}}
{"log":{"level":"warn"},"message":"broker not ready","error":{"type":"*net.OpError","message":"dial tcp: connect: connection refused"},"server":{"address":"orders-mq","port":5672}}
{"log":{"level":"error"},"message":"consumer stopped","error":{"type":"*errors.errorString","message":"broker not ready after 2 attempts"}}`,
    params: { host: 'orders-mq', port: 5672 },
  },
  {
    cause: 'application-error',
    name: 'gelf',
    text: `{"version":"1.1","host":"billing-0","short_message":"billing up","level":6}
{"version":"1.1","host":"billing-0","short_message":"invoice 88421 has negative total","level":3,"_invoice":88421}
{"version":"1.1","host":"billing-0","short_message":"billing down","level":6}`,
    line: 'negative total',
  },
  {
    cause: 'configuration-missing',
    name: 'journald style',
    text: `<6>relay 2.2 starting
<6>looking for configuration
<3>cannot open /etc/relay/relay.toml: No such file or directory
<6>exit`,
    params: { path: '/etc/relay/relay.toml' },
  },
  {
    cause: 'configuration-missing',
    name: 'two configs one missing optional',
    text: `[boot] .env not found, using process environment
[boot] optional SENTRY_DSN not set, error reporting off
[boot] optional STATSD_ADDR not set, metrics off
[boot] BILLING_TENANT is required
[boot] exit 64`,
    params: { variable: 'BILLING_TENANT' },
  },
  {
    cause: 'dependency-rejected',
    name: 'retry with different ends',
    text: `INFO  waiting for ledger-pg:5432
INFO  ledger-pg:5432 - no response
INFO  ledger-pg:5432 - no response
INFO  ledger-pg:5432 - accepting connections
INFO  running as ledger
ERROR psql: error: connection to server at "ledger-pg" (10.96.8.4), port 5432 failed: FATAL:  password authentication failed for user "ledger"`,
    params: { host: 'ledger-pg', user: 'ledger' },
  },
  {
    cause: 'disk-full',
    name: 'disk quota',
    text: `exporter: writing /export/2026-04-10.parquet
exporter: write /export/2026-04-10.parquet: disk quota exceeded`,
    params: { path: '/export/2026-04-10.parquet' },
  },
  {
    cause: 'port-in-use',
    name: 'port from env string',
    text: `metrics: listening on 0.0.0.0:9102
http: listening on 0.0.0.0:9102
http: error: listen tcp 0.0.0.0:9102: bind: address already in use
metrics: closed`,
    params: { port: 9102 },
  },
  {
    cause: 'dependency-unreachable',
    name: 'rust reqwest unwrap',
    text: `2026-04-11T08:00:00.000114Z  INFO fx: fetching rates url=http://rates-api:8080/latest
thread 'main' panicked at src/main.rs:44:10:
called \`Result::unwrap()\` on an \`Err\` value: reqwest::Error { kind: Request, url: "http://rates-api:8080/latest", source: hyper_util::client::legacy::Error(Connect, ConnectError("dns error", Custom { kind: Uncategorized, error: "failed to lookup address information: Name or service not known" })) }
note: run with \`RUST_BACKTRACE=1\` environment variable to display a backtrace`,
    params: { host: 'rates-api', port: 8080, reason: 'unresolved' },
  },
];
