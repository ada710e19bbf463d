import type { Sample } from './sample.ts';

const rejected = { cause: 'dependency-rejected' } as const;

export const REJECTED: readonly Sample[] = [
  {
    ...rejected,
    name: 'a wrong password for Postgres',
    text: `psycopg2.OperationalError: connection to server at "books-db" (10.0.0.4), port 5432 failed: FATAL:  password authentication failed for user "books"`,
    params: { host: 'books-db', port: 5432, user: 'books', service: 'postgres', reason: 'credentials' },
  },
  {
    ...rejected,
    name: 'a wrong password through JDBC',
    text: `Exception in thread "main" org.postgresql.util.PSQLException: FATAL: password authentication failed for user "books"
	at org.postgresql.core.v3.ConnectionFactoryImpl.doAuthentication(ConnectionFactoryImpl.java:646)
	at com.acme.books.Db.open(Db.java:12)`,
    params: { user: 'books', file: 'Db.java', row: 12 },
  },
  {
    ...rejected,
    name: 'a database that is not there',
    text: 'error: database "books_v3" does not exist',
    params: { database: 'books_v3' },
  },
  {
    ...rejected,
    name: 'a role that is not there',
    text: 'FATAL:  role "reader" does not exist',
    params: { user: 'reader' },
  },
  {
    ...rejected,
    name: 'no entry in pg_hba.conf',
    text: 'pq: no pg_hba.conf entry for host "10.2.0.9", user "etl", database "dwh", no encryption',
    params: { address: '10.2.0.9', user: 'etl', database: 'dwh' },
  },
  {
    ...rejected,
    name: 'too many clients',
    text: 'FATAL: sorry, too many clients already',
    params: { reason: 'too-many-connections' },
  },
  {
    ...rejected,
    name: 'a database that is starting',
    text: 'panic: pq: the database system is starting up',
    params: { reason: 'starting' },
  },
  {
    ...rejected,
    name: 'MySQL refusing a user',
    text: `django.db.utils.OperationalError: (1045, "Access denied for user 'shop'@'10.1.2.3' (using password: YES)")`,
    params: { user: 'shop', client: '10.1.2.3', service: 'mysql' },
  },
  {
    ...rejected,
    name: 'MySQL without the database',
    text: "Error: Unknown database 'shop_test'",
    params: { database: 'shop_test' },
  },
  {
    ...rejected,
    name: 'SQL Server',
    text: "Unhandled exception. Microsoft.Data.SqlClient.SqlException (0x80131904): Login failed for user 'sa'.",
    params: { user: 'sa', service: 'sqlserver' },
  },
  {
    ...rejected,
    name: 'Oracle',
    text: 'java.sql.SQLException: ORA-01017: invalid username/password; logon denied',
    params: { reason: 'ORA-01017' },
  },
  {
    ...rejected,
    name: 'Mongo',
    text: 'MongoServerError: Authentication failed.\n    at Connection.onMessage (/app/node_modules/mongodb/lib/cmap/connection.js:202:26)',
    params: { service: 'mongodb' },
  },
  {
    ...rejected,
    name: 'Redis that wants another password',
    text: 'redis.exceptions.AuthenticationError: WRONGPASS invalid username-password pair or user is disabled.',
    params: { reason: 'WRONGPASS', service: 'redis' },
  },
  {
    ...rejected,
    name: 'Redis that is loading',
    text: 'ReplyError: LOADING Redis is loading the dataset in memory',
    params: { reason: 'LOADING' },
  },
  {
    ...rejected,
    name: 'Redis that is a replica',
    text: "ReplyError: READONLY You can't write against a read only replica.",
    params: { reason: 'READONLY' },
  },
  {
    ...rejected,
    name: 'RabbitMQ refusing the login',
    text: 'com.rabbitmq.client.AuthenticationFailureException: ACCESS_REFUSED - Login was refused using authentication mechanism PLAIN. For details see the broker logfile.',
    params: { service: 'rabbitmq' },
  },
  {
    ...rejected,
    name: 'Kafka refusing the login',
    text: 'org.apache.kafka.common.errors.SaslAuthenticationException: Authentication failed: Invalid username or password',
    params: { service: 'kafka' },
  },
  {
    ...rejected,
    name: 'Elasticsearch without credentials',
    text: 'elasticsearch.AuthenticationException: AuthenticationException(401, "security_exception", "missing authentication credentials for REST request [/]")',
    params: { service: 'elasticsearch' },
  },
  {
    ...rejected,
    name: 'an unknown authority in Go',
    text: 'level=fatal msg="sync" err="Get \\"https://ldap-gw:8443/users\\": tls: failed to verify certificate: x509: certificate signed by unknown authority"',
    params: { host: 'ldap-gw', port: 8443, reason: 'certificate-untrusted' },
  },
  {
    ...rejected,
    name: 'an expired certificate in Go',
    text: 'panic: Get "https://ldap-gw:8443/": x509: certificate has expired or is not yet valid: current time 2026-04-01T00:00:00Z is after 2026-01-01T00:00:00Z',
    params: { host: 'ldap-gw', reason: 'certificate-expired' },
  },
  {
    ...rejected,
    name: 'a certificate for another name',
    text: '2026/04/01 00:00:00 x509: certificate is valid for gw.internal, not ldap-gw',
    params: { host: 'ldap-gw', reason: 'certificate-name', valid: 'gw.internal' },
  },
  {
    ...rejected,
    name: 'PKIX in the JVM',
    text: `Exception in thread "main" javax.net.ssl.SSLHandshakeException: PKIX path building failed: sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid certification path to requested target
	at com.acme.Pay.call(Pay.java:8)
Caused by: sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid certification path to requested target
	... 4 more`,
    params: { reason: 'certificate-untrusted', file: 'Pay.java' },
  },
  {
    ...rejected,
    name: 'a self-signed certificate in Node',
    text: "Error: self-signed certificate in certificate chain\n    at TLSSocket.onConnectSecure (node:_tls_wrap:1674:34) {\n  code: 'SELF_SIGNED_CERT_IN_CHAIN'\n}",
    params: { reason: 'certificate-untrusted' },
  },
  {
    ...rejected,
    name: 'plain HTTP behind https',
    text: 'FATAL Get "https://tiles:8080/": http: server gave HTTP response to HTTPS client',
    params: { host: 'tiles', port: 8080, reason: 'tls' },
  },
  {
    ...rejected,
    name: 'AWS without credentials',
    text: 'botocore.exceptions.NoCredentialsError: Unable to locate credentials',
    params: { service: 'aws', reason: 'credentials-missing' },
  },
  {
    ...rejected,
    name: 'AWS denying',
    text: 'botocore.exceptions.ClientError: An error occurred (AccessDenied) when calling the PutObject operation: Access Denied',
    params: { reason: 'AccessDenied' },
  },
  {
    ...rejected,
    name: 'Google without credentials',
    text: 'panic: google: could not find default credentials. See https://cloud.google.com/docs/authentication',
    params: { service: 'google' },
  },
  {
    ...rejected,
    name: 'gRPC unauthenticated',
    text: '2026/04/01 rpc error: code = Unauthenticated desc = token is missing',
    params: { reason: 'Unauthenticated' },
  },
  {
    ...rejected,
    name: 'HTTP 401 in Python',
    text: 'requests.exceptions.HTTPError: 401 Client Error: Unauthorized for url: http://config-svc:8888/app/prod',
    params: { reason: '401', host: 'config-svc', port: 8888 },
  },
  {
    ...rejected,
    name: 'a privilege that is missing',
    text: 'ERROR: permission denied for table invoices',
    params: { database: 'invoices', reason: 'privilege' },
  },
  {
    ...rejected,
    name: 'a topic that is missing',
    text: 'org.apache.kafka.common.errors.UnknownTopicOrPartitionException: This server does not host this topic-partition.',
    params: { service: 'kafka' },
  },
  {
    ...rejected,
    name: 'a login in plain words',
    text: '2026-04-01T00:00:00Z FATAL smtp mail-relay:587: authentication failed',
    params: { host: 'mail-relay', port: 587, reason: 'credentials' },
  },
];
