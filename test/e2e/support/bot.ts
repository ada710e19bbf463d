import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig, type Role } from '../../../src/config.ts';
import type { Message } from '../../../src/playground/slack/message.ts';
import type { Slack } from '../../../src/playground/slack/slack.ts';
import { type SlackOptions, startSlack } from '../../../src/playground/slack/start-slack.ts';
import { parseFault } from '../../../src/replay/faults.ts';
import { type Recording, readRecording } from '../../../src/replay/recording.ts';
import { type Replay, startReplay } from '../../../src/replay/server.ts';
import { type Service, type ServiceOptions, startService } from '../../../src/service.ts';
import { type RedisServer, startRedis } from '../../queue/support/redis-server.ts';
import { recordingPath } from '../../support/terminal.ts';
import { type ChildRole, startChildRole } from './child-role.ts';

/** A whole bot: simulated Slack, replayed cluster, the real service between them. */
export interface Bot {
  readonly slack: Slack;
  readonly replay: Replay;
  readonly log: readonly string[];
  /** Audit lines so far. */
  audit(): readonly Record<string, unknown>[];
  /** Sets faults of the cluster: `hang:list:events`. */
  faults(...texts: readonly string[]): void;
  /** The environment of the service, for further processes. */
  readonly environment: Readonly<Record<string, string>>;
  /** Starts another part of the service with the same environment. */
  start(role: Role): Promise<Service>;
  /** The same as a process of its own, with the timing of production. */
  startChild(role: Role): Promise<ChildRole>;
  /** Ends all of it; again: nothing. */
  stop(): Promise<void>;
}

export interface BotOptions {
  readonly transport?: 'socket' | 'http';
  readonly redisUrl?: string;
  /** Names of those in test/recordings, or made ones. */
  readonly recordings?: readonly (string | Recording)[];
  /** Changes each recording before it is served. */
  readonly change?: (recording: Recording) => Recording;
  /** Further environment variables. */
  readonly env?: Readonly<Record<string, string>>;
  /** The configuration file's text. */
  readonly file?: string;
  /** `none`: the test starts the roles itself. */
  readonly role?: Role | 'none';
  /** Besides twenty channels, C1 to C20, and ten people, U1 to U10. */
  readonly slack?: SlackOptions;
  readonly timing?: ServiceOptions['timing'];
  readonly alertTiming?: ServiceOptions['alertTiming'];
  readonly digestTiming?: ServiceOptions['digestTiming'];
  readonly stopMs?: number;
}

/** A worker that is gone is noticed within seconds; still longer than two busy cores keep a live one from speaking. */
const TIMING = { lock: 2000, stalledCheck: 500, deliveryBackoff: 100, progressEvery: 300 };
const ALERT_TIMING = { lock: 2000, stalledCheck: 500, retryFirst: 200, retryMost: 2000 };

const CHANNELS = Array.from({ length: 20 }, (_, index) => ({
  id: `C${index + 1}`,
  name: `room-${index + 1}`,
}));
const USERS = Array.from({ length: 10 }, (_, index) => ({
  id: `U${index + 1}`,
  name: `person-${index + 1}`,
}));

export const RECORDINGS = [
  'r-feed-timeline',
  'r-inventory-stock',
  'r-ok-2-redis',
  'r-shop-2-web',
  'r-payroll-calc',
  'r-fraud-rules',
  'r-menus-prices',
  'r-auctions-bidder',
];

export async function startBot(options: BotOptions = {}): Promise<Bot> {
  const { transport = 'socket', redisUrl, role = 'serve' } = options;
  const directory = await mkdtemp(join(tmpdir(), 'podwhy-e2e-'));
  const recordings = await Promise.all(
    (options.recordings ?? RECORDINGS).map((one) =>
      typeof one === 'string' ? readRecording(recordingPath(one)) : one,
    ),
  );
  const replay = await startReplay({ recordings: recordings.map(options.change ?? ((one) => one)) });
  const kubeconfig = join(directory, 'kubeconfig');
  await writeFile(kubeconfig, replay.kubeconfig());
  const slack = await startSlack({
    commands: ['/pod'],
    events: ['app_mention', 'message.im', 'app_home_opened'],
    users: USERS,
    ...options.slack,
    channels: [...CHANNELS, ...(options.slack?.channels ?? [])],
  });
  if (options.file !== undefined) await writeFile(join(directory, 'podwhy.yaml'), options.file);
  const environment = {
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_API_URL: slack.url,
    ...(transport === 'socket'
      ? { SLACK_APP_TOKEN: slack.appToken }
      : { SLACK_SIGNING_SECRET: slack.signingSecret, SLACK_MODE: 'http' }),
    PORT: '0',
    KUBECONFIG: kubeconfig,
    DEFAULT_NAMESPACE: 'r-feed',
    REQUEST_TIMEOUT: '2',
    REQUESTS_PER_SECOND: '500',
    ...(redisUrl === undefined ? {} : { REDIS_URL: redisUrl }),
    ...(options.file === undefined ? {} : { CONFIG_FILE: join(directory, 'podwhy.yaml') }),
    ...options.env,
  };
  const log: string[] = [];
  const services: Service[] = [];
  const children: ChildRole[] = [];

  async function start(as: Role): Promise<Service> {
    const config = loadConfig(environment, (path) => readFileSync(path, 'utf8'), as);
    const service = await startService({
      config,
      role: as,
      environment: {},
      write: (line) => log.push(line),
      timing: { ...TIMING, ...options.timing },
      alertTiming: { ...ALERT_TIMING, ...options.alertTiming },
      ...(options.digestTiming === undefined ? {} : { digestTiming: options.digestTiming }),
      ...(options.stopMs === undefined ? {} : { stopMs: options.stopMs }),
    });
    services.push(service);
    if (transport === 'http' && as !== 'worker')
      slack.deliverTo(`http://127.0.0.1:${service.port()}/slack/events`);
    return service;
  }

  async function end(): Promise<void> {
    await Promise.all(children.map((child) => child.kill()));
    await Promise.all(services.map((one) => one.stop()));
    await slack.close();
    await replay.close();
    await rm(directory, { recursive: true });
  }

  let ended: Promise<void> | undefined;
  if (role !== 'none') await start(role);
  return {
    slack,
    replay,
    log,
    environment,
    audit: () => log.map((line) => JSON.parse(line)).filter(({ event }) => event === 'audit'),
    faults: (...texts) => replay.setFaults(texts.map(parseFault)),
    start,
    async startChild(as) {
      const child = await startChildRole(as, environment);
      children.push(child);
      return child;
    },
    stop: () => (ended ??= end()),
  };
}

/** A bot with a Redis of its own, both gone when the test ends. The roles are the test's to start. */
export async function startBotOnRedis(
  finished: (cleanUp: () => Promise<void>) => void,
  options: BotOptions = {},
): Promise<{ readonly bot: Bot; readonly redis: RedisServer }> {
  const redis = await startRedis({ tcp: true });
  const bot = await startBot({ redisUrl: redis.url, role: 'none', ...options });
  finished(async () => {
    redis.signal('SIGCONT');
    await bot.stop();
    await redis.remove();
  });
  return { bot, redis };
}

/** Waits for an answer whose text fits: a placeholder, which repeats the question, is none. */
export function said(bot: Bot, channel: string, text: RegExp | string, timeoutMs = 15_000): Promise<Message> {
  const fits = (message: Message) =>
    !isPlaceholder(message) &&
    (typeof text === 'string' ? message.shown.includes(text) : text.test(message.shown));
  return bot.slack.message(channel, fits, { timeoutMs });
}

/** Whether a message still waits for its answer. */
export function isPlaceholder({ shown }: Message): boolean {
  return shown.startsWith('⏳');
}
