import type { Params, ParamValue } from '../finding.ts';
import { announcedBy } from './announced.ts';
import { type Block, isFrame } from './blocks.ts';
import type { Piece } from './pieces.ts';
import { rowsFor } from './rows-for.ts';
import { type Signature, WEIGHT } from './signature.ts';

/** A piece of the log that one row of the tables knows. */
export interface Match {
  readonly piece: Piece;
  readonly signature: Signature;
  readonly params: Params;
}

/** Above the line in its own stack trace: far enough for the source line that Python prints. */
const NEAR = 12;
const NUMBERS: ReadonlySet<string> = new Set(['port', 'row', 'column']);

/** A command that a shell shows before it runs it (set -x). */
const XTRACE = /^\+{1,5} \S/;

/** What the tables know of a block: for each of its telling pieces the weightiest row, the earlier of equals. */
export function matchBlock(block: Block): readonly Match[] {
  const thrown = thrownIn(block);
  return block.said.flatMap((piece) => {
    if (XTRACE.test(piece.line)) return [];
    const rows = rowsFor(piece.lower).flatMap((signature) => matchRow(signature, piece, block));
    const [best] = [...rows, ...byLevel(piece), ...byTrace(piece, thrown)].sort(
      (a, b) => b.signature.weight - a.signature.weight,
    );
    return best ? [best] : [];
  });
}

const LEVELLED: Signature = {
  id: 'generic/level',
  cause: 'application-error',
  needles: [],
  pattern: /^/,
  confidence: 'likely',
  weight: WEIGHT.generic,
};

/** A line that its logger calls an error is one, whatever it says. */
function byLevel(piece: Piece): readonly Match[] {
  const grave =
    piece.part === 0 && (piece.level === 'error' || piece.level === 'fatal') && /[a-z]{2}/i.test(piece.text);
  return grave ? [{ piece, signature: LEVELLED, params: {} }] : [];
}

const TRACED: Signature = {
  ...LEVELLED,
  id: 'generic/traced',
  weight: WEIGHT.exception - 1,
};
const LEAST_FRAMES = 2;

function byTrace(piece: Piece, thrown: ReadonlySet<Piece>): readonly Match[] {
  return thrown.has(piece) ? [{ piece, signature: TRACED, params: {} }] : [];
}

/** What stands right above a stack trace is what was thrown, whatever its words. */
function thrownIn({ pieces }: Block): ReadonlySet<Piece> {
  const thrown = pieces.filter((piece, at) => {
    const below = pieces.slice(at + 1, at + 1 + LEAST_FRAMES);
    return piece.level !== 'info' && below.length === LEAST_FRAMES && below.every(isFrame);
  });
  return new Set(thrown.filter(({ text }) => /[a-z]{2}/i.test(text)));
}

function matchRow(signature: Signature, piece: Piece, block: Block): readonly Match[] {
  const found = signature.pattern.exec(piece.text) ?? signature.pattern.exec(piece.whole);
  const near = found && paramsAbove(signature, piece, block);
  return near ? [{ piece, signature, params: { ...signature.params, ...near, ...capturesOf(found) } }] : [];
}

/** What the line above names, or undefined when none is as the row wants it. */
function paramsAbove({ near }: Signature, piece: Piece, block: Block): Params | undefined {
  if (!near) return {};
  const at = block.pieces.indexOf(piece);
  const above = block.pieces.slice(Math.max(0, at - NEAR), at).map(({ text }) => near.exec(text));
  const found = above.findLast((match) => match !== null);
  return found && capturesOf(found);
}

function capturesOf(found: RegExpExecArray): Params {
  const params: Record<string, ParamValue> = {};
  for (const [group, value] of Object.entries(found.groups ?? {})) {
    const name = group.replace(/\d+$/, '');
    // an empty group is the API's core group, elsewhere it names nothing
    if (value === undefined || (value === '' && name !== 'apiGroup')) continue;
    params[name] = NUMBERS.has(name) ? Number(value) : value.trim().slice(0, 300);
  }
  return params;
}

const CHAIN_ENDS_LAST = /^\s*(?:Caused by:(?: |$)|-+> |\[cause\]: )|^During handling of the above|^Error:$/;

/** The match that speaks for the block: the weightiest, of equals the one at the root of the chain of causes. */
export function chooseMatch(block: Block, matches: readonly Match[]): Match | undefined {
  const top = Math.max(...matches.map(({ signature }) => signature.weight));
  const best = matches.filter(({ signature }) => signature.weight === top);
  const chosen = block.pieces.some(({ text }) => CHAIN_ENDS_LAST.test(text)) ? best.at(-1) : best[0];
  return announcedBy(chosen, matches, block);
}
