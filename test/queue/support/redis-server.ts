import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Debian's; the tests that need one are skipped where it is absent. */
const SERVER = 'redis-server';

/** Why tests with a Redis proper are skipped; undefined where it is there. */
export const noRedis =
  spawnSync(SERVER, ['--version']).status === 0
    ? undefined
    : 'redis-server is not installed (apt-get install redis-server)';

/** A redis-server of our own on a private socket, or on a loopback port where `tcp` says so. */
export interface RedisServer {
  readonly url: string;
  signal(name: NodeJS.Signals): void;
  kill(): Promise<void>;
  /** Again on the same socket: with its data where it keeps them. */
  start(): Promise<void>;
  remove(): Promise<void>;
}

export async function startRedis(
  options: { readonly durable?: boolean; readonly tcp?: boolean } = {},
): Promise<RedisServer> {
  const folder = mkdtempSync(join(tmpdir(), 'podwhy-redis-'));
  const socket = join(folder, 'redis.sock');
  const port = options.tcp ? await freePort() : 0;
  const url = options.tcp ? `redis://127.0.0.1:${port}` : socket;
  let server: ChildProcess | undefined;

  async function start(): Promise<void> {
    const durability = options.durable ? ['--appendonly', 'yes', '--appendfsync', 'always'] : [];
    const args = ['--port', `${port}`, '--unixsocket', socket, '--dir', folder, '--save', '', ...durability];
    server = spawn(SERVER, args, { stdio: 'ignore' });
    for (let tries = 0; !(await answers(socket)); tries++) {
      if (tries > 200) throw new Error('redis-server did not start');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  async function kill(): Promise<void> {
    const running = server;
    server = undefined;
    if (!running || running.exitCode !== null) return;
    const ended = new Promise((resolve) => running.once('exit', resolve));
    running.kill('SIGKILL');
    await ended;
  }

  await start();
  return {
    url,
    start,
    kill,
    signal: (name) => void server?.kill(name),
    async remove() {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.on('error', () => end(false));
    socket.on('data', (data) => end(data.toString().startsWith('+PONG')));
    socket.on('connect', () => socket.write('PING\r\n'));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
