import { type Signature, WEIGHT } from '../signature.ts';

const specific = { confidence: 'certain', weight: WEIGHT.specific } as const;

const unreachable = { ...specific, cause: 'dependency-unreachable' } as const;

/** Erlang and Elixir: errors are atoms of the C library in lower case, in tuples. */
export const BEAM: readonly Signature[] = [
  {
    ...specific,
    weight: WEIGHT.decisive,
    id: 'beam/cookie',
    cause: 'permission-denied',
    needles: ['cookie file'],
    pattern: /Cookie file (?<path>\/\S{1,200}) must be accessible by owner only/,
    dying: true,
  },
  {
    ...unreachable,
    weight: WEIGHT.decisive,
    id: 'beam/name-unknown',
    needles: ['nxdomain', 'non-existing domain'],
    pattern:
      /(?:connect \((?<host>[\w.-]{1,253}):(?<port>\d{1,5})\).{0,60})?(?:[:,{ ]nxdomain\b|non-existing domain)/,
    params: { reason: 'unresolved' },
  },
  {
    ...unreachable,
    id: 'beam/refused',
    needles: ['econnrefused'],
    pattern: /(?:connect \((?<host>[\w.-]{1,253}):(?<port>\d{1,5})\).{0,60})?[:,{ ]econnrefused\b/,
    params: { reason: 'refused' },
  },
  {
    ...unreachable,
    id: 'beam/timeout',
    needles: ['timeout', 'etimedout', 'ehostunreach'],
    pattern:
      /connect \((?<host>[\w.-]{1,253}):(?<port>\d{1,5})\).{0,60}:(?:timeout|etimedout|ehostunreach)\b|[:,{ ](?:etimedout|ehostunreach)\b/,
    params: { reason: 'timeout' },
  },
  {
    ...specific,
    weight: WEIGHT.exception,
    id: 'elixir/exception',
    cause: 'application-error',
    needles: ['** ('],
    pattern: /\*\* \((?<exception>[A-Z][\w.]{1,120})\) (?<message>\S.{0,300})/,
  },
];
