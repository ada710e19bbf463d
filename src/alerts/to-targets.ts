import { type AboutOptions, aboutAlert } from './about-alert.ts';
import type { AlertGroup } from './alert.ts';
import type { AlertTarget, AlertTargets, DroppedAlert } from './alert-target.ts';
import { byWeight } from './by-weight.ts';
import { mergeTargets } from './merge-targets.ts';

export interface TargetOptions extends AboutOptions {
  /** Targets at the most. */
  readonly most?: number;
}

const MOST = 10;

/** What the alerts of a group are about. Pure: the same group gives the same targets. */
export function toTargets(group: AlertGroup, options: TargetOptions = {}): AlertTargets {
  const byPlace = new Map<string, { readonly first: AlertTarget; readonly others: AlertTarget[] }>();
  const dropped = new Map<string, DroppedAlert>();
  for (const alert of group.alerts) {
    const about = aboutAlert(alert, options);
    if ('why' in about) {
      dropped.set(JSON.stringify([about.alertname, about.why]), about);
      continue;
    }
    const target = { ...about, also: [], fingerprints: alert.fingerprint ? [alert.fingerprint] : [] };
    const place = JSON.stringify([target.cluster, target.namespace, target.target]);
    const known = byPlace.get(place);
    if (known) known.others.push(target);
    else byPlace.set(place, { first: target, others: [] });
  }
  const targets = [...byPlace.values()]
    .map(({ first, others }) => mergeTargets(first, others))
    .toSorted(byWeight);
  const count = Math.max(0, options.most ?? MOST);
  return {
    targets: targets.slice(0, count),
    dropped: [...dropped.values()],
    leftOut: Math.max(0, targets.length - count),
  };
}
