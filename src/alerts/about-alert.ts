import type { Alert } from './alert.ts';
import type { AlertTarget, DroppedAlert } from './alert-target.ts';
import { labelOf } from './label-of.ts';
import { targetOf } from './target-of.ts';

export interface AboutOptions {
  /** Names of alerts that are about nothing; those that fire by design where absent. */
  readonly ignored?: readonly string[];
  /** Labels that name the cluster, the first that is there; `cluster` and `k8s_cluster` where absent. */
  readonly clusterLabels?: readonly string[];
  /** The cluster of alerts that name none. */
  readonly cluster?: string;
  /** The namespace of alerts that name none; they become a question where absent. */
  readonly namespace?: string;
}

/** What one alert is about. */
export type AlertAbout = Omit<AlertTarget, 'also' | 'fingerprints'>;

/** They fire by design: to show that alerting works, and to hold back others. */
const ALWAYS_IGNORED: readonly string[] = ['Watchdog', 'DeadMansSwitch', 'InfoInhibitor'];
const CLUSTER_LABELS: readonly string[] = ['cluster', 'k8s_cluster'];
const NO_ALERTNAME = '(without alertname)';
const BY_DESIGN = 'It fires by design and is about no pod or workload.';

/** What one alert is about, or why there is nothing to look at. Nothing is asked of a cluster. */
export function aboutAlert(alert: Alert, options: AboutOptions): AlertAbout | DroppedAlert {
  const { ignored = ALWAYS_IGNORED, clusterLabels = CLUSTER_LABELS } = options;
  const alertname = labelOf(alert, 'alertname') ?? NO_ALERTNAME;
  if (ignored.includes(alertname)) return { alertname, reason: 'ignored', why: BY_DESIGN };
  const found = targetOf(alert, alertname, options.namespace);
  if ('why' in found) return { alertname, reason: found.reason, why: found.why };
  const severity = labelOf(alert, 'severity');
  const labelled = clusterLabels.map((name) => labelOf(alert, name)).find((value) => value !== undefined);
  const cluster = labelled ?? options.cluster;
  return {
    alertname,
    ...(severity ? { severity } : {}),
    status: alert.status,
    ...(alert.startsAt ? { startsAt: alert.startsAt } : {}),
    ...(cluster ? { cluster } : {}),
    ...found,
  };
}
