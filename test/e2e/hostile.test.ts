import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { effectsOf } from '../../src/playground/slack/effects.ts';
import type { Seen } from '../../src/playground/slack/gestures.ts';
import type { Message } from '../../src/playground/slack/message.ts';
import { type KubeObject, readRecording } from '../../src/replay/recording.ts';
import { recordingPath } from '../support/terminal.ts';
import { type Bot, isPlaceholder, startBot } from './support/bot.ts';
import { TYPED } from './support/hostile-commands.ts';
import { PLANTED, poison, poisoned, SECRETS } from './support/hostile-recording.ts';

/** The limits that throttle on purpose are out of the way; a pattern of the user's own. */
const FILE = `
limits: {asksPerMinute: 0, answersPerSecond: 1000, answersAtOnce: 1000}
redact: ['acct-[0-9]{8}']
`;
const SETTINGS = {
  file: FILE,
  env: { REQUESTS_PER_SECOND: '1000' },
  slack: { channels: [{ id: 'C90', name: 'elsewhere', bot: false }] },
};

/** Does something and waits until every request that came of it has been answered, files and all. */
async function answered(bot: Bot, act: () => Promise<Seen>): Promise<Seen> {
  const before = bot.audit().length;
  const seen = await act();
  expect(seen).toMatchObject({ acked: true });
  if (!seen.reply)
    await expect.poll(() => bot.audit().length, { timeout: 15_000, interval: 10 }).toBeGreaterThan(before);
  return seen;
}

const slash = (bot: Bot, text: string, channel = 'C1') =>
  answered(bot, () => bot.slack.user('U1').slash('/pod', text, { channel }));

function byTheBot(bot: Bot): readonly Message[] {
  return bot.slack.workspace.messages.filter(({ botId }) => botId !== undefined && botId !== 'B0ALERT');
}

/** Whoever asked is named in the answer; nobody else is called. */
function mentionsOfOthers(bot: Bot): readonly string[] {
  return byTheBot(bot)
    .flatMap(({ mentions }) => mentions)
    .filter((target) => target !== '@U1');
}

function links(bot: Bot): readonly string[] {
  // What one person sees has no previews; the simulator makes a link of any address in it.
  const versions = byTheBot(bot).flatMap((message) =>
    message.versions.filter(({ by }) => !/ack|response/.test(by)),
  );
  const inMessages = versions.flatMap(({ effects }) => effects.links);
  const home = bot.slack.user('U1').home?.json.blocks;
  const inHome = effectsOf({ text: '', blocks: home }, {}, bot.slack.workspace.names()).links;
  return [...inMessages, ...inHome].map(({ url }) => url);
}

function refusals(bot: Bot): readonly string[] {
  const refused = bot.slack.journal
    .requests()
    .filter(({ error }) => error !== undefined && error !== 'not_in_channel');
  return refused.map(({ method, error }) => `${method}: ${error}`);
}

/** Everything that left the service for Slack or for its own log. */
function sentOut(bot: Bot): string {
  const files = byTheBot(bot).flatMap((message) => message.files);
  const versions = byTheBot(bot).flatMap((message) => message.versions);
  const requests = bot.slack.journal.requests().map(({ args }) => args);
  return [...bot.log, JSON.stringify([files, versions, requests, bot.slack.user('U1').home?.json])].join(
    '\n',
  );
}

function expectHarmless(bot: Bot): void {
  expect(mentionsOfOthers(bot)).toEqual([]);
  expect(byTheBot(bot).flatMap(({ unfurls }) => unfurls)).toEqual([]);
  expect(links(bot)).toEqual([]);
  expect(refusals(bot)).toEqual([]);
  expect(bot.log.filter((line) => /"level":"error"|blocks-refused|not-rendered/.test(line))).toEqual([]);
  expect(byTheBot(bot).filter(isPlaceholder)).toEqual([]);
}

describe('a cluster full of hostile texts and secrets', () => {
  let bot: Bot;
  const recordings = ['r-feed-timeline', 'r-inventory-stock', 'r-payroll-calc', 'r-mixed-cruncher'];
  beforeAll(async () => {
    bot = await startBot({ ...SETTINGS, recordings, change: poisoned });
  });
  afterAll(() => bot.stop());

  const TARGETS = [
    'deploy/timeline -n r-feed',
    'deploy/stock -n r-inventory',
    'deploy/calc -n r-payroll',
    'deploy/cruncher -n r-mixed',
  ];

  it('plants more than 60 secrets', () => {
    expect(new Set(PLANTED.map(({ secret }) => secret)).size).toBeGreaterThan(60);
  });

  it.each(TARGETS)('%s is answered by every command', async (target) => {
    for (const words of ['why', 'events', 'describe', 'yaml']) await slash(bot, `${words} ${target}`);
    for (const flags of ['', '--previous', '--tail 5000', '--previous --tail 30'])
      await slash(bot, `logs ${target} ${flags}`);
  });

  it.each([
    'r-feed',
    'r-inventory',
    'r-payroll',
    'r-mixed',
  ])('so are those about namespace %s', async (namespace) => {
    for (const words of ['list', 'list --unhealthy', 'top', 'nodes'])
      await slash(bot, `${words} -n ${namespace}`);
  });

  it.each(TARGETS)('%s is watched', async (target) => {
    const before = byTheBot(bot).filter((message) => !isPlaceholder(message)).length;
    await bot.slack.user('U1').slash('/pod', `watch ${target}`, { channel: 'C7' });
    await expect
      .poll(() => byTheBot(bot).filter((message) => !isPlaceholder(message)).length, { timeout: 10_000 })
      .toBeGreaterThan(before);
  });

  it('all buttons are', async () => {
    await slash(bot, 'why deploy/timeline -n r-feed', 'C3');
    const [answer] = bot.slack.messages('C3');
    for (const name of ['Logs', 'Previous logs', 'Events', 'YAML', 'Share', 'Re-run'])
      if (answer && JSON.stringify(answer.blocks).includes(`"${name}"`))
        await answered(bot, () => bot.slack.user('U1').click(answer, name));
    expect(bot.slack.thread(answer as Message).length).toBeGreaterThan(3);
  });

  it('each text is safe in the place of a cause', async () => {
    const pods = bot.replay;
    const feed = poisoned(await recordingOf('r-feed-timeline'));
    const crashing = feed.objects.find(
      ({ kind, metadata }) => kind === 'Pod' && /-5tcrt$/.test(metadata.name),
    );
    for (let index = 0; index * 8 < PLANTED.length; index++) {
      pods.update(poison(crashing as KubeObject, index));
      await slash(bot, 'why pod/timeline-7dc8c9f7d4-5tcrt -n r-feed', 'C4');
      await slash(bot, 'describe pod/timeline-7dc8c9f7d4-5tcrt -n r-feed', 'C4');
    }
  });

  it('reasons that are texts of their own are safe in a status', async () => {
    const feed = poisoned(await recordingOf('r-feed-timeline'));
    const pod = feed.objects.find(({ kind, metadata }) => kind === 'Pod' && /-5tcrt$/.test(metadata.name));
    const status = { phase: 'Failed', reason: '<!channel> <https://evil.example|x> ```', message: '<!here>' };
    bot.replay.update({ ...pod, status } as KubeObject);
    for (const words of ['why', 'describe', 'logs'])
      await slash(bot, `${words} pod/timeline-7dc8c9f7d4-5tcrt -n r-feed`);
    for (const words of ['list', 'list --unhealthy', 'why deploy/timeline'])
      await slash(bot, `${words} -n r-feed`);
  });

  it('App Home is drawn', async () => {
    await bot.slack.user('U1').openHome();
    await bot.slack.until(
      () => JSON.stringify(bot.slack.user('U1').home?.json ?? '').includes('timeline') || undefined,
    );
  });

  it('so are a channel without the bot, a thread, a direct message and a message shortcut', async () => {
    for (const words of ['why', 'logs', 'yaml'])
      await slash(bot, `${words} deploy/timeline -n r-feed`, 'C90');
    expect(bot.slack.user('U1').ephemerals('C90')).toHaveLength(3);
    const asker = bot.slack.user('U1');
    await answered(bot, () => asker.mention('C5', 'logs deploy/timeline -n r-feed'));
    await answered(bot, () => asker.dm('why is deploy/timeline in r-feed failing?'));
    const text = `<!channel> pod=timeline-7dc8c9f7d4-5tcrt ${PLANTED[0]?.text} https://evil.example`;
    const alert = await bot.slack.alert('C6', { text });
    await answered(bot, () => asker.shortcut('diagnose_pods', alert));
  });

  it('calls nobody, shows no preview, breaks no block', async () => {
    await bot.slack.settled();
    expect(byTheBot(bot).length).toBeGreaterThan(80);
    expect(byTheBot(bot).flatMap(({ files }) => files).length).toBeGreaterThan(10);
    expectHarmless(bot);
  });

  it('lets no secret out', () => {
    const out = sentOut(bot);
    expect(out).toContain('[redacted]');
    const leaked = SECRETS.filter((secret) => out.includes(secret));
    expect(leaked.map((secret) => out.slice(out.indexOf(secret) - 300, out.indexOf(secret) + 60))).toEqual(
      [],
    );
  });
});

const recordingOf = (name: string) => readRecording(recordingPath(name));

describe('hostile commands', () => {
  let bot: Bot;
  beforeAll(async () => {
    bot = await startBot({ ...SETTINGS, recordings: ['r-feed-timeline'] });
  });
  afterAll(() => bot.stop());

  it.each(TYPED.map((text) => [text.slice(0, 60), text]))('%j is answered', async (_, text) => {
    await slash(bot, text, 'C1');
  });

  it.each(TYPED.map((text) => [text.slice(0, 60), text]))('%j is answered in a thread', async (_, text) => {
    const asker = bot.slack.user('U1');
    const before = byTheBot(bot).length;
    const seen = await asker.mention('C2', text, { raw: true });
    expect(seen).toMatchObject({ acked: true });
    await bot.slack.until(() => (byTheBot(bot).length > before ? true : undefined));
  });

  it('calls nobody, shows no preview, breaks no block, asks the cluster for nothing but names', async () => {
    await bot.slack.settled();
    expectHarmless(bot);
    const paths = bot.replay.journal.map(({ path }) => path);
    expect(paths.filter((path) => /secrets|configmaps|\.\./.test(path))).toEqual([]);
    expect(bot.replay.journal.filter(({ method }) => method !== 'GET')).toEqual([]);
  });
});
