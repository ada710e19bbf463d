import { type BulkJobOptions, Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import type { AlertNews, AlertSubject, InboxItem } from '../../incidents/alert-news.ts';
import { shortHash } from '../short-hash.ts';
import type { Entry } from './alert-schema.ts';

export const ALERTS_QUEUE = 'alerts';

/** A job as it is put into the queue. */
export interface AlertJob {
  readonly name: 'sort' | 'tell' | 'look' | 'tell-storm';
  readonly data: object;
  readonly opts: BulkJobOptions;
}

/** How many news one job sorts. */
const CHUNK = 100;
/** A job that is done is kept without its data, so that the same delivery is known when it comes again. */
const KEPT = { removeOnComplete: { age: 3600, count: 10_000 }, removeOnFail: { age: 86_400, count: 100 } };
/** Nothing is kept of these: the next round's job has another number, but a name that was long quiet begins at 0. */
const GONE = { removeOnComplete: true, removeOnFail: true };
/** The worker decides when to give up, by its own time. */
const AGAIN = { attempts: Number.MAX_SAFE_INTEGER, backoff: { type: 'custom' } };

export function openAlertsQueue(redis: Redis, prefix: string): Queue {
  return new Queue(ALERTS_QUEUE, {
    connection: redis,
    prefix,
    streams: { events: { maxLen: 200 } },
    defaultJobOptions: { ...AGAIN, stackTraceLimit: 1 },
  });
}

export function sortJobs(news: readonly AlertNews[], delivery: string): readonly AlertJob[] {
  const id = shortHash(delivery);
  const chunks = Math.ceil(news.length / CHUNK);
  return Array.from({ length: chunks }, (_, chunk) => ({
    name: 'sort',
    data: { news: news.slice(chunk * CHUNK, (chunk + 1) * CHUNK) },
    opts: { jobId: `sort-${id}-${chunk}`, ...KEPT },
  }));
}

/** Puts one item into a subject's inbox, at a time: the same for the same time is one. */
export function tellJob(
  subject: AlertSubject,
  item: InboxItem,
  at: number | undefined,
  now: number,
): AlertJob {
  const id = shortHash(subjectName(subject), item, at ?? now);
  const entry: Entry = { id, item };
  return {
    name: 'tell',
    data: { subject, entry },
    opts: { jobId: `tell-${id}`, ...(at === undefined ? {} : { delay: Math.max(0, at - now) }), ...KEPT },
  };
}

/** Asks for a storm to be told, at a time. */
export function tellAgainJob(channel: string, at: number, now: number): AlertJob {
  return {
    name: 'tell',
    data: { channel, at },
    opts: { jobId: `again-${shortHash(channel, at)}`, delay: Math.max(0, at - now), ...KEPT },
  };
}

export function lookJob(subject: AlertSubject, round: number): AlertJob {
  const jobId = `look-${subjectName(subject)}-${round}`;
  return { name: 'look', data: { subject }, opts: { jobId, ...GONE } };
}

export function stormJob(channel: string, round: number, delay: number): AlertJob {
  const jobId = `storm-${stormName(channel)}-${round}`;
  return { name: 'tell-storm', data: { channel }, opts: { jobId, delay, ...GONE } };
}

/** An inbox's name. */
export function subjectName({ cluster, namespace, kind, name }: AlertSubject): string {
  return shortHash(cluster, namespace, kind, name);
}

export function stormName(channel: string): string {
  return `storm-${shortHash(channel)}`;
}
