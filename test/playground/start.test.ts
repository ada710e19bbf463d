import { createServer } from 'node:net';
import { expect, it, onTestFinished, vi } from 'vitest';
import { BotError } from '../../src/errors.ts';
import { startPlayground } from '../../src/playing.ts';
import { runStart, type StartPorts } from '../../src/start.ts';
import { PAGE, startRunning } from './running.ts';

interface Started {
  readonly code: number;
  readonly text: string;
  readonly did: readonly unknown[];
}

async function start(args: readonly string[], ports: Partial<StartPorts> = {}): Promise<Started> {
  const texts: string[] = [];
  const did: unknown[] = [];
  const code = await runStart(args, {
    env: {},
    out: (text) => texts.push(text),
    err: (text) => texts.push(text),
    interrupted: async () => void did.push('interrupted'),
    serve: async () => {
      did.push('serve');
      return 0;
    },
    play: async ({ write: _, environment: __, ...flags }) => {
      did.push(flags);
      const stop = async () => void did.push('stop');
      return { url: 'http://127.0.0.1:4321/', cluster: 'a replayed cluster', stop };
    },
    ...ports,
  });
  return { code, text: texts.join(''), did };
}

it('plays where there is no token, and says where, once', async () => {
  const { code, text, did } = await start(['--port', '8080', '--host', '0.0.0.0']);
  expect(code).toBe(0);
  expect(did).toEqual(['interrupted', { port: 8080, host: '0.0.0.0' }, 'stop']);
  expect(text.match(/https?:/g)).toEqual(['http:']);
  expect(text).toContain('Ctrl-C');
  expect(text).toContain('every address of this machine: whoever reaches it');
  expect((await start(['--host', '192.0.2.7'])).text).toContain('listens on 192.0.2.7: whoever');
  expect((await start([])).text).not.toContain('whoever');
});

it('is podwhy serve where a token is set, whatever else is said', async () => {
  const env = { SLACK_BOT_TOKEN: 'xoxb-1' };
  expect(await start([], { env })).toEqual({ code: 0, text: '', did: ['serve'] });
  const flagged = await start(['--port', '1'], { env });
  expect(flagged.did).toEqual(['serve']);
  expect(flagged.text).toContain('SLACK_BOT_TOKEN is set');
  expect((await start([], { env: { SLACK_BOT_TOKEN: ' ' } })).did).not.toContain('serve');
});

it('asks one’s own cluster only where that is said', async () => {
  const own = ['--cluster', 'mine', '--kubeconfig', 'here.yaml', '--context', 'dev'];
  expect((await start(own)).did).toContainEqual({ cluster: 'mine', kubeconfig: 'here.yaml', context: 'dev' });
  const forgotten = await start(['--kubeconfig', 'here.yaml']);
  expect(forgotten).toMatchObject({ code: 2, did: [], text: expect.stringContaining('--cluster mine') });
});

it('tells of its flags, and of wrong ones', async () => {
  expect(await start(['--help'])).toMatchObject({
    code: 0,
    did: [],
    text: expect.stringContaining('--cluster'),
  });
  for (const args of [['--port', 'x'], ['--port', '70000'], ['--cluster', 'other'], ['--host', ''], ['web']])
    expect(await start(args)).toMatchObject({ code: 2, did: [] });
});

it('tells what goes wrong while it runs, and not what its end loses', async () => {
  const play: StartPorts['play'] = async ({ write }) => {
    write('{"level":"info","event":"started"}');
    write('{"level":"warn","event":"troubled"}');
    const stop = async () => write('{"level":"warn","event":"lost"}');
    return { url: 'http://127.0.0.1:4321/', cluster: 'a replayed cluster', stop };
  };
  const { text } = await start([], { play });
  expect(text).toContain('troubled');
  expect(text).not.toMatch(/started|lost/);
});

it('says in a sentence what keeps it from starting', async () => {
  const taken = () => Promise.reject(new BotError('port-taken', 'Port 80 is taken.'));
  expect(await start([], { play: taken })).toMatchObject({ code: 1, text: 'podwhy: Port 80 is taken.\n' });
});

it('leaves a port that is taken alone, and nothing behind', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void other.close());
  const { port } = other.address() as { port: number };
  const starting = startPlayground({ page: PAGE, port, environment: {}, write: () => undefined });
  await expect(starting).rejects.toThrow(`Port ${port} is taken by another program: name another one`);
  await vi.waitFor(() => expect(listening()).toBe(1));
});

it('says that an address is not of this machine, instead of blaming the port', async () => {
  // Of TEST-NET-1, which nobody has.
  const starting = startPlayground({
    page: PAGE,
    port: 0,
    host: '192.0.2.7',
    environment: {},
    write: () => undefined,
  });
  await expect(starting).rejects.toMatchObject({
    code: 'usage',
    userMessage: expect.stringContaining('no address 192.0.2.7'),
  });
});

it('listens to nothing once it is stopped, pages that are open or not', async () => {
  const { playing, until } = await startRunning();
  await vi.waitFor(() => expect(listening()).toBe(4));
  const events = await fetch(new URL('/api/events', playing.url));
  await until(() => true);
  await playing.stop();
  await vi.waitFor(() => expect(listening()).toBe(0));
  await expect(events.text()).resolves.toContain('event: state');
  await expect(fetch(playing.url)).rejects.toThrow();
});

it('does without a kubeconfig of one’s own only where it says so', async () => {
  const environment = { HOME: '/nowhere' };
  const own = { page: PAGE, port: 0, environment, write: () => undefined, cluster: 'mine' } as const;
  await expect(startPlayground(own)).rejects.toMatchObject({ code: 'no-kubeconfig' });
  await vi.waitFor(() => expect(listening()).toBe(0));
});

/** Servers of this process. */
function listening(): number {
  return process.getActiveResourcesInfo().filter((name) => name === 'TCPServerWrap').length;
}
