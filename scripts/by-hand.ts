import type { SectionName } from '../src/diagnosis/snapshot.ts';
import type { Permission } from '../src/kube/permissions.ts';

/** Questions that are put to kubectl in another way than by naming the resource. */
const OWN: Partial<Readonly<Record<SectionName, string>>> = {
  events: 'kubectl -n <namespace> get events --field-selector involvedObject.name=<name>',
  log: 'kubectl -n <namespace> logs <pod> -c <container> --previous',
  node: 'kubectl describe node <node>',
  'node-pods': 'kubectl get pods -A --field-selector spec.nodeName=<node>',
  pods: 'kubectl -n <namespace> get pods -l <selector>',
  'endpoint-slices': 'kubectl -n <namespace> get endpointslices -l kubernetes.io/service-name=<service>',
  'pod-metrics': 'kubectl -n <namespace> top pod <pod> --containers',
};
const CLUSTER_WIDE = ['nodes', 'persistentvolumes', 'namespaces'];

/** The kubectl command that asks the cluster the same. */
export function byHand(section: SectionName, { resource, verb }: Permission): string {
  const own = OWN[section];
  if (own !== undefined) return own;
  // Classes (of storage, runtimes, priorities, Ingresses) belong to no namespace.
  const isClusterWide = CLUSTER_WIDE.includes(resource) || resource.endsWith('classes');
  const where = isClusterWide ? '' : ' -n <namespace>';
  return `kubectl${where} get ${resource}${verb === 'get' ? ' <name>' : ''}`;
}
