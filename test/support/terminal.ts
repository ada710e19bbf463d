import { createTerminalPorts } from '../../src/app.ts';
import { runCli } from '../../src/terminal/cli.ts';

export interface Printed {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command line as the `podwhy` program would, in this process. */
export async function podwhy(
  args: readonly string[],
  {
    env = {},
    isTTY = false,
    errIsTTY = false,
    input = '',
    interrupted = Promise.resolve(),
  }: {
    env?: Record<string, string>;
    isTTY?: boolean;
    errIsTTY?: boolean;
    input?: string;
    interrupted?: Promise<void>;
  } = {},
): Promise<Printed> {
  let out = '';
  let err = '';
  const ports = await createTerminalPorts({
    env,
    isTTY,
    errIsTTY,
    columns: 100,
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    input: async function* () {
      yield Buffer.from(input);
    },
    interrupted: () => interrupted,
  });
  const code = await runCli(args, ports);
  return { code, out, err };
}

/** Path of a recording in the repository. */
export function recordingPath(name: string): string {
  return new URL(`../recordings/${name}.json`, import.meta.url).pathname;
}
