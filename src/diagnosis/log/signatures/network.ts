import { type Signature, WEIGHT } from '../signature.ts';

const unreachable = {
  cause: 'dependency-unreachable',
  confidence: 'certain',
  weight: WEIGHT.specific,
} as const;
const refused = { ...unreachable, params: { reason: 'refused' } } as const;
const timeout = { ...unreachable, params: { reason: 'timeout' } } as const;

/** Connections that fail before the other side has said a word, in the words of every runtime's sockets. */
export const NETWORK: readonly Signature[] = [
  {
    ...refused,
    id: 'connect/go-dial-refused',
    needles: ['connection refused'],
    pattern:
      /\bdial (?:tcp|udp|unix)[46]? (?<host>[^\s:]{1,253}|\[[0-9a-f:]+\]):(?<port>\d{1,5}): (?:connect: )?connection refused/,
  },
  {
    ...timeout,
    id: 'connect/go-dial-timeout',
    needles: ['i/o timeout', 'connection timed out', 'operation timed out'],
    pattern:
      /\bdial (?:tcp|udp)[46]? (?<host>[^\s:]{1,253}|\[[0-9a-f:]+\]):(?<port>\d{1,5}): (?:connect: )?(?:i\/o timeout|connection timed out|operation timed out)/,
  },
  {
    ...refused,
    id: 'connect/node-refused',
    needles: ['econnrefused'],
    pattern: /\bECONNREFUSED(?:,? (?<host>[\w.-]{1,253}|[0-9a-f:]{2,45}):(?<port>\d{1,5}))?/,
  },
  {
    ...timeout,
    id: 'connect/node-timeout',
    needles: ['etimedout', 'und_err_connect_timeout', 'esockettimedout'],
    pattern:
      /\b(?:ETIMEDOUT|ESOCKETTIMEDOUT|UND_ERR_CONNECT_TIMEOUT)(?: (?<host>[\w.-]{1,253}|[0-9a-f:]{2,45}):(?<port>\d{1,5}))?/,
  },
  {
    ...unreachable,
    params: { reason: 'unreachable' },
    id: 'connect/unreachable',
    needles: [
      'no route to host',
      'network is unreachable',
      'ehostunreach',
      'enetunreach',
      'host is unreachable',
      'noroutetohost',
    ],
    pattern:
      /No route to host|Network is unreachable|\bE(?:HOST|NET)UNREACH\b(?: (?<host>[\w.-]{1,253}):(?<port>\d{1,5}))?|Host is unreachable|NoRouteToHostException/i,
  },
  {
    ...unreachable,
    params: { reason: 'reset' },
    weight: WEIGHT.vague,
    confidence: 'likely',
    id: 'connect/reset',
    needles: [
      'connection reset',
      'econnreset',
      'broken pipe',
      'socket hang up',
      'closed the connection',
      'connection closed',
    ],
    pattern:
      /^(?!.*\bfrom client\b).*?(?:connection reset\b|\bECONNRESET\b|socket hang up|(?:server|peer|host|broker) (?:unexpectedly )?closed the connection|connection closed (?:by (?:peer|remote|server)|unexpectedly|prematurely))/i,
  },
  {
    ...refused,
    id: 'connect/refused',
    needles: ['refused'],
    pattern:
      /\bconnection (?:to the server \S{1,253} )?(?:was |is )?refused|\brefused (?:the |to )?connect(?:ion)?\b|actively refused|\bcan't connect to remote host(?: \((?<address>[\d.a-f:]+)\))?: Connection refused/i,
  },
  {
    ...timeout,
    id: 'connect/timeout',
    needles: ['timed out', 'timeout', 'time-out', 'deadline exceeded'],
    pattern:
      /\bconnect(?:ion|ing|)?(?: attempt| to [^\s,]{1,253})? (?:has )?timed[ -]?out|\bconnect(?:ion)?[ _-]?time-?out\b|ConnectTimeout|(?:SocketTimeout|HttpConnectTimeout)Exception: (?:connect|HTTP connect)|\btimed out (?:while )?(?:connecting|trying to connect|waiting for (?:connection|[\w.-]{1,80}:\d{2,5}))|\btimeout (?:while |when |expired while )?(?:connecting|trying to connect)|\b(?:read|write) tcp [^ ]{3,120}: i\/o timeout|\btimeout (?:exceeded )?(?:waiting for|connecting to|after \d+ ?m?s waiting for) [\w.-]{1,80}:\d{2,5}|\btime(?:d )?-?out\b.{0,60}\bwait(?:ing|ed)?\b.{0,40}\bfor (?<host>[\w.-]{1,200}):(?<port>\d{2,5})|(?:dial|connect)\w*.{0,80}context deadline exceeded/i,
  },
  {
    ...timeout,
    id: 'connect/go-http-timeout',
    needles: ['deadline exceeded', 'net/http'],
    // a lease that isn't renewed in time is the elections' row
    pattern:
      /\b(?:Get|Post|Put|Patch|Head|Delete) \\?"https?:\/\/(?![^"]{1,300}\/leases\/)[^"\\]{1,300}\\?": (?:context deadline exceeded|net\/http: (?:request canceled|TLS handshake timeout|timeout awaiting))/,
  },
  {
    ...refused,
    confidence: 'likely',
    id: 'connect/curl-at-once',
    needles: ['curl: (7)'],
    // curl leaves the reason out: a refusal comes at once, no route after seconds, no answer at all after minutes
    pattern:
      /curl: \(7\) Failed to connect to (?<host>\S{1,253}) port (?<port>\d{1,5})(?: after \d{1,3} ms)?: Could/,
  },
  {
    ...unreachable,
    params: { reason: 'unreachable' },
    confidence: 'likely',
    id: 'connect/curl-late',
    needles: ['curl: (7)'],
    pattern:
      /curl: \(7\) Failed to connect to (?<host>\S{1,253}) port (?<port>\d{1,5}) after \d{4,} ms: Could/,
  },
  {
    ...unreachable,
    weight: WEIGHT.vague,
    confidence: 'likely',
    id: 'connect/failed',
    needles: ['connect', 'reach', 'contact', 'communications link failure'],
    pattern:
      /\bUnableToConnect on (?<host>[\w.-]{1,253}):(?<port>\d{1,5})|\bnot possible to connect\b|\b(?:could ?n[o']t|can(?:no|')t|unable to|fail(?:ed|ure|ing)? (?:to|in)|error|failed) (?:establish(?:ing)? (?:a |an )?(?:new )?(?:\w+ )?connection|(?:re-?)?connect(?:ing)?|reach(?:ing)?|contact(?:ing)?|open (?:a )?connection|obtain (?:jdbc )?connection)\b|\bcommunications link failure\b/i,
  },
  {
    ...timeout,
    weight: WEIGHT.vague,
    confidence: 'likely',
    id: 'connect/pool-timeout',
    needles: [
      'pooltimedout',
      'pool timed out',
      'connection pool',
      'queuepool limit',
      'connection is not available',
    ],
    pattern:
      /PoolTimedOut|pool timed out while waiting|QueuePool limit of size|Timed out fetching a new connection|Connection is not available, request timed out|[Tt]imed? ?out (?:waiting )?(?:acquiring|to acquire|getting|for) (?:a )?connection from (?:the )?(?:connection )?pool/,
  },
  {
    ...refused,
    id: 'connect/python-call-failed',
    needles: ['connect call failed', '[errno 111]', '(111'],
    pattern:
      /(?:\[Errno 111\] )?Connect call failed \('(?<host>[^']{1,200})', (?<port>\d{1,5})|\[Errno 111\]|\(111\b.{0,40}\)/,
  },
  {
    ...unreachable,
    weight: WEIGHT.vague,
    confidence: 'likely',
    id: 'connect/exception-name',
    needles: ['connect'],
    pattern:
      /\b[A-Z]\w{0,60}?(?:ConnectionFailed|ConnectionFailure|ConnectionRefused|ConnectionTimeout|ConnectTimeout|ConnectFailed|CannotConnect|CouldNotConnect|UnableToConnect)\w{0,60}(?=[:)\s]|$)/,
  },
  {
    ...unreachable,
    weight: WEIGHT.vague,
    confidence: 'likely',
    id: 'connect/not-ready',
    needles: ['not ready', 'available', 'never became', 'not become', ' down', 'not up', 'not healthy'],
    pattern:
      /\b(?:database|db|redis|postgres\w*|mysql|mariadb|mongo\w*|kafka|brokers?|rabbitmq|elasticsearch|opensearch|nats|vault|upstream|dependency|cache|schema registry|server)\b.{0,60}\b(?:not (?:yet )?(?:ready|available|healthy|up)|(?<!Resource temporarily )unavailable|never became|did not become|is down|are down)\b/i,
  },
  {
    ...unreachable,
    weight: WEIGHT.vague,
    confidence: 'likely',
    id: 'connect/tool-says',
    needles: [
      'unreachable',
      'not reachable',
      'unavailable',
      'not available',
      'did not answer',
      'no response from',
      'not responding',
    ],
    pattern:
      /(?:\b(?<host>[a-z0-9]\w{0,100}(?:[.-]\w{1,100}){1,8}|[\w-]{1,100}(?=:\d))(?::(?<port>\d{2,5}))?|\w) (?:is |was )?(?:still )?(?:unreachable|not reachable|not responding)\b|\bno response from (?<host2>[\w-][\w.-]{1,252})(?::(?<port2>\d{2,5}))?|\bservice unavailable\b/i,
  },
];
