import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** One of the processes that are measured. */
export interface Child {
  /** JSON lines that it wrote so far. */
  readonly lines: Readonly<Record<string, unknown>>[];
  signal(name: NodeJS.Signals): void;
  /** Ends it. */
  stop(): Promise<void>;
}

const READY_MS = 20_000;

/** Starts a program of ours; resolves with the line that tells of its being ready. */
export async function startChild(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<{ readonly child: Child; readonly ready: Readonly<Record<string, unknown>> }> {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, args, {
    env: { PATH, HOME, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: Record<string, unknown>[] = [];
  const ready = await new Promise<Record<string, unknown>>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`not ready: ${args.join(' ')}`)), READY_MS);
    child.once('exit', (code) => reject(new Error(`ended with ${code}: ${args.join(' ')}`)));
    createInterface({ input: child.stdout }).on('line', (text) => {
      const line = readLine(text);
      lines.push(line);
      if (line.event !== 'service.started') return;
      clearTimeout(timer);
      resolve(line);
    });
  }).catch(async (error) => {
    await end(child);
    throw error;
  });
  return {
    ready,
    child: { lines, signal: (name) => void child.kill(name), stop: () => end(child) },
  };
}

function readLine(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text);
  } catch {
    return { text };
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 25_000);
  await exit;
  clearTimeout(timer);
}
