import type { Whole } from '../sample.ts';

/** ASP.NET Core and workers as whole logs. */
export const WHOLE_DOTNET: readonly Whole[] = [
  {
    name: 'kestrel 80 denied',
    cause: 'permission-denied',
    params: { port: 80 },
    text: `warn: Microsoft.AspNetCore.Server.Kestrel[0]
      Overriding address(es) 'http://+:80'. Binding to endpoints defined via IConfiguration and/or UseKestrel() instead.
crit: Microsoft.AspNetCore.Server.Kestrel[0]
      Unable to start Kestrel.
      System.Net.Sockets.SocketException (13): Permission denied
         at System.Net.Sockets.Socket.UpdateStatusAfterSocketErrorAndThrowException(SocketError error, Boolean disconnectOnFailure, String callerName)
         at System.Net.Sockets.Socket.DoBind(EndPoint endPointSnapshot, SocketAddress socketAddress)
         at Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets.SocketConnectionListener.Bind()
Unhandled exception. System.Net.Sockets.SocketException (13): Permission denied
   at System.Net.Sockets.Socket.DoBind(EndPoint endPointSnapshot, SocketAddress socketAddress)
   at Microsoft.Extensions.Hosting.HostingAbstractionsHostExtensions.RunAsync(IHost host, CancellationToken token)
   at Program.<Main>$(String[] args) in /src/Web/Program.cs:line 60`,
  },
  {
    name: 'sql server not found',
    cause: 'dependency-unreachable',
    params: { reason: 'unresolved' },
    names: ['mssql-main'],
    text: `fail: Microsoft.EntityFrameworkCore.Database.Connection[20004]
      An error occurred using the connection to database 'shop' on server 'mssql-main'.
fail: Shop.Startup[0]
      Database migration failed
      Microsoft.Data.SqlClient.SqlException (0x80131904): A network-related or instance-specific error occurred while establishing a connection to SQL Server. The server was not found or was not accessible. Verify that the instance name is correct and that SQL Server is configured to allow remote connections. (provider: TCP Provider, error: 35 - An internal exception was caught)
       ---> System.Net.Sockets.SocketException (00000005, 0xFFFDFFFF): Name or service not known
         at System.Net.Dns.GetHostEntryOrAddressesCore(String hostName, Boolean justAddresses, AddressFamily addressFamily, Nullable\`1 startingTimestamp)
         at Microsoft.Data.SqlClient.SNI.SNITCPHandle.Connect(String serverName, Int32 port, TimeSpan timeout)
         at Microsoft.EntityFrameworkCore.Migrations.Internal.Migrator.Migrate(String targetMigration)
         at Shop.Startup.Migrate() in /src/Shop/Startup.cs:line 77
      ClientConnectionId:00000000-0000-0000-0000-000000000000
info: Microsoft.Hosting.Lifetime[0]
      Application is shutting down...`,
  },
  {
    name: 'ef migration',
    cause: 'migration-failed',
    params: { migration: '20260201101010_AddTotal' },
    text: `info: Microsoft.EntityFrameworkCore.Migrations[20402]
      Applying migration '20260201101010_AddTotal'.
fail: Microsoft.EntityFrameworkCore.Database.Command[20102]
      Failed executing DbCommand (12ms) [Parameters=[], CommandType='Text', CommandTimeout='30']
      ALTER TABLE "Orders" ADD "Total" numeric NOT NULL DEFAULT 0.0;
Unhandled exception. Npgsql.PostgresException (0x80004005): 42701: column "Total" of relation "Orders" already exists

POSITION: 26
   at Npgsql.Internal.NpgsqlConnector.ReadMessageLong(Boolean async, DataRowLoadingMode dataRowLoadingMode, Boolean readingNotifications, Boolean isReadingPrependedMessage)
   at Microsoft.EntityFrameworkCore.Migrations.Internal.Migrator.Migrate(String targetMigration)
   at Program.<Main>$(String[] args) in /src/Orders/Program.cs:line 44
  Exception data:
    Severity: ERROR
    SqlState: 42701
    MessageText: column "Total" of relation "Orders" already exists`,
  },
  {
    name: 'dotnet worker bad row',
    cause: 'application-error',
    line: 'duplicate tariff T-19',
    names: ['TariffImporter.cs', '77'],
    text: `info: Acme.Orders.Worker[15]
      Handled message 502
info: Acme.Orders.Worker[18]
      Lease renewed 275
info: Acme.Stock.Worker[14]
      Refreshed token 103
fail: Microsoft.Extensions.Hosting.Internal.Host[9]
      BackgroundService failed
      Acme.Tariffs.TariffException: duplicate tariff T-19 in zone 4
         at Acme.Tariffs.TariffImporter.Load(String path) in /src/Tariffs/TariffImporter.cs:line 77
         at Acme.Tariffs.Worker.ExecuteAsync(CancellationToken stoppingToken) in /src/Tariffs/Worker.cs:line 31
         at Microsoft.Extensions.Hosting.Internal.Host.TryExecuteBackgroundServiceAsync(BackgroundService backgroundService)
crit: Microsoft.Extensions.Hosting.Internal.Host[10]
      The HostOptions.BackgroundServiceExceptionBehavior is configured to StopHost. A BackgroundService has thrown an unhandled exception, and the IHost instance is stopping. To avoid this behavior, configure this to Ignore; however the BackgroundService will not be restarted.
      Acme.Tariffs.TariffException: duplicate tariff T-19 in zone 4
         at Acme.Tariffs.TariffImporter.Load(String path) in /src/Tariffs/TariffImporter.cs:line 77
info: Microsoft.Hosting.Lifetime[0]
      Application is shutting down...`,
  },
  {
    name: 'dotnet https port decoy',
    cause: 'dependency-rejected',
    names: ['stockdb', 'stock_rw'],
    text: `info: Acme.Orders.Worker[15]
      Handled message 502
info: Acme.Orders.Worker[18]
      Lease renewed 275
info: Acme.Stock.Worker[14]
      Refreshed token 103
warn: Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager[35]
      No XML encryptor configured. Key {5b5a9a7c-1b1c-4a3f-9d1d-0c1d2e3f4a5b} may be persisted to storage in unencrypted form.
warn: Microsoft.AspNetCore.HttpsPolicy.HttpsRedirectionMiddleware[3]
      Failed to determine the https port for redirect.
fail: Microsoft.EntityFrameworkCore.Database.Connection[20004]
      An error occurred using the connection to database 'stock' on server 'stockdb'.
      MySqlConnector.MySqlException (0x80004005): Access denied for user 'stock_rw'@'10.244.2.17' (using password: YES)
         at MySqlConnector.Core.ServerSession.ConnectAsync(ConnectionSettings cs, MySqlConnection connection, Int64 startingTimestamp, ILoadBalancer loadBalancer, Activity activity, IOBehavior ioBehavior, CancellationToken cancellationToken)
Unhandled exception. MySqlConnector.MySqlException (0x80004005): Access denied for user 'stock_rw'@'10.244.2.17' (using password: YES)
   at Program.<Main>$(String[] args) in /src/Stock/Program.cs:line 30`,
  },
  {
    name: 'dotnet dll missing',
    cause: 'module-missing',
    names: ['Shop.Api.dll'],
    text: `The command could not be loaded, possibly because:
  * You intended to execute a .NET application:
      The application 'Shop.Api.dll' does not exist.
  * You intended to execute a .NET SDK command:
      No .NET SDKs were found.

Download a .NET SDK:
https://aka.ms/dotnet/download

Learn about SDK resolution:
https://aka.ms/dotnet/sdk-not-found`,
  },
  {
    name: 'dotnet icu',
    cause: 'module-missing',
    names: ['libicu'],
    text: `Process terminated.
Couldn't find a valid ICU package installed on the system. Please install libicu (or icu-libs) using your package manager and try again. Alternatively you can set the configuration flag System.Globalization.Invariant to true if you want to run with no globalization support. Please see https://aka.ms/dotnet-missing-libicu for more information.
   at System.Environment.FailFast(System.String)
   at System.Globalization.GlobalizationMode+Settings..cctor()
   at Shop.Program.Main(System.String[])`,
  },
  {
    name: 'dotnet hostfxr',
    cause: 'module-missing',
    names: ['libhostfxr.so'],
    text: `A fatal error occurred. The required library libhostfxr.so could not be found.
If this is a self-contained application, that library should exist in [/app/].
If this is a framework-dependent application, install the runtime in the global location [/usr/share/dotnet] or use the DOTNET_ROOT environment variable to specify the runtime location or register the runtime location in [/etc/dotnet/install_location].`,
  },
  {
    name: 'dotnet npgsql no host',
    cause: 'configuration-missing',
    names: ['Host'],
    text: `info: Acme.Orders.Worker[15]
      Handled message 502
info: Acme.Orders.Worker[18]
      Lease renewed 275
info: Acme.Stock.Worker[14]
      Refreshed token 103
Unhandled exception. System.ArgumentException: Host can't be null
   at Npgsql.NpgsqlConnectionStringBuilder.PostProcessAndValidate()
   at Npgsql.NpgsqlConnection.SetupDataSource()
   at Program.<Main>$(String[] args) in /src/Program.cs:line 12`,
  },
  {
    name: 'dotnet options two',
    cause: 'configuration-missing',
    names: ['JwtOptions', 'Issuer', 'Key'],
    text: `Unhandled exception. Microsoft.Extensions.Options.OptionsValidationException: DataAnnotation validation failed for 'JwtOptions' members: 'Issuer' with the error: 'The Issuer field is required.'.; DataAnnotation validation failed for 'JwtOptions' members: 'Key' with the error: 'The Key field is required.'.
   at Microsoft.Extensions.Options.OptionsFactory\`1.Create(String name)
   at Program.<Main>$(String[] args) in /src/Gateway/Program.cs:line 22`,
  },
];
