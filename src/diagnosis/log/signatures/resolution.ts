import { type Signature, WEIGHT } from '../signature.ts';

const unresolved = {
  cause: 'dependency-unreachable',
  confidence: 'certain',
  weight: WEIGHT.decisive,
  params: { reason: 'unresolved' },
} as const;

/** Names that don't resolve, in the words of every runtime's resolver. */
export const RESOLUTION: readonly Signature[] = [
  {
    ...unresolved,
    id: 'dns/go-no-such-host',
    needles: ['no such host', 'server misbehaving', 'temporary failure in name resolution'],
    pattern:
      /\blookup (?<host>[\w.-]{1,253})(?: on (?<dnsServer>[\d.a-f:[\]]+))?: (?:no such host|server misbehaving|Temporary failure)/,
  },
  {
    ...unresolved,
    id: 'dns/go-resolver-unreachable',
    needles: ['lookup '],
    pattern:
      /\blookup (?<host>[\w.-]{1,253}) on (?<dnsServer>[\d.a-f:[\]]+): (?:read|dial|write) udp .{1,100}(?:i\/o timeout|connection refused|unreachable|no route to host)/,
  },
  {
    ...unresolved,
    id: 'dns/node-getaddrinfo',
    needles: ['getaddrinfo'],
    pattern: /\bgetaddrinfo (?:ENOTFOUND|EAI_AGAIN|EAI_NODATA|EAI_NONAME|EAI_FAIL) (?<host>[\w.-]{1,253})/,
  },
  {
    ...unresolved,
    id: 'dns/node-query',
    needles: ['enotfound', 'eservfail', 'enodata'],
    pattern:
      /\bquery(?:A|Aaaa|Srv|Txt|Any)? (?:ENOTFOUND|ESERVFAIL|ENODATA|ETIMEOUT|ECONNREFUSED) (?<host>[\w.-]{1,253})/,
  },
  {
    ...unresolved,
    id: 'dns/jvm-unknown-host',
    needles: ['unknownhostexception'],
    pattern:
      /UnknownHostException: (?:Failed to resolve '(?<host>[\w.-]{1,253})'|(?<host2>[\w-][\w.-]{0,252}))?/,
  },
  {
    ...unresolved,
    id: 'dns/could-not-resolve',
    needles: ['resolve host', 'resolve proxy', 'resolve address', 'resolving host', "not resolve '"],
    pattern:
      /\b(?:could ?n[o']t|can(?:no|')t|unable to|failed to|failure|error)(?: to)? resolv(?:e|ing) (?:host(?:name)?|proxy|address)(?: name)?[:= ]{1,3}["'`]?(?<host>[\w-][\w.-]{0,252})|(?:https?:\/\/\S{1,300} +|^\s+)Could not resolve '(?<host2>[\w-]{1,63}(?:\.[\w-]{1,63}){1,8})'/i,
  },
  {
    ...unresolved,
    id: 'dns/libpq-translate',
    needles: ['could not translate host name'],
    pattern: /could not translate host name "(?<host>[\w.-]{1,253})" to address/,
  },
  {
    ...unresolved,
    id: 'dns/bad-address',
    needles: ['bad address'],
    pattern: /\bbad address '(?<host>[\w.-]{1,253}?)(?::(?<port>\d{1,5}))?'/,
  },
  {
    ...unresolved,
    id: 'dns/nslookup',
    needles: ["can't resolve", "can't find", 'nxdomain'],
    pattern:
      /\bcan't (?:resolve|find) '?(?<host>[\w.-]{1,253}?)'?(?::|$)|\b(?<host2>[\w-][\w.-]{0,252})[: ]{1,3}(?:DNS )?NXDOMAIN|NXDOMAIN (?:for|looking up) (?<host3>[\w.-]{1,253})/,
  },
  {
    ...unresolved,
    id: 'dns/resolver-unreachable',
    needles: ['nslookup:', 'resolv', 'no servers could be reached'],
    pattern:
      /\bnslookup: can't connect to remote host \((?<dnsServer>[\d.a-f:]+)\)|connection timed out; no servers could be reached/,
  },
  {
    ...unresolved,
    id: 'dns/not-known',
    needles: [
      'name or service not known',
      'name does not resolve',
      'nodename nor servname',
      'temporary failure in name resolution',
      'no address associated',
      'no such host is known',
      'failed to lookup address information',
      'could not be resolved',
      'name resolution failed',
      'dns resolution failed',
      'getaddrinfo failed',
      'getaddrinfo for ',
      'nameresolutionerror',
      'unknown host',
      'unknown mysql server host',
      'host not found',
    ],
    pattern:
      /(?:Failed to resolve '(?<host>[\w.-]{1,253})'|Unknown MySQL server host '(?<host2>[\w.-]{1,253})'|host not found in (?:upstream |resolver )?"(?<host3>[\w.-]{1,253})(?::(?<port>\d+))?|(?:address|host)(?:name)? "?(?<host4>[\w-][\w.-]{1,252})"?: (?:Name|Temporary|nodename|No address)|unknown host:? '?(?<host5>[\w-][\w.-]{1,252}))|Name or service not known|Name does not resolve|nodename nor servname provided|Temporary failure in name resolution|No address associated with hostname|No such host is known|failed to lookup address information|could not be resolved|(?:Name|DNS) resolution failed|getaddrinfo failed|getaddrinfo for (?<host6>[\w.-]{1,253}) failed/i,
  },
];
