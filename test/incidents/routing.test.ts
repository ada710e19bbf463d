import { describe, expect, it } from 'vitest';
import { type RoutedAlert, type RoutingOptions, routeOf } from '../../src/incidents/routing.ts';

const night = { from: '22:00', to: '07:00', timeZone: 'UTC' };
const noon = Date.parse('2026-01-14T12:00Z');
const midnight = Date.parse('2026-01-15T00:00Z');
const morning = Date.parse('2026-01-15T07:00Z');

const options: RoutingOptions = {
  channel: 'C0ALERTS',
  mention: 'S0ONCALL',
  quietHours: night,
  routes: [
    {
      match: { namespace: ['pay', 'pay-*'], severity: ['critical', 'page'] },
      channel: 'C0PAY',
      mention: 'S0PAY',
    },
    { match: { cluster: ['staging'] }, channel: 'C0STAGING', mention: false },
    { match: { team: ['*'] }, quietHours: false },
    { match: { namespace: ['batch'] }, quietHours: { ...night, from: '11:00', to: '13:00' } },
  ],
};

function alert(given: Partial<RoutedAlert> = {}): RoutedAlert {
  return { labels: {}, cluster: 'production', namespace: 'shop', severity: 'warning', ...given };
}

describe('a route', () => {
  it.each<[string, Partial<RoutedAlert>, string]>([
    ['fits by one of its patterns for each label', { namespace: 'pay-eu', severity: 'page' }, 'C0PAY'],
    ['fits a severity however it is written', { namespace: 'pay', severity: 'Critical' }, 'C0PAY'],
    [
      'fits a severity that is a label alone',
      { namespace: 'pay', severity: undefined, labels: { severity: 'page' } },
      'C0PAY',
    ],
    [
      'goes by the worst severity, not by the label of one',
      { namespace: 'pay', labels: { severity: 'page' } },
      'C0ALERTS',
    ],
    ['does not fit where one label of two does not', { namespace: 'pay', severity: 'error' }, 'C0ALERTS'],
    [
      'goes by the namespace of what it is about',
      { namespace: 'shop', severity: 'page', labels: { namespace: 'pay' } },
      'C0ALERTS',
    ],
    [
      'goes by the label where that is not known',
      { namespace: undefined, severity: 'page', labels: { namespace: 'pay' } },
      'C0PAY',
    ],
    ['fits a cluster by its context', { cluster: 'staging' }, 'C0STAGING'],
    [
      "fits a cluster by the alert's own word",
      { cluster: 'eu-2', labels: { cluster: 'staging' } },
      'C0STAGING',
    ],
    ['that fits first decides', { namespace: 'pay', severity: 'page', cluster: 'staging' }, 'C0PAY'],
    ['may leave the channel to the default', { labels: { team: 'web' } }, 'C0ALERTS'],
  ])('%s', (_, given, channel) => {
    expect(routeOf(alert(given), options, noon)).toEqual(expect.objectContaining({ channel }));
  });

  it('does not fit an alert without the label, whatever the pattern', () => {
    const routes = [{ match: { team: ['*'] }, channel: 'C0TEAMS' }];
    expect(routeOf(alert({ labels: { team: 'web' } }), { routes }, noon)).toEqual({ channel: 'C0TEAMS' });
    expect(routeOf(alert(), { routes }, noon)).toEqual({});
    expect(routeOf(alert(), { routes: [{ match: { toString: ['*'] }, channel: 'C0' }] }, noon)).toEqual({});
  });

  it('without conditions fits all', () => {
    expect(routeOf(alert(), { routes: [{ match: {}, channel: 'C0ALL' }] }, noon)).toEqual({
      channel: 'C0ALL',
    });
  });
});

describe('who is told', () => {
  it.each<[string, Partial<RoutedAlert>, string | undefined]>([
    ['the default group of what is critical', { severity: 'critical' }, 'S0ONCALL'],
    ["the route's own", { severity: 'page', namespace: 'pay' }, 'S0PAY'],
    ['nobody where the route says so', { severity: 'page', cluster: 'staging' }, undefined],
    ['nobody of what is not critical', { severity: 'error' }, undefined],
    ['nobody where the severity is not known', { severity: undefined }, undefined],
  ])('%s', (_, given, mention) => {
    expect(routeOf(alert(given), options, noon).mention).toBe(mention);
  });

  it('is nobody where no group was named', () => {
    expect(routeOf(alert({ severity: 'critical' }), { routes: [] }, noon)).toEqual({});
  });
});

describe('in quiet hours', () => {
  it.each<[string, Partial<RoutedAlert>, number, number | undefined]>([
    ['what is not critical is held back', {}, midnight, morning],
    ['what is critical is shown', { severity: 'critical' }, midnight, undefined],
    ['of other times nothing is held back', {}, noon, undefined],
    ['that a route has none of nothing is held back', { labels: { team: 'web' } }, midnight, undefined],
    ["the route's own hold", { namespace: 'batch' }, noon, noon + 3_600_000],
    ["the route's own alone hold", { namespace: 'batch' }, midnight, undefined],
  ])('%s', (_, given, now, heldUntil) => {
    expect(routeOf(alert(given), options, now).heldUntil).toBe(heldUntil);
  });
});
