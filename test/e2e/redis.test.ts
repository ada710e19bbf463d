import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noRedis, type RedisServer, startRedis } from '../queue/support/redis-server.ts';
import { ask, auditOf, onlyAnswer } from './support/answers.ts';
import { type Bot, startBot } from './support/bot.ts';
import { COMMANDS } from './support/commands.ts';

describe.skipIf(noRedis).each(['socket', 'http'] as const)(
  `/pod over %s, with Redis between bot and worker ${noRedis ?? ''}`,
  (transport) => {
    let redis: RedisServer;
    let bot: Bot;
    beforeAll(async () => {
      redis = await startRedis({ tcp: true });
      bot = await startBot({ transport, redisUrl: redis.url, role: 'none' });
      await bot.start('worker');
      await bot.start('bot');
    });
    afterAll(async () => {
      await bot.stop();
      await redis.remove();
    });

    it.each(
      COMMANDS.map(([text, answer], index) => [text, answer, `C${index + 1}`] as const),
    )('%s is answered once, in its own message', async (text, answer, channel) => {
      await ask(bot, channel, text);
      await onlyAnswer(bot, channel, answer, { quietMs: 60 });
      expect(auditOf(bot, channel)).toHaveLength(1);
    });

    it('a mention is answered in its thread', async () => {
      const { message } = await bot.slack.user('U1').mention('C14', 'why is timeline failing?');
      await bot.slack.until(() => bot.slack.thread(message).find(({ shown }) => shown.includes('REDIS_URL')));
    });

    it('the log of the bot says nothing of an embedded store', () => {
      expect(bot.log.join('')).not.toContain('queue.embedded');
    });
  },
);
