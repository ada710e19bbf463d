import { NOW } from './build.ts';

/** Everything here is made, with the fields and texts that Kubernetes writes. */
export const HOUR_AGO = '2026-01-01T11:00:00Z';
export const JUST_NOW = '2026-01-01T11:59:40Z';

type Labels = Readonly<Record<string, string>>;
export type Made = { readonly kind: string; readonly metadata: { readonly name: string } };

export interface MadeService {
  readonly name?: string;
  readonly selector?: Labels | null;
  readonly ports?: readonly object[];
  readonly spec?: object;
  readonly status?: object;
  readonly created?: string;
}

/** Service web of an hour: port 80 to port 8080 of the pods with app=web. */
export function serviceOf(made: MadeService = {}): Made {
  const { name = 'web', selector = { app: 'web' }, created = HOUR_AGO } = made;
  return {
    kind: 'Service',
    metadata: meta(name, created),
    spec: {
      clusterIP: '10.96.12.7',
      clusterIPs: ['10.96.12.7'],
      internalTrafficPolicy: 'Cluster',
      ipFamilies: ['IPv4'],
      ipFamilyPolicy: 'SingleStack',
      ports: made.ports ?? [{ port: 80, protocol: 'TCP', targetPort: 8080 }],
      ...(selector ? { selector } : {}),
      sessionAffinity: 'None',
      type: 'ClusterIP',
      ...made.spec,
    },
    status: made.status ?? { loadBalancer: {} },
  } as Made;
}

export interface MadeBackend {
  readonly name?: string;
  /** The Deployment that it belongs to; none for a pod by itself. */
  readonly of?: string | null;
  readonly ownerKind?: string;
  readonly labels?: Labels;
  readonly containers?: readonly object[];
  readonly spec?: object;
  readonly ready?: boolean;
  readonly phase?: string;
  readonly created?: string;
  readonly status?: object;
  readonly restarts?: number;
  readonly deleted?: string;
  readonly node?: string;
  readonly namespace?: string;
}

/** Pod web-5d4f-a1b2c of Deployment web, running and ready, whose only container declares 8080 and is probed there. */
export function podOf(made: MadeBackend = {}): Made {
  const { of = 'web', ready = true, phase = 'Running', labels = { app: 'web' } } = made;
  const name = made.name ?? `${of ?? 'web'}-5d4f-a1b2c`;
  const containers = made.containers ?? [probed()];
  const hash = of && !made.ownerKind ? { 'pod-template-hash': '5d4f' } : {};
  const owner = { apiVersion: 'apps/v1', uid: 'owner-uid', controller: true, blockOwnerDeletion: true };
  const state = phase === 'Running' ? { running: { startedAt: made.created ?? HOUR_AGO } } : {};
  return {
    kind: 'Pod',
    metadata: {
      ...meta(name, made.created ?? HOUR_AGO, made.namespace),
      labels: { ...labels, ...hash },
      ...(of
        ? {
            ownerReferences: [
              { ...owner, kind: made.ownerKind ?? 'ReplicaSet', name: made.ownerKind ? of : `${of}-5d4f` },
            ],
          }
        : {}),
      ...(made.deleted ? { deletionTimestamp: made.deleted, deletionGracePeriodSeconds: 30 } : {}),
    },
    spec: { containers, nodeName: made.node ?? 'node-a', dnsPolicy: 'ClusterFirst', ...made.spec },
    status: {
      phase,
      podIP: '10.244.1.9',
      conditions: [
        { type: 'Ready', status: ready ? 'True' : 'False' },
        { type: 'PodScheduled', status: 'True' },
      ],
      containerStatuses: containers.map((one) => ({
        name: (one as { name: string }).name,
        ready,
        started: true,
        restartCount: made.restarts ?? 0,
        state,
        lastState: {},
      })),
      ...made.status,
    },
  } as Made;
}

/** Container app, which declares a port and is asked there. */
export function probed(port = 8080, fields: object = {}): object {
  return {
    name: 'app',
    image: 'registry.example/web:1.4',
    ports: [{ containerPort: port, protocol: 'TCP' }],
    readinessProbe: { httpGet: { path: '/ready', port, scheme: 'HTTP' }, periodSeconds: 5 },
    ...fields,
  };
}

/** Container app, which declares ports and is asked nowhere. */
export function declaring(...ports: readonly (number | object)[]): object {
  const declared = ports.map((port) =>
    typeof port === 'number' ? { containerPort: port, protocol: 'TCP' } : { protocol: 'TCP', ...port },
  );
  return { name: 'app', image: 'registry.example/web:1.4', ...(ports.length > 0 ? { ports: declared } : {}) };
}

export interface MadeWorkload {
  readonly name?: string;
  readonly kind?: string;
  readonly labels?: Labels;
  readonly replicas?: number;
  readonly status?: object;
  readonly created?: string;
}

/** Deployment web of an hour, whose template has app=web. */
export function workloadOf(made: MadeWorkload = {}): Made {
  const { name = 'web', kind = 'Deployment', labels = { app: 'web' } } = made;
  const replicas = kind === 'DaemonSet' ? {} : { replicas: made.replicas ?? 1 };
  return {
    kind,
    apiVersion: 'apps/v1',
    metadata: meta(name, made.created ?? HOUR_AGO),
    spec: {
      ...replicas,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [declaring(8080)] } },
    },
    status: made.status ?? { observedGeneration: 1 },
  } as Made;
}

/** NetworkPolicy web for the pods with app=web; by its rules for ingress. */
export function policyOf(ingress: readonly object[] | undefined, spec: object = {}, name = 'web'): Made {
  return {
    kind: 'NetworkPolicy',
    metadata: meta(name),
    spec: {
      podSelector: { matchLabels: { app: 'web' } },
      policyTypes: ['Ingress'],
      ...(ingress ? { ingress } : {}),
      ...spec,
    },
  } as Made;
}

export interface MadeIngress {
  readonly name?: string;
  readonly className?: string | null;
  readonly annotations?: Labels;
  readonly rules?: readonly object[];
  readonly spec?: object;
  readonly address?: string | null;
  readonly created?: string;
}

/** Ingress shop of class nginx: shop.example/ to port 80 of Service web, with an address. */
export function ingressOf(made: MadeIngress = {}): Made {
  const { name = 'shop', className = 'nginx', address = '192.0.2.10' } = made;
  return {
    kind: 'Ingress',
    metadata: {
      ...meta(name, made.created ?? HOUR_AGO),
      ...(made.annotations ? { annotations: made.annotations } : {}),
    },
    spec: {
      ...(className ? { ingressClassName: className } : {}),
      rules: made.rules ?? [ruleOf('shop.example', [['/', 'web', { number: 80 }]])],
      ...made.spec,
    },
    status: { loadBalancer: address ? { ingress: [{ ip: address }] } : {} },
  } as Made;
}

/** A rule for a host: path, Service and port of each backend. */
export function ruleOf(
  host: string,
  paths: readonly (readonly [path: string, service: string, port: object])[],
): object {
  return {
    host,
    http: {
      paths: paths.map(([path, name, port]) => ({
        path,
        pathType: 'Prefix',
        backend: { service: { name, port } },
      })),
    },
  };
}

export function classOf(name = 'nginx', isDefault = false): Made {
  const annotations = isDefault ? { 'ingressclass.kubernetes.io/is-default-class': 'true' } : {};
  return {
    kind: 'IngressClass',
    metadata: { name, uid: `uid-${name}`, annotations },
    spec: { controller: `k8s.io/ingress-${name}` },
  } as Made;
}

export interface MadeSlice {
  readonly service?: string;
  readonly addresses?: readonly string[];
  readonly ready?: boolean;
  readonly ports?: readonly object[] | null;
}

/** An EndpointSlice of Service web: two addresses at port 8080. */
export function sliceOf(made: MadeSlice = {}): Made {
  const { service = 'web', addresses = ['10.1.0.4', '10.1.0.5'], ready = true } = made;
  const ports = made.ports === undefined ? [{ name: '', port: 8080, protocol: 'TCP' }] : made.ports;
  return {
    kind: 'EndpointSlice',
    addressType: 'IPv4',
    metadata: { ...meta(`${service}-x7k2p`), labels: { 'kubernetes.io/service-name': service } },
    endpoints:
      addresses.length > 0
        ? addresses.map((one) => ({ addresses: [one], conditions: { ready, serving: ready } }))
        : null,
    ports,
  } as Made;
}

/** An event about the Service or Ingress, `minutes` ago. */
export function eventOf(
  about: { readonly kind: string; readonly name: string },
  event: { readonly type: string; readonly reason: string; readonly message: string },
  minutes = 2,
): Made {
  const time = new Date(Date.parse(NOW) - minutes * 60_000).toISOString();
  return {
    kind: 'Event',
    ...event,
    metadata: { ...meta(`${about.name}.${event.reason}`), creationTimestamp: time },
    involvedObject: { ...about, namespace: 'shop', uid: `uid-${about.name}` },
    count: 1,
    firstTimestamp: time,
    lastTimestamp: time,
    source: { component: 'service-controller' },
  } as Made;
}

export function named(kind: string, name: string, fields: object = {}): Made {
  return { kind, metadata: { ...meta(name), ...fields } };
}

export function namespaceOf(name: string, labels: Labels = {}): Made {
  const metadata = { name, uid: `uid-${name}`, labels: { 'kubernetes.io/metadata.name': name, ...labels } };
  return { kind: 'Namespace', metadata };
}

function meta(name: string, creationTimestamp = HOUR_AGO, namespace = 'shop') {
  return { name, namespace, uid: `uid-${name}`, creationTimestamp };
}
