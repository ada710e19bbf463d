import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it, onTestFinished } from 'vitest';

const SCRIPT = new URL('../../scripts/start.ts', import.meta.url).pathname;

it.each(['SIGINT', 'SIGTERM'] as const)('prints one address, and ends within 2 s of %s', async (signal) => {
  const { SLACK_BOT_TOKEN: _, ...env } = process.env;
  const child = spawn(process.execPath, [SCRIPT, '--port', '0'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'close');
  onTestFinished(() => void child.kill('SIGKILL'));
  let text = '';
  let problems = '';
  child.stderr.on('data', (part) => (problems += part));
  for await (const part of child.stdout) {
    text += part;
    if (text.includes('Ctrl-C')) break;
  }
  const [url = '', ...more] = text.match(/http:\/\/\S+/g) ?? [];
  expect(more).toEqual([]);
  const page = await fetch(url);
  expect(await page.text()).toContain('<html');
  // A page that is open.
  const events = await fetch(new URL('/api/events', url));
  const askedAt = performance.now();
  child.kill(signal);
  expect(await ended).toEqual([0, null]);
  expect(performance.now() - askedAt).toBeLessThan(2000);
  await events.text().catch(() => undefined);
  await expect(fetch(url)).rejects.toThrow();
  expect(problems).toBe('');
});
