import type { AskJob, RunResult } from '../asks.ts';
import { failedReply, LetGo, tookTooLong } from './failure.ts';
import { pause } from './pause.ts';

export type Run = (job: AskJob, progress: (step: string) => void, signal: AbortSignal) => Promise<RunResult>;

/**
 * One run under a time limit, which ends in a reply and not in another try: a cluster that hangs, hangs.
 * @throws LetGo when the signal is aborted, whatever the run makes of it.
 */
export async function runOnce(
  run: Run,
  job: AskJob,
  options: { readonly step: (text: string) => void; readonly signal: AbortSignal; readonly limitMs: number },
): Promise<RunResult> {
  const { step, signal, limitMs } = options;
  const ended = new AbortController();
  const late = (): RunResult => ({ reply: failedReply(job.ask, tookTooLong(job.ask, limitMs)) });
  try {
    const running = run(job, step, AbortSignal.any([signal, ended.signal]));
    return await Promise.race([running, pause(limitMs, ended.signal).then(late), letGo(signal)]);
  } finally {
    ended.abort('the run is over');
  }
}

function letGo(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const go = () => reject(new LetGo(String(signal.reason)));
    if (signal.aborted) go();
    else signal.addEventListener('abort', go, { once: true });
  });
}
