import { cleanText } from '../../diagnosis/gate.ts';
import { sanitize } from '../../diagnosis/sanitize.ts';
import { BotError } from '../../errors.ts';
import type { AlertGroup } from '../alert.ts';
import type { DroppedAlert } from '../alert-target.ts';
import { countRead } from '../count-read.ts';
import { toNews } from '../to-news.ts';
import { type Answer, refusal } from './answer.ts';
import { deliveryId } from './delivery-id.ts';
import type { PlaceQuery } from './place-query.ts';
import type { WebhookOptions } from './webhook-options.ts';

/** Alerts that are named in an answer and a log line. */
const MOST_NAMED = 20;
const MOST_IN_NAME = 100;
/** Seconds; the queue's store seldom comes back sooner. */
const RETRY_AFTER = '10';

/** Puts a payload's alerts into the queue. Whatever is taken in or dropped is counted only once the queue has it. */
export async function takeIn(group: AlertGroup, place: PlaceQuery, options: WebhookOptions): Promise<Answer> {
  const { queue, clock, logger, count, ignored, clusterLabels } = options;
  const read = toNews(group, {
    ...place,
    ...(ignored ? { ignored } : {}),
    ...(clusterLabels ? { clusterLabels } : {}),
    origin: { kind: 'webhook' },
    receivedAt: clock.now(),
  });
  try {
    if (read.news.length > 0) await queue.add(read.news, deliveryId(read.news));
  } catch (error) {
    if (!(error instanceof BotError) || error.code !== 'queue-unavailable') throw error;
    return refusal(503, 'The queue cannot be reached: send it again.', { 'retry-after': RETRY_AFTER });
  }
  countRead(group, read, count);
  const dropped = named(read.dropped);
  logger.info('alerts.received', {
    source: group.source,
    accepted: read.news.length,
    repeated: read.repeated,
    droppedCount: read.dropped.length,
    dropped,
  });
  return { code: 202, body: { accepted: read.news.length, dropped } };
}

/** Each name and reason once, fit to be read. */
function named(dropped: readonly DroppedAlert[]): readonly object[] {
  const different = new Map(dropped.map((one) => [JSON.stringify([one.alertname, one.reason]), one]));
  return [...different.values()].slice(0, MOST_NAMED).map(({ alertname, reason }) => ({
    alertname: sanitize(cleanText(alertname), { maxLength: MOST_IN_NAME }),
    reason,
  }));
}
