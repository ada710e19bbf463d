import type { Sample } from './sample.ts';

/** Spring, Hikari, Flyway, Kafka and Quarkus as they print their end. */
export const JVM: readonly Sample[] = [
  {
    cause: 'configuration-missing',
    name: 'spring binding validation failed',
    text: `2026-11-20T08:14:08.166Z ERROR 1 --- [main] o.s.b.d.LoggingFailureAnalysisReporter   : 

***************************
APPLICATION FAILED TO START
***************************

Description:

Binding to target com.acme.mail.MailProperties failed:

    Property: acme.mail.sender
    Value: "null"
    Reason: must not be blank


Action:

Update your application's configuration`,
    params: { key: 'acme.mail.sender' },
  },
  {
    cause: 'application-error',
    name: 'spring binding conversion failed',
    text: `2026-11-20T08:14:08.166Z ERROR 1 --- [main] o.s.b.d.LoggingFailureAnalysisReporter   : 

***************************
APPLICATION FAILED TO START
***************************

Description:

Failed to bind properties under 'acme.pool.size' to int:

    Property: acme.pool.size
    Value: "ten"
    Origin: System Environment Property "ACME_POOL_SIZE"
    Reason: failed to convert java.lang.String to int (caused by java.lang.NumberFormatException: For input string: "ten")

Action:

Update your application's configuration`,
    params: { key: 'acme.pool.size' },
  },
  {
    cause: 'dependency-unreachable',
    name: 'hikari unknown host',
    text: `2026-11-20T08:14:03.430Z ERROR 1 --- [           main] com.zaxxer.hikari.pool.HikariPool        : HikariPool-1 - Exception during pool initialization.

org.postgresql.util.PSQLException: The connection attempt failed.
	at org.postgresql.core.v3.ConnectionFactoryImpl.openConnectionImpl(ConnectionFactoryImpl.java:358)
	at com.acme.ledger.Ledger.main(Ledger.java:10)
Caused by: java.net.UnknownHostException: ledger-db.data.svc
	at java.base/sun.nio.ch.NioSocketImpl.connect(NioSocketImpl.java:567)
	... 24 common frames omitted`,
    params: { host: 'ledger-db.data.svc', reason: 'unresolved' },
  },
  {
    cause: 'migration-failed',
    name: 'flyway sql failed',
    text: `2026-11-20T08:14:03.100Z  INFO 1 --- [           main] o.f.core.internal.command.DbValidate     : Successfully validated 12 migrations (execution time 00:00.044s)
2026-11-20T08:14:03.130Z  INFO 1 --- [           main] o.f.core.internal.command.DbMigrate      : Current version of schema "public": 11
2026-11-20T08:14:03.150Z  INFO 1 --- [           main] o.f.core.internal.command.DbMigrate      : Migrating schema "public" to version "12 - add currency"
2026-11-20T08:14:03.190Z ERROR 1 --- [           main] o.f.core.internal.command.DbMigrate      : Migration of schema "public" to version "12 - add currency" failed! Changes successfully rolled back.
2026-11-20T08:14:03.220Z ERROR 1 --- [           main] o.s.boot.SpringApplication               : Application run failed

org.springframework.beans.factory.BeanCreationException: Error creating bean with name 'flywayInitializer' defined in class path resource [org/springframework/boot/autoconfigure/flyway/FlywayAutoConfiguration$FlywayConfiguration.class]: Script V12__add_currency.sql failed
	at com.acme.Main.main(Main.java:10)
Caused by: org.flywaydb.core.internal.sqlscript.FlywaySqlScriptException: Script V12__add_currency.sql failed
------------------------------------
SQL State  : 42701
Error Code : 0
Message    : ERROR: column "currency" of relation "orders" already exists
Location   : db/migration/V12__add_currency.sql (/app/db/migration/V12__add_currency.sql)
Line       : 3
Statement  : ALTER TABLE orders ADD COLUMN currency char(3)

	at org.flywaydb.core.internal.sqlscript.DefaultSqlScriptExecutor.handleException(DefaultSqlScriptExecutor.java:258)
	... 20 common frames omitted
Caused by: org.postgresql.util.PSQLException: ERROR: column "currency" of relation "orders" already exists
	at org.postgresql.core.v3.QueryExecutorImpl.receiveErrorResponse(QueryExecutorImpl.java:2733)
	... 31 common frames omitted`,
    params: { migration: 'V12__add_currency.sql' },
  },
  {
    cause: 'migration-failed',
    name: 'liquibase lock',
    text: `2026-11-20 08:14:03.100  INFO 1 --- [           main] liquibase.lockservice                    : Waiting for changelog lock....
2026-11-20 08:14:13.100  INFO 1 --- [           main] liquibase.lockservice                    : Waiting for changelog lock....
2026-11-20 08:19:03.220 ERROR 1 --- [           main] o.s.boot.SpringApplication               : Application run failed

org.springframework.beans.factory.BeanCreationException: Error creating bean with name 'liquibase' defined in class path resource [org/springframework/boot/autoconfigure/liquibase/LiquibaseAutoConfiguration$LiquibaseConfiguration.class]: Invocation of init method failed; nested exception is liquibase.exception.LockException: Could not acquire change log lock.  Currently locked by orders-7d9f-x2 (10.42.0.18) since 11/20/26, 8:01 AM
	at com.acme.Main.main(Main.java:10)
Caused by: liquibase.exception.LockException: Could not acquire change log lock.  Currently locked by orders-7d9f-x2 (10.42.0.18) since 11/20/26, 8:01 AM
	at liquibase.lockservice.StandardLockService.waitForLock(StandardLockService.java:283)
	... 18 common frames omitted`,
    line: 'orders-7d9f-x2',
  },
  {
    cause: 'dependency-rejected',
    name: 'kafka topic absent',
    text: `2026-11-20T08:14:03.100Z  INFO 1 --- [main] o.a.kafka.common.utils.AppInfoParser     : Kafka version: 3.7.1
2026-11-20T08:15:03.220Z ERROR 1 --- [main] o.s.boot.SpringApplication               : Application run failed

org.springframework.context.ApplicationContextException: Failed to start bean 'org.springframework.kafka.config.internalKafkaListenerEndpointRegistry'
	at com.acme.Main.main(Main.java:10)
Caused by: java.lang.IllegalStateException: Topic(s) [orders.v2] is/are not present and missingTopicsFatal is true
	at org.springframework.kafka.listener.AbstractMessageListenerContainer.checkTopics(AbstractMessageListenerContainer.java:550)
	... 13 common frames omitted`,
    params: { key: 'orders.v2' },
  },
  {
    cause: 'port-in-use',
    name: 'quarkus port',
    text: `2026-11-20 08:14:02,311 ERROR [io.qua.run.Application] (main) Port 8080 seems to be in use by another process. Quarkus may already be running or the port is used by another application.
2026-11-20 08:14:02,312 WARN  [io.qua.run.Application] (main) Use 'ss -anop | grep 8080' or 'netstat -anop | grep 8080' to identify the process occupying the port.`,
    params: { port: 8080 },
  },
  {
    cause: 'configuration-missing',
    name: 'keystore missing',
    text: `2026-11-20T08:14:03.220Z ERROR 1 --- [main] o.s.boot.SpringApplication               : Application run failed

org.springframework.context.ApplicationContextException: Unable to start web server
	at com.acme.Main.main(Main.java:10)
Caused by: org.springframework.boot.web.server.WebServerException: Could not load key store 'file:/etc/tls/keystore.p12'
	... 8 common frames omitted
Caused by: java.io.FileNotFoundException: /etc/tls/keystore.p12 (No such file or directory)
	at java.base/java.io.FileInputStream.open0(Native Method)
	... 20 common frames omitted`,
    params: { path: '/etc/tls/keystore.p12' },
  },
  {
    cause: 'dependency-rejected',
    name: 'pkix to oauth server',
    text: `2026-11-20T08:14:03.220Z  INFO 1 --- [main] c.a.Main : Resolving issuer https://login.acme.io/realms/shop
2026-11-20T08:14:04.220Z ERROR 1 --- [main] o.s.boot.SpringApplication               : Application run failed

org.springframework.beans.factory.BeanCreationException: Error creating bean with name 'jwtDecoder': Unable to resolve the Configuration with the provided Issuer of "https://login.acme.io/realms/shop"
	at com.acme.Main.main(Main.java:10)
Caused by: org.springframework.web.client.ResourceAccessException: I/O error on GET request for "https://login.acme.io/realms/shop/.well-known/openid-configuration": PKIX path building failed: sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid certification path to requested target
	... 21 common frames omitted
Caused by: javax.net.ssl.SSLHandshakeException: PKIX path building failed: sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid certification path to requested target
	... 30 common frames omitted`,
    params: { host: 'login.acme.io', reason: 'certificate-untrusted' },
  },
  {
    cause: 'application-error',
    name: 'plain main exception',
    text: `Loaded 12 currencies
Exception in thread "main" java.lang.ExceptionInInitializerError
	at com.acme.Main.main(Main.java:7)
Caused by: java.lang.IllegalStateException: duplicate rate for EUR in com.acme.RateTable
	at com.acme.RateTable.<clinit>(RateTable.java:22)
	... 1 more`,
    line: 'duplicate rate for EUR',
  },
];
