import { describe, expect, it } from 'vitest';
import { madeOwner, mended } from '../../src/replay/made-cluster/made-owner.ts';
import { noRedis } from '../queue/support/redis-server.ts';
import { botMessages, clusterAsked, eventually } from './support/answers.ts';
import { CHANNEL, type Drill, onlyThread, startDrill, web } from './support/drill.ts';

const OPEN = { card: /web/ };
const OVER = { card: /resolved after/i, notes: [/Resolved after/] };
/** A worker by itself has the timing of production: what it held is free again after 10 to 15 s. */
const PATIENCE = { timeout: 60_000 };
/** Service's own deadline. */
const STOP_MS = 20_000;

function said({ bot }: Drill, count: number): Promise<void> {
  return eventually(() => botMessages(bot, CHANNEL).length >= count);
}

describe.skipIf(noRedis)(
  `workers that end amid an alert ${noRedis ?? ''}`,
  { concurrent: true, ...PATIENCE },
  () => {
    it.for([
      ['while it finds out what the alerts are about', 'hang:list:pods'],
      ['in the middle of a diagnosis', 'hang:list:events'],
    ] as const)('killed %s: another one tells it, once', async ([, fault], { onTestFinished }) => {
      const drill = await startDrill(onTestFinished);
      await drill.startDoor();
      const child = await drill.bot.startChild('worker');
      drill.bot.faults(fault);
      expect((await drill.send('firing')).status).toBe(202);
      const word = fault.split(':').at(-1) ?? '';
      await eventually(() => drill.bot.replay.journal.some(({ path }) => path.endsWith(`/${word}`)));
      await child.kill();
      drill.bot.faults();
      await drill.bot.start('worker');
      await onlyThread(drill, OPEN);
    });

    it.for([
      ['its card', 0],
      ['its answer', 1],
    ] as const)('killed when Slack had just taken %s: another one goes on from there', async ([, before], {
      onTestFinished,
    }) => {
      const drill = await startDrill(onTestFinished);
      await drill.startDoor();
      const child = await drill.bot.startChild('worker');
      drill.bot.slack.faults.add({ method: 'chat.postMessage', kind: 'mute', after: before, times: 1 });
      expect((await drill.send('firing')).status).toBe(202);
      await said(drill, before + 1);
      await child.kill();
      await drill.bot.start('worker');
      await onlyThread(drill, OPEN);
    });

    it('killed when Slack had just taken a note: it is said once', async ({ onTestFinished }) => {
      const drill = await startDrill(onTestFinished);
      await drill.startDoor();
      const child = await drill.bot.startChild('worker');
      drill.bot.slack.faults.add({ method: 'chat.postMessage', kind: 'mute', after: 2, times: 1 });
      expect((await drill.send('firing')).status).toBe(202);
      await said(drill, 2);
      await drill.idle();
      drill.change(web, mended(web, 2));
      await drill.send('resolved');
      await said(drill, 3);
      await child.kill();
      await drill.bot.start('worker');
      await onlyThread(drill, { card: /2 of 5/, notes: [/2 of 5 .*I keep looking/] });
    });

    it('told to end in the middle of a look: it ends in time, and another one finishes', async ({
      onTestFinished,
    }) => {
      const drill = await startDrill(onTestFinished);
      await drill.startDoor();
      const child = await drill.bot.startChild('worker');
      drill.bot.faults('hang:list:events');
      expect((await drill.send('firing')).status).toBe(202);
      await eventually(() => drill.bot.replay.journal.some(({ path }) => path.endsWith('/events')));
      const at = Date.now();
      child.signal('SIGTERM');
      expect(await child.exited()).toBe(0);
      expect(Date.now() - at).toBeLessThan(STOP_MS);
      expect(child.log.join('\n')).not.toMatch(/alerts\.(close|given-up)/);
      drill.bot.faults();
      await drill.bot.start('worker');
      await onlyThread(drill, { ...OPEN, timeoutMs: 5000 });
    });

    it.for([
      ['the bot', ['bot']],
      ['the worker', ['worker']],
      ['both', ['bot', 'worker']],
    ] as const)('%s restarted between firing and resolved: the same card is edited', async ([, restarted], {
      onTestFinished,
    }) => {
      const drill = await startDrill(onTestFinished);
      const door = await drill.startDoor();
      const worker = await drill.bot.start('worker');
      expect((await drill.send('firing')).status).toBe(202);
      const before = await onlyThread(drill, OPEN);
      const ends = { bot: door, worker };
      await Promise.all(restarted.map((role) => ends[role].stop()));
      drill.change(web, mended(web));
      if (restarted.some((role) => role === 'bot')) await drill.startDoor();
      expect((await drill.send('resolved')).status).toBe(202);
      if (restarted.some((role) => role === 'worker')) await drill.bot.start('worker');
      const after = await onlyThread(drill, OVER);
      expect(after.ts).toBe(before.ts);
    });

    it('killed between firing and resolved, in the middle of the closing look: the same card is edited', async ({
      onTestFinished,
    }) => {
      const drill = await startDrill(onTestFinished);
      await drill.startDoor();
      const child = await drill.bot.startChild('worker');
      expect((await drill.send('firing')).status).toBe(202);
      await onlyThread(drill, OPEN);
      drill.change(web, mended(web));
      drill.bot.faults('hang:list:pods');
      const asked = drill.bot.replay.journal.length;
      await drill.send('resolved');
      await clusterAsked(drill.bot, asked);
      await child.kill();
      drill.bot.faults();
      await drill.bot.start('worker');
      await onlyThread(drill, OVER);
    });

    it('forty pods that two Alertmanagers tell two workers of: one thread, ten times', async ({
      onTestFinished,
    }) => {
      const owners = Array.from({ length: 10 }, (_, index) =>
        madeOwner(`team-${index}`, 'web', { pods: 40, way: 'out-of-memory' }),
      );
      const channels = owners.map(({ namespace }, index) => ({ id: `C0TEAM${index}`, name: namespace }));
      const routes = channels.map(({ id, name }) => ({ match: { namespace: name }, channel: id }));
      const drill = await startDrill(onTestFinished, {
        owners,
        file: JSON.stringify({ alerts: { channel: CHANNEL, routes } }),
        slack: { channels },
      });
      await drill.startDoor();
      await Promise.all([drill.bot.start('worker'), drill.bot.startChild('worker')]);
      for (const [index, owner] of owners.entries()) {
        await Promise.all([drill.send('firing', owner, 'am-0'), drill.send('firing', owner, 'am-1')]);
        // Now and then one of them is late, and comes amid what the first one set off.
        if (index % 2 === 1) await drill.send('firing', owner, 'am-2');
      }
      for (const [index, about] of owners.entries())
        await onlyThread(drill, { card: /40/, about, alerts: 41, channel: channels[index]?.id ?? '' });
    });
  },
);
