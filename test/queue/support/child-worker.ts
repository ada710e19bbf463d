import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

export interface ChildWorker {
  readonly ran: string[];
  readonly delivered: string[];
  signal(name: NodeJS.Signals): void;
  kill(): Promise<void>;
  exited(): Promise<void>;
}

const children = new Set<ChildProcess>();

export function startChildWorker(redisUrl: string, prefix: string, runMs: number): ChildWorker {
  const path = new URL('./worker-process.ts', import.meta.url).pathname;
  const child = fork(path, [redisUrl, prefix, String(runMs)], { stdio: 'inherit' });
  children.add(child);
  const ran: string[] = [];
  const delivered: string[] = [];
  child.on('message', (message: { ran?: string; delivered?: string }) => {
    if (message.ran) ran.push(message.ran);
    if (message.delivered) delivered.push(message.delivered);
  });
  const exit = once(child, 'exit').then(() => void children.delete(child));
  return {
    ran,
    delivered,
    signal: (name) => void child.kill(name),
    async kill() {
      child.kill('SIGKILL');
      await exit;
    },
    exited: () => exit,
  };
}

/** Only those that were started here. */
export async function killChildWorkers(): Promise<void> {
  await Promise.all(
    [...children].map((child) => {
      const exit = once(child, 'exit');
      child.kill('SIGKILL');
      return exit;
    }),
  );
}
