import { containersOf } from './containers.ts';
import type { IntOrString } from './objects/meta.ts';
import type { Pod } from './objects/pod.ts';
import type { Service, ServicePort } from './objects/traffic.ts';

/** A port that a container declares. */
export interface DeclaredPort {
  readonly container: string;
  readonly name?: string;
  readonly containerPort: number;
  readonly protocol: string;
}

/**
 * The ports whose names a Service can use: those of containers that stay, in the order in which Kubernetes looks them up
 * (https://github.com/kubernetes/kubernetes/blob/v1.36.0/pkg/api/v1/pod/util.go, `FindPort`).
 */
export function servablePorts(pod: Pod): readonly DeclaredPort[] {
  const staying = containersOf(pod).filter(({ kind }) => kind === 'app' || kind === 'sidecar');
  const ordered = staying.toSorted((a, b) => Number(a.kind === 'sidecar') - Number(b.kind === 'sidecar'));
  return ordered.flatMap(({ name: container, spec }) =>
    (spec.ports ?? []).map(({ name, containerPort, protocol = 'TCP' }) => ({
      container,
      ...(name ? { name } : {}),
      containerPort,
      protocol,
    })),
  );
}

/** The ports that a Service answers on. */
export function portsOf({ spec }: Service): readonly ServicePort[] {
  return (spec?.ports ?? []).filter(({ port }) => port !== undefined);
}

/** The place of a port in the Service's list: two ports may share a number. */
export function placeOfPort({ spec }: Service, port: ServicePort): number {
  return (spec?.ports ?? []).indexOf(port);
}

/** What a Service's port leads to in the pods: a number, or the name of a declared port. */
export function targetPortOf({ targetPort, port = 0 }: ServicePort): IntOrString {
  const target = targetPort ?? port;
  return /^\d+$/.test(String(target)) ? Number(target) : target;
}

/** The number behind a Service's port in a pod; undefined for a name that none of its containers gives to a port. */
export function targetNumber(pod: Pod, port: ServicePort): number | undefined {
  const target = targetPortOf(port);
  if (typeof target === 'number') return target;
  return servablePorts(pod).find((one) => one.name === target && one.protocol === protocolOf(port))
    ?.containerPort;
}

export function protocolOf({ protocol }: ServicePort): string {
  return protocol ?? 'TCP';
}

/** A Service's port in words: `80`, `443 (https)`, `53/UDP`. */
export function servicePortText(port: ServicePort): string {
  const number = protocolOf(port) === 'TCP' ? `${port.port}` : `${port.port}/${protocolOf(port)}`;
  return port.name ? `${number} (${port.name})` : number;
}

/** A declared port in words: `8080`, `8080 (http)`, `53/UDP (dns)`. */
export function declaredPortText({ containerPort, protocol, name }: DeclaredPort): string {
  const number = protocol === 'TCP' ? `${containerPort}` : `${containerPort}/${protocol}`;
  return name ? `${number} (${name})` : number;
}
