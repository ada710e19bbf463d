import type { Sample } from './sample.ts';

/** Ruby, PHP and Rust, in their frameworks' own reports. */
export const WEB_LANGUAGES: readonly Sample[] = [
  {
    cause: 'permission-denied',
    name: 'bootsnap tmp',
    text: `Rails Error: Unable to access log file. Please ensure that /app/log/production.log exists and is writable (i.e. make it writable for user and group: chmod 0664 /app/log/production.log). The log level has been raised to WARN and the output directed to STDERR until the problem is fixed.
/usr/local/lib/ruby/3.2.0/fileutils.rb:403:in \`mkdir': Permission denied @ dir_s_mkdir - /app/tmp/cache (Errno::EACCES)
	from /usr/local/lib/ruby/3.2.0/fileutils.rb:403:in \`fu_mkdir'
	from /usr/local/bundle/gems/bootsnap-1.18.3/lib/bootsnap/setup.rb:5:in \`<main>'
	from /app/config/boot.rb:4:in \`<main>'`,
    params: { path: '/app/tmp/cache' },
  },
  {
    cause: 'configuration-missing',
    name: 'ruby enoent',
    text: `/app/lib/settings.rb:9:in \`read': No such file or directory @ rb_sysopen - /etc/app/settings.yml (Errno::ENOENT)
	from /app/lib/settings.rb:9:in \`load'
	from /app/bin/run:3:in \`<main>'`,
    params: { path: '/etc/app/settings.yml' },
  },
  {
    cause: 'application-error',
    name: 'symfony extension',
    text: ` // Clearing the cache for the prod environment with debug false                

In FileLoader.php line 182:
                                                                               
  There is no extension able to load the configuration for "doctrine" (in "/a  
  pp/config/packages/doctrine.yaml"). Looked for namespace "doctrine", found   
  ""framework", "monolog"".                                                    
                                                                               

In YamlFileLoader.php line 826:
                                                                               
  There is no extension able to load the configuration for "doctrine" (in "/a  
  pp/config/packages/doctrine.yaml"). Looked for namespace "doctrine", found   
  ""framework", "monolog"                                                      
                                                                               

cache:clear [--no-warmup] [--no-optional-warmers]`,
    params: { file: 'FileLoader.php', row: 182 },
    line: 'There is no extension',
  },
  {
    cause: 'application-error',
    name: 'composer platform',
    text: `PHP Fatal error:  Composer detected issues in your platform: Your Composer dependencies require a PHP version ">= 8.2.0". You are running 8.1.27. in /app/vendor/composer/platform_check.php on line 24`,
    params: { row: 24 },
  },
  {
    cause: 'application-error',
    name: 'rust json decode',
    text: `{"timestamp":"2026-04-11T08:00:00Z","level":"INFO","message":"feed starting","target":"feed"}
{"timestamp":"2026-04-11T08:00:01Z","level":"ERROR","message":"cannot decode snapshot","error":"missing field \`ccy\` at line 1 column 88","target":"feed::decode","filename":"src/feed.rs","line_number":71}
{"timestamp":"2026-04-11T08:00:01Z","level":"INFO","message":"feed stopped","target":"feed"}`,
    line: 'missing field',
  },
  {
    cause: 'configuration-missing',
    name: 'tokio unwrap dsn',
    text: `thread 'tokio-runtime-worker' panicked at src/mq.rs:12:44:
called \`Result::unwrap()\` on an \`Err\` value: NotPresent: AMQP_ADDR
note: run with \`RUST_BACKTRACE=1\` environment variable to display a backtrace
thread 'main' panicked at src/main.rs:30:20:
called \`Result::unwrap()\` on an \`Err\` value: JoinError::Panic(Id(8), "called \`Result::unwrap()\` on an \`Err\` value: NotPresent: AMQP_ADDR", ...)`,
    params: { variable: 'AMQP_ADDR' },
  },
  {
    cause: 'dependency-rejected',
    name: 's3 bucket missing',
    text: `INFO  exporter - writing to s3://acme-reports/2026/04
ERROR exporter - upload failed: NoSuchBucket: The specified bucket does not exist
        status code: 404, request id: 5E2A, host id: abc
INFO  exporter - exiting`,
    params: { service: 'aws', bucket: 'acme-reports' },
  },
  {
    cause: 'dependency-unreachable',
    name: 'proxy connect',
    text: `+ apt-get update
Err:1 http://deb.debian.org/debian bookworm InRelease
  Could not resolve 'proxy.corp.example'
W: Failed to fetch http://deb.debian.org/debian/dists/bookworm/InRelease  Could not resolve 'proxy.corp.example'
E: Unable to locate package tzdata`,
    params: { host: 'proxy.corp.example' },
  },
  {
    cause: 'dependency-unreachable',
    name: 'health endpoint noise',
    text: `{"time":"08:00:00","level":"INFO","msg":"http server up","port":8080}
{"time":"08:00:01","level":"INFO","msg":"GET /healthz 200"}
{"time":"08:00:02","level":"INFO","msg":"GET /readyz 503 waiting for database"}
{"time":"08:00:05","level":"WARN","msg":"database not reachable yet","dsn":"postgres://ledger@ledger-pg:5432/ledger","err":"dial tcp 10.96.8.8:5432: i/o timeout"}
{"time":"08:00:06","level":"INFO","msg":"GET /readyz 503 waiting for database"}
{"time":"08:00:11","level":"WARN","msg":"database not reachable yet","dsn":"postgres://ledger@ledger-pg:5432/ledger","err":"dial tcp 10.96.8.8:5432: i/o timeout"}
{"time":"08:00:16","level":"ERROR","msg":"giving up on database after 3 attempts"}
{"time":"08:00:16","level":"INFO","msg":"http server down"}`,
    params: { host: 'ledger-pg', port: 5432, reason: 'timeout' },
  },
  {
    cause: 'dependency-rejected',
    name: 'ldap cert',
    text: `[auth] binding to ldaps://ldaps.example.com:636 as cn=svc
[auth] LDAP Result Code 200 "Network Error": tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time 2026-04-11T08:00:00Z is after 2026-04-01T00:00:00Z
[auth] cannot continue without directory`,
    params: { host: 'ldaps.example.com', port: 636 },
  },
];
