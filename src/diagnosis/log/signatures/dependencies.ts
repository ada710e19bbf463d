import { type Signature, WEIGHT } from '../signature.ts';

const ENDPOINT = String.raw`(?:[a-z][a-z0-9+]{1,15}:\/\/)?["'\x60]?(?<host>[a-z0-9][\w-]{0,62}(?:\.[\w-]{1,62}){0,8}):(?<port>\d{2,5})["'\x60]?(?:\/\S{0,80})?`;

/** What programs say in their own words of the services that they need. */
export const DEPENDENCIES: readonly Signature[] = [
  {
    id: 'connect/no-answer',
    cause: 'dependency-unreachable',
    confidence: 'likely',
    weight: WEIGHT.specific,
    needles: ['answer', 'respon', 'reply', 'replied', 'silent'],
    pattern: new RegExp(
      String.raw`${ENDPOINT} (?:did not|didn't|does not|doesn't|never|is not|would not|failed to) (?:answer|respond|repl)|${ENDPOINT.replace('<host>', '<host2>').replace('<port>', '<port2>')} (?:gave no|sent no) (?:answer|reply|response)|\bno (?:answer|reply|response) (?:from|by|at) ${ENDPOINT.replace('<host>', '<host3>').replace('<port>', '<port3>')}`,
      'i',
    ),
    params: { reason: 'timeout' },
  },
  {
    id: 'vault/sealed',
    cause: 'dependency-rejected',
    confidence: 'certain',
    weight: WEIGHT.decisive,
    needles: ['vault is sealed'],
    pattern: /Vault is (?<reason>sealed)/,
    params: { service: 'vault' },
  },
  {
    id: 'connect/address-failed',
    cause: 'dependency-unreachable',
    confidence: 'likely',
    weight: WEIGHT.vague,
    needles: ['://'],
    pattern:
      /\b(?:can(?:no|')t|could not|unable to|failed to|failure to) (?:open|connect(?: to)?|reach|dial|ping|use|contact|join)\b.{0,60}?\b(?:postgres(?:ql)?|mysql|mariadb|mongodb(?:\+srv)?|rediss?|amqps?|nats|kafka|ldaps?|mqtts?|tcp|ssl|tls):\/\//i,
  },
  {
    id: 'connect/service-not-ready',
    cause: 'dependency-unreachable',
    confidence: 'likely',
    weight: WEIGHT.vague,
    needles: ['not ready', 'not yet', 'not available', 'not up', 'not healthy', 'never became'],
    pattern:
      /\b(?:service|backend|api|store|gateway|coordinator|registry|cluster|bus|queue|proxy|sidecar)\b.{0,40}\b(?:not (?:yet )?(?:ready|available|healthy|up)|never became (?:ready|available|healthy))\b/i,
  },
  {
    id: 'kafka/topic-named',
    cause: 'dependency-rejected',
    confidence: 'likely',
    weight: WEIGHT.specific,
    needles: ['topic '],
    pattern:
      /\btopic ["'\x60[]?(?<key>[\w.-]{1,200})["'\x60\]]? (?:does not exist|doesn't exist|not found|is missing|is unknown|was not found)/i,
    params: { reason: 'topic-missing' },
  },
  {
    id: 'nats/authorization',
    cause: 'dependency-rejected',
    confidence: 'certain',
    weight: WEIGHT.decisive,
    needles: ['authorization violation'],
    pattern: /Authorization Violation/i,
    params: { service: 'nats', reason: 'credentials' },
  },
  {
    id: 'auth/exception',
    cause: 'dependency-rejected',
    confidence: 'likely',
    weight: WEIGHT.vague,
    needles: ['auth', 'credential'],
    pattern:
      /^(?:Caused by: |-+> |Exception in thread "[^"]{0,80}" |Unhandled exception\.? )?[\w.$]{0,160}\b\w{0,60}(?:Authentication|Authorization|Unauthorized|InvalidCredentials?|BadCredentials?|NotAuthorized)(?:Failed|Failure)?(?:Error|Exception)?: (?<message>\S.{0,300})/,
    params: { reason: 'credentials' },
  },
];
