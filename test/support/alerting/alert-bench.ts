import { playbooks } from '../../../playbooks/index.ts';
import { makeGate } from '../../../src/diagnosis/gate.ts';
import { redact } from '../../../src/diagnosis/redact.ts';
import type { HeldWork } from '../../../src/incident-ports.ts';
import type { AlertMetric } from '../../../src/incidents/alert-metric.ts';
import type { AlertNews, AlertSubject, InboxItem } from '../../../src/incidents/alert-news.ts';
import type { Incident } from '../../../src/incidents/incident.ts';
import type { Cluster } from '../../../src/ports.ts';
import { MADE_AT } from '../../../src/replay/made-cluster/made-cluster.ts';
import { createIncidentRendering } from '../../../src/slack/blocks/incident-rendering.ts';
import type { AlertDeps } from '../../../src/workflows/alerts/alert-deps.ts';
import { lookAtSubject } from '../../../src/workflows/alerts/look-at-subject.ts';
import { sortAlerts } from '../../../src/workflows/alerts/sort-alerts.ts';
import { tellStorm } from '../../../src/workflows/alerts/tell-storm.ts';
import { type MemoryIncidents, memoryIncidents } from './memory-incidents.ts';
import { type MemoryLater, memoryLater } from './memory-later.ts';
import { type MemoryMessenger, memoryMessenger } from './memory-messenger.ts';
import { createTrouble, type Trouble } from './trouble.ts';

export const CHANNEL = 'C0ALERTS';
const FIRST_AT = Date.parse(MADE_AT);

/** What follows up on alerts, with everything around it in memory. */
export interface AlertBench {
  readonly deps: AlertDeps;
  readonly incidents: MemoryIncidents;
  readonly slack: MemoryMessenger;
  readonly later: MemoryLater;
  readonly trouble: Trouble;
  readonly metrics: readonly AlertMetric[];
  readonly warnings: readonly string[];
  now(): number;
  /** Time passes. */
  wait(milliseconds: number): void;
  sort(...news: readonly AlertNews[]): ReturnType<typeof sortAlerts>;
  look(subject: AlertSubject, ...items: readonly InboxItem[]): Promise<void>;
  /** Sorts news and looks at what each is about. */
  deliver(...news: readonly AlertNews[]): Promise<void>;
  /** Time passes, and each subject that was to be looked at then is. */
  passUntilDue(milliseconds: number): Promise<void>;
  /** Tells of the channel's storm. */
  storm(channel?: string): ReturnType<typeof tellStorm>;
  /** The only incident there is. */
  one(): Incident;
}

export interface BenchOptions {
  readonly clusters: Readonly<Record<string, Cluster>>;
  readonly deps?: Partial<AlertDeps>;
}

export function createAlertBench({ clusters, deps: own = {} }: BenchOptions): AlertBench {
  let now = FIRST_AT;
  const clock = { now: () => now };
  const trouble = createTrouble();
  const incidents = memoryIncidents(clock, trouble);
  const slack = memoryMessenger(trouble);
  const later = memoryLater(trouble);
  const metrics: AlertMetric[] = [];
  const warnings: string[] = [];
  const names = Object.keys(clusters);
  const warn = (event: string) => void warnings.push(event);
  const deps: AlertDeps = {
    clusterOf: (label) => label ?? names[0] ?? '',
    clusterNamed: (name) => clusters[name],
    clusterNames: names,
    playbooks: async () => playbooks,
    logs: true,
    incidents,
    later,
    messenger: slack,
    render: createIncidentRendering({ clean: makeGate(redact), logs: true, now: clock.now }),
    route: () => ({ channel: CHANNEL }),
    stormAt: 10,
    followUpMinutes: [2, 10, 30],
    clock,
    logger: { info: () => undefined, warn, error: warn },
    count: (metric) => void metrics.push(metric),
    ...own,
  };
  const bench: AlertBench = {
    deps,
    incidents,
    slack,
    later,
    trouble,
    metrics,
    warnings,
    now: clock.now,
    wait: (milliseconds) => {
      now += milliseconds;
    },
    sort: (...news) => sortAlerts(news, heldWork(), deps),
    look: (subject, ...items) => lookAtSubject(subject, items, heldWork(), deps),
    async deliver(...news) {
      for (const { subject, news: told } of await bench.sort(...news))
        await bench.look(subject, ...told.map((one): InboxItem => ({ kind: 'alert', news: one })));
    },
    async passUntilDue(milliseconds) {
      now += milliseconds;
      const bySubject = Map.groupBy(later.due(now), ({ subject }) => JSON.stringify(subject));
      for (const [subject, told] of bySubject)
        await bench.look(JSON.parse(subject), ...told.map(({ item }) => item));
    },
    storm: (channel = CHANNEL) => tellStorm(channel, heldWork(), deps),
    one() {
      const [first, ...others] = incidents.all();
      if (!first || others.length > 0) throw new Error(`${others.length + 1} incidents, expected one`);
      return first;
    },
  };
  return bench;
}

/** Work that nobody takes away and nothing holds up. */
export function heldWork(): HeldWork {
  return {
    signal: new AbortController().signal,
    permit: async () => undefined,
    enter: async () => () => undefined,
    turn: async () => undefined,
  };
}
