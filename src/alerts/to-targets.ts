import type { Alert, AlertGroup } from './alert.ts';
import type { AlertTarget, AlertTargets, DroppedAlert } from './alert-target.ts';
import { byWeight } from './by-weight.ts';
import { labelOf } from './label-of.ts';
import { mergeTargets } from './merge-targets.ts';
import { targetOf } from './target-of.ts';

export interface TargetOptions {
  /** Names of alerts that are about nothing; `ALWAYS_IGNORED` where absent. */
  readonly ignored?: readonly string[];
  /** Labels that name the cluster, the first that is there; `CLUSTER_LABELS` where absent. */
  readonly clusterLabels?: readonly string[];
  /** The namespace of alerts that name none; they become a question where absent. */
  readonly namespace?: string;
  /** Targets at the most. */
  readonly most?: number;
}

/** They fire by design: to show that alerting works, and to hold back others. */
const ALWAYS_IGNORED: readonly string[] = ['Watchdog', 'DeadMansSwitch', 'InfoInhibitor'];
const CLUSTER_LABELS: readonly string[] = ['cluster', 'k8s_cluster'];
const MOST = 10;
const NO_ALERTNAME = '(without alertname)';

/** What the alerts of a group are about. Pure: the same group gives the same targets. */
export function toTargets(group: AlertGroup, options: TargetOptions = {}): AlertTargets {
  const { ignored = ALWAYS_IGNORED, clusterLabels = CLUSTER_LABELS, most = MOST } = options;
  const byPlace = new Map<string, { readonly first: AlertTarget; readonly others: AlertTarget[] }>();
  const dropped = new Map<string, DroppedAlert>();
  for (const alert of group.alerts) {
    const alertname = labelOf(alert, 'alertname') ?? NO_ALERTNAME;
    const found = ignored.includes(alertname) ? IGNORED : targetOf(alert, alertname, options.namespace);
    if ('why' in found) {
      const { reason, why } = found;
      dropped.set(JSON.stringify([alertname, why]), { alertname, reason, why });
      continue;
    }
    const cluster = clusterLabels.map((name) => labelOf(alert, name)).find((value) => value !== undefined);
    const target = { ...about(alert, alertname), ...(cluster ? { cluster } : {}), ...found };
    const place = JSON.stringify([cluster, target.namespace, target.target]);
    const known = byPlace.get(place);
    if (known) known.others.push(target);
    else byPlace.set(place, { first: target, others: [] });
  }
  const targets = [...byPlace.values()]
    .map(({ first, others }) => mergeTargets(first, others))
    .toSorted(byWeight);
  const count = Math.max(0, most);
  return {
    targets: targets.slice(0, count),
    dropped: [...dropped.values()],
    leftOut: Math.max(0, targets.length - count),
  };
}

const IGNORED = {
  reason: 'ignored',
  why: 'It fires by design and is about no pod or workload.',
} as const;

function about(alert: Alert, alertname: string): Omit<AlertTarget, 'target'> {
  const severity = labelOf(alert, 'severity');
  return {
    alertname,
    ...(severity ? { severity } : {}),
    status: alert.status,
    ...(alert.startsAt ? { startsAt: alert.startsAt } : {}),
    also: [],
    fingerprints: alert.fingerprint ? [alert.fingerprint] : [],
  };
}
