import { createHash } from 'node:crypto';

/** For keys and job ids: what it is of may be long, and BullMQ takes no colon and no integer. */
export function shortHash(...parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 32);
}
