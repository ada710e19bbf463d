import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { mended } from '../../src/replay/made-cluster/made-owner.ts';
import { noRedis } from '../queue/support/redis-server.ts';
import { noAlertmanager, startAlertmanager } from './support/alertmanager.ts';
import { botMessages, clusterAsked, eventually, quiet } from './support/answers.ts';
import { CHANNEL, type Drill, onlyThread, startDrill, TOKEN, web } from './support/drill.ts';
import { ownerAlert } from './support/made-alerts.ts';

const OPEN = { card: /web/ };
const OVER = { card: /resolved after/i, notes: [/Resolved after/] };
const PATIENCE = { timeout: 60_000 };

async function restart({ redis }: Drill): Promise<void> {
  await redis.kill();
  await redis.start();
}

/** Looks that were scheduled, the soonest first. */
async function followUps({ queue }: Drill) {
  const jobs = await queue.getDelayed();
  return jobs
    .filter(({ data }) => data.entry?.item.why === 'follow-up')
    .toSorted((a, b) => a.timestamp + a.delay - (b.timestamp + b.delay));
}

describe.skipIf(noRedis)(
  `a durable Redis that goes away ${noRedis ?? ''}`,
  { concurrent: true, ...PATIENCE },
  () => {
    it('killed right after the 202, before any worker has seen it: nothing is lost', async ({
      onTestFinished,
    }) => {
      const drill = await startDrill(onTestFinished);
      await drill.startDoor();
      expect((await drill.send('firing')).status).toBe(202);
      await restart(drill);
      await drill.bot.start('worker');
      await onlyThread(drill, OPEN);
    });

    it('killed right after the 202, while workers wait for it: nothing is lost', async ({
      onTestFinished,
    }) => {
      const drill = await startDrill(onTestFinished);
      await drill.startDoor();
      await drill.bot.start('worker');
      expect((await drill.send('firing')).status).toBe(202);
      await restart(drill);
      await onlyThread(drill, OPEN);
      drill.change(web, mended(web));
      await eventually(async () => (await drill.send('resolved')).status === 202);
      await onlyThread(drill, OVER);
    });

    it('killed in the middle of a look, and away for a while: one thread', async ({ onTestFinished }) => {
      const drill = await startDrill(onTestFinished);
      await drill.startDoor();
      await drill.bot.start('worker');
      drill.bot.faults('latency:1s:list:events:times=1');
      await drill.send('firing');
      await clusterAsked(drill.bot, 0, 3);
      await drill.redis.kill();
      await sleep(2500);
      await drill.redis.start();
      await onlyThread(drill, OPEN);
    });

    it.for([
      ['the card', 0],
      ['the answer', 1],
    ] as const)('killed while Slack takes %s: one thread', async ([, before], { onTestFinished }) => {
      const drill = await startDrill(onTestFinished);
      await drill.startDoor();
      await drill.bot.start('worker');
      drill.bot.slack.faults.add({
        method: 'chat.postMessage',
        kind: 'slow',
        ms: 1000,
        after: before,
        times: 1,
      });
      await drill.send('firing');
      await eventually(() => drill.bot.slack.journal.requests('chat.postMessage').length > before);
      await drill.redis.kill();
      await sleep(2500);
      await drill.redis.start();
      await onlyThread(drill, OPEN);
    });

    it.for([
      ['in the middle of a look', 'latency:1s:list:events:times=1'],
      ['when the alert has just come', undefined],
    ] as const)('frozen for 5 s %s: one thread', async ([, fault], { onTestFinished }) => {
      const drill = await startDrill(onTestFinished);
      await drill.startDoor();
      await Promise.all([drill.bot.start('worker'), drill.bot.start('worker')]);
      if (fault) drill.bot.faults(fault);
      expect((await drill.send('firing')).status).toBe(202);
      if (fault) await clusterAsked(drill.bot, 0, 3);
      drill.redis.signal('SIGSTOP');
      await sleep(5000);
      drill.redis.signal('SIGCONT');
      await onlyThread(drill, OPEN);
    });

    it.for([
      ['killed', 'SIGKILL'],
      ['frozen', 'SIGSTOP'],
    ] as const)('%s when a webhook comes: 503 in time and nothing told; sent again it is one thread', async ([
      ,
      signal,
    ], { onTestFinished }) => {
      const drill = await startDrill(onTestFinished);
      await drill.startDoor();
      await drill.bot.start('worker');
      if (signal === 'SIGKILL') await drill.redis.kill();
      else drill.redis.signal('SIGSTOP');
      const at = Date.now();
      const refused = await drill.send('firing');
      // Alertmanager waits for 10 seconds.
      expect(Date.now() - at).toBeLessThan(8_000);
      expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '10']);
      await quiet(drill.bot, CHANNEL);
      expect(botMessages(drill.bot, CHANNEL)).toEqual([]);
      if (signal === 'SIGKILL') await drill.redis.start();
      else drill.redis.signal('SIGCONT');
      await eventually(async () => (await drill.send('firing')).status === 202);
      await onlyThread(drill, OPEN);
    });

    it.skipIf(noAlertmanager)(
      `away when Alertmanager sends: delivered once it is back ${noAlertmanager ?? ''}`,
      async ({ onTestFinished }) => {
        const drill = await startDrill(onTestFinished);
        await drill.startDoor();
        await drill.bot.start('worker');
        await drill.redis.kill();
        const sender = await startAlertmanager({ url: drill.url(), token: TOKEN, groupInterval: '1s' });
        onTestFinished(() => sender.stop());
        await sender.post([ownerAlert(web)]);
        await eventually(() => drill.bot.log.some((line) => line.includes('"code":503')));
        expect(botMessages(drill.bot, CHANNEL)).toEqual([]);
        await drill.redis.start();
        await onlyThread(drill, { ...OPEN, alerts: 1 });
      },
    );

    it('what was to be looked at again later is, after everything was restarted', async ({
      onTestFinished,
    }) => {
      const drill = await startDrill(onTestFinished);
      const door = await drill.startDoor();
      const worker = await drill.bot.start('worker');
      await drill.send('firing');
      await onlyThread(drill, OPEN);
      expect(await followUps(drill)).toHaveLength(3);
      await Promise.all([door.stop(), worker.stop()]);
      await restart(drill);
      drill.change(web, mended(web, 2));
      await drill.startDoor();
      await drill.bot.start('worker');
      const [first] = await followUps(drill);
      await first?.promote();
      await onlyThread(drill, { card: /2 of 5/, notes: [/Now 2 of 5/] });
      expect(await followUps(drill)).toHaveLength(2);
    });
  },
);
