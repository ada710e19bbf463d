import type { Storm } from './incident.ts';

/** A storm that nothing has joined for this long is over, whether anybody has said so or not. */
export const CALM_MS = 120_000;

export function isCalm({ over, lastAt }: Pick<Storm, 'over' | 'lastAt'>, now: number): boolean {
  return over || now - lastAt >= CALM_MS;
}
