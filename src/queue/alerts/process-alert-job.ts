import { UnrecoverableError } from 'bullmq';
import { z } from 'zod';
import type { AlertWork } from '../../incident-ports.ts';
import type { InboxItem } from '../../incidents/alert-news.ts';
import { LetGo } from '../failure.ts';
import type { Held } from '../held-work.ts';
import { parse } from '../parsed.ts';
import { stormName, subjectName } from './alert-jobs.ts';
import { parseEntry, parseSubject } from './alert-schema.ts';
import type { Post } from './post.ts';
import type { Rounds, RoundsOptions } from './rounds.ts';
import { sortNews } from './sort-news.ts';

export interface ProcessOptions extends RoundsOptions {
  readonly work: AlertWork;
  readonly post: Post;
  readonly rounds: Rounds;
}

const stormSchema = z.object({ channel: z.string().min(1), at: z.number().optional() });

/** What is done for a job of the queue of alerts. */
export function createProcess(options: ProcessOptions) {
  return (held: Held): Promise<void> => {
    const { name } = held.bull;
    if (name === 'sort') return sortNews(options, held);
    if (name === 'tell') return tell(options, held);
    if (name === 'look') return look(options, held);
    if (name === 'tell-storm') return tellStorm(options, held);
    // Another version's: that one is still about, or comes back.
    throw new Error(`there is no job of the kind ${name}`);
  };
}

async function tell({ post, logger, count }: ProcessOptions, { bull }: Held): Promise<void> {
  const { channel, at, subject, entry, done } = bull.data;
  if (done === true) return;
  if (channel !== undefined) return post.again(String(channel), Number(at));
  const to = parseSubject(subject);
  const read = parseEntry(JSON.stringify(entry ?? null));
  if (to.status === 'invalid' || read.status === 'invalid') {
    const problem = to.status === 'invalid' ? to.problem : read.status === 'invalid' ? read.problem : '';
    logger.error('alerts.unreadable', { job: bull.id, problem });
    count({ name: 'dropped', reason: 'unreadable' });
    throw new UnrecoverableError(`not understood: ${problem}`);
  }
  await post.deliver([{ subject: to.value, entries: [read.value] }]);
  await bull.updateData({ done: true });
}

async function look(options: ProcessOptions, held: Held): Promise<void> {
  const { rounds, logger, count } = options;
  const read = parseSubject(held.bull.data.subject);
  if (read.status === 'invalid') {
    logger.error('alerts.unreadable', { job: held.bull.id, problem: read.problem });
    throw new UnrecoverableError(`not understood: ${read.problem}`);
  }
  const subject = read.value;
  const one = {
    name: subjectName(subject),
    about: { subject },
    async run(entries: readonly string[], work: Parameters<AlertWork['look']>[2]) {
      const items = entries.flatMap(readItem);
      if (items.length > 0) await options.work.look(subject, items, work);
    },
  };
  // What comes meanwhile has a job of its own, but that one rests for a while where it finds this one at work.
  for (let left = 1; left > 0; ) {
    if (held.signal.aborted) throw new LetGo(String(held.signal.reason));
    left = (await rounds.round(held, one))?.left ?? 0;
  }

  function readItem(written: string): readonly InboxItem[] {
    const entry = parseEntry(written);
    if (entry.status === 'ok') return [entry.value.item];
    logger.error('alerts.unreadable', { subject, problem: entry.problem });
    count({ name: 'dropped', reason: 'unreadable' });
    return [];
  }
}

async function tellStorm({ rounds, post, work }: ProcessOptions, held: Held): Promise<void> {
  const read = parse(stormSchema, held.bull.data);
  if (read.status === 'invalid') throw new UnrecoverableError(`not understood: ${read.problem}`);
  const { channel } = read.value;
  const ended = await rounds.round(held, {
    name: stormName(channel),
    about: { channel },
    async run(_, held) {
      const { againAfterMs } = await work.tellStorm(channel, held);
      await post.setAgain(channel, againAfterMs);
    },
  });
  if (ended && ended.left > 0) await post.ensureStorm(channel, ended.round);
}
