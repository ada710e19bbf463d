import type { Cluster } from '../ports.ts';

/** A cluster whose answers are waited for until the signal aborts, then no longer: it throws the signal's reason. */
export function untilAborted(cluster: Cluster, signal: AbortSignal): Cluster {
  return {
    ...cluster,
    resolve: (query) => orAbort(() => cluster.resolve(query), signal),
    read: (read) => orAbort(() => cluster.read(read), signal),
    podPages: (query) => pagesUntil(cluster.podPages(query), signal),
  };
}

async function* pagesUntil<T>(pages: AsyncIterable<T>, signal: AbortSignal): AsyncGenerator<T, void> {
  const iterator = pages[Symbol.asyncIterator]();
  try {
    for (;;) {
      const page = await orAbort(() => iterator.next(), signal);
      if (page.done) return;
      yield page.value;
    }
  } finally {
    // Ends what is in flight; nobody waits for that either.
    iterator.return?.().catch(() => undefined);
  }
}

async function orAbort<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  let stop = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop);
  });
  try {
    return await Promise.race([work(), aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
