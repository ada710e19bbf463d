import type { Sample } from './sample.ts';

/** Rights that the kernel, an init program or a server's own check withholds. */
export const RIGHTS: readonly Sample[] = [
  {
    cause: 'permission-denied',
    name: 's6 preinit',
    text: `/package/admin/s6-overlay/libexec/preinit: info: container permissions: uid=1000 (app), euid=1000, gid=1000 (app), egid=1000
/package/admin/s6-overlay/libexec/preinit: info: /run permissions: uid=0 (root), gid=0 (root), perms=oxorgxgruxuwur
/package/admin/s6-overlay/libexec/preinit: fatal: /run belongs to uid 0 instead of 1000, has insecure and/or unworkable permissions, and we're lacking the privileges to fix it.
s6-overlay-suexec: fatal: child failed with exit code 100`,
    params: { path: '/run' },
  },
  {
    cause: 'permission-denied',
    name: 'gosu',
    text: `error: failed switching to "redis": operation not permitted`,
    params: { capability: 'SETUID', account: 'redis' },
  },
  {
    cause: 'permission-denied',
    name: 'nginx chown',
    text: `/docker-entrypoint.sh: Configuration complete; ready for start up
2026/04/11 08:00:00 [warn] 1#1: the "user" directive makes sense only if the master process runs with super-user privileges, ignored in /etc/nginx/nginx.conf:2
nginx: [warn] the "user" directive makes sense only if the master process runs with super-user privileges, ignored in /etc/nginx/nginx.conf:2
2026/04/11 08:00:00 [emerg] 1#1: chown("/var/cache/nginx/client_temp", 101) failed (1: Operation not permitted)
nginx: [emerg] chown("/var/cache/nginx/client_temp", 101) failed (1: Operation not permitted)`,
    params: { path: '/var/cache/nginx/client_temp', capability: 'CHOWN' },
  },
  {
    cause: 'permission-denied',
    name: 'setpriv',
    text: `Running as node...
setpriv: setresuid failed: Operation not permitted`,
    params: { capability: 'SETUID' },
  },
  {
    cause: 'permission-denied',
    name: 'iptables init',
    text: `2026-04-11T08:00:00.001Z	info	Istio iptables environment:
ENVOY_PORT=
INBOUND_CAPTURE_PORT=
2026-04-11T08:00:00.002Z	info	Running command: iptables-restore --noflush
2026-04-11T08:00:00.012Z	error	Command error output: iptables-restore v1.8.4 (legacy): iptables-restore: unable to initialize table 'nat'
2026-04-11T08:00:00.012Z	error	Failed to execute: iptables-restore --noflush, exit status 1
iptables v1.8.4 (legacy): can't initialize iptables table \`nat': Permission denied (you must be root)
Perhaps iptables or your kernel needs to be upgraded.`,
    params: { capability: 'NET_ADMIN' },
  },
  {
    cause: 'permission-denied',
    name: 'mlock vault',
    text: `Couldn't start vault with IPC_LOCK. Disabling IPC_LOCK, please use --cap-add IPC_LOCK
Error initializing core: Failed to lock memory: cannot allocate memory

This usually means that the mlock syscall is not available.
Vault uses mlock to prevent memory from being swapped to
disk. This requires root privileges as well as a machine
that supports mlock. Please enable mlock on your system or
disable Vault from using it. To disable Vault from using it,
set the \`disable_mlock\` configuration option in your configuration
file.`,
    params: { capability: 'IPC_LOCK' },
    line: 'Failed to lock memory',
  },
  {
    cause: 'permission-denied',
    name: 'kafka data dir',
    text: `===> User
uid=1000(appuser) gid=1000(appuser) groups=1000(appuser)
===> Configuring ...
Running in Zookeeper mode...
===> Running preflight checks ... 
===> Check if /var/lib/kafka/data is writable ...
Command [/usr/local/bin/dub path /var/lib/kafka/data writable] FAILED !`,
    params: { path: '/var/lib/kafka/data' },
  },
  {
    cause: 'permission-denied',
    name: 'laravel log',
    text: `+ php artisan config:cache
PHP Fatal error:  Uncaught UnexpectedValueException: The stream or file "/var/www/storage/logs/laravel.log" could not be opened in append mode: Failed to open stream: Permission denied
The exception occurred while attempting to log: SQLSTATE[HY000] [2002] Connection refused in /var/www/vendor/monolog/monolog/src/Monolog/Handler/StreamHandler.php:156
Stack trace:
#0 /var/www/vendor/monolog/monolog/src/Monolog/Handler/AbstractProcessingHandler.php(44): Monolog\\Handler\\StreamHandler->write(Object(Monolog\\LogRecord))
#1 {main}
  thrown in /var/www/vendor/monolog/monolog/src/Monolog/Handler/StreamHandler.php on line 156`,
    params: { path: '/var/www/storage/logs/laravel.log' },
  },
  {
    cause: 'application-error',
    name: 'cannot assign',
    text: `{"level":"info","msg":"starting gateway","version":"2.3.1"}
{"level":"fatal","msg":"listen failed","error":"listen tcp 10.0.0.99:8080: bind: cannot assign requested address"}`,
    line: 'cannot assign requested address',
  },
  {
    cause: 'port-in-use',
    name: 'axum in use',
    text: `2026-04-11T08:00:00.000114Z  INFO rates: build=9f1c2aa rustc=1.77
2026-04-11T08:00:00.000214Z  WARN rates::cache: no persisted cache found, starting cold error="cache file missing"
2026-04-11T08:00:00.000314Z  INFO rates: binding addr=0.0.0.0:8080
Error: Address already in use (os error 98)`,
    params: { port: 8080 },
  },
  {
    cause: 'configuration-missing',
    name: 'haproxy pem',
    text: `[NOTICE]   (1) : haproxy version is 2.8.3-86e043a
[ALERT]    (1) : config : parsing [/usr/local/etc/haproxy/haproxy.cfg:25] : 'bind :8443' in section 'frontend' : unable to stat SSL certificate from file '/etc/haproxy/certs/site.pem' : No such file or directory.
[ALERT]    (1) : config : Error(s) found in configuration file : /usr/local/etc/haproxy/haproxy.cfg
[ALERT]    (1) : config : Fatal errors found in configuration.`,
    params: { path: '/etc/haproxy/certs/site.pem' },
  },
  {
    cause: 'dependency-unreachable',
    name: 'bunny refused',
    text: `I, [2026-04-11T08:00:00.102 #1]  INFO -- : #<Bunny::Session:0x11a8 shop@rabbitmq:5672, vhost=/, addresses=[rabbitmq:5672]>
E, [2026-04-11T08:00:00.112 #1] ERROR -- : #<Bunny::Session:0x11a8 shop@rabbitmq:5672, vhost=/, addresses=[rabbitmq:5672]>: Could not establish TCP connection to rabbitmq:5672: Connection refused - connect(2) for 10.96.3.9:5672
E, [2026-04-11T08:00:05.113 #1] ERROR -- : #<Bunny::Session:0x11a8>: Could not establish TCP connection to any of the configured hosts
/usr/local/bundle/gems/bunny-2.22.0/lib/bunny/session.rb:359:in \`rescue in start': Could not establish TCP connection to any of the configured hosts (Bunny::TCPConnectionFailedForAllHosts)
	from /usr/local/bundle/gems/bunny-2.22.0/lib/bunny/session.rb:320:in \`start'
	from /app/worker.rb:12:in \`<main>'`,
    params: { host: 'rabbitmq', port: 5672 },
  },
];
