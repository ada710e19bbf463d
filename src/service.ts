import type { Server } from 'node:http';
import { createAlertWorker, openIncidents } from './alerting.ts';
import { createAskWorker } from './asking.ts';
import { createBot, type Queues } from './bot.ts';
import type { Role } from './config.ts';
import { createDigestWorker, openDigests, openSubscriptions } from './digesting.ts';
import { BotError } from './errors.ts';
import { healthRoutes } from './http/health.ts';
import { createAlertQueue } from './queue/alerts/alert-queue.ts';
import type { AlertTiming } from './queue/alerts/alert-timing.ts';
import type { DigestWorkerOptions } from './queue/digests/digest-worker.ts';
import { createJobQueue } from './queue/producer.ts';
import type { RunningWorker } from './queue/running-worker.ts';
import { openStore, type Store } from './queue/store.ts';
import type { WorkerOptions } from './queue/worker.ts';
import { createShared, type Shared, type SharedOptions } from './shared.ts';
import { closeServer, portOf, serveRoutes } from './slack/routes.ts';

export interface ServiceOptions extends SharedOptions {
  readonly role: Role;
  /** For tests: shorter locks and pauses. */
  readonly timing?: WorkerOptions['timing'];
  readonly alertTiming?: Partial<AlertTiming>;
  readonly digestTiming?: DigestWorkerOptions['timing'];
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
  const queues = role === 'worker' ? undefined : openQueues(store, shared);
  const workers = role === 'bot' ? undefined : startWorkers(store, shared, options);
  const bot = queues && (await createBot(shared, queues, workers?.all ?? []));
  await bot?.start();
  const server = bot ? undefined : await serveHealth(shared, workers?.all ?? []);
  const port = () => bot?.port() ?? portOf(server);
  logger.info('service.started', { role, clusters: [...shared.clusters.keys()], port: port() });
  return {
    port,
    async stop() {
      await bot?.stop();
      await workers?.close(options.stopMs ?? STOP_MS);
      await Promise.all([
        queues?.asks.close(),
        queues?.alerts.close(),
        queues?.digests.close(),
        closeServer(server),
      ]);
      await store.close();
      await Promise.all([...shared.clusters.values()].map((cluster) => cluster.close()));
      logger.info('service.stopped');
    },
  };
}

function openQueues(store: Store, { config, logger, clock, metrics }: Shared): Queues {
  return {
    asks: createJobQueue(store, {
      userLimitPerMinute: config.limits.asksPerMinute,
      logger,
      clock,
      metrics: metrics.countAsk,
    }),
    alerts: createAlertQueue(store, { logger, clock }),
    digests: openSubscriptions(store, { config, logger, clock }),
  };
}

interface Workers {
  readonly all: readonly RunningWorker[];
  close(deadlineMs: number): Promise<void>;
}

function startWorkers(store: Store, shared: Shared, options: ServiceOptions): Workers {
  const { timing, alertTiming, digestTiming } = options;
  const incidents = openIncidents(store, shared);
  const digests = openDigests(store, shared, incidents.store);
  const all = [
    createAskWorker(store, shared, incidents.store, digests.asked, timing),
    createAlertWorker(store, shared, incidents.store, alertTiming),
    createDigestWorker(store, shared, digests, digestTiming),
  ];
  return {
    all,
    async close(deadlineMs) {
      await Promise.all(all.map((worker) => worker.close(deadlineMs)));
      await digests.close();
      incidents.close();
    },
  };
}

/** Of a worker by itself: Slack's side has a server of its own. */
async function serveHealth(
  { config, logger, metrics }: Shared,
  workers: readonly RunningWorker[],
): Promise<Server | undefined> {
  if (config.port === undefined) return undefined;
  const ready = () => ({ worker: workers.every((worker) => worker.ready()) });
  return serveRoutes(healthRoutes(ready, metrics), config.port, logger);
}
