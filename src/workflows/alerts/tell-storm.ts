import { BotError } from '../../errors.ts';
import type { HeldWork } from '../../incident-ports.ts';
import type { Incident, Storm } from '../../incidents/incident.ts';
import { isCalm } from '../../incidents/storm-calm.ts';
import { MOST_STORM_LINES } from '../../incidents/storm-lines.ts';
import { sayFor } from '../say.ts';
import type { AlertDeps } from './alert-deps.ts';
import { cardShape, digest } from './shapes.ts';

const AGAIN_MS = 15_000;

/**
 * Tells of a channel's storm in one message: posts it, edits it while incidents join or change, and says when it is over.
 * @throws BotError slack-unavailable: to be tried again.
 */
export async function tellStorm(
  channel: string,
  held: HeldWork,
  deps: AlertDeps,
): Promise<{ readonly againAfterMs?: number }> {
  const storm = await deps.incidents.storm(channel);
  if (!storm) return {};
  try {
    return await tell(storm, held, deps);
  } catch (error) {
    if (!(error instanceof BotError) || error.retryable) throw error;
    deps.count({ name: 'dropped', reason: error.code });
    deps.logger.warn('alerts.not-told', { storm: storm.id, channel, problem: error.message });
    return {};
  }
}

async function tell(
  known: Storm,
  held: HeldWork,
  deps: AlertDeps,
): Promise<{ readonly againAfterMs?: number }> {
  const { incidents, clock, count } = deps;
  const now = clock.now();
  const isOver = isCalm(known, now);
  const all = await incidents.some(known.incidents);
  const shown = await show({ ...known, over: isOver }, all, held, deps);
  const storm = await call(shown, held, deps);
  countAnswers(known, all, deps);
  if (isOver && !known.over) count({ name: 'storm', event: 'over' });
  if (!known.begun) count({ name: 'storm', event: 'begun' });
  if (isOver) await list(storm, all, held, deps);
  return isOver ? {} : { againAfterMs: AGAIN_MS };
}

async function show(
  storm: Storm,
  all: readonly Incident[],
  held: HeldWork,
  { incidents, render, ...deps }: AlertDeps,
): Promise<Storm> {
  const now = deps.clock.now();
  const shown = digest([storm.over, all.map((incident) => [incident.id, cardShape(incident, now)])]);
  if (storm.shown === shown && storm.ts !== undefined) return storm;
  const say = sayFor(held, deps);
  const { channel, ts } = storm;
  const message = render.storm(storm, all);
  let next: Storm = { ...storm, begun: true, shown, toldAt: now };
  if (ts !== undefined) await say.edit({ channel, ts }, message);
  else {
    await incidents.putStorm({ ...storm, begun: true });
    const once = { mark: storm.id, begun: storm.begun ?? false, since: storm.beganAt };
    const { ts } = await say.post({ channel }, message, once);
    next = { ...next, ts, mentioned: storm.mention !== undefined };
  }
  await incidents.putStorm(next);
  return next;
}

/** Who is to know of what is critical was not told by the summary where that was there before. */
async function call(storm: Storm, held: HeldWork, deps: AlertDeps): Promise<Storm> {
  const { id, channel, ts, mention, mentioned = false, beganAt } = storm;
  if (mention === undefined || mentioned || ts === undefined || storm.over) return storm;
  const once = { mark: `${id}-call`, begun: true, since: beganAt };
  await sayFor(held, deps).post({ channel, threadTs: ts }, deps.render.stormCall(storm), once);
  const called = { ...storm, mentioned: true };
  await deps.incidents.putStorm(called);
  return called;
}

/** The whole list, once, in the summary's thread. */
async function list(
  storm: Storm,
  all: readonly Incident[],
  held: HeldWork,
  { incidents, render, messenger, logger }: AlertDeps,
): Promise<void> {
  if (storm.listed || storm.ts === undefined || all.length <= MOST_STORM_LINES) return;
  await held.turn('post', storm.channel);
  await held.permit();
  await incidents.putStorm({ ...storm, listed: true });
  const to = { channel: storm.channel, threadTs: storm.ts };
  await messenger.upload(to, render.stormFile(storm, all)).catch((error) => {
    logger.warn('alerts.list-refused', { channel: storm.channel, problem: String(error) });
  });
}

/** Incidents that this telling was the first to tell of. */
function countAnswers({ toldAt = 0 }: Storm, all: readonly Incident[], { clock, count }: AlertDeps): void {
  for (const { openedAt, place } of all)
    if (!place && openedAt > toldAt) count({ name: 'answered', ms: clock.now() - openedAt });
}
