import { type Signature, WEIGHT } from '../signature.ts';

const rejected = { cause: 'dependency-rejected', confidence: 'certain', weight: WEIGHT.decisive } as const;
const credentials = { reason: 'credentials' } as const;
const postgres = { ...rejected, params: { service: 'postgres', ...credentials } } as const;

/** Databases that answer and say no, or that aren't ready. */
export const DATABASES: readonly Signature[] = [
  {
    ...postgres,
    id: 'postgres/password',
    needles: [
      'password authentication failed',
      '28p01',
      'no password supplied',
      'scram authentication',
      'failed sasl auth',
    ],
    pattern:
      /password authentication failed for user ["'\\]*(?<user>[^"'\\]{1,100})|\b28P01\b|no password (?:was )?supplied|(?:SCRAM|SASL)[- ]auth\w*.{0,80}(?:failed|no password)(?: for user ["'\\]*(?<user2>[^"'\\]{1,100}))?|client password must be a string/i,
  },
  {
    ...postgres,
    id: 'postgres/database-missing',
    needles: ['does not exist', '3d000', 'could not find your database'],
    pattern:
      /database [\\"'`]{1,3}(?<database>[^"'\\`]{1,100})[\\"'`]{1,3} does not exist|\b3D000\b|could not find your database: (?<database2>[\w-]{1,100})/,
    params: { service: 'postgres', reason: 'database-missing' },
  },
  {
    ...postgres,
    id: 'postgres/role-missing',
    needles: ['role '],
    pattern:
      /role [\\"']{1,2}(?<user>[^"'\\]{1,100})[\\"']{1,2} (?:does not exist|is not permitted to log in)/,
  },
  {
    ...postgres,
    id: 'postgres/hba',
    needles: ['pg_hba.conf'],
    pattern:
      /no pg_hba\.conf entry for host [\\"']{1,2}(?<address>[^"'\\]{1,60})[\\"']{1,2}, user [\\"']{1,2}(?<user>[^"'\\]{1,100})[\\"']{1,2}, database [\\"']{1,2}(?<database>[^"'\\]{1,100})|pg_hba\.conf rejects connection/,
    params: { service: 'postgres', reason: 'not-allowed' },
  },
  {
    ...postgres,
    id: 'postgres/too-many',
    needles: ['too many clients already', 'remaining connection slots', 'too many connections'],
    pattern:
      /sorry, too many clients already|remaining connection slots are reserved|too many connections(?: for (?:role|database) "(?<user>[^"]{1,100})")?/i,
    params: { reason: 'too-many-connections' },
  },
  {
    ...postgres,
    id: 'postgres/starting',
    needles: [
      'the database system is',
      'is starting up',
      '57p03',
      'not currently accepting connections',
      ' - rejecting connections',
    ],
    pattern:
      /the database system is (?:starting up|shutting down|in recovery mode|not yet accepting connections)|\b57P03\b|not currently accepting connections|:\d{2,5} - rejecting connections$/,
    params: { service: 'postgres', reason: 'starting' },
  },
  {
    ...postgres,
    id: 'postgres/ssl',
    needles: ['ssl is not enabled', 'server does not support ssl', 'ssl off', 'no encryption'],
    pattern: /SSL is not enabled on the server|server does not support SSL/i,
    params: { service: 'postgres', reason: 'tls' },
  },
  {
    ...postgres,
    id: 'postgres/privilege',
    needles: ['permission denied for', 'permission denied to create', 'must be owner of', '42501'],
    pattern:
      /permission denied for (?:table|schema|database|relation|sequence|function|view|extension|tablespace) "?(?<database>[\w.]{1,100})|must be owner of \w+ "?(?<database2>[\w.]{1,100})|permission denied to create (?:database|extension|role)/,
    params: { service: 'postgres', reason: 'privilege' },
  },
  {
    ...rejected,
    cause: 'dependency-unreachable',
    weight: WEIGHT.specific,
    id: 'postgres/no-response',
    needles: [' - no response'],
    pattern: /^(?<host>[\w.-]{1,253}):(?<port>\d{2,5}) - no response$/,
    params: { service: 'postgres' },
  },
  {
    ...rejected,
    cause: 'dependency-unreachable',
    weight: WEIGHT.specific,
    id: 'postgres/socket',
    needles: ['on socket "'],
    pattern: /on socket "(?<path>\/[^"]{1,200})" failed: (?:No such file|Connection refused)/,
    params: { service: 'postgres', reason: 'refused' },
  },
  {
    ...rejected,
    id: 'mysql/unreachable',
    cause: 'dependency-unreachable',
    needles: ["can't connect to"],
    pattern:
      /Can't connect to (?:local )?(?:MySQL |MariaDB )?server (?:on|through socket) '(?<host>[\w.-]{1,253})(?::(?<port>\d{1,5}))?'/,
    params: { service: 'mysql' },
  },
  {
    ...rejected,
    id: 'mysql/access-denied',
    needles: ['access denied for user', 'er_access_denied', 'er_dbaccess_denied'],
    pattern:
      /Access denied for user '(?<user>[^']{0,100})'@'(?<client>[^']{0,200})'(?: to database '(?<database>[^']{1,100})')?|ER_(?:DB)?ACCESS_DENIED_ERROR/i,
    params: { service: 'mysql', ...credentials },
  },
  {
    ...rejected,
    id: 'mysql/database-missing',
    needles: ['unknown database', 'er_bad_db_error'],
    pattern: /Unknown database '(?<database>[^']{1,100})'|ER_BAD_DB_ERROR/i,
    params: { service: 'mysql', reason: 'database-missing' },
  },
  {
    ...rejected,
    id: 'mysql/host-blocked',
    needles: [
      'is not allowed to connect',
      'is blocked because of many connection errors',
      'public key retrieval',
      'caching_sha2_password',
    ],
    pattern:
      /Host '(?<client>[^']{1,200})' is (?:not allowed to connect|blocked because of many connection errors)|Public Key Retrieval is not allowed|Authentication plugin '(?<reason>[\w-]{1,60})' cannot be loaded|client does not support authentication protocol/i,
    params: { service: 'mysql' },
  },
  {
    ...rejected,
    id: 'sqlserver/login',
    needles: ['login failed for user', 'cannot open database'],
    pattern:
      /Login failed for user '(?<user>[^']{0,100})'|Cannot open database "(?<database>[^"]{1,100})" requested by the login/,
    params: { service: 'sqlserver', ...credentials },
  },
  {
    ...rejected,
    id: 'oracle/login',
    needles: ['ora-01017', 'ora-12514', 'ora-12505', 'ora-28000', 'ora-12154'],
    pattern: /(?<reason>ORA-(?:01017|12514|12505|28000|12154))\b/,
    params: { service: 'oracle' },
  },
  {
    ...rejected,
    id: 'mongodb/auth',
    needles: [
      'authentication failed',
      'mongoserverselectionerror',
      'not authorized on',
      'requires authentication',
      'scram-sha',
    ],
    pattern:
      /(?:Mongo\w*|SASL|SCRAM-SHA-\d+|AuthenticationFailed|\(18\)|code 18).{0,120}?[Aa]uthentication failed|Authentication failed\.(?:$|\s)|not authorized on (?<database>[\w.-]{1,100})|command \w+ requires authentication|auth error: sasl conversation error/,
    params: { service: 'mongodb', ...credentials },
  },
  {
    ...rejected,
    cause: 'dependency-unreachable',
    id: 'mongodb/server-selection',
    needles: [
      'server selection',
      'serverselectiontimeout',
      'no primary',
      'replicasetnoprimary',
      'no suitable servers',
      'selecting a server using',
      'while waiting for a server',
      'while waiting to connect',
    ],
    pattern:
      /selecting a server using .{0,1000}?EndPoint: "(?:Unspecified\/)?(?<host>[\w.-]{1,253}):(?<port>\d{1,5})"|server selection (?:error|timed out|timeout)|ServerSelectionTimeoutError|Timed out after \d+ ms while waiting (?:for a server|to connect)|ReplicaSetNoPrimary|No suitable servers found|Server selection timed out/i,
    params: { service: 'mongodb', reason: 'timeout' },
    weight: WEIGHT.vague,
  },
  {
    ...rejected,
    id: 'prisma/credentials',
    needles: ['against database server', 'was denied access on the database'],
    pattern:
      /Authentication failed against (?:the )?database server(?: at `(?<host>[\w.-]{1,253})`)?(?:, the provided database credentials for `(?<user>[^`]{1,100})`)?|User `(?<user2>[^`]{1,100})` was denied access on the database `(?<database>[^`]{1,100})`/,
    params: credentials,
  },
  {
    ...rejected,
    id: 'redis/auth',
    needles: ['noauth', 'wrongpass', 'invalid password', 'err auth', 'noperm', 'invalid username-password'],
    pattern:
      /\b(?<reason>NOAUTH|WRONGPASS|NOPERM)\b.{0,120}|ERR AUTH .{0,120}|ERR invalid password|invalid username-password pair/,
    params: { service: 'redis' },
  },
  {
    ...rejected,
    id: 'redis/state',
    needles: [
      'loading redis',
      'loading dragonfly',
      'masterdown',
      'misconf',
      'clusterdown',
      'readonly you',
      'max number of clients',
      'oom command not allowed',
    ],
    pattern:
      /\b(?<reason>LOADING) (?:Redis|Dragonfly)|\b(?<reason2>MASTERDOWN|MISCONF|CLUSTERDOWN)\b|\b(?<reason3>READONLY) You can't write|max number of clients reached|(?<reason4>OOM) command not allowed/,
    params: { service: 'redis' },
  },
];
