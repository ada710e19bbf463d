import { randomBytes } from 'node:crypto';
import { stringify } from 'yaml';
import { type Config, loadConfig } from './config.ts';
import { BotError } from './errors.ts';
import { openOwnCluster, type PlayedCluster, startReplayedCluster } from './played-cluster.ts';
import { createPlayground } from './playground/create-playground.ts';
import type { Page } from './playground/page-routes.ts';
import { type PageServer, startPageServer } from './playground/page-server.ts';
import { createSightings } from './playground/sightings.ts';
import type { Slack } from './playground/slack/slack.ts';
import { startSlack } from './playground/slack/start-slack.ts';
import { CHANNELS, COLLEAGUES, YOU } from './playground/who.ts';
import { startService } from './service.ts';
import { COMMANDS } from './slack/blocks/commands.ts';

type Environment = Readonly<Record<string, string | undefined>>;

export interface PlayOptions {
  readonly page: Page;
  /** 0: any free one. Where absent, the first free one from 4321 on. */
  readonly port?: number;
  /** 127.0.0.1 where absent. */
  readonly host?: string;
  /** `mine`: the cluster that the kubeconfig leads to. A replayed one where absent. */
  readonly cluster?: 'mine';
  readonly kubeconfig?: string;
  readonly context?: string;
  /** Of the process: where the kubeconfig and a proxy are, for a cluster of one's own. */
  readonly environment: Environment;
  /** Takes one line of the bot's log with its end. */
  readonly write: (line: string) => void;
}

/** A playground that runs. */
export interface Playing {
  readonly url: string;
  /** As the page names it. */
  readonly cluster: string;
  /** Ends all of it. */
  stop(): Promise<void>;
}

const FIRST_PORT = 4321;
const MOST_PORTS = 20;
/** Whoever presses Ctrl-C waits no longer. */
const STOP_MS = 1000;

/** Starts the whole of it: simulated Slack, the real bot, a replayed cluster or one's own, and the page. */
export async function startPlayground(options: PlayOptions): Promise<Playing> {
  const closers: (() => Promise<unknown>)[] = [];
  async function stop(): Promise<void> {
    for (const close of closers.splice(0).reverse()) await close();
  }
  try {
    const slack = await startWorkspace();
    closers.push(() => slack.close());
    const asked = await (options.cluster === 'mine' ? openOwnCluster(options) : startReplayedCluster());
    closers.push(asked.close);
    const sightings = createSightings();
    const service = await startService({
      config: configOf(slack, asked.variables),
      role: 'serve',
      environment: asked.environment,
      write: options.write,
      observer: sightings,
      stopMs: STOP_MS,
    });
    closers.push(() => service.stop());
    const { title: cluster, names, scene } = asked;
    const playground = createPlayground({
      slack,
      cluster,
      commands: COMMANDS,
      names,
      sightings,
      ...(scene === undefined ? {} : { scene }),
    });
    const { host } = options;
    const serving = { page: options.page, playground, ...(host === undefined ? {} : { host }) };
    const server = await startPage((free) => startPageServer({ ...serving, port: free }), options);
    closers.push(() => server.close());
    return { url: `http://${nameOf(host)}:${server.port}/`, cluster, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Its tokens are made up anew: other programs of this machine reach its port. */
async function startWorkspace(): Promise<Slack> {
  const secret = () => randomBytes(24).toString('hex');
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const slack = await startSlack({
    botToken: `xoxb-${secret()}`,
    appToken: `xapp-${secret()}`,
    signingSecret: secret(),
    channels: Object.values(CHANNELS),
    users: [YOU, ...COLLEAGUES].map(({ id, name }) => ({ id, name, timeZone })),
    commands: ['/pod'],
    events: ['app_mention', 'message.im', 'message.channels', 'app_home_opened'],
  });
  // There from the beginning, as an app's conversation is in Slack.
  slack.workspace.im(YOU.id);
  return slack;
}

const FILE = {
  alerts: { channel: CHANNELS.alerts.id },
  limits: { asksPerMinute: 120 },
  // Somebody sits before it who has just healed something.
  watch: { firstSeconds: 2, mostSeconds: 5 },
};

/** As the bot of a real workspace is configured, but without its port: nothing is served beside the page. */
function configOf(slack: Slack, cluster: PlayedCluster['variables']): Config {
  const variables = {
    ...cluster,
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    SLACK_API_URL: slack.url,
    CONFIG_FILE: 'playground',
    LOGS: 'on',
  };
  const { port: _, ...config } = loadConfig(variables, () => stringify(FILE));
  return config;
}

/** @throws BotError port-taken, usage. */
async function startPage(
  start: (port: number) => Promise<PageServer>,
  { port, host = '' }: Pick<PlayOptions, 'port' | 'host'>,
): Promise<PageServer> {
  const first = port ?? FIRST_PORT;
  const last = port ?? FIRST_PORT + MOST_PORTS - 1;
  for (let free = first; ; free += 1) {
    try {
      return await start(free);
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === 'EADDRINUSE' && free < last) continue;
      throw listenError(free, host, cause);
    }
  }
}

/** What `listen` says of an address that is not this machine's, or no address at all. */
const NOT_HERE: ReadonlySet<string> = new Set(['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN', 'EINVAL']);

function listenError(port: number, host: string, cause: unknown): BotError {
  const { code = '', message } = cause as NodeJS.ErrnoException;
  if (NOT_HERE.has(code))
    return new BotError('usage', `This machine has no address ${host}: name one of its own with --host.`, {
      cause,
    });
  const why = code === 'EADDRINUSE' ? 'is taken by another program' : `cannot be listened on (${message})`;
  return new BotError('port-taken', `Port ${port} ${why}: name another one with --port.`, { cause });
}

/** A browser cannot go to "all addresses". */
function nameOf(host: string | undefined): string {
  if (host === undefined || host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}
