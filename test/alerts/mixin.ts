/** What one alert of the kubernetes-mixin says by its metric's own labels, and what it is about. */
export interface MixinAlert {
  readonly alertname: string;
  /** Who was scraped for it. */
  readonly of: 'kube-state-metrics' | 'kubelet' | 'node-exporter' | 'nobody';
  readonly labels: Readonly<Record<string, string>>;
  readonly severity?: string;
  /** Absent: nothing to diagnose. */
  readonly target?: string;
  readonly container?: string;
  readonly dropped?: 'unsupported' | 'no-target' | 'no-name' | 'ignored';
}

const shop = { namespace: 'shop' };
const web = { ...shop, pod: 'web-7dc8c9f7d4-5tcrt' };
const pod = `pod/${web.pod}`;
const ksm = 'kube-state-metrics' as const;
const kubelet = 'kubelet' as const;

/** https://github.com/kubernetes-monitoring/kubernetes-mixin/tree/master/alerts */
export const MIXIN: readonly MixinAlert[] = [
  {
    alertname: 'KubePodCrashLooping',
    of: ksm,
    labels: { ...web, container: 'web', reason: 'CrashLoopBackOff', uid: '5d7c' },
    target: pod,
    container: 'web',
  },
  { alertname: 'KubePodNotReady', of: 'nobody', labels: { ...web, cluster: 'prod' }, target: pod },
  {
    alertname: 'KubeContainerWaiting',
    of: ksm,
    labels: { ...web, container: 'web', reason: 'CreateContainerConfigError' },
    target: pod,
    container: 'web',
  },
  ...['KubeDeploymentGenerationMismatch', 'KubeDeploymentReplicasMismatch', 'KubeDeploymentRolloutStuck'].map(
    (alertname) => ({ alertname, of: ksm, labels: { ...shop, deployment: 'web' }, target: 'deployment/web' }),
  ),
  ...[
    'KubeStatefulSetReplicasMismatch',
    'KubeStatefulSetGenerationMismatch',
    'KubeStatefulSetUpdateNotRolledOut',
  ].map((alertname) => ({
    alertname,
    of: ksm,
    labels: { ...shop, statefulset: 'db' },
    target: 'statefulset/db',
  })),
  ...['KubeDaemonSetRolloutStuck', 'KubeDaemonSetNotScheduled', 'KubeDaemonSetMisScheduled'].map(
    (alertname) => ({
      alertname,
      of: ksm,
      labels: { ...shop, daemonset: 'agent' },
      target: 'daemonset/agent',
    }),
  ),
  ...['KubeJobNotCompleted', 'KubeJobFailed'].map((alertname) => ({
    alertname,
    of: ksm,
    labels: { ...shop, job_name: 'import-29384' },
    target: 'job/import-29384',
  })),
  ...['KubeHpaReplicasMismatch', 'KubeHpaMaxedOut'].map((alertname) => ({
    alertname,
    of: ksm,
    labels: { ...shop, horizontalpodautoscaler: 'web' },
    target: 'hpa/web',
  })),
  {
    alertname: 'KubePdbNotEnoughHealthyPods',
    of: ksm,
    labels: { ...shop, poddisruptionbudget: 'web' },
    target: 'pdb/web',
  },
  {
    alertname: 'CPUThrottlingHigh',
    of: 'nobody',
    severity: 'info',
    labels: { ...web, container: 'web' },
    target: pod,
    container: 'web',
  },
  ...['KubeQuotaAlmostFull', 'KubeQuotaFullyUsed', 'KubeQuotaExceeded'].map((alertname) => ({
    alertname,
    of: ksm,
    labels: { ...shop, resource: 'pods', resourcequota: 'team' },
    dropped: 'unsupported' as const,
  })),
  ...['KubeCPUOvercommit', 'KubeMemoryOvercommit', 'KubeCPUQuotaOvercommit', 'KubeMemoryQuotaOvercommit'].map(
    (alertname) => ({
      alertname,
      of: 'nobody' as const,
      labels: { cluster: 'prod' },
      dropped: 'no-target' as const,
    }),
  ),
  ...['KubePersistentVolumeFillingUp', 'KubePersistentVolumeInodesFillingUp'].map((alertname) => ({
    alertname,
    of: kubelet,
    severity: 'critical',
    labels: { ...shop, persistentvolumeclaim: 'data-db-0' },
    target: 'pvc/data-db-0',
  })),
  {
    alertname: 'KubePersistentVolumeErrors',
    of: ksm,
    severity: 'critical',
    labels: { persistentvolume: 'pvc-2f3a', phase: 'Failed' },
    dropped: 'unsupported',
  },
  ...['KubeNodeNotReady', 'KubeNodeUnreachable', 'KubeNodeReadinessFlapping', 'KubeNodePressure'].map(
    (alertname) => ({
      alertname,
      of: ksm,
      labels: { node: 'node-b', condition: 'Ready', status: 'true' },
      target: 'node/node-b',
    }),
  ),
  {
    alertname: 'KubeNodeEviction',
    of: kubelet,
    severity: 'info',
    labels: { node: 'node-b', eviction_signal: 'memory.available' },
    target: 'node/node-b',
  },
  {
    alertname: 'KubeletTooManyPods',
    of: 'nobody',
    severity: 'info',
    labels: { node: 'node-b' },
    target: 'node/node-b',
  },
  ...[
    'KubeletPlegDurationHigh',
    'KubeletPodStartUpLatencyHigh',
    'KubeletClientCertificateExpiration',
    'KubeletServerCertificateRenewalErrors',
  ].map((alertname) => ({ alertname, of: kubelet, labels: { node: 'node-b' }, target: 'node/node-b' })),
  {
    alertname: 'KubeletDown',
    of: 'nobody',
    severity: 'critical',
    labels: { cluster: 'prod' },
    dropped: 'no-target',
  },
  ...['KubeAPIErrorBudgetBurn', 'KubeAPIDown', 'KubeVersionMismatch', 'KubeClientErrors'].map(
    (alertname) => ({
      alertname,
      of: 'nobody' as const,
      labels: { cluster: 'prod', job: 'apiserver', namespace: 'default' },
      dropped: 'no-target' as const,
    }),
  ),
  {
    alertname: 'KubeAggregatedAPIDown',
    of: 'nobody',
    labels: { name: 'v1beta1.metrics.k8s.io', namespace: 'default' },
    dropped: 'no-target',
  },
  {
    alertname: 'KubeClientCertificateExpiration',
    of: 'nobody',
    labels: {
      job: 'apiserver',
      namespace: 'default',
      service: 'kubernetes',
      endpoint: 'https',
      instance: '10.0.0.1:6443',
    },
    dropped: 'no-target',
  },
  {
    alertname: 'NodeFilesystemSpaceFillingUp',
    of: 'node-exporter',
    labels: { device: '/dev/sda1', mountpoint: '/', instance: 'node-b:9100' },
    target: 'node/node-b',
  },
  {
    alertname: 'NodeFilesystemAlmostOutOfSpace',
    of: 'node-exporter',
    labels: { device: '/dev/sda1', instance: '10.0.0.12:9100' },
    dropped: 'no-name',
  },
  {
    alertname: 'HostOomKillDetected',
    of: 'node-exporter',
    labels: { instance: 'node-b' },
    target: 'node/node-b',
  },
  {
    alertname: 'TargetDown',
    of: 'nobody',
    labels: { job: 'web', namespace: 'shop', service: 'web' },
    target: 'service/web',
  },
  {
    alertname: 'KubernetesDeploymentReplicasMismatch',
    of: ksm,
    labels: { ...shop, deployment: 'web' },
    target: 'deployment/web',
  },
  {
    alertname: 'KubernetesDaemonsetMisscheduled',
    of: ksm,
    labels: { ...shop, daemonset: 'agent' },
    target: 'daemonset/agent',
  },
  { alertname: 'KubeJobCompletion', of: ksm, labels: { ...shop, job_name: 'import' }, target: 'job/import' },
  { alertname: 'Watchdog', of: 'nobody', severity: 'none', labels: {}, dropped: 'ignored' },
  { alertname: 'InfoInhibitor', of: 'nobody', severity: 'none', labels: { ...shop }, dropped: 'ignored' },
];

const SCRAPED = {
  'kube-state-metrics': {
    job: 'kube-state-metrics',
    instance: '10.244.1.7:8080',
    namespace: 'monitoring',
    pod: 'kube-state-metrics-6c8f5b9d7-x2x2x',
    container: 'kube-state-metrics',
    service: 'kube-state-metrics',
    endpoint: 'http',
  },
  kubelet: {
    job: 'kubelet',
    instance: '10.0.0.3:10250',
    namespace: 'kube-system',
    node: 'node-b',
    service: 'kubelet',
    endpoint: 'https-metrics',
    metrics_path: '/metrics/cadvisor',
  },
  'node-exporter': {
    job: 'node-exporter',
    namespace: 'monitoring',
    pod: 'node-exporter-8xk2p',
    container: 'node-exporter',
    service: 'node-exporter',
    endpoint: 'http-metrics',
  },
  nobody: {},
} as const;

/** The labels as they arrive: with the scraped target's, which give way (`honor_labels: true`) or push aside. */
export function arriving({ alertname, of, labels, severity = 'warning' }: MixinAlert, honorLabels: boolean) {
  const scraped: Readonly<Record<string, string>> = SCRAPED[of];
  const metric = Object.entries(labels).map(([name, value]) => [
    !honorLabels && name in scraped ? `exported_${name}` : name,
    value,
  ]);
  return { alertname, severity, prometheus: 'monitoring/k8s', ...scraped, ...Object.fromEntries(metric) };
}
