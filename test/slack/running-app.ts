import { setTimeout as pause } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import type { Ask, AskJob, Reply, Unwell } from '../../src/asks.ts';
import { makeGate } from '../../src/diagnosis/gate.ts';
import type { BotError } from '../../src/errors.ts';
import type { HttpRoute } from '../../src/http-route.ts';
import type { Slack } from '../../src/playground/slack/slack.ts';
import { type SlackOptions, startSlack } from '../../src/playground/slack/start-slack.ts';
import type { JobQueue, Logger } from '../../src/ports.ts';
import { createSlackApp, type SlackApp } from '../../src/slack/app.ts';
import type { AuditLine } from '../../src/slack/audit.ts';
import { renderReply } from '../../src/slack/blocks/render-reply.ts';
import { createDelivery, type Delivery } from '../../src/slack/deliver.ts';
import type { AlertMessage, Decision, DigestDoor, IncidentDoor } from '../../src/slack/front-door.ts';
import { createMessenger } from '../../src/slack/messenger.ts';
import type { AskDraft } from '../../src/slack/parsed-command.ts';
import type { SlackTransport } from '../../src/slack/transport.ts';

/** A queue in memory that remembers ids, as the real one does. */
export class FakeQueue implements JobQueue {
  readonly jobs: AskJob[] = [];
  /** Thrown instead of taking anything. */
  broken: BotError | undefined;

  async add(job: AskJob): Promise<{ joined: boolean; known?: boolean }> {
    if (this.broken) throw this.broken;
    if (this.jobs.some(({ id }) => id === job.id)) return { joined: true, known: true };
    this.jobs.push(job);
    return { joined: false };
  }

  ready(): boolean {
    return this.broken === undefined;
  }

  async close(): Promise<void> {}
}

export interface Running {
  readonly app: SlackApp;
  readonly queue: FakeQueue;
  readonly delivery: Delivery;
  readonly audit: AuditLine[];
  readonly log: { event: string; fields?: Readonly<Record<string, unknown>> | undefined }[];
  /** The job that was queued as number `index`, as soon as it is there. */
  job(index?: number): Promise<AskJob>;
  stop(): Promise<void>;
}

export interface RunOptions {
  readonly transport?: SlackTransport;
  readonly port?: number;
  readonly routes?: readonly HttpRoute[];
  readonly authorise?: (asker: AskJob['asker'], ask: AskDraft) => Decision;
  readonly unhealthyWorkloads?: () => Promise<Unwell>;
  readonly incidents?: IncidentDoor;
  readonly digests?: DigestDoor;
  readonly takeAlertMessage?: (message: AlertMessage) => Promise<void>;
  readonly patienceMs?: number;
  readonly callMs?: number;
}

/** The app as it is, with a queue in memory, against a simulated Slack. */
export async function runApp(slack: Slack, options: RunOptions = {}): Promise<Running> {
  const queue = new FakeQueue();
  const audit: AuditLine[] = [];
  const log: Running['log'] = [];
  const logger = loggerTo(log);
  const clock = { now: () => Date.now() };
  const clean = makeGate((text) => text);
  const { patienceMs = 10_000, callMs = 2_000 } = options;
  const messenger = createMessenger({ token: slack.botToken, apiUrl: slack.url, logger, patienceMs, callMs });
  const delivery = createDelivery({
    messenger,
    render: (reply, job) =>
      renderReply(reply, {
        logs: true,
        clean,
        requestedBy: job.asker.user,
        now: clock.now(),
        ephemeral: job.replyTo.kind === 'response-url',
      }),
    logger,
    audit: (line) => audit.push(line),
    clock,
  });
  const app = await createSlackApp({
    botToken: slack.botToken,
    transport: options.transport ?? { mode: 'socket', appToken: slack.appToken },
    apiUrl: slack.url,
    ...(options.port === undefined ? {} : { port: options.port }),
    ...(options.routes ? { routes: options.routes } : {}),
    queue,
    messenger,
    delivery,
    authorise: options.authorise ?? ((_, ask) => ({ allowed: true, ask: settled(ask) })),
    unhealthyWorkloads: options.unhealthyWorkloads ?? (async () => ({ workloads: [], places: [] })),
    ...(options.incidents ? { incidents: options.incidents } : {}),
    ...(options.digests ? { digests: options.digests } : {}),
    ...(options.takeAlertMessage ? { takeAlertMessage: options.takeAlertMessage } : {}),
    clean,
    audit: (line) => audit.push(line),
    logger,
    clock,
  });
  await app.start();
  return {
    app,
    queue,
    delivery,
    audit,
    log,
    job: (index = 0) => jobOf(queue, index),
    stop: () => app.stop(),
  };
}

/** The same with the simulated Slack, for one test. */
export async function running(
  options: RunOptions | ((slack: Slack) => RunOptions) = {},
  slackOptions: SlackOptions = {},
): Promise<{ slack: Slack; run: Running }> {
  const slack = await startSlack(slackOptions);
  onTestFinished(() => slack.close());
  const run = await runApp(slack, typeof options === 'function' ? options(slack) : options);
  onTestFinished(() => run.stop());
  return { slack, run };
}

async function jobOf(queue: FakeQueue, index: number): Promise<AskJob> {
  for (const end = Date.now() + 5_000; Date.now() < end; await pause(5)) {
    const job = queue.jobs[index];
    if (job) return job;
  }
  throw new Error(`no job number ${index}; there are ${queue.jobs.length}`);
}

export function settled(draft: AskDraft): Ask {
  return { cluster: 'prod', namespace: 'shop', ...draft };
}

export function loggerTo(log: Running['log']): Logger {
  const say = (event: string, fields?: Readonly<Record<string, unknown>>) => void log.push({ event, fields });
  return { info: say, warn: say, error: say };
}

/** An answer that needs no cluster. */
export function yamlReply(ask: Ask, text = 'kind: Pod\nmetadata:\n  name: web-1\n'): Reply {
  return { kind: 'yaml', ask, target: { kind: 'Pod', namespace: 'shop', name: 'web-1' }, text };
}
