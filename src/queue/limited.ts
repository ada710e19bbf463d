import { LetGo } from './failure.ts';
import { pause } from './pause.ts';

/**
 * Work under a time limit and a signal: it is left when either ends, whatever it makes of the signal that it is given.
 * @throws LetGo when the signal is aborted.
 */
export async function limited<T>(
  signal: AbortSignal,
  limitMs: number,
  begin: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const ended = new AbortController();
  const both = AbortSignal.any([signal, ended.signal]);
  try {
    const running = begin(both);
    running.catch(() => {});
    const cut = pause(limitMs, both).then((): never => {
      if (signal.aborted) throw new LetGo(String(signal.reason));
      throw new Error(`not done within ${Math.round(limitMs / 1000)} s`);
    });
    cut.catch(() => {});
    return await Promise.race([running, cut]);
  } finally {
    ended.abort('the work is over');
  }
}
