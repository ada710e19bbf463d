import { cleanText } from '../diagnosis/gate.ts';
import type { Cluster } from '../ports.ts';
import { diagnoseTarget } from '../workflows/diagnose-target.ts';
import { toRecording } from '../workflows/to-recording.ts';
import { EXIT } from './exit-code.ts';
import { sayFailure } from './failure.ts';
import type { TerminalPorts } from './io.ts';
import { sitePlaybooks } from './site-playbooks.ts';
import { unresolvedReport } from './unresolved.ts';
import { open, queryOf, type WhyOptions } from './why.ts';

/** `podwhy record`: a recording of what a diagnosis reads, on stdout; a summary on stderr. */
export async function record(
  target: string | undefined,
  options: WhyOptions,
  ports: TerminalPorts,
): Promise<number> {
  let cluster: Cluster | undefined;
  try {
    cluster = await open(options, ports);
    const query = queryOf(target, options);
    const playbooks = await sitePlaybooks(options, ports);
    const outcome = await diagnoseTarget(cluster, query, { playbooks });
    if (outcome.status !== 'diagnosed') {
      ports.err(`podwhy: ${cleanText(unresolvedReport(outcome, query, cluster.namespace).error.message)}\n`);
      return EXIT.inconclusive;
    }
    const recording = toRecording(outcome.snapshot);
    ports.out(`${JSON.stringify(recording, null, 1)}\n`);
    const { diagnosis } = outcome;
    ports.err(
      `podwhy: recorded ${recording.objects.length} objects; ${diagnosis.gaps.length} things could not be read. Look through it before you share it.\n`,
    );
    return EXIT.healthy;
  } catch (error) {
    return sayFailure(error, ports);
  } finally {
    await cluster?.close();
  }
}
