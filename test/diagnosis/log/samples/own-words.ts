import type { Sample } from './sample.ts';

/** Programs that say it in their own words, between words of others. */
export const OWN_WORDS: readonly Sample[] = [
  {
    cause: 'dependency-rejected',
    name: 'long plain with decoys A',
    text: `2026-04-11 08:00:00,001 INFO  [main] OrderBridge 9.4.1 starting (pid 1)
2026-04-11 08:00:00,002 INFO  [main] JVM-free build, runtime=native
2026-04-11 08:00:00,100 WARN  [main] /etc/bridge/local.conf not found, skipping
2026-04-11 08:00:00,101 INFO  [main] loaded /etc/bridge/bridge.conf
2026-04-11 08:00:00,200 INFO  [cache] connecting to redis://cache:6379
2026-04-11 08:00:00,210 WARN  [cache] connection refused, retrying (1/5)
2026-04-11 08:00:01,210 INFO  [cache] connected
2026-04-11 08:00:01,300 INFO  [amqp] connecting to amqp://mq.shop.svc:5672/orders
2026-04-11 08:00:01,420 ERROR [amqp] channel closed by server: 403 (ACCESS_REFUSED) with message "ACCESS_REFUSED - access to vhost 'orders' refused for user 'bridge'"
2026-04-11 08:00:01,421 INFO  [cache] disconnecting
2026-04-11 08:00:01,422 WARN  [cache] socket closed while reading
2026-04-11 08:00:01,423 ERROR [main] startup failed
2026-04-11 08:00:01,424 INFO  [main] exit code 4`,
    params: { host: 'mq.shop.svc', port: 5672, database: 'orders', user: 'bridge' },
  },
  {
    cause: 'permission-denied',
    name: 'multi-stage init',
    text: `[1/4] checking environment ... ok
[2/4] rendering configuration ... ok
[3/4] preparing /data/pgdata ... failed
  install: cannot change permissions of '/data/pgdata': Operation not permitted
[4/4] skipped
init failed at step 3`,
    params: { path: '/data/pgdata' },
  },
  {
    cause: 'dependency-unreachable',
    name: 'java-like but go retry exhaustion',
    text: `time=08:00:00 level=INFO msg="registering schemas" registry=http://schema-registry:8081
time=08:00:00 level=DEBUG msg="POST /subjects/orders-value/versions"
time=08:00:10 level=WARN msg="attempt 1 failed" err="context deadline exceeded (Client.Timeout exceeded while awaiting headers)"
time=08:00:20 level=WARN msg="attempt 2 failed" err="context deadline exceeded (Client.Timeout exceeded while awaiting headers)"
time=08:00:30 level=ERROR msg="schema registration failed" err="Post \\"http://schema-registry:8081/subjects/orders-value/versions\\": context deadline exceeded (Client.Timeout exceeded while awaiting headers)"
time=08:00:30 level=INFO msg="shutting down"`,
    params: { host: 'schema-registry', port: 8081, reason: 'timeout' },
  },
  {
    cause: 'application-error',
    name: 'clean exit of child reported by parent',
    text: `parent: starting loader
loader: reading /in/tariff.csv
loader: /in/tariff.csv:118: expected 6 fields, got 5
parent: loader ended with exit status 9
parent: stopping`,
    params: { file: '/in/tariff.csv', row: 118 },
  },
  {
    cause: 'port-in-use',
    name: 'port conflict in supervisor',
    text: `s6-rc: info: service nginx: starting
s6-rc: info: service php: starting
[11-Apr-2026 08:00:00] ERROR: Another FPM instance seems to already listen on 0.0.0.0:9000
[11-Apr-2026 08:00:00] ERROR: FPM initialization failed
s6-rc: warning: unable to start service php: command exited 78`,
    params: { port: 9000 },
  },
  {
    cause: 'dependency-unreachable',
    name: 'unix socket missing',
    text: `psql: error: connection to server on socket "/var/run/postgresql/.s.PGSQL.5432" failed: No such file or directory
	Is the server running locally and accepting connections on that socket?`,
    params: { path: '/var/run/postgresql/.s.PGSQL.5432' },
  },
  {
    cause: 'permission-denied',
    name: 'docker socket denied',
    text: `runner: connecting to docker
Got permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock: Get "http://%2Fvar%2Frun%2Fdocker.sock/v1.24/version": dial unix /var/run/docker.sock: connect: permission denied`,
    params: { path: '/var/run/docker.sock' },
  },
  {
    cause: 'port-in-use',
    name: 'udp port',
    text: `statsd-relay: could not open port 8125/udp: address in use`,
    params: { port: 8125 },
  },
  {
    cause: 'application-error',
    name: 'clock skew',
    text: `ticketd 7.7.0
ticketd: config /etc/ticketd/config.yaml ok
ticketd: database at tickets-pg:5432 ok
ticketd: refusing to start: clock skew of 182s against time.example.com exceeds 30s
ticketd: closing database`,
    line: 'clock skew of 182s',
  },
  {
    cause: 'application-error',
    name: 'bad alloc own',
    text: `indexer: building 12 shards
indexer: shard 7: std::bad_alloc
Aborted (core dumped)`,
    params: { exception: 'std::bad_alloc' },
  },
];
