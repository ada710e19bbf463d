import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { noRedis } from '../queue/support/redis-server.ts';
import {
  ask,
  auditOf,
  botMessages,
  clusterAsked,
  eventually,
  finalTexts,
  onlyAnswer,
  quiet,
} from './support/answers.ts';
import { type Bot, type BotOptions, isPlaceholder, said, startBotOnRedis } from './support/bot.ts';

type Finished = Parameters<typeof startBotOnRedis>[0];

async function begin(finished: Finished, options: BotOptions = {}) {
  const started = await startBotOnRedis(finished, options);
  await started.bot.start('worker');
  await started.bot.start('bot');
  return started;
}

/** Milliseconds until the first words that are no placeholder stood in the channel. */
async function toldAfter(bot: Bot, channel: string, askedAt: number): Promise<number> {
  const message = await said(bot, channel, /queue/);
  const told = message.versions.find((version) => version.text.includes('queue'));
  return (told?.at ?? Number.POSITIVE_INFINITY) - askedAt;
}

function isSaid(bot: Bot, channel: string): Promise<boolean> {
  return said(bot, channel, /REDIS_URL/, 1000).then(
    () => true,
    () => false,
  );
}

describe.skipIf(noRedis)(`Redis away ${noRedis ?? ''}`, { concurrent: true }, () => {
  it('stopped while requests are open, until their runs are over: one answer each', async ({
    onTestFinished,
  }) => {
    const lock = 1000;
    const { bot, redis } = await begin(onTestFinished, { timing: { lock, stalledCheck: 300 } });
    bot.faults('latency:400ms:*:*:times=3');
    await Promise.all([ask(bot, 'C1', 'why timeline'), ask(bot, 'C2', 'why deploy/web -n r-shop-2', 'U2')]);
    await clusterAsked(bot);
    redis.signal('SIGSTOP');
    // Whoever runs has lost its lock by then.
    await sleep(lock * 1.4);
    for (const channel of ['C1', 'C2'])
      expect(botMessages(bot, channel).every(isPlaceholder), channel).toBe(true);
    redis.signal('SIGCONT');
    await onlyAnswer(bot, 'C1', 'REDIS_URL');
    await onlyAnswer(bot, 'C2', /shop\/app:1\.5\.0/);
    expect([auditOf(bot, 'C1').length, auditOf(bot, 'C2').length]).toEqual([1, 1]);
  });

  it('killed with its data while requests are open, and started again: one answer each', async ({
    onTestFinished,
  }) => {
    const { bot, redis } = await begin(onTestFinished);
    bot.faults('latency:400ms:*:*:times=3');
    await Promise.all([ask(bot, 'C1', 'why timeline'), ask(bot, 'C2', 'why deploy/web -n r-shop-2', 'U2')]);
    await clusterAsked(bot);
    await redis.kill();
    await redis.start();
    await onlyAnswer(bot, 'C1', 'REDIS_URL');
    await onlyAnswer(bot, 'C2', /shop\/app:1\.5\.0/);
  });

  it.for([
    'socket',
    'http',
  ] as const)('killed at the moment of a command over %s: the person is told within 3 s, and a later one works', async (transport, {
    onTestFinished,
  }) => {
    const { bot, redis } = await begin(onTestFinished, { transport });
    await redis.kill();
    const askedAt = await ask(bot, 'C1', 'why timeline');
    expect(await toldAfter(bot, 'C1', askedAt)).toBeLessThan(3000);
    await onlyAnswer(bot, 'C1', /queue does not answer/);
    expect(auditOf(bot, 'C1')).toMatchObject([{ outcome: 'failed', verdict: 'queue-unavailable' }]);
    await redis.start();
    await eventually(async () => {
      await ask(bot, 'C2', 'why timeline', 'U2');
      return isSaid(bot, 'C2');
    });
  });

  it('stopped at the moment of a command: the person is told within 3 s, in one message', async ({
    onTestFinished,
  }) => {
    const { bot, redis } = await begin(onTestFinished);
    redis.signal('SIGSTOP');
    const askedAt = await ask(bot, 'C1', 'why timeline');
    expect(await toldAfter(bot, 'C1', askedAt)).toBeLessThan(3000);
    redis.signal('SIGCONT');
    await ask(bot, 'C2', 'why timeline', 'U2');
    await said(bot, 'C2', /REDIS_URL|queue/);
    await quiet(bot, 'C1');
    // What was sent to the stopped store may have been taken up after all: then the answer stands where the error did.
    const [message, ...more] = botMessages(bot, 'C1');
    expect(more).toEqual([]);
    expect(message && finalTexts(message).at(-1)).toMatch(/REDIS_URL|queue/);
  });

  it('never there when the bot began: told, and answered once it is', async ({ onTestFinished }) => {
    const { bot, redis } = await startBotOnRedis(onTestFinished);
    await redis.kill();
    await bot.start('bot');
    await bot.start('worker');
    const askedAt = await ask(bot, 'C1', 'why timeline');
    expect(await toldAfter(bot, 'C1', askedAt)).toBeLessThan(3000);
    await redis.start();
    const message = await onlyAnswer(bot, 'C1', /queue does not answer/);
    await eventually(async () => {
      await bot.slack.user('U1').click(message, 'Re-run');
      return isSaid(bot, 'C1');
    });
    expect(botMessages(bot, 'C1')).toHaveLength(1);
  });
});
