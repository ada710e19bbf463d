import type { Block } from './blocks.ts';
import type { Match } from './match.ts';
import type { Piece } from './pieces.ts';
import { WEIGHT } from './signature.ts';

const ANNOUNCES =
  /\b(?:errors?|fail\w*|invalid|problems?|reasons?|following|cannot|could not|unable)\b.{0,200}:$|^un(?:caught|handled) (?:exception|error)(?: in thread .{0,80})?:?$|^In \S{1,120}\.php line \d+:$/i;

/** A line that says that something failed and ends with a colon: what it was stands on the next. */
export function announces({ text }: Piece): boolean {
  return ANNOUNCES.test(text);
}

/** Plain text below such a line, with or without a blank line between. */
export function isAnnounced(pieces: readonly Piece[], at: number): boolean {
  const here = pieces[at];
  const above = pieces[at - 1]?.text === '' ? pieces[at - 2] : pieces[at - 1];
  if (!here || !above || here.text === '' || here.level !== 'none') return false;
  // a logger's own line begins something else: it has lost its time
  return here.text === here.line && announces(above);
}

/** What a line that only announces leads to, where the tables know no more of it than that it fails. */
export function announcedBy(
  match: Match | undefined,
  matches: readonly Match[],
  { said }: Block,
): Match | undefined {
  if (!match || match.signature.weight > WEIGHT.exception || !announces(match.piece)) return match;
  const next = said[said.indexOf(match.piece) + 1];
  if (!next) return match;
  const own = matches.find(({ piece }) => piece === next);
  if (own && own.signature.weight >= match.signature.weight) return own;
  const { message: _, ...params } = match.params;
  return { ...match, piece: next, params };
}
