import type { Params, ParamValue } from '../finding.ts';
import type { Block } from './blocks.ts';
import { type Endpoint, endpointOf, isAddress } from './endpoint.ts';
import type { Piece } from './pieces.ts';
import type { Candidate } from './score.ts';

/** Params with the pieces elsewhere in the log that supplied some of them. */
export interface Enriched {
  readonly params: Params;
  readonly from: readonly Piece[];
}

const BEFORE = 6;
const AFTER = 3;
const CONNECTS =
  /connect|dial|open|reach|resol|lookup|host|broker|server|database|\bdb\b|redis|postgres|mysql|mongo|kafka|rabbit|amqp|upstream|endpoint|fetch|:\/\/|waiting for|registry/i;
const LISTENS = /\blisten|\bbind|\bserving|\bstarted on|\brunning on|0\.0\.0\.0|\[::\]/i;
const NAMED =
  /\b(?:resolv\w+|look(?:ing)? ?up|connect\w* to|reach\w*|host|hostname|to) ["'`]?(?<host>[a-z0-9][\w-]{0,62}(?:\.[a-z][\w-]{0,62})+|[a-z][a-z0-9]*-[\w-]{1,60})(?=["'`]?(?:[\s,.;)]|$))/i;
const BOUND =
  /(?:bind\w*|listen\w*|serving|port|(?:start\w*|running|up) on)\b[^\d\n]{0,40}?(?:[\d.]{7,15})?:?(?<port>\d{2,5})\b/i;
const LISTS = /(?:missing|required|provided|not set|set).{0,60}:$|validation errors? for \w+$/i;
/** A key on a line of its own, as lists of what is missing have it. */
const LISTED = /^\s*(?:[-*•] )?["'`]?(?<key>[A-Za-z_][\w.]{2,80})["'`]?(?::| \(|$)/;
const NO_FILE = /no such file or directory/i;
const PATH = /(?:^|[\s'"`=(:])(?<path>\/[\w.@%+~-]{1,100}(?:\/[\w.@%+~-]{1,100}){0,20})/;

/** Fills in what the decisive line left out: from its own stack trace, then from its neighbours. */
export function enrich(candidate: Candidate, blocks: readonly Block[]): Enriched {
  const { match, matches, block } = candidate;
  const { cause } = match.signature;
  const params: Record<string, ParamValue | undefined> = {};
  const sameCause = matches.filter(({ signature }) => signature.cause === cause);
  for (const one of [match, ...sameCause]) {
    for (const [name, value] of Object.entries(one.params)) params[name] ??= value;
  }
  const neighbours = neighboursOf(candidate.at, blocks);
  if (cause.startsWith('dependency-')) {
    if (cause === 'dependency-unreachable') params.reason ??= reasonOf(joined(block));
    return addEndpoint(params, candidate, neighbours);
  }
  if (wantsPort(cause, params, match.piece.text)) {
    return borrow(params, 'port', BOUND, [block, ...neighbours]);
  }
  if (LISTS.test(match.piece.text) && !['variable', 'key', 'path'].some((name) => name in params)) {
    const own = block.pieces.filter(({ index }) => index > match.piece.index);
    return borrow(params, 'key', LISTED, [
      { pieces: own, said: own },
      ...blocks.slice(candidate.at + 1, candidate.at + 3),
    ]);
  }
  if (cause === 'disk-full' && params.path === undefined) {
    return borrow(params, 'path', PATH, [block, ...neighbours.slice(0, 2)]);
  }
  if (params.path === undefined && (cause === 'permission-denied' || NO_FILE.test(match.piece.text))) {
    return borrow(params, 'path', PATH, [{ pieces: [match.piece, ...block.said], said: [] }]);
  }
  return { params, from: [] };
}

const REASONS: readonly (readonly [reason: string, words: RegExp])[] = [
  ['refused', /refused|ECONNREFUSED/i],
  ['unresolved', /not known|no such host|ENOTFOUND|EAI_AGAIN|UnknownHost|resolv/i],
  ['unreachable', /unreachable|no route/i],
  ['timeout', /time(?:d )?-?out|ETIMEDOUT|deadline/i],
  ['reset', /reset|closed/i],
];

/** Why a connection failed, where the row that matched leaves it open. */
function reasonOf(text: string): string | undefined {
  return REASONS.find(([, words]) => words.test(text))?.[0];
}

function wantsPort(cause: string, params: Params, text: string): boolean {
  if (params.port !== undefined) return false;
  return cause === 'port-in-use' || (cause === 'permission-denied' && /\bbind|listen/i.test(text));
}

/** The nearest first, those before the line ahead of those after it. */
function neighboursOf(at: number, blocks: readonly Block[]): readonly Block[] {
  return [...blocks.slice(Math.max(0, at - BEFORE), at).reverse(), ...blocks.slice(at + 1, at + 1 + AFTER)];
}

function borrow(
  params: Params,
  name: 'port' | 'path' | 'key',
  pattern: RegExp,
  blocks: readonly Block[],
): Enriched {
  for (const piece of blocks.flatMap(({ pieces }) => pieces)) {
    const value = pattern.exec(piece.text)?.groups?.[name];
    if (value !== undefined) {
      return { params: { ...params, [name]: name === 'port' ? Number(value) : value }, from: [piece] };
    }
  }
  return { params, from: [] };
}

function addEndpoint(params: Params, { match, block }: Candidate, neighbours: readonly Block[]): Enriched {
  const own = [match.piece.text, match.piece.line, joined(block)].map(endpointOf);
  const fits = own.filter((endpoint) => endpoint !== undefined && isSame(params, endpoint));
  const known = fill(params, fits.find((endpoint) => endpoint && !isAddress(endpoint.host)) ?? fits[0]);
  if (known.host !== undefined && known.port !== undefined && !isAddress(String(known.host))) {
    return { params: known, from: [] };
  }
  for (const piece of neighbours.flatMap(({ pieces }) => pieces)) {
    const endpoint = endpointNear(piece, params.reason === 'unresolved');
    if (endpoint && isSame(known, endpoint)) return { params: fill(known, endpoint), from: [piece] };
  }
  return { params: known, from: [] };
}

function endpointNear(piece: Piece, unresolved: boolean): Endpoint | undefined {
  if (!CONNECTS.test(piece.text) || LISTENS.test(piece.text)) return undefined;
  const endpoint = endpointOf(piece.text) ?? endpointOf(piece.line);
  if (endpoint) return endpoint;
  const host = unresolved ? NAMED.exec(piece.text)?.groups?.host : undefined;
  return host === undefined ? undefined : { host };
}

/** The same place, as far as both say: a name stands for an address, but one name isn't another. */
function isSame(params: Params, endpoint: Endpoint): boolean {
  const host = params.host === undefined ? undefined : String(params.host);
  if (params.port !== undefined && endpoint.port !== undefined && params.port !== endpoint.port) return false;
  return host === undefined || isAddress(host) || host === endpoint.host;
}

function fill(params: Params, endpoint: Endpoint | undefined): Params {
  if (!endpoint) return params;
  const host = params.host === undefined ? undefined : String(params.host);
  const named = host === undefined || (isAddress(host) && !isAddress(endpoint.host));
  const address = endpoint.address ?? (named ? host : undefined);
  return {
    ...params,
    host: named ? endpoint.host : host,
    ...(address === undefined ? {} : { address }),
    ...(params.port === undefined && endpoint.port !== undefined ? { port: endpoint.port } : {}),
    ...(params.service === undefined && endpoint.service !== undefined ? { service: endpoint.service } : {}),
  };
}

/** The telling texts of a block as one: Node prints host and port of an error on lines of their own. */
function joined(block: Block): string {
  return block.said
    .slice(0, 40)
    .map(({ text }) => text.trim())
    .join(' ')
    .slice(0, 4000);
}
