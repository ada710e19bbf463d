import type { Quiet } from './sample.ts';

/** Servers that get on well, in scary words. */
export const QUIET_SERVERS: readonly Quiet[] = [
  {
    name: 'healthy nginx scary',
    text: `2026/04/11 08:00:00 [notice] 1#1: using the "epoll" event method
2026/04/11 08:00:00 [notice] 1#1: nginx/1.25.4
2026/04/11 08:00:00 [warn] 1#1: conflicting server name "shop.example.com" on 0.0.0.0:80, ignored
2026/04/11 08:00:00 [notice] 1#1: start worker processes
2026/04/11 08:01:00 [error] 29#29: *12 open() "/usr/share/nginx/html/favicon.ico" failed (2: No such file or directory), client: 10.42.0.1, server: _, request: "GET /favicon.ico HTTP/1.1", host: "shop"
10.42.0.1 - - [11/Apr/2026:08:01:00 +0000] "GET /favicon.ico HTTP/1.1" 404 153 "-" "Mozilla/5.0"
10.42.0.1 - - [11/Apr/2026:08:01:01 +0000] "GET / HTTP/1.1" 200 612 "-" "kube-probe/1.29"
2026/04/11 08:05:00 [notice] 1#1: signal 3 (SIGQUIT) received from 1, shutting down
2026/04/11 08:05:00 [notice] 29#29: gracefully shutting down
2026/04/11 08:05:00 [notice] 1#1: exit`,
  },
  {
    name: 'healthy puma scary',
    text: `[1] Puma starting in cluster mode...
[1] * Puma version: 6.4.2 (ruby 3.2.3-p157) ("The Eagle of Durin")
[1] ! WARNING: Detected running cluster mode with 1 worker.
[1] ! Running Puma in cluster mode with a single worker is often a misconfiguration.
[1] * Listening on http://0.0.0.0:3000
[1] - Worker 0 (PID: 8) booted in 2.1s, phase: 0
W, [2026-04-11T08:00:00.102 #8]  WARN -- : Redis connection failed once, retrying (Errno::ECONNREFUSED)
I, [2026-04-11T08:00:01.102 #8]  INFO -- : Redis connection established
[1] - Gracefully shutting down workers...`,
  },
  {
    name: 'healthy redis',
    text: `1:C 11 Apr 2026 08:00:00.010 * oO0OoO0OoO0Oo Redis is starting oO0OoO0OoO0Oo
1:C 11 Apr 2026 08:00:00.010 # Warning: no config file specified, using the default config. In order to specify a config file use redis-server /path/to/redis.conf
1:M 11 Apr 2026 08:00:00.012 * Running mode=standalone, port=6379.
1:M 11 Apr 2026 08:00:00.012 # WARNING Memory overcommit must be enabled! Without it, a background save or replication may fail under low memory condition.
1:M 11 Apr 2026 08:00:00.013 * Ready to accept connections tcp
1:M 11 Apr 2026 08:05:00.013 * 100 changes in 300 seconds. Saving...
1:M 11 Apr 2026 08:05:00.113 * Background saving terminated with success`,
  },
  {
    name: 'healthy envoy',
    text: `[2026-04-11 08:58:15.501][1][info][main] [source/server/server.cc:404] initializing epoch 0 (base id=0, hot restart version=11.104)
[2026-04-11 08:58:15.571][1][warning][misc] [source/common/protobuf/message_validator_impl.cc:21] Deprecated field: type envoy.config.cluster.v3.Cluster Using deprecated option 'envoy.config.cluster.v3.Cluster.hosts'
[2026-04-11 08:58:15.587][1][warning][main] [source/server/server.cc:776] there is no configured limit to the number of allowed active connections. Set a limit via the runtime key overload.global_downstream_max_connections
[2026-04-11 08:58:15.601][1][info][main] [source/server/server.cc:897] all clusters initialized. initializing init manager
[2026-04-11 08:58:15.611][1][info][main] [source/server/server.cc:934] starting main dispatch loop
[2026-04-11 09:03:15.611][1][warning][config] [./source/extensions/config_subscription/grpc/grpc_stream.h:155] StreamAggregatedResources gRPC config stream to xds closed: 13,
[2026-04-11 09:03:16.011][1][info][upstream] [source/common/upstream/cds_api_helper.cc:32] cds: add 12 cluster(s), remove 0 cluster(s)`,
  },
  {
    name: 'healthy postgres sessions',
    text: `2026-04-11 08:00:00.002 UTC [1] LOG:  listening on IPv4 address "0.0.0.0", port 5432
2026-04-11 08:00:00.102 UTC [29] LOG:  database system was shut down at 2026-04-11 07:54:12 UTC
2026-04-11 08:00:00.302 UTC [1] LOG:  database system is ready to accept connections
2026-04-11 08:01:00.302 UTC [61] FATAL:  password authentication failed for user "grafana"
2026-04-11 08:01:00.302 UTC [61] DETAIL:  Role "grafana" does not exist.
2026-04-11 08:02:00.302 UTC [71] ERROR:  relation "migrations" does not exist at character 15
2026-04-11 08:02:00.302 UTC [71] STATEMENT:  select * from migrations
2026-04-11 08:03:00.302 UTC [81] FATAL:  no pg_hba.conf entry for host "10.42.0.1", user "postgres", database "postgres", no encryption`,
  },
  {
    name: 'healthy sidekiq job failures',
    text: `2026-04-11T08:12:09.772Z pid=1 tid=4ax INFO: Running in ruby 3.3.0
2026-04-11T08:12:10.001Z pid=1 tid=5bx class=MailJob jid=1a2b INFO: start
2026-04-11T08:12:10.401Z pid=1 tid=5bx class=MailJob jid=1a2b elapsed=0.4 INFO: fail
2026-04-11T08:12:10.402Z pid=1 tid=5bx WARN: {"context":"Job raised exception","job":{"retry":true,"queue":"default","class":"MailJob"}}
2026-04-11T08:12:10.402Z pid=1 tid=5bx WARN: Net::ReadTimeout: Net::ReadTimeout with #<TCPSocket:(closed)>
2026-04-11T08:12:10.402Z pid=1 tid=5bx WARN: /usr/local/lib/ruby/3.3.0/net/protocol.rb:229:in \`rbuf_fill'
/usr/local/lib/ruby/3.3.0/net/protocol.rb:199:in \`readuntil'
2026-04-11T08:12:40.001Z pid=1 tid=5bx class=MailJob jid=1a2b INFO: start
2026-04-11T08:12:40.401Z pid=1 tid=5bx class=MailJob jid=1a2b elapsed=0.4 INFO: done`,
  },
  {
    name: 'healthy vault agent',
    text: `2026-04-11T08:00:00.118Z [INFO]  agent.auth.handler: authenticating
2026-04-11T08:00:00.222Z [ERROR] agent.auth.handler: error authenticating:
  error=
  | Error making API request.
  | 
  | URL: PUT http://vault.vault.svc:8200/v1/auth/kubernetes/login
  | Code: 503. Errors:
  | 
  | * Vault is sealed
   backoff=1s
2026-04-11T08:00:01.501Z [INFO]  agent.auth.handler: authenticating
2026-04-11T08:00:01.622Z [INFO]  agent.auth.handler: authentication successful, sending token to sinks
2026-04-11T08:00:01.623Z [INFO]  agent.auth.handler: starting renewal process
2026-04-11T08:00:01.623Z [INFO]  agent.template.server: template server received new token`,
  },
  {
    name: 'healthy batch',
    text: `importing 3 files
orders.csv: expected 120 rows, got 120
items.csv: 2 rows skipped (missing sku)
customers.csv not found, skipping
done: 2 imported, 1 skipped`,
  },
  {
    name: 'healthy istio proxy',
    text: `2026-04-11T08:00:00.011Z	info	CA Endpoint istiod.istio-system.svc:15012, provider Citadel
2026-04-11T08:00:01.311Z	warning	envoy config external/envoy/source/extensions/config_subscription/grpc/grpc_stream.h:191	StreamAggregatedResources gRPC config stream to xds-grpc closed: 14, connection error: desc = "transport: Error while dialing: dial tcp 10.96.4.4:15012: connect: connection refused"	thread=21
2026-04-11T08:00:03.311Z	info	xdsproxy	connected to upstream XDS server: istiod.istio-system.svc:15012
2026-04-11T08:00:03.511Z	info	Readiness succeeded in 3.5s
2026-04-11T08:00:03.512Z	info	Envoy proxy is ready`,
  },
  {
    name: 'healthy laravel worker',
    text: `   INFO  Processing jobs from the [default] queue.  

  2026-04-11 08:00:01 App\\Jobs\\SendInvoice ........................... RUNNING
  2026-04-11 08:00:01 App\\Jobs\\SendInvoice ..................... 214.11ms DONE
  2026-04-11 08:00:03 App\\Jobs\\SyncStock ............................. RUNNING
  2026-04-11 08:00:33 App\\Jobs\\SyncStock ................. 30s FAIL
  2026-04-11 08:00:34 App\\Jobs\\SendInvoice ........................... RUNNING
  2026-04-11 08:00:34 App\\Jobs\\SendInvoice ..................... 198.02ms DONE`,
  },
  {
    name: 'healthy script xtrace',
    text: `+ set -e
+ test -f /etc/app/missing.conf
+ echo 'no overrides, using defaults'
no overrides, using defaults
+ rm -f /var/run/app.pid
+ exec /usr/local/bin/app --on-error=continue --env=required
app ready`,
  },
];
