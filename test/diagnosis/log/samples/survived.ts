import type { Quiet } from './sample.ts';

/** Logs of programs that work, ended well or were killed in the middle of it. */
export const SURVIVED: readonly Quiet[] = [
  {
    name: 'healthy spring',
    text: `2026-11-20T08:14:02.311Z  INFO 1 --- [main] c.acme.Main : Starting Main using Java 21
2026-11-20T08:14:02.900Z  INFO 1 --- [main] o.s.b.a.e.web.EndpointLinksResolver : Exposing 3 endpoints beneath base path '/actuator'
2026-11-20T08:14:03.311Z  INFO 1 --- [main] o.s.b.w.embedded.tomcat.TomcatWebServer  : Tomcat started on port 8080 (http) with context path '/'
2026-11-20T08:14:03.400Z  INFO 1 --- [main] c.acme.ErrorController : Mapped "/error" to handler com.acme.ErrorController#error
2026-11-20T08:14:03.411Z  INFO 1 --- [main] c.acme.Main : Started Main in 3.2 seconds`,
  },
  {
    name: 'killed in the middle of work',
    text: `2026-11-20 08:00:00 INFO loading shard 1 of 40
2026-11-20 08:00:10 INFO loading shard 2 of 40
2026-11-20 08:00:20 INFO loading shard 3 of 40
2026-11-20 08:00:30 INFO loading shard 4 of 40`,
  },
  {
    name: 'sigterm shutdown',
    text: `2026/11/20 08:00:00 listening on :8080
2026/11/20 09:00:00 received terminated, shutting down
2026/11/20 09:00:00 http: Server closed
2026/11/20 09:00:00 bye`,
  },
  {
    name: 'retries succeeded then killed',
    text: `2026/11/20 08:00:00 connecting to db:5432
2026/11/20 08:00:00 dial tcp: connect: connection refused, retrying in 1s
2026/11/20 08:00:01 dial tcp: connect: connection refused, retrying in 2s
2026/11/20 08:00:03 connected to db:5432
2026/11/20 08:00:03 listening on :8080
2026/11/20 08:00:10 processed 1200 events
2026/11/20 08:00:20 processed 2400 events
2026/11/20 08:00:30 processed 3600 events`,
  },
  {
    name: 'survived errors running',
    text: `{"level":"info","msg":"started","port":8080}
{"level":"error","msg":"request failed","err":"context canceled","path":"/v1/orders","request_id":"af1"}
{"level":"info","msg":"request","path":"/v1/orders","status":200}
{"level":"info","msg":"request","path":"/v1/orders","status":200}
{"level":"info","msg":"request","path":"/v1/orders","status":200}
{"level":"info","msg":"request","path":"/v1/orders","status":200}
{"level":"info","msg":"request","path":"/v1/orders","status":200}
{"level":"info","msg":"request","path":"/v1/orders","status":200}
{"level":"info","msg":"request","path":"/v1/orders","status":200}`,
  },
  {
    name: 'error in names and URLs',
    text: `INFO  loaded plugin error-reporter 1.2
INFO  GET /errors/503.html 200 1ms
INFO  topic payments.failed created
INFO  route /api/v1/exceptions registered
INFO  class com.acme.FatalErrorHandler registered
INFO  job done`,
  },
  {
    name: 'access log with 500 running',
    text: `10.42.0.1 - - [20/Nov/2026:08:00:00 +0000] "GET /healthz HTTP/1.1" 200 2 "-" "kube-probe/1.31"
10.42.0.9 - - [20/Nov/2026:08:00:01 +0000] "GET /cart HTTP/1.1" 500 120 "-" "Mozilla/5.0"
10.42.0.1 - - [20/Nov/2026:08:00:05 +0000] "GET /healthz HTTP/1.1" 200 2 "-" "kube-probe/1.31"
10.42.0.1 - - [20/Nov/2026:08:00:10 +0000] "GET /healthz HTTP/1.1" 200 2 "-" "kube-probe/1.31"`,
  },
  {
    name: 'no errors summary',
    text: `backup finished: 0 errors, 12 files, no failures
connection to db closed`,
  },
  {
    name: 'job completed with client disconnects',
    text: `INFO connected to ftp.acme.io:21
WARN connection reset by peer, reconnecting
INFO reconnected
INFO uploaded 20 files
INFO done`,
  },
  {
    name: 'permission words in audit log',
    text: `audit: user anna was denied permission to page billing
audit: user bob granted permission to page billing
done`,
  },
  {
    name: 'readiness with timeouts running',
    text: `INFO  listening on 0.0.0.0:8080
WARN  upstream catalog timed out after 2s (attempt 1), retrying
INFO  upstream catalog answered in 20ms
INFO  GET /x 200
INFO  GET /y 200
INFO  GET /z 200
INFO  GET /x 200
INFO  GET /y 200`,
  },
  {
    name: 'config echo with missing',
    text: `config: on_missing=ignore on_error=continue fail_fast=false
config: error_threshold=5 retry_on_timeout=true
ready
finished`,
  },
  {
    name: 'listening only then without reason',
    text: `INFO  starting worker
INFO  listening on 0.0.0.0:8080
INFO  handled 20 messages
INFO  handled 40 messages`,
  },
  {
    name: 'killed after slow query warnings',
    text: `LOG:  database system is ready to accept connections
LOG:  checkpoint starting: time
LOG:  checkpoint complete: wrote 12 buffers
LOG:  could not receive data from client: Connection reset by peer
LOG:  checkpoint starting: time
LOG:  checkpoint complete: wrote 14 buffers`,
  },
  {
    name: "user's db error at postgres server, killed",
    text: `2026-11-20 08:00:00.000 UTC [1] LOG:  database system is ready to accept connections
2026-11-20 08:01:00.000 UTC [41] FATAL:  password authentication failed for user "intruder"
2026-11-20 08:01:00.000 UTC [41] DETAIL:  Connection matched file "/var/lib/postgresql/data/pg_hba.conf" line 100: "host all all all scram-sha-256"
2026-11-20 08:02:00.000 UTC [42] ERROR:  relation "nope" does not exist at character 15
2026-11-20 08:02:00.000 UTC [42] STATEMENT:  select * from nope
2026-11-20 08:05:00.000 UTC [27] LOG:  checkpoint starting: time
2026-11-20 08:05:10.000 UTC [27] LOG:  checkpoint complete: wrote 3 buffers
2026-11-20 08:10:00.000 UTC [27] LOG:  checkpoint starting: time
2026-11-20 08:10:10.000 UTC [27] LOG:  checkpoint complete: wrote 3 buffers
2026-11-20 08:15:00.000 UTC [27] LOG:  checkpoint starting: time
2026-11-20 08:15:10.000 UTC [27] LOG:  checkpoint complete: wrote 3 buffers`,
  },
  {
    name: 'exception text in a comment of migrations done',
    text: `INFO  Running migrations
INFO  Applying 0004_fix_error_table... OK
INFO  migrations complete`,
  },
  {
    name: 'healthy 143 w/ shutdown conn refused',
    text: `INFO  serving
INFO  processed 1
INFO  processed 2
INFO  SIGTERM received
WARN  flush to collector failed: dial tcp 10.0.0.1:4317: connect: connection refused
INFO  shutdown complete`,
  },
  {
    name: 'memcached flapping but fine',
    text: `INFO  listening
WARN  memcached: connection refused
INFO  memcached connected
INFO  handled 10
INFO  handled 20
INFO  handled 30`,
  },
  {
    name: 'error counter in info',
    text: `INFO  sync finished errors=3 skipped=1
INFO  exit`,
  },
  {
    name: 'healthy batch with handled warning',
    text: `INFO  start
WARN  rate limited by api.acme.io (429), retry in 2s
INFO  done 120 items`,
  },
  {
    name: 'killed python 137 after survived exception',
    text: `2026-11-20 08:00:00 INFO worker ready
2026-11-20 08:00:05 ERROR task 12 failed
Traceback (most recent call last):
  File "/app/tasks.py", line 20, in run
    raise ValueError("bad row")
ValueError: bad row
2026-11-20 08:00:06 INFO task 13 done
2026-11-20 08:00:07 INFO task 14 done
2026-11-20 08:00:08 INFO task 15 done
2026-11-20 08:00:09 INFO task 16 done
2026-11-20 08:00:10 INFO task 17 done
2026-11-20 08:00:11 INFO task 18 done`,
  },
];
