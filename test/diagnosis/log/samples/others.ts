import type { Sample } from './sample.ts';

/** What else programs, libraries and tools print at their end. */
export const OTHERS: readonly Sample[] = [
  {
    cause: 'configuration-missing',
    name: 'micronaut missing value',
    text: `08:00:00.100 [main] ERROR io.micronaut.runtime.Micronaut - Error starting Micronaut server: Error instantiating bean of type  [com.acme.TokenService]: Error resolving property value [\${acme.jwt.secret}]. Property doesn't exist
io.micronaut.context.exceptions.DependencyInjectionException: Error instantiating bean of type  [com.acme.TokenService]: Error resolving property value [\${acme.jwt.secret}]. Property doesn't exist
	at io.micronaut.context.AbstractBean.getValue(AbstractBean.java:100)`,
    params: { key: 'acme.jwt.secret' },
  },
  {
    cause: 'application-error',
    name: 'java UnsupportedClassVersion',
    text: `Error: LinkageError occurred while loading main class com.acme.Main
	java.lang.UnsupportedClassVersionError: com/acme/Main has been compiled by a more recent version of the Java Runtime (class file version 65.0), this version of the Java Runtime only recognizes class file versions up to 61.0`,
    params: { module: 'com/acme/Main' },
  },
  {
    cause: 'configuration-missing',
    name: 'starlette settings',
    text: `Traceback (most recent call last):
  File "/app/main.py", line 4, in <module>
    DATABASE_URL = config("DATABASE_URL")
  File "/usr/local/lib/python3.12/site-packages/starlette/config.py", line 105, in get
    raise KeyError(f"Config '{key}' is missing, and has no default.")
KeyError: "Config 'DATABASE_URL' is missing, and has no default."`,
    params: { variable: 'DATABASE_URL' },
  },
  {
    cause: 'dependency-unreachable',
    name: 'huggingface offline',
    text: `Traceback (most recent call last):
  File "/app/serve.py", line 10, in <module>
    m = AutoModel.from_pretrained("acme/m")
OSError: We couldn't connect to 'https://huggingface.co' to load this file, couldn't find it in the cached files and it looks like acme/m is not the path to a directory containing a file named config.json.`,
    params: { host: 'huggingface.co' },
  },
  {
    cause: 'dependency-unreachable',
    name: 'elastic client node',
    text: `ConnectionError: getaddrinfo ENOTFOUND es
    at SniffingTransport.request (/app/node_modules/@elastic/transport/lib/Transport.js:540:31)
    at async main (/app/index.js:9:3) {
  options: {},
  meta: { meta: { connection: { url: 'http://es:9200/' } } }
}`,
    params: { host: 'es', port: 9200 },
  },
  {
    cause: 'configuration-missing',
    name: 'openai key',
    text: `/app/node_modules/openai/index.js:52
            throw new Errors.OpenAIError("The OPENAI_API_KEY environment variable is missing or empty; either provide it, or instantiate the OpenAI client with an apiKey option, like new OpenAI({ apiKey: 'My API Key' }).");
                  ^

OpenAIError: The OPENAI_API_KEY environment variable is missing or empty; either provide it, or instantiate the OpenAI client with an apiKey option, like new OpenAI({ apiKey: 'My API Key' }).
    at new OpenAI (/app/node_modules/openai/index.js:52:19)`,
    params: { variable: 'OPENAI_API_KEY' },
  },
  {
    cause: 'dependency-unreachable',
    name: 'go gorm',
    text: `2026/11/20 08:00:00 /src/db.go:21
[error] failed to initialize database, got error dial tcp 10.96.0.3:3306: connect: no route to host
panic: failed to connect database

goroutine 1 [running]:
main.main()
	/src/main.go:12 +0x1d`,
    params: { host: '10.96.0.3', port: 3306 },
  },
  {
    cause: 'application-error',
    name: 'go index out of range wrapped in log',
    text: `{"level":"info","ts":1,"msg":"starting"}
panic: runtime error: index out of range [3] with length 3 [recovered]
	panic: runtime error: index out of range [3] with length 3

goroutine 1 [running]:
main.parse(...)
	/src/parse.go:14`,
    line: 'index out of range',
  },
  {
    cause: 'configuration-missing',
    name: 'dotnet cfg section',
    text: `Unhandled exception. System.InvalidOperationException: Section 'Jwt' not found in configuration.
   at Microsoft.Extensions.Configuration.ConfigurationExtensions.GetRequiredSection(IConfiguration configuration, String key)`,
    params: { key: 'Jwt' },
  },
  {
    cause: 'dependency-unreachable',
    name: 'dotnet mongo',
    text: `Unhandled exception. System.TimeoutException: A timeout occurred after 30000ms selecting a server using CompositeServerSelector{ Selectors = MongoDB.Driver.MongoClient+AreSessionsSupportedServerSelector }. Client view of cluster state is { ClusterId : "1", Type : "Unknown", State : "Disconnected", Servers : [{ ServerId: "{ ClusterId : 1, EndPoint : "Unspecified/mongo:27017" }", EndPoint: "Unspecified/mongo:27017", ReasonChanged: "Heartbeat", State: "Disconnected" }] }.
   at MongoDB.Driver.Core.Clusters.Cluster.SelectServer(IServerSelector selector)`,
    params: { host: 'mongo', port: 27017 },
  },
  {
    cause: 'configuration-missing',
    name: 'symfony env',
    text: `In EnvVarProcessor.php line 222:
                                              
  Environment variable not found: "APP_SECRET".`,
    params: { variable: 'APP_SECRET' },
  },
  {
    cause: 'dependency-unreachable',
    name: 'rust sqlx pool',
    text: `2026-11-20T08:00:00.000000Z  INFO api: connecting to db at postgres://db/api
thread 'main' panicked at src/main.rs:31:14:
could not connect to database: PoolTimedOut
note: run with \`RUST_BACKTRACE=1\` environment variable to display a backtrace`,
    params: { host: 'db' },
  },
  {
    cause: 'permission-denied',
    name: 'httpd servername port',
    text: `AH00558: httpd: Could not reliably determine the server's fully qualified domain name, using 10.42.0.9. Set the 'ServerName' directive globally to suppress this message
(13)Permission denied: AH00072: make_sock: could not bind to address [::]:80
(13)Permission denied: AH00072: make_sock: could not bind to address 0.0.0.0:80
no listening sockets available, shutting down
AH00015: Unable to open logs`,
    params: { port: 80 },
  },
  {
    cause: 'application-error',
    name: 'loki config',
    text: `failed parsing config: /etc/loki/config.yaml: yaml: unmarshal errors:
  line 22: field schema_confg not found in type loki.ConfigWrapper. Use \`-config.expand-env=true\` flag if you want to expand environment variables in your config file`,
    line: 'schema_confg',
  },
  {
    cause: 'application-error',
    name: 'minio creds',
    text: `ERROR Unable to validate credentials inherited from the shell environment: Invalid credentials
      > Please provide correct credentials
      HINT:
        MINIO_ROOT_USER length should be at least 3, and MINIO_ROOT_PASSWORD length at least 8 characters`,
    params: { variable: 'MINIO_ROOT_PASSWORD' },
  },
  {
    cause: 'permission-denied',
    name: 'minio drive',
    text: `ERROR Unable to use the drive /data: file access denied
      > Please check the specified path`,
    params: { path: '/data' },
  },
  {
    cause: 'application-error',
    name: 'vector',
    text: `2026-11-20T08:00:00.000Z ERROR vector::cli: Configuration error. error=unknown field \`inptus\`, expected one of \`inputs\`, \`graph\``,
    line: 'unknown field',
  },
  {
    cause: 'dependency-unreachable',
    name: 'nc loop',
    text: `Waiting for rabbitmq:5672...
nc: getaddrinfo for host "rabbitmq" port 5672: Name or service not known`,
    params: { host: 'rabbitmq', port: 5672 },
  },
  {
    cause: 'dependency-unreachable',
    name: 'mc alias',
    text: `mc: <ERROR> Unable to initialize new alias from the provided credentials. Get "http://minio:9000/probe-bsign/?location=": dial tcp: lookup minio on 10.96.0.10:53: no such host.`,
    params: { host: 'minio', port: 9000 },
  },
];
