import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

interface Started {
  readonly pid: number;
  readonly url: string;
  /** Whatever it has printed so far. */
  text(): string;
  problems(): string;
  readonly ended: Promise<unknown>;
}

/** In a process group of its own, as a terminal starts it; returns once it has said where it is. */
async function start(command: string, args: readonly string[]): Promise<Started> {
  const { SLACK_BOT_TOKEN: _, ...env } = process.env;
  const child: ChildProcess = spawn(command, args, {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const { pid } = child;
  if (!pid || !child.stdout || !child.stderr) throw new Error(`${command} was not started`);
  onTestFinished(() => void (isRunning(pid) && process.kill(-pid, 'SIGKILL')));
  const ended = once(child, 'close');
  let text = '';
  let problems = '';
  child.stderr.on('data', (part) => (problems += part));
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', (part) => {
      text += part;
      if (text.includes('Ctrl-C')) resolve();
    });
    child.once('exit', () => reject(new Error(`it ended: ${text}${problems}`)));
  });
  const [url = ''] = text.match(/http:\/\/\S+/) ?? [];
  return { pid, url, text: () => text, problems: () => problems, ended };
}

/** Whether any process of the group is. */
function isRunning(group: number): boolean {
  try {
    return process.kill(-group, 0);
  } catch {
    return false;
  }
}

it.each(['SIGINT', 'SIGTERM'] as const)('prints one address, and ends well at %s', async (signal) => {
  const { pid, url, text, problems, ended } = await start(process.execPath, [
    'scripts/start.ts',
    '--port',
    '0',
  ]);
  expect(text().match(/http:\/\/\S+/g)).toEqual([url]);
  const page = await fetch(url);
  expect(await page.text()).toContain('<html');
  // A page that is open.
  const events = await fetch(new URL('/api/events', url));
  process.kill(pid, signal);
  expect(await ended).toEqual([0, null]);
  expect(isRunning(pid)).toBe(false);
  await events.text().catch(() => undefined);
  await expect(fetch(url)).rejects.toThrow();
  expect(problems()).toBe('');
});

it('leaves no process behind where npm has started it, and Ctrl-C goes to all of them', async () => {
  const { pid, url, ended } = await start('npm', ['start', '--', '--port', '0']);
  expect((await fetch(url)).status).toBe(200);
  process.kill(-pid, 'SIGINT');
  await ended;
  await expect.poll(() => isRunning(pid), { timeout: 10_000 }).toBe(false);
  await expect(fetch(url)).rejects.toThrow();
});
