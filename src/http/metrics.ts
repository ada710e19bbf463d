import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { AlertSource } from '../alerts/alert.ts';
import type { DropReason } from '../alerts/alert-target.ts';
import { VERBS } from '../asks.ts';
import { type CountDigest, DIGEST_OUTCOMES } from '../digests/digest-metric.ts';
import type { AlertMetric, CountAlert } from '../incidents/alert-metric.ts';
import type { Count } from '../queue/metrics.ts';

/** What Prometheus scrapes. */
export interface Metrics {
  readonly count: CountAlert;
  readonly countAsk: Count;
  readonly countDigest: CountDigest;
  text(): Promise<{ readonly contentType: string; readonly body: string }>;
}

// Values of labels that are known beforehand: each combination is a time series from the start, with 0 in it, so that its
// first increase is seen (https://prometheus.io/docs/practices/instrumentation/#avoid-missing-metrics).
const SOURCES: readonly (AlertSource | 'message')[] = [
  'alertmanager',
  'alertmanager-api',
  'grafana',
  'pagerduty',
  'opsgenie',
  'generic',
  'message',
];
const STATUSES = ['firing', 'resolved'] as const;
const ROUTES = ['/webhooks/alertmanager', '/webhooks/pagerduty'] as const;
const CODES = ['202', '400', '401', '404', '408', '413', '415', '500', '503'] as const;
const DROP_REASONS: readonly DropReason[] = ['ignored', 'unsupported', 'no-name', 'no-target'];
const REASONS: readonly string[] = [
  ...DROP_REASONS,
  'unreadable',
  'denied',
  'no-route',
  'given-up',
  'slack-not-in-channel',
  'slack-rejected',
];
const INCIDENT_EVENTS = ['opened', 'reopened', 'closed', 'held', 'in-storm'] as const;
const STORM_EVENTS = ['begun', 'over'] as const;
const OUTCOMES = ['received', 'joined', 'done', 'failed', 'swept'] as const;
const OTHER = 'other';

// Seconds.
const OF_REQUESTS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
const OF_ANSWERS = [0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300];
const OF_DIGESTS = [1, 5, 15, 60, 300, 900, 3_600, 21_600];
const OF_ASKS = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/** Counts in a registry of its own, beside what prom-client knows of the process. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return {
    count: alertCounter(registry),
    countAsk: askCounter(registry),
    countDigest: digestCounter(registry),
    text: async () => ({ contentType: registry.contentType, body: await registry.metrics() }),
  };
}

/** What to do for each kind of metric. */
type Counts<M extends { readonly name: string }> = {
  readonly [N in M['name']]: (metric: Extract<M, { readonly name: N }>) => void;
};

function alertCounter(registry: Registry): CountAlert {
  const counts: Counts<AlertMetric> = { ...doorCounts(registry), ...incidentCounts(registry) };
  return (metric) => (counts[metric.name] as CountAlert)(metric);
}

function doorCounts(registry: Registry) {
  const received = counter(registry, 'alerts_received_total', 'Alerts that came in.', {
    source: [...SOURCES, OTHER],
    status: STATUSES,
  });
  const requests = counter(
    registry,
    'webhook_requests_total',
    "Requests to webhooks, by the answer's status.",
    {
      route: ROUTES,
      code: CODES,
    },
  );
  const help = 'From the head of a request to a webhook until its answer.';
  const durations = histogram(registry, 'webhook_request_duration_seconds', help, OF_REQUESTS, ['route']);
  for (const route of ROUTES) durations.zero({ route });
  const dropped = counter(registry, 'alerts_dropped_total', 'Alerts that nothing is done for.', {
    reason: [...REASONS, OTHER],
  });
  const repeats = counter(registry, 'alerts_deduplicated_total', 'Alerts that said what was known.', {});
  return {
    received: ({ source, status }) => received.inc({ source: known(SOURCES, source), status }),
    request: ({ route, code, ms }) => {
      const path = known(ROUTES, route);
      requests.inc({ route: path, code: known(CODES, String(code)) });
      durations.observe({ route: path }, ms / 1000);
    },
    dropped: ({ reason }) => dropped.inc({ reason: known(REASONS, reason) }),
    deduplicated: () => repeats.inc(),
  } satisfies Partial<Counts<AlertMetric>>;
}

function incidentCounts(registry: Registry) {
  const incidents = counter(registry, 'incidents_total', 'What happened to incidents.', {
    event: INCIDENT_EVENTS,
  });
  const help = 'From the arrival of an alert until its answer stood in Slack.';
  const answers = histogram(registry, 'alert_to_answer_seconds', help, OF_ANSWERS);
  const storms = counter(registry, 'alert_storms_total', 'Storms of alerts that began and that are over.', {
    event: STORM_EVENTS,
  });
  return {
    incident: ({ event }) => incidents.inc({ event }),
    answered: ({ ms }) => answers.observe(ms / 1000),
    storm: ({ event }) => storms.inc({ event }),
  } satisfies Partial<Counts<AlertMetric>>;
}

function askCounter(registry: Registry): Count {
  const asks = counter(registry, 'asks_total', 'What people asked, and what became of it.', {
    verb: VERBS,
    outcome: OUTCOMES,
  });
  const wait = histogram(registry, 'ask_wait_seconds', 'How long an ask waited for a worker.', OF_ASKS);
  const run = histogram(registry, 'ask_run_seconds', 'How long the work on an ask took.', OF_ASKS);
  return (metric) => {
    if (metric.name === 'wait') return wait.observe(metric.ms / 1000);
    if (metric.name === 'run') return run.observe(metric.ms / 1000);
    asks.inc({ verb: metric.verb, outcome: metric.name });
  };
}

function digestCounter(registry: Registry): CountDigest {
  const digests = counter(registry, 'digests_total', 'Digests that were due, and what became of them.', {
    outcome: DIGEST_OUTCOMES,
  });
  const help = 'From when a digest was due until it stood in Slack.';
  const late = histogram(registry, 'digest_late_seconds', help, OF_DIGESTS);
  return (outcome, lateMs) => {
    digests.inc({ outcome });
    if (outcome === 'posted') late.observe(lateMs / 1000);
  };
}

function histogram<L extends string = never>(
  registry: Registry,
  name: string,
  help: string,
  buckets: readonly number[],
  labelNames: readonly L[] = [],
): Histogram<L> {
  return new Histogram({
    name: `podwhy_${name}`,
    help,
    buckets: [...buckets],
    labelNames,
    registers: [registry],
  });
}

/** A counter that begins with 0 for each combination of its labels' known values. */
function counter<L extends string>(
  registry: Registry,
  name: string,
  help: string,
  labels: Readonly<Record<L, readonly string[]>>,
): Counter<L> {
  const entries = Object.entries(labels) as [L, readonly string[]][];
  const made = new Counter({
    name: `podwhy_${name}`,
    help,
    labelNames: entries.map(([label]) => label),
    registers: [registry],
  });
  const combinations = entries.reduce<readonly Partial<Record<L, string>>[]>(
    (some, [label, values]) => some.flatMap((one) => values.map((value) => ({ ...one, [label]: value }))),
    [{}],
  );
  for (const one of combinations) made.inc(one, 0);
  return made;
}

/** Whatever isn't known is one value: a label that anyone could choose would make time series without end. */
function known(values: readonly string[], value: string): string {
  return values.includes(value) ? value : OTHER;
}
