import type { ToldDigest } from '../../asks.ts';
import type { DigestPost, DueDigest } from '../../digest-ports.ts';
import type { Digest } from '../../digests/digest.ts';
import type { DigestOutcome } from '../../digests/digest-metric.ts';
import { BotError } from '../../errors.ts';
import type { HeldWork } from '../../incident-ports.ts';
import type { Message, MessageRef } from '../../ports.ts';
import { sayFor } from '../say.ts';
import { sessionOf } from '../session-of.ts';
import { attachToDigest } from './attach-to-digest.ts';
import type { PostDeps } from './digest-deps.ts';
import { takeDigest } from './take-digest.ts';
import { toldDigest } from './told-digest.ts';

/** A cluster that does not answer for so long is told of; it may be away for a moment only. */
const LATE_MS = 5 * 60_000;
/** As long as it is tried again, and no later one has its turn. */
const LATE =
  'It comes here as soon as there is one, if that is within six hours and before the next one is due.';

/** A worker whose clock is ahead posts before it is due by Slack's. */
const EARLY_MS = 10 * 60_000;

interface Posting {
  readonly due: DueDigest;
  readonly held: HeldWork;
  readonly deps: PostDeps;
  /** What an earlier try has posted. */
  readonly posted: DigestPost | undefined;
}

/**
 * Posts a digest that is due: once, however often it is tried. Where none can be taken it is said why, in the same
 * message that the digest stands in later.
 * @throws BotError where the cluster or Slack does not answer: to be tried again.
 */
export async function postDigest(due: DueDigest, held: HeldWork, deps: PostDeps): Promise<void> {
  const posted = await deps.posts.of(due.id);
  if (posted?.done) return;
  const posting = { due, held, deps, posted };
  try {
    await post(posting);
  } catch (error) {
    if (!(error instanceof BotError) || !isFinal(error)) throw error;
    // Nobody there to be told: the bot was taken out of the channel, or the channel is gone.
    deps.logger.warn('digest.not-posted', { id: due.id, problem: error.message });
    count(posting, 'not-posted');
  }
}

function isFinal({ code }: BotError): boolean {
  return code === 'slack-not-in-channel' || code === 'slack-rejected';
}

async function post(posting: Posting): Promise<void> {
  const { due, deps } = posting;
  const { subscription } = due;
  const permission = await deps.permission(subscription);
  if (permission.status === 'refused') {
    // Said first: of one that rests already nobody would try again to say it.
    await sayProblem(posting, permission.why, true);
    await deps.pause(subscription.id);
    return count(posting, 'refused');
  }
  const told = await take(posting, permission.visible);
  if (!told) return;
  const { message, files } = deps.render.digest(told, subscription);
  const at = await put(posting, message);
  await deps.history.put(subscription.id, { id: due.id, digest: told.digest, at });
  await deps.posts.put(due.id, { at, done: true });
  count(posting, 'posted');
  await attachToDigest({ at, told, files, subscription }, posting.held, deps);
  deps.logger.info('digest.posted', {
    id: due.id,
    channel: at.channel,
    lateMs: deps.clock.now() - due.dueAt,
  });
}

function count({ due, deps }: Posting, outcome: DigestOutcome): void {
  deps.count(outcome, deps.clock.now() - due.dueAt);
}

/** Undefined where there is none, and that was said. */
async function take(posting: Posting, visible: (digest: Digest) => Digest): Promise<ToldDigest | undefined> {
  const { due, held, deps, posted } = posting;
  const { id, subscription } = due;
  const { namespaces, timeZone } = subscription;
  const connection = deps.clusterNamed(subscription.cluster);
  const say = async (text: string, done: boolean): Promise<void> => {
    await sayProblem(posting, text, done);
    count(posting, 'problem');
  };
  if (!connection) {
    await say(`There is no cluster ${subscription.cluster} in the configuration any more.`, true);
    return undefined;
  }
  const leave = await held.enter(subscription.cluster);
  try {
    const cluster = sessionOf({ cluster: connection, signal: held.signal, logs: deps.logs });
    const wish = {
      id,
      series: subscription.id,
      against: { series: subscription.id, posted: true },
      rules: deps.rulesOf(subscription),
      visible,
      ...(namespaces ? { namespaces } : {}),
    };
    return await toldDigest(await takeDigest(cluster, wish, deps), { id, timeZone }, deps);
  } catch (error) {
    if (!(error instanceof BotError)) throw error;
    const late = deps.clock.now() - due.dueAt > LATE_MS;
    if (!error.retryable) await say(error.userMessage, true);
    else if (late && !posted) await say(`${error.userMessage} ${LATE}`, false);
    if (error.retryable) throw error;
    return undefined;
  } finally {
    leave();
  }
}

async function sayProblem(posting: Posting, text: string, done: boolean): Promise<void> {
  const { due, deps } = posting;
  const at = await put(posting, deps.render.problem(text, due.subscription));
  await deps.posts.put(due.id, { at, done });
}

/** Into the message that an earlier try has posted, where that stands, or into a new one. */
async function put({ due, held, deps, posted }: Posting, message: Message): Promise<MessageRef> {
  const say = sayFor(held, deps);
  const { id: mark, dueAt, begun } = due;
  const since = dueAt - EARLY_MS;
  const to = { channel: due.subscription.channel };
  if (posted && (await say.edit(posted.at, message))) return posted.at;
  // Its answer may be lost, or its place here; it may say only that the digest is late.
  const there = begun ? await deps.messenger.find(to, mark, since) : undefined;
  if (there && (await say.edit(there, message))) return there;
  return say.post(to, message, { mark, begun: false, since });
}
