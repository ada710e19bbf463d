import type { Sample } from './sample.ts';

/** Command-line tools that a script runs, and servers once more. */
export const TOOLS: readonly Sample[] = [
  {
    cause: 'dependency-unreachable',
    name: 'nginx upstream resolver runtime boot',
    text: `2026/04/11 08:00:00 [emerg] 7#7: host not found in resolver "kube-dns.kube-system.svc.cluster.local" in /etc/nginx/nginx.conf:14
nginx: [emerg] host not found in resolver "kube-dns.kube-system.svc.cluster.local" in /etc/nginx/nginx.conf:14`,
    params: { host: 'kube-dns.kube-system.svc.cluster.local' },
  },
  {
    cause: 'configuration-missing',
    name: 'envoy secret file',
    text: `[2026-04-11 08:58:15.501][1][info][main] [source/server/server.cc:404] initializing epoch 0 (base id=0, hot restart version=11.104)
[2026-04-11 08:58:15.587][1][critical][main] [source/server/server.cc:131] error initializing configuration '/etc/envoy/envoy.yaml': Invalid path: /etc/envoy/certs/tls.crt
[2026-04-11 08:58:15.587][1][info][main] [source/server/server.cc:972] exiting
Invalid path: /etc/envoy/certs/tls.crt`,
    params: { path: '/etc/envoy/certs/tls.crt' },
  },
  {
    cause: 'application-error',
    name: 'varnish vcl',
    text: `Error:
Message from VCC-compiler:
Expected an action, 'if', '{' or '}'
('/etc/varnish/default.vcl' Line 12 Pos 5)
    retrun (pass);
----######--------

Running VCC-compiler failed, exited with 2
VCL compilation failed`,
    params: { file: '/etc/varnish/default.vcl', row: 12 },
  },
  {
    cause: 'application-error',
    name: 'java-less keystore openssl',
    text: `+ openssl pkcs12 -in /certs/tls.p12 -nodes -passin env:P12_PASSWORD
Mac verify error: invalid password?`,
    line: 'Mac verify error',
  },
  {
    cause: 'dependency-unreachable',
    name: 'curl 28',
    text: `curl: (28) Failed to connect to metadata.service port 8080 after 5001 ms: Timeout was reached
init: cannot fetch metadata`,
    params: { host: 'metadata.service', port: 8080, reason: 'timeout' },
  },
  {
    cause: 'migration-failed',
    name: 'psql script',
    text: `applying /migrations/001_init.sql
CREATE TABLE
applying /migrations/004_add_index.sql
psql:/migrations/004_add_index.sql:12: ERROR:  column "tenant_id" does not exist
LINE 1: CREATE INDEX orders_tenant ON orders (tenant_id);
                                              ^`,
    params: { file: '/migrations/004_add_index.sql', row: 12, migration: '/migrations/004_add_index.sql' },
  },
  {
    cause: 'dependency-unreachable',
    name: 'mysql client import',
    text: `mysqldump: Got error: 2005: "Unknown MySQL server host 'orders-mysql' (-2)" when trying to connect`,
    params: { host: 'orders-mysql' },
  },
  {
    cause: 'api-access-denied',
    name: 'kubectl in job',
    text: `+ kubectl -n shop set image deploy/web web=registry.example/web:42
error: failed to patch image update to pod template: deployments.apps "web" is forbidden: User "system:serviceaccount:ci:release-bot" cannot patch resource "deployments" in API group "apps" in the namespace "shop"`,
    params: { verb: 'patch', resource: 'deployments', account: 'release-bot' },
  },
  {
    cause: 'dependency-rejected',
    name: 'aws cli',
    text: `backup: dumping orders
upload failed: ./orders.sql.gz to s3://acme-backups/orders.sql.gz An error occurred (AccessDenied) when calling the PutObject operation: User: arn:aws:sts::123456789012:assumed-role/backup/i-1 is not authorized to perform: s3:PutObject on resource: "arn:aws:s3:::acme-backups/orders.sql.gz" because no identity-based policy allows the s3:PutObject action`,
    params: { service: 'aws', reason: 'AccessDenied' },
  },
  {
    cause: 'application-error',
    name: 'pg_dump version',
    text: `pg_dump: error: aborting because of server version mismatch
pg_dump: detail: server version: 16.2; pg_dump version: 14.9`,
    line: 'server version mismatch',
  },
  {
    cause: 'application-error',
    name: 'restic lock',
    text: `repository 8a3f1c2d opened (version 2, compression level auto)
unable to create lock in backend: repository is already locked exclusively by PID 12 on backup-28712 by root (UID 0, GID 0)
lock was created at 2026-04-10 02:00:11 (30h5m3s ago)
storage ID 1f2e3d4c
the \`unlock\` command can be used to remove stale locks`,
    line: 'already locked',
  },
  {
    cause: 'application-error',
    name: 'tar corrupt',
    text: `restoring /backup/orders.tar.gz
gzip: stdin: not in gzip format
tar: Child returned status 1
tar: Error is not recoverable: exiting now`,
    line: 'not in gzip format',
  },
];
