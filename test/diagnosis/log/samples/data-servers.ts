import type { Sample } from './sample.ts';

/** Databases and brokers that don't take their own data. */
export const DATA_SERVERS: readonly Sample[] = [
  {
    cause: 'permission-denied',
    name: 'mysql ibdata perms',
    text: `2026-04-11T08:00:01.222112Z 0 [System] [MY-010116] [Server] /usr/sbin/mysqld (mysqld 8.0.36) starting as process 1
2026-04-11T08:00:01.230007Z 1 [System] [MY-013576] [InnoDB] InnoDB initialization has started.
2026-04-11T08:00:01.231223Z 1 [ERROR] [MY-012271] [InnoDB] The innodb_system data file 'ibdata1' must be writable
2026-04-11T08:00:01.231323Z 1 [ERROR] [MY-012278] [InnoDB] The innodb_system data file 'ibdata1' must be writable
2026-04-11T08:00:01.231523Z 1 [ERROR] [MY-010334] [Server] Failed to initialize DD Storage Engine
2026-04-11T08:00:01.231723Z 0 [ERROR] [MY-010020] [Server] Data Dictionary initialization failed.
2026-04-11T08:00:01.231823Z 0 [ERROR] [MY-010119] [Server] Aborting`,
    params: { path: 'ibdata1' },
  },
  {
    cause: 'application-error',
    name: 'mongod lock',
    text: `{"t":{"$date":"2026-04-11T08:00:00.101+00:00"},"s":"I",  "c":"CONTROL",  "id":23285,   "ctx":"main","msg":"Automatically disabling TLS 1.0, to force-enable TLS 1.0 specify --sslDisabledProtocols 'none'"}
{"t":{"$date":"2026-04-11T08:00:00.110+00:00"},"s":"I",  "c":"NETWORK",  "id":4915701, "ctx":"main","msg":"Initialized wire specification","attr":{"spec":{"incomingExternalClient":{"minWireVersion":0,"maxWireVersion":21},"outgoing":{"minWireVersion":6,"maxWireVersion":21},"isInternalClient":true}}}
{"t":{"$date":"2026-04-11T08:00:00.120+00:00"},"s":"I",  "c":"CONTROL",  "id":4615611, "ctx":"initandlisten","msg":"MongoDB starting","attr":{"pid":1,"port":27017,"dbPath":"/data/db","architecture":"64-bit","host":"store-mongo-1"}}
{"t":{"$date":"2026-04-11T08:00:00.130+00:00"},"s":"E",  "c":"CONTROL",  "id":20557,   "ctx":"initandlisten","msg":"DBException in initAndListen, terminating","attr":{"error":"DBPathInUse: Unable to lock the lock file: /data/db/mongod.lock (Resource temporarily unavailable). Another mongod instance is already running on the /data/db directory"}}
{"t":{"$date":"2026-04-11T08:00:00.131+00:00"},"s":"I",  "c":"REPL",     "id":4784900, "ctx":"initandlisten","msg":"Stepping down the ReplicationCoordinator for shutdown","attr":{"waitTimeMillis":15000}}
{"t":{"$date":"2026-04-11T08:00:00.131+00:00"},"s":"I",  "c":"COMMAND",  "id":4784901, "ctx":"initandlisten","msg":"Shutting down the MirrorMaestro"}
{"t":{"$date":"2026-04-11T08:00:00.131+00:00"},"s":"I",  "c":"NETWORK",  "id":20562,   "ctx":"initandlisten","msg":"Shutdown: going to close listening sockets"}
{"t":{"$date":"2026-04-11T08:00:00.132+00:00"},"s":"I",  "c":"CONTROL",  "id":20565,   "ctx":"initandlisten","msg":"Now exiting"}
{"t":{"$date":"2026-04-11T08:00:00.132+00:00"},"s":"I",  "c":"CONTROL",  "id":23138,   "ctx":"initandlisten","msg":"Shutting down","attr":{"exitCode":100}}`,
    line: 'mongod.lock',
  },
  {
    cause: 'application-error',
    name: 'mongod fcv',
    text: `{"t":{"$date":"2026-04-11T08:00:00.120+00:00"},"s":"I",  "c":"CONTROL",  "id":4615611, "ctx":"initandlisten","msg":"MongoDB starting","attr":{"pid":1,"port":27017,"dbPath":"/data/db","architecture":"64-bit","host":"store-mongo-0"}}
{"t":{"$date":"2026-04-11T08:00:01.120+00:00"},"s":"I",  "c":"STORAGE",  "id":22315,   "ctx":"initandlisten","msg":"Opening WiredTiger","attr":{"config":"create,cache_size=7465M,session_max=33000"}}
{"t":{"$date":"2026-04-11T08:00:02.120+00:00"},"s":"W",  "c":"CONTROL",  "id":22178,   "ctx":"initandlisten","msg":"/sys/kernel/mm/transparent_hugepage/enabled is 'always'. We suggest setting it to 'never' in this binary version","tags":["startupWarnings"]}
{"t":{"$date":"2026-04-11T08:00:02.220+00:00"},"s":"F",  "c":"CONTROL",  "id":20573,   "ctx":"initandlisten","msg":"Wrong mongod version","attr":{"error":"UPGRADE PROBLEM: Found an invalid featureCompatibilityVersion document (ERROR: Location4926900: Invalid featureCompatibilityVersion document in admin.system.version: { _id: \\"featureCompatibilityVersion\\", version: \\"4.4\\" }. See https://docs.mongodb.com/master/release-notes/6.0-compatibility/#feature-compatibility. :: caused by :: Invalid feature compatibility version value, expected '5.0' or '5.3' or '6.0). If the current featureCompatibilityVersion is below 5.0, see the documentation on upgrading at https://docs.mongodb.com/master/release-notes/5.0/#upgrade-procedures."}}
{"t":{"$date":"2026-04-11T08:00:02.221+00:00"},"s":"I",  "c":"NETWORK",  "id":20562,   "ctx":"initandlisten","msg":"Shutdown: going to close listening sockets"}
{"t":{"$date":"2026-04-11T08:00:02.250+00:00"},"s":"I",  "c":"CONTROL",  "id":23138,   "ctx":"initandlisten","msg":"Shutting down","attr":{"exitCode":62}}`,
    line: 'featureCompatibilityVersion',
  },
  {
    cause: 'application-error',
    name: 'zookeeper snapshot',
    text: `ZooKeeper JMX enabled by default
Using config: /conf/zoo.cfg
2026-04-11 08:00:01,020 [myid:] - INFO  [main:o.a.z.s.q.QuorumPeerConfig@177] - Reading configuration from: /conf/zoo.cfg
2026-04-11 08:00:01,044 [myid:] - INFO  [main:o.a.z.s.q.QuorumPeerConfig@435] - clientPortAddress is 0.0.0.0:2181
2026-04-11 08:00:01,050 [myid:1] - WARN  [main:o.a.z.s.q.QuorumPeerMain@138] - Either no config or no quorum defined in config, running in standalone mode
2026-04-11 08:00:01,190 [myid:1] - INFO  [main:o.a.z.s.p.FileTxnSnapLog@124] - zookeeper.snapshot.trust.empty : false
2026-04-11 08:00:01,220 [myid:1] - ERROR [main:o.a.z.s.ZooKeeperServerMain@91] - Unexpected exception, exiting abnormally
java.io.IOException: No snapshot found, but there are log entries. Something is broken!
	at org.apache.zookeeper.server.persistence.FileTxnSnapLog.restore(FileTxnSnapLog.java:290)
	at org.apache.zookeeper.server.ZKDatabase.loadDataBase(ZKDatabase.java:285)
	at org.apache.zookeeper.server.ZooKeeperServer.loadData(ZooKeeperServer.java:531)
2026-04-11 08:00:01,225 [myid:1] - INFO  [main:o.a.z.a.ZKAuditProvider@42] - ZooKeeper audit is disabled.
2026-04-11 08:00:01,226 [myid:1] - ERROR [main:o.a.z.u.ServiceUtils@48] - Exiting JVM with code 1`,
    line: 'No snapshot found',
  },
  {
    cause: 'permission-denied',
    name: 'rabbitmq cookie',
    text: `2026-04-11 08:00:00.114420+00:00 [notice] <0.44.0> Application syslog exited with reason: stopped
2026-04-11 08:00:00.120004+00:00 [notice] <0.230.0> Logging: switching to configured handler(s); following messages may not be visible in this log output
Error when reading /var/lib/rabbitmq/.erlang.cookie: eacces
[error] Cookie file /var/lib/rabbitmq/.erlang.cookie must be accessible by owner only

BOOT FAILED
===========
Exception during startup:

supervisor:'-start_children/2-fun-0-'/3 line 350
supervisor:do_start_child/2 line 365
rabbit_prelaunch_dist:do_setup/1, line 48

    exception throw:{error,
                        {shutdown,
                            {failed_to_start_child,auth,
                                {"Cookie file /var/lib/rabbitmq/.erlang.cookie must be accessible by owner only",

Kernel pid terminated (application_controller) ("{application_start_failure,rabbitmq_prelaunch,{{shutdown,{failed_to_start_child,prelaunch,{error,{shutdown,...")

Crash dump is being written to: /var/log/rabbitmq/erl_crash.dump...done`,
    params: { path: '/var/lib/rabbitmq/.erlang.cookie' },
  },
  {
    cause: 'application-error',
    name: 'redis rdb version',
    text: `1:C 11 Apr 2026 08:00:00.010 * oO0OoO0OoO0Oo Redis is starting oO0OoO0OoO0Oo
1:C 11 Apr 2026 08:00:00.010 * Redis version=7.0.15, bits=64, commit=00000000, modified=0, pid=1, just started
1:C 11 Apr 2026 08:00:00.010 * Configuration loaded
1:M 11 Apr 2026 08:00:00.011 * monotonic clock: POSIX clock_gettime
1:M 11 Apr 2026 08:00:00.012 * Running mode=standalone, port=6379.
1:M 11 Apr 2026 08:00:00.012 # Server initialized
1:M 11 Apr 2026 08:00:00.012 # WARNING Memory overcommit must be enabled! Without it, a background save or replication may fail under low memory condition. To fix this issue add 'vm.overcommit_memory = 1' to /etc/sysctl.conf and then reboot or run the command 'sysctl vm.overcommit_memory=1' for this to take effect.
1:M 11 Apr 2026 08:00:00.013 # Can't handle RDB format version 12
1:M 11 Apr 2026 08:00:00.013 # Fatal error loading the DB: Invalid argument. Exiting.`,
    line: 'RDB format version 12',
  },
  {
    cause: 'application-error',
    name: 'kafka cluster id',
    text: `[2026-04-11 08:00:01,114] INFO Registered kafka:type=kafka.Log4jController MBean (kafka.utils.Log4jControllerRegistration$)
[2026-04-11 08:00:01,514] INFO Setting -D jdk.tls.rejectClientInitiatedRenegotiation=true to disable client-initiated TLS renegotiation (org.apache.zookeeper.common.X509Util)
[2026-04-11 08:00:01,614] INFO starting (kafka.server.KafkaServer)
[2026-04-11 08:00:01,615] INFO Connecting to zookeeper on zk:2181 (kafka.server.KafkaServer)
[2026-04-11 08:00:01,915] INFO [ZooKeeperClient Kafka server] Connected. (kafka.zookeeper.ZooKeeperClient)
[2026-04-11 08:00:02,115] INFO Cluster ID = 7kX2mJYzQ0m1vV8m3n2ZsA (kafka.server.KafkaServer)
[2026-04-11 08:00:02,119] ERROR Fatal error during KafkaServer startup. Prepare to shutdown (kafka.server.KafkaServer)
kafka.common.InconsistentClusterIdException: The Cluster ID 7kX2mJYzQ0m1vV8m3n2ZsA doesn't match stored clusterId Some(Yb1xPq0eS0m4Vd7bq3gRvw) in meta.properties. The broker is trying to join the wrong cluster. Configured zookeeper.connect may be wrong.
	at kafka.server.KafkaServer.startup(KafkaServer.scala:228)
	at kafka.Kafka$.main(Kafka.scala:109)
	at kafka.Kafka.main(Kafka.scala)
[2026-04-11 08:00:02,120] INFO shutting down (kafka.server.KafkaServer)
[2026-04-11 08:00:02,122] INFO [ZooKeeperClient Kafka server] Closing. (kafka.zookeeper.ZooKeeperClient)
[2026-04-11 08:00:02,230] INFO EventThread shut down for session: 0x1000c1b2f0a0007 (org.apache.zookeeper.ClientCnxn)
[2026-04-11 08:00:02,231] INFO App info kafka.server for 0 unregistered (org.apache.kafka.common.utils.AppInfoParser)
[2026-04-11 08:00:02,232] INFO shut down completed (kafka.server.KafkaServer)
[2026-04-11 08:00:02,233] ERROR Exiting Kafka. (kafka.Kafka$)`,
    line: 'stored clusterId',
  },
];
