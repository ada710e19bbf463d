import { UnrecoverableError } from 'bullmq';
import type { AlertWork, SortedNews } from '../../incident-ports.ts';
import type { AlertNews, InboxItem } from '../../incidents/alert-news.ts';
import { DEATHS } from '../deaths.ts';
import { LetGo } from '../failure.ts';
import { triedFor } from '../held-timing.ts';
import { doHeldWork, type Held } from '../held-work.ts';
import { shortHash } from '../short-hash.ts';
import { parseNews } from './alert-schema.ts';
import type { Post } from './post.ts';
import type { RoundsOptions } from './rounds.ts';

export interface SortOptions extends Omit<RoundsOptions, 'inboxes'> {
  readonly work: Pick<AlertWork, 'sort'>;
  readonly post: Post;
}

/** Puts a delivery's news into their subjects' inboxes. After a crash it is done again, and the entries are the same. */
export async function sortNews(options: SortOptions, held: Held): Promise<void> {
  const { bull } = held;
  if (bull.data.done === true) return;
  const news = readAll(options, bull.data.news, bull.id);
  if (bull.stalledCounter > DEATHS) throw givenUp(options, held, news, 'its workers died of it');
  try {
    const sorted =
      news.length === 0 ? [] : await doHeldWork(held, options, (work) => options.work.sort(news, work));
    await options.post.deliver(sorted.map((one) => entriesOf(one, bull.id)));
  } catch (error) {
    throw afterProblem(options, held, news, error);
  }
  await bull.updateData({ done: true });
}

function entriesOf({ subject, news }: SortedNews, job: string | undefined) {
  const items = news.map((one): InboxItem => ({ kind: 'alert', news: one }));
  return { subject, entries: items.map((item) => ({ id: shortHash(job, item), item })) };
}

function readAll(
  { logger, count }: SortOptions,
  data: unknown,
  job: string | undefined,
): readonly AlertNews[] {
  return (Array.isArray(data) ? data : [data]).flatMap((one) => {
    const read = parseNews(one);
    if (read.status === 'ok') return [read.value];
    logger.error('alerts.unreadable', { job, problem: read.problem });
    count({ name: 'dropped', reason: 'unreadable' });
    return [];
  });
}

/** What to throw: BullMQ tries again, with growing pauses, what is not unrecoverable. */
function afterProblem(
  options: SortOptions,
  held: Held,
  news: readonly AlertNews[],
  problem: unknown,
): unknown {
  if (problem instanceof LetGo) return problem;
  const { timing, logger } = options;
  const attempt = held.bull.attemptsMade + 1;
  const why = problem instanceof Error ? (problem.stack ?? problem.message) : String(problem);
  if (triedFor(timing, attempt - 1) >= timing.giveUpAfter) return givenUp(options, held, news, why);
  logger.warn('alerts.failed', { job: held.bull.id, attempt, problem: why });
  return problem;
}

function givenUp(
  { logger, count }: SortOptions,
  { bull }: Held,
  news: readonly AlertNews[],
  why: string,
): UnrecoverableError {
  logger.error('alerts.given-up', { job: bull.id, items: news.length, why });
  for (const _ of news) count({ name: 'dropped', reason: 'given-up' });
  return new UnrecoverableError(why);
}
