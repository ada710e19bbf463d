import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

export interface Child {
  signal(name: NodeJS.Signals): void;
  kill(): Promise<void>;
  exited(): Promise<void>;
}

const children = new Set<ChildProcess>();

/** A process of its own, that can be killed; `hear` gets what it sends. */
export function startChild<Message>(
  script: URL,
  args: readonly (string | number)[],
  hear: (message: Message) => void,
): Child {
  const child = fork(script, args.map(String), { stdio: 'inherit' });
  children.add(child);
  child.on('message', (message) => hear(message as Message));
  const exit = once(child, 'exit').then(() => void children.delete(child));
  return {
    signal: (name) => void child.kill(name),
    async kill() {
      child.kill('SIGKILL');
      await exit;
    },
    exited: () => exit,
  };
}

/** Only those that were started here. */
export async function killChildren(): Promise<void> {
  await Promise.all(
    [...children].map((child) => {
      const exit = once(child, 'exit');
      child.kill('SIGKILL');
      return exit;
    }),
  );
}
