import type { Params } from '../finding.ts';
import type { Block } from './blocks.ts';
import { isProgress } from './noise.ts';
import type { Candidate } from './score.ts';

const BEGINS =
  /\b(?:applying|running|executing|migrating):? (?<migration7>\/?\S{0,120}migrations?\/\S{1,120})|\bApplying migration ['"`](?<migration6>[^'"`]{1,160})|\b(?:running|applying|performing|executing|starting) (?:\w+ ){0,3}migrations?\b|\bApplying (?<migration>[\w.-]{1,120}?)\.{3}|^=+ +(?<migration2>\d+ \w+): migrating|\bMigrating schema\b|alembic\.runtime\.migration|\bRunning upgrade (?:\w+)? ?-> (?<migration3>\w+)|\bMigrating: (?<migration4>\S+)|prisma migrate|\ball later migrations canceled\b|\bRunning Changeset: (?<migration5>\S+)|^migrate: (?:up|running)/i;
const ENDS =
  /\bmigrat\w+ (?:\w+ ){0,2}(?:complete|completed|done|finished|applied|ok)\b|up[ -]to[ -]date|nothing to (?:do|migrate)|no migrations to apply|successfully applied|already at the latest/i;
const BACK = 30;
/** Another thing is going on once the log has said so much in between. */
const MOST_WORK = 4;

/** An exception while migrations run is a failed migration: what it names, or undefined when none was running. */
export function migrationBefore(candidate: Candidate, blocks: readonly Block[]): Params | undefined {
  const { cause } = candidate.match.signature;
  if (cause !== 'application-error' && cause !== 'migration-failed') return undefined;
  let work = 0;
  let running: Params | undefined;
  const before = blocks.slice(Math.max(0, candidate.at - BACK), candidate.at + 1).reverse();
  for (const piece of before.flatMap(({ pieces }) => [...pieces].reverse())) {
    if (piece.index > candidate.match.piece.index) continue;
    const begins = BEGINS.exec(piece.text);
    if (begins) {
      running = { migration: Object.values(begins.groups as Params).find((name) => name !== undefined) };
      if (running.migration !== undefined) return running;
    } else if (ENDS.test(piece.text) || (isProgress(piece) && ++work > MOST_WORK)) return running;
  }
  return running ?? pendingAfter(candidate, blocks);
}

const PENDING = /^db\/migrate\/(?<migration>\w{1,160})\.rb$/;
const AHEAD = 12;

/** Rails lists what is pending below. */
function pendingAfter({ at, match }: Candidate, blocks: readonly Block[]): Params | undefined {
  if (match.signature.cause !== 'migration-failed') return undefined;
  const below = blocks.slice(at, at + AHEAD).flatMap(({ pieces }) => pieces);
  return below.map(({ text }) => PENDING.exec(text)).find((found) => found !== null)?.groups;
}
