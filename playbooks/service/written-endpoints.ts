import { fromObject } from '../../src/diagnosis/evidence.ts';
import { nameOf } from '../../src/diagnosis/name-of.ts';
import type { EndpointSlice } from '../../src/diagnosis/objects/traffic.ts';
import { servicePortText } from '../../src/diagnosis/service-port.ts';
import { aboutService, type Scene, type ServiceFound } from './scene.ts';

/** A Service without a selector has the endpoints that somebody writes for it: none, or none for one of its ports. */
export function judgeWrittenEndpoints(scene: Scene): readonly ServiceFound[] {
  const { view, service, name, ports } = scene;
  // Without a port there is nothing to send to: such Services hold a name, or somebody's lock.
  if (ports.length === 0) return [];
  const slices = view.get({ section: 'endpoint-slices', namespace: view.namespace, service: name });
  if (slices.status !== 'ok') return [];
  const filled = slices.value.filter(hasReady);
  const isHeadless = service.spec?.clusterIP === 'None';
  // Traffic to a port goes to the endpoints of the same port's name.
  const unserved = ports.filter((port) => !filled.some((slice) => namesOf(slice).includes(port.name ?? '')));
  if (filled.length > 0 && (unserved.length === 0 || isHeadless)) return [];
  const written = slices.value.flatMap((slice) => slice.endpoints ?? []).length;
  return [
    {
      cause: 'endpoints-missing',
      confidence: 'certain',
      ...aboutService(scene),
      params: {
        service: name,
        nobody: written === 0 ? 'nobody' : undefined,
        unready: written > 0 && filled.length === 0 ? String(written) : undefined,
        unserved: filled.length > 0 ? unserved.map(servicePortText) : undefined,
        written:
          filled.length > 0
            ? [...new Set(filled.flatMap(namesOf))].map((one) => one || 'no name')
            : undefined,
      },
      evidence: [
        fromObject('Service', name, 'spec.selector', 'none'),
        fromObject('Service', name, 'EndpointSlices', slices.value.map(sliceText).join('\n') || 'none'),
      ],
    },
  ];
}

function hasReady({ endpoints = [] }: EndpointSlice): boolean {
  return endpoints.some(({ conditions }) => conditions?.ready !== false);
}

function namesOf({ ports = [] }: EndpointSlice): readonly string[] {
  return ports.map(({ name }) => name ?? '');
}

function sliceText(slice: EndpointSlice): string {
  const { endpoints = [], ports = [] } = slice;
  const addresses = endpoints.flatMap((one) => one.addresses ?? []).join(', ') || 'no addresses';
  const numbers = ports
    .map(({ name, port }) => [port, name && `(${name})`].filter(Boolean).join(' '))
    .join(', ');
  return `${nameOf(slice)}: ${addresses}, ports ${numbers || 'none'}`;
}
