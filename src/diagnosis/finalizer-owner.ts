/**
 * Who sets a finalizer on pods, by the names of the finalizer
 * (https://kubernetes.io/docs/concepts/overview/working-with-objects/finalizers/).
 */
const OWNERS: readonly (readonly [pattern: RegExp, owner: string])[] = [
  [/^batch\.kubernetes\.io\/job-tracking$/, 'the Job controller of kube-controller-manager'],
  [/^foregroundDeletion$/, 'the garbage collector, which waits for the objects that the pod owns'],
  [/^orphan$/, 'the garbage collector, which lets go of the objects that the pod owns'],
  [/(?:^|\.)elbv2\.k8s\.aws\//, 'the AWS Load Balancer Controller'],
  [/^(?:.+\.)?vpc\.k8s\.aws|^networking\.k8s\.aws\//, 'the AWS VPC resource controller'],
  [/^(?:workflows\.)?argoproj\.io\//, 'Argo Workflows'],
  [/tekton\.dev/, 'Tekton'],
  [/^kueue\.x-k8s\.io\//, 'Kueue'],
  [/kubevirt\.io/, 'KubeVirt'],
  [/cilium\.io/, 'Cilium'],
  [/^karpenter\.sh\//, 'Karpenter'],
  [/kruise\.io/, 'OpenKruise'],
  [/^(?:.+\.)?strimzi\.io\//, 'the Strimzi operator'],
  [/^(?:.+\.)?actions\.(?:github|sumologic|summerwind)\.\w+\//, 'the GitHub Actions runner controller'],
];

/** Who has to take a finalizer off: a known controller, else the one whose domain the finalizer's name bears. */
export function finalizerOwner(finalizer: string): string {
  const known = OWNERS.find(([pattern]) => pattern.test(finalizer))?.[1];
  if (known) return known;
  const domain = /^([a-z0-9][a-z0-9.-]*\.[a-z0-9-]+)(?:\/|$)/i.exec(finalizer)?.[1];
  return domain ? `the controller that uses the name ${domain}` : 'the controller that set it';
}
