import { permits } from './access/policy.ts';
import { contextOf } from './alert-cluster.ts';
import { alertRoutes } from './alerts/webhook/alert-routes.ts';
import type { Asker } from './asks.ts';
import type { Config } from './config.ts';
import type { HttpRoute } from './http-route.ts';
import type { AlertQueue, AlertWork, IncidentStore, Later } from './incident-ports.ts';
import { canSilence } from './incidents/can-silence.ts';
import type { Incident } from './incidents/incident.ts';
import { nextMorning } from './incidents/quiet-hours.ts';
import { routeOf } from './incidents/routing.ts';
import { worstAlert } from './incidents/severity.ts';
import { silenceCommand } from './incidents/silence-command.ts';
import { type AlertWorkerOptions, startAlertWorker } from './queue/alerts/alert-worker.ts';
import { createIncidentStore } from './queue/alerts/incident-store.ts';
import { DEFAULT_PREFIX } from './queue/bull.ts';
import type { RunningWorker } from './queue/running-worker.ts';
import type { Store } from './queue/store.ts';
import type { Shared } from './shared.ts';
import { createIncidentRendering } from './slack/blocks/incident-rendering.ts';
import type { IncidentDoor } from './slack/front-door.ts';
import type { AlertDeps, Destination } from './workflows/alerts/alert-deps.ts';
import { lookAtSubject } from './workflows/alerts/look-at-subject.ts';
import { sortAlerts } from './workflows/alerts/sort-alerts.ts';
import { tellStorm } from './workflows/alerts/tell-storm.ts';

const HOUR_MS = 3_600_000;
const SILENCE_HOURS = 2;
/** There is nothing to silence: this shows what there is. */
const NO_ALERTS = { command: 'amtool alert query' };

type AlertConfig = Config['alerts'];

/** The incidents that are known, and the connection to where they are kept. */
export interface OpenIncidents {
  readonly store: IncidentStore;
  close(): void;
}

export function openIncidents(store: Store, { config, clock, logger }: Shared): OpenIncidents {
  const redis = store.connectWorker();
  return {
    store: createIncidentStore(redis, {
      prefix: DEFAULT_PREFIX,
      now: () => clock.now(),
      flapMs: config.alerts.flapHours * HOUR_MS,
      logger,
    }),
    close: () => redis.disconnect(),
  };
}

/** Follows up on alerts: what a worker does. */
export function createAlertWorker(
  store: Store,
  shared: Shared,
  incidents: IncidentStore,
  timing: AlertWorkerOptions['timing'],
): RunningWorker {
  const { config, clock, logger, metrics } = shared;
  return startAlertWorker(store, {
    work: (later) => workOf(depsOf(shared, incidents, later)),
    concurrency: config.limits.runs,
    clusterLimit: config.limits.runsOnOneCluster,
    ...(timing === undefined ? {} : { timing }),
    logger,
    clock,
    count: metrics.count,
  });
}

function workOf(deps: AlertDeps): AlertWork {
  return {
    sort: (news, held) => sortAlerts(news, held, deps),
    look: (subject, items, held) => lookAtSubject(subject, items, held, deps),
    tellStorm: (channel, held) => tellStorm(channel, held, deps),
  };
}

function depsOf(shared: Shared, incidents: IncidentStore, later: Later): AlertDeps {
  const { config, clock, logger, clusters, messenger, clean, metrics, observer } = shared;
  const names = [...clusters.keys()];
  const { alerts } = config;
  return {
    clusterOf: (label) => contextOf(label, alerts, clusters),
    clusterNamed: (name) => clusters.get(name),
    clusterNames: names,
    playbooks: shared.playbooks,
    logs: config.logs,
    incidents,
    later,
    messenger,
    render: createIncidentRendering({ clean, logs: config.logs, now: () => clock.now() }),
    route: (about) => destinationOf(about, alerts),
    stormAt: alerts.stormAt,
    followUpMinutes: alerts.followUpMinutes,
    clock,
    logger,
    count: metrics.count,
    ...(observer ? { observer } : {}),
  };
}

/** An incident goes where its worst alert goes. */
function destinationOf(
  { alerts, now, ...place }: Parameters<AlertDeps['route']>[0],
  config: AlertConfig,
): Destination {
  const { labels = {}, severity } = worstAlert(alerts) ?? {};
  return routeOf({ labels, ...(severity === undefined ? {} : { severity }), ...place }, config, now);
}

/** Where alerts are sent to. */
export function webhooks(
  queue: AlertQueue,
  { config, clock, logger, metrics }: Shared,
): readonly HttpRoute[] {
  const { tokens, basic, pagerDutySecret } = config.webhooks;
  const { ignored, clusterLabels } = config.alerts;
  return alertRoutes({
    authorization: { tokens, ...(basic === undefined ? {} : { basic }) },
    ...(pagerDutySecret === undefined ? {} : { pagerDutySecret }),
    ignored,
    clusterLabels,
    queue,
    clock,
    logger,
    count: metrics.count,
  });
}

/** What the buttons of incidents do. */
export function incidentDoor(queue: AlertQueue, shared: Shared): IncidentDoor {
  const { config, clock, access, membershipsOf } = shared;
  return {
    find: (id) => queue.incident(id),
    act: ({ subject }, item) => queue.act(subject, item),
    silence: ({ alerts }) =>
      silenceCommand(alerts.filter(canSilence), { durationHours: SILENCE_HOURS, comment: 'from Slack' }) ??
      NO_ALERTS,
    snoozeUntil: (kind) =>
      kind === 'hour' ? clock.now() + HOUR_MS : nextMorning(clock.now(), timeZoneOf(config.alerts)),
    async mayAct(asker: Asker, { subject }: Incident) {
      const { cluster, namespace } = subject;
      const who = { asker, memberships: await membershipsOf(asker.user) };
      const wish = { verb: 'why', cluster, ...(namespace === undefined ? {} : { namespace }) } as const;
      if (permits(access, who, wish)) return { allowed: true };
      return {
        allowed: false,
        message: `You may not ask about ${namespace ?? 'what is in no namespace'} on ${cluster} here, so you may not act on its incidents either.`,
      };
    },
  };
}

/** The site's own, where its configuration names one. */
function timeZoneOf({ quietHours }: AlertConfig): string {
  return quietHours?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
}
