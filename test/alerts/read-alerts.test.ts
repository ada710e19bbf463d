import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AlertGroup } from '../../src/alerts/alert.ts';
import { readAlerts } from '../../src/alerts/read-alerts.ts';
import { toTargets } from '../../src/alerts/to-targets.ts';

const LABELS = { alertname: 'KubePodCrashLooping', namespace: 'shop', pod: 'web-1', severity: 'warning' };
const ALERT = {
  status: 'firing',
  labels: LABELS,
  annotations: { summary: 'Pod is crash looping.' },
  startsAt: '2026-11-22T08:30:00.123+01:00',
  endsAt: '0001-01-01T00:00:00Z',
  generatorURL: 'http://prometheus.example.com/graph?g0.expr=x',
  fingerprint: 'c6eadffa33fcdf37',
};
const READ = {
  status: 'firing',
  labels: LABELS,
  annotations: ALERT.annotations,
  startsAt: '2026-11-22T07:30:00.123Z',
  generatorURL: ALERT.generatorURL,
  fingerprint: ALERT.fingerprint,
};
const WEBHOOK = {
  version: '4',
  groupKey: '{}:{alertname="KubePodCrashLooping"}',
  truncatedAlerts: 0,
  status: 'firing',
  receiver: 'podwhy',
  groupLabels: { alertname: 'KubePodCrashLooping' },
  commonLabels: LABELS,
  commonAnnotations: {},
  externalURL: 'http://alertmanager.example.com',
  alerts: [ALERT],
};

function groupOf(payload: unknown): AlertGroup {
  const read = readAlerts(typeof payload === 'string' ? payload : JSON.stringify(payload));
  if (read.status === 'refused') throw new Error(read.problem);
  return read.group;
}

function problemOf(payload: unknown): string {
  const read = readAlerts(typeof payload === 'string' ? payload : JSON.stringify(payload));
  return read.status === 'refused' ? read.problem : 'it was read';
}

describe('the forms of payloads', () => {
  it('reads the webhook of Alertmanager', () => {
    expect(groupOf(WEBHOOK)).toEqual({
      source: 'alertmanager',
      receiver: 'podwhy',
      groupKey: WEBHOOK.groupKey,
      externalURL: WEBHOOK.externalURL,
      alerts: [READ],
    });
  });

  it('reads the webhook of Grafana, with what it has more', () => {
    const alert = {
      ...ALERT,
      values: { B: 44.2 },
      silenceURL: 'x',
      dashboardURL: '',
      panelURL: '',
      orgId: 1,
    };
    const payload = {
      ...WEBHOOK,
      version: '1',
      orgId: 1,
      alerts: [alert],
      title: '[FIRING:1]',
      state: 'alerting',
    };
    expect(groupOf(payload)).toMatchObject({ source: 'grafana', alerts: [READ] });
  });

  it('reads what Alertmanager’s API lists, the silenced among it', () => {
    const listed = {
      ...ALERT,
      endsAt: '2026-11-22T07:50:00Z',
      updatedAt: '2026-11-22T07:46:00Z',
      receivers: [{ name: 'podwhy' }],
      status: { inhibitedBy: [], silencedBy: [], state: 'active' },
    };
    const silenced = { ...listed, status: { inhibitedBy: [], silencedBy: ['x'], state: 'suppressed' } };
    expect(groupOf([listed, silenced])).toEqual({ source: 'alertmanager-api', alerts: [READ, READ] });
    expect(groupOf([])).toEqual({ source: 'generic', alerts: [] });
  });

  it('reads any object with labels, and a list of them', () => {
    const alert = { status: 'firing', labels: { namespace: 'shop', pod: 'web-1' }, annotations: {} };
    expect(groupOf({ labels: alert.labels })).toEqual({ source: 'generic', alerts: [alert] });
    expect(groupOf([{ labels: { ...alert.labels, replica: 3, up: false, owner: null } }]).alerts).toEqual([
      { ...alert, labels: { ...alert.labels, replica: '3', up: 'false' } },
    ]);
  });

  it('knows a resolved alert and when it ended; one without a status takes its group’s', () => {
    const ended = { ...ALERT, status: 'resolved', endsAt: '2026-11-22T07:45:00Z' };
    expect(groupOf({ ...WEBHOOK, alerts: [ended] }).alerts).toEqual([
      { ...READ, status: 'resolved', endsAt: '2026-11-22T07:45:00Z' },
    ]);
    const zero = { ...ended, startsAt: '0001-01-01T00:00:00Z', endsAt: '0001-01-01T00:00:00Z' };
    expect(groupOf({ ...WEBHOOK, alerts: [zero] }).alerts[0]).not.toHaveProperty('startsAt');
    expect(groupOf({ ...WEBHOOK, alerts: [zero] }).alerts[0]).not.toHaveProperty('endsAt');
    const { status: _, ...without } = ALERT;
    expect(groupOf({ ...WEBHOOK, status: 'resolved', alerts: [without] }).alerts[0]?.status).toBe('resolved');
    expect(groupOf({ ...WEBHOOK, status: undefined, alerts: [without] }).alerts[0]?.status).toBe('firing');
  });

  it('does without what decides nothing, where it is malformed', () => {
    const odd = {
      ...ALERT,
      startsAt: 'yesterday',
      endsAt: 7,
      generatorURL: [],
      fingerprint: {},
      annotations: 'x',
    };
    expect(groupOf({ ...WEBHOOK, receiver: 7, groupKey: null, externalURL: {}, alerts: [odd] })).toEqual({
      source: 'alertmanager',
      alerts: [{ status: 'firing', labels: LABELS, annotations: {} }],
    });
  });
});

describe('PagerDuty’s webhook events', () => {
  const TEXT = [
    'Labels:',
    ...Object.entries(LABELS).map(([name, value]) => ` - ${name} = ${value}`),
    'Annotations:',
    ' - description = Pod shop/web-1 is crash looping = bad.',
    'and goes on - pod = web-2',
    'Source: http://prometheus.example.com/graph',
    'Labels:',
    ' - alertname = KubeNodeNotReady',
    ' - node = node-b',
    'Annotations:',
    'Source: http://prometheus.example.com/graph',
    '',
  ].join('\n');

  function event(data: object, type = 'incident.triggered') {
    return {
      event: {
        id: '5ac64822',
        event_type: type,
        resource_type: 'incident',
        occurred_at: '2026-11-22T07:30:00Z',
        data: { id: 'PT4KHLK', type: 'incident', status: 'triggered', title: '[FIRING:2]', ...data },
      },
    };
  }

  it.each([
    ['custom_details', { custom_details: { firing: TEXT, num_firing: '2' } }],
    ['body.details', { body: { type: 'incident_body', details: { firing: TEXT, resolved: '' } } }],
    ['body.cef_details', { body: { cef_details: { details: { firing: TEXT } } } }],
    ['what triggered it', { first_trigger_log_entry: { channel: { details: { firing: TEXT } } } }],
    ['its alerts', { alerts: [{ body: { details: { firing: TEXT } } }] }],
    ['details that are the text', { body: { details: TEXT } }],
  ])('reads Alertmanager’s text in %s', (_, data) => {
    const { source, alerts } = groupOf(event(data));
    expect(source).toBe('pagerduty');
    expect(alerts).toEqual([
      {
        status: 'firing',
        labels: LABELS,
        annotations: { description: 'Pod shop/web-1 is crash looping = bad.' },
        startsAt: '2026-11-22T07:30:00Z',
        generatorURL: 'http://prometheus.example.com/graph',
      },
      {
        status: 'firing',
        labels: { alertname: 'KubeNodeNotReady', node: 'node-b' },
        annotations: {},
        startsAt: '2026-11-22T07:30:00Z',
        generatorURL: 'http://prometheus.example.com/graph',
      },
    ]);
  });

  it('reads Alertmanager’s JSON, in a text and by itself', () => {
    expect(groupOf(event({ custom_details: { firing: JSON.stringify([ALERT]) } })).alerts).toEqual([READ]);
    expect(groupOf(event({ custom_details: { firing: [ALERT], resolved: '[]' } })).alerts).toEqual([READ]);
  });

  it('reads labels, and details that are themselves labels', () => {
    const { alertname: _, ...labels } = LABELS;
    const named = { alertname: '[FIRING:2]', ...labels };
    const alert = { status: 'firing', labels: named, annotations: {}, startsAt: '2026-11-22T07:30:00Z' };
    expect(groupOf(event({ custom_details: { labels } })).alerts).toEqual([alert]);
    expect(groupOf(event({ custom_details: { ...labels, nested: { pod: 'x' } } })).alerts).toEqual([alert]);
  });

  it('tells what is resolved: the alerts that are, all of an incident that is', () => {
    const details = { custom_details: { firing: TEXT, resolved: TEXT } };
    const statuses = (payload: object) => groupOf(payload).alerts.map(({ status }) => status);
    expect(statuses(event(details))).toEqual(['firing', 'firing', 'resolved', 'resolved']);
    expect(new Set(statuses(event(details, 'incident.resolved')))).toEqual(new Set(['resolved']));
    expect(new Set(statuses(event({ ...details, status: 'resolved' })))).toEqual(new Set(['resolved']));
  });

  it('keeps the incident’s key and address', () => {
    const data = {
      incident_key: 'baf7',
      html_url: 'https://x.pagerduty.com/incidents/PT4KHLK',
      custom_details: LABELS,
    };
    expect(groupOf(event(data))).toMatchObject({
      groupKey: 'baf7',
      externalURL: 'https://x.pagerduty.com/incidents/PT4KHLK',
    });
  });

  it.each([
    ['no details', event({}), /^event\.data carries no labels/],
    ['empty details', event({ custom_details: {} }), /^event\.data carries no labels/],
    [
      'broken JSON',
      event({ custom_details: { firing: '[{', labels: {} } }),
      /^event\.data carries no labels/,
    ],
    ['no type', { event: { data: {} } }, /^event\.event_type is not a text\.$/],
    ['no data', { event: { event_type: 'pagey.ping' } }, /^event\.data is not an object\.$/],
    ['no event', { event: 7 }, /^event is not an object\.$/],
  ])('%s', (_, payload, problem) => {
    expect(problemOf(payload)).toMatch(problem);
  });
});

describe('what is no payload', () => {
  it.each<[string, unknown, RegExp]>([
    ['nothing', ' \n', /^It is empty\.$/],
    ['no JSON', 'web is down', /^It is not JSON\.$/],
    ['a text', '"web"', /^It is none of the forms/],
    ['null', 'null', /^It is none of the forms/],
    ['another object', { hello: 'world' }, /^It is none of the forms/],
    ['alerts that are no list', { alerts: {} }, /^alerts is not a list\.$/],
    ['an alert that is no object', { alerts: ['web'] }, /^alerts\[0\] is not an object\.$/],
    [
      'an alert without labels',
      { alerts: [ALERT, {}] },
      /^alerts\[1\]\.labels is not an object with names and values\.$/,
    ],
    ['a list without labels', [{}], /^\[0\]\.labels is not an object/],
    ['labels that are none', { labels: 'pod=web' }, /^labels is not an object/],
    ['a label that is an object', { labels: { 'my\nsecret': {} } }, /^a value in labels is not a text\.$/],
    [
      'another status',
      { ...WEBHOOK, alerts: [{ ...ALERT, status: 'odd' }] },
      /^alerts\[0\]\.status is neither firing nor resolved\.$/,
    ],
    [
      'another state',
      [{ ...ALERT, status: { state: 'odd' } }],
      /^\[0\]\.status is neither firing nor resolved\.$/,
    ],
    [
      'many that are broken',
      { alerts: Array.from({ length: 9 }, () => 7) },
      /^alerts\[0\] .*; alerts\[1\] .*; alerts\[2\] [^;]*; and 6 more of the kind\.$/,
    ],
    ['too many', Array.from({ length: 10_001 }, () => ({ labels: {} })), /has more than 10000 alerts/],
  ])('%s is refused in words', (_, payload, problem) => {
    expect(problemOf(payload)).toMatch(problem);
  });

  it('bounds what it keeps', () => {
    const labels = Object.fromEntries(
      Array.from({ length: 500 }, (_, index) => [`l${index}`, 'x'.repeat(50_000)]),
    );
    const [alert] = groupOf({ labels, annotations: labels }).alerts;
    expect(JSON.stringify(alert?.labels).length).toBeLessThan(250_000);
    expect(JSON.stringify(alert?.annotations).length).toBeLessThan(1_000_000);
    const [cut] = groupOf({ labels: { pod: `${'a'.repeat(1_023)}.evil` } }).alerts;
    expect(cut?.labels.pod).toHaveLength(1_024);
  });

  it('any JSON at all is read or refused in words, and what is read gives targets', () => {
    const value = fc.letrec((tie) => ({
      any: fc.oneof({ depthSize: 'small' }, fc.jsonValue(), tie('alert'), tie('webhook'), tie('event')),
      text: fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.constantFrom('web-1', 'firing', '__proto__', TEXTS, '[{}]'),
      ),
      labels: fc.oneof(
        fc.dictionary(
          fc.constantFrom('pod', 'namespace', 'alertname', 'node', 'exported_pod', 'instance', '__proto__'),
          tie('text'),
        ),
        fc.jsonValue(),
      ),
      alert: fc.record(
        { labels: tie('labels'), status: fc.oneof(tie('text'), fc.jsonValue()), startsAt: tie('text') },
        { requiredKeys: [] },
      ),
      webhook: fc.record(
        { alerts: fc.oneof(fc.array(tie('alert')), fc.jsonValue()), status: fc.jsonValue(), orgId: fc.nat() },
        { requiredKeys: ['alerts'] },
      ),
      event: fc.record({
        event: fc.record({
          event_type: tie('text'),
          data: fc.record({
            custom_details: fc.oneof(
              tie('labels'),
              fc.dictionary(
                fc.constantFrom('firing', 'resolved', 'labels'),
                fc.oneof(tie('text'), tie('any')),
              ),
            ),
          }),
        }),
      }),
    })).any;
    fc.assert(
      fc.property(value, (payload) => {
        const read = readAlerts(JSON.stringify(payload) ?? '');
        if (read.status === 'refused') expect(read.problem).toMatch(/^[^\u0000-\u001f]{5,400}\.$/u);
        else expect(toTargets(read.group, { most: 1_000 }).leftOut).toBe(0);
      }),
      { numRuns: 2_000 },
    );
  });

  it('any text at all is read or refused', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) =>
        ['read', 'refused'].includes(readAlerts(text).status),
      ),
    );
  });
});

const TEXTS = 'Labels:\n - pod = web-1\nAnnotations:\n - __proto__ = x\nSource: y\n';
