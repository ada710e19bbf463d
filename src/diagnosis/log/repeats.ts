import type { LogLine } from '../snapshot.ts';
import type { Piece } from './pieces.ts';
import { shapeOf } from './shape.ts';

/** How often lines of one shape stand in a log, and where the first of them does. */
export interface Repeats {
  readonly count: number;
  /** Index among the log's lines. */
  readonly first: number;
}

/** The lines by their shape. */
export function countShapes(pieces: readonly Piece[]): ReadonlyMap<string, Repeats> {
  const shapes = new Map<string, Repeats>();
  for (const { line, part, index } of pieces) {
    if (part > 0) continue;
    const shape = shapeOf(line);
    const before = shapes.get(shape);
    shapes.set(shape, { count: (before?.count ?? 0) + 1, first: before?.first ?? index });
  }
  return shapes;
}

const STAMP = /\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d/;
const STAMP_WITHIN = 60;

/** When a line was written, to the second: as the API says, else as the line itself says. */
export function timeOf({ time, text }: LogLine): string | undefined {
  if (time !== undefined) return time.replace(/\.\d+/, '');
  return STAMP.exec(text.slice(0, STAMP_WITHIN))?.[0];
}
