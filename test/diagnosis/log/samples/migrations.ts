import type { Sample } from './sample.ts';

const migration = { cause: 'migration-failed' } as const;

export const MIGRATIONS: readonly Sample[] = [
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
    params: { exception: 'PG::DuplicateColumn' },
    line: 'already exists',
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
