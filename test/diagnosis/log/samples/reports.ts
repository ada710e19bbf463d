import type { Sample } from './sample.ts';

/** Reports of an error over several lines. */
export const REPORTS: readonly Sample[] = [
  {
    cause: 'application-error',
    name: 'usage after error',
    text: `Error: unknown flag: --prot
Usage:
  relay serve [flags]

Flags:
      --addr string          address to listen on (default ":8080")
      --config string        config file (default is /etc/relay/relay.yaml; missing file is not an error)
  -h, --help                 help for serve
      --max-errors int       exit after this many upstream errors (default 0, never)
      --port int             port (default 8080)
      --timeout duration     connection timeout (default 5s)
      --tls-cert string      certificate file

unknown flag: --prot`,
    params: { option: '--prot' },
  },
  {
    cause: 'application-error',
    name: 'clap required',
    text: `error: the following required arguments were not provided:
  --database-url <DATABASE_URL>

Usage: api --database-url <DATABASE_URL> --port <PORT>

For more information, try '--help'.`,
    params: { message: 'the following required arguments were not provided: --database-url <DATABASE_URL>' },
  },
  {
    cause: 'permission-denied',
    name: 'rust os error prior path',
    text: `2026-04-11T08:00:00.000114Z  INFO ledger: opening write-ahead log path=/var/lib/ledger/wal
Error: Os { code: 13, kind: PermissionDenied, message: "Permission denied" }`,
    params: { path: '/var/lib/ledger/wal' },
  },
  {
    cause: 'application-error',
    name: 'eyre report',
    text: `The application panicked (crashed).
Message:  expected 12 columns, found 11 in row 88
Location: src/load.rs:61

Backtrace omitted. Run with RUST_BACKTRACE=1 environment variable to display it.
Run with RUST_BACKTRACE=full to include source snippets.`,
    params: { file: 'src/load.rs', row: 61 },
    line: 'expected 12 columns',
  },
  {
    cause: 'application-error',
    name: 'eyre error',
    text: `Error: 
   0: invalid scheduler configuration
   1: mode: unknown variant \`nightli\`, expected one of \`hourly\`, \`nightly\`

Location:
   src/config.rs:88

Backtrace omitted. Run with RUST_BACKTRACE=1 environment variable to display it.`,
    params: { file: 'src/config.rs', row: 88 },
    line: 'unknown variant',
  },
  {
    cause: 'application-error',
    name: 'sidekiq redis version',
    text: `2026-04-11T08:12:09.772Z pid=1 tid=4ax INFO: Running in ruby 3.3.0
2026-04-11T08:12:09.773Z pid=1 tid=4ax INFO: Sidekiq 7.2.4 connecting to Redis with options {:size=>10, :url=>"redis://cache:6379/0"}
You are connecting to Redis 5.0.7, Sidekiq requires Redis 6.2.0 or greater
/usr/local/bundle/gems/sidekiq-7.2.4/lib/sidekiq/cli.rb:82:in \`run'
/usr/local/bundle/bin/sidekiq:25:in \`<main>'`,
    line: 'Sidekiq requires Redis 6.2.0',
  },
  {
    cause: 'migration-failed',
    name: 'rails pending migration',
    text: `[1] Puma starting in cluster mode...
[1] * Preloading application
[1] ! Unable to load application: ActiveRecord::PendingMigrationError: 

Migrations are pending. To resolve this issue, run:

        bin/rails db:migrate RAILS_ENV=production

You have 1 pending migration:

db/migrate/20260301104455_add_slug_to_stores.rb

bundler: failed to load command: puma (/usr/local/bundle/bin/puma)`,
    params: { migration: '20260301104455_add_slug_to_stores' },
  },
  {
    cause: 'application-error',
    name: 'ruby nil',
    text: `/app/lib/billing.rb:42:in \`fetch_rate': undefined method \`[]' for nil:NilClass (NoMethodError)

    rates[country][:vat]
                  ^^^^^^
	from /app/lib/billing.rb:17:in \`block in run'
	from /app/lib/billing.rb:16:in \`each'
	from /app/bin/close:5:in \`<main>'`,
    params: { file: '/app/lib/billing.rb', row: 42 },
  },
];
