import type { Sample } from './sample.ts';

/** Shell scripts, their tools and the loader, as they print their end. */
export const SCRIPTS: readonly Sample[] = [
  {
    cause: 'dependency-unreachable',
    name: 'curl dns',
    text: `+ set -e
fetching settings
curl: (6) Could not resolve host: config-service`,
    params: { host: 'config-service', reason: 'unresolved' },
  },
  {
    cause: 'dependency-rejected',
    name: 'curl 401',
    text: `downloading https://artifacts.acme.io/models/v4.bin
curl: (22) The requested URL returned error: 401`,
    params: { reason: '401' },
  },
  {
    cause: 'dependency-unreachable',
    name: 'curl timeout',
    text: `curl: (28) Failed to connect to 10.9.8.7 port 443 after 130114 ms: Couldn't connect to server`,
    params: { host: '10.9.8.7', port: 443 },
  },
  {
    cause: 'dependency-unreachable',
    name: 'wget busybox',
    text: `wget: bad address 'artifacts:8081'`,
    params: { host: 'artifacts', reason: 'unresolved' },
  },
  {
    cause: 'application-error',
    name: 'psql script error',
    text: `psql:/sql/seed.sql:12: ERROR:  relation "customers" does not exist
LINE 1: INSERT INTO customers (id) VALUES (1);`,
    params: { table: 'customers' },
  },
  {
    cause: 'dependency-unreachable',
    name: 'pg_isready loop',
    text: `orders-db:5432 - no response
orders-db:5432 - no response
orders-db:5432 - no response
giving up after 30 attempts`,
    params: { host: 'orders-db', port: 5432 },
  },
  {
    cause: 'dependency-rejected',
    name: 'aws creds',
    text: `syncing s3://acme-models/v4
fatal error: Unable to locate credentials`,
    params: { service: 'aws' },
  },
  {
    cause: 'api-access-denied',
    name: 'kubectl forbidden',
    text: `+ kubectl -n shop rollout restart deployment/web
error: failed to patch: deployments.apps "web" is forbidden: User "system:serviceaccount:ci:deployer" cannot patch resource "deployments" in API group "apps" in the namespace "shop"`,
    params: { account: 'deployer', verb: 'patch', resource: 'deployments' },
  },
  {
    cause: 'dependency-unreachable',
    name: 'kubectl refused localhost',
    text: `The connection to the server localhost:8080 was refused - did you specify the right host or port?`,
    params: { host: 'localhost' },
  },
  {
    cause: 'configuration-missing',
    name: 'variable required message',
    text: `/entrypoint.sh: line 4: TARGET_URL: TARGET_URL must be set`,
    params: { variable: 'TARGET_URL' },
  },
  {
    cause: 'command-not-found',
    name: 'crlf',
    text: `env: 'bash\\r': No such file or directory`,
    params: { command: 'bash\\r' },
  },
  {
    cause: 'module-missing',
    name: 'shared lib',
    text: `/app/server: error while loading shared libraries: libssl.so.1.1: cannot open shared object file: No such file or directory`,
    params: { module: 'libssl.so.1.1' },
  },
  {
    cause: 'module-missing',
    name: 'musl',
    text: `Error loading shared library libstdc++.so.6: No such file or directory (needed by /app/server)
Error relocating /app/server: _ZNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEE9_M_appendEPKcm: symbol not found`,
    params: { module: 'libstdc++.so.6' },
  },
  {
    cause: 'module-missing',
    name: 'glibc',
    text: `/app/server: /lib/x86_64-linux-gnu/libc.so.6: version \`GLIBC_2.38' not found (required by /app/server)`,
    params: { module: 'GLIBC_2.38' },
  },
  {
    cause: 'configuration-missing',
    name: 'envsubst template missing',
    text: `/entrypoint.sh: line 3: /etc/app/app.tmpl: No such file or directory`,
    params: { path: '/etc/app/app.tmpl' },
  },
  {
    cause: 'disk-full',
    name: 'tar disk',
    text: `tar: /data/restore/base.tar: Cannot write: No space left on device
tar: Exiting with failure status due to previous errors`,
    params: { path: '/data/restore/base.tar' },
  },
  {
    cause: 'dependency-rejected',
    name: 'git clone auth',
    text: `Cloning into '/work'...
fatal: could not read Username for 'https://git.acme.io': No such device or address`,
    params: { host: 'git.acme.io' },
  },
  {
    cause: 'dependency-rejected',
    name: 'git host key',
    text: `Cloning into '/work'...
Host key verification failed.
fatal: Could not read from remote repository.`,
    line: 'Host key',
  },
];
