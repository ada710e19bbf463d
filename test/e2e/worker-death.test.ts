import { describe, expect, it } from 'vitest';
import { noRedis } from '../queue/support/redis-server.ts';
import { ask, audited, auditOf, clusterAsked, onlyAnswer } from './support/answers.ts';
import { type Bot, type BotOptions, said, startBot, startBotOnRedis } from './support/bot.ts';

/** Longer than any of these tests: a run that begins under it ends by force alone. */
const SLOW = 'latency:60s:*:*:namespace=r-feed';

type Finished = Parameters<typeof startBotOnRedis>[0];

async function begin(finished: Finished, options: BotOptions = {}): Promise<Bot> {
  const { bot } = await startBotOnRedis(finished, { ...options, env: { REQUEST_TIMEOUT: '60' } });
  await bot.start('bot');
  return bot;
}

describe.skipIf(noRedis)(`workers as processes of their own ${noRedis ?? ''}`, { concurrent: true }, () => {
  it('killed with kill -9 amid a run and amid an answer: another worker answers each request, in its message, once', async ({
    onTestFinished,
  }) => {
    const bot = await begin(onTestFinished);
    const child = await bot.startChild('worker');
    bot.faults(SLOW);
    bot.slack.faults.add({ method: 'chat.update', channel: 'C3', kind: 'slow', ms: 5000, times: 1 });
    await ask(bot, 'C1', 'why timeline');
    await ask(bot, 'C2', 'why timeline', 'U2');
    await ask(bot, 'C3', 'why deploy/web -n r-shop-2');
    await clusterAsked(bot);
    await bot.slack.until(() =>
      bot.slack.journal.requests('chat.update').find((one) => one.args.channel === 'C3'),
    );
    await child.kill();
    bot.faults();
    await bot.start('worker');
    await Promise.all([
      onlyAnswer(bot, 'C1', 'REDIS_URL', { timeoutMs: 25_000 }),
      onlyAnswer(bot, 'C2', 'REDIS_URL', { timeoutMs: 25_000 }),
      // Slack took the first one's answer after its death: the other's stands in its place.
      said(bot, 'C3', /shop\/app:1\.5\.0/, 25_000),
    ]);
    await audited(bot, 'C3', 1);
    expect(bot.slack.messages('C3')).toHaveLength(1);
    expect([auditOf(bot, 'C1'), auditOf(bot, 'C2'), auditOf(bot, 'C3')].map(({ length }) => length)).toEqual([
      1, 1, 1,
    ]);
  });

  it('a child that is told to end ends what runs, answers it, and exits with 0', async ({
    onTestFinished,
  }) => {
    const bot = await begin(onTestFinished);
    const child = await bot.startChild('worker');
    bot.faults('latency:1s:*:*:times=1');
    await ask(bot, 'C1', 'why timeline');
    await clusterAsked(bot);
    child.signal('SIGTERM');
    expect(await child.exited()).toBe(0);
    await onlyAnswer(bot, 'C1', 'REDIS_URL');
    expect(child.log.some((line) => line.includes('"audit"'))).toBe(true);
  });

  it('a worker that cannot end a run in time leaves it to the next, at once', async ({ onTestFinished }) => {
    const bot = await begin(onTestFinished, { stopMs: 1000 });
    const worker = await bot.start('worker');
    bot.faults(SLOW);
    await ask(bot, 'C1', 'why timeline');
    await clusterAsked(bot);
    await worker.stop();
    bot.faults();
    await bot.start('worker');
    await onlyAnswer(bot, 'C1', 'REDIS_URL');
    expect(auditOf(bot, 'C1')).toHaveLength(1);
  });
});

describe('serve, on the embedded store, told to end', () => {
  it('answers what is open: by its end, or by saying that it was restarted', async () => {
    const bot = await startBot({ role: 'none', stopMs: 1500, env: { REQUEST_TIMEOUT: '60' } });
    const service = await bot.start('serve');
    bot.faults(SLOW, 'latency:300ms:*:*:namespace=r-shop-2:times=1');
    await ask(bot, 'C1', 'why timeline');
    await ask(bot, 'C2', 'why deploy/web -n r-shop-2');
    await ask(bot, 'C3', 'why timeline', 'U2');
    await clusterAsked(bot, 0, 2);
    const at = Date.now();
    await service.stop();
    expect(Date.now() - at).toBeLessThan(12_000);
    await onlyAnswer(bot, 'C1', /restarted/);
    await onlyAnswer(bot, 'C2', /shop\/app:1\.5\.0/);
    await onlyAnswer(bot, 'C3', /restarted/);
    await bot.stop();
  });
});
