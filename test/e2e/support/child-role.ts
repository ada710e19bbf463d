import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Role } from '../../../src/config.ts';

/** A part of the service as a process of its own. */
export interface ChildRole {
  /** Lines of its log so far. */
  readonly log: readonly string[];
  signal(name: NodeJS.Signals): void;
  /** Ends it with kill -9; nothing happens where it has ended. */
  kill(): Promise<void>;
  /** Its exit code, once it has ended. */
  exited(): Promise<number | null>;
}

const MAIN = new URL('../../../src/main.ts', import.meta.url).pathname;
const START_MS = 15_000;

/** Starts `podwhy <role>`; returns once it says that it runs. */
export async function startChildRole(
  role: Role,
  environment: Readonly<Record<string, string>>,
): Promise<ChildRole> {
  const env = { PATH: process.env.PATH, ...environment };
  const child = spawn(process.execPath, [MAIN, role], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const exit = once(child, 'exit').then(([code]) => code as number | null);
  const log: string[] = [];
  await started(child, log);
  return {
    log,
    signal: (name) => void child.kill(name),
    async kill() {
      child.kill('SIGKILL');
      await exit;
    },
    exited: () => exit,
  };
}

function started(child: ChildProcess, log: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`${why}:\n${log.join('\n')}`));
    const timer = setTimeout(() => fail('the child did not start in time'), START_MS);
    child.once('exit', (code) => fail(`the child ended with ${code}`));
    createInterface({ input: child.stdout ?? process.stdin }).on('line', (line) => {
      log.push(line);
      if (!line.includes('"service.started"')) return;
      clearTimeout(timer);
      resolve();
    });
  });
}
