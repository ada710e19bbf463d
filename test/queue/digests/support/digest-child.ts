import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

export interface DigestChild {
  readonly posting: string[];
  readonly posted: string[];
  signal(name: NodeJS.Signals): void;
  kill(): Promise<void>;
  exited(): Promise<void>;
}

const children = new Set<ChildProcess>();

export function startDigestChild(redisUrl: string, prefix: string, postMs: number): DigestChild {
  const path = new URL('./digest-worker-process.ts', import.meta.url).pathname;
  const child = fork(path, [redisUrl, prefix, `${postMs}`], { stdio: 'inherit' });
  children.add(child);
  const told = { posting: [] as string[], posted: [] as string[] };
  child.on('message', (message: { posting?: string; posted?: string }) => {
    if (message.posting !== undefined) told.posting.push(message.posting);
    if (message.posted !== undefined) told.posted.push(message.posted);
  });
  const exit = once(child, 'exit').then(() => void children.delete(child));
  return {
    ...told,
    signal: (name) => void child.kill(name),
    async kill() {
      child.kill('SIGKILL');
      await exit;
    },
    exited: () => exit,
  };
}

/** Only those that were started here. */
export async function killDigestChildren(): Promise<void> {
  await Promise.all(
    [...children].map((child) => {
      const exit = once(child, 'exit');
      child.kill('SIGKILL');
      return exit;
    }),
  );
}
