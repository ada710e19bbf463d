import type { Ask, Asker, AskJob, ReplyTo } from '../asks.ts';
import { BotError } from '../errors.ts';
import type { Message } from '../ports.ts';
import { auditOfTurnedAway } from './audit.ts';
import { refusalMessage } from './blocks/failed.ts';
import { placeholderMessage } from './blocks/placeholder.ts';
import type { Decision, Door } from './front-door.ts';
import type { AskDraft } from './parsed-command.ts';
import { RESPONSE_URL_MS } from './response-url.ts';

/** Where the answer to a request is to stand. */
export type Place =
  /** A new message; through the response_url, for the asker alone, where the bot may not or can't write. */
  | {
      readonly kind: 'new';
      readonly channel: string;
      readonly threadTs?: string;
      readonly responseUrl?: string;
      /** What the response_url is used for; a placeholder and its answer where absent. */
      readonly as?: 'beside' | 'share';
    }
  /** In the place of the message that was clicked. */
  | { readonly kind: 'edit'; readonly channel: string; readonly ts: string; readonly threadTs?: string }
  /** The message that was clicked is seen by one person: through its response_url. */
  | { readonly kind: 'own'; readonly responseUrl: string; readonly as?: 'beside' | 'share' };

export interface Request {
  /** Slack's own id of it: a redelivery is the same request. */
  readonly id: string;
  readonly draft: AskDraft;
  readonly asker: Asker;
  /** Milliseconds since the epoch. */
  readonly askedAt: number;
  readonly place: Place;
  /** Where a refusal is said, to the asker alone. */
  readonly aside: Aside;
}

/** A way to say something to one person. */
export type Aside =
  | { readonly kind: 'response-url'; readonly url: string }
  | {
      readonly kind: 'ephemeral';
      readonly channel: string;
      readonly user: string;
      readonly threadTs?: string;
    }
  | { readonly kind: 'direct'; readonly user: string };

/** The person was told within 3 s: what the queue may take is 2 s of it. */
const PLACEHOLDER_MS = 900;

const TWICE = 'Slack delivered this request twice: the other message has the answer.';

/** Authorises a request, puts its placeholder up and hands it to the queue; tells the person what stands in the way. */
export function takeAsk(request: Request, door: Door): Promise<void> {
  const { place } = request;
  const patient = place.kind === 'new' && place.responseUrl === undefined;
  return door.turns[patient ? 'patient' : 'quick'](() => take(request, door));
}

async function take(request: Request, door: Door): Promise<void> {
  const decision = await decide(request, door);
  if (!decision.allowed) {
    const came = { outcome: 'refused', verdict: decision.reason ?? 'denied' } as const;
    door.audit(auditOfTurnedAway({ ...request, ask: request.draft }, door.clock.now(), came));
    return sayAside(request.aside, refusalMessage(decision.message), door);
  }
  const { id, asker, askedAt } = request;
  const { ask } = decision;
  const replyTo = await openPlaceholder(request, ask, door).catch((error: unknown) => {
    const verdict = error instanceof BotError ? error.code : 'internal';
    door.audit(auditOfTurnedAway({ ...request, ask }, door.clock.now(), { outcome: 'failed', verdict }));
    throw error;
  });
  await enqueue({ id, ask, asker, replyTo, askedAt }, door);
}

/** Says something to one person. Never throws: there is no other way left. */
export async function sayAside(aside: Aside, message: Message, { messenger, logger }: Door): Promise<void> {
  try {
    if (aside.kind === 'response-url')
      await messenger.respond(aside.url, message, { replaceOriginal: false });
    else if (aside.kind === 'ephemeral') await messenger.ephemeral(aside, message);
    else await messenger.post({ channel: aside.user }, message);
  } catch (error) {
    logger.warn('slack.not-said', { to: aside.kind, problem: String(error) });
  }
}

async function decide({ asker, draft }: Request, { authorise, logger }: Door): Promise<Decision> {
  try {
    return await authorise(asker, draft);
  } catch (error) {
    logger.error('slack.not-authorised', { user: asker.user, problem: String(error) });
    const said = error instanceof BotError ? error.userMessage : 'It could not be checked what you may ask.';
    return { allowed: false, message: `${said} Try again in a moment.` };
  }
}

async function openPlaceholder(request: Request, ask: Ask, door: Door): Promise<ReplyTo> {
  const { place, asker } = request;
  const message = placeholderMessage(ask, [], asker.user);
  if (place.kind === 'own') return openOwn(request, place.responseUrl, place.as, true, message, door);
  if (place.kind === 'edit') {
    const { kind: _, ...at } = place;
    await tried(door.messenger.update(at, message, { withinMs: PLACEHOLDER_MS }), request, door);
    return { kind: 'message', ...at };
  }
  const { channel, threadTs, responseUrl, as } = place;
  const inThread = threadTs === undefined ? {} : { threadTs };
  try {
    const hurry = responseUrl === undefined ? {} : { withinMs: PLACEHOLDER_MS };
    const ref = await door.messenger.post({ channel, ...inThread }, message, hurry);
    return { kind: 'message', ...ref, ...inThread };
  } catch (error) {
    if (responseUrl === undefined) throw error;
    door.logger.info('slack.answers-aside', { id: request.id, problem: String(error) });
    return openOwn(request, responseUrl, as, false, message, door);
  }
}

/** An answer with a message of its own has no placeholder: a response_url can't edit what it has posted beside. */
async function openOwn(
  request: Request,
  url: string,
  as: 'beside' | 'share' | undefined,
  replaceOriginal: boolean,
  message: Message,
  door: Door,
): Promise<ReplyTo> {
  const how = { replaceOriginal, withinMs: PLACEHOLDER_MS };
  if (as === undefined) await tried(door.messenger.respond(url, message, how), request, door);
  const expiresAt = request.askedAt + RESPONSE_URL_MS;
  return { kind: 'response-url', url, expiresAt, ...(as === undefined ? {} : { as }) };
}

/** A placeholder that can't be shown is no reason not to answer. */
async function tried(work: Promise<void>, { id }: Request, { logger }: Door): Promise<void> {
  await work.catch((error) => logger.info('slack.no-placeholder', { id, problem: String(error) }));
}

async function enqueue(job: AskJob, door: Door): Promise<void> {
  const { queue, delivery, logger } = door;
  try {
    const { known = false } = await queue.add(job);
    if (known) await sayKnown(job, door);
  } catch (error) {
    logger.warn('slack.not-queued', { id: job.id, problem: String(error) });
    const known = error instanceof BotError;
    await delivery.deliver(job, {
      kind: 'failed',
      ask: job.ask,
      code: known ? error.code : 'internal',
      message: known ? error.userMessage : 'The request could not be queued: that is a fault of podwhy.',
    });
  }
}

/** Slack delivered it to two processes: nobody will ever edit this placeholder. */
async function sayKnown({ id, replyTo }: AskJob, { messenger, logger }: Door): Promise<void> {
  logger.info('slack.known', { id });
  if (replyTo.kind !== 'message') return;
  const { channel, ts } = replyTo;
  await messenger.update({ channel, ts }, refusalMessage(TWICE)).catch((error) => {
    logger.warn('slack.not-said', { to: 'message', problem: String(error) });
  });
}
