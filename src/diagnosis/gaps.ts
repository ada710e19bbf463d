import type { Gap } from './diagnosis.ts';
import {
  type Collected,
  type Facts,
  type Read,
  readKey,
  type SectionName,
  type Snapshot,
} from './snapshot.ts';

/** What an answer is better with and a verdict does not hang on: a cluster without metrics-server has healthy pods. */
const BESIDES: ReadonlySet<SectionName> = new Set(['pod-metrics']);

/** Whether a verdict hangs on what could not be seen. */
export function isDecisive({ section }: Gap): boolean {
  return !BESIDES.has(section);
}

/** What was asked for and could not be seen. `not-found` is an answer, not a gap. */
export function gapsOf(asked: readonly Read[], facts: Facts): readonly Gap[] {
  return asked.flatMap((read) => {
    const fact: Collected<unknown> | undefined = facts.get(readKey(read));
    if (fact?.status === 'ok' || fact?.reason === 'not-found') return [];
    const { reason, message } = fact ?? {
      reason: 'not-collected' as const,
      message: 'left out to stay within the budget of requests',
    };
    return [{ section: read.section, what: describe(read), reason, message }];
  });
}

/** The pods of a target that has more than are read. */
export function unreadPods({ pods, truncated }: Snapshot): readonly Gap[] {
  if (!truncated) return [];
  const message = 'there are more than are read for one answer';
  return [
    { section: 'pods', what: `pods beyond the first ${pods.length}`, reason: 'not-collected', message },
  ];
}

/** A question in words. */
export function describe(read: Read): string {
  switch (read.section) {
    case 'events':
      return `events of ${read.kind.toLowerCase()} ${read.name}`;
    case 'log':
      return `${read.previous ? 'previous log' : 'log'} of container ${read.container} in pod ${read.pod}`;
    case 'node':
      return `node ${read.name}`;
    case 'nodes':
      return 'nodes';
    case 'node-pods':
      return `pods on node ${read.node}`;
    case 'pods':
      return `pods with ${read.selector}${read.namespace ? ` in ${read.namespace}` : ' in all namespaces'}`;
    case 'replica-sets':
      return `ReplicaSets with ${read.selector}`;
    case 'workloads':
      return `${read.kind}s of ${read.namespace}`;
    case 'services':
      return `Services of ${read.namespace}`;
    case 'endpoint-slices':
      return `endpoints of Service ${read.service}`;
    case 'network-policies':
      return `NetworkPolicies of ${read.namespace}`;
    case 'ingress-classes':
      return 'IngressClasses';
    case 'priority-classes':
      return 'PriorityClasses';
    case 'resource-quotas':
      return `ResourceQuotas of ${read.namespace}`;
    case 'cluster-quotas':
      return 'ResourceQuotas of all namespaces';
    case 'claim':
      return `PersistentVolumeClaim ${read.name}`;
    case 'namespace-claims':
      return `PersistentVolumeClaims of ${read.namespace}`;
    case 'claim-metrics':
      return `use of PersistentVolumeClaims in ${read.namespace}`;
    case 'certificates':
      return `Certificates of ${read.namespace ?? 'all namespaces'}`;
    case 'volume':
      return `PersistentVolume ${read.name}`;
    case 'persistent-volumes':
      return 'PersistentVolumes';
    case 'storage-classes':
      return 'StorageClasses';
    case 'runtime-classes':
      return 'RuntimeClasses';
    case 'service-account':
      return `ServiceAccount ${read.name}`;
    case 'limit-ranges':
      return `LimitRanges of ${read.namespace}`;
    case 'names':
      return `names of ${read.resource} in ${read.namespace}`;
    case 'pod-metrics':
      return `resource use of pod ${read.name}`;
    case 'namespaces':
      return 'names of namespaces';
    case 'namespace-pods':
      return `pods of ${read.namespace}`;
    case 'namespace-events':
      return `events of ${read.namespace}`;
    case 'failed-creates':
      return `events of failed creations${read.namespace ? ` in ${read.namespace}` : ''}`;
    case 'namespace-metrics':
      return `resource use of pods in ${read.namespace}`;
    case 'node-metrics':
      return 'resource use of nodes';
    case 'object':
      return `${read.kind} ${read.name}`;
  }
}
