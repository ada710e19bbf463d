import { counted } from '../../src/diagnosis/counted.ts';
import { computed, fromObject } from '../../src/diagnosis/evidence.ts';
import type { Params } from '../../src/diagnosis/finding.ts';
import { nearNames } from '../../src/diagnosis/near-names.ts';
import type { EndpointSlice, Service } from '../../src/diagnosis/objects/traffic.ts';
import type { View } from '../../src/diagnosis/playbook.ts';
import type { Collected } from '../../src/diagnosis/snapshot.ts';
import type { Enrichment } from './missing-configuration.ts';
import { type ServiceName, serviceOf } from './service-name.ts';

/** Where a program wanted to connect, and how that failed. */
export interface Place {
  readonly host: string;
  readonly port?: number;
  readonly reason?: string;
}

/** A Service that the host stands for. */
export interface Behind extends Enrichment {
  /** What is wrong with the Service tells by itself why nothing answers. */
  readonly isExplained: boolean;
  readonly isFound: boolean;
}

/** What a log names. */
export function placeOf({ host, port, reason }: Params): Place | undefined {
  if (typeof host !== 'string') return undefined;
  return {
    host,
    ...(port === undefined ? {} : { port: Number(port) }),
    ...(typeof reason === 'string' ? { reason } : {}),
  };
}

const IP4 = /^\d{1,3}(?:\.\d{1,3}){3}$/;
const NOTHING: Behind = { params: {}, evidence: [], isExplained: false, isFound: false };

/** The Service of the cluster that a host names, or whose address it is: whether it is there, has the port and has pods. */
export function serviceBehind(view: View<'services' | 'endpoint-slices'>, place: Place | undefined): Behind {
  if (!place) return NOTHING;
  const { host } = place;
  const named = serviceOf(host, view.namespace);
  if (!named && !IP4.test(host)) return NOTHING;
  const namespace = named?.namespace ?? view.namespace;
  const services = view.get({ section: 'services', namespace });
  const all = services.status === 'ok' ? services.value : [];
  const held = all.find(({ spec }) => spec?.clusterIP === host)?.metadata?.name;
  const wanted = named ?? (held === undefined ? undefined : { name: held, namespace, isPod: false });
  if (!wanted) return NOTHING;
  const slices = () => view.get({ section: 'endpoint-slices', namespace, service: wanted.name });
  // Early, as it is needed; of a name that does not resolve hardly ever.
  if (place.reason !== 'unresolved') slices();
  if (services.status !== 'ok') return NOTHING;
  const names = all.map(({ metadata }) => metadata?.name ?? '');
  const said = names.length === 0 ? 'no Services' : names.join(', ');
  const listed = computed(`namespace/${namespace}`, `Services of namespace ${namespace}: ${said}`);
  const service = all.find(({ metadata }) => metadata?.name === wanted.name);
  // A name that resolves all the same is known elsewhere.
  if (!service) {
    const isExplained = place.reason === 'unresolved';
    return { params: missing(wanted, names), evidence: [listed], isExplained, isFound: false };
  }
  const told = tell(service, wanted, place, slices);
  const byAddress = named ? {} : { byAddress: host, addressService: held };
  return {
    params: { serviceNamespace: namespace, ...byAddress, ...told.params },
    evidence: [listed, ...told.evidence],
    isExplained: told.isExplained,
    isFound: true,
  };
}

function missing({ name, namespace }: ServiceName, names: readonly string[]): Params {
  return { missingService: name, serviceNamespace: namespace, nearServices: nearNames(name, names) };
}

function tell(
  service: Service,
  { name, namespace, isPod }: ServiceName,
  { port, reason }: Place,
  slices: () => Collected<readonly EndpointSlice[]>,
): Omit<Behind, 'isFound'> {
  const { type, externalName, clusterIP, ports = [] } = service.spec ?? {};
  if (type === 'ExternalName') {
    const params = { aliasService: name, alias: externalName };
    return { params, evidence: [], isExplained: false };
  }
  // Of a headless Service DNS gives the pods' own addresses: any port of theirs, and none of a pod that is not ready.
  const isDirect = isPod || clusterIP === 'None';
  if (reason === 'unresolved' && !isDirect) {
    return { params: { dnsService: name }, evidence: [], isExplained: true };
  }
  const offered = ports.flatMap(({ protocol = 'TCP', port: one = [] }) => (protocol === 'TCP' ? one : []));
  if (port !== undefined && !isDirect && !offered.includes(port)) {
    const text = offered.length === 0 ? 'none for TCP' : offered.join(', ');
    const evidence = [fromObject('Service', name, 'spec.ports', text)];
    const params = { portService: name, missingPort: port, servicePorts: offered.map(String) };
    return { params, evidence, isExplained: true };
  }
  return endpointsTold(name, namespace, slices());
}

function endpointsTold(
  name: string,
  namespace: string,
  slices: Collected<readonly EndpointSlice[]>,
): Omit<Behind, 'isFound'> {
  const found: Params = { foundService: name };
  if (slices.status !== 'ok')
    return { params: { ...found, unseenService: name }, evidence: [], isExplained: false };
  const all = slices.value.flatMap(({ endpoints = [] }) => endpoints);
  const ready = all.filter(({ conditions }) => conditions?.ready !== false).length;
  const text = `${ready} of ${counted(all.length, 'endpoint')} ready`;
  const evidence = [computed(`service/${name} in ${namespace}`, text)];
  if (ready > 0) {
    const params = { ...found, readyService: name, ready: counted(ready, 'ready endpoint') };
    return { params, evidence, isExplained: false };
  }
  const unready = all.length === 0 ? 'no endpoints' : `no ready endpoints (${all.length} not ready)`;
  return { params: { ...found, unreadyService: name, unready }, evidence, isExplained: true };
}
