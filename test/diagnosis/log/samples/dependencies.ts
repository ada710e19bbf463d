import type { Sample } from './sample.ts';

/** Dependencies, as servers, tools and loggers word them. */
export const DEPENDENCIES: readonly Sample[] = [
  {
    name: 'a broker that cannot find its keeper',
    cause: 'dependency-unreachable',
    text: '[2026-11-22 10:00:00,000] INFO Initiating client connection, connectString=zk-0.zk:2181 sessionTimeout=18000 (org.apache.zookeeper.ZooKeeper)\n[2026-11-22 10:00:18,000] ERROR Fatal error during KafkaServer startup. Prepare to shutdown (kafka.server.KafkaServer)\nkafka.zookeeper.ZooKeeperClientTimeoutException: Timed out waiting for connection while in state: CONNECTING\n\tat kafka.zookeeper.ZooKeeperClient.waitUntilConnected(ZooKeeperClient.scala:258)\n[2026-11-22 10:00:18,010] INFO shutting down (kafka.server.KafkaServer)',
    params: { host: 'zk-0.zk', port: 2181, reason: 'timeout' },
  },
  {
    name: 'nested causes in .NET',
    cause: 'dependency-unreachable',
    text: 'System.AggregateException: One or more errors occurred. (Connection failed)\n ---> RabbitMQ.Client.Exceptions.BrokerUnreachableException: None of the specified endpoints were reachable\n ---> RabbitMQ.Client.Exceptions.ConnectFailureException: Connection failed, host rabbit:5672\n ---> System.Net.Sockets.SocketException (111): Connection refused\n   at System.Net.Sockets.Socket.Connect()\n   --- End of inner exception stack trace ---',
    params: { host: 'rabbit', port: 5672, reason: 'refused' },
  },
  {
    name: 'a stack in a field',
    cause: 'dependency-unreachable',
    text: '{"level":"ERROR","message":"startup failed","stack_trace":"java.lang.IllegalStateException: boot\\n\\tat com.acme.Boot.run(Boot.java:10)\\nCaused by: java.net.SocketTimeoutException: Connect timed out\\n\\tat com.acme.Http.open(Http.java:33)\\n"}',
    params: { reason: 'timeout', file: 'Boot.java' },
  },
  {
    name: 'a database that does not become ready',
    cause: 'dependency-unreachable',
    text: 'level=info msg="waiting for database" attempt=1\nlevel=fatal msg="database not ready after 2 attempts" host=orders-pg port=5432',
    params: { host: 'orders-pg', port: 5432 },
  },
  {
    name: 'libpq over several lines',
    cause: 'dependency-unreachable',
    text: 'PG::ConnectionBad: could not connect to server: No route to host\n\tIs the server running on host "crm-db" (10.2.2.2) and accepting\n\tTCP/IP connections on port 5432?',
    params: { host: 'crm-db', port: 5432, address: '10.2.2.2', reason: 'unreachable' },
  },
  {
    name: 'a driver of Mongo',
    cause: 'dependency-unreachable',
    text: "MongooseServerSelectionError: connect ECONNREFUSED 10.0.5.1:27017\n    at _handleConnectionErrors (/app/node_modules/mongoose/lib/connection.js:909:11) {\n  reason: TopologyDescription {\n    servers: Map(1) { 'mongo:27017' => [ServerDescription] },",
    params: { host: 'mongo', port: 27017, address: '10.0.5.1' },
  },
  {
    name: 'pgx',
    cause: 'dependency-unreachable',
    text: '2026/11/22 10:00:00 failed to connect to `host=payments-db user=pay database=pay`: dial error (dial tcp 10.0.0.8:5432: connect: connection refused)',
    params: { host: 'payments-db', port: 5432, address: '10.0.0.8' },
  },
  {
    name: 'a pool that runs dry',
    cause: 'dependency-unreachable',
    text: "thread 'main' panicked at src/db.rs:14:10:\ncalled `Result::unwrap()` on an `Err` value: PoolTimedOut",
    params: { reason: 'timeout', file: 'src/db.rs' },
  },
  {
    name: 'asyncio',
    cause: 'dependency-unreachable',
    text: 'ERROR:    Traceback (most recent call last):\n  File "/app/main.py", line 21, in lifespan\n    await pool.connect()\nOSError: [Errno 111] Connect call failed (\'10.4.4.4\', 5432)\n\nERROR:    Application startup failed. Exiting.',
    params: { host: '10.4.4.4', port: 5432, reason: 'refused' },
  },
  {
    name: 'a record of an unreachable service with a name',
    cause: 'dependency-unreachable',
    text: '2026-11-22 10:00:00,000 - app - ERROR - Broker not reachable at tcp://mqtt:1883',
    params: { host: 'mqtt', port: 1883 },
  },
  {
    name: 'an endpoint in a URL with a password',
    cause: 'dependency-unreachable',
    text: 'FATAL connect amqp://shop:s3cret@mq-1:5679/: connection timed out',
    params: { host: 'mq-1', port: 5679, service: 'rabbitmq', reason: 'timeout' },
  },
  {
    name: 'a URL whose scheme implies the port',
    cause: 'dependency-unreachable',
    text: 'FATAL cannot connect to postgresql://app@main-db/app',
    params: { host: 'main-db', port: 5432, service: 'postgres' },
  },
  {
    name: 'a name server that answers nothing',
    cause: 'dependency-unreachable',
    text: "INFO resolving rates.shop.svc\nnslookup: can't connect to remote host (10.96.0.10): Network is unreachable\nERROR giving up",
    params: { host: 'rates.shop.svc', dnsServer: '10.96.0.10', reason: 'unresolved' },
  },
  {
    name: 'a vault that says no',
    cause: 'dependency-rejected',
    text: 'hvac.exceptions.Forbidden: permission denied, on get https://vault:8200/v1/secret/data/app',
    params: { host: 'vault', port: 8200 },
  },
  {
    name: 'an error of a server that leads to its end',
    cause: 'dependency-rejected',
    text: 'INFO fetching http://flags:8013/v1\nERROR flags returned 500 Internal Server Error\nFATAL cannot load feature flags',
    params: { host: 'flags', port: 8013, reason: '500' },
  },
  {
    name: 'Elixir',
    cause: 'dependency-unreachable',
    text: '10:00:00.000 [error] Postgrex.Protocol (#PID<0.320.0>) failed to connect: ** (DBConnection.ConnectionError) tcp connect (db:5432): connection refused - :econnrefused',
    params: { host: 'db', port: 5432 },
  },
  {
    name: 'ssh',
    cause: 'dependency-unreachable',
    text: 'ssh: connect to host backup-1 port 22: Connection refused',
    params: { host: 'backup-1', port: 22 },
  },
  {
    name: 'an access key that has expired',
    cause: 'dependency-rejected',
    text: 'An error occurred (ExpiredToken) when calling the ListObjectsV2 operation: The provided token has expired.',
    params: { reason: 'ExpiredToken' },
  },
  {
    name: 'an inner exception that Node prints as cause',
    cause: 'dependency-rejected',
    text: 'Error: boot\n    at main (/app/m.js:1:1) {\n  [cause]: Error: password authentication failed for user "shop"\n      at Parser.parse (/app/node_modules/pg-protocol/dist/parser.js:283:98)\n}',
    params: { user: 'shop', file: '/app/m.js' },
  },
  {
    name: 'a role bound with another API version',
    cause: 'api-access-denied',
    text: 'FATAL User "jane" cannot get path "/metrics"',
    params: { account: 'jane', verb: 'get' },
  },
  {
    name: 'Prisma before a migration',
    cause: 'dependency-unreachable',
    text: "Error: P1001: Can't reach database server at `bills-db`:`5432`",
    params: { host: 'bills-db', port: 5432 },
  },
  {
    name: 'a certificate without names',
    cause: 'dependency-rejected',
    text: 'panic: tls: failed to verify certificate: x509: certificate is not valid for any names, but wanted to match vault.r.svc',
    params: { host: 'vault.r.svc', reason: 'certificate-name' },
  },
];
