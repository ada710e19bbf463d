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

/** How far a watch has come, or why it has ended. */
export function watchPart(
  reply: Extract<Reply, { kind: 'report' }>,
  options: RenderOptions,
): readonly Part[] {
  const { watching, now } = options;
  const state = reply.watch ?? stateOf(watching, reply.report.verdict, now);
  if (state === undefined) return [];
  const looked = watching?.ticks ? [plain(`   looked ${counted(watching.ticks, 'time')}`)] : [];
  return [part(0, [rich(line(bold(textOf(state, watching, now)), ...looked))])];
}

function stateOf(watching: Watching | undefined, verdict: string, now: number): WatchState | undefined {
  if (!watching) return undefined;
  if (verdict === 'healthy') return 'healthy';
  return now >= watching.until ? 'timed-out' : 'watching';
}

function textOf(state: WatchState, watching: Watching | undefined, now: number): string {
  if (state === 'watching') return watching ? `Watching until ${clockTime(watching.until)}` : 'Watching';
  const took = watching?.since === undefined ? '' : formatDuration((now - watching.since) / 1000);
  return `Stopped watching: ${ENDS[state]}${took ? ` after ${took}` : ''}`;
}
