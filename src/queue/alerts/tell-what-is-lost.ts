import type { Job, Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Logger } from '../../ports.ts';
import { parseEntry } from './alert-schema.ts';
import { inboxKey } from './inboxes.ts';

/** As many jobs, and entries of an inbox, as are counted: it is one line in a log. */
const MOST = 5000;

/**
 * A store in memory ends with its process. What it still holds is gone: this says how much. Looks that it would have taken
 * by itself are counted apart: whoever sent the alerts has been told all that was known.
 */
export async function tellWhatIsLost(options: {
  readonly redis: Redis;
  readonly queue: Queue;
  readonly prefix: string;
  readonly logger: Logger;
}): Promise<void> {
  const { redis, queue, prefix, logger } = options;
  const lost = { items: 0, followUps: 0 };
  const countEntry = (written: string) => {
    const entry = parseEntry(written);
    if (entry.status === 'ok' && entry.value.item.kind === 'look') lost.followUps++;
    else lost.items++;
  };
  const jobs = await queue.getJobs(['active', 'waiting', 'prioritized', 'delayed'], 0, MOST - 1);
  // One that has ended meanwhile is not there.
  for (const job of jobs as readonly (Job | undefined)[]) {
    if (job?.name === 'sort' && Array.isArray(job.data.news)) lost.items += job.data.news.length;
    if (job?.name === 'tell' && job.data.entry !== undefined) countEntry(JSON.stringify(job.data.entry));
  }
  for await (const keys of redis.scanStream({ match: inboxKey(prefix, '*'), count: 500 })) {
    for (const key of keys as string[])
      if (!key.includes(inboxKey(prefix, 'storm-')))
        for (const written of await redis.zrange(key, 0, `${MOST - 1}`)) countEntry(written);
  }
  const note = 'They were in memory; set REDIS_URL for a store that lasts.';
  if (lost.items > 0) logger.warn('alerts.lost', { ...lost, note });
  else if (lost.followUps > 0) logger.info('alerts.follow-ups-lost', { followUps: lost.followUps, note });
}
