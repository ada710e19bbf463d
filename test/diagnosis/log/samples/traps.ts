import type { Sample } from './sample.ts';

/** Other errors before and after the one that counts, and words that mean something else. */
export const TRAPS: readonly Sample[] = [
  {
    cause: 'application-error',
    name: 'logfmt schedule',
    text: `time=2026-04-11T08:00:00Z level=info msg="scheduler starting" version=4.2.0
time=2026-04-11T08:00:00Z level=warn msg="cache not reachable, retrying" addr=redis:6379 err="dial tcp 10.96.7.1:6379: connect: connection refused" attempt=1
time=2026-04-11T08:00:01Z level=warn msg="cache not reachable, retrying" addr=redis:6379 err="dial tcp 10.96.7.1:6379: connect: connection refused" attempt=2
time=2026-04-11T08:00:02Z level=info msg="cache connected" addr=redis:6379
time=2026-04-11T08:00:02Z level=info msg="loading jobs" file=/etc/scheduler/jobs.yaml
time=2026-04-11T08:00:02Z level=error msg="job nightly-close: time 25:00 is out of range" job=nightly-close
time=2026-04-11T08:00:02Z level=info msg="closing cache connection"
time=2026-04-11T08:00:02Z level=error msg="cache: write tcp 10.42.0.4:51234->10.96.7.1:6379: use of closed network connection"
time=2026-04-11T08:00:02Z level=info msg="scheduler stopped"`,
    line: '25:00',
  },
  {
    cause: 'application-error',
    name: 'json cert warning decoy',
    text: `{"ts":"2026-04-11T08:00:00Z","lvl":"info","msg":"settlement 2.9.1 up"}
{"ts":"2026-04-11T08:00:00Z","lvl":"warn","msg":"client certificate expires in 3 days","notAfter":"2026-04-14T00:00:00Z"}
{"ts":"2026-04-11T08:00:01Z","lvl":"info","msg":"db connected","host":"ledger-pg","port":5432}
{"ts":"2026-04-11T08:00:01Z","lvl":"info","msg":"settling","batch":"2026-04-10"}
{"ts":"2026-04-11T08:00:03Z","lvl":"error","msg":"settle failed","batch":"2026-04-10","err":"insert into settlement_batches: duplicate key value violates unique constraint \\"settlement_batches_pkey\\""}
{"ts":"2026-04-11T08:00:03Z","lvl":"info","msg":"closing db pool"}
{"ts":"2026-04-11T08:00:03Z","lvl":"info","msg":"exit","code":1}`,
    line: 'settlement_batches',
  },
  {
    cause: 'configuration-missing',
    name: 'config key then noise',
    text: `08:00:00.001 INFO  app       booting checkout-flow 8.1
08:00:00.140 WARN  metrics   could not connect to statsd:8125, metrics disabled
08:00:00.200 INFO  http      listening on :8080
08:00:00.210 ERROR config    required key 'payment.gateway.url' is missing in /etc/app/app.yaml
08:00:00.211 INFO  http      closing listener
08:00:00.215 WARN  db        pool closed while 1 connection pending: connection reset by peer (db:5432)
08:00:00.220 INFO  app       bye`,
    params: { key: 'payment.gateway.url' },
  },
  {
    cause: 'application-error',
    name: 'optional file permission',
    text: `[app] reading overrides: open /etc/app/overrides.yaml: permission denied (optional, skipped)
[app] loaded 182 currencies
[app] loaded 41 rate sources
[app] fatal: rate source ecb quotes unknown currency XAU
[app] shutting down`,
    line: 'currency XAU',
  },
  {
    cause: 'dependency-rejected',
    name: 'amqp queue missing',
    text: `INFO connecting to amqp://mq.shop:5672
INFO connected
FATAL Server returned 404 (NOT_FOUND - no queue 'orders.incoming' in vhost '/'), code=404, reply-text=NOT_FOUND
INFO connection closed`,
    params: { host: 'mq.shop', port: 5672, key: "queue 'orders.incoming'" },
  },
  {
    cause: 'application-error',
    name: 'inotify limit',
    text: `{"level":"info","msg":"watching config directory","dir":"/etc/app"}
{"level":"fatal","msg":"cannot watch configuration","error":"inotify_add_watch /etc/app: no space left on device"}`,
    line: 'inotify',
  },
  {
    cause: 'application-error',
    name: 'postgres semaphores',
    text: `2026-04-11 08:00:00.001 UTC [1] FATAL:  could not create semaphores: No space left on device
2026-04-11 08:00:00.001 UTC [1] DETAIL:  Failed system call was semget(5432001, 17, 03600).
2026-04-11 08:00:00.001 UTC [1] HINT:  This error does *not* mean that you have run out of disk space.  It occurs when either the system limit for the maximum number of semaphore sets (SEMMNI), or the system wide maximum number of semaphores (SEMMNS), would be exceeded.`,
    line: 'could not create semaphores',
  },
  {
    cause: 'application-error',
    name: 'fork limit',
    text: `+ ./collect.sh --parallel 64
/app/run.sh: fork: retry: Resource temporarily unavailable
/app/run.sh: fork: retry: Resource temporarily unavailable
/app/run.sh: fork: Resource temporarily unavailable`,
    line: 'fork: ',
  },
];
