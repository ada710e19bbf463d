import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Config, loadConfig } from '../src/config.ts';
import type { BotError } from '../src/errors.ts';
import { routeOf } from '../src/incidents/routing.ts';

const tokens = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1', CONFIG_FILE: 'podwhy.yaml' };

function alertsOf(file: string, env = {}): Config['alerts'] {
  return loadConfig({ ...tokens, ...env }, () => file).alerts;
}

function problemOf(section: string, env = {}): string {
  try {
    alertsOf(`alerts: ${section}`, env);
  } catch (error) {
    return (error as BotError).userMessage;
  }
  return '';
}

describe('the section alerts', () => {
  it('may be left out', () => {
    expect(alertsOf('')).toEqual(alertsOf('alerts: {}'));
  });

  it('that is empty has good defaults', () => {
    expect(alertsOf('alerts: {}')).toEqual({
      routes: [],
      clusters: {},
      clusterLabels: ['cluster', 'k8s_cluster'],
      ignored: ['Watchdog', 'DeadMansSwitch', 'InfoInhibitor'],
      stormAt: 10,
      followUpMinutes: [2, 10, 30],
      readMessages: true,
      flapHours: 6,
    });
  });

  it('routes alerts as the example says', () => {
    const example = readFileSync(new URL('../podwhy.example.yaml', import.meta.url), 'utf8');
    const alerts = alertsOf(example);
    const noon = Date.parse('2026-01-14T12:00Z');
    const saturday = Date.parse('2026-01-17T12:00Z');
    const alert = { labels: {}, cluster: 'production', namespace: 'payments-eu', severity: 'critical' };
    expect(routeOf(alert, alerts, noon)).toEqual({ channel: 'C0PAYMENTS', mention: 'S0PAYMENTS' });
    expect(routeOf({ ...alert, cluster: 'staging', namespace: 'shop' }, alerts, noon)).toEqual({
      channel: 'C0STAGING',
    });
    expect(routeOf({ ...alert, namespace: 'shop' }, alerts, noon)).toEqual({
      channel: 'C0ALERTS',
      mention: 'S0ONCALL',
    });
    const batch = { ...alert, namespace: 'shop', severity: 'warning', labels: { team: 'batch' } };
    expect(routeOf(batch, alerts, saturday).heldUntil).toBe(Date.parse('2026-01-18T23:00Z'));
    expect(alerts.readMessages).toEqual(['C0PAYMENTS', 'C0ALERTS']);
    expect(alerts.clusters).toEqual({ 'eu-1': 'production', 'eu-1-staging': 'staging' });
  });

  it('takes a pattern for a list of one, and false for none', () => {
    const { routes } = alertsOf(
      'alerts: { routes: [{ match: { namespace: shop-*, team: [a, b] }, mention: false, quietHours: false }] }',
    );
    expect(routes).toEqual([
      { match: { namespace: ['shop-*'], team: ['a', 'b'] }, mention: false, quietHours: false },
    ]);
  });

  it.each([
    ['{ channel: "#alerts" }', 'alerts.channel: is not the id of a channel'],
    ['{ mention: U0ALICE }', 'alerts.mention: is not the id of a user group'],
    ['{ routes: [{ channel: C0123 }] }', 'alerts.routes[0].match'],
    ['{ routes: [{ match: { shard: 1 } }] }', 'alerts.routes[0].match.shard: is neither a text nor a list'],
    ['{ routes: [{ match: { team: [] } }] }', 'alerts.routes[0].match.team'],
    ['{ routes: [{ match: {}, followUp: no }] }', 'followUp'],
    [
      '{ quietHours: { from: "24:00", to: "07:00", timeZone: UTC } }',
      'alerts.quietHours.from: is not a time',
    ],
    ['{ quietHours: { from: "22:00", to: "7:00", timeZone: UTC } }', 'alerts.quietHours.to: is not a time'],
    ['{ quietHours: { from: "22:00", to: "07:00" } }', 'alerts.quietHours.timeZone'],
    [
      '{ quietHours: { from: "22:00", to: "07:00", timeZone: Mars/Base } }',
      'alerts.quietHours.timeZone: is not the name of a time zone',
    ],
    [
      '{ quietHours: { from: "22:00", to: "07:00", timeZone: UTC, days: [] } }',
      'alerts.quietHours.days: is empty',
    ],
    [
      '{ quietHours: { from: "22:00", to: "07:00", timeZone: UTC, days: [someday] } }',
      'alerts.quietHours.days[0]',
    ],
    ['{ quietHours: { from: "22:00", to: "22:00", timeZone: UTC } }', 'alerts.quietHours: never end'],
    ['{ stormAt: 0 }', 'alerts.stormAt'],
    ['{ followUpMinutes: [10, 2] }', 'alerts.followUpMinutes: is not ascending'],
    ['{ followUpMinutes: [2, 2] }', 'alerts.followUpMinutes: is not ascending'],
    ['{ followUpMinutes: [0] }', 'alerts.followUpMinutes[0]'],
    ['{ followUpMinutes: [1,2,3,4,5,6,7,8,9,10,11] }', 'alerts.followUpMinutes'],
    ['{ readMessages: sometimes }', 'alerts.readMessages: is neither true, false nor a list'],
    ['{ flapHours: -1 }', 'alerts.flapHours'],
    ['{ clusterlabels: [cluster] }', 'clusterlabels'],
  ])('%s is refused', (section, said) => {
    expect(problemOf(section)).toContain(said);
  });

  it('may have quiet hours of whole days, and no follow-ups', () => {
    const weekend = '{ from: "00:00", to: "00:00", timeZone: UTC, days: [saturday, sunday] }';
    expect(problemOf(`{ quietHours: ${weekend}, followUpMinutes: [], readMessages: false }`)).toBe('');
  });

  it('may only name clusters that there are', () => {
    const section = '{ clusters: { eu-1: prod, eu-2: stagin } }';
    expect(problemOf(section, { CLUSTERS: 'prod,staging' })).toContain(
      'CONFIG_FILE: alerts.clusters.eu-2: stagin is not in CLUSTERS (prod, staging).',
    );
    expect(problemOf(section, { CLUSTERS: 'prod,stagin' })).toBe('');
    expect(problemOf(section)).toBe('');
  });
});
