import { type Signature, WEIGHT } from '../signature.ts';

const broken = { cause: 'application-error', confidence: 'certain', weight: WEIGHT.decisive } as const;

/** Databases that don't start themselves. */
export const DATABASE_SERVERS: readonly Signature[] = [
  {
    ...broken,
    id: 'postgres/data-directory',
    needles: [
      'data directory',
      'database files are incompatible',
      'could not locate a valid checkpoint',
      'invalid primary checkpoint',
      'not a database cluster directory',
    ],
    pattern:
      /data directory "(?<path>[^"]{1,200})" has (?<message>.{1,120})|database files are incompatible with server|could not locate a valid checkpoint record|"(?<path2>[^"]{1,200})" is not a database cluster directory/,
    params: { service: 'postgres' },
  },
  {
    ...broken,
    weight: WEIGHT.decisive + 1,
    id: 'postgres/version',
    needles: ['was initialized by postgresql version'],
    pattern:
      /(?<message>The data directory was initialized by PostgreSQL version (?<found>[\d.]{1,10}), which is not compatible with this version (?<wanted>[\d.]{1,10}\d))/,
    params: { service: 'postgres' },
  },
  {
    ...broken,
    id: 'postgres/superuser-password',
    cause: 'configuration-missing',
    needles: ['superuser password is not specified'],
    pattern: /superuser password is not specified/,
    params: { variable: 'POSTGRES_PASSWORD' },
  },
  {
    ...broken,
    id: 'mysql/root-password',
    cause: 'configuration-missing',
    needles: ['password option is not specified'],
    pattern: /password option is not specified/,
    params: { variable: 'MYSQL_ROOT_PASSWORD' },
  },
  {
    ...broken,
    id: 'postgres/directory-not-empty',
    needles: ['exists but is not empty'],
    pattern: /directory "(?<path>[^"]{1,200})" exists but is not empty/,
  },
  {
    ...broken,
    id: 'kafka/preflight-path',
    cause: 'permission-denied',
    needles: ['dub path'],
    pattern: /\bdub path (?<path>\/\S{1,200}) (?:writable|readable)\] FAILED/,
  },
  {
    ...broken,
    id: 'kafka/preflight-variable',
    cause: 'configuration-missing',
    needles: ['dub ensure'],
    pattern: /\bdub ensure(?:-atleast-one)? (?<variable>[A-Z]\w{1,100})\b.{0,200}\] FAILED/,
  },
  {
    ...broken,
    weight: WEIGHT.decisive + 1,
    id: 'redis/configuration',
    needles: [">>> '"],
    pattern: /^>>> '(?<option>[^']{1,160})/,
    params: { service: 'redis' },
  },
  {
    ...broken,
    id: 'redis/data-corrupt',
    needles: [
      'bad file format reading the append only file',
      'wrong signature trying to load db',
      'short read or oom loading db',
      "can't handle rdb format",
      'bad directive or wrong number',
    ],
    pattern:
      /Bad file format reading the append only file|Wrong signature trying to load DB|Short read or OOM loading DB|Can't handle RDB format version|Bad directive or wrong number of arguments/,
    params: { service: 'redis' },
  },
];
