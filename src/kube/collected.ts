import type { Collected } from '../diagnosis/snapshot.ts';
import type { Fetched } from './http-status.ts';

/** What came over the wire in the core's terms. */
export function collected<T, R = T>(
  fetched: Fetched<T>,
  take: (value: T) => R = (value) => value as unknown as R,
): Collected<R> {
  if (fetched.status === 'ok') return { status: 'ok', value: take(fetched.value) };
  return { status: 'unavailable', reason: fetched.reason, message: fetched.message };
}
