import { afterEach, describe, expect, it } from 'vitest';
import { shownIn } from '../../src/playground/slack/message.ts';
import { type KubeObject, readRecording } from '../../src/replay/recording.ts';
import { noRedis, startRedis } from '../queue/support/redis-server.ts';
import { recordingPath } from '../support/terminal.ts';
import { ask, auditOf, botMessages, onlyAnswer, quiet } from './support/answers.ts';
import { type Bot, said, startBot } from './support/bot.ts';

const EVERY_SECOND = 'watch: { firstSeconds: 1, mostSeconds: 1 }';
const { objects } = await readRecording(recordingPath('r-ok-2-redis'));
const redis = objects.find(({ kind }) => kind === 'StatefulSet');
const redis1 = objects.find(({ kind, metadata }) => kind === 'Pod' && metadata.name === 'redis-1');

describe('watch', () => {
  let bot: Bot;
  afterEach(() => bot.stop());

  it('edits its one message until the rollout is mended, then says so and ends', async () => {
    bot = await startBot({ file: EVERY_SECOND });
    breakRedis(bot);
    await ask(bot, 'C1', 'watch sts/redis -n r-ok-2');
    const watching = await said(bot, 'C1', /Watching/);
    expect(watching.shown).toContain('redis-1');
    await bot.slack.until(() => watching.versions.filter((version) => /Watching/.test(shownIn(version)))[1]);
    mendRedis(bot);
    await said(bot, 'C1', /Stopped watching: healthy/);
    const asked = bot.replay.journal.length;
    await quiet(bot, 'C1', 1500);
    expect(botMessages(bot, 'C1')).toEqual([watching]);
    expect(bot.replay.journal.length).toBe(asked);
    expect(auditOf(bot, 'C1')).toMatchObject([{ verb: 'watch', verdict: 'healthy' }]);
  });

  it.skipIf(noRedis)('goes on when its worker ends and another takes over', async () => {
    const store = await startRedis({ tcp: true });
    bot = await startBot({ file: EVERY_SECOND, redisUrl: store.url, role: 'none' });
    await bot.start('bot');
    const first = await bot.start('worker');
    breakRedis(bot);
    await ask(bot, 'C1', 'watch sts/redis -n r-ok-2');
    const watching = await said(bot, 'C1', /Watching/);
    await first.stop();
    mendRedis(bot);
    await bot.start('worker');
    await said(bot, 'C1', /Stopped watching: healthy/);
    expect(botMessages(bot, 'C1')).toEqual([watching]);
    await bot.stop();
    await store.remove();
  });

  it('by the button takes the place of the answer', async () => {
    bot = await startBot({ file: EVERY_SECOND });
    breakRedis(bot);
    await ask(bot, 'C1', 'why sts/redis -n r-ok-2');
    const answer = await onlyAnswer(bot, 'C1', 'redis-1');
    await bot.slack.user('U2').click(answer, 'Watch');
    await said(bot, 'C1', /Watching/);
    mendRedis(bot);
    await said(bot, 'C1', /Stopped watching: healthy/);
    expect(botMessages(bot, 'C1')).toEqual([answer]);
  });
});

function breakRedis({ replay }: Bot): void {
  const { status, ...pod } = known(redis1);
  const waiting = { waiting: { reason: 'ImagePullBackOff', message: 'Back-off pulling image' } };
  const container = {
    name: 'redis',
    image: 'redis',
    imageID: '',
    ready: false,
    restartCount: 0,
    state: waiting,
  };
  replay.update({
    ...pod,
    status: { phase: 'Pending', conditions: [], containerStatuses: [container] },
  } as KubeObject);
  const { status: counts, ...set } = known(redis);
  replay.update({
    ...set,
    status: { ...(counts as object), readyReplicas: 1, availableReplicas: 1 },
  } as KubeObject);
}

function mendRedis({ replay }: Bot): void {
  replay.update(known(redis1));
  replay.update(known(redis));
}

function known(object: KubeObject | undefined): KubeObject {
  if (object) return object;
  throw new Error('not in the recording');
}
