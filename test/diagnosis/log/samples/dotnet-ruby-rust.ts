import type { Sample } from './sample.ts';

/** .NET, Rails, Laravel and Rust as they print their end. */
export const DOTNET_RUBY_RUST: readonly Sample[] = [
  {
    cause: 'dependency-unreachable',
    name: 'dotnet npgsql refused',
    text: `info: Microsoft.Hosting.Lifetime[0]
      Hosting environment: Production
Unhandled exception. Npgsql.NpgsqlException (0x80004005): Failed to connect to 10.96.2.2:5432
 ---> System.Net.Sockets.SocketException (111): Connection refused
   at Npgsql.Internal.NpgsqlConnector.Connect(NpgsqlTimeout timeout)
   --- End of inner exception stack trace ---
   at Program.<Main>$(String[] args) in /src/Program.cs:line 21`,
    params: { host: '10.96.2.2', port: 5432 },
  },
  {
    cause: 'dependency-rejected',
    name: 'dotnet sqlserver login',
    text: `fail: Microsoft.EntityFrameworkCore.Database.Connection[20004]
      An error occurred using the connection to database 'Shop' on server 'shop-sql'.
Unhandled exception. Microsoft.Data.SqlClient.SqlException (0x80131904): Login failed for user 'sa'.
   at Microsoft.Data.SqlClient.SqlInternalConnection.OnError(SqlException exception)
   at Program.<Main>$(String[] args) in /src/Program.cs:line 18
ClientConnectionId:1c2d`,
    params: { user: 'sa' },
  },
  {
    cause: 'configuration-missing',
    name: 'dotnet options',
    text: `Unhandled exception. Microsoft.Extensions.Options.OptionsValidationException: DataAnnotation validation failed for 'SmtpOptions' members: 'Host' with the error: 'The Host field is required.'.
   at Microsoft.Extensions.Options.OptionsFactory\`1.Create(String name)
   at Program.<Main>$(String[] args) in /src/Program.cs:line 12`,
    line: 'SmtpOptions',
  },
  {
    cause: 'configuration-missing',
    name: 'dotnet kestrel cert',
    text: `crit: Microsoft.AspNetCore.Server.Kestrel[0]
      Unable to start Kestrel.
      System.IO.FileNotFoundException: Could not find file '/https/tls.pfx'.
      File name: '/https/tls.pfx'
         at System.IO.FileStream..ctor(String path)`,
    params: { path: '/https/tls.pfx' },
  },
  {
    cause: 'application-error',
    name: 'dotnet DI',
    text: `Unhandled exception. System.AggregateException: Some services are not able to be constructed (Error while validating the service descriptor 'ServiceType: Acme.Orders Lifetime: Scoped ImplementationType: Acme.Orders': Unable to resolve service for type 'Acme.IClock' while attempting to activate 'Acme.Orders'.)
 ---> System.InvalidOperationException: Error while validating the service descriptor 'ServiceType: Acme.Orders Lifetime: Scoped ImplementationType: Acme.Orders': Unable to resolve service for type 'Acme.IClock' while attempting to activate 'Acme.Orders'.
   at Microsoft.Extensions.DependencyInjection.ServiceProvider..ctor()`,
    params: { module: 'Acme.IClock' },
  },
  {
    cause: 'module-missing',
    name: 'dotnet framework missing',
    text: `You must install or update .NET to run this application.

App: /app/Shop.dll
Architecture: x64
Framework: 'Microsoft.AspNetCore.App', version '9.0.0' (x64)
.NET location: /usr/share/dotnet/`,
    params: { module: 'Microsoft.AspNetCore.App' },
  },
  {
    cause: 'dependency-unreachable',
    name: 'dotnet redis plain',
    text: `Unhandled exception. StackExchange.Redis.RedisConnectionException: It was not possible to connect to the redis server(s). UnableToConnect on cache:6379/Interactive, Initializing/NotStarted, last: NONE, origin: BeginConnectAsync, outstanding: 0, last-read: 5s ago
   at StackExchange.Redis.ConnectionMultiplexer.ConnectImpl(ConfigurationOptions configuration)`,
    params: { host: 'cache', port: 6379 },
  },
  {
    cause: 'dependency-rejected',
    name: 'rails db create missing',
    text: `bin/rails aborted!
ActiveRecord::NoDatabaseError: We could not find your database: shop_production. Available database configurations can be found in config/database.yml. (ActiveRecord::NoDatabaseError)`,
    params: { database: 'shop_production' },
  },
  {
    cause: 'migration-failed',
    name: 'rails pending',
    text: `Puma starting in single mode...
* Puma version: 6.4.2 (ruby 3.3.0-p0) ("The Eagle of Durin")
! Unable to load application: ActiveRecord::PendingMigrationError: Migrations are pending. To resolve this issue, run: bin/rails db:migrate
bundler: failed to load command: puma (/usr/local/bundle/bin/puma)`,
    line: 'Migrations are pending',
  },
  {
    cause: 'migration-failed',
    name: 'rails migration failed',
    text: `== 20261101120000 AddVatToOrders: migrating ====================================
-- add_column(:orders, :vat, :decimal)
bin/rails aborted!
StandardError: An error has occurred, this and all later migrations canceled:

PG::DuplicateColumn: ERROR:  column "vat" of relation "orders" already exists
/app/db/migrate/20261101120000_add_vat_to_orders.rb:3:in \`change'

Caused by:
ActiveRecord::StatementInvalid: PG::DuplicateColumn: ERROR:  column "vat" of relation "orders" already exists (ActiveRecord::StatementInvalid)`,
    params: { migration: '20261101120000 AddVatToOrders' },
    line: 'DuplicateColumn',
  },
  {
    cause: 'module-missing',
    name: 'bundler gem',
    text: `Could not find pg-1.5.4, puma-6.4.2 in locally installed gems (Bundler::GemNotFound)`,
    params: { module: 'pg-1.5.4' },
  },
  {
    cause: 'dependency-unreachable',
    name: 'sidekiq redis',
    text: `2026-11-20T08:00:00.000Z pid=1 tid=1 INFO: Booting Sidekiq 7.2.0 with Sidekiq::Config::DEFAULT_THREAD_POOL options
/usr/local/bundle/gems/redis-client-0.20.0/lib/redis_client/ruby_connection.rb:75:in \`connect': Connection refused - connect(2) for 10.96.0.77:6379 (redis://redis:6379/0) (RedisClient::CannotConnectError)
	from /usr/local/bundle/gems/redis-client-0.20.0/lib/redis_client.rb:760:in \`connect'`,
    params: { host: 'redis', port: 6379 },
  },
  {
    cause: 'configuration-missing',
    name: 'laravel key',
    text: `[2026-11-20 08:00:00] production.ERROR: No application encryption key has been specified. {"exception":"[object] (Illuminate\\\\Encryption\\\\MissingAppKeyException(code: 0): No application encryption key has been specified. at /var/www/vendor/laravel/framework/src/Illuminate/Encryption/EncryptionServiceProvider.php:79)
[stacktrace]
#0 /var/www/vendor/laravel/framework/src/Illuminate/Support/helpers.php(320): tap()`,
    params: { variable: 'APP_KEY' },
  },
  {
    cause: 'dependency-rejected',
    name: 'laravel access denied',
    text: `In Connection.php line 829:
                                                                               
  SQLSTATE[HY000] [1045] Access denied for user 'laravel'@'10.42.0.9' (using password: YES) (Connection: mysql, SQL: select 1)`,
    params: { user: 'laravel' },
  },
  {
    cause: 'module-missing',
    name: 'php autoload',
    text: `PHP Warning:  require(/var/www/vendor/autoload.php): Failed to open stream: No such file or directory in /var/www/artisan on line 18
PHP Fatal error:  Uncaught Error: Failed opening required '/var/www/vendor/autoload.php' (include_path='.:/usr/local/lib/php') in /var/www/artisan:18
Stack trace:
#0 {main}
  thrown in /var/www/artisan on line 18`,
    params: { module: '/var/www/vendor/autoload.php' },
  },
  {
    cause: 'dependency-unreachable',
    name: 'rust unwrap refused',
    text: `2026-11-20T08:00:00.000Z  INFO gateway: connecting to postgres://db:5432/gw
thread 'main' panicked at src/main.rs:22:10:
called \`Result::unwrap()\` on an \`Err\` value: Io(Os { code: 111, kind: ConnectionRefused, message: "Connection refused" })
note: run with \`RUST_BACKTRACE=1\` environment variable to display a backtrace`,
    params: { host: 'db', port: 5432 },
  },
  {
    cause: 'configuration-missing',
    name: 'rust anyhow',
    text: `Error: loading configuration

Caused by:
    0: reading /etc/gw/config.toml
    1: No such file or directory (os error 2)`,
    params: { path: '/etc/gw/config.toml' },
  },
  {
    cause: 'migration-failed',
    name: 'rust sqlx migrate',
    text: `Error: while executing migration 20261101120000: error returned from database: column "vat" of relation "orders" already exists`,
    params: { migration: '20261101120000' },
  },
];
