import type { PodSpec, Toleration } from '../../src/diagnosis/kube.ts';
import type { PendingView } from './refusal.ts';

/**
 * A merge patch that sets fields of the owner's pod template; undefined where kubectl can't change the template.
 * A merge patch replaces a list as a whole, so lists go in complete.
 */
export function templatePatch(view: PendingView, spec: object): string | undefined {
  if (!view.owner) return undefined;
  const template = { spec: { template: { spec } } };
  return JSON.stringify(view.owner.kind === 'CronJob' ? { spec: { jobTemplate: template } } : template);
}

/** The pod's own tolerations: admission and the DaemonSet controller add theirs for the node's problems. */
export function ownTolerations(spec: PodSpec | undefined): readonly Toleration[] {
  return (spec?.tolerations ?? []).filter((toleration) => !toleration.key?.startsWith('node.kubernetes.io/'));
}
