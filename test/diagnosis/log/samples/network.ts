import type { Sample } from './sample.ts';

const unreachable = { cause: 'dependency-unreachable' } as const;

export const NETWORK: readonly Sample[] = [
  {
    ...unreachable,
    name: 'a JVM whose pool finds a closed port, with the whole chain of causes',
    text: `2026-03-04 10:11:12.301  INFO 1 --- [           main] com.acme.orders.Application : Starting Application
2026-03-04 10:11:14.120 ERROR 1 --- [           main] com.zaxxer.hikari.pool.HikariPool : HikariPool-1 - Exception during pool initialization.

org.postgresql.util.PSQLException: Connection to stock-db:5433 refused. Check that the hostname and port are correct and that the postmaster is accepting TCP/IP connections.
	at org.postgresql.core.v3.ConnectionFactoryImpl.openConnectionImpl(ConnectionFactoryImpl.java:342)
	at com.acme.orders.Pool.open(Pool.java:41)
Caused by: java.net.ConnectException: Connection refused
	at java.base/sun.nio.ch.Net.pollConnect(Native Method)
	... 27 common frames omitted
2026-03-04 10:11:14.300  INFO 1 --- [           main] o.apache.catalina.core.StandardService : Stopping service [Tomcat]
2026-03-04 10:11:14.400 ERROR 1 --- [           main] o.s.boot.SpringApplication : Application run failed`,
    params: { host: 'stock-db', port: 5433, reason: 'refused' },
  },
  {
    ...unreachable,
    name: 'Java writing name and address of the other side',
    text: `io.netty.channel.AbstractChannel$AnnotatedConnectException: Connection refused: session-cache/10.96.14.2:6379
	at java.base/sun.nio.ch.Net.pollConnect(Native Method)`,
    params: { host: 'session-cache', port: 6379, address: '10.96.14.2', reason: 'refused' },
  },
  {
    ...unreachable,
    name: 'Lettuce that wraps a refused connection',
    text: `Exception in thread "main" io.lettuce.core.RedisConnectionException: Unable to connect to sessions/<unresolved>:6379
	at io.lettuce.core.RedisConnectionException.create(RedisConnectionException.java:94)
Caused by: io.netty.channel.AbstractChannel$AnnotatedConnectException: Connection refused: sessions/10.0.3.7:6379`,
    params: { host: 'sessions', port: 6379, reason: 'refused' },
  },
  {
    ...unreachable,
    name: 'libpq with name, address and port',
    text: `psycopg2.OperationalError: connection to server at "ledger-db" (10.100.3.4), port 5432 failed: Connection refused
	Is the server running on that host and accepting TCP/IP connections?`,
    params: { host: 'ledger-db', port: 5432, address: '10.100.3.4', reason: 'refused' },
  },
  {
    ...unreachable,
    name: 'MySQL from Python',
    text: `pymysql.err.OperationalError: (2003, "Can't connect to MySQL server on 'crm-mysql' ([Errno 111] Connection refused)")`,
    params: { host: 'crm-mysql', reason: 'refused' },
  },
  {
    ...unreachable,
    name: 'the mysql client',
    text: `ERROR 2002 (HY000): Can't connect to server on 'crm-mysql' (115)`,
    params: { host: 'crm-mysql' },
  },
  {
    ...unreachable,
    name: 'redis-py',
    text: 'redis.exceptions.ConnectionError: Error 111 connecting to queue-redis:6380. Connection refused.',
    params: { host: 'queue-redis', port: 6380, reason: 'refused' },
  },
  {
    ...unreachable,
    name: 'celery that loses its broker',
    text: `[2026-02-02 08:00:01,002: ERROR/MainProcess] consumer: Cannot connect to amqp://shop:**@mq-broker:5672//: [Errno 111] Connection refused.
Trying again in 2.00 seconds... (1/100)
[2026-02-02 08:00:03,002: ERROR/MainProcess] consumer: Cannot connect to amqp://shop:**@mq-broker:5672//: [Errno 111] Connection refused.`,
    params: { host: 'mq-broker', port: 5672, reason: 'refused', service: 'rabbitmq' },
  },
  {
    ...unreachable,
    name: 'a thrown object of Node with its fields below',
    text: `node:events:497
      throw er; // Unhandled 'error' event
      ^

Error: connect ECONNREFUSED 10.2.3.4:27017
    at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1607:16) {
  errno: -111,
  code: 'ECONNREFUSED',
  syscall: 'connect',
  address: '10.2.3.4',
  port: 27017
}

Node.js v22.4.0`,
    params: { host: '10.2.3.4', port: 27017, reason: 'refused' },
  },
  {
    ...unreachable,
    name: 'Node with only the fields, and an aggregate without a message',
    text: `AggregateError [ECONNREFUSED]: 
    at internalConnectMultiple (node:net:1122:18)
    at afterConnectMultiple (node:net:1689:7) {
  code: 'ECONNREFUSED',
  [errors]: [
    Error: connect ECONNREFUSED ::1:5432
        at createConnectionError (node:net:1652:14)
  ]
}`,
    params: { port: 5432, reason: 'refused' },
  },
  {
    ...unreachable,
    name: 'undici with a cause',
    text: `TypeError: fetch failed
    at node:internal/deps/undici/undici:13185:13
    at async main (/app/src/sync.js:14:15) {
  [cause]: Error: connect ETIMEDOUT 172.20.8.1:8443
      at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1607:16) {
    errno: -110,
    code: 'ETIMEDOUT'
  }
}`,
    params: { host: '172.20.8.1', port: 8443, reason: 'timeout' },
  },
  {
    ...unreachable,
    name: 'Prisma',
    text: `PrismaClientInitializationError: 
Invalid \`prisma.user.findMany()\` invocation:

Can't reach database server at \`users-pg:5432\`

Please make sure your database server is running at \`users-pg:5432\`.`,
    params: { host: 'users-pg', port: 5432 },
  },
  {
    ...unreachable,
    name: 'Go with a name in the URL and an address in the dial',
    text: '{"level":"fatal","ts":1.2,"caller":"cmd/main.go:40","msg":"export failed","error":"Post \\"http://otel-collector:4318/v1/traces\\": dial tcp 10.96.7.7:4318: connect: connection refused"}',
    params: { host: 'otel-collector', port: 4318, reason: 'refused' },
  },
  {
    ...unreachable,
    name: 'zap on the console',
    text: '2026-03-04T10:00:00.000Z\tFATAL\tapp/main.go:52\tfailed to connect to database\t{"error": "dial tcp 10.43.1.9:3306: connect: no route to host"}',
    params: { host: '10.43.1.9', port: 3306, reason: 'unreachable' },
  },
  {
    ...unreachable,
    name: 'gRPC in Go',
    text: '2026/04/01 08:00:00 rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing: dial tcp 10.8.0.3:50051: connect: connection refused"',
    params: { host: '10.8.0.3', port: 50051, reason: 'refused' },
  },
  {
    ...unreachable,
    name: 'Kafka without a resolvable broker',
    text: 'Exception in thread "main" org.apache.kafka.common.config.ConfigException: No resolvable bootstrap urls given in bootstrap.servers\n\tat org.apache.kafka.clients.ClientUtils.parse(ClientUtils.java:88)',
    params: { service: 'kafka' },
  },
  {
    ...unreachable,
    name: 'librdkafka',
    text: '%3|1711111111.111|FAIL|rdkafka#producer-1| [thrd:kafka-0:9092/bootstrap]: kafka-0:9092/bootstrap: Connect to ipv4#10.1.1.1:9092 failed: Connection refused (after 0ms in state CONNECT)',
    params: { port: 9092, reason: 'refused' },
  },
  {
    ...unreachable,
    name: '.NET with an inner exception',
    text: `Unhandled exception. Npgsql.NpgsqlException (0x80004005): Failed to connect to 10.9.8.7:5432
 ---> System.Net.Sockets.SocketException (111): Connection refused
   at Npgsql.Internal.NpgsqlConnector.Connect(NpgsqlTimeout timeout)
   --- End of inner exception stack trace ---
   at Acme.Billing.Program.Main(String[] args) in /src/Program.cs:line 22`,
    params: { host: '10.9.8.7', port: 5432, reason: 'refused', file: '/src/Program.cs', row: 22 },
  },
  {
    ...unreachable,
    name: 'Ruby and Redis',
    text: `/app/lib/queue.rb:14:in 'connect': Connection refused - connect(2) for "jobs-redis" port 6379 (redis://jobs-redis:6379/0) (RedisClient::CannotConnectError)
	from /app/bin/worker:3:in '<main>'`,
    params: { host: 'jobs-redis', port: 6379, reason: 'refused' },
  },
  {
    ...unreachable,
    name: 'Rust and sqlx',
    text: 'Error: Io(Os { code: 111, kind: ConnectionRefused, message: "Connection refused" })',
    params: { reason: 'refused' },
  },
  {
    ...unreachable,
    name: 'curl',
    text: 'curl: (7) Failed to connect to auth-gw port 8443 after 3 ms: Could not connect to server',
    params: { host: 'auth-gw', port: 8443 },
  },
  {
    ...unreachable,
    name: 'wget',
    text: "Connecting to assets:8080 (10.0.0.8:8080)\nwget: can't connect to remote host (10.0.0.8): Connection refused",
    params: { host: 'assets', port: 8080, reason: 'refused' },
  },
  {
    ...unreachable,
    name: 'a wait-for-it script that gives up',
    text: `wait-for-it.sh: waiting 15 seconds for billing-db:5432
wait-for-it.sh: timeout occurred after waiting 15 seconds for billing-db:5432`,
    params: { host: 'billing-db', port: 5432, reason: 'timeout' },
  },
  {
    ...unreachable,
    name: 'retries that end in a fatal line',
    text: `WARN  redis not ready (attempt 1/3): dial tcp 10.4.4.4:6379: connect: connection refused
WARN  redis not ready (attempt 2/3): dial tcp 10.4.4.4:6379: connect: connection refused
WARN  redis not ready (attempt 3/3): dial tcp 10.4.4.4:6379: connect: connection refused
FATAL giving up on redis`,
    params: { host: '10.4.4.4', port: 6379, reason: 'refused' },
  },
  {
    ...unreachable,
    name: 'a connection that the other side closed',
    text: 'pika.exceptions.ConnectionClosedByBroker: x\nredis.exceptions.ConnectionError: Connection closed by server.',
    line: 'Connection closed by server',
  },
  {
    ...unreachable,
    name: 'IPv6 in brackets',
    text: 'panic: dial tcp [fd00::12]:5432: connect: connection refused',
    params: { host: '[fd00::12]', port: 5432, reason: 'refused' },
  },
];
