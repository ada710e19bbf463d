import type { Whole } from '../sample.ts';

/** Spring, Hibernate, Flyway and plain Java as whole logs. */
export const WHOLE_JVM: readonly Whole[] = [
  {
    name: 'spring hibernate refused',
    cause: 'dependency-unreachable',
    params: { host: 'orders-pg', port: 5432, reason: 'refused' },
    text: `  .   ____          _            __ _ _
 /\\\\ / ___'_ __ _ _(_)_ __  __ _ \\ \\ \\ \\
( ( )\\___ | '_ | '_| | '_ \\/ _\\\` | \\ \\ \\ \\
 \\\\/  ___)| |_)| | | | | || (_| |  ) ) ) )
  '  |____| .__|_| |_|_| |_\\__, | / / / /
 =========|_|==============|___/=/_/_/_/

 :: Spring Boot ::                (v3.3.4)

2026-03-02T09:14:01.113Z  INFO 1 --- [orders] [           main] c.e.orders.OrdersApplication             : Starting OrdersApplication v1.8.0 using Java 21.0.4 with PID 1 (/app/app.jar started by app in /app)
2026-03-02T09:14:01.117Z  INFO 1 --- [orders] [           main] c.e.orders.OrdersApplication             : The following 1 profile is active: "prod"
2026-03-02T09:14:02.841Z  INFO 1 --- [orders] [           main] .s.d.r.c.RepositoryConfigurationDelegate : Finished Spring Data repository scanning in 88 ms. Found 6 JPA repository interfaces.
2026-03-02T09:14:03.512Z  INFO 1 --- [orders] [           main] o.s.b.w.embedded.tomcat.TomcatWebServer  : Tomcat initialized with port 8080 (http)
2026-03-02T09:14:03.530Z  INFO 1 --- [orders] [           main] o.apache.catalina.core.StandardService   : Starting service [Tomcat]
2026-03-02T09:14:03.774Z  INFO 1 --- [orders] [           main] com.zaxxer.hikari.HikariDataSource       : HikariPool-1 - Starting...
2026-03-02T09:14:04.905Z  WARN 1 --- [orders] [           main] o.h.e.j.e.i.JdbcEnvironmentInitiator     : HHH000342: Could not obtain connection to query metadata

org.postgresql.util.PSQLException: Connection to orders-pg:5432 refused. Check that the hostname and port are correct and that the postmaster is accepting TCP/IP connections.
	at org.postgresql.core.v3.ConnectionFactoryImpl.openConnectionImpl(ConnectionFactoryImpl.java:352) ~[postgresql-42.7.4.jar!/:42.7.4]
	at org.postgresql.jdbc.PgConnection.<init>(PgConnection.java:273) ~[postgresql-42.7.4.jar!/:42.7.4]
	at com.zaxxer.hikari.pool.HikariPool.checkFailFast(HikariPool.java:561) ~[HikariCP-5.1.0.jar!/:na]
	at org.springframework.boot.SpringApplication.run(SpringApplication.java:335) ~[spring-boot-3.3.4.jar!/:3.3.4]
Caused by: java.net.ConnectException: Connection refused
	at java.base/sun.nio.ch.Net.pollConnect(Native Method) ~[na:na]
	... 23 common frames omitted

2026-03-02T09:14:04.980Z ERROR 1 --- [orders] [           main] j.LocalContainerEntityManagerFactoryBean : Failed to initialize JPA EntityManagerFactory: Unable to create requested service [org.hibernate.engine.jdbc.env.spi.JdbcEnvironment] due to: Unable to determine Dialect without JDBC metadata (please set 'jakarta.persistence.jdbc.url' for common cases or 'hibernate.dialect' when a custom Dialect implementation must be provided)
2026-03-02T09:14:04.981Z  WARN 1 --- [orders] [           main] ConfigServletWebServerApplicationContext : Exception encountered during context initialization - cancelling refresh attempt: org.springframework.beans.factory.BeanCreationException: Error creating bean with name 'entityManagerFactory' defined in class path resource [org/springframework/boot/autoconfigure/orm/jpa/HibernateJpaConfiguration.class]: Unable to create requested service [org.hibernate.engine.jdbc.env.spi.JdbcEnvironment] due to: Unable to determine Dialect without JDBC metadata (please set 'jakarta.persistence.jdbc.url' for common cases or 'hibernate.dialect' when a custom Dialect implementation must be provided)
2026-03-02T09:14:04.984Z  INFO 1 --- [orders] [           main] o.apache.catalina.core.StandardService   : Stopping service [Tomcat]
2026-03-02T09:14:05.001Z  INFO 1 --- [orders] [           main] .s.b.a.l.ConditionEvaluationReportLogger : 

Error starting ApplicationContext. To display the condition evaluation report re-run your application with 'debug' enabled.
2026-03-02T09:14:05.022Z ERROR 1 --- [orders] [           main] o.s.boot.SpringApplication               : Application run failed

org.springframework.beans.factory.BeanCreationException: Error creating bean with name 'entityManagerFactory' defined in class path resource [org/springframework/boot/autoconfigure/orm/jpa/HibernateJpaConfiguration.class]: Unable to create requested service [org.hibernate.engine.jdbc.env.spi.JdbcEnvironment] due to: Unable to determine Dialect without JDBC metadata (please set 'jakarta.persistence.jdbc.url' for common cases or 'hibernate.dialect' when a custom Dialect implementation must be provided)
	at org.springframework.beans.factory.support.AbstractAutowireCapableBeanFactory.initializeBean(AbstractAutowireCapableBeanFactory.java:1806) ~[spring-beans-6.1.13.jar!/:6.1.13]
	at com.example.orders.OrdersApplication.main(OrdersApplication.java:12) ~[!/:1.8.0]
Caused by: org.hibernate.service.spi.ServiceException: Unable to create requested service [org.hibernate.engine.jdbc.env.spi.JdbcEnvironment] due to: Unable to determine Dialect without JDBC metadata (please set 'jakarta.persistence.jdbc.url' for common cases or 'hibernate.dialect' when a custom Dialect implementation must be provided)
	at org.hibernate.service.internal.AbstractServiceRegistryImpl.createService(AbstractServiceRegistryImpl.java:276) ~[hibernate-core-6.5.3.Final.jar!/:6.5.3.Final]
	... 16 common frames omitted
Caused by: org.hibernate.HibernateException: Unable to determine Dialect without JDBC metadata (please set 'jakarta.persistence.jdbc.url' for common cases or 'hibernate.dialect' when a custom Dialect implementation must be provided)
	at org.hibernate.engine.jdbc.dialect.internal.DialectFactoryImpl.determineDialect(DialectFactoryImpl.java:191) ~[hibernate-core-6.5.3.Final.jar!/:6.5.3.Final]
	... 31 common frames omitted`,
  },
  {
    name: 'java ldap credentials',
    cause: 'dependency-rejected',
    names: ['ldap.corp', 'cn=shop'],
    text: `2026-11-22T07:49:52.351Z  INFO 1 --- [nio-8080-exec-6] c.a.PriceService : fallback price used id=5867
2026-11-22T07:49:52.938Z  INFO 1 --- [nio-8080-exec-0] c.a.StockService : refreshed cache id=6681
2026-11-22T07:49:52.833Z  DEBUG 1 --- [nio-8080-exec-1] c.a.CartService : fallback price used id=4295
2026-11-22T07:49:53.001Z  INFO 1 --- [           main] c.a.Directory : binding to ldap://ldap.corp:389 as cn=shop,ou=services
Exception in thread "main" javax.naming.AuthenticationException: [LDAP: error code 49 - Invalid Credentials]
	at java.naming/com.sun.jndi.ldap.LdapCtx.mapErrorCode(LdapCtx.java:3259)
	at com.acme.Directory.open(Directory.java:51)
	at com.acme.Boot.main(Boot.java:20)`,
  },
  {
    name: 'jvm slf4j decoy then npe',
    cause: 'application-error',
    line: 'because "this.rates" is null',
    names: ['PriceIndex.java', '61'],
    text: `OpenJDK 64-Bit Server VM warning: Sharing is only supported for boot loader classes because bootstrap classpath has been appended
WARNING: An illegal reflective access operation has occurred
WARNING: Illegal reflective access by com.google.inject.internal.cglib.core.$ReflectUtils$1 (file:/app/libs/guice-4.2.2.jar) to method java.lang.ClassLoader.defineClass(java.lang.String,byte[],int,int,java.security.ProtectionDomain)
WARNING: Please consider reporting this to the maintainers of com.google.inject.internal.cglib.core.$ReflectUtils$1
SLF4J: Failed to load class "org.slf4j.impl.StaticLoggerBinder".
SLF4J: Defaulting to no-operation (NOP) logger implementation
SLF4J: See http://www.slf4j.org/codes.html#StaticLoggerBinder for further details.
log4j:WARN No appenders could be found for logger (org.apache.zookeeper.ZooKeeper).
Exception in thread "main" java.lang.NullPointerException: Cannot invoke "java.util.Map.get(Object)" because "this.rates" is null
	at com.acme.price.PriceIndex.rebuild(PriceIndex.java:61)
	at com.acme.price.Main.main(Main.java:18)`,
  },
  {
    name: 'spring shutdown noise after kafka auth',
    cause: 'dependency-rejected',
    line: 'SaslAuthenticationException',
    names: ['kafka'],
    text: `2026-11-22T07:49:52.331Z  INFO 1 --- [nio-8080-exec-6] c.a.CartService : slow response from upstream id=1043
2026-11-22T07:49:52.224Z  DEBUG 1 --- [nio-8080-exec-7] c.a.CartService : slow response from upstream id=7028
2026-11-22T07:49:52.742Z  INFO 1 --- [nio-8080-exec-0] c.a.StockService : fallback price used id=8705
2026-03-02T09:14:03.700Z ERROR 1 --- [ntainer#0-0-C-1] o.apache.kafka.clients.NetworkClient     : [Consumer clientId=consumer-bills-1, groupId=bills] Connection to node -1 (events-kafka/10.96.8.8:9093) failed authentication due to: Authentication failed during authentication due to invalid credentials with SASL mechanism SCRAM-SHA-512
2026-03-02T09:14:03.720Z ERROR 1 --- [ntainer#0-0-C-1] o.s.k.l.KafkaMessageListenerContainer    : Fatal consumer exception; stopping container

org.apache.kafka.common.errors.SaslAuthenticationException: Authentication failed during authentication due to invalid credentials with SASL mechanism SCRAM-SHA-512

2026-03-02T09:14:03.800Z  INFO 1 --- [ntainer#0-0-C-1] o.a.kafka.common.utils.AppInfoParser     : App info kafka.consumer for consumer-bills-1 unregistered
2026-03-02T09:14:03.900Z ERROR 1 --- [           main] c.a.bills.Watchdog                       : listener container is down, leaving
2026-03-02T09:14:03.910Z  WARN 1 --- [ionShutdownHook] c.a.bills.Outbox                         : 3 messages not flushed
2026-03-02T09:14:03.920Z  INFO 1 --- [ionShutdownHook] j.LocalContainerEntityManagerFactoryBean : Closing JPA EntityManagerFactory for persistence unit 'default'
2026-03-02T09:14:03.930Z  WARN 1 --- [ionShutdownHook] o.s.b.f.support.DisposableBeanAdapter    : Invocation of close method failed on bean with name 'outboxSender': java.lang.InterruptedException
2026-03-02T09:14:03.940Z ERROR 1 --- [ionShutdownHook] c.a.bills.Metrics                        : could not push final metrics to pushgateway: java.net.ConnectException: Connection refused`,
  },
  {
    name: 'flyway checksum',
    cause: 'migration-failed',
    line: 'checksum mismatch',
    names: ['7'],
    text: `2026-03-02T09:14:02.117Z  INFO 1 --- [           main] org.flywaydb.core.FlywayExecutor         : Database: jdbc:postgresql://pg-loyalty:5432/loyalty (PostgreSQL 16.4)
2026-03-02T09:14:02.317Z ERROR 1 --- [           main] o.s.boot.SpringApplication               : Application run failed

org.springframework.beans.factory.BeanCreationException: Error creating bean with name 'flywayInitializer' defined in class path resource [org/springframework/boot/autoconfigure/flyway/FlywayAutoConfiguration$FlywayConfiguration.class]: Validate failed: Migrations have failed validation
Migration checksum mismatch for migration version 7
-> Applied to database : 1409332170
-> Resolved locally    : -1820211934
Either revert the changes to the migration, or run repair to update the schema history.
Need more flexibility with validation rules? Learn more: https://rd.gt/3AbJUZE
	at org.springframework.beans.factory.support.AbstractAutowireCapableBeanFactory.initializeBean(AbstractAutowireCapableBeanFactory.java:1806)
	at com.example.loyalty.Application.main(Application.java:13)
Caused by: org.flywaydb.core.api.exception.FlywayValidateException: Validate failed: Migrations have failed validation
Migration checksum mismatch for migration version 7
-> Applied to database : 1409332170
-> Resolved locally    : -1820211934
Either revert the changes to the migration, or run repair to update the schema history.
	at org.flywaydb.core.Flyway.lambda$migrate$1(Flyway.java:203)
	... 20 common frames omitted`,
  },
  {
    name: 'keystore password',
    cause: 'application-error',
    line: 'keystore password was incorrect',
    text: `2026-03-02T09:14:03.177Z ERROR 1 --- [           main] o.s.boot.SpringApplication               : Application run failed

org.springframework.context.ApplicationContextException: Failed to start bean 'webServerStartStop'
	at com.example.edge.Application.main(Application.java:13)
Caused by: org.springframework.boot.web.server.WebServerException: Unable to start embedded Tomcat server
	at org.springframework.boot.web.embedded.tomcat.TomcatWebServer.start(TomcatWebServer.java:251)
	... 14 common frames omitted
Caused by: java.lang.IllegalArgumentException: standardService.connector.startFailed
	... 16 common frames omitted
Caused by: java.io.IOException: keystore password was incorrect
	at java.base/sun.security.pkcs12.PKCS12KeyStore.engineLoad(PKCS12KeyStore.java:2159)
	at org.apache.tomcat.util.net.SSLUtilBase.getStore(SSLUtilBase.java:226)
	... 22 common frames omitted
Caused by: java.security.UnrecoverableKeyException: failed to decrypt safe contents entry: javax.crypto.BadPaddingException: Given final block not properly padded. Such issues can arise if a bad key is used during decryption.
	... 28 common frames omitted`,
  },
  {
    name: 'spring placeholder env',
    cause: 'configuration-missing',
    params: { variable: 'STRIPE_API_KEY' },
    text: `2026-11-22T07:49:52.473Z  INFO 1 --- [nio-8080-exec-1] c.a.CartService : fallback price used id=6781
2026-11-22T07:49:52.332Z  INFO 1 --- [nio-8080-exec-6] c.a.CartService : connection leased id=8663
2026-11-22T07:49:52.157Z  INFO 1 --- [nio-8080-exec-1] c.a.PriceService : slow response from upstream id=4961
2026-03-02T09:14:03.177Z ERROR 1 --- [           main] o.s.boot.SpringApplication               : Application run failed

org.springframework.beans.factory.BeanCreationException: Error creating bean with name 'stripeClient': Injection of autowired dependencies failed
	at com.example.pay.Application.main(Application.java:13)
Caused by: org.springframework.util.PlaceholderResolutionException: Could not resolve placeholder 'STRIPE_API_KEY' in value "\${STRIPE_API_KEY}" <-- "\${stripe.key}"
	at org.springframework.util.PlaceholderResolutionException.withValue(PlaceholderResolutionException.java:81)
	... 28 common frames omitted`,
  },
  {
    name: 'jackson unknown',
    cause: 'application-error',
    names: ['retrys', 'line: 3'],
    text: `09:14:01.004 [main] INFO  com.acme.Relay - reading /etc/relay/relay.json
Exception in thread "main" com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException: Unrecognized field "retrys" (class com.acme.RelayConfig), not marked as ignorable (4 known properties: "retries", "target", "timeout", "batch"])
 at [Source: (File); line: 3, column: 15] (through reference chain: com.acme.RelayConfig["retrys"])
	at com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException.from(UnrecognizedPropertyException.java:61)
	at com.fasterxml.jackson.databind.ObjectMapper.readValue(ObjectMapper.java:3560)
	at com.acme.Relay.main(Relay.java:20)`,
  },
  {
    name: 'xtrace jar',
    cause: 'configuration-missing',
    line: 'JAVA_APP_JAR',
    text: `+ [[ -z '' ]]
+ export COMMAND=server
+ COMMAND=server
+ [[ '' == error ]]
+ FAIL_ON_MISSING=false
Neither $JAVA_MAIN_CLASS nor $JAVA_APP_JAR is set and 0 JARs found in /deployments (1 expected)
INFO exec java -XX:+ExitOnOutOfMemoryError -cp "." -jar
Error: -jar requires jar file specification`,
  },
  {
    name: 'begins inside a trace',
    cause: 'dependency-unreachable',
    params: { host: 'pg-tax', port: 5432 },
    text: `	at org.springframework.beans.factory.support.AbstractBeanFactory.getBean(AbstractBeanFactory.java:205)
	at org.springframework.context.support.AbstractApplicationContext.refresh(AbstractApplicationContext.java:625)
	at com.acme.tax.TaxApplication.main(TaxApplication.java:11)
Caused by: org.postgresql.util.PSQLException: Connection to pg-tax:5432 refused. Check that the hostname and port are correct and that the postmaster is accepting TCP/IP connections.
	at org.postgresql.core.v3.ConnectionFactoryImpl.openConnectionImpl(ConnectionFactoryImpl.java:352)
	... 31 common frames omitted
Caused by: java.net.ConnectException: Connection refused
	... 40 common frames omitted`,
  },
  {
    name: 'java suppressed',
    cause: 'dependency-unreachable',
    params: { host: 'ledger-api', reason: 'unresolved' },
    text: `09:14:01.101 [main] INFO com.acme.Books - syncing with https://ledger-api/v1
Exception in thread "main" java.lang.RuntimeException: sync failed
	at com.acme.Books.sync(Books.java:31)
	at com.acme.Main.main(Main.java:12)
	Suppressed: java.io.IOException: Stream closed
		at java.base/java.io.BufferedWriter.ensureOpen(BufferedWriter.java:107)
Caused by: java.net.UnknownHostException: ledger-api
	at java.base/sun.nio.ch.NioSocketImpl.connect(NioSocketImpl.java:567)
	... 4 more`,
  },
];
