import { type Signature, WEIGHT } from '../signature.ts';

const rejected = { cause: 'dependency-rejected', confidence: 'certain', weight: WEIGHT.decisive } as const;
const credentials = { reason: 'credentials' } as const;
const vague = { ...rejected, weight: WEIGHT.vague, confidence: 'likely' } as const;

/** Brokers, search, secrets and HTTP services that answer and say no. */
export const SERVICES: readonly Signature[] = [
  {
    ...rejected,
    id: 'rabbitmq/refused-login',
    needles: ['access_refused', 'access-refused', 'refused for user', 'login was refused'],
    pattern:
      /ACCESS[_-]REFUSED(?:.{0,120}?access to vhost '(?<database2>[^']{1,100})' refused for user '(?<user3>[^']{1,100})')?|access to vhost '(?<database>[^']{1,100})' refused for user '(?<user>[^']{1,100})'|[Ll]ogin was refused using authentication mechanism|user '(?<user2>[^']{1,100})' - invalid credentials/,
    params: { service: 'rabbitmq', ...credentials },
  },
  {
    ...rejected,
    id: 'rabbitmq/not-found',
    needles: ['not_found - no', 'precondition_failed', 'vhost'],
    pattern:
      /NOT_FOUND - no (?<key>\w+ '[^']{1,120}')|PRECONDITION_FAILED - (?<key2>.{1,160})|vhost '?(?<database>[^\s']{1,100})'? not found/,
    params: { service: 'rabbitmq', reason: 'not-found' },
  },
  {
    ...rejected,
    id: 'kafka/auth',
    needles: [
      'saslauthenticationexception',
      'sasl authentication',
      'topicauthorizationexception',
      'groupauthorizationexception',
      'clusterauthorizationexception',
      'not authorized to access',
      'sasl handshake',
    ],
    pattern:
      /SaslAuthenticationException|SASL (?:authentication|handshake) (?:error|failed)|(?:Topic|Group|Cluster)AuthorizationException|Not authorized to access (?:topics?|group)s?: \[?(?<key>[\w., -]{1,120})/i,
    params: { service: 'kafka', ...credentials },
  },
  {
    ...rejected,
    id: 'kafka/topic-missing',
    needles: ['unknown_topic', 'unknowntopicorpartition', 'unknown topic', 'topic'],
    pattern:
      /UNKNOWN_TOPIC_OR_PARTITION|UnknownTopicOrPartition\w*|Topic\(s\) \[?(?<key>[\w., -]{1,120})\]? (?:is\/are|are|is) not present|Unknown topic or partition/i,
    params: { service: 'kafka', reason: 'topic-missing' },
  },
  {
    ...rejected,
    cause: 'dependency-unreachable',
    weight: WEIGHT.vague + 2,
    id: 'kafka/brokers',
    needles: [
      'no resolvable bootstrap urls',
      'all broker connections are down',
      'brokers are down',
      'run out of available brokers',
      'nobrokersavailable',
      'broker transport failure',
      'kafkajsnumberofretriesexceeded',
      'could not be established. broker may not be available',
      'broker may not be available',
      'timed out waiting for a node assignment',
      'kafkajsconnectionerror',
    ],
    pattern:
      /No resolvable bootstrap urls|(?:all broker connections|\d+\/\d+ brokers) are down|run out of available brokers|NoBrokersAvailable|Broker transport failure|KafkaJS(?:NumberOfRetriesExceeded|ConnectionError)|(?:\((?<host>[\w.-]{1,200})\/[\d.]{7,15}:(?<port>\d+)\) )?could not be established. .{0,20}[Bb]roker may not be available|[Tt]imed out waiting for a node assignment/,
    params: { service: 'kafka' },
  },
  {
    ...rejected,
    id: 'elasticsearch/security',
    needles: ['security_exception', 'missing authentication credentials', 'unable to authenticate user'],
    pattern:
      /security_exception|missing authentication credentials|unable to authenticate user \[(?<user>[^\]]{1,100})\]/,
    params: { service: 'elasticsearch', ...credentials },
  },
  {
    ...rejected,
    cause: 'application-error',
    id: 'elasticsearch/bootstrap-check',
    needles: ['vm.max_map_count', 'bootstrap check failure', 'max file descriptors'],
    pattern:
      /max virtual memory areas (?<limit>vm\.max_map_count) \[(?<found>\d+)\].{0,80}|max file descriptors \[(?<found2>\d+)\] for elasticsearch process is too low|bootstrap check failure \[\d+\] of \[\d+\]: (?<message>.{1,200})/,
    params: { service: 'elasticsearch' },
  },
  {
    ...rejected,
    id: 'vault/authentication',
    needles: ['vault', 'approle', 'auth.handler', 'authenticating'],
    pattern:
      /error authenticating:? .{0,120}(?:permission denied|Code: 40[03]|invalid|denied|unauthorized)|(?:\bapprole|\bauth\/\w|\b[Vv]ault (?:log-?in|auth|token|client)|\bvault: ).{0,160}(?:permission denied|invalid (?:role|secret) ID|missing client token|Code: 403)/i,
    params: credentials,
  },
  {
    ...rejected,
    weight: WEIGHT.decisive + 1,
    id: 'vault/answer',
    needles: ['* '],
    pattern: /^(?:\s*\| )?\s*\* (?<message>.{1,200}?)(?:" backoff=\S+)?$/,
    near: /\bCode: (?:(?<reason>403)|4\d\d|500)\. Errors:/,
    params: { service: 'vault', ...credentials },
  },
  {
    ...rejected,
    cause: 'application-error',
    id: 'minio/credentials',
    needles: ['inherited from the shell environment'],
    pattern: /credentials inherited from the shell environment/,
    params: { variable: 'MINIO_ROOT_PASSWORD', service: 'minio' },
  },
  {
    ...rejected,
    id: 'git/denied',
    needles: ['could not read username', 'could not read password', 'host key verification', '(publickey'],
    pattern:
      /could not read (?:Username|Password) for '|Host key verification failed|(?:[\w-]{1,60}@(?<host>[\w.-]{1,253}): )?Permission denied \(publickey/,
    params: credentials,
  },
  {
    ...rejected,
    weight: WEIGHT.specific,
    id: 'grpc/denied',
    needles: ['unauthenticated', 'permissiondenied', 'permission_denied'],
    pattern:
      /code = (?<reason>Unauthenticated|PermissionDenied) desc = (?<message>.{1,200})|StatusCode\.(?<reason2>UNAUTHENTICATED|PERMISSION_DENIED)|\d+ (?<reason3>UNAUTHENTICATED|PERMISSION_DENIED):|StatusRuntimeException: (?<reason4>UNAUTHENTICATED|PERMISSION_DENIED)/,
  },
  {
    ...rejected,
    cause: 'dependency-unreachable',
    weight: WEIGHT.vague,
    id: 'grpc/unavailable',
    needles: ['unavailable', 'deadlineexceeded', 'deadline_exceeded'],
    pattern:
      /code = (?:Unavailable|DeadlineExceeded) desc = (?<message>.{1,200})|StatusCode\.(?:UNAVAILABLE|DEADLINE_EXCEEDED)|\b14 UNAVAILABLE:|StatusRuntimeException: (?:UNAVAILABLE|DEADLINE_EXCEEDED)/,
  },
  {
    ...rejected,
    id: 'nfs/denied',
    needles: ['while mounting'],
    pattern: /access denied by server while mounting (?<host>[\w.-]{1,253}):(?<path>\/\S{0,300})/,
    params: { service: 'nfs' },
  },
  {
    ...vague,
    id: 'http/denied',
    needles: ['401', '403', '407', 'unauthorized', 'forbidden'],
    pattern:
      /\b(?:status(?: ?code)?|HTTP(?:\/\d(?:\.\d)?)?|response|error|[Cc]ode|returned|answered|got|with|server returned HTTP response code)[":= ]{1,4}(?<reason>401|403|407)\b|error occurred \((?<reason4>40[13])\)|\b(?<reason2>401|403) (?:Client Error|Unauthorized|Forbidden|Authorization Required)|\b(?:request|login|server|registry|api|token|endpoint)\b.{0,60}\b(?<reason3>[Uu]nauthorized|[Ff]orbidden)\b/,
  },
  {
    ...vague,
    id: 'http/limited',
    needles: ['429', 'too many requests', 'rate limit'],
    pattern:
      /\b(?<reason>429) Too Many Requests|\bstatus(?: ?code)?["':= ]{1,4}(?<reason2>429)\b|\btoo many requests\b|\brate[ -]limit(?:ed)? (?:was )?(?:exceeded|reached|hit)\b/i,
  },
  {
    ...vague,
    id: 'http/failed',
    needles: ['500', '502', '503', '504', '404', 'bad gateway'],
    pattern:
      /\b(?<reason>404|500|502|503|504) (?:Client Error|Server Error): .{1,80} for url|(?:unexpected|bad|failed|invalid|error).{0,40}(?:status|response)(?: ?code)?[:= ]{1,3}(?<reason2>404|50[0234])\b|server returned error: HTTP\/[\d.]{1,3} (?<reason3>\d{3})|\b(?:returned|answered|responded with|replied)(?: with)?(?: HTTP)?(?: status)?(?: code)? (?<reason4>404|50[0234])\b/i,
  },
  {
    ...vague,
    id: 'auth/plain',
    needles: [
      'authentication fail',
      'authentication error',
      'auth fail',
      'invalid credentials',
      'bad credentials',
      'login fail',
      'authorization fail',
      'invalid_client',
      'invalid_api_key',
      'not authenticated',
      'permission denied, on',
      'error authenticating',
      'authentication required',
      'username or password',
      'authentication rejected',
      'credentials rejected',
      'credentials were rejected',
    ],
    pattern:
      /\bauth(?:entication|orization)? (?:has )?(?:fail(?:ed|ure)|error|required|rejected)|(?:invalid|bad|wrong|rejected|incorrect) (?:credentials|username or password)|log-?in failed|invalid_client|invalid_api_key|error authenticating|not authenticated|permission denied,? on \w+ https?:\/\/|credentials (?:were |was )?rejected/i,
    params: credentials,
  },
  {
    ...vague,
    id: 'auth/secret-refused',
    needles: ['token', 'api key', 'apikey', 'api_key', 'password', 'license', 'licence'],
    // a program also checks tokens and licences by itself: only an answer is another's
    pattern:
      /\b(?:https?:\/\/|server|service|upstream|remote|api|endpoint|registry|proxy|gateway|answer|response|respond|request|rejected|refused|denied|40[13])\w*\b.{0,160}?(?:(?:invalid|bad|wrong|incorrect|expired|revoked) (?:\w+ )?(?:token|api[ _]?key|password|licen[sc]e)\b|\b(?:token|api[ _]?key|password|licen[sc]e)(?: key)? (?:is |has |was )?(?:expired|invalid|revoked|incorrect|wrong|not valid|rejected|refused))|\b(?:token|api[ _]?key|password|licen[sc]e)(?: key)? (?:is |has |was )?(?:been )?(?:rejected|refused|denied|not accepted)\b/i,
    params: credentials,
  },
];
