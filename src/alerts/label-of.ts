import type { Alert } from './alert.ts';

/** What a label can name. */
export type LabelKind =
  | 'pod'
  | 'container'
  | 'namespace'
  | 'deployment'
  | 'statefulset'
  | 'daemonset'
  | 'replicaset'
  | 'job'
  | 'cronjob'
  | 'hpa'
  | 'pdb'
  | 'pvc'
  | 'node'
  | 'service'
  | 'ingress'
  | 'persistentvolume'
  | 'resourcequota';

/**
 * The labels for each, the commonest first: of kube-state-metrics and the kubelet, of older releases, of Prometheus'
 * example configuration, and of OpenTelemetry. `job` is not among them: it is the scrape job, never a Kubernetes Job.
 */
const NAMES: Readonly<Record<LabelKind, readonly string[]>> = {
  pod: ['pod', 'pod_name', 'kubernetes_pod_name', 'k8s_pod_name'],
  container: ['container', 'container_name', 'k8s_container_name'],
  namespace: ['namespace', 'kubernetes_namespace', 'k8s_namespace_name'],
  deployment: ['deployment', 'k8s_deployment_name'],
  statefulset: ['statefulset', 'k8s_statefulset_name'],
  daemonset: ['daemonset', 'k8s_daemonset_name'],
  replicaset: ['replicaset', 'k8s_replicaset_name'],
  job: ['job_name', 'k8s_job_name'],
  cronjob: ['cronjob', 'k8s_cronjob_name'],
  hpa: ['horizontalpodautoscaler', 'hpa', 'k8s_hpa_name'],
  pdb: ['poddisruptionbudget', 'pdb'],
  pvc: ['persistentvolumeclaim', 'k8s_persistentvolumeclaim_name'],
  node: ['node', 'nodename', 'kubernetes_node', 'k8s_node_name'],
  service: ['service', 'k8s_service_name'],
  ingress: ['ingress', 'k8s_ingress_name'],
  persistentvolume: ['persistentvolume'],
  resourcequota: ['resourcequota'],
};

/** A label as it is, whatever its name; an empty one is none, as with Prometheus. */
export function labelOf({ labels }: Alert, name: string): string | undefined {
  const value = Object.hasOwn(labels, name) ? labels[name] : undefined;
  return value?.trim() || undefined;
}

/** The label that names such a thing, whoever's it is. OpenTelemetry's have dots where Prometheus keeps them. */
export function plainLabel(alert: Alert, kind: LabelKind): string | undefined {
  const spellings = NAMES[kind].flatMap((name) =>
    name.startsWith('k8s_') ? [name, name.replaceAll('_', '.')] : [name],
  );
  return spellings.map((name) => labelOf(alert, name)).find((value) => value !== undefined);
}

/**
 * The metric's own label where Prometheus had to make room for the scraped target's
 * (`honor_labels`: https://prometheus.io/docs/prometheus/latest/configuration/configuration/#scrape_config).
 */
export function exportedLabel(alert: Alert, kind: LabelKind): string | undefined {
  return NAMES[kind].map((name) => labelOf(alert, `exported_${name}`)).find((value) => value !== undefined);
}
