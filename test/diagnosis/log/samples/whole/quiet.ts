import type { Quiet } from '../sample.ts';

/** Programs that work, with words in their logs that sound otherwise. */
export const WHOLE_QUIET: readonly Quiet[] = [
  {
    name: 'healthy quarkus scary',

    text: `2026-03-02 09:14:02,204 INFO  [io.qua.fly.run.FlywayProducer] (main) Flyway error handlers: none
2026-03-02 09:14:02,304 INFO  [org.fly.cor.int.com.DbValidate] (main) Successfully validated 12 migrations (execution time 00:00.021s)
2026-03-02 09:14:02,404 WARN  [org.hib.eng.jdb.spi.SqlExceptionHelper] (main) SQL Warning Code: 0, SQLState: 00000
2026-03-02 09:14:02,404 WARN  [org.hib.eng.jdb.spi.SqlExceptionHelper] (main) relation "flyway_schema_history" already exists, skipping
2026-03-02 09:14:03,204 WARN  [io.qua.config] (main) Unrecognized configuration key "quarkus.http.cors" was provided; it will be ignored
2026-03-02 09:14:03,404 INFO  [io.quarkus] (main) fraud 1.0.0 on JVM (powered by Quarkus 3.15.1) started in 1.902s. Listening on: http://0.0.0.0:8080
2026-03-02 09:14:03,405 INFO  [io.quarkus] (main) Profile prod activated.
2026-03-02 09:14:03,405 INFO  [io.quarkus] (main) Installed features: [agroal, cdi, flyway, hibernate-orm, jdbc-postgresql, smallrye-fault-tolerance]`,
  },
  {
    name: 'spring boot that works',

    text: `2026-03-02T09:14:01.113Z  INFO 1 --- [shop] [           main] c.e.shop.ShopApplication                 : Starting ShopApplication v1.8.0 using Java 21.0.4 with PID 1
2026-03-02T09:14:02.841Z  WARN 1 --- [shop] [           main] JpaBaseConfiguration$JpaWebConfiguration : spring.jpa.open-in-view is enabled by default. Therefore, database queries may be performed during view rendering. Explicitly configure spring.jpa.open-in-view to disable this warning
2026-03-02T09:14:02.941Z  WARN 1 --- [shop] [           main] .s.s.UserDetailsServiceAutoConfiguration : 

Using generated security password: 8f1a2b3c-4d5e-6f70-8192-a3b4c5d6e7f8

This generated password is for development use only. Your security configuration must be updated before running your application in production.

2026-03-02T09:14:03.002Z  INFO 1 --- [shop] [           main] o.hibernate.tool.schema.internal.SchemaCreatorImpl : HHH000476: Executing script 'error_codes.sql'
2026-03-02T09:14:03.102Z  WARN 1 --- [shop] [           main] o.h.t.s.i.ExceptionHandlerLoggedImpl     : GenerationTarget encountered exception accepting command : Error executing DDL "create sequence order_seq" via JDBC Statement

org.hibernate.tool.schema.spi.CommandAcceptanceException: Error executing DDL "create sequence order_seq" via JDBC Statement
	at org.hibernate.tool.schema.internal.exec.GenerationTargetToDatabase.accept(GenerationTargetToDatabase.java:67)
Caused by: org.postgresql.util.PSQLException: ERROR: relation "order_seq" already exists
	... 30 common frames omitted

2026-03-02T09:14:03.512Z  INFO 1 --- [shop] [           main] o.s.b.w.embedded.tomcat.TomcatWebServer  : Tomcat started on port 8080 (http) with context path '/'
2026-03-02T09:14:03.530Z  INFO 1 --- [shop] [           main] c.e.shop.ShopApplication                 : Started ShopApplication in 2.9 seconds (process running for 3.3)
2026-03-02T09:14:13.530Z  INFO 1 --- [shop] [nio-8080-exec-1] o.a.c.c.C.[Tomcat].[localhost].[/]       : Initializing Spring DispatcherServlet 'dispatcherServlet'`,
  },
  {
    name: 'kafka consumer that settles',

    text: `2026-03-02 09:14:01.113  WARN 1 --- [ntainer#0-0-C-1] org.apache.kafka.clients.NetworkClient   : [Consumer clientId=c-1, groupId=bills] Connection to node -1 (kafka/10.96.8.8:9092) could not be established. Broker may not be available.
2026-03-02 09:14:01.114  WARN 1 --- [ntainer#0-0-C-1] org.apache.kafka.clients.NetworkClient   : [Consumer clientId=c-1, groupId=bills] Bootstrap broker kafka:9092 (id: -1 rack: null) disconnected
2026-03-02 09:14:02.113  INFO 1 --- [ntainer#0-0-C-1] org.apache.kafka.clients.Metadata        : [Consumer clientId=c-1, groupId=bills] Cluster ID: q1Sh-9_ISia_zwGINzRvyQ
2026-03-02 09:14:02.213  INFO 1 --- [ntainer#0-0-C-1] o.a.k.c.c.internals.ConsumerCoordinator  : [Consumer clientId=c-1, groupId=bills] Discovered group coordinator kafka:9092
2026-03-02 09:14:02.313  WARN 1 --- [ntainer#0-0-C-1] org.apache.kafka.clients.NetworkClient   : [Consumer clientId=c-1, groupId=bills] Error while fetching metadata with correlation id 2 : {bills=LEADER_NOT_AVAILABLE}
2026-03-02 09:14:05.213  INFO 1 --- [ntainer#0-0-C-1] o.s.k.l.KafkaMessageListenerContainer    : bills: partitions assigned: [bills-0]
2026-03-02 09:14:06.213  INFO 1 --- [ntainer#0-0-C-1] c.a.Bills                                : booked 12 bills
2026-03-02 09:14:07.213  INFO 1 --- [ntainer#0-0-C-1] c.a.Bills                                : booked 14 bills
2026-03-02 09:14:08.213  INFO 1 --- [ntainer#0-0-C-1] c.a.Bills                                : booked 9 bills`,
  },
  {
    name: 'gunicorn with handled errors',

    text: `[2026-03-02 09:14:01 +0000] [1] [INFO] Starting gunicorn 22.0.0
[2026-03-02 09:14:01 +0000] [1] [INFO] Listening at: http://0.0.0.0:8000 (1)
[2026-03-02 09:14:01 +0000] [7] [INFO] Booting worker with pid: 7
/usr/local/lib/python3.12/site-packages/requests/__init__.py:109: RequestsDependencyWarning: urllib3 (2.2.1) or chardet (None)/charset_normalizer (3.3.2) doesn't match a supported version!
  warnings.warn(
2026-03-02 09:14:02,100 WARNING django.request Not Found: /favicon.ico
2026-03-02 09:14:03,100 ERROR django.request Internal Server Error: /cart/
Traceback (most recent call last):
  File "/usr/local/lib/python3.12/site-packages/django/core/handlers/exception.py", line 55, in inner
    response = get_response(request)
  File "/app/cart/views.py", line 31, in show
    return render(request, "cart.html", {"items": cart.items})
AttributeError: 'NoneType' object has no attribute 'items'
10.244.0.1 - - [02/Mar/2026:09:14:03 +0000] "GET /cart/ HTTP/1.1" 500 145 "-" "curl/8.5.0"
10.244.0.1 - - [02/Mar/2026:09:14:04 +0000] "GET /healthz HTTP/1.1" 200 2 "-" "kube-probe/1.31"
10.244.0.1 - - [02/Mar/2026:09:14:14 +0000] "GET /healthz HTTP/1.1" 200 2 "-" "kube-probe/1.31"
10.244.0.1 - - [02/Mar/2026:09:14:24 +0000] "GET /healthz HTTP/1.1" 200 2 "-" "kube-probe/1.31"
10.244.0.1 - - [02/Mar/2026:09:14:34 +0000] "GET /healthz HTTP/1.1" 200 2 "-" "kube-probe/1.31"`,
  },
  {
    name: 'celery that reconnects',

    text: `[2026-03-02 09:14:02,030: ERROR/MainProcess] consumer: Cannot connect to amqp://mailer:**@rabbit:5672//: [Errno 111] Connection refused.
Trying again in 2.00 seconds... (1/100)

[2026-03-02 09:14:04,040: INFO/MainProcess] Connected to amqp://mailer:**@rabbit:5672//
[2026-03-02 09:14:05,040: INFO/MainProcess] mingle: searching for neighbors
[2026-03-02 09:14:06,040: INFO/MainProcess] mingle: all alone
[2026-03-02 09:14:06,140: INFO/MainProcess] celery@mailer-0 ready.
[2026-03-02 09:14:16,140: INFO/MainProcess] Task mail.send[1f0c2a3b-0000-4000-8000-000000000001] received
[2026-03-02 09:14:17,140: INFO/ForkPoolWorker-1] Task mail.send[1f0c2a3b-0000-4000-8000-000000000001] succeeded in 0.9s: None`,
  },
  {
    name: 'node with warnings',

    text: `npm warn deprecated inflight@1.0.6: This module is not supported, and leaks memory. Do not use it.
> web@1.0.0 start
> node server.js

(node:18) [DEP0123] DeprecationWarning: Setting the TLS ServerName to an IP address is not permitted by RFC 6066. This will be ignored in a future version.
(node:18) MaxListenersExceededWarning: Possible EventEmitter memory leak detected. 11 error listeners added to [Socket]. Use emitter.setMaxListeners() to increase limit
(node:18) Warning: Setting the NODE_TLS_REJECT_UNAUTHORIZED environment variable to '0' makes TLS connections and HTTPS requests insecure by disabling certificate verification.
Error handler registered for unhandledRejection
Server listening on 3000
GET /healthz 200 1.2 ms - 2
GET /missing 404 0.9 ms - 139`,
  },
  {
    name: 'go controller that works',

    text: `W0302 09:14:01.100100       1 client_config.go:659] Neither --kubeconfig nor --master was specified.  Using the inClusterConfig.  This might not work.
I0302 09:14:01.120100       1 leaderelection.go:257] attempting to acquire leader lease ops/janitor...
E0302 09:14:02.120100       1 leaderelection.go:429] Failed to update lock optimistically: Operation cannot be fulfilled on leases.coordination.k8s.io "janitor": the object has been modified; please apply your changes to the latest version and try again, falling back to slow path
I0302 09:14:17.120100       1 leaderelection.go:271] successfully acquired lease ops/janitor
I0302 09:14:18.120100       1 controller.go:88] "Reconciled" namespace="ops" name="a"
E0302 09:14:19.120100       1 controller.go:99] "Reconciler error" err="Operation cannot be fulfilled on deployments.apps \\"web\\": the object has been modified; please apply your changes to the latest version and try again"
I0302 09:14:20.120100       1 controller.go:88] "Reconciled" namespace="ops" name="b"
I0302 09:14:21.120100       1 controller.go:88] "Reconciled" namespace="ops" name="c"
I0302 09:14:22.120100       1 controller.go:88] "Reconciled" namespace="ops" name="d"
I0302 09:14:23.120100       1 controller.go:88] "Reconciled" namespace="ops" name="e"
I0302 09:14:24.120100       1 controller.go:88] "Reconciled" namespace="ops" name="f"`,
  },
  {
    name: 'dotnet that works',

    text: `warn: Microsoft.AspNetCore.DataProtection.Repositories.FileSystemXmlRepository[60]
      Storing keys in a directory '/root/.aspnet/DataProtection-Keys' that may not be persisted outside of the container. Protected data will be unavailable when container is destroyed.
warn: Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager[35]
      No XML encryptor configured. Key {5b5a9a7c-1b1c-4a3f-9d1d-0c1d2e3f4a5b} may be persisted to storage in unencrypted form.
info: Microsoft.EntityFrameworkCore.Database.Command[20101]
      Executed DbCommand (2ms) [Parameters=[], CommandType='Text', CommandTimeout='30']
      SELECT EXISTS (SELECT 1 FROM pg_catalog.pg_class c WHERE c.relname='__EFMigrationsHistory')
fail: Microsoft.EntityFrameworkCore.Database.Command[20102]
      Failed executing DbCommand (14ms) [Parameters=[], CommandType='Text', CommandTimeout='30']
      SELECT "MigrationId", "ProductVersion" FROM "__EFMigrationsHistory"
info: Microsoft.EntityFrameworkCore.Migrations[20402]
      Applying migration '20260101000000_Init'.
info: Microsoft.Hosting.Lifetime[14]
      Now listening on: http://[::]:8080
info: Microsoft.Hosting.Lifetime[0]
      Application started. Press Ctrl+C to shut down.
warn: Microsoft.AspNetCore.HttpsPolicy.HttpsRedirectionMiddleware[3]
      Failed to determine the https port for redirect.
info: Shop.Orders[0]
      Handled order 12
info: Shop.Orders[0]
      Handled order 13`,
  },
  {
    name: 'go with telemetry that is down',

    text: `{"level":"info","ts":1772442841.1,"msg":"starting"}
{"level":"info","ts":1772442841.2,"msg":"listening","addr":":8080"}
{"level":"error","ts":1772442851.2,"msg":"traces export: Post \\"http://otel-collector:4318/v1/traces\\": dial tcp: lookup otel-collector on 10.96.0.10:53: no such host"}
{"level":"error","ts":1772442861.2,"msg":"traces export: Post \\"http://otel-collector:4318/v1/traces\\": dial tcp: lookup otel-collector on 10.96.0.10:53: no such host"}
{"level":"error","ts":1772442871.2,"msg":"traces export: Post \\"http://otel-collector:4318/v1/traces\\": dial tcp: lookup otel-collector on 10.96.0.10:53: no such host"}`,
  },
  {
    name: 'python job done',

    text: `2026-03-02 09:14:01,001 INFO app.sync 3 errors ignored, 1 failed row kept for review
2026-03-02 09:14:01,101 WARNING app.sync table "legacy" does not exist, skipping
2026-03-02 09:14:01,201 WARNING app.sync invalid e-mail for user 12, using fallback
2026-03-02 09:14:01,301 ERROR app.sync could not fetch avatar https://img.acme.test/12.png: 404 Client Error: Not Found for url: https://img.acme.test/12.png
2026-03-02 09:14:02,001 INFO app.sync 212 users in sync
2026-03-02 09:14:02,101 INFO app.sync done`,
  },
  {
    name: 'nest that works',

    text: `[Nest] 1  - 03/02/2026, 9:14:01 AM     LOG [NestFactory] Starting Nest application...
[Nest] 1  - 03/02/2026, 9:14:01 AM     LOG [InstanceLoader] ErrorsModule dependencies initialized +22ms
[Nest] 1  - 03/02/2026, 9:14:01 AM     LOG [RouterExplorer] Mapped {/errors/:id, GET} route +1ms
[Nest] 1  - 03/02/2026, 9:14:01 AM    WARN [ConfigService] SENTRY_DSN is not set, error reporting disabled
[Nest] 1  - 03/02/2026, 9:14:02 AM   ERROR [TypeOrmModule] Unable to connect to the database. Retrying (1)...
Error: connect ECONNREFUSED 10.96.3.3:5432
    at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1611:16)
[Nest] 1  - 03/02/2026, 9:14:05 AM     LOG [InstanceLoader] TypeOrmCoreModule dependencies initialized +3022ms
[Nest] 1  - 03/02/2026, 9:14:05 AM     LOG [NestApplication] Nest application successfully started +8ms`,
  },
];
