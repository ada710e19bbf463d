/** A Service as a host name means it. */
export interface ServiceName {
  readonly name: string;
  readonly namespace: string;
  /** The name is that of one pod behind it. */
  readonly isPod: boolean;
}

/** Last labels of names that are not namespaces of this cluster. */
const OUTSIDE =
  /\.(?:com|net|org|io|dev|app|cloud|internal|lan|corp|local|localdomain|eu|de|uk|us|co|ai|info|[a-z]{2})$/;

/**
 * The Service behind a host name: `db`, `db.shop`, `db.shop.svc`, `db.shop.svc.cluster.local`, and `db-0.db` of a
 * StatefulSet's pod (https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/).
 */
export function serviceOf(host: string, namespace: string): ServiceName | undefined {
  if (!/^[a-z][\w-]*(?:\.[\w-]+)*\.?$/i.test(host) || host === 'localhost') return undefined;
  const [inside = '', cluster] = host.replace(/\.$/, '').split(/\.svc(?=\.|$)/);
  const labels = inside.toLowerCase().split('.');
  const [first = '', second, third] = labels;
  const isPod = second !== undefined && first.startsWith(`${second}-`) && /-\d+$/.test(first);
  // A name of two letters is no country behind the name of its own pod.
  if (!isPod && cluster === undefined && OUTSIDE.test(inside)) return undefined;
  if (isPod) return { name: second, namespace: third ?? namespace, isPod };
  return labels.length > 2 ? undefined : { name: first, namespace: second ?? namespace, isPod };
}
