import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import type { Config } from './config.ts';
import { digestPermission } from './digest-permission.ts';
import type { DigestHistory, DigestSchedules } from './digest-ports.ts';
import type { IgnoreRules } from './digests/noise.ts';
import type { DigestSubscription } from './digests/subscription.ts';
import type { IncidentStore } from './incident-ports.ts';
import { DEFAULT_PREFIX } from './queue/bull.ts';
import { createDigestHistory } from './queue/digests/digest-history.ts';
import { createDigestPosts } from './queue/digests/digest-posts.ts';
import { createDigestSchedules } from './queue/digests/digest-schedules.ts';
import { type DigestWorkerOptions, startDigestWorker } from './queue/digests/digest-worker.ts';
import type { RunningWorker } from './queue/running-worker.ts';
import type { Store } from './queue/store.ts';
import type { Shared } from './shared.ts';
import { digestRendering } from './slack/blocks/digest-rendering.ts';
import type { AskedDigestDeps } from './workflows/digests/answer-digest.ts';
import type { DigestRules, PostDeps } from './workflows/digests/digest-deps.ts';
import { postDigest } from './workflows/digests/post-digest.ts';

/** Digests that were told, and the subscriptions: what workers have of them. */
export interface OpenDigests {
  readonly history: DigestHistory;
  readonly schedules: DigestSchedules;
  /** For answers to those who ask. */
  readonly asked: AskedDigestDeps;
  readonly posting: PostDeps;
  close(): Promise<void>;
}

/** What the bot has of digests: it fails within two seconds where the store is away. */
export interface Subscriptions {
  readonly schedules: DigestSchedules;
  readonly history: Pick<DigestHistory, 'find'>;
  /** The store is in memory. */
  readonly isPassing: boolean;
  close(): Promise<void>;
}

export function openSubscriptions(
  store: Store,
  { config, logger, clock }: Pick<Shared, 'config' | 'logger' | 'clock'>,
): Subscriptions {
  const redis = store.connectProducer();
  const schedules = createDigestSchedules(store, { logger, clock });
  return {
    schedules,
    isPassing: store.embedded,
    history: historyOn(redis, { config, logger, clock }),
    async close() {
      await schedules.close();
      redis.disconnect();
    },
  };
}

function historyOn(
  redis: Redis,
  { config, logger, clock }: Pick<Shared, 'config' | 'logger' | 'clock'>,
): DigestHistory {
  const { keepMs } = config.digests;
  return createDigestHistory(redis, { prefix: DEFAULT_PREFIX, keepMs, now: () => clock.now(), logger });
}

export function openDigests(store: Store, shared: Shared, incidents: IncidentStore): OpenDigests {
  const { config, clock, logger } = shared;
  const redis = store.connectWorker();
  const history = historyOn(redis, shared);
  const schedules = createDigestSchedules(store, { logger, clock });
  const asked = askedDeps(shared, history, incidents);
  return {
    history,
    schedules,
    asked,
    posting: {
      ...asked,
      messenger: shared.messenger,
      clusterNamed: (name) => shared.clusters.get(name),
      logs: config.logs,
      posts: createDigestPosts(redis, DEFAULT_PREFIX),
      rulesOf: ({ id, source }) => rulesOf(config, source === 'config' ? id : undefined),
      permission: (subscription) => digestPermission(subscription, shared),
      pause: async (id) => void (await schedules.pause(id, true)),
      wait: (milliseconds) => wait(milliseconds, undefined, { ref: false }),
      count: shared.metrics.countDigest,
      render: digestRendering({ clean: shared.clean }),
    },
    async close() {
      await schedules.close();
      redis.disconnect();
    },
  };
}

function askedDeps(shared: Shared, history: DigestHistory, incidents: IncidentStore): AskedDigestDeps {
  const { config, clock, logger, clean, messenger, playbooks } = shared;
  const special = new Set(
    config.digests.schedules.flatMap(({ id, ignore }) => (ignore === undefined ? [] : [id])),
  );
  return {
    playbooks,
    clean,
    history,
    incidents,
    messenger,
    rules: rulesOf(config),
    async draw(points, about) {
      // It loads a library that nothing else needs.
      const { drawChart } = await import('./chart/draw-chart.ts');
      return drawChart(points, about, (problem) => logger.warn('digest.no-chart', { problem }));
    },
    timeZone: config.digests.timeZone ?? ownTimeZone(),
    newId: randomUUID,
    isSpecial: (series) => special.has(series),
    clock,
    logger,
  };
}

/** The general rules, with those of one of the configuration's schedules. */
function rulesOf({ digests }: Config, id?: string): DigestRules {
  const { ignore, graceMs, mostOwners, schedules } = digests;
  const own = schedules.find((one) => one.id === id)?.ignore;
  return { ignore: own ? both(ignore, own) : ignore, graceMs, mostOwners };
}

function both(general: IgnoreRules, own: IgnoreRules): IgnoreRules {
  return {
    namespaces: [...(general.namespaces ?? []), ...(own.namespaces ?? [])],
    owners: [...(general.owners ?? []), ...(own.owners ?? [])],
    causes: [...(general.causes ?? []), ...(own.causes ?? [])],
    labels: { ...general.labels, ...own.labels },
  };
}

/** Posts digests when they are due: what a worker does. */
export function createDigestWorker(
  store: Store,
  shared: Shared,
  { posting }: OpenDigests,
  timing: DigestWorkerOptions['timing'],
): RunningWorker {
  const { config, clock, logger } = shared;
  return startDigestWorker(store, {
    work: { post: (due, held) => postDigest(due, held, posting) },
    configured: configuredDigests(shared),
    concurrency: config.limits.runs,
    clusterLimit: config.limits.runsOnOneCluster,
    ...(timing === undefined ? {} : { timing }),
    logger,
    clock,
  });
}

/** Those of the configuration, with its defaults filled in. */
function configuredDigests({ config, access, clock }: Shared): readonly DigestSubscription[] {
  const { digests, channels } = config;
  return digests.schedules.map(({ id, channel, when, timeZone, cluster, namespaces }) => ({
    id,
    source: 'config',
    channel,
    when: when.words,
    pattern: when.pattern,
    timeZone: timeZone ?? channels[channel]?.timeZone ?? digests.timeZone ?? ownTimeZone(),
    cluster: cluster ?? channels[channel]?.cluster ?? access.clusters[0]?.name ?? '',
    ...(namespaces ? { namespaces } : {}),
    createdAt: clock.now(),
  }));
}

function ownTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
