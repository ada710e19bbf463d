import { describe, expect, it } from 'vitest';
import { type SilencedAlert, silenceMatchers } from '../../src/incidents/silence-matchers.ts';

function matchersOf(...all: readonly Record<string, string>[]): readonly string[] {
  const alerts = all.map((labels): SilencedAlert => ({ alertname: 'Down', status: 'firing', labels }));
  return silenceMatchers(alerts).map(({ name, operator, value }) => `${name}${operator}${value}`);
}

describe('the conditions of a silence', () => {
  it('are the name and what all have in common, the most telling first', () => {
    const labels = {
      zone: 'b',
      app: 'web',
      severity: 'page',
      container: 'web',
      cluster: 'eu',
      namespace: 'shop',
    };
    expect(matchersOf({ ...labels, alertname: 'Down', mode: 'a' }, { ...labels, mode: 'b' })).toEqual([
      'alertname=Down',
      'namespace=shop',
      'cluster=eu',
      'container=web',
      'severity=page',
      'app=web',
      'zone=b',
    ]);
  });

  it('of no alerts are none', () => {
    expect(silenceMatchers([])).toEqual([]);
  });

  it('list the names of several alerts, to the letter', () => {
    expect(
      matchersOf({ alertname: 'Too.Slow' }, { alertname: 'Down (web)' }, { alertname: 'Too.Slow' }),
    ).toEqual(['alertname=~Too\\.Slow|Down \\(web\\)']);
  });

  it('list as many names as there is room for', () => {
    const names = Array.from({ length: 40 }, (_, index) => ({
      alertname: `Alert${String(index).padStart(15, '0')}`,
    }));
    const [matcher = ''] = matchersOf(...names);
    expect(matcher.split('|')).toHaveLength(11);
    expect(matcher.length).toBeLessThan(270);
  });

  it('leave out labels that are empty, and ones that no silence can name', () => {
    expect(
      matchersOf({ team: '', 'a b': 'x', '-c': 'x', 'd"': 'x', 'k8s.node.name': 'n', __proto__: 'x' }),
    ).toEqual(['alertname=Down', 'k8s.node.name=n']);
    expect(matchersOf({ constructor: 'x' }, {})).toEqual(['alertname=Down']);
  });

  it.each([
    [
      'a Deployment',
      'web-6d4cf56db6-x7k2p',
      'pod=~web-[^-]+-[^-]+',
      'web-5c9f7bd4c8-2m4vq',
      'web-admin-6d4cf56db6-x7k2p',
    ],
    [
      'a CronJob',
      'backup-29301765-zq8kw',
      'pod=~backup-[^-]+-[^-]+',
      'backup-29301780-4hh2c',
      'backup-full-29301765-zq8kw',
    ],
    [
      'a DaemonSet',
      'node-agent-x7k2p',
      'pod=~node-agent-[^-]+',
      'node-agent-7pq2z',
      'node-agent-proxy-x7k2p',
    ],
    ['a name with dots', 'v1.web-x7k2p', 'pod=~v1\\.web-[^-]+', 'v1.web-22222', 'v1xweb-x7k2p'],
  ])('of a pod of %s hold for the one that takes its place, and for no other workload', (_, pod, matcher, next, other) => {
    expect(matchersOf({ pod })).toEqual(['alertname=Down', matcher]);
    const pattern = new RegExp(`^(?:${matcher.slice('pod=~'.length)})$`);
    expect([pod, next, other].map((name) => pattern.test(name))).toEqual([true, true, false]);
  });

  it.each(['db-0', 'web', 'nginx-proxy', 'web-12345'])('keep the name of %s, which stays', (pod) => {
    expect(matchersOf({ pod })).toContain(`pod=${pod}`);
  });

  it('of several pods hold for each', () => {
    const pods = ['web-6d4cf56db6-x7k2p', 'web-6d4cf56db6-4hh2c', 'db-0', 'db-11', 'extra'];
    expect(matchersOf(...pods.map((pod) => ({ namespace: 'shop', pod })))).toEqual([
      'alertname=Down',
      'namespace=shop',
      'pod=~web-[^-]+-[^-]+|db-[0-9]+|extra',
    ]);
  });

  it('name no pod where an alert does not', () => {
    expect(matchersOf({ pod: 'web' }, { node: 'a' })).toEqual(['alertname=Down']);
  });

  it('leave out what a replacement or the other server of a pair changes', () => {
    const passing = {
      uid: 'u',
      pod_ip: '10.0.0.7',
      replicaset: 'web-6d4cf56db6',
      prometheus_replica: 'a',
      instance: '10.0.0.7:8080',
      node: 'worker-3',
    };
    expect(matchersOf({ ...passing, pod: 'web' })).toEqual(['alertname=Down', 'pod=web']);
    expect(matchersOf({ ...passing, deployment: 'web' })).toEqual(['alertname=Down', 'deployment=web']);
  });

  it('go by the node where nothing else is named, and by what was scraped in the last resort', () => {
    const instance = '10.0.0.3:9100';
    expect(matchersOf({ node: 'worker-3', instance })).toEqual(['alertname=Down', 'node=worker-3']);
    expect(matchersOf({ instance, job: 'node' })).toEqual([
      'alertname=Down',
      `instance=${instance}`,
      'job=node',
    ]);
  });

  it('fit any character where one cannot be typed', () => {
    expect(matchersOf({ team: 'a.b\u001b[0m\u202e\ud800😀' })).toContain('team=~a\\.b.\\[0m..😀');
    expect(matchersOf({ team: 'a\nb' })).toContain('team=a\nb');
    expect(matchersOf({ pod: 'web\u0007-x7k2p' })).toContain('pod=~web.-x7k2p');
  });

  it('go by the beginning of what is too long', () => {
    expect(matchersOf({ team: 'a'.repeat(121) })).toContain(`team=~${'a'.repeat(120)}(?s:.*)`);
    expect(matchersOf({ team: 'a'.repeat(120) })).toContain(`team=${'a'.repeat(120)}`);
  });
});
