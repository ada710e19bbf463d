import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Backend, serve } from './api-server.ts';
import { Changes } from './changes.ts';
import type { Limits } from './content.ts';
import { Deliveries } from './deliveries.ts';
import { Faults } from './faults.ts';
import { Files } from './files.ts';
import type { Stage } from './gestures.ts';
import { HttpMode } from './http-mode.ts';
import { Journal } from './journal.ts';
import { type Rate, RateLimits } from './rate-limits.ts';
import { ResponseUrls } from './response-urls.ts';
import { Slack } from './slack.ts';
import { SocketMode } from './socket-mode.ts';
import { slackTimes, type Times } from './times.ts';
import { Triggers } from './triggers.ts';
import { Views } from './views.ts';
import { type ChannelSeed, type UserGroupSeed, type UserSeed, Workspace } from './workspace.ts';

export interface SlackOptions {
  /** 0, any free one, where absent. */
  readonly port?: number;
  readonly botToken?: string;
  readonly appToken?: string;
  readonly signingSecret?: string;
  /** `C1` #general and `C2` #ops where absent. */
  readonly channels?: readonly ChannelSeed[];
  /** `U1` ann, `U2` ben and `U3` eve where absent. */
  readonly users?: readonly UserSeed[];
  readonly userGroups?: readonly UserGroupSeed[];
  /** The app's slash commands; every one where absent. */
  readonly commands?: readonly string[];
  /** The app's event subscriptions; `app_mention`, `message.im` and `app_home_opened` where absent. */
  readonly events?: readonly string[];
  readonly times?: Partial<Times>;
  readonly limits?: Partial<Limits>;
  /** chat:write.public. */
  readonly publicPosting?: boolean;
  /** Of the scopes that an app can do without, those granted; all that the simulator knows where absent. */
  readonly scopes?: readonly string[];
  /** How often a new picture may not be shown in a message yet, as while Slack still looks at it; 0 where absent. */
  readonly unreadyUses?: number;
  /** How often chat.postMessage may be called for one channel: Slack's own is 1 a second; unlimited where absent. */
  readonly postRate?: Rate;
  /** How often methods may be called: `{'chat.update': {perSecond: 50 / 60, burst: 50}}`. */
  readonly methodRates?: { readonly [method: string]: Rate };
}

const defaults = {
  channels: [
    { id: 'C1', name: 'general' },
    { id: 'C2', name: 'ops' },
  ],
  users: [
    { id: 'U1', name: 'ann' },
    { id: 'U2', name: 'ben' },
    { id: 'U3', name: 'eve' },
  ],
  events: ['app_mention', 'message.im', 'app_home_opened'],
  scopes: ['channels:history', 'groups:history', 'im:history', 'users:read'],
};

/** Slack's side on loopback: Web API, Socket Mode, signed requests, and people. */
export async function startSlack(options: SlackOptions = {}): Promise<Slack> {
  const server = createServer();
  const host = await listen(server, options.port ?? 0);
  const times = { ...slackTimes, ...options.times };
  const changes = new Changes();
  const journal = new Journal(changes);
  const sockets = new SocketMode(journal, times.ackMs);
  const deliveries = new Deliveries(journal, sockets, times.retryMs);
  const stage = setStage(options, times, changes, deliveries, host);
  const tokens = { bot: options.botToken ?? 'xoxb-test', app: options.appToken ?? 'xapp-test' };
  const signingSecret = options.signingSecret ?? 'signing-secret';
  const faults = new Faults();
  const latency = { ms: 0 };
  const call = callsOn(options, stage, sockets, host);
  const rateLimits = new RateLimits(options.postRate, options.methodRates ?? {});
  const { responseUrls } = stage;
  const backend: Backend = { tokens, journal, faults, rateLimits, responseUrls, latency, ...call };
  server.on('request', (request, response) => {
    serve(backend, request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });
  server.on('upgrade', (request, socket, head) => sockets.upgrade(request, socket, head));
  return new Slack({
    stage,
    changes,
    journal,
    faults,
    sockets,
    tokens,
    signingSecret,
    latency,
    toHttp: (url) => new HttpMode(url, signingSecret, times.ackMs),
    stop: () => stop(server, sockets, deliveries),
  });
}

function setStage(
  options: SlackOptions,
  times: Times,
  changes: Changes,
  deliveries: Deliveries,
  host: string,
): Stage {
  const workspace = new Workspace(changes, {
    channels: options.channels ?? defaults.channels,
    users: options.users ?? defaults.users,
    userGroups: options.userGroups ?? [],
  });
  return {
    workspace,
    deliveries,
    triggers: new Triggers(times.triggerMs),
    responseUrls: new ResponseUrls(workspace, times.responseUrlMs),
    views: new Views(changes),
    commands: options.commands,
    events: new Set(options.events ?? defaults.events),
    origin: `http://${host}`,
  };
}

/** What the Web API's methods work on. */
function callsOn(
  options: SlackOptions,
  { workspace, triggers, views, origin }: Stage,
  sockets: SocketMode,
  host: string,
): Pick<Backend, 'files' | 'call'> {
  const files = new Files(options.unreadyUses);
  const limits = { blockText: 10_000, updateText: 4000, ...options.limits };
  const publicPosting = options.publicPosting ?? false;
  const scopes = new Set(options.scopes ?? defaults.scopes);
  const socketUrl = () => sockets.url(host);
  const calls = { workspace, triggers, views, files, limits, publicPosting, scopes, origin, socketUrl };
  return {
    files,
    call: (args) => ({ ...calls, args }),
  };
}

async function listen(server: Server, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return `127.0.0.1:${addressOf(server).port}`;
}

function addressOf(server: Server): AddressInfo {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening');
  return address;
}

async function stop(server: Server, sockets: SocketMode, deliveries: Deliveries): Promise<void> {
  deliveries.close();
  await sockets.close();
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await closed;
}
