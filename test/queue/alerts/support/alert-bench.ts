import { randomUUID } from 'node:crypto';
import type { AlertQueue, AlertWork, HeldWork, Later } from '../../../../src/incident-ports.ts';
import type { AlertMetric } from '../../../../src/incidents/alert-metric.ts';
import type { AlertNews, AlertSubject, InboxItem } from '../../../../src/incidents/alert-news.ts';
import { createAlertQueue } from '../../../../src/queue/alerts/alert-queue.ts';
import type { AlertTiming } from '../../../../src/queue/alerts/alert-timing.ts';
import {
  type AlertWorkerOptions,
  type RunningAlertWorker,
  startAlertWorker,
} from '../../../../src/queue/alerts/alert-worker.ts';
import type { Store } from '../../../../src/queue/store.ts';
import { clock, collectingLogger, until } from '../../support/bench.ts';

/** Small, so that what takes minutes in production takes a second here. */
export const quick: Partial<AlertTiming> = {
  lock: 1000,
  stalledCheck: 400,
  work: 5000,
  retryFirst: 20,
  retryMost: 100,
  giveUpAfter: 400,
  busyRest: 50,
  stormDelay: 100,
};

export const quickPace = {
  post: { perSecond: 1000, burst: 1000 },
  edit: { perSecond: 1000, burst: 1000 },
};

let made = 0;

export function news(over: Partial<AlertNews> = {}): AlertNews {
  made++;
  return {
    fingerprint: `f${made}`,
    status: 'firing',
    alertname: 'KubePodCrashLooping',
    labels: { pod: 'web-1' },
    target: 'deployment/web',
    namespace: 'shop',
    origin: { kind: 'webhook' },
    receivedAt: Date.now(),
    ...over,
  };
}

export function subject(name = 'web'): AlertSubject {
  return { cluster: 'prod', namespace: 'shop', kind: 'Deployment', name };
}

/** Each alert is about the Deployment that its target names. */
export async function sortByTarget(all: readonly AlertNews[]) {
  const names = new Set(all.map(({ target }) => target));
  return [...names].map((target) => ({
    subject: subject(target.slice('deployment/'.length)),
    news: all.filter((one) => one.target === target),
  }));
}

export interface Looked {
  readonly subject: string;
  readonly items: readonly InboxItem[];
}

/** What an item is known by in the tests. */
export function nameOf(item: InboxItem): string {
  return item.kind === 'alert' ? item.news.fingerprint : `${item.kind}:${item.incident}`;
}

export type Overrides = Partial<Omit<AlertWorkerOptions, 'work' | 'logger' | 'clock'>> & {
  readonly work?: (later: Later) => Partial<AlertWork>;
};

/** One store with its doors and workers, and what was looked at. */
export function createAlertBench(store: Store, prefix = `t${randomUUID().slice(0, 8)}`) {
  const logger = collectingLogger();
  const looked: Looked[] = [];
  const metrics: AlertMetric[] = [];
  const ends: (() => Promise<void>)[] = [];
  const look = async (about: AlertSubject, items: readonly InboxItem[], _held?: HeldWork) =>
    void looked.push({ subject: about.name, items });

  async function door(): Promise<AlertQueue> {
    const queue = createAlertQueue(store, { prefix, logger, clock });
    ends.push(() => queue.close());
    await until(() => queue.ready());
    return queue;
  }

  function worker({ work, ...options }: Overrides = {}): RunningAlertWorker {
    const running = startAlertWorker(store, {
      prefix,
      logger,
      clock,
      concurrency: 4,
      clusterLimit: 4,
      pace: quickPace,
      count: (metric) => void metrics.push(metric),
      work: (later) => ({
        sort: sortByTarget,
        look,
        tellStorm: async () => ({}),
        ...work?.(later),
      }),
      ...options,
      timing: { ...quick, ...options.timing },
    });
    ends.push(() => running.close(1000));
    return running;
  }

  return {
    prefix,
    logger,
    looked,
    metrics,
    look,
    door,
    worker,
    events: (name: string) => logger.lines.filter(({ event }) => event === name),
    /** The items that were looked at, in order. */
    names: () => looked.flatMap(({ items }) => items.map(nameOf)),
    dropped: (reason: string) =>
      metrics.filter((metric) => metric.name === 'dropped' && metric.reason === reason).length,
    async close() {
      await Promise.all(ends.map((end) => end()));
    },
  };
}

export type AlertBench = ReturnType<typeof createAlertBench>;
