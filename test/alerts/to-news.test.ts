import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Alert, AlertGroup } from '../../src/alerts/alert.ts';
import { readAlerts } from '../../src/alerts/read-alerts.ts';
import { type NewsOptions, toNews } from '../../src/alerts/to-news.ts';
import { toTargets } from '../../src/alerts/to-targets.ts';
import { deepFreeze, withoutClockAndDice } from '../support/purity.ts';
import { arriving, MIXIN } from './mixin.ts';

const OPTIONS: NewsOptions = { origin: { kind: 'webhook' }, receivedAt: 1_000 };
const LABELS = { alertname: 'KubePodCrashLooping', namespace: 'shop', pod: 'web-1', severity: 'warning' };

function alertOf(labels: Record<string, string>, more: Partial<Alert> = {}): Alert {
  return { status: 'firing', labels: { ...LABELS, ...labels }, annotations: {}, ...more };
}

function groupOf(...alerts: readonly Alert[]): AlertGroup {
  return { source: 'alertmanager', externalURL: 'http://alertmanager.example.com', alerts };
}

function told(alert: Alert, options: Partial<NewsOptions> = {}) {
  const { news } = toNews(groupOf(alert), { ...OPTIONS, ...options });
  const [first] = news;
  if (!first) throw new Error('there are no news');
  return first;
}

describe('the news of one alert', () => {
  it('say what it is about, since when, and where it was heard of', () => {
    const alert = alertOf(
      { cluster: 'prod' },
      { startsAt: '2026-11-22T07:30:00Z', fingerprint: 'c6eadffa33fcdf37' },
    );
    expect(told(alert)).toEqual({
      fingerprint: 'c6eadffa33fcdf37',
      source: 'alertmanager',
      status: 'firing',
      alertname: 'KubePodCrashLooping',
      severity: 'warning',
      startsAt: '2026-11-22T07:30:00Z',
      labels: { ...LABELS, cluster: 'prod' },
      target: 'pod/web-1',
      namespace: 'shop',
      cluster: 'prod',
      externalURL: 'http://alertmanager.example.com',
      origin: { kind: 'webhook' },
      receivedAt: 1_000,
    });
  });

  it.each(
    MIXIN.map((alert) => [alert.alertname, alert] as const),
  )('are about the same as its target: %s', (_, of) => {
    const group = deepFreeze(groupOf({ status: 'firing', labels: arriving(of, false), annotations: {} }));
    const { news, dropped } = withoutClockAndDice(() => toNews(group, OPTIONS));
    const { targets, dropped: alsoDropped } = toTargets(group);
    expect(news.map(({ target, namespace }) => [target, namespace])).toEqual(
      targets.map(({ target, namespace }) => [target, namespace]),
    );
    expect(dropped).toEqual(alsoDropped);
    expect(news.length + dropped.length).toBe(1);
  });

  it('ask for a namespace that nobody names, and take the one that stands in for it', () => {
    expect(told(alertOf({ namespace: '' }))).toMatchObject({
      question: expect.stringContaining('namespace'),
    });
    expect(told(alertOf({ namespace: '' }), { namespace: 'shop' })).toMatchObject({ namespace: 'shop' });
    expect(told(alertOf({}), { namespace: 'other' })).toMatchObject({ namespace: 'shop' });
  });

  it('take the cluster of the label before the one that stands in for it', () => {
    expect(told(alertOf({}), { cluster: 'prod' }).cluster).toBe('prod');
    expect(told(alertOf({ cluster: 'stage' }), { cluster: 'prod' }).cluster).toBe('stage');
    expect(told(alertOf({ env: 'stage' }), { clusterLabels: ['env'] }).cluster).toBe('stage');
    expect(told(alertOf({})).cluster).toBeUndefined();
  });

  it('name no other cluster where the label is too long to be the name of one', () => {
    expect(told(alertOf({ cluster: 'p'.repeat(300) }), { cluster: 'prod' }).cluster).toMatch(/^p{255}…$/);
  });

  it('keep no label that is too long to be compared, none of the sender’s own, and 60 at the most', () => {
    const odd = { fits: 'v'.repeat(256), long: 'v'.repeat(257), ['n'.repeat(257)]: 'v', __meta: 'v' };
    expect(told(alertOf(odd)).labels).toEqual({ ...LABELS, fits: odd.fits });
    const many = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`label_${index}`, 'v']));
    expect(Object.keys(told(alertOf(many)).labels)).toHaveLength(60);
  });

  it('have texts of one line and a bounded length', () => {
    const { alertname, severity } = told(
      alertOf({ alertname: `Own\n*${'a'.repeat(900)}`, severity: 'page\u001b[31m\nnow' }),
    );
    expect(alertname).toMatch(/^Own \*a+…$/);
    expect(alertname).toHaveLength(256);
    expect(severity).toBe('page now');
  });

  it('hide a secret in a text before it is cut', () => {
    const token = `xoxb-${'1'.repeat(12)}-${'2'.repeat(12)}-${'a'.repeat(24)}`;
    const { alertname } = told(alertOf({ alertname: `${'b '.repeat(115)}${token} and so on` }));
    expect(alertname).not.toContain('xoxb-1');
  });

  it('lead to no address but one of the web', () => {
    const addressOf = (externalURL: string) =>
      toNews({ ...groupOf(alertOf({})), externalURL }, OPTIONS).news[0]?.externalURL;
    expect(addressOf('https://alerts.example.com/x')).toBe('https://alerts.example.com/x');
    expect(addressOf('javascript:alert(1)')).toBeUndefined();
    expect(addressOf('http://')).toBeUndefined();
    expect(addressOf(`https://alerts.example.com/${'x'.repeat(512)}`)).toBeUndefined();
  });
});

describe('the fingerprint of an alert', () => {
  it('is made of its labels where the sender gives none: the same firing and resolved, in any order', () => {
    const firing = alertOf({ zone: 'a' }, { startsAt: '2026-11-22T07:30:00Z' });
    const reversed = Object.fromEntries(Object.entries(firing.labels).toReversed());
    const resolved: Alert = {
      ...firing,
      status: 'resolved',
      labels: { ...reversed, __alert_rule_uid__: 'x' },
    };
    const { fingerprint } = told(firing);
    expect(fingerprint).toMatch(/^[0-9a-f]{16}$/);
    expect(told(resolved).fingerprint).toBe(fingerprint);
  });

  it('differs with each label, and where texts only meet elsewhere', () => {
    const all = [
      alertOf({}),
      alertOf({ zone: 'a' }),
      alertOf({ zone: 'b' }),
      alertOf({ zone: 'a","zonf":"b' }),
      alertOf({ zone: 'a', zonf: 'b' }),
    ].map((alert) => told(alert).fingerprint);
    expect(new Set(all).size).toBe(all.length);
  });

  it('can stand in a key, whatever the sender writes', () => {
    const fingerprint = 'a:{b}\n*';
    expect(told(alertOf({}, { fingerprint })).fingerprint).toMatch(/^[0-9a-f]{16}$/);
    expect(told(alertOf({ zone: 'a' }, { fingerprint })).fingerprint).toBe(
      told(alertOf({}, { fingerprint })).fingerprint,
    );
  });
});

describe('the news of a payload', () => {
  it('tell the same alert with the same status once, the same that ended besides', () => {
    const fingerprint = 'c6eadffa33fcdf37';
    const firing = alertOf({}, { fingerprint });
    const resolved = alertOf({}, { fingerprint, status: 'resolved' });
    const { news, repeated } = toNews(groupOf(firing, firing, resolved, firing), OPTIONS);
    expect(news.map(({ status }) => status)).toEqual(['firing', 'resolved']);
    expect(repeated).toBe(2);
  });

  it('keep alerts about the same pod apart', () => {
    const { news } = toNews(groupOf(alertOf({}), alertOf({ alertname: 'KubePodNotReady' })), OPTIONS);
    expect(news.map(({ target }) => target)).toEqual(['pod/web-1', 'pod/web-1']);
  });

  it('drop what is about nothing, each by itself, with the reason', () => {
    const { news, dropped } = toNews(
      groupOf(
        alertOf({ alertname: 'Watchdog' }),
        alertOf({ alertname: 'Watchdog' }),
        { ...alertOf({}), labels: { alertname: 'Own' } },
        alertOf({ alertname: 'KubeQuotaExceeded', pod: '', resourcequota: 'team' }),
        alertOf({ alertname: 'KubePersistentVolumeErrors', pod: '', persistentvolume: 'pv-1' }),
        alertOf({ pod: 'Web_1' }),
      ),
      OPTIONS,
    );
    expect(news).toEqual([]);
    expect(dropped.map(({ alertname, reason }) => `${alertname} ${reason}`)).toEqual([
      'Watchdog ignored',
      'Watchdog ignored',
      'Own no-target',
      'KubeQuotaExceeded unsupported',
      'KubePersistentVolumeErrors unsupported',
      'KubePodCrashLooping no-name',
    ]);
  });

  it('account for every alert of any payload that is read', () => {
    const name = fc.constantFrom(
      'alertname',
      'pod',
      'namespace',
      'deployment',
      '__proto__',
      'constructor',
      'x',
    );
    const value = fc.oneof(
      fc.string(),
      fc.constantFrom('web-1', 'Watchdog', 'shop', '\u0000', 'a'.repeat(300)),
    );
    const alert = fc.record(
      {
        labels: fc.array(fc.tuple(name, value)).map((pairs) => Object.fromEntries(pairs)),
        status: fc.constantFrom('firing', 'resolved'),
        fingerprint: fc.oneof(fc.string(), fc.constant('1')),
      },
      { requiredKeys: ['labels'] },
    );
    fc.assert(
      fc.property(fc.array(alert, { maxLength: 20 }), (alerts) => {
        const read = readAlerts(JSON.stringify({ alerts }));
        if (read.status !== 'read') throw new Error(read.problem);
        const { news, dropped, repeated } = toNews(read.group, OPTIONS);
        expect(news.length + dropped.length + repeated).toBe(alerts.length);
        for (const { labels, fingerprint, alertname } of news) {
          expect(
            Object.entries(labels)
              .flat()
              .every((text) => text.length <= 256),
          ).toBe(true);
          expect(fingerprint).toMatch(/^[\w.-]{1,128}$/);
          expect(alertname).not.toMatch(/[\n\u0000]/);
        }
      }),
    );
  });
});
