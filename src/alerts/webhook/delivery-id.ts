import { createHash } from 'node:crypto';
import type { AlertNews } from '../../incidents/alert-news.ts';

const MINUTE = 60_000;
const FEW_SECONDS = 5_000;

/**
 * The same for deliveries that say the same at about the same time. A request that is sent again because its answer was
 * lost comes within seconds, that of the other of a pair within its peer timeout of 15 s, a repeat that is news (Alertmanager's
 * repeat_interval) hours later. No payload says when it was sent, so our clock does. It is made of what the news say rather
 * than of the body, in which each of a pair has an address of its own.
 *
 * Firing, resolved and firing again must not look like the first delivery again: the times of the alerts tell these apart,
 * and where a sender gives none, only seconds count as the same time. What comes twice on either side of a full minute
 * is put in twice; the inbox merges it.
 */
export function deliveryId(news: readonly AlertNews[]): string {
  const [first] = news;
  const same = news.every(({ startsAt }) => startsAt !== undefined) ? MINUTE : FEW_SECONDS;
  const when = Math.floor((first?.receivedAt ?? 0) / same);
  const said = news.map(({ origin: _, receivedAt: __, externalURL: ___, ...one }) => JSON.stringify(one));
  return createHash('sha256')
    .update(JSON.stringify([when, said.toSorted()]))
    .digest('hex')
    .slice(0, 32);
}
