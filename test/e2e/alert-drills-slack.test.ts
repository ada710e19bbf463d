import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Fault } from '../../src/playground/slack/faults.ts';
import { mended } from '../../src/replay/made-cluster/made-owner.ts';
import { noRedis } from '../queue/support/redis-server.ts';
import { botMessages, eventually } from './support/answers.ts';
import { CHANNEL, onlyThread, startDrill, web } from './support/drill.ts';

const OPEN = { card: /web/ };
const OVER = { card: /resolved after/i, notes: [/Resolved after/] };
const PATIENCE = { timeout: 60_000 };

/** What Slack does to every call, for how long. */
const TROUBLES: readonly (readonly [string, Omit<Fault, 'method'>, number])[] = [
  ['429 for 20 s', { kind: 'ratelimited', retryAfter: 5 }, 20_000],
  ['429 with a long Retry-After', { kind: 'ratelimited', retryAfter: 30 }, 5000],
  ['500 for 5 s', { kind: 'status' }, 5000],
  ['nothing for 6 s', { kind: 'hang' }, 6000],
  ['nothing for 6 s, though it does what it is asked', { kind: 'mute' }, 6000],
  ['cut connections for 5 s, though it does what it is asked', { kind: 'lost' }, 5000],
];

describe.skipIf(noRedis)(
  `Slack that is down amid an alert ${noRedis ?? ''}`,
  { concurrent: true, ...PATIENCE },
  () => {
    it.for(TROUBLES)('%s: the alert is told afterwards, once', async ([, fault, ms], { onTestFinished }) => {
      const drill = await startDrill(onTestFinished);
      await drill.startDoor();
      await drill.bot.start('worker');
      const heal = drill.bot.slack.faults.add({ method: '*', ...fault });
      expect((await drill.send('firing')).status).toBe(202);
      await sleep(ms);
      heal();
      await onlyThread(drill, OPEN);
    });

    it.for(TROUBLES.slice(2))('%s: what is over is told afterwards, once', async ([, fault, ms], {
      onTestFinished,
    }) => {
      const drill = await startDrill(onTestFinished);
      await drill.startDoor();
      await drill.bot.start('worker');
      await drill.send('firing');
      await eventually(() => botMessages(drill.bot, CHANNEL).length === 2);
      const heal = drill.bot.slack.faults.add({ method: 'chat.postMessage', ...fault });
      drill.change(web, mended(web));
      expect((await drill.send('resolved')).status).toBe(202);
      await sleep(ms);
      heal();
      await onlyThread(drill, OVER);
    });
  },
);
