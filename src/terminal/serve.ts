import { EXIT } from './exit-code.ts';
import { sayFailure } from './failure.ts';
import type { ServiceRole, TerminalPorts } from './io.ts';

/** `podwhy serve`, `bot`, `worker`: runs until it is told to stop. Its log goes to stdout, one JSON object a line. */
export async function serve(role: ServiceRole, ports: TerminalPorts): Promise<number> {
  try {
    const service = await ports.startService(role);
    await ports.interrupted();
    await service.stop();
    return EXIT.healthy;
  } catch (error) {
    return sayFailure(error, ports);
  }
}
