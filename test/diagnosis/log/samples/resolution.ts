import type { Sample } from './sample.ts';

const unreachable = { cause: 'dependency-unreachable' } as const;

export const RESOLUTION: readonly Sample[] = [
  {
    ...unreachable,
    name: 'a JVM that does not know a host',
    text: `Exception in thread "main" java.lang.RuntimeException: cannot fetch the catalogue
	at com.acme.Feed.run(Feed.java:20)
Caused by: java.net.UnknownHostException: catalogue.shop.svc: Name or service not known
	at java.base/java.net.Inet6AddressImpl.lookupAllHostAddr(Native Method)
	... 3 more`,
    params: { host: 'catalogue.shop.svc', reason: 'unresolved' },
  },
  {
    ...unreachable,
    name: 'libpq that cannot translate a host name',
    text: 'psql: error: could not translate host name "pg-main" to address: Name or service not known',
    params: { host: 'pg-main', reason: 'unresolved' },
  },
  {
    ...unreachable,
    name: 'Python requests giving up on a name',
    text: `Traceback (most recent call last):
  File "/usr/lib/python3.12/site-packages/urllib3/connection.py", line 198, in _new_conn
    sock = connection.create_connection(
socket.gaierror: [Errno -2] Name or service not known

The above exception was the direct cause of the following exception:

Traceback (most recent call last):
  File "/srv/feeds/main.py", line 9, in <module>
    requests.get("http://price-feed:8090/all")
requests.exceptions.ConnectionError: HTTPConnectionPool(host='price-feed', port=8090): Max retries exceeded with url: /all (Caused by NameResolutionError("<urllib3.connection.HTTPConnection object at 0x7f>: Failed to resolve 'price-feed' ([Errno -2] Name or service not known)"))`,
    params: { host: 'price-feed', port: 8090, reason: 'unresolved' },
  },
  {
    ...unreachable,
    name: 'pino with an error object',
    text: '{"level":60,"time":1,"msg":"cannot start","err":{"type":"Error","message":"getaddrinfo EAI_AGAIN nats.bus.svc","code":"EAI_AGAIN","stack":"Error: getaddrinfo EAI_AGAIN nats.bus.svc\\n    at GetAddrInfoReqWrap.onlookup (node:dns:111:26)"}}',
    params: { host: 'nats.bus.svc', reason: 'unresolved' },
  },
  {
    ...unreachable,
    name: 'Go that asks a name server',
    text: 'time="2026-04-01T00:00:00Z" level=fatal msg="connect to store" error="dial tcp: lookup store-db on 10.96.0.10:53: no such host"',
    params: { host: 'store-db', reason: 'unresolved' },
  },
  {
    ...unreachable,
    name: 'Go whose name server does not answer',
    text: '2026/04/01 08:00:00 main.go:31: Get "http://tax-rates:9000/v1": dial tcp: lookup tax-rates on 10.96.0.10:53: read udp 10.1.0.9:51515->10.96.0.10:53: i/o timeout',
    params: { host: 'tax-rates', reason: 'unresolved' },
  },
  {
    ...unreachable,
    name: 'Mongo server selection',
    text: `MongoServerSelectionError: getaddrinfo ENOTFOUND mongo-0.mongo
    at Topology.selectServer (/app/node_modules/mongodb/lib/sdam/topology.js:303:38) {
  reason: TopologyDescription {`,
    params: { host: 'mongo-0.mongo', reason: 'unresolved' },
  },
  {
    ...unreachable,
    name: '.NET that does not know a host',
    text: `fail: Microsoft.Extensions.Hosting.Internal.Host[11]
      Hosting failed to start
      System.Net.Http.HttpRequestException: Name or service not known (vault-proxy:8200)
       ---> System.Net.Sockets.SocketException (0xFFFDFFFF): Name or service not known`,
    params: { host: 'vault-proxy', port: 8200, reason: 'unresolved' },
  },
  {
    ...unreachable,
    name: 'PHP and PDO',
    text: 'PHP Fatal error:  Uncaught PDOException: SQLSTATE[HY000] [2002] php_network_getaddresses: getaddrinfo for wp-mysql failed: Name or service not known in /var/www/html/db.php:12',
    params: { host: 'wp-mysql', reason: 'unresolved' },
  },
  {
    ...unreachable,
    name: 'Rust whose name is not found',
    text: `thread 'main' panicked at src/main.rs:18:10:
failed to connect: Database(Io(Custom { kind: Uncategorized, error: "failed to lookup address information: Name or service not known" }))`,
    params: { reason: 'unresolved' },
  },
  {
    ...unreachable,
    name: 'curl that does not resolve',
    text: 'curl: (6) Could not resolve host: auth-gw.internal',
    params: { host: 'auth-gw.internal', reason: 'unresolved' },
  },
  {
    ...unreachable,
    name: 'busybox nc',
    text: `+ nc -z billing-db 5432
nc: bad address 'billing-db'`,
    params: { host: 'billing-db', reason: 'unresolved' },
  },
  {
    ...unreachable,
    name: 'nginx without its upstream',
    text: 'nginx: [emerg] host not found in upstream "api-backend:8080" in /etc/nginx/conf.d/default.conf:4',
    params: { host: 'api-backend', port: 8080, reason: 'unresolved' },
  },
];
