import { Redis } from 'ioredis';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Message } from '../../src/playground/slack/message.ts';
import { fakeDate } from '../queue/digests/support/digest-bench.ts';
import { sleep, until } from '../queue/support/bench.ts';
import { startRedis } from '../queue/support/redis-server.ts';
import { type Bot, startBot } from './support/bot.ts';

const FILE = `
digests:
  schedules:
    - { name: morning, channel: C0SHOP, when: weekdays 09:00, timeZone: Europe/Zurich, namespaces: [r-feed, r-ok-2] }
`;
const TIMING = { lock: 1500, stalledCheck: 400, retryFirst: 50, retryMost: 300 };

/** A bot and its Redis at a date that is moved by hand; the roles are the test's to start. */
async function startAt(date: string) {
  const redis = await startRedis({ tcp: true });
  fakeDate(date);
  const bot = await startBot({
    redisUrl: redis.url,
    role: 'none',
    file: FILE,
    digestTiming: TIMING,
    slack: { channels: [{ id: 'C0SHOP', name: 'shop' }] },
  });
  const client = new Redis(redis.url);
  onTestFinished(async () => {
    vi.useRealTimers();
    client.disconnect();
    await bot.stop();
    await redis.remove();
  });
  return {
    bot,
    redis,
    /** A worker sleeps until the time that it was told of: it is told to look. */
    async moveTo(to: string) {
      vi.setSystemTime(Date.parse(to));
      await client.zadd('podwhy:digests:marker', 0, '0');
    },
    /** When the schedule is due next. */
    next: async () => {
      const [score] = (await client.zrange('podwhy:digests:repeat', '0', '0', 'WITHSCORES')).slice(1);
      return score === undefined ? undefined : new Date(Number(score)).toISOString();
    },
  };
}

const digests = (bot: Bot): readonly Message[] =>
  bot.slack
    .messages('C0SHOP')
    .filter(({ threadTs, shown }) => threadTs === undefined && shown.includes('1 broken'));

async function posted(bot: Bot, count: number): Promise<readonly Message[]> {
  await bot.slack.until(() => digests(bot).length >= count, { timeoutMs: 15_000 });
  await bot.slack.settled({ quietMs: 400 });
  expect(digests(bot)).toHaveLength(count);
  return digests(bot);
}

describe('scheduled digests', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('come once each weekday on the clocks of the place, with two workers, over the change to summer time', async () => {
    const { bot, moveTo, next } = await startAt('2026-03-27T07:59:57Z');
    await bot.start('bot');
    await Promise.all([bot.start('worker'), bot.start('worker')]);
    await until(async () => (await next()) === '2026-03-27T08:00:00.000Z');
    await moveTo('2026-03-27T08:00:01Z');
    const [friday] = await posted(bot, 1);
    expect(friday?.shown).toContain('timeline');
    expect(await next()).toBe('2026-03-30T07:00:00.000Z');
    await moveTo('2026-03-30T06:59:58Z');
    // The cluster's own clock goes on by itself, in whole seconds: a chart has one bar for each.
    await sleep(1_100);
    await moveTo('2026-03-30T07:00:01Z');
    const [, monday] = await posted(bot, 2);
    expect(monday?.shown).toContain('nothing new');
    expect(await next()).toBe('2026-03-31T07:00:00.000Z');
    // From the second on with the picture of the last ones, in the thread and in the message.
    if (!monday) throw new Error('no digest');
    await bot.slack.until(
      () => bot.slack.thread(monday).some(({ files }) => files.some(({ altText }) => altText)),
      {
        timeoutMs: 15_000,
      },
    );
    await bot.slack.until(() => JSON.stringify(monday.blocks).includes('"slack_file"'), {
      timeoutMs: 15_000,
    });
  });

  it('come once where the workers are restarted at the minute, and what was missed is made up for once', async () => {
    const { bot, moveTo, next } = await startAt('2026-11-23T07:59:00Z');
    await bot.start('bot');
    const first = await bot.start('worker');
    await until(async () => (await next()) === '2026-11-23T08:00:00.000Z');
    await first.stop();
    await moveTo('2026-11-23T08:00:00Z');
    const second = await Promise.all([bot.start('worker'), bot.start('worker')]);
    await posted(bot, 1);
    await Promise.all(second.map((worker) => worker.stop()));
    // Three days without anybody.
    await moveTo('2026-11-26T11:30:00Z');
    await bot.start('worker');
    await posted(bot, 2);
    expect(await next()).toBe('2026-11-27T08:00:00.000Z');
  });

  it('are told late in the same message where the cluster is away', async () => {
    const { bot, moveTo, next } = await startAt('2026-11-23T07:59:00Z');
    await bot.start('bot');
    await bot.start('worker');
    await until(async () => (await next()) === '2026-11-23T08:00:00.000Z');
    bot.faults('503:list:pods');
    await moveTo('2026-11-23T08:06:00Z');
    const late = await bot.slack.message(
      'C0SHOP',
      ({ shown }) => shown.includes('It comes here as soon as there is one'),
      {
        timeoutMs: 20_000,
      },
    );
    bot.faults();
    const [digest] = await posted(bot, 1);
    expect(digest?.ts).toBe(late.ts);
  });

  it('are posted once where Slack takes the post and its answer is lost', async () => {
    const { bot, moveTo, next } = await startAt('2026-11-23T07:59:00Z');
    await bot.start('bot');
    await bot.start('worker');
    await until(async () => (await next()) === '2026-11-23T08:00:00.000Z');
    // Slack takes it and the answer is lost: the post is found again by its mark.
    bot.slack.faults.add({ method: 'chat.postMessage', times: 1, kind: 'lost' });
    await moveTo('2026-11-23T08:00:01Z');
    await posted(bot, 1);
  });
});
