import type { Cost, RequestRecord } from '../ports.ts';

/** A client that lives as long as a bot must not remember all it ever asked. */
const REMEMBERED = 500;

/** One request under way. */
export interface OpenRequest {
  /** It leaves, after having been held back. */
  sent(heldMs: number): void;
  over(end: { status?: number; problem?: string }): void;
}

/** Counts and remembers requests. */
export interface RequestLog {
  /** Call when a request is wanted: those wanted together are one round trip, however they are held back. */
  open(path: string): OpenRequest;
  cost(): Cost;
  records(): readonly RequestRecord[];
}

/** @param onRequest called with every request once it is over */
export function createRequestLog(onRequest?: (request: RequestRecord) => void): RequestLog {
  const records: RequestRecord[] = [];
  let requests = 0;
  let inFlight = 0;
  let roundTrips = 0;
  let throttledMs = 0;
  return {
    open(path) {
      let startedAt = performance.now();
      if (inFlight === 0) roundTrips += 1;
      inFlight += 1;
      return {
        sent(heldMs) {
          throttledMs += heldMs;
          requests += 1;
          startedAt = performance.now();
        },
        over(end) {
          inFlight -= 1;
          const ms = Math.round(performance.now() - startedAt);
          const record: RequestRecord = { method: 'GET', path, ms, ...end };
          records.push(record);
          if (records.length > REMEMBERED) records.shift();
          onRequest?.(record);
        },
      };
    },
    cost: () => ({ requests, roundTrips, throttledMs: Math.round(throttledMs) }),
    records: () => [...records],
  };
}
