import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

export interface AlertChild {
  readonly sorting: number[];
  readonly looking: string[];
  readonly looked: string[];
  signal(name: NodeJS.Signals): void;
  kill(): Promise<void>;
  exited(): Promise<void>;
}

const children = new Set<ChildProcess>();

export function startAlertChild(
  redisUrl: string,
  prefix: string,
  ms: { readonly sort?: number; readonly look?: number },
): AlertChild {
  const path = new URL('./alert-worker-process.ts', import.meta.url).pathname;
  const child = fork(path, [redisUrl, prefix, `${ms.sort ?? 0}`, `${ms.look ?? 0}`], { stdio: 'inherit' });
  children.add(child);
  const told = { sorting: [] as number[], looking: [] as string[], looked: [] as string[] };
  child.on('message', (message: { sorting?: number; looking?: string[]; looked?: string[] }) => {
    if (message.sorting !== undefined) told.sorting.push(message.sorting);
    told.looking.push(...(message.looking ?? []));
    told.looked.push(...(message.looked ?? []));
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
export async function killAlertChildren(): Promise<void> {
  await Promise.all(
    [...children].map((child) => {
      const exit = once(child, 'exit');
      child.kill('SIGKILL');
      return exit;
    }),
  );
}
