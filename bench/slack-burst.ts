/**
 * 500 `/pod why` at once, from 25 people in 10 channels about 20 workloads, against the service as processes of its own;
 * Slack and the cluster are simulated in this one. `npm run bench:slack [-- COMMANDS]`. The floor is Bolt alone that
 * acknowledges and posts one message, measured in the same run. The limits that hold requests back on purpose are raised,
 * but for the last row: there Slack takes one message a second and channel, and the limits are those of the defaults.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Slack } from '../src/playground/slack/slack.ts';
import { type SlackOptions, startSlack } from '../src/playground/slack/start-slack.ts';
import type { Recording } from '../src/replay/recording.ts';
import { type Replay, startReplay } from '../src/replay/server.ts';
import { noRedis, startRedis } from '../test/queue/support/redis-server.ts';
import { type Child, startChild } from './burst/child.ts';
import { type Command, commandsOf, type Measured, measureBurst, sorted, untilTrue } from './burst/measure.ts';
import { burstTargets } from './burst/targets.ts';

type Transport = 'socket' | 'http';
type Roles = readonly ('serve' | 'bot' | 'worker')[];

const COUNT = Number(process.argv[2] ?? 500);
const USERS = Array.from({ length: 25 }, (_, index) => `U${100 + index}`);
const CHANNELS = Array.from({ length: 10 }, (_, index) => `C${100 + index}`);
const RAISED = 'limits: {asksPerMinute: 0, answersPerSecond: 1000, answersAtOnce: 1000}\n';
const WARM_UP = 10;
const MAIN = new URL('../src/main.ts', import.meta.url).pathname;
const BARE = new URL('./bare-bolt.ts', import.meta.url).pathname;

const { targets, recordings } = await burstTargets(20);
const commands = commandsOf(COUNT, USERS, CHANNELS, targets);
const folder = await mkdtemp(join(tmpdir(), 'podwhy-burst-'));
console.log(
  `${COUNT} commands at once, Node ${process.version}; Slack gives up on an acknowledgement after 3000 ms\n`,
);
for (const transport of ['socket', 'http'] as const) {
  await floor(transport);
  await service('serve, embedded queue', { transport, roles: ['serve'] });
  if (noRedis) console.log(`  ${noRedis}`);
  else {
    const redis = await startRedis();
    const redisUrl = `redis://local/?path=${redis.url}`;
    await service('bot + worker, redis-server', { transport, roles: ['bot', 'worker'], redisUrl });
    await redis.remove();
  }
}
await service('serve, at the pace that Slack allows', {
  transport: 'socket',
  roles: ['serve'],
  paced: { postRate: { perSecond: 1, burst: 5 } },
});
await rm(folder, { recursive: true });

async function floor(transport: Transport): Promise<void> {
  const slack = await openSlack({});
  const env = slackEnv(slack, transport);
  const { child, ready } = await startChild([BARE], env);
  if (transport === 'http') slack.deliverTo(`http://127.0.0.1:${ready.port}/slack/events`);
  await untilTrue(() => transport === 'http' || slack.sockets.connections > 0, 5000);
  await warmUp(slack);
  const before = slack.workspace.messages.length;
  const start = Date.now();
  const seen = await Promise.all(
    commands.map(({ user, channel }) => slack.user(user).slash('/pod', 'why web', { channel })),
  );
  const posted = () => slack.workspace.messages.slice(before);
  await untilTrue(() => posted().length >= COUNT, 60_000);
  console.log(`${transport}: the floor, Bolt alone`);
  row('acknowledged', sorted(seen.flatMap(({ latencyMs }) => latencyMs ?? [])));
  row('a message posted', sorted(posted().map(({ versions }) => versions[0].at - start)));
  await child.stop();
  await slack.close();
}

async function service(
  name: string,
  options: {
    readonly transport: Transport;
    readonly roles: Roles;
    readonly redisUrl?: string;
    readonly paced?: SlackOptions;
  },
): Promise<void> {
  const { transport, roles, redisUrl, paced } = options;
  const replay = await startReplay({ recordings: recordings as readonly Recording[] });
  const slack = await openSlack(paced ?? {});
  const env = await serviceEnv(slack, replay, transport, paced ? '' : RAISED);
  const children: Child[] = [];
  for (const role of roles) {
    const { child, ready } = await startChild([MAIN, role], {
      ...env,
      ...(redisUrl === undefined ? {} : { REDIS_URL: redisUrl }),
    });
    children.push(child);
    if (transport === 'http' && role !== 'worker')
      slack.deliverTo(`http://127.0.0.1:${ready.port}/slack/events`);
  }
  await untilTrue(() => transport === 'http' || slack.sockets.connections > 0, 5000);
  if (!paced) await warmUp(slack);
  const asked = replay.journal.length;
  const measured = await measureBurst(slack, commands, 180_000);
  print(`${transport}: ${name}`, measured, runsOf(replay, asked), replay.journal.length - asked);
  tellProblems(children);
  await Promise.all(children.map((child) => child.stop()));
  await slack.close();
  await replay.close();
}

function openSlack(options: SlackOptions): Promise<Slack> {
  const people = USERS.map((id, index) => ({ id, name: `person${index}` }));
  const channels = CHANNELS.map((id, index) => ({ id, name: `channel${index}` }));
  return startSlack({ commands: ['/pod'], users: people, channels, ...options });
}

function slackEnv(slack: Slack, transport: Transport): Record<string, string> {
  return {
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_API_URL: slack.url,
    ...(transport === 'socket'
      ? { SLACK_APP_TOKEN: slack.appToken }
      : { SLACK_SIGNING_SECRET: slack.signingSecret, SLACK_MODE: 'http' }),
  };
}

async function serviceEnv(
  slack: Slack,
  replay: Replay,
  transport: Transport,
  file: string,
): Promise<Record<string, string>> {
  const kubeconfig = join(folder, 'kubeconfig');
  const config = join(folder, 'podwhy.yaml');
  await writeFile(kubeconfig, replay.kubeconfig());
  await writeFile(config, file);
  const rate: Record<string, string> = file === '' ? {} : { REQUESTS_PER_SECOND: '1000' };
  return { ...slackEnv(slack, transport), ...rate, PORT: '0', KUBECONFIG: kubeconfig, CONFIG_FILE: config };
}

/** A bot has been running when a burst comes. */
async function warmUp(slack: Slack): Promise<void> {
  const first = commands.slice(0, WARM_UP) as readonly Command[];
  await measureBurst(slack, first, 5000);
  await pause(200);
}

/** A run reads its target once by name. */
function runsOf(replay: Replay, from: number): number {
  const paths = new Set(
    targets.map(({ namespace, name }) => `/apis/apps/v1/namespaces/${namespace}/deployments/${name}`),
  );
  return replay.journal.slice(from).filter(({ path }) => paths.has(path)).length;
}

function print(name: string, measured: Measured, runs: number, requests: number): void {
  const { acks, placeholders, answers, wholeMs, answeredOnce, duplicates, unanswered } = measured;
  console.log(name);
  row('acknowledged', acks);
  row('placeholder', placeholders);
  row('answer', answers);
  console.log(
    `  answered exactly once ${answeredOnce} of ${COUNT}, duplicates ${duplicates}, unanswered ${unanswered}; ${wholeMs} ms in all\n` +
      `  ${runs} diagnoses, ${COUNT - runs} joined another's; ${requests} requests to the cluster\n`,
  );
}

function row(what: string, times: readonly number[]): void {
  const part = (share: number) =>
    `${Math.round(times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN)}`.padStart(
      6,
    );
  console.log(`  ${what.padEnd(18)} p50 ${part(0.5)} ms   p99 ${part(0.99)} ms   max ${part(1)} ms`);
}

function tellProblems(children: readonly Child[]): void {
  const counts = new Map<string, number>();
  for (const { event, level, problem = '' } of children.flatMap(({ lines }) => lines)) {
    if (level === 'info' && event !== 'slack.answers-aside') continue;
    const what = `${event} ${String(problem).slice(0, 120)}`;
    counts.set(what, (counts.get(what) ?? 0) + 1);
  }
  for (const [what, count] of counts) console.log(`  log: ${count} × ${what}`);
}
