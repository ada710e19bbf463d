import { EXIT } from './exit-code.ts';
import { sayFailure } from './failure.ts';
import type { TerminalPorts } from './io.ts';

export interface ReplayFlags {
  readonly port: number;
  readonly kubeconfig?: string;
  readonly fault: readonly string[];
}

/** `podwhy replay`: serves recordings until interrupted. */
export async function replay(
  files: readonly string[],
  flags: ReplayFlags,
  ports: TerminalPorts,
): Promise<number> {
  const { port, kubeconfig, fault } = flags;
  const options = { port, faults: fault, ...(kubeconfig === undefined ? {} : { kubeconfig }) };
  try {
    const served = await ports.serveReplay(files, options);
    ports.err(`podwhy: serving ${files.join(', ')} on ${served.url} (Ctrl-C ends it)\n`);
    if (kubeconfig) ports.err(`podwhy: try  kubectl --kubeconfig ${kubeconfig} get pods -A\n`);
    await ports.interrupted();
    await served.close();
    return EXIT.healthy;
  } catch (error) {
    return sayFailure(error, ports);
  }
}
