import type { Reply, WatchState } from '../../asks.ts';
import { counted } from '../../diagnosis/counted.ts';
import { formatDuration } from '../../diagnosis/duration.ts';
import { bold, line, plain, rich } from './block-kit.ts';
import { type Part, part } from './fit-blocks.ts';
import type { RenderOptions, Watching } from './rendered.ts';
import { clockTime } from './words.ts';

const ENDS: Readonly<Record<Exclude<WatchState, 'watching'>, string>> = {
  healthy: 'healthy',
  failed: 'failed for good',
  'timed-out': 'still not healthy',
};

/** Of waiting beside the look itself; the least pause before a second look is longer. */
const FIRST_LOOK_MS = 900;

/** How far a watch has come, or why it has ended. */
export function watchPart(
  reply: Extract<Reply, { kind: 'report' }>,
  options: RenderOptions,
): readonly Part[] {
  const { watching, now } = options;
  const state = reply.watch ?? stateOf(watching, reply.report.verdict, now);
  if (state === undefined) return [];
  const looked = watching?.ticks ? [plain(`   looked ${counted(watching.ticks, 'time')}`)] : [];
  const text = textOf(state, watching, reply.report.cost.durationMs, now);
  return [part(0, [rich(line(bold(text), ...looked))])];
}

function stateOf(watching: Watching | undefined, verdict: string, now: number): WatchState | undefined {
  if (!watching) return undefined;
  if (verdict === 'healthy') return 'healthy';
  return now >= watching.until ? 'timed-out' : 'watching';
}

/** It was well when it was first looked at, however long the look took. */
function isFirstLook(watching: Watching | undefined, lookMs: number, now: number): boolean {
  return watching?.since !== undefined && now - watching.since - lookMs < FIRST_LOOK_MS;
}

function textOf(state: WatchState, watching: Watching | undefined, lookMs: number, now: number): string {
  if (state === 'watching') return watching ? `Watching until ${clockTime(watching.until)}` : 'Watching';
  if (state === 'healthy' && isFirstLook(watching, lookMs, now))
    return 'Healthy already: there is nothing to watch for';
  const took = watching?.since === undefined ? '' : formatDuration((now - watching.since) / 1000);
  return `Stopped watching: ${ENDS[state]}${took ? ` after ${took}` : ''}`;
}
