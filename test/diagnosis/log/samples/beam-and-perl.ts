import type { Sample } from './sample.ts';

/** Erlang, Elixir, Perl, and the controllers of clusters. */
export const BEAM_AND_PERL: readonly Sample[] = [
  {
    cause: 'configuration-missing',
    name: 'phoenix env',
    text: `ERROR! Config provider Config.Reader failed with:
** (RuntimeError) environment variable DATABASE_URL is missing.
For example: ecto://USER:PASS@HOST/DATABASE

    /app/releases/0.1.0/runtime.exs:26: (file)
    (elixir 1.16.2) src/elixir.erl:405: :elixir.eval_external_handler/3
    (stdlib 5.2.1) erl_eval.erl:750: :erl_eval.do_apply/7
    (elixir 1.16.2) lib/code.ex:572: Code.validated_eval_string/3

Runtime terminating during boot ({#{message=><<"environment variable DATABASE_URL is missing.\\nFor example: ecto://USER:PASS@HOST/DATABASE\\n">>,'__struct__'=>'Elixir.RuntimeError','__exception__'=>true},[{elixir_eval,'__FILE__',1,[{file,"/app/releases/0.1.0/runtime.exs"},{line,26}]}]})

Crash dump is being written to: erl_crash.dump...done`,
    params: { variable: 'DATABASE_URL' },
  },
  {
    cause: 'dependency-unreachable',
    name: 'ecto nxdomain',
    text: `08:00:00.114 [info] Running CatalogWeb.Endpoint with Bandit 1.5.0 at 0.0.0.0:4000 (http)
08:00:00.120 [info] Access CatalogWeb.Endpoint at https://catalog.example.com
08:00:00.321 [error] Postgrex.Protocol (#PID<0.2112.0> ("db_conn_1")) failed to connect: ** (DBConnection.ConnectionError) tcp connect (catalog-db:5432): non-existing domain - :nxdomain
08:00:00.322 [error] Postgrex.Protocol (#PID<0.2113.0> ("db_conn_2")) failed to connect: ** (DBConnection.ConnectionError) tcp connect (catalog-db:5432): non-existing domain - :nxdomain
08:00:02.622 [error] Postgrex.Protocol (#PID<0.2112.0> ("db_conn_1")) failed to connect: ** (DBConnection.ConnectionError) tcp connect (catalog-db:5432): non-existing domain - :nxdomain
08:00:05.001 [error] Could not create schema migrations table. This error usually happens due to the following:

  * The database does not exist
  * The "schema_migrations" table, which Ecto uses for managing
    migrations, was defined by another library
  * There is a deadlock while migrating (such as using concurrent
    indexes with a migration_lock)

** (DBConnection.ConnectionError) connection not available and request was dropped from queue after 2976ms. This means requests are coming in and your connection pool cannot serve them fast enough.
    (ecto_sql 3.11.1) lib/ecto/adapters/sql.ex:1054: Ecto.Adapters.SQL.raise_sql_call_error/1`,
    params: { host: 'catalog-db', port: 5432, reason: 'unresolved' },
  },
  {
    cause: 'port-in-use',
    name: 'elixir eaddrinuse',
    text: `08:00:00.114 [info] Migrations already up
08:00:00.201 [error] Failed to start Ranch listener CatalogWeb.Endpoint.HTTP in :ranch_tcp:listen([cacerts: :..., key: :..., cert: :..., ip: {0, 0, 0, 0, 0, 0, 0, 0}, port: 4000]) for reason :eaddrinuse (address already in use)

08:00:00.202 [notice] Application catalog exited: Catalog.Application.start(:normal, []) returned an error: shutdown: failed to start child: CatalogWeb.Endpoint
    ** (EXIT) shutdown: failed to start child: {:ranch_listener_sup, CatalogWeb.Endpoint.HTTP}
        ** (EXIT) shutdown: failed to start child: :ranch_acceptors_sup
            ** (EXIT) :listen_error
Kernel pid terminated (application_controller) ("{application_start_failure,catalog,{{shutdown,{failed_to_start_child,'Elixir.CatalogWeb.Endpoint',{shutdown,{failed_to_start_child,{ranch_listener_sup,...")

Crash dump is being written to: erl_crash.dump...done`,
    params: { port: 4000 },
  },
  {
    cause: 'module-missing',
    name: 'perl module',
    text: `Starting report generator
Can't locate DBD/Pg.pm in @INC (you may need to install the DBD::Pg module) (@INC entries checked: /etc/perl /usr/local/lib/x86_64-linux-gnu/perl/5.38.2 /usr/local/share/perl/5.38.2 /usr/lib/x86_64-linux-gnu/perl5/5.38) at /app/report.pl line 7.
BEGIN failed--compilation aborted at /app/report.pl line 7.`,
    params: { module: 'DBD::Pg' },
  },
  {
    cause: 'application-error',
    name: 'cert-manager crds',
    text: `I0411 08:00:00.114221       1 controller.go:263] "starting cert-manager controller" logger="cert-manager.controller" version="v1.14.4"
I0411 08:00:00.121221       1 leaderelection.go:250] attempting to acquire leader lease kube-system/cert-manager-controller...
I0411 08:00:17.421221       1 leaderelection.go:260] successfully acquired lease kube-system/cert-manager-controller
E0411 08:00:17.631221       1 reflector.go:147] k8s.io/client-go@v0.29.2/tools/cache/reflector.go:229: Failed to watch *v1.Certificate: failed to list *v1.Certificate: the server could not find the requested resource (get certificates.cert-manager.io)
E0411 08:00:47.631221       1 controller.go:120] "error starting controller" err="no matches for kind \\"Certificate\\" in version \\"cert-manager.io/v1\\"" logger="cert-manager"`,
    params: { resource: 'certificates.cert-manager.io' },
  },
  {
    cause: 'dependency-unreachable',
    name: 'istio proxy istiod',
    text: `2026-04-11T08:00:00.001Z	info	FLAG: --concurrency="0"
2026-04-11T08:00:00.001Z	info	FLAG: --domain="shop.svc.cluster.local"
2026-04-11T08:00:00.002Z	info	Version 1.21.1-8f4d2ae-Clean
2026-04-11T08:00:00.011Z	info	CA Endpoint istiod.istio-system.svc:15012, provider Citadel
2026-04-11T08:00:00.012Z	info	Using CA istiod.istio-system.svc:15012 cert with certs: var/run/secrets/istio/root-cert.pem
2026-04-11T08:00:00.211Z	info	cache	generated new workload certificate	latency=99.1ms ttl=23h59m59.9s
2026-04-11T08:00:20.311Z	warning	envoy config external/envoy/source/extensions/config_subscription/grpc/grpc_stream.h:191	StreamAggregatedResources gRPC config stream to xds-grpc closed since 21s ago: 14, connection error: desc = "transport: Error while dialing: dial tcp: lookup istiod.istio-system.svc on 10.96.0.10:53: no such host"	thread=21
2026-04-11T08:00:30.311Z	warn	Envoy proxy is NOT ready: config not received from XDS server (is Istiod running?): cds updates: 0 successful, 0 rejected; lds updates: 0 successful, 0 rejected
2026-04-11T08:00:32.311Z	warn	Envoy proxy is NOT ready: config not received from XDS server (is Istiod running?): cds updates: 0 successful, 0 rejected; lds updates: 0 successful, 0 rejected
2026-04-11T08:00:40.001Z	error	failed to start: envoy proxy did not become ready within 40s
2026-04-11T08:00:40.002Z	info	Status server has successfully terminated`,
    params: { host: 'istiod.istio-system.svc', port: 15012 },
  },
  {
    cause: 'disk-full',
    name: 'postgres shm',
    text: `2026-04-11 08:00:00.000 UTC [1] LOG:  database system is ready to accept connections
2026-04-11 08:03:11.114 UTC [71] ERROR:  could not resize shared memory segment "/PostgreSQL.1804289383" to 67145056 bytes: No space left on device
2026-04-11 08:03:11.114 UTC [71] STATEMENT:  SELECT count(*) FROM events GROUP BY tenant;
psql:/sql/report.sql:12: ERROR:  could not resize shared memory segment "/PostgreSQL.1804289383" to 67145056 bytes: No space left on device`,
    params: { path: '/dev/shm' },
  },
];
