import { playbooks } from '../playbooks/index.ts';
import { createMemberships } from './access/memberships.ts';
import type { Access, Memberships } from './access/policy.ts';
import type { AskJob } from './asks.ts';
import { type Clusters, openClusters } from './clusters.ts';
import type { Config } from './config.ts';
import { type Gate, gatePer, makeGate } from './diagnosis/gate.ts';
import type { Playbook } from './diagnosis/playbook.ts';
import { makeRedactor } from './diagnosis/redact.ts';
import { createMetrics, type Metrics } from './http/metrics.ts';
import { createLogger } from './log.ts';
import type { Clock, Logger, Messenger, RequestRecord } from './ports.ts';
import { auditTo } from './slack/audit.ts';
import { renderReply } from './slack/blocks/render-reply.ts';
import { createDelivery, type Delivery } from './slack/deliver.ts';
import { createMessenger } from './slack/messenger.ts';
import { createMembersOf } from './slack/user-group-members.ts';
import { createUserTimeZone } from './slack/user-time-zone.ts';
import type { Observer } from './workflows/observer.ts';

export interface SharedOptions {
  readonly config: Config;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Takes one line of the log with its end. */
  readonly write: (line: string) => void;
  /** For whoever wants to see how answers come about. */
  readonly observer?: ServiceObserver;
}

interface ServiceObserver extends Observer {
  /** Of every request to a cluster, once it is over. */
  onRequest(request: RequestRecord): void;
}

/** What every part of the service shares. */
export interface Shared {
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
  /** Of a person, where Slack says it. Never throws. */
  readonly userTimeZone: (user: string) => Promise<string | undefined>;
  readonly delivery: Delivery;
  readonly metrics: Metrics;
  readonly observer?: Observer;
}

/** Connects to what every role needs. */
export async function createShared({ config, environment, write, observer }: SharedOptions): Promise<Shared> {
  const clock: Clock = { now: Date.now };
  const { redact } = makeRedactor({ patterns: config.redact });
  const clean = makeGate(redact);
  const logger = createLogger({ level: config.logLevel, clock, redact, write });
  const clusters = await openClusters(config.kubernetes, {
    environment,
    ...(observer ? { onRequest: observer.onRequest } : {}),
  });
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
  return {
    config,
    clock,
    logger,
    clean,
    clusters,
    playbooks,
    access,
    membershipsOf,
    messenger,
    userTimeZone: createUserTimeZone(slack),
    delivery,
    metrics: createMetrics(),
    ...(observer ? { observer } : {}),
  };

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
