import type { Ask, Asker } from '../asks.ts';
import { askOf, type DigestSubscription, type ScheduledDigest } from '../digests/subscription.ts';
import { BotError } from '../errors.ts';
import type { Message } from '../ports.ts';
import { type AuditLine, auditOfDigestAct } from './audit.ts';
import { scheduleChanged, scheduleList } from './blocks/digest-schedules.ts';
import { refusalMessage } from './blocks/failed.ts';
import { failureText } from './failure-text.ts';
import type { DigestDoor, Door } from './front-door.ts';
import type { ScheduleCommand } from './parsed-command.ts';
import { scheduleUsage } from './schedule-command.ts';
import { type Aside, sayAside } from './take-ask.ts';

/** A command about schedules. */
export interface ScheduleRequest {
  /** Slack's own id of it. */
  readonly id: string;
  readonly command: ScheduleCommand;
  readonly asker: Asker;
  /** Milliseconds since the epoch. */
  readonly askedAt: number;
  /** Where everyone is told of a change. */
  readonly place: { readonly channel: string; readonly threadTs?: string };
  /** Where the list, and what stands in the way, is said to the asker alone. */
  readonly aside: Aside;
}

type Change = Exclude<ScheduleCommand, { act: 'list' }>;
type Came = Pick<AuditLine, 'outcome' | 'verdict'>;

/** The person was told within 3 s: what the store may take is 2 s of it. */
const POST_MS = 900;

const NO_DIGESTS = 'There are no digests here.';
const NOT_HERE =
  'Nothing was subscribed: I may not write in this channel, so no digest could be posted. Invite me with /invite @podwhy, and subscribe again.';

/** Does what a command about schedules asks, and tells everyone of a change. Whether it could. Never throws. */
export function takeSchedule(request: ScheduleRequest, door: Door): Promise<boolean> {
  const turns = request.aside.kind === 'response-url' ? door.turns.quick : door.turns.patient;
  return turns(() => take(request, door));
}

async function take(request: ScheduleRequest, door: Door): Promise<boolean> {
  const { command, asker, aside } = request;
  const { digests } = door;
  if (digests === undefined) {
    await sayAside(aside, refusalMessage(NO_DIGESTS), door);
    return false;
  }
  try {
    if (command.act === 'list') {
      await sayAside(aside, scheduleList(await digests.list(asker), door.clock.now()), door);
      audit(request, undefined, { outcome: 'answered' }, door);
    } else await change(request, command, digests, door);
    return true;
  } catch (error) {
    audit(request, undefined, cameOf(error), door);
    await sayAside(aside, refusalMessage(failureWords(error, command, request, door)), door);
    return false;
  }
}

async function change(
  request: ScheduleRequest,
  command: Change,
  digests: DigestDoor,
  door: Door,
): Promise<void> {
  const scheduled = await carryOut(command, request.asker, digests);
  const { subscription } = scheduled;
  const said = scheduleChanged(command.act, scheduled, { now: door.clock.now(), user: request.asker.user });
  try {
    await tellAll(request, said, door);
  } catch (error) {
    const absent = error instanceof BotError && error.code === 'slack-not-in-channel';
    if (absent && command.act === 'subscribe') {
      await takeBack(subscription, request, digests, door);
      return audit(request, subscription, cameOf(error), door);
    }
    door.logger.info('slack.answers-aside', { id: request.id, problem: String(error) });
    await sayAside(request.aside, said, door);
  }
  audit(request, subscription, { outcome: 'answered' }, door);
}

async function carryOut(command: Change, asker: Asker, digests: DigestDoor): Promise<ScheduledDigest> {
  if (command.act === 'subscribe') {
    const { act: _, ...wish } = command;
    return digests.subscribe(asker, wish);
  }
  if (command.act === 'remove') return { subscription: await digests.remove(asker, command.id) };
  return digests.pause(asker, command.id, command.act === 'pause');
}

async function tellAll({ place, aside }: ScheduleRequest, said: Message, { messenger }: Door): Promise<void> {
  // Where there is another way to answer, a person does not wait for Slack.
  await messenger.post(place, said, aside.kind === 'response-url' ? { withinMs: POST_MS } : {});
}

/** A digest that can't be posted would fail every morning, and nobody would know. */
async function takeBack(
  { id }: DigestSubscription,
  { asker, aside }: ScheduleRequest,
  digests: DigestDoor,
  door: Door,
): Promise<void> {
  try {
    await digests.remove(asker, id);
    await sayAside(aside, refusalMessage(NOT_HERE), door);
  } catch (error) {
    door.logger.warn('slack.not-taken-back', { subscription: id, problem: String(error) });
    const text = `I may not write in this channel: invite me with /invite @podwhy, or take the digest back with /pod digest remove ${id}.`;
    await sayAside(aside, refusalMessage(text), door);
  }
}

function failureWords(error: unknown, { act }: ScheduleCommand, { id }: ScheduleRequest, door: Door): string {
  const known = error instanceof BotError;
  if (!known) door.logger.error('slack.schedule-failed', { id, problem: String(error) });
  const text = failureText(error);
  return known && error.code === 'usage' ? `${text}\nUsage: ${scheduleUsage(act)}` : text;
}

function cameOf(error: unknown): Came {
  if (!(error instanceof BotError)) return { outcome: 'failed', verdict: 'internal' };
  const refused = error.code === 'denied' || error.code === 'usage';
  return { outcome: refused ? 'refused' : 'failed', verdict: error.code };
}

function audit(
  { id, command, asker, askedAt }: ScheduleRequest,
  subscription: DigestSubscription | undefined,
  came: Came,
  door: Door,
): void {
  const typed: Partial<Ask> = command.act === 'subscribe' ? command.ask : {};
  const named = subscription?.id ?? ('id' in command ? command.id : undefined);
  const act = {
    id,
    asker,
    askedAt,
    verb: `digest ${command.act}`,
    ...(named === undefined ? {} : { digest: named }),
  };
  const ask = subscription === undefined ? typed : askOf(subscription);
  door.audit(auditOfDigestAct(act, ask, door.clock.now(), came));
}
