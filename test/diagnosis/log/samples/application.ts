import type { Sample } from './sample.ts';

const error = { cause: 'application-error' } as const;
const migration = { cause: 'migration-failed' } as const;

export const APPLICATION: readonly Sample[] = [
  {
    ...error,
    name: 'a nil pointer in Go is not a segmentation fault',
    text: `2026/04/01 00:00:00 starting
panic: runtime error: invalid memory address or nil pointer dereference
[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x4a]

goroutine 1 [running]:
acme.io/shop/cart.(*Store).Get(...)
	/build/cart/store.go:31 +0x1d
main.main()
	/build/main.go:12 +0x2a
exit status 2`,
    params: { file: '/build/cart/store.go', row: 31 },
    line: 'nil pointer',
  },
  {
    ...error,
    name: 'an index in Go',
    text: 'panic: runtime error: index out of range [4] with length 3\n\ngoroutine 7 [running]:\nmain.work()\n\t/src/w.go:9 +0x11',
    params: { message: 'index out of range [4] with length 3', file: '/src/w.go' },
  },
  {
    ...error,
    name: 'a custom panic',
    text: 'panic: quota table is empty',
    params: { message: 'quota table is empty' },
  },
  {
    ...error,
    name: 'a deadlock',
    text: 'fatal error: all goroutines are asleep - deadlock!\n\ngoroutine 1 [chan receive]:\nmain.main()\n\t/src/main.go:8 +0x2',
    line: 'deadlock',
  },
  {
    ...error,
    name: 'the root of a chain in the JVM',
    text: `2026-04-01T00:00:00.000Z ERROR 1 --- [main] o.s.boot.SpringApplication : Application run failed

org.springframework.beans.factory.BeanCreationException: Error creating bean with name 'tariffs'
	at org.springframework.beans.factory.support.AbstractBeanFactory.doGetBean(AbstractBeanFactory.java:337)
	at com.acme.Main.main(Main.java:9)
Caused by: org.springframework.beans.BeanInstantiationException: Failed to instantiate [com.acme.Tariffs]
	at org.springframework.beans.BeanUtils.instantiateClass(BeanUtils.java:223)
	... 18 common frames omitted
Caused by: java.lang.IllegalArgumentException: tariff "peak" ends before it begins
	at com.acme.Tariffs.check(Tariffs.java:40)
	... 21 common frames omitted`,
    params: {
      exception: 'java.lang.IllegalArgumentException',
      message: 'tariff "peak" ends before it begins',
    },
    line: 'Caused by: java.lang.IllegalArgumentException',
  },
  {
    ...error,
    name: 'a key error that is no variable',
    text: `Traceback (most recent call last):
  File "/srv/jobs/run.py", line 20, in <module>
    price = prices[sku]
            ~~~~~~^^^^^
KeyError: 'sku-9'`,
    params: { exception: 'KeyError', message: "'sku-9'", file: '/srv/jobs/run.py', row: 20 },
  },
  {
    ...error,
    name: 'an exception raised while another was handled',
    text: `Traceback (most recent call last):
  File "/srv/a.py", line 3, in load
    return cache[name]
KeyError: 'eu'

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "/srv/a.py", line 9, in <module>
    load()
ValueError: region eu has no tariff`,
    params: { exception: 'ValueError', message: 'region eu has no tariff' },
  },
  {
    ...error,
    name: 'a type error in Node',
    text: `/app/src/rates.js:12
  return table.rows.length;
               ^

TypeError: Cannot read properties of undefined (reading 'rows')
    at rates (/app/src/rates.js:12:16)
    at Object.<anonymous> (/app/src/main.js:3:1)
    at Module._compile (node:internal/modules/cjs/loader:1358:14)

Node.js v20.11.1`,
    params: { exception: 'TypeError', file: '/app/src/rates.js', row: 12 },
  },
  {
    ...error,
    name: 'a rejected promise in Node',
    text: `[UnhandledPromiseRejection: This error originated either by throwing inside of an async function without a catch block. The promise rejected with the reason "tenant 7 is locked".] {
  code: 'ERR_UNHANDLED_REJECTION'
}`,
    line: 'tenant 7',
  },
  {
    ...error,
    name: '.NET',
    text: `Unhandled exception. System.InvalidOperationException: Sequence contains no elements
   at System.Linq.ThrowHelper.ThrowNoElementsException()
   at Acme.Jobs.Nightly.Run() in /src/Nightly.cs:line 41`,
    params: {
      exception: 'System.InvalidOperationException',
      message: 'Sequence contains no elements',
      file: '/src/Nightly.cs',
      row: 41,
    },
  },
  {
    ...error,
    name: 'Ruby',
    text: '/app/lib/ledger.rb:8:in `Integer\': invalid value for Integer(): "abc" (ArgumentError)\n\tfrom /app/lib/ledger.rb:8:in `parse\'',
    params: { exception: 'ArgumentError', file: '/app/lib/ledger.rb', row: 8 },
  },
  {
    ...error,
    name: 'PHP',
    text: 'PHP Fatal error:  Uncaught TypeError: count(): Argument #1 must be of type Countable in /app/src/Cart.php:44\nStack trace:\n#0 /app/public/index.php(12): Cart->total()\n#1 {main}\n  thrown in /app/src/Cart.php on line 44',
    params: { exception: 'TypeError', file: '/app/src/Cart.php', row: 44 },
  },
  {
    ...error,
    name: 'Rust in one line',
    text: "thread 'main' panicked at 'index out of bounds: the len is 0 but the index is 0', src/main.rs:7:5",
    params: { file: 'src/main.rs', row: 7 },
  },
  {
    ...error,
    name: 'Rust in two lines',
    text: "thread 'worker-1' panicked at src/geo.rs:90:13:\ntile 9/4/2 has no parent\nstack backtrace:\n   0: rust_begin_unwind",
    params: { message: 'tile 9/4/2 has no parent', file: 'src/geo.rs', row: 90 },
  },
  {
    ...error,
    name: 'an error of main in Rust',
    text: 'Error: ParseManifest { line: 12, reason: "duplicate key" }',
    params: { exception: 'ParseManifest' },
  },
  {
    ...error,
    name: 'a flag',
    text: 'flag provided but not defined: -verbos\nUsage of /app/server:\n  -port int',
    params: { option: '-verbos' },
  },
  {
    ...error,
    name: 'an argument in Python',
    text: 'usage: run.py [-h] --month MONTH\nrun.py: error: the following arguments are required: --month',
    params: { option: '--month' },
  },
  {
    ...error,
    name: 'an option of the JVM',
    text: "Unrecognized VM option 'UseConcMarkSweepGC'\nError: Could not create the Java Virtual Machine.\nError: A fatal exception has occurred. Program will exit.",
    params: { option: 'UseConcMarkSweepGC' },
  },
  {
    ...error,
    name: 'a configuration of nginx',
    text: 'nginx: [emerg] invalid number of arguments in "listen" directive in /etc/nginx/nginx.conf:9',
    params: { file: '/etc/nginx/nginx.conf', row: 9 },
  },
  {
    ...error,
    name: 'YAML',
    text: 'level=fatal msg="yaml: line 14: did not find expected key"',
    params: { row: 14 },
  },
  {
    ...error,
    name: 'JSON in Node',
    text: 'SyntaxError: Unexpected token } in JSON at position 120\n    at JSON.parse (<anonymous>)\n    at load (/app/conf.js:5:15)',
    params: { file: '/app/conf.js', row: 5 },
  },
  {
    ...error,
    name: 'a data folder of another Postgres',
    text: 'FATAL:  database files are incompatible with server\nDETAIL:  The data directory was initialized by PostgreSQL version 14, which is not compatible with this version 16.2.',
    line: 'incompatible',
  },
  {
    ...error,
    name: 'a message at the level of an error',
    text: '2026-04-01T00:00:00Z INFO ready\n2026-04-01T00:00:09Z ERROR ledger 12 and ledger 13 overlap',
    params: { message: 'ledger 12 and ledger 13 overlap' },
  },
  { ...error, name: 'a row of the input', text: 'import: row 1201: bad checksum', params: { row: 1201 } },
  {
    ...error,
    name: 'a file and its line',
    text: 'ERROR refusing rule in /etc/rules/eu.rules line 88',
    params: { file: '/etc/rules/eu.rules', row: 88 },
  },
  {
    ...error,
    name: 'C++',
    text: "terminate called after throwing an instance of 'std::out_of_range'\n  what():  vector::_M_range_check",
    params: { exception: 'std::out_of_range' },
  },
  {
    ...error,
    name: 'a lost lease',
    text: 'E0401 00:00:00.000000       1 leaderelection.go:332] error retrieving resource lock\nF0401 00:00:01.000000       1 main.go:80] leader election lost',
    params: { reason: 'leader-election-lost' },
  },
  {
    ...error,
    name: 'a resource definition that is missing',
    text: 'no matches for kind "Tenant" in version "acme.io/v1"',
    params: { resource: 'Tenant' },
  },
  {
    ...error,
    name: 'a table that is missing',
    text: 'panic: ERROR: relation "invoices" does not exist (SQLSTATE 42P01)',
    params: { table: 'invoices' },
  },
  {
    ...error,
    name: 'a telling line ahead of thirty lines of shutdown',
    text: `INFO starting
ERROR catalogue 7 refers to itself
${Array.from({ length: 30 }, (_, n) => `INFO closing connection ${n}`).join('\n')}
INFO bye`,
    line: 'refers to itself',
  },
  {
    ...error,
    name: 'a fatal line after a warning that was survived',
    text: `WARN cache: dial tcp 10.0.0.1:6379: connect: connection refused, retrying
INFO cache: connected
INFO serving on :8080
FATAL invariant broken: negative stock for sku 4`,
    line: 'negative stock',
  },
  {
    ...error,
    name: 'the failure at the end of a long run',
    text: `ERROR dial tcp 10.0.0.1:5432: connect: connection refused
${Array.from({ length: 40 }, (_, n) => `INFO handled order ${n}`).join('\n')}
ERROR ledger closed twice`,
    line: 'closed twice',
  },

  {
    ...migration,
    name: 'Flyway',
    text: 'ERROR: Migration V12__add_owner.sql failed\nSQL State  : 42701\nMessage    : ERROR: column "owner" of relation "deals" already exists',
    params: { migration: 'V12__add_owner.sql' },
  },
  {
    ...migration,
    name: 'Flyway checks',
    text: 'org.flywaydb.core.api.exception.FlywayValidateException: Validate failed: Migrations have failed validation\nMigration checksum mismatch for migration version 7',
    params: { tool: 'flyway' },
  },
  {
    ...migration,
    name: 'Liquibase',
    text: 'liquibase.exception.MigrationFailedException: Migration failed for changeset db/changes.xml::17::ann:',
    params: { migration: 'db/changes.xml::17::ann' },
  },
  {
    ...migration,
    name: 'a lock of Liquibase',
    text: 'liquibase.exception.LockException: Could not acquire change log lock.  Currently locked by web-1 (10.0.0.3) since 4/1/26',
    params: { tool: 'liquibase' },
  },
  {
    ...migration,
    name: 'Alembic',
    text: "alembic.util.exc.CommandError: Can't locate revision identified by '9ab3'",
    params: { migration: '9ab3' },
  },
  {
    ...migration,
    name: 'an exception while Alembic runs',
    text: `INFO  [alembic.runtime.migration] Running upgrade 1a2b -> 3c4d, add index
Traceback (most recent call last):
  File "/srv/migrations/env.py", line 70, in <module>
    run()
sqlalchemy.exc.ProgrammingError: (psycopg2.errors.DuplicateTable) relation "stock" already exists`,
    params: { migration: '3c4d' },
  },
  {
    ...migration,
    name: 'Rails',
    text: 'StandardError: An error has occurred, this and all later migrations canceled:\n\nPG::DuplicateColumn: ERROR:  column "vat" of relation "bills" already exists',
    params: { tool: 'rails' },
  },
  {
    ...migration,
    name: 'pending in Rails',
    text: 'ActiveRecord::PendingMigrationError: Migrations are pending. To resolve this issue, run: bin/rails db:migrate',
    params: { tool: 'rails' },
  },
  {
    ...migration,
    name: 'Prisma',
    text: 'Error: P3009\n\nmigrate found failed migrations in the target database, new migrations will not be applied.',
    params: { tool: 'prisma' },
  },
  {
    ...migration,
    name: 'knex',
    text: 'migration file "20260401_add_vat.js" failed\nmigration failed with error: alter table "bills" add column "vat" - column exists',
    params: { migration: '20260401_add_vat.js' },
  },
  {
    ...migration,
    name: 'golang-migrate',
    text: '2026/04/01 00:00:00 error: Dirty database version 31. Fix and force version.',
    params: { migration: '31' },
  },
  {
    ...migration,
    name: 'goose',
    text: '2026/04/01 00:00:00 goose run: ERROR 00012_vat.sql: failed to run SQL migration: near "ALTR": syntax error',
    params: { migration: '00012_vat.sql' },
  },
  {
    ...migration,
    name: 'in plain words',
    text: 'FATAL database migration failed: duplicate key',
    params: {},
  },
];
