import type { ParamValue } from '../finding.ts';
import type { Block } from './blocks.ts';
import { type Match, matchBlock } from './match.ts';
import type { Piece } from './pieces.ts';
import type { Candidate } from './score.ts';

/** Names of one kind: variables of the environment, or keys of a configuration. */
export interface MissingNames {
  readonly kind: 'variable' | 'key';
  /** One name as it is, several as a list. */
  readonly value: ParamValue;
  /** Lines below the decisive one that gave them. */
  readonly from: readonly Piece[];
}

const LISTS =
  /(?:missing|required|provided|not set|set|invalid|variables?).{0,60}:$|validation errors? for \w+$/i;
/** A name on a line of its own, as lists of what is missing have it. */
const LISTED =
  /^(?<before>\s*(?:[-*•✖❌] ?|\d{1,3}[.)] )?["'`$]{0,2})(?<name>[A-Za-z_][\w.]{2,80})["'`]?(?::|,| \(| is (?:required|missing|not set)|$)/;
const VARIABLE = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/;
/** `A_B, C_D and E_F`, `"A_B" is required. "C_D" is required` */
const FURTHER =
  /^["'`}\]]{0,3}(?: (?:is|are) (?:required|missing|not set))?(?:[,;.&]| and| or){0,2}[\s"'`$[{]{1,4}(?<name>[A-Z][A-Z0-9]*_[A-Z0-9_]+)\b/;
const MOST_NAMES = 10;
const MOST_LINES = 40;

/** Every name that the decisive line, the lines like it in its block or the list below it give. */
export function missingNames(candidate: Candidate, blocks: readonly Block[]): MissingNames | undefined {
  const { match, matches } = candidate;
  const kind = kindOf(match);
  if (kind) {
    const next = nextMatches(candidate, blocks);
    const alike = [...matches, ...next].filter((other) => isLike(other, match) && kindOf(other) === kind);
    return named(
      kind,
      [match, ...alike].flatMap((one) => inlineNames(one, kind)),
    );
  }
  if (match.params.path !== undefined || !LISTS.test(match.piece.text)) return undefined;
  const listed = listBelow(candidate, blocks);
  const names = listed.map(({ name }) => name);
  if (names.length === 0) return undefined;
  return named(
    'key',
    names,
    listed.map(({ piece }) => piece),
  );
}

/** What the lines right below say in the same words. */
function nextMatches({ match, at }: Candidate, blocks: readonly Block[]): readonly Match[] {
  const below = blocks.slice(at + 1, at + 1 + MOST_NAMES).map(matchBlock);
  const end = below.findIndex((found) => !found.some(({ signature }) => signature === match.signature));
  return below.slice(0, end < 0 ? undefined : end).flat();
}

function named(
  kind: MissingNames['kind'],
  names: readonly string[],
  from: readonly Piece[] = [],
): MissingNames {
  const distinct = [...new Set(names)].slice(0, MOST_NAMES);
  const [first = ''] = distinct;
  const value = distinct.length === 1 ? first : distinct;
  // placeholders and lists often stand for variables: the name tells
  return { kind: VARIABLE.test(first) ? 'variable' : kind, value, from: from.slice(0, 3) };
}

function kindOf({ params }: Match): MissingNames['kind'] | undefined {
  if (params.variable !== undefined) return 'variable';
  return params.key === undefined ? undefined : 'key';
}

function isLike(other: Match, match: Match): boolean {
  return other.signature.cause === match.signature.cause && other.piece.index >= match.piece.index;
}

/** The name that the row captured and those that the line goes on with. */
function inlineNames({ params, piece }: Match, kind: MissingNames['kind']): readonly string[] {
  const first = String(params[kind]);
  const names = [first];
  let rest = piece.text.slice(piece.text.indexOf(first) + first.length);
  for (let found = FURTHER.exec(rest); found && names.length < MOST_NAMES; found = FURTHER.exec(rest)) {
    names.push((found.groups as { name: string }).name);
    rest = rest.slice(found[0].length);
  }
  return names;
}

/** Lines below that are a name each, up to the first that is neither one, blank, nor indented below one. */
function listBelow(
  { match, block, at }: Candidate,
  blocks: readonly Block[],
): readonly { readonly name: string; readonly piece: Piece }[] {
  const { index, part } = match.piece;
  const below = [block, ...blocks.slice(at + 1, at + 1 + MOST_LINES)]
    .flatMap(({ pieces }) => pieces)
    .filter((piece) => piece.index > index || (piece.index === index && piece.part > part))
    .slice(0, MOST_LINES);
  const listed: { name: string; piece: Piece }[] = [];
  let kind: string | undefined;
  for (const piece of below) {
    const found = LISTED.exec(piece.text)?.groups as { before: string; name: string } | undefined;
    const before = found?.before.replace(/\d+/, '1');
    kind ??= before;
    if (found && before === kind) listed.push({ name: found.name, piece });
    else if (/^\S/.test(piece.text)) break;
  }
  return listed;
}
