import type { Queue } from 'bullmq';
import { expect } from 'vitest';
import type { Message } from '../../../src/playground/slack/message.ts';
import { openAlertsQueue } from '../../../src/queue/alerts/alert-jobs.ts';
import { createIncidentStore } from '../../../src/queue/alerts/incident-store.ts';
import { DEFAULT_PREFIX } from '../../../src/queue/bull.ts';
import { openStore } from '../../../src/queue/store.ts';
import { changeOwner, madeCluster } from '../../../src/replay/made-cluster/made-cluster.ts';
import { type MadeOwner, madeOwner } from '../../../src/replay/made-cluster/made-owner.ts';
import type { Service } from '../../../src/service.ts';
import { collectingLogger } from '../../queue/support/bench.ts';
import { type RedisServer, startRedis } from '../../queue/support/redis-server.ts';
import { botMessages, eventually, quiet } from './answers.ts';
import { type Bot, type BotOptions, startBot } from './bot.ts';
import { ownerAlert, podAlerts } from './made-alerts.ts';

/** Where everything is told, unless a route says otherwise. */
export const CHANNEL = 'C0ALERTS';
export const TOKEN = 'token-of-the-alert-senders';
/** Longer than two messages in one channel are apart. */
const QUIET_MS = 1500;

/** Five pods that need more memory than they may have. */
export const web = madeOwner('shop', 'web', { pods: 5, way: 'out-of-memory' });

/** A durable Redis, a made cluster and Slack; the roles are the test's to start. */
export interface Drill {
  readonly bot: Bot;
  readonly redis: RedisServer;
  readonly queue: Queue;
  /** Starts the bot: from now on webhooks go to this one. */
  startDoor(): Promise<Service>;
  /** Where webhooks go. */
  url(): string;
  /** What an Alertmanager says of an owner's pods and of itself, by hand. `from` tells one sender from another. */
  send(status: 'firing' | 'resolved', about?: MadeOwner, from?: string): Promise<Response>;
  /** From now on the cluster has this in the place of that. */
  change(before: MadeOwner, after: MadeOwner): void;
  /** How many alerts the incidents of an owner have, and how many notes of theirs nobody was told. */
  kept(about: MadeOwner): Promise<{ readonly alerts: number; readonly untold: number }>;
  /** Until nothing waits for a worker but what is to be done at a later time. */
  idle(): Promise<void>;
}

type Finished = (cleanUp: () => Promise<void>) => void;

export async function startDrill(
  finished: Finished,
  { owners = [web], ...options }: BotOptions & { readonly owners?: readonly MadeOwner[] } = {},
): Promise<Drill> {
  const takenAt = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
  const redis = await startRedis({ tcp: true, durable: true });
  const bot = await startBot({
    redisUrl: redis.url,
    role: 'none',
    recordings: [madeCluster(owners, takenAt)],
    file: `alerts: {channel: ${CHANNEL}}\n`,
    ...options,
    slack: {
      channels: [{ id: CHANNEL, name: 'alerts' }],
      postRate: { perSecond: 1, burst: 1 },
      ...options.slack,
    },
    env: { ALERTS_TOKEN: TOKEN, REQUEST_TIMEOUT: '60', ...options.env },
  });
  const connection = (await openStore({ redisUrl: redis.url, logger: collectingLogger() })).connectWorker();
  const queue = openAlertsQueue(connection, DEFAULT_PREFIX);
  queue.on('error', () => {});
  finished(async () => {
    redis.signal('SIGCONT');
    await bot.stop();
    connection.disconnect();
    await redis.remove();
  });
  const incidents = createIncidentStore(connection, {
    prefix: DEFAULT_PREFIX,
    now: () => Date.now(),
    logger: collectingLogger(),
  });
  let door: Service | undefined;
  const url = () => `http://127.0.0.1:${door?.port()}/webhooks/alertmanager`;
  return {
    bot,
    redis,
    queue,
    url,
    async startDoor() {
      door = await bot.start('bot');
      return door;
    },
    send: (status, about = web, from = 'am-0') => sendByHand(url(), { status, about, from, takenAt }),
    change: (before, after) => changeOwner(bot.replay, before, after, takenAt),
    async kept({ namespace, name }) {
      const of = await incidents.of({ cluster: 'replay', namespace, kind: 'Deployment', name });
      return {
        alerts: of.flatMap(({ alerts }) => alerts).length,
        untold: of.flatMap(({ pending = [] }) => pending).length,
      };
    },
    idle: () => eventually(() => isIdle(queue), 30_000),
  };
}

/** One webhook as Alertmanager writes it. */
export function sendByHand(
  url: string,
  {
    status,
    about,
    from = 'am-0',
    takenAt,
  }: {
    readonly status: 'firing' | 'resolved';
    readonly about: MadeOwner;
    readonly from?: string;
    readonly takenAt: string;
  },
): Promise<Response> {
  const alerts = [ownerAlert(about), ...podAlerts(about, takenAt)];
  return fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      version: '4',
      status,
      externalURL: `http://${from}.example`,
      alerts: alerts.map((alert) => ({ ...alert, status, startsAt: takenAt })),
    }),
  });
}

async function isIdle(queue: Queue): Promise<boolean> {
  const jobs = await queue.getJobs(['active', 'waiting', 'prioritized', 'delayed']);
  return jobs.every((job) => job?.name === 'tell' && job.delay > 10_000);
}

/** The bot's messages in a channel that are in no thread, oldest first. */
export function parentsIn({ bot }: Pick<Drill, 'bot'>, channel = CHANNEL): readonly Message[] {
  return botMessages(bot, channel).filter(({ threadTs }) => threadTs === undefined);
}

interface Told {
  /** What the message in the channel says. */
  readonly card: RegExp;
  /** What the answer in its thread says. */
  readonly answer?: RegExp;
  /** What else stands in its thread, in this order. */
  readonly notes?: readonly RegExp[];
  readonly about?: MadeOwner;
  /** So many were taken in; six where absent: one for each pod, and the Deployment's. */
  readonly alerts?: number;
  readonly channel?: string;
  readonly timeoutMs?: number;
}

/**
 * The one message about an alert, once nothing happens any more: one answer in its thread, each note once, nothing else,
 * and none of its alerts missing.
 */
export async function onlyThread(drill: Drill, told: Told): Promise<Message> {
  const {
    card,
    answer = /64Mi/,
    notes = [],
    about = web,
    alerts = 6,
    channel = CHANNEL,
    timeoutMs = 30_000,
  } = told;
  const parents = () => parentsIn(drill, channel);
  const thread = () => parents().flatMap((parent) => drill.bot.slack.thread(parent));
  const isTold = () =>
    parents().some(({ shown }) => card.test(shown)) &&
    [answer, ...notes].every((words) => thread().some(({ shown }) => words.test(shown)));
  await eventually(isTold, timeoutMs).catch((error) => {
    const said = botMessages(drill.bot, channel).map(({ shown }) => shown.slice(0, 300));
    const log = drill.bot.log.slice(-20);
    throw new Error(`${error.message}; there is ${JSON.stringify(said, null, 1)}; the log: ${log.join('')}`);
  });
  await drill.idle();
  await quiet(drill.bot, channel, QUIET_MS);
  const [parent, ...more] = parents();
  expect(more.map(({ shown }) => shown)).toEqual([]);
  expect(parent?.shown).toMatch(card);
  const inThread = thread().map(({ shown }) => shown);
  expect(inThread.map((text) => [answer, ...notes].findIndex((words) => words.test(text)))).toEqual(
    [answer, ...notes].map((_, index) => index),
  );
  expect(await drill.kept(about)).toEqual({ alerts, untold: 0 });
  if (!parent) throw new Error('there is no message');
  return parent;
}
