import type { LabelKind } from './label-of.ts';

/**
 * What an alert's name says that it is about, the more particular first: the names of the kubernetes-mixin
 * (https://github.com/kubernetes-monitoring/kubernetes-mixin), and names that people make alike.
 */
const NAMED: readonly (readonly [name: RegExp, kinds: readonly LabelKind[]])[] = [
  [/^TargetDown$/, ['service', 'pod']],
  [/^Kube-?StateMetrics|^NodeExporter/i, ['pod', 'service']],
  [/^Kubelet[A-Z]|^(?:Kube|Kubernetes|Host)?Node(?!JS|Js)[A-Z]|^Host[A-Z]/, ['node']],
  [/cron-?job/i, ['cronjob', 'job']],
  [/deployment/i, ['deployment']],
  [/stateful-?set/i, ['statefulset']],
  [/daemon-?set/i, ['daemonset']],
  [/replica-?set/i, ['replicaset']],
  [/hpa|horizontalpodautoscaler/i, ['hpa']],
  [/pdb|poddisruptionbudget/i, ['pdb']],
  [/persistentvolume|pvc/i, ['pvc', 'persistentvolume']],
  [/quota/i, ['resourcequota']],
  [/^Kube(?:rnetes)?Job|job.?(?:fail|not|completion|stuck|slow)/i, ['job']],
  [/pod|container|cputhrottling/i, ['pod']],
  [/ingress/i, ['ingress']],
];

/** The kinds that an alert of this name is about, best first; none where the name says nothing. */
export function namedKinds(alertname: string): readonly LabelKind[] {
  return NAMED.find(([name]) => name.test(alertname))?.[1] ?? [];
}
