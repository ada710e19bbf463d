import type { RunResult } from './asks.ts';
import type { Logger } from './ports.ts';
import { within } from './queue/pause.ts';
import { type LinkDeps, linkIncident } from './workflows/link-incident.ts';

/** How long an answer may wait for the link to its incident. */
const LINK_MS = 500;

/** The answer with the link to its incident, without it where the store or Slack is slow or away. Never throws. */
export async function linkInTime(
  result: RunResult,
  { logger, ...deps }: LinkDeps & { readonly logger: Logger },
): Promise<RunResult> {
  const without = (problem: string): RunResult => {
    logger.info('incident.not-linked', { problem });
    return result;
  };
  try {
    return await within(LINK_MS, linkIncident(result, deps), () => without('late'));
  } catch (error) {
    return without(String(error));
  }
}
