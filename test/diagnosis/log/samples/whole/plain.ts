import type { Whole } from '../sample.ts';

/** Programs that say in their own words what they lack. */
export const WHOLE_PLAIN: readonly Whole[] = [
  {
    name: 'knex unreachable while migrating',
    cause: 'dependency-unreachable',
    params: { host: 'pg-shop', port: 5432 },
    text: `> knex migrate:latest
Using environment: production
connect ECONNREFUSED 10.96.3.3:5432
Error: connect ECONNREFUSED 10.96.3.3:5432
    at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1611:16)
could not migrate pg-shop:5432, giving up`,
  },
  {
    name: 'dotnet cert untrusted',
    cause: 'dependency-rejected',
    names: ['identity.acme.test', 'certificate'],
    text: `info: Acme.Orders.Worker[15]
      Handled message 502
info: Acme.Orders.Worker[18]
      Lease renewed 275
info: Acme.Stock.Worker[14]
      Refreshed token 103
Unhandled exception. System.InvalidOperationException: IDX20803: Unable to obtain configuration from: 'https://identity.acme.test/.well-known/openid-configuration'. Will retry at '3/2/2026 9:19:01 AM +00:00'. Exception: 'System.IO.IOException: IDX20804: Unable to retrieve document from: 'https://identity.acme.test/.well-known/openid-configuration'.
 ---> System.Net.Http.HttpRequestException: The SSL connection could not be established, see inner exception.
 ---> System.Security.Authentication.AuthenticationException: The remote certificate is invalid because of errors in the certificate chain: UntrustedRoot
   at System.Net.Security.SslStream.CompleteHandshake(SslAuthenticationOptions sslAuthenticationOptions)
   --- End of inner exception stack trace ---
   at Program.<Main>$(String[] args) in /src/Program.cs:line 22`,
  },
  {
    name: 'eof on url',
    cause: 'dependency-unreachable',
    params: { host: 'ledger-db.finance', port: 5432 },
    text: `time="2026-11-22T07:49:52Z" level=debug msg="lease renewed" component=store n=580
time="2026-11-22T07:49:52Z" level=debug msg="dial ok" component=store n=838
time="2026-11-22T07:49:52Z" level=warning msg="config reloaded" component=api n=890
time="2026-03-02T09:14:01Z" level=fatal msg="cannot open postgres://ledger@ledger-db.finance:5432/ledger: EOF"`,
  },
  {
    name: 'topic missing',
    cause: 'dependency-rejected',
    names: ['orders.v2'],
    text: `{"level":40,"time":1795333796436,"pid":1,"hostname":"x","msg":"request completed","ms":454}
{"level":30,"time":1795333796594,"pid":1,"hostname":"x","msg":"slow query","ms":265}
{"level":30,"time":1795333796043,"pid":1,"hostname":"x","msg":"cache hit","ms":502}
{"level":60,"time":1795333797001,"pid":1,"hostname":"x","msg":"kafka: topic \\"orders.v2\\" does not exist on brokers kafka-0.kafka:9092"}`,
  },
  {
    name: 'migration file missing',
    cause: 'migration-failed',
    names: ['0031_add_tax.sql'],
    text: `time="2026-11-22T07:49:52Z" level=warning msg="synced cache" component=api n=62
time="2026-11-22T07:49:52Z" level=info msg="registered handler" component=api n=687
time="2026-11-22T07:49:52Z" level=debug msg="flushed 128 spans" component=queue n=682
time="2026-03-02T09:14:01Z" level=info msg="applying migrations" from=30
time="2026-03-02T09:14:01Z" level=fatal msg="migration 31: open migrations/0031_add_tax.sql: file does not exist"`,
  },
  {
    name: 'redis wrongpass addr',
    cause: 'dependency-rejected',
    params: { host: 'cart-redis', port: 6379, reason: 'WRONGPASS' },
    text: `time="2026-11-22T07:49:52Z" level=debug msg="config reloaded" component=api n=235
time="2026-11-22T07:49:52Z" level=info msg="registered handler" component=queue n=71
time="2026-11-22T07:49:52Z" level=info msg="synced cache" component=store n=752
time="2026-03-02T09:14:01Z" level=fatal msg="redis: WRONGPASS invalid username-password pair or user is disabled." addr="cart-redis:6379"`,
  },
  {
    name: 'registry token expired',
    cause: 'dependency-rejected',
    names: ['registry.acme.test'],
    text: `time="2026-11-22T07:49:52Z" level=warning msg="registered handler" component=queue n=303
time="2026-11-22T07:49:52Z" level=debug msg="config reloaded" component=queue n=611
time="2026-11-22T07:49:52Z" level=debug msg="flushed 128 spans" component=queue n=578
time="2026-03-02T09:14:01Z" level=error msg="authentication with registry.acme.test failed: token expired"
time="2026-03-02T09:14:01Z" level=info msg="exiting"`,
  },
  {
    name: 'lock held',
    cause: 'application-error',
    names: ['/var/run/agent.lock'],
    text: `2026-11-22 07:49:57,971 DEBUG app.db retrying webhook delivery n=7
2026-11-22 07:49:54,927 DEBUG app.tasks slow query took 812ms n=544
2026-11-22 07:49:57,997 WARNING app.api slow query took 812ms n=946
2026-03-02 09:14:01,001 ERROR app.main lock /var/run/agent.lock is held by pid 7`,
  },
  {
    name: 'signing key short',
    cause: 'application-error',
    names: ['SIGNING_KEY'],
    text: `{"level":40,"time":1795333796875,"pid":1,"hostname":"x","msg":"token refreshed","ms":91}
{"level":40,"time":1795333796489,"pid":1,"hostname":"x","msg":"cache hit","ms":159}
{"level":30,"time":1795333796205,"pid":1,"hostname":"x","msg":"cache hit","ms":357}
fatal: SIGNING_KEY has 12 characters, at least 32 are needed`,
  },
  {
    name: 'waits then gives up',
    cause: 'dependency-unreachable',
    params: { host: 'stock-grpc', port: 50051 },
    text: `time="2026-11-22T07:49:52Z" level=info msg="registered handler" component=store n=852
time="2026-11-22T07:49:52Z" level=warning msg="flushed 128 spans" component=store n=1
time="2026-11-22T07:49:52Z" level=warning msg="synced cache" component=api n=198
time="2026-03-02T09:14:01Z" level=info msg="waiting for stock-grpc:50051"
time="2026-03-02T09:14:06Z" level=info msg="waiting for stock-grpc:50051"
time="2026-03-02T09:14:11Z" level=info msg="waiting for stock-grpc:50051"
time="2026-03-02T09:14:16Z" level=fatal msg="stock service is not available after 15s"`,
  },
  {
    name: 'python two secrets',
    cause: 'configuration-missing',
    names: ['DB_PASSWORD', 'API_KEY'],
    text: `config: reading environment
config: error: 2 settings have no value
config:   DB_PASSWORD: required
config:   API_KEY: required`,
  },
  {
    name: 'entrypoint waits for db then app fails',
    cause: 'application-error',
    line: "no such plan: 'gold'",
    names: ['plans.py', '41'],
    text: `Waiting for postgres at pg-plans:5432...
nc: connect to pg-plans port 5432 (tcp) failed: Connection refused
nc: connect to pg-plans port 5432 (tcp) failed: Connection refused
Connection to pg-plans 5432 port [tcp/postgresql] succeeded!
PostgreSQL started
Operations to perform:
  Apply all migrations: auth, plans
Running migrations:
  No migrations to apply.
Traceback (most recent call last):
  File "/app/manage.py", line 22, in <module>
    main()
  File "/app/plans/plans.py", line 41, in default
    raise LookupError(f"no such plan: {name!r}")
LookupError: no such plan: 'gold'`,
  },
  {
    name: 'two errors unrelated',
    cause: 'port-in-use',
    params: { port: 9000 },
    text: `2026-03-02T09:14:00Z ERROR avatar service: GET http://avatars/1.png: 404, using placeholder
2026-03-02T09:14:00Z INFO loaded 40 users
2026-03-02T09:14:00Z INFO loaded 12 groups
2026-03-02T09:14:01Z INFO loaded 3 roles
2026-03-02T09:14:01Z INFO compiled rules
2026-03-02T09:14:01Z INFO registered 14 handlers
2026-03-02T09:14:01Z FATAL bind 0.0.0.0:9000: address already in use`,
  },
];
