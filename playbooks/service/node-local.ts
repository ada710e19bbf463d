import { fromObject } from '../../src/diagnosis/evidence.ts';
import { ownerOf } from '../../src/diagnosis/owner.ts';
import { readyPods, type Scene, type ServiceFound } from './scene.ts';

/**
 * A Service that sends only to pods of the node that a connection comes in at: at every other node it is dropped
 * (https://kubernetes.io/docs/concepts/services-networking/service-traffic-policy/). A load balancer knows which nodes
 * have pods, so of traffic from outside only node ports are concerned; a DaemonSet has a pod everywhere.
 */
export function judgeNodeLocal({ service, name, pods }: Scene): readonly ServiceFound[] {
  const { internalTrafficPolicy, externalTrafficPolicy, type } = service.spec ?? {};
  const isInside = internalTrafficPolicy === 'Local';
  const isOutside = externalTrafficPolicy === 'Local' && type === 'NodePort';
  const ready = readyPods(pods);
  const nodes = [...new Set(ready.flatMap(({ spec }) => spec?.nodeName ?? []))].sort();
  if ((!isInside && !isOutside) || nodes.length === 0) return [];
  if (ready.every((pod) => ownerOf(pod)?.kind === 'DaemonSet')) return [];
  const field = isInside ? 'internalTrafficPolicy' : 'externalTrafficPolicy';
  return [
    {
      cause: 'node-local-only',
      confidence: 'certain',
      params: {
        service: name,
        nodes,
        inside: isInside ? field : undefined,
        outside: isInside ? undefined : field,
        field,
        patch: JSON.stringify({ spec: { [field]: 'Cluster' } }),
      },
      evidence: [fromObject('Service', name, `spec.${field}`, 'Local')],
    },
  ];
}
