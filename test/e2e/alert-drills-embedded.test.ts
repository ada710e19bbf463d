import { describe, expect, it } from 'vitest';
import { madeCluster } from '../../src/replay/made-cluster/made-cluster.ts';
import { botMessages, eventually } from './support/answers.ts';
import { type Bot, startBot } from './support/bot.ts';
import type { ChildRole } from './support/child-role.ts';
import { CHANNEL, parentsIn, sendByHand, TOKEN, web } from './support/drill.ts';

type Line = Readonly<Record<string, unknown>>;

function linesOf({ log }: ChildRole): readonly Line[] {
  return log.map((line) => JSON.parse(line));
}

async function begin(finished: (cleanUp: () => Promise<void>) => void) {
  const takenAt = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
  const bot = await startBot({
    role: 'none',
    recordings: [madeCluster([web], takenAt)],
    file: `alerts: {channel: ${CHANNEL}}\n`,
    slack: { channels: [{ id: CHANNEL, name: 'alerts' }] },
    env: { ALERTS_TOKEN: TOKEN, REQUEST_TIMEOUT: '60' },
  });
  finished(() => bot.stop());
  return {
    bot,
    async fire(service: ChildRole): Promise<number> {
      const port = linesOf(service).find(({ event }) => event === 'service.started')?.port;
      const url = `http://127.0.0.1:${port}/webhooks/alertmanager`;
      return (await sendByHand(url, { status: 'firing', about: web, takenAt })).status;
    },
  };
}

/** What it says of what is gone with it, once it has ended. */
async function lastWords(service: ChildRole): Promise<readonly Line[]> {
  service.signal('SIGTERM');
  expect(await service.exited()).toBe(0);
  return linesOf(service).filter(({ event }) => String(event).includes('lost'));
}

async function threads(bot: Bot, count: number): Promise<void> {
  await eventually(() => botMessages(bot, CHANNEL).length >= 2 * count);
  const parents = parentsIn({ bot });
  expect(parents.map((parent) => bot.slack.thread(parent).length)).toEqual(Array(count).fill(1));
}

describe('the embedded store, whose process ends', { concurrent: true, timeout: 60_000 }, () => {
  it('amid alerts: it says how many are lost, and a repeat is told', async ({ onTestFinished }) => {
    const { bot, fire } = await begin(onTestFinished);
    const service = await bot.startChild('serve');
    bot.faults('hang:list:events');
    expect(await fire(service)).toBe(202);
    await eventually(() => bot.replay.journal.some(({ path }) => path.endsWith('/events')));
    expect(await lastWords(service)).toMatchObject([{ event: 'alerts.lost', items: 6, followUps: 0 }]);
    expect(botMessages(bot, CHANNEL)).toEqual([]);
    bot.faults();
    expect(await fire(await bot.startChild('serve'))).toBe(202);
    await threads(bot, 1);
  });

  it('after all was told: no alert is lost, and a repeat makes a new thread', async ({ onTestFinished }) => {
    const { bot, fire } = await begin(onTestFinished);
    const service = await bot.startChild('serve');
    expect(await fire(service)).toBe(202);
    await threads(bot, 1);
    expect(await lastWords(service)).toMatchObject([{ event: 'alerts.follow-ups-lost', followUps: 3 }]);
    expect(await fire(await bot.startChild('serve'))).toBe(202);
    await threads(bot, 2);
  });
});
