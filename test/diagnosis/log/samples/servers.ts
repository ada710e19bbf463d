import type { Sample } from './sample.ts';

/** Servers that others wrote, as they print their end. */
export const SERVERS: readonly Sample[] = [
  {
    cause: 'dependency-unreachable',
    name: 'nginx upstream host',
    text: `/docker-entrypoint.sh: /docker-entrypoint.d/ is not empty, will attempt to perform configuration
/docker-entrypoint.sh: Looking for shell scripts in /docker-entrypoint.d/
/docker-entrypoint.sh: Launching /docker-entrypoint.d/10-listen-on-ipv6-by-default.sh
10-listen-on-ipv6-by-default.sh: info: can not modify /etc/nginx/conf.d/default.conf (read-only file system?)
/docker-entrypoint.sh: Sourcing /docker-entrypoint.d/15-local-resolvers.envsh
/docker-entrypoint.sh: Configuration complete; ready for start up
2026/11/20 08:00:00 [emerg] 1#1: host not found in upstream "orders-api" in /etc/nginx/conf.d/default.conf:14
nginx: [emerg] host not found in upstream "orders-api" in /etc/nginx/conf.d/default.conf:14`,
    params: { host: 'orders-api', reason: 'unresolved' },
  },
  {
    cause: 'permission-denied',
    name: 'nginx cache dir',
    text: `2026/11/20 08:00:00 [emerg] 1#1: mkdir() "/var/cache/nginx/client_temp" failed (13: Permission denied)
nginx: [emerg] mkdir() "/var/cache/nginx/client_temp" failed (13: Permission denied)`,
    params: { path: '/var/cache/nginx/client_temp' },
  },
  {
    cause: 'application-error',
    name: 'nginx directive',
    text: `nginx: [emerg] unknown directive "proxy_pas" in /etc/nginx/conf.d/default.conf:7`,
    params: { row: 7 },
    line: 'proxy_pas',
  },
  {
    cause: 'configuration-missing',
    name: 'postgres no password',
    text: `Error: Database is uninitialized and superuser password is not specified.
       You must specify POSTGRES_PASSWORD to a non-empty value for the
       superuser. For example, "-e POSTGRES_PASSWORD=password" on "docker run".

       You may also use "POSTGRES_HOST_AUTH_METHOD=trust" to allow all
       connections without a password. This is *not* recommended.`,
    params: { variable: 'POSTGRES_PASSWORD' },
  },
  {
    cause: 'application-error',
    name: 'postgres version',
    text: `PostgreSQL Database directory appears to contain a database; Skipping initialization

2026-11-20 08:00:00.000 UTC [1] FATAL:  database files are incompatible with server
2026-11-20 08:00:00.000 UTC [1] DETAIL:  The data directory was initialized by PostgreSQL version 15, which is not compatible with this version 16.4.`,
    params: { found: '15', wanted: '16.4' },
  },
  {
    cause: 'application-error',
    name: 'postgres perms',
    text: `2026-11-20 08:00:00.000 UTC [1] FATAL:  data directory "/var/lib/postgresql/data/pgdata" has invalid permissions
2026-11-20 08:00:00.000 UTC [1] DETAIL:  Permissions should be u=rwx (0700) or u=rwx,g=rx (0750).`,
    params: { path: '/var/lib/postgresql/data/pgdata' },
  },
  {
    cause: 'permission-denied',
    name: 'postgres chown',
    text: `chown: changing ownership of '/var/lib/postgresql/data': Operation not permitted
chmod: changing permissions of '/var/lib/postgresql/data': Operation not permitted`,
    params: { path: '/var/lib/postgresql/data' },
  },
  {
    cause: 'configuration-missing',
    name: 'mysql no password',
    text: `2026-11-20 08:00:00+00:00 [Note] [Entrypoint]: Entrypoint script for MySQL Server 8.4.2-1.el9 started.
2026-11-20 08:00:00+00:00 [ERROR] [Entrypoint]: Database is uninitialized and password option is not specified
    You need to specify one of the following as an environment variable:
    - MYSQL_ROOT_PASSWORD
    - MYSQL_ALLOW_EMPTY_PASSWORD
    - MYSQL_RANDOM_ROOT_PASSWORD`,
    params: { variable: 'MYSQL_ROOT_PASSWORD' },
  },
  {
    cause: 'disk-full',
    name: 'mysql disk',
    text: `2026-11-20T08:00:01.100000Z 1 [ERROR] [MY-012639] [InnoDB] Write to file ./#innodb_redo/#ib_redo0_tmp failed at offset 0, 1048576 bytes should have been written, only 0 were written. Operating system error number 28.
2026-11-20T08:00:01.100000Z 1 [ERROR] [MY-012640] [InnoDB] Error number 28 means 'No space left on device'
2026-11-20T08:00:01.200000Z 0 [ERROR] [MY-010119] [Server] Aborting`,
    line: 'No space left',
  },
  {
    cause: 'application-error',
    name: 'mongod locked',
    text: `{"t":{"$date":"2026-11-20T08:00:00.000+00:00"},"s":"I",  "c":"CONTROL",  "id":4615611, "ctx":"initandlisten","msg":"MongoDB starting","attr":{"pid":1,"port":27017,"dbPath":"/data/db","host":"mongo-0"}}
{"t":{"$date":"2026-11-20T08:00:00.100+00:00"},"s":"E",  "c":"CONTROL",  "id":20557,   "ctx":"initandlisten","msg":"DBException in initAndListen, terminating","attr":{"error":"DBPathInUse: Unable to lock the lock file: /data/db/mongod.lock (Resource temporarily unavailable). Another mongod instance is already running on the /data/db directory"}}
{"t":{"$date":"2026-11-20T08:00:00.100+00:00"},"s":"I",  "c":"REPL",     "id":4784900, "ctx":"initandlisten","msg":"Stepping down the ReplicationCoordinator for shutdown","attr":{"waitTimeMillis":15000}}
{"t":{"$date":"2026-11-20T08:00:00.110+00:00"},"s":"I",  "c":"CONTROL",  "id":20565,   "ctx":"initandlisten","msg":"Now exiting"}
{"t":{"$date":"2026-11-20T08:00:00.110+00:00"},"s":"I",  "c":"CONTROL",  "id":23138,   "ctx":"initandlisten","msg":"Shutting down","attr":{"exitCode":100}}`,
    line: 'mongod.lock',
  },
  {
    cause: 'application-error',
    name: 'mongod keyfile',
    text: `{"t":{"$date":"2026-11-20T08:00:00.000+00:00"},"s":"I",  "c":"ACCESS",   "id":20254,   "ctx":"main","msg":"Read security file failed","attr":{"error":{"code":30,"codeName":"InvalidPath","errmsg":"permissions on /etc/mongo/keyfile are too open"}}}`,
    params: { path: '/etc/mongo/keyfile' },
  },
  {
    cause: 'segmentation-fault',
    name: 'mongod avx',
    text: `WARNING: MongoDB 5.0+ requires a CPU with AVX support, and your current system does not appear to have that!
  see https://jira.mongodb.org/browse/SERVER-54407
Illegal instruction (core dumped)`,
  },
  {
    cause: 'application-error',
    name: 'redis config',
    text: `
*** FATAL CONFIG FILE ERROR (Redis 7.2.5) ***
Reading the configuration file, at line 4
>>> 'maxmemory-polcy allkeys-lru'
Bad directive or wrong number of arguments`,
    params: { option: 'maxmemory-polcy allkeys-lru' },
  },
  {
    cause: 'dependency-unreachable',
    name: 'kafka broker zookeeper',
    text: `[2026-11-20 08:00:00,000] INFO Initiating client connection, connectString=zookeeper:2181 sessionTimeout=18000 watcher=kafka.zookeeper.ZooKeeperClient$ZooKeeperClientWatcher$@5d7 (org.apache.zookeeper.ZooKeeper)
[2026-11-20 08:00:18,000] INFO [ZooKeeperClient Kafka server] Closing. (kafka.zookeeper.ZooKeeperClient)
[2026-11-20 08:00:18,100] INFO [ZooKeeperClient Kafka server] Closed. (kafka.zookeeper.ZooKeeperClient)
[2026-11-20 08:00:18,110] ERROR Fatal error during KafkaServer startup. Prepare to shutdown (kafka.server.KafkaServer)
kafka.zookeeper.ZooKeeperClientTimeoutException: Timed out waiting for connection while in state: CONNECTING
	at kafka.zookeeper.ZooKeeperClient.waitUntilConnected(ZooKeeperClient.scala:258)
	at kafka.Kafka$.main(Kafka.scala:109)
[2026-11-20 08:00:18,120] INFO shutting down (kafka.server.KafkaServer)`,
    params: { host: 'zookeeper', port: 2181 },
  },
  {
    cause: 'application-error',
    name: 'rabbitmq cookie',
    text: `2026-11-20 08:00:00.000000+00:00 [error] <0.131.0> Failed to create cookie file '/var/lib/rabbitmq/.erlang.cookie': eacces
[error] Failed to create cookie file '/var/lib/rabbitmq/.erlang.cookie': eacces
Runtime terminating during boot (terminating)
Crash dump is being written to: /var/log/rabbitmq/erl_crash.dump...done`,
    line: '.erlang.cookie',
  },
  {
    cause: 'permission-denied',
    name: 'elasticsearch data dir',
    text: `Exception in thread "main" java.lang.IllegalStateException: Unable to access 'path.data' (/usr/share/elasticsearch/data)
	at org.elasticsearch.env.NodeEnvironment.<init>(NodeEnvironment.java:230)
Caused by: java.nio.file.AccessDeniedException: /usr/share/elasticsearch/data/nodes
	at java.base/sun.nio.fs.UnixException.translateToIOException(UnixException.java:90)`,
    params: { path: '/usr/share/elasticsearch/data/nodes' },
  },
  {
    cause: 'permission-denied',
    name: 'vault storage',
    text: `Error initializing storage of type raft: failed to create fsm: failed to open bolt file: open /vault/data/vault.db: permission denied`,
    params: { path: '/vault/data/vault.db' },
  },
  {
    cause: 'application-error',
    name: 'traefik acme perms',
    text: `2026-11-20T08:00:00Z INF Traefik version 3.1.4 built on 2026-09-19 version=3.1.4
2026-11-20T08:00:00Z ERR The ACME resolve is skipped from the resolvers list error="unable to get ACME account: permissions 660 for /data/acme.json are too open, please use 600" resolver=le`,
    params: { path: '/data/acme.json' },
  },
  {
    cause: 'application-error',
    name: 'envoy config',
    text: `[2026-11-20 08:00:00.000][1][info][main] [source/server/server.cc:432] initializing epoch 0
[2026-11-20 08:00:00.100][1][critical][main] [source/server/server.cc:133] error initializing configuration '/etc/envoy/envoy.yaml': Unable to parse JSON as proto (INVALID_ARGUMENT: invalid JSON in envoy.config.bootstrap.v3.Bootstrap @ static_resources: message envoy.config.bootstrap.v3.Bootstrap.StaticResources, near 1:22 (offset 21): no such field: 'clustrs')
[2026-11-20 08:00:00.100][1][info][main] [source/server/server.cc:972] exiting`,
    line: "no such field: 'clustrs'",
  },
  {
    cause: 'dependency-unreachable',
    name: 'keycloak db',
    text: `2026-11-20 08:00:00,000 WARN  [io.agroal.pool] (agroal-11) Datasource '<default>': Connection to keycloak-db:5432 refused. Check that the hostname and port are correct and that the postmaster is accepting TCP/IP connections.
2026-11-20 08:00:00,100 ERROR [org.keycloak.quarkus.runtime.cli.ExecutionExceptionHandler] (main) ERROR: Failed to start server in (production) mode
2026-11-20 08:00:00,100 ERROR [org.keycloak.quarkus.runtime.cli.ExecutionExceptionHandler] (main) ERROR: Failed to obtain JDBC connection
2026-11-20 08:00:00,100 ERROR [org.keycloak.quarkus.runtime.cli.ExecutionExceptionHandler] (main) ERROR: Connection to keycloak-db:5432 refused. Check that the hostname and port are correct and that the postmaster is accepting TCP/IP connections.
2026-11-20 08:00:00,100 ERROR [org.keycloak.quarkus.runtime.cli.ExecutionExceptionHandler] (main) For more details run the same command passing the '--verbose' option.`,
    params: { host: 'keycloak-db', port: 5432 },
  },
  {
    cause: 'application-error',
    name: 'coredns loop',
    text: `.:53
[INFO] plugin/reload: Running configuration SHA512 = 591cf328cccc12bc490481273e738df59329c62c0b729d94e8b61db9961c2fa5f046dd37f1cf888b953814040d180f52594972691cd6ff41be96639138a43908
CoreDNS-1.11.1
[FATAL] plugin/loop: Loop (127.0.0.1:46292 -> :53) detected for zone ".", see https://coredns.io/plugins/loop#troubleshooting. Query: "HINFO 3110."`,
    line: 'Loop',
  },
];
