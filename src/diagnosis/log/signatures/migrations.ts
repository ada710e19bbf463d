import { type Signature, WEIGHT } from '../signature.ts';

const failed = { cause: 'migration-failed', confidence: 'certain', weight: WEIGHT.decisive } as const;

/** Tools that change a database's schema. A database that can't be reached is the network's row, not one of these. */
export const MIGRATIONS: readonly Signature[] = [
  {
    ...failed,
    id: 'flyway/failed',
    needles: ['migration', 'flyway'],
    pattern:
      /Migration (?:of schema "?(?<database>[^"\s]{1,80})"? )?(?:to version )?(?:"(?<migration>[VUR]?[\d._]{1,40}(?:__| - )[^"]{1,120})"|(?<migration2>[VUR]?[\d._]{1,40}(?:__| - )[^"\s]{1,120}|[VR]\d[\w.-]{0,120}\.sql))(?: .{0,60})? failed/,
    params: { tool: 'flyway' },
  },
  {
    ...failed,
    weight: WEIGHT.decisive + 1,
    id: 'flyway/message',
    needles: ['message'],
    pattern: /^Message {1,8}: (?<message>.{1,300})/,
    near: /\b(?:Script|Migration) (?<migration>[\w.-]{1,160}) failed/,
    params: { tool: 'flyway' },
  },
  {
    ...failed,
    id: 'flyway/validate',
    needles: [
      'validate failed',
      'migrations have failed validation',
      'migration checksum mismatch',
      'detected failed migration',
      'found non-empty schema',
    ],
    pattern:
      /Validate failed: .{0,160}|Migration checksum mismatch for migration version (?<migration>[\w.]{1,60})|Detected failed migration to version (?<migration2>[\w.]{1,60})|Found non-empty schema\(s\) .{0,80}but no schema history/,
    params: { tool: 'flyway' },
  },
  {
    ...failed,
    id: 'liquibase/failed',
    needles: ['changeset', 'change log lock', 'validation failed:'],
    pattern:
      /Migration failed for change ?set (?<migration>[^\s:]{1,160}::[^\s:]{1,80}::[^\s:]{1,80})|Could not acquire change log lock(?:\. Currently locked by (?<host>[\w.-]{1,200}))?|ValidationFailedException|change sets? check ?sum/i,
    params: { tool: 'liquibase' },
  },
  {
    ...failed,
    id: 'alembic/failed',
    needles: [
      "can't locate revision",
      'multiple head',
      'target database is not up to date',
      'alembic.util.exc.commanderror',
    ],
    pattern:
      /Can't locate revision identified by '(?<migration>\w{1,60})'|Multiple head(?: revision)?s are present|Target database is not up to date/,
    params: { tool: 'alembic' },
  },
  {
    ...failed,
    id: 'rails/migration',
    needles: [
      'pendingmigrationerror',
      'migrations are pending',
      'duplicatemigration',
      'irreversiblemigration',
      'activerecord::',
    ],
    pattern:
      /PendingMigrationError|Migrations are pending|DuplicateMigration\w*|IrreversibleMigration|ConcurrentMigrationError/,
    params: { tool: 'rails' },
  },
  {
    ...failed,
    id: 'django/migration',
    needles: [
      'inconsistentmigrationhistory',
      'conflicting migrations',
      'nodenotfounderror',
      'unapplied migration',
      'migrationschemamissing',
      'invalidmigrationplan',
    ],
    pattern:
      /InconsistentMigrationHistory: Migration (?<migration>\S{1,120})|Conflicting migrations detected|NodeNotFoundError: Migration (?<migration2>\S{1,120})|MigrationSchemaMissing/,
    params: { tool: 'django' },
  },
  {
    ...failed,
    weight: WEIGHT.decisive + 1,
    id: 'prisma/migration-name',
    needles: ['migration'],
    pattern:
      /^Migration name: (?<migration>\S{1,160})|Migration `(?<migration2>[^`]{1,160})` failed to apply/,
    params: { tool: 'prisma' },
  },
  {
    ...failed,
    id: 'prisma/migration',
    needles: [
      'p3009',
      'p3018',
      'p3005',
      'p3006',
      'p3008',
      'migrate found failed migrations',
      'failed to apply cleanly',
      'a migration failed to apply',
    ],
    pattern:
      /\b(?:P3005|P3006|P3008|P3009|P3018)\b|migrate found failed migrations|A migration failed to apply/,
    params: { tool: 'prisma' },
  },
  {
    ...failed,
    id: 'migrate/dirty',
    needles: ['dirty database version', 'no migration found for version', 'migration failed'],
    pattern:
      /Dirty database version (?<migration>\d{1,20})|no migration found for version (?<migration2>\d{1,20})|migration failed(?: in line (?<row>\d+))?(?:: (?<message>.{1,200}))?/i,
    params: { tool: 'migrate' },
  },
  {
    ...failed,
    id: 'migrations/sql-tool',
    needles: ['goose', 'migration', 'knex', 'dbmate', 'atlas', 'sqlx'],
    pattern:
      /goose run: ERROR (?<migration>[\w.-]{1,160})|goose: .{0,40}failed|migration file "(?<migration2>[^"]{1,160})" failed|The migration directory is corrupt|migration (?<migration3>\d{6,20}) was previously applied but (?:is missing|has been modified)|Migration "(?<migration4>[^"]{1,160})" failed|MigrationLocked|Migration table is already locked|Could not migrate/,
  },
  {
    ...failed,
    confidence: 'likely',
    weight: WEIGHT.specific + 1,
    id: 'migrations/numbered',
    needles: ['migration '],
    pattern:
      /^(?!.*(?:refused|time(?:d )?-?out|no such host|unreachable|\bEOF\b|authentication)).{0,40}\b[Mm]igration ["'`#]?(?<migration>V?\d[\w.-]{0,120})["'`]?: .{0,200}(?:fail|error|exist|missing|cannot|denied|syntax|invalid|unknown)/,
  },
  {
    ...failed,
    confidence: 'likely',
    weight: WEIGHT.specific,
    id: 'migrations/plain',
    needles: ['migrat'],
    pattern:
      /\b(?:fail(?:ed|ure|ing)?|error(?! has occurred, )|could not|cannot|unable)\b.{0,40}\b(?:(?:to )?(?:run|apply|execute|perform|complete)(?:ning|ing)? )?(?:\w+ ){0,3}migrat(?:ions?|e|ing)\b(?: ["'`]?(?<migration>(?:V?\d)[\w.-]{2,160}|[\w-]{1,120}\.sql))?|\bmigrat(?:ions?|e|ing)(?: ["'`]?(?<migration2>[\w.-]{2,160})["'`]?)? (?:has |have )?(?:failed|errored|aborted|could not be applied|did not complete)/i,
  },
  {
    ...failed,
    cause: 'application-error',
    confidence: 'certain',
    weight: WEIGHT.vague,
    id: 'database/schema-missing',
    needles: [
      'relation ',
      'table ',
      'column ',
      'no such table',
      'no such column',
      'unknown column',
      "doesn't exist",
      'invalid object name',
      'undefinedtable',
      'undefinedcolumn',
    ],
    pattern:
      /(?<message>relation \\?"(?<table>[\w.]{1,120})\\?" does not exist|[Tt]able '(?<table2>[\w.]{1,120})' doesn't exist|no such table: (?<table3>[\w.]{1,120})|column \\?"?(?<columnName>[\w.]{1,120})\\?"? (?:of relation \\?"[\w.]{1,120}\\?" )?does not exist|Unknown column '(?<columnName2>[\w.]{1,120})'|Invalid object name '(?<table4>[\w.]{1,120})'|no such column: (?<columnName3>[\w.]{1,120}))/,
  },
];
