import type { Params, ParamValue } from '../finding.ts';
import type { Block } from './blocks.ts';
import { type Endpoint, endpointOf, isAddress } from './endpoint.ts';
import { missingNames } from './missing-names.ts';
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
  /connect|dial|open|reach|resol|lookup|host|broker|server|database|\bdb\b|redis|postgres|mysql|mongo|kafka|rabbit|amqp|upstream|endpoint|fetch|:\/\/|waiting for|registry|\blog(?:ging)? ?in\b|smtp|ldap|vault/i;
/** Its own address; to bind is also how one logs in at a directory. */
const LISTENS =
  /\blisten|\bbind(?!\w* to (?:ldaps?:\/\/|ldap ))|\bserving|\bstarted on|\brunning on|0\.0\.0\.0|\[::\]/i;
const NAMED =
  /\b(?:resolv\w+|look(?:ing)? ?up|connect\w* to|reach\w*|host|hostname|to) ["'`]?(?<host>[a-z0-9][\w-]{0,62}(?:\.[a-z][\w-]{0,62})+|[a-z][a-z0-9]*-[\w-]{1,60})(?=["'`]?(?:[\s,.;)]|$))/i;
const QUOTED = /\b(?:host|server|broker|endpoint) ["'`](?<host>[a-z][\w-]{0,62}(?:\.[\w-]{1,62}){0,8})["'`]/i;
const BOUND =
  /(?:bind\w*|listen\w*|serving|port|address\w*|urls?|(?:start\w*|running|up) on)\b[^\d\n]{0,40}?(?:[\d.]{7,15})?:?(?<!\b(?:error|errno|pid) )(?<port>\d{2,5})\b/i;
const NO_FILE = /no such file or directory/i;
const PATH = /(?:^|[\s'"`=(:])(?<path>\/[\w.@%+~-]{1,100}(?:\/[\w.@%+~-]{1,100}){0,20})/;

/** Rows of what could not be parsed, and the name of such a file. */
const PARSES = /^configuration\/(?:json|yaml|toml)$/;
const DATA = /(?:^|[\s'"`=(:])(?<file>\/[\w./-]{1,200}\.(?:json|ya?ml|toml|conf|ini|properties))\b/;
/** The program's own files, not those that it writes. */
const FRAME = /^\s+(?:at |File "|from )/;

/** A cloud is at no place that the log would name beside it. */
const CLOUD = /^(?:aws|google|azure)$/;
const BUCKET =
  /\b(?:s3|gs):\/\/(?<bucket>[\w.-]{3,63})|\bbucket(?:["']?[=:] ?["']?| ["'])(?<bucket2>[a-z0-9][\w.-]{2,62})/i;

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
    return CLOUD.test(String(params.service))
      ? borrow(params, 'bucket', BUCKET, /bucket/i.test(match.piece.text) ? [block, ...neighbours] : [])
      : addEndpoint(params, candidate, neighbours);
  }
  if (wantsPort(cause, params, block)) {
    return borrow(params, 'port', BOUND, [block, ...neighbours]);
  }
  const missing = cause === 'configuration-missing' ? missingNames(candidate, blocks) : undefined;
  if (missing) {
    return { params: { ...params, key: undefined, [missing.kind]: missing.value }, from: missing.from };
  }
  if (PARSES.test(match.signature.id) && params.file === undefined) {
    return borrow(params, 'file', DATA, [block, ...neighbours.slice(0, BEFORE)]);
  }
  if (cause === 'disk-full' && params.path === undefined) {
    const spoken = block.pieces.filter(({ text }) => !FRAME.test(text));
    return borrow(params, 'path', PATH, [{ pieces: spoken, said: spoken }, ...neighbours.slice(0, 2)]);
  }
  if (params.path === undefined && (cause === 'permission-denied' || NO_FILE.test(match.piece.text))) {
    const before = blocks.slice(Math.max(0, candidate.at - 2), candidate.at).reverse();
    const opening = before.flatMap(({ pieces }) => pieces).filter(({ text }) => OPENS.test(text));
    return borrow(params, 'path', PATH, [{ pieces: [match.piece, ...block.said, ...opening], said: [] }]);
  }
  return { params, from: [] };
}

/** The program says what it is about to open, and then only that it was refused. */
const OPENS = /\b(?:open|read|writ|creat|load|access|us)ing\b|\b(?:path|file|dir(?:ectory)?)=/i;

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

function wantsPort(cause: string, params: Params, { pieces }: Block): boolean {
  if (params.port !== undefined || params.path !== undefined) return false;
  const binds = pieces.some(({ text }) => /\b(?:Do)?bind|listen/i.test(text));
  return cause === 'port-in-use' || (cause === 'permission-denied' && binds);
}

/** The nearest first, those before the line ahead of those after it. */
function neighboursOf(at: number, blocks: readonly Block[]): readonly Block[] {
  return [...blocks.slice(Math.max(0, at - BEFORE), at).reverse(), ...blocks.slice(at + 1, at + 1 + AFTER)];
}

function borrow(
  params: Params,
  name: 'port' | 'path' | 'file' | 'bucket',
  pattern: RegExp,
  blocks: readonly Block[],
): Enriched {
  for (const piece of blocks.flatMap(({ pieces }) => pieces)) {
    const groups = pattern.exec(piece.text)?.groups;
    const value = groups?.[name] ?? groups?.[`${name}2`];
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
    const endpoint = endpointNear(piece, known);
    // the next attempt at the same address adds nothing
    if (endpoint?.host === known.host && endpoint?.port === known.port) continue;
    if (endpoint && isSame(known, endpoint)) return { params: fill(known, endpoint), from: [piece] };
  }
  return { params: known, from: [] };
}

/** What a line beside it names: where it speaks of a connection, or of the very port. */
function endpointNear(piece: Piece, { port, reason }: Params): Endpoint | undefined {
  if (LISTENS.test(piece.text)) return undefined;
  const endpoint = endpointOf(piece.text) ?? endpointOf(piece.line);
  if (endpoint?.port !== undefined && endpoint.port === port) return endpoint;
  if (!CONNECTS.test(piece.text)) return undefined;
  if (endpoint) return endpoint;
  const found = QUOTED.exec(piece.text) ?? (reason === 'unresolved' ? NAMED.exec(piece.text) : null);
  const host = found?.groups?.host;
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
