import type { Sample } from './sample.ts';

/** Web servers and proxies that refuse their configuration. */
export const PROXIES: readonly Sample[] = [
  {
    cause: 'dependency-unreachable',
    name: 'haproxy server resolve',
    text: `[NOTICE]   (1) : New worker (8) forked
[NOTICE]   (1) : haproxy version is 2.8.3-86e043a
[NOTICE]   (1) : path to executable is /usr/local/sbin/haproxy
[WARNING]  (1) : config : missing timeouts for frontend 'web'.
   | While not properly invalid, you will certainly encounter various problems
   | with such a configuration. To fix this, please ensure that all following
   | timeouts are set to a non-zero value: 'client', 'connect', 'server'.
[ALERT]    (1) : config : [/usr/local/etc/haproxy/haproxy.cfg:34] : 'server app/app1' : could not resolve address 'orders-api'.
[ALERT]    (1) : config : Failed to initialize server(s) addr.`,
    params: { host: 'orders-api', reason: 'unresolved' },
  },
  {
    cause: 'application-error',
    name: 'haproxy unknown keyword',
    text: `[NOTICE]   (1) : haproxy version is 2.8.3-86e043a
[NOTICE]   (1) : path to executable is /usr/local/sbin/haproxy
[ALERT]    (1) : config : parsing [/usr/local/etc/haproxy/haproxy.cfg:18] : unknown keyword 'optoin' in 'defaults' section; did you mean 'option' maybe ?
[ALERT]    (1) : config : Error(s) found in configuration file : /usr/local/etc/haproxy/haproxy.cfg
[ALERT]    (1) : config : Fatal errors found in configuration.`,
    params: { file: '/usr/local/etc/haproxy/haproxy.cfg', row: 18 },
  },
  {
    cause: 'application-error',
    name: 'envoy unknown cluster',
    text: `[2026-04-11 08:58:15.501][1][info][main] [source/server/server.cc:404] initializing epoch 0 (base id=0, hot restart version=11.104)
[2026-04-11 08:58:15.501][1][info][main] [source/server/server.cc:406] statically linked extensions:
[2026-04-11 08:58:15.501][1][info][main] [source/server/server.cc:408]   envoy.dubbo_proxy.route_matchers: default
[2026-04-11 08:58:15.501][1][info][main] [source/server/server.cc:408]   envoy.filters.http: envoy.bandwidth_limit, envoy.buffer, envoy.cors, envoy.filters.http.fault
[2026-04-11 08:58:15.515][1][info][main] [source/server/server.cc:456] HTTP header map info:
[2026-04-11 08:58:15.571][1][warning][misc] [source/common/protobuf/message_validator_impl.cc:21] Deprecated field: type envoy.config.cluster.v3.Cluster Using deprecated option 'envoy.config.cluster.v3.Cluster.hosts' from file cluster.proto.
[2026-04-11 08:58:15.587][1][critical][main] [source/server/server.cc:117] error initializing configuration '/etc/envoy/envoy.yaml': route: unknown cluster 'app_cluster'
[2026-04-11 08:58:15.587][1][info][main] [source/server/server.cc:961] exiting
route: unknown cluster 'app_cluster'`,
    params: { file: '/etc/envoy/envoy.yaml', message: "route: unknown cluster 'app_cluster'" },
  },
  {
    cause: 'port-in-use',
    name: 'envoy bind',
    text: `[2026-04-11 08:58:15.501][1][info][main] [source/server/server.cc:404] initializing epoch 0 (base id=0, hot restart version=11.104)
[2026-04-11 08:58:15.580][1][info][config] [source/server/configuration_impl.cc:128] loading 0 static secret(s)
[2026-04-11 08:58:15.580][1][info][config] [source/server/configuration_impl.cc:134] loading 1 cluster(s)
[2026-04-11 08:58:15.587][1][critical][main] [source/server/server.cc:131] error initializing configuration '/etc/envoy/envoy.yaml': error adding listener: 'listener_0' cannot bind '0.0.0.0:10000': Address already in use
[2026-04-11 08:58:15.587][1][info][main] [source/server/server.cc:972] exiting
error adding listener: 'listener_0' cannot bind '0.0.0.0:10000': Address already in use`,
    params: { port: 10000 },
  },
  {
    cause: 'permission-denied',
    name: 'traefik low port',
    text: `2026-04-11T08:26:42Z INF github.com/traefik/traefik/v3/cmd/traefik/traefik.go:107 > Traefik version 3.0.0 built on 2024-04-29T14:25:59Z version=3.0.0
2026-04-11T08:26:42Z INF github.com/traefik/traefik/v3/cmd/traefik/traefik.go:623 > Stats collection is disabled.
2026-04-11T08:26:42Z ERR github.com/traefik/traefik/v3/cmd/traefik/traefik.go:76 > Command error error="command traefik error: error while building entryPoint web: error preparing server: error opening listener: listen tcp :80: bind: permission denied"`,
    params: { port: 80 },
  },
  {
    cause: 'application-error',
    name: 'caddy directive',
    text: `{"level":"info","ts":1775896002.1122,"msg":"using config from file","file":"/etc/caddy/Caddyfile"}
Error: adapting config using caddyfile: /etc/caddy/Caddyfile:7: unrecognized directive: reverse_prox`,
    params: { file: '/etc/caddy/Caddyfile', row: 7 },
  },
  {
    cause: 'application-error',
    name: 'httpd syntax module',
    text: `AH00558: httpd: Could not reliably determine the server's fully qualified domain name, using 10.42.0.17. Set the 'ServerName' directive globally to suppress this message
AH00526: Syntax error on line 42 of /usr/local/apache2/conf/extra/app.conf:
Invalid command 'ProxyPass', perhaps misspelled or defined by a module not included in the server configuration`,
    params: { file: '/usr/local/apache2/conf/extra/app.conf', row: 42 },
    line: 'ProxyPass',
  },
  {
    cause: 'application-error',
    name: 'php-fpm bad pool',
    text: `[11-Apr-2026 08:01:22] ERROR: [/usr/local/etc/php-fpm.d/www.conf:118] value is NULL for a ZEND_INI_PARSER_ENTRY
[11-Apr-2026 08:01:22] ERROR: Unable to include /usr/local/etc/php-fpm.d/www.conf from /usr/local/etc/php-fpm.conf at line 3
[11-Apr-2026 08:01:22] ERROR: failed to load configuration file '/usr/local/etc/php-fpm.conf'
[11-Apr-2026 08:01:22] ERROR: FPM initialization failed`,
    params: { file: '/usr/local/etc/php-fpm.d/www.conf', row: 118 },
  },
  {
    cause: 'permission-denied',
    name: 'php-fpm log permission',
    text: `[11-Apr-2026 08:01:22] ERROR: failed to open error_log (/proc/self/fd/2): Permission denied (13)
[11-Apr-2026 08:01:22] ERROR: failed to post process the configuration
[11-Apr-2026 08:01:22] ERROR: FPM initialization failed`,
    params: { path: '/proc/self/fd/2' },
  },
  {
    cause: 'dependency-unreachable',
    name: 'laravel artisan box refused',
    text: `Starting entrypoint...
   INFO  Configuration cached successfully.  

   INFO  Routes cached successfully.  


   Illuminate\\Database\\QueryException 

  SQLSTATE[HY000] [2002] Connection refused (Connection: mysql, SQL: select exists (select 1 from information_schema.tables where table_schema = 'shop' and table_name = 'migrations' and table_type in ('BASE TABLE', 'SYSTEM VERSIONED')) as \`exists\`)

  at vendor/laravel/framework/src/Illuminate/Database/Connection.php:813
    809▕                     $this->getName(), $query, $this->prepareBindings($bindings), $e
    810▕                 );
    811▕             }
    812▕ 
  ➜ 813▕             throw new QueryException(
    814▕                 $this->getName(), $query, $this->prepareBindings($bindings), $e
    815▕             );
    816▕         }
    817▕     }

      +35 vendor frames 

  36  artisan:13
      Illuminate\\Foundation\\Application::handleCommand(Object(Symfony\\Component\\Console\\Input\\ArgvInput))`,
    params: { service: 'mysql', reason: 'refused' },
  },
];
