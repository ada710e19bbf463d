import type { Sample } from './sample.ts';

/** Controllers of a cluster, sidecars, and what is announced on one line and told on the next. */
export const CONTROLLERS: readonly Sample[] = [
  {
    cause: 'application-error',
    name: 'zap letters caches',
    text: `{"L":"INFO","T":"2026-04-11T08:00:00.001Z","N":"setup","M":"starting manager"}
{"L":"INFO","T":"2026-04-11T08:00:00.002Z","M":"starting server","path":"/metrics","kind":"metrics","addr":"[::]:8080"}
{"L":"INFO","T":"2026-04-11T08:00:00.102Z","M":"Starting EventSource","controller":"webhook","source":"kind source: *v1.Webhook"}
{"L":"ERROR","T":"2026-04-11T08:02:00.102Z","M":"Could not wait for Cache to sync","controller":"webhook","error":"failed to wait for webhook caches to sync: timed out waiting for cache to be synced","S":"sigs.k8s.io/controller-runtime/pkg/internal/controller.(*Controller).Start.func2\\n\\t/home/runner/go/pkg/mod/sigs.k8s.io/controller-runtime@v0.12.1/pkg/internal/controller/controller.go:208"}
{"L":"INFO","T":"2026-04-11T08:02:00.103Z","M":"Stopping and waiting for non leader election runnables"}
{"L":"INFO","T":"2026-04-11T08:02:00.103Z","M":"Stopping and waiting for leader election runnables"}
{"L":"ERROR","T":"2026-04-11T08:02:00.104Z","M":"error received after stop sequence was engaged","error":"leader election lost","S":"sigs.k8s.io/controller-runtime/pkg/manager.(*controllerManager).engageStopProcedure.func1\\n\\t/home/runner/go/pkg/mod/sigs.k8s.io/controller-runtime@v0.12.1/pkg/manager/internal.go:541"}
{"L":"INFO","T":"2026-04-11T08:02:00.105Z","M":"Wait completed, proceeding to shutdown the manager"}`,
    line: 'webhook caches',
  },
  {
    cause: 'configuration-missing',
    name: 'webhook cert missing',
    text: `2026-04-11T08:00:00Z	INFO	setup	starting manager
2026-04-11T08:00:00Z	INFO	controller-runtime.webhook	Registering webhook	{"path": "/mutate-v1-pod"}
2026-04-11T08:00:00Z	INFO	controller-runtime.webhook	Starting webhook server
2026-04-11T08:00:00Z	INFO	Stopping and waiting for non leader election runnables
2026-04-11T08:00:00Z	INFO	Stopping and waiting for caches
2026-04-11T08:00:00Z	ERROR	setup	problem running manager	{"error": "open /tmp/k8s-webhook-server/serving-certs/tls.crt: no such file or directory"}
main.main
	/workspace/cmd/main.go:181
runtime.main
	/usr/local/go/src/runtime/proc.go:271`,
    params: { path: '/tmp/k8s-webhook-server/serving-certs/tls.crt' },
  },
  {
    cause: 'application-error',
    name: 'otel collector exporter',
    text: `Error: failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):

error decoding 'exporters': unknown type: "lokii" for id: "lokii" (valid values: [debug kafka loki otlp otlphttp prometheus])
2026/04/11 08:00:00 collector server run finished with error: failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):

error decoding 'exporters': unknown type: "lokii" for id: "lokii" (valid values: [debug kafka loki otlp otlphttp prometheus])`,
    line: 'unknown type: "lokii"',
  },
  {
    cause: 'application-error',
    name: 'coredns corefile',
    text: `plugin/forward: no valid upstream
/etc/coredns/Corefile:12 - Error during parsing: Unknown directive 'kubernets'`,
    params: { file: '/etc/coredns/Corefile', row: 12 },
  },
  {
    cause: 'dependency-rejected',
    name: 'external dns',
    text: `time="2026-04-11T08:00:00Z" level=info msg="config: {APIServerURL: KubeConfig: RequestTimeout:30s Provider:aws GoogleProject: Registry:txt PolicyFile: FailOnError:false}"
time="2026-04-11T08:00:00Z" level=info msg="Instantiating new Kubernetes client"
time="2026-04-11T08:00:00Z" level=info msg="Created Kubernetes client https://10.96.0.1:443"
time="2026-04-11T08:00:02Z" level=fatal msg="records retrieval failed: failed to list hosted zones: AccessDenied: User: arn:aws:sts::123456789012:assumed-role/node-role/i-0abc is not authorized to perform: route53:ListHostedZones because no identity-based policy allows the route53:ListHostedZones action\\n\\tstatus code: 403, request id: 55c0"`,
    params: { service: 'aws', reason: 'AccessDenied' },
  },
  {
    cause: 'dependency-rejected',
    name: 'nfs provisioner',
    text: `Mounting share...
mount.nfs: access denied by server while mounting filer.example.com:/exports/shop`,
    params: { host: 'filer.example.com', path: '/exports/shop' },
  },
  {
    cause: 'application-error',
    name: 'oauth2 proxy',
    text: `[2026/04/11 08:00:00] [provider.go:55] Performing OIDC Discovery...
[2026/04/11 08:00:01] [main.go:60] ERROR: Failed to initialise OAuth2 Proxy: error initialising provider: could not create provider data: error building OIDC ProviderVerifier: could not get verifier builder: error while discovery OIDC configuration: failed to discover OIDC configuration: unexpected status "404": {"error":"Realm does not exist"} url=https://sso.example.com/realms/shop/.well-known/openid-configuration`,
    line: 'unexpected status',
  },
  {
    cause: 'application-error',
    name: 'opensearch downgrade',
    text: `[2026-04-11T08:00:03,001][INFO ][o.o.n.Node               ] [search-0] version[2.9.0], pid[1], build[tar/1164221ee2b8ba3560f0ff492309867beea28433/2023-07-18T21:23:15.113Z]
[2026-04-11T08:00:05,001][ERROR][o.o.b.OpenSearchUncaughtExceptionHandler] [search-0] uncaught exception in thread [main]
org.opensearch.bootstrap.StartupException: java.lang.IllegalStateException: cannot downgrade a node from version [2.11.0] to version [2.9.0]
	at org.opensearch.bootstrap.OpenSearch.init(OpenSearch.java:184) ~[opensearch-2.9.0.jar:2.9.0]
	at org.opensearch.cli.Command.main(Command.java:101) ~[opensearch-cli-2.9.0.jar:2.9.0]
Caused by: java.lang.IllegalStateException: cannot downgrade a node from version [2.11.0] to version [2.9.0]
	at org.opensearch.env.NodeMetadata.upgradeToCurrentVersion(NodeMetadata.java:102) ~[opensearch-2.9.0.jar:2.9.0]
	... 6 more
uncaught exception in thread [main]
java.lang.IllegalStateException: cannot downgrade a node from version [2.11.0] to version [2.9.0]
	at org.opensearch.env.NodeMetadata.upgradeToCurrentVersion(NodeMetadata.java:102)
For complete error details, refer to the log at /usr/share/opensearch/logs/docker-cluster.log`,
    line: 'cannot downgrade a node',
  },
  {
    cause: 'application-error',
    name: 'minio drives',
    text: `INFO: Formatting 1st pool, 1 set(s), 4 drives per set.
ERROR Unable to initialize backend: Unable to read 'format.json' from http://minio-2.minio-hl:9000/data: corrupted backend format, specified disk mount has unexpected previous content`,
    line: 'corrupted backend format',
  },
  {
    cause: 'application-error',
    name: 'cassandra wrong cluster',
    text: `INFO  [main] 2026-04-11 08:00:00,114 YamlConfigurationLoader.java:89 - Configuration location: file:/etc/cassandra/cassandra.yaml
INFO  [main] 2026-04-11 08:00:02,114 DatabaseDescriptor.java:397 - DiskAccessMode 'auto' determined to be mmap
WARN  [main] 2026-04-11 08:00:03,114 StartupChecks.java:332 - Maximum number of memory map areas per process (vm.max_map_count) 262144 is too low, recommended value: 1048575, you can change it with sysctl.
ERROR [main] 2026-04-11 08:00:04,114 CassandraDaemon.java:909 - Fatal exception during initialization
org.apache.cassandra.exceptions.ConfigurationException: Saved cluster name Test Cluster != configured name shop
	at org.apache.cassandra.db.SystemKeyspace.checkHealth(SystemKeyspace.java:1037)
	at org.apache.cassandra.service.CassandraDaemon.main(CassandraDaemon.java:865)`,
    line: 'Saved cluster name',
  },
];
