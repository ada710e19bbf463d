import { describe, expect, it } from 'vitest';
import type { Alert } from '../../src/alerts/alert.ts';
import { toTargets } from '../../src/alerts/to-targets.ts';
import { kindOf } from '../../src/kube/kinds.ts';
import { deepFreeze, withoutClockAndDice } from '../support/purity.ts';
import { arriving, MIXIN } from './mixin.ts';

function alertOf(labels: Record<string, string>, more: Partial<Alert> = {}): Alert {
  return { status: 'firing', labels: { alertname: 'Own', ...labels }, annotations: {}, ...more };
}

function about(labels: Record<string, string>, options = {}) {
  return toTargets({ source: 'alertmanager', alerts: [alertOf(labels)] }, options);
}

/** The only target, as `target in namespace [container]`. */
function only(labels: Record<string, string>, options = {}): string {
  const { targets, dropped } = about(labels, options);
  const [target] = targets;
  if (!target) return `dropped: ${dropped.map(({ reason }) => reason)}`;
  const container = target.container ? ` [${target.container}]` : '';
  return `${target.target} in ${target.namespace ?? '?'}${container}`;
}

const KSM = {
  job: 'kube-state-metrics',
  namespace: 'monitoring',
  pod: 'kube-state-metrics-6c8f-x2x2x',
  container: 'kube-state-metrics',
};

describe.each([
  ['with honor_labels', true],
  ['without honor_labels', false],
])('alerts of the kubernetes-mixin, %s', (_, honorLabels) => {
  it.each(MIXIN.map((alert) => [alert.alertname, alert] as const))('%s', (alertname, alert) => {
    const group = deepFreeze({
      source: 'alertmanager' as const,
      alerts: [{ status: 'firing' as const, labels: arriving(alert, honorLabels), annotations: {} }],
    });
    const { targets, dropped, leftOut } = withoutClockAndDice(() => toTargets(group));
    expect(leftOut).toBe(0);
    if (alert.dropped) {
      expect(targets).toEqual([]);
      expect(dropped).toEqual([{ alertname, reason: alert.dropped, why: expect.stringMatching(/\.$/) }]);
      return;
    }
    const { namespace } = alert.labels;
    const [target] = targets;
    expect(dropped).toEqual([]);
    expect(targets).toHaveLength(1);
    expect(target).toMatchObject({ target: alert.target, alertname, severity: alert.severity ?? 'warning' });
    expect(target?.namespace).toBe(alert.target?.startsWith('node/') ? undefined : namespace);
    expect(target?.container).toBe(alert.container);
    expect(target?.question).toBeUndefined();
    expect(kindOf(alert.target?.split('/')[0] ?? ''), 'podwhy why knows the kind').toBeDefined();
  });
});

describe('what an alert of people’s own is about', () => {
  it.each<[string, Record<string, string>, string]>([
    ['a pod', { namespace: 'shop', pod: 'web-1', container: 'web' }, 'pod/web-1 in shop [web]'],
    [
      'a pod before its workload',
      { namespace: 'shop', pod: 'web-1', deployment: 'web' },
      'pod/web-1 in shop',
    ],
    ['a workload where no pod is named', { namespace: 'shop', statefulset: 'db' }, 'statefulset/db in shop'],
    [
      'a workload by its name',
      { alertname: 'DeploymentDegraded', namespace: 'shop', deployment: 'web', pod: 'web-1' },
      'deployment/web in shop',
    ],
    [
      'a workload as kube-state-metrics tells it',
      { ...KSM, exported_namespace: 'shop', deployment: 'web' },
      'deployment/web in shop',
    ],
    [
      'a workload, whatever the pod of kube-state-metrics is called',
      { ...KSM, pod: 'prom-ksm-5d-abcde', namespace: 'shop', deployment: 'web' },
      'deployment/web in shop',
    ],
    [
      'a pod that pushed aside',
      { ...KSM, exported_namespace: 'shop', exported_pod: 'web-1', exported_container: 'web' },
      'pod/web-1 in shop [web]',
    ],
    [
      'a pod under the namespace of another',
      { job: 'kube-state-metrics', namespace: 'monitoring', exported_namespace: 'shop', pod: 'web-1' },
      'pod/web-1 in shop',
    ],
    [
      'a pod without the container of the exporter',
      { ...KSM, namespace: 'shop', pod: 'web-1' },
      'pod/web-1 in shop',
    ],
    [
      'kube-state-metrics itself',
      { ...KSM, alertname: 'KubePodCrashLooping' },
      `pod/${KSM.pod} in monitoring [kube-state-metrics]`,
    ],
    ['nothing but the exporter', { ...KSM }, 'dropped: no-target'],
    [
      'nothing but the exporter’s service',
      { namespace: 'monitoring', service: 'node-exporter' },
      'dropped: no-target',
    ],
    [
      'the exporter’s service where it is down',
      { alertname: 'TargetDown', namespace: 'monitoring', service: 'node-exporter' },
      'service/node-exporter in monitoring',
    ],
    [
      'a pod as the kubelet tells it',
      {
        job: 'kubelet',
        namespace: 'kube-system',
        exported_namespace: 'shop',
        pod: 'web-1',
        container: 'web',
      },
      'pod/web-1 in shop [web]',
    ],
    [
      'what an operator tells of, where it is known',
      {
        namespace: 'ingress-nginx',
        pod: 'ingress-nginx-controller-1',
        exported_namespace: 'shop',
        ingress: 'web',
        exported_service: 'web',
      },
      'ingress/web in shop',
    ],
    [
      'who was scraped, where nothing else is named',
      { namespace: 'cert-manager', pod: 'cert-manager-1', exported_namespace: 'shop', name: 'tls' },
      'pod/cert-manager-1 in cert-manager',
    ],
    ['a service that was counted together', { namespace: 'shop', service: 'web' }, 'service/web in shop'],
    [
      'no service that was only scraped',
      { namespace: 'shop', service: 'web', instance: '10.1.1.1:80', endpoint: 'http' },
      'dropped: no-target',
    ],
    [
      'a workload by its type',
      { namespace: 'shop', workload: 'web', workload_type: 'deployment' },
      'deployment/web in shop',
    ],
    [
      'an owner',
      { namespace: 'shop', owner_kind: 'StatefulSet', owner_name: 'db' },
      'statefulset/db in shop',
    ],
    ['OpenTelemetry’s names', { 'k8s.namespace.name': 'shop', 'k8s.pod.name': 'web-1' }, 'pod/web-1 in shop'],
    [
      'OpenTelemetry’s names in Prometheus',
      { k8s_namespace_name: 'shop', k8s_deployment_name: 'web' },
      'deployment/web in shop',
    ],
    [
      'the names of the example configuration',
      { kubernetes_namespace: 'shop', kubernetes_pod_name: 'web-1' },
      'pod/web-1 in shop',
    ],
    [
      'a job by job_name',
      { namespace: 'shop', job: 'kube-state-metrics', job_name: 'import' },
      'job/import in shop',
    ],
    [
      'never a job by job',
      { namespace: 'shop', job: 'import', instance: '10.1.1.1:80' },
      'dropped: no-target',
    ],
    ['never a job by exported_job', { namespace: 'shop', exported_job: 'import' }, 'dropped: no-target'],
    ['a cronjob', { namespace: 'shop', cronjob: 'nightly' }, 'cronjob/nightly in shop'],
    ['a node by a name with a port', { node: 'node-a:9100' }, 'node/node-a in ?'],
    ['a node of a cloud', { node: 'ip-10-0-0-1.ec2.internal' }, 'node/ip-10-0-0-1.ec2.internal in ?'],
    ['no node by an address', { node: '10.0.0.1' }, 'dropped: no-name'],
    ['no node by an address with a port', { node: '10.0.0.1:9100' }, 'dropped: no-name'],
    ['no node by an IPv6 address', { node: '[fd00::1]:9100' }, 'dropped: no-name'],
    ['no node by a bare IPv6 address', { node: 'fd00::1' }, 'dropped: no-name'],
    ['no node by a pod’s instance', { namespace: 'shop', instance: 'web:8080' }, 'dropped: no-target'],
    [
      'a pod of Node.js, not its node',
      { alertname: 'NodeJSEventLoopLag', namespace: 'shop', pod: 'web-1', node: 'node-a' },
      'pod/web-1 in shop',
    ],
    ['not cAdvisor’s sandbox', { namespace: 'shop', pod: 'web-1', container: 'POD' }, 'pod/web-1 in shop'],
    [
      'the workload where the pod’s label is no name',
      { namespace: 'shop', pod: 'web-.*', deployment: 'web' },
      'deployment/web in shop',
    ],
    ['an empty label is none', { namespace: 'shop', pod: '', deployment: 'web' }, 'deployment/web in shop'],
  ])('%s', (_, labels, expected) => {
    expect(only(labels)).toBe(expected);
  });

  it('asks for the namespace where the labels name none, or none that can be', () => {
    expect(about({ pod: 'web-1' }).targets).toMatchObject([
      { question: expect.stringContaining('Which namespace?') },
    ]);
    expect(about({ pod: 'web-1', namespace: 'Shop!' }).targets[0]).toMatchObject({
      question: expect.stringContaining('cannot be one'),
    });
    expect(about({ pod: 'web-1', namespace: 'Shop!' }).targets[0]).not.toHaveProperty('namespace');
    expect(only({ pod: 'web-1' }, { namespace: 'shop' })).toBe('pod/web-1 in shop');
    expect(only({ pod: 'web-1', namespace: 'blog' }, { namespace: 'shop' })).toBe('pod/web-1 in blog');
    expect(about({ node: 'node-a', namespace: 'x' }).targets[0]).toEqual({
      target: 'node/node-a',
      alertname: 'Own',
      status: 'firing',
      also: [],
      fingerprints: [],
    });
  });

  it('reads the cluster from the labels that are configured', () => {
    const labels = { namespace: 'shop', pod: 'web-1', cluster: 'prod', region_cluster: 'prod-eu' };
    expect(about(labels).targets[0]?.cluster).toBe('prod');
    expect(about({ namespace: 'shop', pod: 'web-1', k8s_cluster: 'test' }).targets[0]?.cluster).toBe('test');
    expect(about(labels, { clusterLabels: ['region_cluster'] }).targets[0]?.cluster).toBe('prod-eu');
    expect(about(labels, { clusterLabels: ['constructor', '__proto__'] }).targets[0]).not.toHaveProperty(
      'cluster',
    );
  });

  it('ignores the alerts that are configured', () => {
    const labels = { alertname: 'DevNoise', namespace: 'shop', pod: 'web-1' };
    expect(about(labels).targets).toHaveLength(1);
    expect(about(labels, { ignored: ['DevNoise'] })).toMatchObject({
      targets: [],
      dropped: [{ reason: 'ignored' }],
    });
  });
});

describe('several alerts', () => {
  const web = { namespace: 'shop', pod: 'web-1' };

  it('are one target where they are about the same, as those of a highly available pair', () => {
    const labels = { alertname: 'KubePodCrashLooping', severity: 'warning', container: 'web', ...web };
    const { targets } = toTargets({
      source: 'alertmanager',
      alerts: [
        alertOf(
          { ...labels, prometheus_replica: 'a' },
          { fingerprint: 'f1', startsAt: '2026-11-22T07:31:00Z' },
        ),
        alertOf(
          { ...labels, prometheus_replica: 'b' },
          { fingerprint: 'f2', startsAt: '2026-11-22T07:30:00Z' },
        ),
        alertOf({ ...labels, prometheus_replica: 'b' }, { fingerprint: 'f2' }),
      ],
    });
    expect(targets).toEqual([
      {
        target: 'pod/web-1',
        namespace: 'shop',
        container: 'web',
        alertname: 'KubePodCrashLooping',
        severity: 'warning',
        status: 'firing',
        startsAt: '2026-11-22T07:30:00Z',
        also: [],
        fingerprints: ['f1', 'f2'],
      },
    ]);
  });

  it('are led by the firing, then by the most severe; the others are named', () => {
    const { targets } = toTargets({
      source: 'alertmanager',
      alerts: [
        alertOf(
          { alertname: 'Old', severity: 'critical', ...web },
          { status: 'resolved', startsAt: '2026-11-01T00:00:00Z' },
        ),
        alertOf({ alertname: 'Throttled', severity: 'info', container: 'a', ...web }),
        alertOf({ alertname: 'Crashing', severity: 'page', container: 'b', ...web }),
      ],
    });
    expect(targets).toMatchObject([{ alertname: 'Crashing', severity: 'page', also: ['Old', 'Throttled'] }]);
    expect(targets[0], 'the containers differ').not.toHaveProperty('container');
  });

  it('are not one where the cluster or the namespace differs', () => {
    const alerts = [web, { ...web, namespace: 'blog' }, { ...web, cluster: 'prod' }].map((labels) =>
      alertOf(labels),
    );
    expect(toTargets({ source: 'generic', alerts }).targets).toHaveLength(3);
  });

  it('come firing before resolved, the most severe first, and no more than wanted', () => {
    const severities = ['info', 'warning', undefined, 'critical', 'none', 'error'];
    const alerts = severities.flatMap((severity, index) => {
      const labels = { namespace: 'shop', pod: `web-${index}`, ...(severity ? { severity } : {}) };
      return [alertOf({ ...labels, pod: `gone-${index}` }, { status: 'resolved' }), alertOf(labels)];
    });
    const { targets, leftOut } = toTargets({ source: 'generic', alerts }, { most: 7 });
    expect(targets.map(({ target }) => target.slice(4))).toEqual([
      'web-3',
      'web-5',
      'web-1',
      'web-2',
      'web-0',
      'web-4',
      'gone-3',
    ]);
    expect(leftOut).toBe(5);
  });

  it('name what is dropped once', () => {
    const alerts = Array.from({ length: 50 }, () => alertOf({ alertname: 'Watchdog' }));
    expect(toTargets({ source: 'generic', alerts }).dropped).toHaveLength(1);
  });
});

describe('hostile labels', () => {
  it.each([
    ['a line break', 'web-1\nkubectl delete ns shop'],
    ['a mention', '<!channel>'],
    ['10 kB', 'a'.repeat(10_000)],
    ['other letters', 'wéb-１'],
    ['a flag', '--all-namespaces'],
    ['a path', '../secrets/db'],
    ['a command', '$(reboot)'],
    ['an escape sequence', '\u001b[2Jweb'],
  ])('%s is no pod, and the refusal is short and plain', (_, pod) => {
    const { targets, dropped } = about({ namespace: 'shop', pod });
    expect(targets).toEqual([]);
    expect(dropped).toMatchObject([{ reason: 'no-name' }]);
    expect(dropped[0]?.why).toMatch(/^[^\n\u001b]{1,160}$/u);
  });

  it('names of properties that every object has are no labels', () => {
    const labels = JSON.parse('{"__proto__": {"pod": "web-1"}, "constructor": "x", "alertname": "toString"}');
    const { targets, dropped } = toTargets({
      source: 'generic',
      alerts: [{ status: 'firing', labels, annotations: {} }],
    });
    expect(targets).toEqual([]);
    expect(dropped).toMatchObject([{ alertname: 'toString', reason: 'no-target' }]);
  });

  it('a container that cannot be is left out', () => {
    expect(only({ namespace: 'shop', pod: 'web-1', container: 'x; reboot' })).toBe('pod/web-1 in shop');
  });
});
