import { playbooks } from '../playbooks/index.ts';
import { authorise, openClusters as openClustersFor } from './access/authorise.ts';
import { createMemberships } from './access/memberships.ts';
import type { Access, Memberships } from './access/policy.ts';
import { visibleNamespaces, withoutHidden } from './access/visible.ts';
import type { Asker, AskJob, Reply, Unwell } from './asks.ts';
import { type Clusters, clusterOf, openClusters } from './clusters.ts';
import type { Config, Role } from './config.ts';
import { type Gate, gatePer, makeGate } from './diagnosis/gate.ts';
import type { Playbook } from './diagnosis/playbook.ts';
import { makeRedactor } from './diagnosis/redact.ts';
import { BotError } from './errors.ts';
import { createLogger } from './log.ts';
import type { Clock, JobQueue, Logger, Messenger } from './ports.ts';
import { createJobQueue } from './queue/producer.ts';
import { openStore, type Store } from './queue/store.ts';
import { type RunningWorker, startWorker } from './queue/worker.ts';
import { createSlackApp, type SlackApp } from './slack/app.ts';
import { auditTo } from './slack/audit.ts';
import { renderReply } from './slack/blocks/render-reply.ts';
import { createDelivery, type Delivery } from './slack/deliver.ts';
import { createMessenger } from './slack/messenger.ts';
import { createMembersOf } from './slack/user-group-members.ts';
import { answerAsk } from './workflows/answer-ask.ts';
import { unhealthyWorkloads } from './workflows/unhealthy-workloads.ts';

export interface ServiceOptions {
  readonly config: Config;
  readonly role: Role;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Takes one line of the log with its end. */
  readonly write: (line: string) => void;
  /** For tests: shorter locks and pauses. */
  readonly timing?: Parameters<typeof startWorker>[1]['timing'];
  /** Milliseconds in which what runs may end once the service is stopped. */
  readonly stopMs?: number;
}

/** A running bot, worker, or both. */
export interface Service {
  /** Of the HTTP server; undefined where there is none. */
  port(): number | undefined;
  /** Takes nothing new, ends what runs, returns by its deadline. */
  stop(): Promise<void>;
}

/** What every part of the service shares. */
interface Shared {
  readonly config: Config;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly clean: Gate;
  readonly clusters: Clusters;
  /** As the site's folder has them now. */
  readonly playbooks: () => Promise<readonly Playbook[]>;
  readonly access: Access;
  readonly membershipsOf: (user: string) => Promise<Memberships>;
  readonly messenger: Messenger;
  readonly delivery: Delivery;
}

const STOP_MS = 20_000;

/** Wires the parts for a role and starts them. */
export async function startService(options: ServiceOptions): Promise<Service> {
  const { config, role } = options;
  const shared = await createShared(options);
  const { logger } = shared;
  const store = await openStore({
    ...(config.redisUrl === undefined ? {} : { redisUrl: config.redisUrl }),
    logger,
  });
  if (store.embedded && role !== 'serve') {
    await store.close();
    throw new BotError(
      'config-invalid',
      `The role ${role} shares its queue with other processes: set REDIS_URL.`,
    );
  }
  const queue = role === 'worker' ? undefined : createProducer(store, shared);
  const worker = role === 'bot' ? undefined : createWorker(store, shared, options.timing);
  const bot = queue && (await createBot(shared, queue, worker));
  await bot?.start();
  logger.info('service.started', { role, clusters: [...shared.clusters.keys()], port: bot?.port() });
  return {
    port: () => bot?.port(),
    async stop() {
      await bot?.stop();
      await worker?.close(options.stopMs ?? STOP_MS);
      await queue?.close();
      await store.close();
      await Promise.all([...shared.clusters.values()].map((cluster) => cluster.close()));
      logger.info('service.stopped');
    },
  };
}

async function createShared({ config, environment, write }: ServiceOptions): Promise<Shared> {
  const clock: Clock = { now: Date.now };
  const { redact } = makeRedactor({ patterns: config.redact });
  const clean = makeGate(redact);
  const logger = createLogger({ level: config.logLevel, clock, redact, write });
  const clusters = await openClusters(config.kubernetes, environment);
  const slack = {
    token: config.slack.botToken,
    ...(config.slack.apiUrl === undefined ? {} : { apiUrl: config.slack.apiUrl }),
    logger,
  };
  const messenger = createMessenger(slack);
  const { defaultNamespace } = config.kubernetes;
  const access: Access = {
    clusters: [...clusters].map(([name, cluster]) => ({
      name,
      namespace: defaultNamespace ?? cluster.namespace,
    })),
    channels: config.channels,
    policy: config.access,
  };
  const membershipsOf = createMemberships({
    policy: config.access,
    listMembers: createMembersOf(slack),
    clock,
  });
  const cleanOnce = gatePer(clean);
  const delivery = createDelivery({
    messenger,
    render: (reply, job) => renderReply(reply, { ...renderOptions(job), clean: cleanOnce(reply) }),
    logger,
    audit: auditTo(logger),
    clock,
  });
  const playbooks = await sitePlaybooks(config, { gate: clean, clock, logger });
  return { config, clock, logger, clean, clusters, playbooks, access, membershipsOf, messenger, delivery };

  function renderOptions(job: AskJob) {
    const watching = { until: job.askedAt + config.watch.totalMs, since: job.askedAt };
    return {
      logs: config.logs,
      requestedBy: job.asker.user,
      now: clock.now(),
      ephemeral: job.replyTo.kind === 'response-url' && job.replyTo.as !== 'share',
      ...(job.ask.verb === 'watch' ? { watching } : {}),
    };
  }
}

/** The built-in playbooks, and what the site's folder makes of them where there is one. */
async function sitePlaybooks(
  { playbooks: directory }: Config,
  shared: { readonly gate: Gate; readonly clock: Clock; readonly logger: Logger },
): Promise<Shared['playbooks']> {
  if (directory === undefined) return async () => playbooks;
  const { watchSite } = await import('./site/watch-site.ts');
  return watchSite({ directory, builtIn: playbooks, ...shared });
}

function createProducer(store: Store, { config, logger, clock }: Shared): JobQueue {
  return createJobQueue(store, { userLimitPerMinute: config.limits.asksPerMinute, logger, clock });
}

function createWorker(store: Store, shared: Shared, timing: ServiceOptions['timing']): RunningWorker {
  const { config, clock, logger, clusters, access, membershipsOf, delivery } = shared;
  const { limits } = config;
  return startWorker(store, {
    run: async (job, progress, signal) =>
      answerAsk(job.ask, {
        cluster: clusterOf(clusters, job.ask.cluster),
        playbooks: await shared.playbooks(),
        clock,
        signal,
        askedAt: job.askedAt,
        logs: config.logs,
        watch: config.watch,
        progress,
      }),
    async deliver(job, reply) {
      const who = { asker: job.asker, memberships: await membershipsOf(job.asker.user) };
      const shown = withoutHidden(reply, visibleNamespaces(access, who, job.ask));
      await delivery.deliver(job, shown, { more: isWatching(shown) });
    },
    progress: (jobs, steps) => delivery.progress(jobs, steps),
    concurrency: limits.runs,
    clusterLimit: limits.runsOnOneCluster,
    channelRate: { perSecond: limits.answersPerSecond, burst: limits.answersAtOnce },
    ...(timing === undefined ? {} : { timing }),
    logger,
    clock,
  });
}

function isWatching(reply: Reply): boolean {
  return reply.kind === 'report' && reply.watch === 'watching';
}

async function createBot(
  shared: Shared,
  queue: JobQueue,
  worker: RunningWorker | undefined,
): Promise<SlackApp> {
  const { config, clock, logger, clean, access, membershipsOf, delivery } = shared;
  const { transport } = config.slack;
  if (transport.mode === 'none')
    throw new BotError('config-invalid', 'A bot needs SLACK_APP_TOKEN or SLACK_SIGNING_SECRET.');
  const app: SlackApp = await createSlackApp({
    botToken: config.slack.botToken,
    transport,
    ...(config.slack.apiUrl === undefined ? {} : { apiUrl: config.slack.apiUrl }),
    port: config.port,
    routes: [
      { path: '/healthz', method: 'GET', handler: (_, response) => void response.end('ok\n') },
      {
        path: '/readyz',
        method: 'GET',
        handler: (_, response) => {
          const state = { slack: app.connected(), queue: queue.ready(), worker: worker?.ready() ?? true };
          response.statusCode = Object.values(state).every(Boolean) ? 200 : 503;
          response.end(`${JSON.stringify(state)}\n`);
        },
      },
    ],
    queue,
    messenger: shared.messenger,
    delivery,
    authorise: async (asker, ask) => authorise(access, asker, ask, await membershipsOf(asker.user)),
    unhealthyWorkloads: (asker) => lookAround(asker, shared),
    clean,
    audit: auditTo(logger),
    logger,
    clock,
  });
  return app;
}

/** What App Home shows: the unwell workloads of the namespaces that the person may list. */
async function lookAround(asker: Asker, { access, clusters, membershipsOf }: Shared): Promise<Unwell> {
  const who = { asker, memberships: await membershipsOf(asker.user) };
  const open = openClustersFor(access, who).map((name) => ({
    name,
    cluster: clusterOf(clusters, name).session(),
    isVisible: visibleNamespaces(access, who, { verb: 'list', cluster: name }),
  }));
  return unhealthyWorkloads(open);
}
