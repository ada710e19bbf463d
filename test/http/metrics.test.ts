import { describe, expect, it } from 'vitest';
import { createMetrics } from '../../src/http/metrics.ts';

/** The value of a time series, by its name and labels as Prometheus writes them. */
async function sampleOf(
  metrics: ReturnType<typeof createMetrics>,
  series: string,
): Promise<number | undefined> {
  const { body } = await metrics.text();
  const line = body.split('\n').find((one) => one.startsWith(`${series} `));
  return line === undefined ? undefined : Number(line.slice(series.length + 1));
}

describe('what Prometheus scrapes', () => {
  it('is in its text format, with what is known of the process', async () => {
    const { contentType, body } = await createMetrics().text();
    expect(contentType).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(body).toMatch(/^process_resident_memory_bytes \d+/m);
    expect(body).toMatch(/^nodejs_eventloop_lag_seconds /m);
  });

  it.each([
    'podwhy_alerts_received_total{source="grafana",status="resolved"}',
    'podwhy_webhook_requests_total{route="/webhooks/pagerduty",code="401"}',
    'podwhy_webhook_request_duration_seconds_count{route="/webhooks/alertmanager"}',
    'podwhy_alerts_dropped_total{reason="unreadable"}',
    'podwhy_alerts_deduplicated_total',
    'podwhy_incidents_total{event="in-storm"}',
    'podwhy_alert_to_answer_seconds_bucket{le="300"}',
    'podwhy_alert_storms_total{event="begun"}',
    'podwhy_asks_total{verb="why",outcome="swept"}',
    'podwhy_ask_wait_seconds_count',
    'podwhy_ask_run_seconds_count',
    'podwhy_digests_total{outcome="not-posted"}',
    'podwhy_digest_late_seconds_count',
  ])('begins with 0: %s', async (series) => {
    expect(await sampleOf(createMetrics(), series)).toBe(0);
  });

  it('has a help text and a type for each, and every name once', async () => {
    const { body } = await createMetrics().text();
    const names = [...body.matchAll(/^# TYPE (podwhy_\w+) (?:counter|histogram)$/gm)].map(([, name]) => name);
    expect(names).toHaveLength(13);
    expect(new Set(names).size).toBe(13);
    for (const name of names) expect(body).toMatch(new RegExp(`^# HELP ${name} [A-Z].+\\.$`, 'm'));
  });
});

describe('what is counted of alerts', () => {
  it('goes to the counter of its kind', async () => {
    const metrics = createMetrics();
    metrics.count({ name: 'received', source: 'alertmanager', status: 'firing' });
    metrics.count({ name: 'received', source: 'alertmanager', status: 'firing' });
    metrics.count({ name: 'request', route: '/webhooks/alertmanager', code: 202, ms: 30 });
    metrics.count({ name: 'dropped', reason: 'no-target' });
    metrics.count({ name: 'deduplicated' });
    metrics.count({ name: 'incident', event: 'reopened' });
    metrics.count({ name: 'storm', event: 'over' });
    const counted = {
      'podwhy_alerts_received_total{source="alertmanager",status="firing"}': 2,
      'podwhy_alerts_received_total{source="alertmanager",status="resolved"}': 0,
      'podwhy_webhook_requests_total{route="/webhooks/alertmanager",code="202"}': 1,
      'podwhy_webhook_request_duration_seconds_sum{route="/webhooks/alertmanager"}': 0.03,
      'podwhy_alerts_dropped_total{reason="no-target"}': 1,
      podwhy_alerts_deduplicated_total: 1,
      'podwhy_incidents_total{event="reopened"}': 1,
      'podwhy_incidents_total{event="opened"}': 0,
      'podwhy_alert_storms_total{event="over"}': 1,
    };
    for (const [series, value] of Object.entries(counted))
      expect(await sampleOf(metrics, series), series).toBe(value);
  });

  it('is in seconds', async () => {
    const metrics = createMetrics();
    metrics.count({ name: 'answered', ms: 1_500 });
    expect(await sampleOf(metrics, 'podwhy_alert_to_answer_seconds_sum')).toBe(1.5);
    expect(await sampleOf(metrics, 'podwhy_alert_to_answer_seconds_bucket{le="1"}')).toBe(0);
    expect(await sampleOf(metrics, 'podwhy_alert_to_answer_seconds_bucket{le="2"}')).toBe(1);
  });

  it('makes no time series of what a sender chooses', async () => {
    const metrics = createMetrics();
    const before = (await metrics.text()).body.match(/^podwhy_alert.*$/gm)?.length;
    for (const odd of ['x"} 1\n', 'y', '__proto__', 'constructor']) {
      metrics.count({ name: 'received', source: odd, status: 'firing' });
      metrics.count({ name: 'dropped', reason: odd });
    }
    expect((await metrics.text()).body.match(/^podwhy_alert.*$/gm)).toHaveLength(before ?? 0);
    expect(await sampleOf(metrics, 'podwhy_alerts_dropped_total{reason="other"}')).toBe(4);
    metrics.count({ name: 'request', route: '/else', code: 299, ms: 1 });
    expect(await sampleOf(metrics, 'podwhy_webhook_requests_total{route="other",code="other"}')).toBe(1);
  });

  it('is kept apart from what another registry counts', async () => {
    const [one, another] = [createMetrics(), createMetrics()];
    one.count({ name: 'deduplicated' });
    expect(await sampleOf(another, 'podwhy_alerts_deduplicated_total')).toBe(0);
  });
});

describe('what is counted of asks', () => {
  it('goes by verb and outcome, waits and runs in seconds', async () => {
    const { countAsk, ...metrics } = createMetrics();
    countAsk({ name: 'received', verb: 'why' });
    countAsk({ name: 'done', verb: 'why' });
    countAsk({ name: 'wait', verb: 'why', ms: 40 });
    countAsk({ name: 'run', verb: 'logs', ms: 2_000 });
    const all = { countAsk, ...metrics };
    expect(await sampleOf(all, 'podwhy_asks_total{verb="why",outcome="received"}')).toBe(1);
    expect(await sampleOf(all, 'podwhy_asks_total{verb="why",outcome="done"}')).toBe(1);
    expect(await sampleOf(all, 'podwhy_asks_total{verb="why",outcome="failed"}')).toBe(0);
    expect(await sampleOf(all, 'podwhy_ask_wait_seconds_sum')).toBe(0.04);
    expect(await sampleOf(all, 'podwhy_ask_run_seconds_sum')).toBe(2);
  });
});

describe('what is counted of digests', () => {
  it('is what became of them, and how late those came that were posted', async () => {
    const metrics = createMetrics();
    metrics.countDigest('posted', 4_000);
    metrics.countDigest('problem', 400_000);
    expect(await sampleOf(metrics, 'podwhy_digests_total{outcome="posted"}')).toBe(1);
    expect(await sampleOf(metrics, 'podwhy_digests_total{outcome="problem"}')).toBe(1);
    expect(await sampleOf(metrics, 'podwhy_digest_late_seconds_bucket{le="5"}')).toBe(1);
    expect(await sampleOf(metrics, 'podwhy_digest_late_seconds_count')).toBe(1);
  });
});
