import { fromObject } from '../../src/diagnosis/evidence.ts';
import { nameOf } from '../../src/diagnosis/name-of.ts';
import { nearNames } from '../../src/diagnosis/near-names.ts';
import type { Pod } from '../../src/diagnosis/objects/pod.ts';
import type { Ingress, Service } from '../../src/diagnosis/objects/traffic.ts';
import { selects } from '../../src/diagnosis/scheduling/selectors.ts';
import { portsOf, servicePortText } from '../../src/diagnosis/service-port.ts';
import { type Backend, backendsOf, isPortOf, portPatch, renamePatch } from './routes.ts';
import {
  type Labels,
  labelsText,
  readyPods,
  type Scene,
  type ServiceFound,
  type ServiceView,
  selectorOf,
} from './scene.ts';
import { judgeWayIn } from './service.ts';

/** Services behind one Ingress that are looked into. */
const MOST_SERVICES = 5;

/** Where an Ingress leads: to Services that do not exist, lack the port, or lead nowhere themselves. */
export function judgeBackends(view: ServiceView, ingress: Ingress): readonly ServiceFound[] {
  const backends = backendsOf(ingress);
  if (backends.length === 0) return [];
  const services = view.get({ section: 'services', namespace: view.namespace });
  // Asked at once with them: what is behind is needed as well, and each turn costs time.
  view.get({ section: 'namespace-pods', namespace: view.namespace });
  if (services.status !== 'ok') return [];
  const groups = [...grouped(backends, ({ service }) => service)];
  const known = new Map(services.value.map((service) => [nameOf(service), service]));
  const led = groups.flatMap(([name, to]) => {
    const service = known.get(name);
    return service ? [{ name, service, backends: to }] : [];
  });
  return [
    ...groups.flatMap(([name, to]) =>
      known.has(name) ? [] : [serviceMissing(view, name, to, [...known.keys()])],
    ),
    ...led.flatMap((one) => portsMissing(view, one)),
    ...led.slice(0, MOST_SERVICES).flatMap((one) => judgeLed(view, one, led.length === 1)),
  ];
}

/** A Service that paths of the Ingress lead to. */
interface Led {
  readonly name: string;
  readonly service: Service;
  readonly backends: readonly Backend[];
}

function grouped(
  backends: readonly Backend[],
  keyOf: (backend: Backend) => string,
): ReadonlyMap<string, readonly Backend[]> {
  const groups = new Map<string, readonly Backend[]>();
  for (const backend of backends)
    groups.set(keyOf(backend), [...(groups.get(keyOf(backend)) ?? []), backend]);
  return groups;
}

function serviceMissing(
  view: ServiceView,
  name: string,
  backends: readonly Backend[],
  names: readonly string[],
): ServiceFound {
  const near = nearNames(name, names);
  const [best] = near;
  return {
    cause: 'backend-service-missing',
    confidence: 'certain',
    params: {
      ingress: view.target.name,
      missing: name,
      routes: backends.map(({ route }) => route),
      near,
      better: best,
      backendPatch: best && renamePatch(backends, best),
      services: near.length === 0 ? names : undefined,
      none: names.length === 0 ? 'no Service' : undefined,
    },
    evidence: [
      fromObject('Ingress', view.target.name, 'spec.rules', backends.map(backendText).join('\n')),
      fromObject('Namespace', view.namespace, 'Services', names.join(', ') || 'none'),
    ],
  };
}

/** Ports that the Ingress names and the Service does not have. */
function portsMissing(view: ServiceView, { name, service, backends }: Led): readonly ServiceFound[] {
  const ports = portsOf(service);
  // Behind another name for a host every port may be right.
  if (service.spec?.type === 'ExternalName') return [];
  const wrong = backends.filter((backend) => backend.port && !ports.some((port) => isPortOf(backend, port)));
  return [...grouped(wrong, ({ port }) => port)].map(([port, to]) => {
    const only = ports.length === 1 ? ports[0] : undefined;
    return {
      cause: 'backend-port-unmatched',
      confidence: 'certain',
      params: {
        ingress: view.target.name,
        service: name,
        port,
        routes: to.map(({ route }) => route),
        ports: ports.map(servicePortText),
        portless: ports.length === 0 ? 'no port' : undefined,
        better: only && servicePortText(only),
        backendPatch: only && portPatch(to, only),
        open: ports.length > 1 ? 'one' : undefined,
      },
      evidence: [
        fromObject('Ingress', view.target.name, 'spec.rules', to.map(backendText).join('\n')),
        fromObject('Service', name, 'spec.ports', ports.map(servicePortText).join(', ') || 'none'),
      ],
    };
  });
}

function backendText({ route, service, port }: Backend): string {
  return `${route} to ${service}:${port || 'no port'}`;
}

/** The way from the Service on. */
function judgeLed(
  view: ServiceView,
  { name, service, backends }: Led,
  isOnly: boolean,
): readonly ServiceFound[] {
  const ports = portsOf(service).filter((port) => backends.some((backend) => isPortOf(backend, port)));
  if (service.spec?.type === 'ExternalName') return [];
  const selector = selectorOf(service);
  const pods = Object.keys(selector).length > 0 ? podsBehind(view, selector) : [];
  const scene: Omit<Scene, 'pods'> = { view, service, name, selector, ports, mayAskLogs: isOnly };
  return pods ? judgeWayIn({ ...scene, pods }) : [];
}

/** From the namespace's pods, one question for all Services; of a large namespace by the selector where that may matter. */
function podsBehind(view: ServiceView, matchLabels: Labels): readonly Pod[] | undefined {
  const { namespace } = view;
  const here = view.get({ section: 'namespace-pods', namespace });
  if (here.status !== 'ok') return undefined;
  const pods = here.value.pods.filter(({ metadata }) => selects({ matchLabels }, metadata?.labels));
  if (!here.value.truncated || readyPods(pods).length > 0) return pods;
  const asked = view.get({ section: 'pods', namespace, selector: labelsText(matchLabels) });
  return asked.status === 'ok' ? asked.value : undefined;
}
