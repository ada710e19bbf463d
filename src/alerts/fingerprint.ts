import { createHash } from 'node:crypto';
import type { Alert } from './alert.ts';

/** Of Alertmanager and Grafana: 16 hexadecimal digits. */
const PLAIN = /^[\w.-]{1,128}$/;

/**
 * What tells one alert from another: the sender's own word, else made of its labels, which are the same while it fires
 * and when it is resolved. A word that could not stand in a key is hashed.
 */
export function fingerprintOf({ fingerprint, labels }: Alert): string {
  if (fingerprint !== undefined) return PLAIN.test(fingerprint) ? fingerprint : digest(fingerprint);
  const sorted = Object.entries(labels)
    .filter(([name]) => !name.startsWith('__'))
    .toSorted(([left], [right]) => (left < right ? -1 : 1));
  return digest(JSON.stringify(sorted));
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
