import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { alertmanagerConfig, type ConfigEdits } from './alertmanager-config.ts';

/** Debian's; the tests that need it are skipped where it is absent. */
const PROGRAM = 'prometheus-alertmanager';
const READY_MS = 15_000;

/** Why tests with a real Alertmanager are skipped; undefined where it is there. */
export const noAlertmanager =
  spawnSync(PROGRAM, ['--version']).status === 0
    ? undefined
    : 'prometheus-alertmanager is not installed (apt-get install prometheus-alertmanager)';

/** An alert as Prometheus sends it. */
export interface PostedAlert {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly generatorURL?: string;
}

/** An alert as Alertmanager's API lists it. */
export interface ListedAlert extends PostedAlert {
  readonly fingerprint: string;
  readonly status: {
    readonly state: 'unprocessed' | 'active' | 'suppressed';
    readonly silencedBy: readonly string[];
    readonly inhibitedBy: readonly string[];
  };
}

/** A running Alertmanager of our own. */
export interface Alertmanager {
  readonly url: string;
  /** Where others of its cluster reach it; undefined where it is alone. */
  readonly gossip?: string;
  /** They fire from now on, until they are resolved. */
  post(alerts: readonly PostedAlert[]): Promise<void>;
  resolve(alerts: readonly PostedAlert[]): Promise<void>;
  /** Holds back alerts with exactly these labels; returns the silence's id. */
  silence(labels: Readonly<Record<string, string>>): Promise<string>;
  alerts(): Promise<readonly ListedAlert[]>;
  /** What a shell makes of a command line, with amtool on its path. */
  shell(command: string): Promise<string>;
  stop(): Promise<void>;
}

export interface AlertmanagerOptions extends Omit<ConfigEdits, 'credentialsFile'> {
  /** The token that it shows its receivers. */
  readonly token: string;
  /** It talks with others of a cluster; `true` for the first one, which has none to talk with yet. */
  readonly peers?: true | readonly Alertmanager[];
}

/** Starts Debian's Alertmanager on loopback with the sample as its configuration; ready when this resolves. */
export async function startAlertmanager(options: AlertmanagerOptions): Promise<Alertmanager> {
  const { token, peers, ...edits } = options;
  const folder = await mkdtemp(join(tmpdir(), 'podwhy-alertmanager-'));
  const credentialsFile = join(folder, 'token');
  const config = join(folder, 'alertmanager.yml');
  await writeFile(credentialsFile, token);
  await writeFile(config, alertmanagerConfig({ ...edits, credentialsFile }));
  const url = `http://127.0.0.1:${await freePort()}`;
  const gossip = peers === undefined ? undefined : `127.0.0.1:${await freePort()}`;
  const server = run([
    `--config.file=${config}`,
    `--storage.path=${join(folder, 'data')}`,
    `--web.listen-address=${url.slice('http://'.length)}`,
    `--web.external-url=${url}`,
    ...clusterFlags(gossip, peers === true ? [] : (peers ?? [])),
  ]);
  async function stop(): Promise<void> {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
  await server
    .until(async () => (await fetch(`${url}/-/ready`)).ok)
    .catch(async (error) => {
      await stop();
      throw error;
    });
  return { url, ...(gossip === undefined ? {} : { gossip }), ...apiOf(url), stop };
}

/** The gossip is quicker than usual: it settles before anything is sent. */
function clusterFlags(gossip: string | undefined, peers: readonly Alertmanager[]): readonly string[] {
  if (gossip === undefined) return ['--cluster.listen-address='];
  return [
    `--cluster.listen-address=${gossip}`,
    `--cluster.advertise-address=${gossip}`,
    '--cluster.gossip-interval=20ms',
    '--cluster.peer-timeout=2s',
    ...peers.map((peer) => `--cluster.peer=${peer.gossip}`),
  ];
}

interface Running {
  /** Asks until it holds. @throws with the log where the process has ended, or takes too long. */
  until(holds: () => Promise<boolean>): Promise<void>;
  stop(): Promise<void>;
}

function run(flags: readonly string[]): Running {
  const server: ChildProcess = spawn(PROGRAM, flags, { stdio: ['ignore', 'ignore', 'pipe'] });
  const log: Buffer[] = [];
  let ready = false;
  server.stderr?.on('data', (chunk: Buffer) => log.push(chunk));
  const told = () => Buffer.concat(log).toString();
  const ended = once(server, 'close').then(([code]) => {
    if (ready) console.error(`${PROGRAM} ended with ${code}:\n${told()}`);
  });
  return {
    async until(holds) {
      for (const end = Date.now() + READY_MS; !(await holds().catch(() => false)); await sleep(20))
        if (server.exitCode !== null || Date.now() > end)
          throw new Error(`${PROGRAM} is not ready:\n${told()}`);
    },
    async stop() {
      ready = false;
      server.kill('SIGKILL');
      await ended;
    },
  };
}

function apiOf(url: string): Omit<Alertmanager, 'url' | 'gossip' | 'stop'> {
  async function send(path: string, body: unknown): Promise<string> {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${url}/api/v2/${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`);
    return text;
  }
  return {
    // Without an end it would be over after resolve_timeout; Prometheus sends one as well.
    post: async (alerts) => void (await send('alerts', withEnd(alerts, 3_600_000))),
    resolve: async (alerts) => void (await send('alerts', withEnd(alerts, 0))),
    async silence(labels) {
      const matchers = Object.entries(labels).map(([name, value]) => ({ name, value, isRegex: false }));
      const times = { startsAt: later(0), endsAt: later(3_600_000) };
      return JSON.parse(await send('silences', { matchers, ...times, createdBy: 'test', comment: 'test' }))
        .silenceID;
    },
    alerts: async () => (await (await fetch(`${url}/api/v2/alerts`)).json()) as readonly ListedAlert[],
    shell: async (command) => (await promisify(execFile)('/bin/sh', ['-c', command])).stdout,
  };
}

function withEnd(alerts: readonly PostedAlert[], inMs: number): readonly object[] {
  return alerts.map((alert) => ({ ...alert, endsAt: later(inMs) }));
}

function later(ms: number): string {
  return new Date(Date.now() + ms).toISOString();
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
