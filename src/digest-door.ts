import { createHash } from 'node:crypto';
import { authorise } from './access/authorise.ts';
import { visibleNamespaces } from './access/visible.ts';
import { withoutHiddenDigest } from './access/visible-digest.ts';
import type { Ask, Asker } from './asks.ts';
import type { DigestHistory, DigestSchedules } from './digest-ports.ts';
import type { Digest } from './digests/digest.ts';
import { digestMarkdown } from './digests/digest-markdown.ts';
import { placeOf } from './digests/digest-summary.ts';
import { askOf, type DigestSubscription, type ScheduledDigest } from './digests/subscription.ts';
import { isTimeZone } from './digests/time-zone.ts';
import { readWhen } from './digests/when.ts';
import { BotError } from './errors.ts';
import { unavailable } from './queue/unavailable.ts';
import type { Shared } from './shared.ts';
import type { DigestDoor } from './slack/front-door.ts';
import type { AskDraft } from './slack/parsed-command.ts';

interface DigestDoorOptions {
  readonly schedules: DigestSchedules;
  readonly history: Pick<DigestHistory, 'find'>;
  /** The store is in memory: what it keeps ends with the process. */
  readonly isPassing: boolean;
}

/** Without letters and digits that look alike: ids are typed. */
const ALPHABET = 'bcdfghjkmnpqrstvwxz23456789';
const MOST_OF_NAME = 30;
const SUFFIX = 4;

/** What Slack's commands and buttons do about digests. */
export function digestDoor({ schedules, history, isPassing }: DigestDoorOptions, shared: Shared): DigestDoor {
  async function own(asker: Asker, id: string): Promise<ScheduledDigest> {
    const found = await schedules.find(id);
    if (found?.subscription.channel !== asker.channel)
      throw new BotError(
        'usage',
        `There is no digest "${id.slice(0, 60)}" in this channel. /pod digest list names them.`,
      );
    await allowed(asker, askOf(found.subscription), shared);
    return found;
  }

  return {
    async subscribe(asker, { when, timeZone, ask }) {
      const read = readWhen(when);
      if (read.status === 'invalid') throw new BotError('usage', read.problem);
      const settled = await allowed(asker, ask, shared);
      const { namespaces, namespace, allNamespaces, cluster } = settled;
      const names = allNamespaces ? undefined : (namespaces ?? (namespace === undefined ? [] : [namespace]));
      const { user, channel, team } = asker;
      const wish = {
        channel,
        pattern: read.when.pattern,
        timeZone: await zoneOf(asker, timeZone, shared),
        cluster,
        ...(names ? { namespaces: names } : {}),
      };
      const { id, known } = await idFor(wish, schedules);
      const scheduled = await schedules.put({
        ...wish,
        id,
        source: 'slack',
        when: read.when.words,
        user,
        ...(team === undefined ? {} : { team }),
        createdAt: shared.clock.now(),
      });
      const resumed = known?.subscription.paused ? await schedules.pause(id, false) : undefined;
      return { ...(resumed ?? scheduled), ...(isPassing ? { isPassing } : {}) };
    },
    list: async ({ channel }) => schedules.of(channel),
    async pause(asker, id, paused) {
      await own(asker, id);
      return (await schedules.pause(id, paused)) ?? gone(id);
    },
    async remove(asker, id) {
      const { subscription } = await own(asker, id);
      if (subscription.source === 'config')
        throw new BotError(
          'usage',
          `${id} stands in podwhy's configuration, and comes back as long as it does. /pod digest pause ${id} silences it.`,
        );
      await schedules.remove(id);
      return subscription;
    },
    async file(asker, id, format) {
      const stored = await history.find(id).catch((error) => {
        throw error instanceof BotError ? error : unavailable(error);
      });
      if (!stored)
        throw new BotError('usage', 'That digest is not kept any more. /pod digest takes a new one.');
      return fileOf(await shownTo(asker, stored.digest, shared), format);
    },
  };
}

function gone(id: string): never {
  throw new BotError('usage', `${id} has just been removed.`);
}

async function allowed(asker: Asker, ask: AskDraft, { access, membershipsOf }: Shared): Promise<Ask> {
  const decision = authorise(access, asker, ask, await membershipsOf(asker.user));
  if (decision.allowed) return decision.ask;
  throw new BotError(decision.reason === 'denied' ? 'denied' : 'usage', decision.message);
}

type Wish = Pick<DigestSubscription, 'channel' | 'pattern' | 'timeZone' | 'cluster' | 'namespaces'>;

/** The same for the same wish: said twice, or delivered twice, it is one subscription. */
async function idFor(
  wish: Wish,
  schedules: DigestSchedules,
): Promise<{ readonly id: string; readonly known?: ScheduledDigest }> {
  for (let attempt = 0; ; attempt++) {
    const id = newId(wish, attempt);
    const known = await schedules.find(id);
    if (!known) return { id };
    if (sameWish(known.subscription) === sameWish(wish)) return { id, known };
  }
}

function sameWish({ channel, pattern, timeZone, cluster, namespaces }: Wish): string {
  return JSON.stringify([channel, pattern, timeZone, cluster, namespaces?.toSorted()]);
}

function newId(wish: Wish, attempt: number): string {
  const hash = createHash('sha256')
    .update(`${attempt} ${sameWish(wish)}`)
    .digest();
  const suffix = Array.from(hash.subarray(0, SUFFIX), (byte) => ALPHABET[byte % ALPHABET.length]).join('');
  const start = (wish.namespaces?.[0] ?? wish.cluster)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MOST_OF_NAME)
    .replace(/^-+|-+$/g, '');
  return `${start || 'digest'}-${suffix}`;
}

/** The one that was named; the channel's; the configuration's; the person's; the process's. */
async function zoneOf(
  { user, channel }: Asker,
  named: string | undefined,
  { config, userTimeZone }: Shared,
): Promise<DigestSubscription['timeZone']> {
  if (named !== undefined && !isTimeZone(named))
    throw new BotError(
      'usage',
      `"${named.slice(0, 60)}" is not the name of a time zone. Name one such as Europe/Zurich or America/New_York.`,
    );
  const configured = config.channels[channel]?.timeZone ?? config.digests.timeZone;
  const zone = named ?? configured ?? (await userTimeZone(user));
  return zone !== undefined && isTimeZone(zone) ? zone : Intl.DateTimeFormat().resolvedOptions().timeZone;
}

async function shownTo(asker: Asker, digest: Digest, { access, membershipsOf }: Shared): Promise<Digest> {
  const who = { asker, memberships: await membershipsOf(asker.user) };
  const { cluster, namespaces } = digest.scope;
  const isVisible = visibleNamespaces(access, who, { verb: 'digest', cluster });
  const hidden = namespaces?.find((namespace) => !isVisible(namespace));
  if (hidden !== undefined)
    throw new BotError('denied', `You may not ask digest in namespace ${hidden} of cluster ${cluster} here.`);
  return withoutHiddenDigest(digest, isVisible);
}

function fileOf(digest: Digest, format: 'markdown' | 'json') {
  const place = placeOf(digest);
  const day = digest.takenAt.slice(0, 10);
  const name = `digest-${place.replace(/[^a-z0-9]+/gi, '-')}-${day}.${format === 'json' ? 'json' : 'md'}`;
  const content = format === 'json' ? `${JSON.stringify(digest, null, 2)}\n` : digestMarkdown(digest);
  return { name, title: `Digest of ${place}, ${day}`, content };
}
