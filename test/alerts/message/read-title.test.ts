import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTitle } from '../../../src/alerts/message/read-title.ts';

type Labels = Readonly<Record<string, string>>;

/** Sorted by name, with the alert's own name first: as Go's template sorts them. */
function values(labels: Labels, names: readonly string[]): string {
  const sorted = names.toSorted().toSorted((a, b) => Number(b === 'alertname') - Number(a === 'alertname'));
  return sorted.map((name) => labels[name]).join(' ');
}

/** What Alertmanager's default title says after the status. */
function titleOf(labels: Labels, groupBy: readonly string[]): string {
  const names = Object.keys(labels);
  const group = names.filter((name) => groupBy.includes(name));
  const others = names.filter((name) => !groupBy.includes(name));
  return `${values(labels, group)} ${others.length > 0 ? `(${values(labels, others)})` : ''}`;
}

const some = (...all: readonly string[]) => fc.constantFrom(...all);
const POD = some('web-7dc8c9f7d4-5tcrt', 'api-6c8f9d7b5c-2xkzq', 'db-0', 'agent-x7k2p', 'web');
const OWN = {
  alertname: some(
    'KubePodCrashLooping',
    'KubePodNotReady',
    'CPUThrottlingHigh',
    'KubeContainerWaiting',
    'CheckoutDown',
  ),
  namespace: some('shop', 'team-1', 'prod', 'kube-system', 'web', 'agent-x7k2p'),
  pod: POD,
};
const AROUND = {
  cluster: some('prod', 'eu-1', 'shop'),
  container: some('app', 'web', 'kube-rbac-proxy'),
  job: some('kube-state-metrics', 'kubelet', 'my-exporter'),
  metrics_path: some('/metrics/cadvisor'),
  node: some('worker-3', 'minikube', 'ip-10-0-0-1.ec2.internal'),
  prometheus: some('monitoring/k8s'),
  reason: some('CrashLoopBackOff', 'Error'),
  service: some('kube-state-metrics', 'monitoring-kube-state-metrics', 'checkout'),
  severity: some('warning', 'critical'),
  team: some('payments', 'red'),
  uid: some('7f3c2d1b-aaaa-4bbb-8ccc-1234567890ab'),
  zone: some('eu-1'),
};
const SCRAPED = { endpoint: some('http', 'https-metrics'), instance: some('10.1.2.3:8080', 'node-a:9100') };

describe('a title of values', () => {
  it('never gives a pod or a namespace that is another label’s', () => {
    const found = { pods: 0, namespaces: 0 };
    fc.assert(
      fc.property(
        fc.record({ ...OWN, ...AROUND, ...SCRAPED }, { requiredKeys: ['alertname', 'namespace', 'pod'] }),
        fc.subarray([
          'alertname',
          'namespace',
          'pod',
          'cluster',
          'job',
          'severity',
          'service',
          'team',
          'node',
        ]),
        (labels, groupBy) => {
          const given = readTitle(titleOf(labels, groupBy));
          if (given.pod !== undefined) found.pods++;
          if (given.namespace !== undefined) found.namespaces++;
          expect([undefined, labels.pod]).toContain(given.pod);
          expect([undefined, labels.namespace]).toContain(given.namespace);
          expect([undefined, labels.alertname]).toContain(given.alertname);
          expect([undefined, labels.severity]).toContain(given.severity);
        },
      ),
      { numRuns: 5_000, seed: 7 },
    );
    expect(found.pods).toBeGreaterThan(1_000);
    expect(found.namespaces).toBeGreaterThan(100);
  });
});
