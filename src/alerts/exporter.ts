import type { Alert } from './alert.ts';
import { exportedLabel, labelOf, plainLabel } from './label-of.ts';

const STATE_METRICS = /kube-?state-?metrics/i;
/** What is scraped and tells of others: its own pod is seldom what an alert is about. */
const EXPORTERS = /kube-?state-?metrics|node-?exporter/i;
/** Scrape jobs of the kubelet and of cAdvisor in it. */
const KUBELET = /kubelet|cadvisor/i;

export function isExporter(name: string | undefined): boolean {
  return name !== undefined && EXPORTERS.test(name);
}

/** Whether the metric came from kube-state-metrics, as far as what was scraped is told. */
export function isOfStateMetrics(alert: Alert): boolean {
  return ['job', 'service', 'container', 'pod', 'app', 'app_kubernetes_io_name'].some((name) =>
    STATE_METRICS.test(labelOf(alert, name) ?? ''),
  );
}

/**
 * Whether `pod` and its like are those of the process that was scraped, not of what its metric tells of. An
 * `exported_namespace` says that the metric has a namespace of its own; yet kube-state-metrics may be scraped with a
 * namespace added and no pod, as the kubelet, which is none, always is: then `pod` is the metric's own.
 */
export function podIsScraped(alert: Alert): boolean {
  const pod = plainLabel(alert, 'pod');
  if (exportedLabel(alert, 'pod') !== undefined || isExporter(pod)) return true;
  const tellsOfPods = isOfStateMetrics(alert) || KUBELET.test(labelOf(alert, 'job') ?? '');
  return exportedLabel(alert, 'namespace') !== undefined && !tellsOfPods;
}
