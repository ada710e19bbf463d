import type { Whole } from '../sample.ts';

/** Loggers that write JSON, each in its own shape. */
export const WHOLE_RECORDS: readonly Whole[] = [
  {
    name: 'nested fields json',
    cause: 'dependency-unreachable',
    params: { host: 'ledger-db', port: 5432, reason: 'refused' },
    text: `{"ts":"2026-03-02T09:14:01Z","lvl":"info","logger":"app","message":"start","fields":{"version":"1.2"}}
{"ts":"2026-03-02T09:14:01Z","lvl":"info","logger":"app","message":"open storage","fields":{"driver":"pgx","address":"ledger-db:5432"}}
{"ts":"2026-03-02T09:14:02Z","lvl":"error","logger":"app","message":"open storage failed","fields":{"driver":"pgx","error":"dial tcp 10.96.3.3:5432: connect: connection refused"}}
{"ts":"2026-03-02T09:14:02Z","lvl":"info","logger":"app","message":"bye","fields":{"code":1}}`,
  },
  {
    name: 'ecs json',
    cause: 'configuration-missing',
    names: ['TENANT_ID'],
    text: `{"@timestamp":"2026-03-02T09:14:01.001Z","log.level":"INFO","message":"booting","ecs.version":"1.2.0","service.name":"tenant-sync","process.thread.name":"main","log.logger":"com.acme.Boot"}
{"@timestamp":"2026-03-02T09:14:01.101Z","log.level":"ERROR","message":"boot failed","ecs.version":"1.2.0","service.name":"tenant-sync","process.thread.name":"main","log.logger":"com.acme.Boot","error.type":"java.lang.IllegalStateException","error.message":"TENANT_ID must be set","error.stack_trace":"java.lang.IllegalStateException: TENANT_ID must be set\\n\\tat com.acme.Boot.env(Boot.java:71)\\n\\tat com.acme.Boot.main(Boot.java:20)\\n"}`,
  },
  {
    name: 'dotnet jsonconsole',
    cause: 'dependency-unreachable',
    params: { host: 'stock-db', port: 5432 },
    text: `{"Timestamp":"2026-03-02T09:14:01.101Z","EventId":14,"LogLevel":"Information","Category":"Microsoft.Hosting.Lifetime","Message":"Now listening on: http://[::]:8080","State":{"Message":"Now listening on: http://[::]:8080","address":"http://[::]:8080","{OriginalFormat}":"Now listening on: {address}"},"Scopes":[]}
{"Timestamp":"2026-03-02T09:14:02.101Z","EventId":20004,"LogLevel":"Error","Category":"Microsoft.EntityFrameworkCore.Database.Connection","Message":"An error occurred using the connection to database \\u0027stock\\u0027 on server \\u0027tcp://stock-db:5432\\u0027.","State":{"database":"stock","server":"tcp://stock-db:5432"},"Scopes":[]}
{"Timestamp":"2026-03-02T09:14:02.201Z","EventId":11,"LogLevel":"Critical","Category":"Acme.Stock","Message":"Start-up failed","Exception":"Npgsql.NpgsqlException (0x80004005): Failed to connect to 10.96.3.4:5432 ---\\u003E System.Net.Sockets.SocketException (111): Connection refused    at Npgsql.Internal.NpgsqlConnector.Connect(NpgsqlTimeout timeout)    --- End of inner exception stack trace ---    at Acme.Stock.Program.Main(String[] args) in /src/Stock/Program.cs:line 30","State":{"Message":"Start-up failed","{OriginalFormat}":"Start-up failed"},"Scopes":[]}`,
  },
  {
    name: 'log4j2 json',
    cause: 'application-error',
    line: 'no exchange rate for CHF',
    names: ['Rates.java', '44'],
    text: `{"instant":{"epochSecond":1772442841,"nanoOfSecond":101000000},"thread":"main","level":"INFO","loggerName":"com.acme.Rates","message":"loading rates","endOfBatch":false,"loggerFqcn":"org.apache.logging.log4j.spi.AbstractLogger","threadId":1,"threadPriority":5}
{"instant":{"epochSecond":1772442842,"nanoOfSecond":101000000},"thread":"main","level":"FATAL","loggerName":"com.acme.Rates","message":"cannot start","thrown":{"commonElementCount":0,"localizedMessage":"no exchange rate for CHF","message":"no exchange rate for CHF","name":"java.lang.IllegalStateException","extendedStackTrace":"java.lang.IllegalStateException: no exchange rate for CHF\\n\\tat com.acme.Rates.of(Rates.java:44) [classes/:?]\\n\\tat com.acme.Main.main(Main.java:12) [classes/:?]\\n"},"endOfBatch":false,"loggerFqcn":"org.apache.logging.log4j.spi.AbstractLogger","threadId":1,"threadPriority":5}`,
  },
  {
    name: 'quarkus json',
    cause: 'dependency-unreachable',
    params: { host: 'kafka-svc', port: 9092 },
    text: `{"timestamp":"2026-03-02T09:14:01.101Z","sequence":210,"loggerClassName":"org.jboss.logging.Logger","loggerName":"io.smallrye.reactive.messaging.kafka","level":"INFO","message":"SRMSG18229: Configured topics for channel 'orders': [orders]","threadName":"main","threadId":1,"mdc":{},"ndc":"","hostName":"x","processName":"NativeImage","processId":1}
{"timestamp":"2026-03-02T09:14:02.101Z","sequence":220,"loggerName":"org.apache.kafka.clients.NetworkClient","level":"WARN","message":"[Consumer clientId=kafka-consumer-orders, groupId=orders] Bootstrap broker kafka-svc:9092 (id: -1 rack: null) disconnected","threadName":"smallrye-kafka-consumer-thread-0","threadId":31}
{"timestamp":"2026-03-02T09:14:32.101Z","sequence":230,"loggerClassName":"org.jboss.logging.Logger","loggerName":"io.quarkus.runtime.Application","level":"ERROR","message":"Failed to start application","threadName":"main","threadId":1,"exception":{"refId":1,"exceptionType":"java.lang.RuntimeException","message":"Failed to start quarkus","frames":[{"class":"io.quarkus.runner.ApplicationImpl","method":"doStart"}],"causedBy":{"exception":{"refId":2,"exceptionType":"org.apache.kafka.common.errors.TimeoutException","message":"Timed out waiting for a node assignment. Call: listTopics","frames":[]}}}}`,
  },
  {
    name: 'loguru serialize',
    cause: 'configuration-missing',
    names: ['SMTP_PASSWORD'],
    text: `{"text": "2026-03-02 09:14:01.101 | INFO     | __main__:main:12 - mailer up\\n", "record": {"elapsed": {"repr": "0:00:00.1", "seconds": 0.1}, "exception": null, "extra": {}, "file": {"name": "mailer.py", "path": "/app/mailer.py"}, "function": "main", "level": {"icon": "i", "name": "INFO", "no": 20}, "line": 12, "message": "mailer up", "module": "mailer", "name": "__main__"}}
{"text": "2026-03-02 09:14:01.201 | ERROR    | __main__:main:19 - cannot send\\nTraceback (most recent call last):\\n\\n  File \\"/app/mailer.py\\", line 31, in <module>\\n    main()\\n    └ <function main at 0x7f1f>\\n\\n> File \\"/app/mailer.py\\", line 17, in main\\n    password = os.environ[\\"SMTP_PASSWORD\\"]\\n               │  └ environ({'PATH': '/usr/local/bin'})\\n\\n  File \\"<frozen os>\\", line 685, in __getitem__\\n\\nKeyError: 'SMTP_PASSWORD'\\n", "record": {"elapsed": {"repr": "0:00:00.2", "seconds": 0.2}, "exception": {"type": "KeyError", "value": "'SMTP_PASSWORD'", "traceback": true}, "extra": {}, "level": {"icon": "x", "name": "ERROR", "no": 40}, "line": 19, "message": "cannot send", "name": "__main__"}}`,
  },
  {
    name: 'zap console with json fields',
    cause: 'dependency-unreachable',
    params: { host: 'etcd-0.etcd', port: 2379 },
    text: `2026-03-02T09:14:01.101Z	info	boot/main.go:31	starting	{"version": "2.2.0", "endpoints": ["etcd-0.etcd:2379"]}
2026-03-02T09:14:06.101Z	warn	clientv3/retry_interceptor.go:62	retrying of unary invoker failed	{"target": "etcd-endpoints://0xc000234000/etcd-0.etcd:2379", "attempt": 0, "error": "rpc error: code = DeadlineExceeded desc = latest balancer error: last connection error: connection error: desc = \\"transport: Error while dialing: dial tcp 10.96.2.2:2379: connect: connection refused\\""}
2026-03-02T09:14:06.201Z	fatal	boot/main.go:52	cannot reach coordination store	{"error": "context deadline exceeded"}
main.main
	/src/boot/main.go:52
runtime.main
	/usr/local/go/src/runtime/proc.go:272`,
  },
  {
    name: 'gelf',
    cause: 'permission-denied',
    names: ['/var/lib/queue'],
    text: `{"version":"1.1","host":"q-0","short_message":"queue starting","timestamp":1772442841.101,"level":6}
{"version":"1.1","host":"q-0","short_message":"cannot create segment","full_message":"java.nio.file.AccessDeniedException: /var/lib/queue/seg-000001\\n\\tat java.base/sun.nio.fs.UnixException.translateToIOException(UnixException.java:90)\\n\\tat com.acme.queue.Segment.create(Segment.java:55)","timestamp":1772442841.201,"level":3}`,
  },
  {
    name: 'logback jsonencoder',
    cause: 'module-missing',
    names: ['com.mysql.cj.jdbc.Driver'],
    text: `{"sequenceNumber":0,"timestamp":1772442841101,"nanoseconds":1,"level":"INFO","threadName":"main","loggerName":"com.acme.Main","context":{"name":"default","birthdate":1772442840101,"properties":{}},"mdc": {},"formattedMessage":"starting","throwable":null}
{"sequenceNumber":1,"timestamp":1772442841201,"nanoseconds":1,"level":"ERROR","threadName":"main","loggerName":"com.acme.Main","mdc": {},"formattedMessage":"start failed","throwable":{"className":"java.lang.IllegalStateException","message":"no driver","commonFramesCount":0,"stepArray":[{"className":"com.acme.Main","methodName":"main","fileName":"Main.java","lineNumber":17}],"cause":{"className":"java.lang.ClassNotFoundException","message":"com.mysql.cj.jdbc.Driver","commonFramesCount":3,"stepArray":[]}}}`,
  },
  {
    name: 'otel log json',
    cause: 'disk-full',
    names: ['/data/wal'],
    text: `{"timeUnixNano":"1772442841101000000","severityNumber":9,"severityText":"INFO","body":"opening journal /data/wal"}
{"timeUnixNano":"1772442841301000000","severityNumber":17,"severityText":"ERROR","body":"journal: write /data/wal/000012.log: no space left on device","attributes":{"segment":12}}
{"timeUnixNano":"1772442841401000000","severityNumber":9,"severityText":"INFO","body":"stopped"}`,
  },
];
