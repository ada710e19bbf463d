/**
 * A storm of 1,000 alerts about 200 pods of 25 Deployments within 10 seconds, sent as Alertmanager sends them, against the
 * service as processes of its own; Slack, which takes one message a second and channel, and the cluster are simulated in
 * this one. `npm run bench:alerts [-- SHAPE]`. The floor is a bare server that reads the body and answers, measured in the same run
 * with the same webhooks. All limits are those of the defaults.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Slack } from '../src/playground/slack/slack.ts';
import { startSlack } from '../src/playground/slack/start-slack.ts';
import { madeCluster, madeOwners } from '../src/replay/made-cluster/made-cluster.ts';
import { STATUS_WAYS } from '../src/replay/made-cluster/way.ts';
import { type Replay, startReplay } from '../src/replay/server.ts';
import { noRedis, startRedis } from '../test/queue/support/redis-server.ts';
import { type Child, startChild } from './burst/child.ts';
import { untilTrue } from './burst/measure.ts';
import { printAnswers, printProcess, printTold } from './storm/print.ts';
import type { Answered } from './storm/send.ts';
import { type Shape, stormOf } from './storm/storm.ts';
import { toldAt } from './storm/tally.ts';

type Role = 'serve' | 'bot' | 'worker';

const LASTS_MS = 10_000;
const PATIENCE_MS = 120_000;
const QUIET_MS = 8000;
const TOKEN = 'token-of-the-storm';
const ALL_SHAPES = ['one', 'grouped'] as const;
const SHAPES = ALL_SHAPES.filter((shape) => (process.argv[2] ?? shape) === shape);
const owners = madeOwners({
  namespaces: 5,
  ownersEach: 5,
  podsEach: 8,
  broken: STATUS_WAYS,
  seed: 1,
});
const CHANNELS = ['C0ALERTS', 'C0TEAM1', 'C0TEAM2', 'C0TEAM3', 'C0TEAM4', 'C0TEAM5'] as const;
/** A storm makes one message of what is in one channel; with a channel for each namespace there is none. */
const ONE_CHANNEL = `alerts: {channel: ${CHANNELS[0]}}\n`;
const A_CHANNEL_EACH = JSON.stringify({
  alerts: {
    channel: CHANNELS[0],
    routes: [...new Set(owners.map(({ namespace }) => namespace))].map((namespace, index) => ({
      match: { namespace },
      channel: CHANNELS[index + 1],
    })),
  },
});
const folder = await mkdtemp(join(tmpdir(), 'podwhy-storm-'));
const program = (name: string) => new URL(name, import.meta.url).pathname;

console.log(`A storm of ${LASTS_MS / 1000} s, Node ${process.version}\n`);
for (const shape of SHAPES) {
  const webhooks = stormOf(owners, shape, LASTS_MS);
  const bytes = webhooks.map(({ body }) => body.length);
  await writeFile(fileOf(shape), JSON.stringify(webhooks));
  console.log(
    `${shape}: ${webhooks.length} webhooks, ${Math.round(Math.max(...bytes) / 1024)} KiB the largest`,
  );
  const floor = await measureFloor(shape);
  await measureService('serve, embedded queue', { shape, floor, roles: ['serve'] });
  await measureService('the same, a channel for each namespace', {
    shape,
    floor,
    roles: ['serve'],
    file: A_CHANNEL_EACH,
  });
  if (noRedis) console.log(`  ${noRedis}`);
  else {
    const redis = await startRedis();
    const redisUrl = `redis://local/?path=${redis.url}`;
    await measureService('bot + worker, redis-server', { shape, floor, roles: ['bot', 'worker'], redisUrl });
    await redis.remove();
  }
}
await rm(folder, { recursive: true });

function fileOf(shape: Shape): string {
  return join(folder, `${shape}.json`);
}

/** Has the storm sent from a process of its own. */
async function send(shape: Shape, port: unknown): Promise<readonly Answered[]> {
  const url = `http://127.0.0.1:${port}/webhooks/alertmanager`;
  const { child } = await startChild([program('storm/send.ts'), url, TOKEN, fileOf(shape)], {});
  const sent = () => child.lines.find(({ event }) => event === 'sent');
  await untilTrue(() => sent() !== undefined, LASTS_MS + 30_000);
  await child.stop();
  return (sent()?.answered ?? []) as readonly Answered[];
}

async function measureFloor(shape: Shape): Promise<readonly Answered[]> {
  const { child, ready } = await startChild([program('bare-webhook.ts')], {});
  const answered = await send(shape, ready.port);
  await child.stop();
  printAnswers('the floor', answered);
  return answered;
}

interface Setting {
  readonly shape: Shape;
  readonly floor: readonly Answered[];
  readonly roles: readonly Role[];
  readonly redisUrl?: string;
  /** The configuration file. */
  readonly file?: string;
}

async function measureService(
  name: string,
  { shape, floor, roles, redisUrl, file = ONE_CHANNEL }: Setting,
): Promise<void> {
  const replay = await startReplay({ recordings: [madeCluster(owners)] });
  const slack = await startSlack({
    commands: ['/pod'],
    channels: CHANNELS.map((id) => ({ id, name: id.toLowerCase() })),
    postRate: { perSecond: 1, burst: 1 },
  });
  const env = {
    ...(await serviceEnv(slack, replay, file)),
    ...(redisUrl === undefined ? {} : { REDIS_URL: redisUrl }),
  };
  const children: { readonly role: Role; readonly child: Child; readonly port: unknown }[] = [];
  for (const role of roles) {
    const started = await startChild(
      ['--import', program('storm/weigh.ts'), program('../src/main.ts'), role],
      env,
    );
    children.push({ role, child: started.child, port: started.ready.port });
  }
  // What happened until now was the start.
  for (const { child } of children) child.signal('SIGUSR2');
  const begin = Date.now();
  const answered = await send(shape, children.find(({ role }) => role !== 'worker')?.port);
  if (answered.some(({ status }) => status === 202)) await untilTold(slack);
  console.log(`  ${name}`);
  printAnswers('webhooks', answered, floor);
  printTold(slack, owners, begin);
  console.log(`    ${replay.journal.length} requests to the cluster`);
  await Promise.all(children.map(({ child }) => child.stop()));
  for (const { role, child } of children) printProcess(role, child);
  await slack.close();
  await replay.close();
}

async function serviceEnv(slack: Slack, replay: Replay, file: string): Promise<Record<string, string>> {
  const kubeconfig = join(folder, 'kubeconfig');
  const config = join(folder, 'podwhy.yaml');
  await writeFile(kubeconfig, replay.kubeconfig());
  await writeFile(config, file);
  return {
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    SLACK_API_URL: slack.url,
    ALERTS_TOKEN: TOKEN,
    PORT: '0',
    KUBECONFIG: kubeconfig,
    CONFIG_FILE: config,
  };
}

/** Until every Deployment was named, and nothing more is said for a while. */
async function untilTold(slack: Slack): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  while (toldAt(slack, owners).size < owners.length && Date.now() < end) await pause(1000);
  const quiet = () => Date.now() - (slack.journal.requests().at(-1)?.at ?? 0) > QUIET_MS;
  await untilTrue(quiet, Math.max(QUIET_MS, end - Date.now()));
}
