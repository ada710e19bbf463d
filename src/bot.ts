import { authorise, openClusters } from './access/authorise.ts';
import { visibleNamespaces } from './access/visible.ts';
import { takeAlertMessages } from './alert-messages.ts';
import { incidentDoor, webhooks } from './alerting.ts';
import type { Asker, Unwell } from './asks.ts';
import { clusterOf } from './clusters.ts';
import { digestDoor } from './digest-door.ts';
import type { Subscriptions } from './digesting.ts';
import { BotError } from './errors.ts';
import { healthRoutes } from './http/health.ts';
import type { AlertQueue } from './incident-ports.ts';
import type { JobQueue } from './ports.ts';
import type { RunningWorker } from './queue/running-worker.ts';
import type { Shared } from './shared.ts';
import { createSlackApp, type SlackApp } from './slack/app.ts';
import { auditTo } from './slack/audit.ts';
import { unhealthyWorkloads } from './workflows/unhealthy-workloads.ts';

/** Where what comes in waits for workers. */
export interface Queues {
  readonly asks: JobQueue;
  readonly alerts: AlertQueue;
  readonly digests: Subscriptions;
}

/** The doors: Slack, and the addresses that alerts are sent to. */
export async function createBot(
  shared: Shared,
  queues: Queues,
  workers: readonly RunningWorker[],
): Promise<SlackApp> {
  const { config, clock, logger, clean, access, membershipsOf, delivery, metrics } = shared;
  const { transport } = config.slack;
  if (transport.mode === 'none')
    throw new BotError('config-invalid', 'A bot needs SLACK_APP_TOKEN or SLACK_SIGNING_SECRET.');
  const ready = () => ({
    slack: app.connected(),
    queue: queues.asks.ready() && queues.alerts.ready() && queues.digests.schedules.ready(),
    worker: workers.every((worker) => worker.ready()),
  });
  const app: SlackApp = await createSlackApp({
    botToken: config.slack.botToken,
    transport,
    ...(config.slack.apiUrl === undefined ? {} : { apiUrl: config.slack.apiUrl }),
    ...(config.port === undefined ? {} : { port: config.port }),
    routes: [...healthRoutes(ready, metrics), ...webhooks(queues.alerts, shared)],
    queue: queues.asks,
    incidents: incidentDoor(queues.alerts, shared),
    digests: digestDoor(queues.digests, shared),
    takeAlertMessage: takeAlertMessages(queues.alerts, shared),
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
  const open = openClusters(access, who).map((name) => ({
    name,
    cluster: clusterOf(clusters, name).session(),
    isVisible: visibleNamespaces(access, who, { verb: 'list', cluster: name }),
  }));
  return unhealthyWorkloads(open);
}
