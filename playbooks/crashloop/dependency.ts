import { computed } from '../../src/diagnosis/evidence.ts';
import type { Params } from '../../src/diagnosis/finding.ts';
import { nearNames } from '../../src/diagnosis/near-names.ts';
import type { View } from '../../src/diagnosis/playbook.ts';
import type { Enrichment } from './missing-configuration.ts';

interface ServiceName {
  readonly name: string;
  readonly namespace: string;
}

/** Last labels of names that are not namespaces of this cluster. */
const OUTSIDE =
  /\.(?:com|net|org|io|dev|app|cloud|internal|lan|corp|local|localdomain|eu|de|uk|us|co|ai|info|[a-z]{2})$/;

/** Whether the host that the log names is a Service of the cluster, and if not, which Service's name is nearest. */
export function dependency(view: View<'names'>, named: Params): Enrichment {
  const service = typeof named.host === 'string' ? serviceOf(named.host, view.namespace) : undefined;
  if (!service) return { params: {}, evidence: [] };
  const services = view.get({ section: 'names', resource: 'services', namespace: service.namespace });
  if (services.status !== 'ok') return { params: {}, evidence: [] };
  const names = services.value.map((one) => one.name);
  const said = names.length === 0 ? 'no Services' : names.join(', ');
  const evidence = [
    computed(`namespace/${service.namespace}`, `Services of namespace ${service.namespace}: ${said}`),
  ];
  if (names.includes(service.name)) {
    return { params: { foundService: service.name, serviceNamespace: service.namespace }, evidence };
  }
  return {
    params: {
      missingService: service.name,
      serviceNamespace: service.namespace,
      nearServices: nearNames(service.name, names),
    },
    evidence,
  };
}

/**
 * The Service behind a host name: `db`, `db.shop`, `db.shop.svc`, `db.shop.svc.cluster.local`, and `db-0.db` of a
 * StatefulSet's pod (https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/).
 */
function serviceOf(host: string, namespace: string): ServiceName | undefined {
  if (!/^[a-z][\w-]*(?:\.[\w-]+)*\.?$/i.test(host) || host === 'localhost') return undefined;
  const [inside = '', cluster] = host.replace(/\.$/, '').split(/\.svc(?=\.|$)/);
  if (cluster === undefined && OUTSIDE.test(inside)) return undefined;
  const labels = inside.toLowerCase().split('.');
  const [first = '', second, third] = labels;
  const isPod = second !== undefined && first.startsWith(`${second}-`) && /-\d+$/.test(first);
  if (isPod) return { name: second, namespace: third ?? namespace };
  return labels.length > 2 ? undefined : { name: first, namespace: second ?? namespace };
}
