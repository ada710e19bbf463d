import type { Ingress, IngressBackend, ServicePort } from '../../src/diagnosis/objects/traffic.ts';

/** Where one path of an Ingress leads. */
export interface Backend {
  readonly service: string;
  /** As the Ingress spells it: the Service's port by number or name. */
  readonly port: string;
  /** `shop.example/api`, `every host/`, `the default backend`. */
  readonly route: string;
  /** The backend's place, as JSON patches spell it. */
  readonly place: string;
}

/** Every path that leads to a Service, in the Ingress's order; a backend of another kind is its controller's. */
export function backendsOf({ spec }: Ingress): readonly Backend[] {
  const rules = (spec?.rules ?? []).flatMap(({ host = 'every host', http }, rule) =>
    (http?.paths ?? []).flatMap(({ path = '/', backend }, index) =>
      toBackend(backend, `${host}${path}`, `/spec/rules/${rule}/http/paths/${index}/backend`),
    ),
  );
  return [...toBackend(spec?.defaultBackend, 'the default backend', '/spec/defaultBackend'), ...rules];
}

function toBackend(backend: IngressBackend | undefined, route: string, place: string): readonly Backend[] {
  const { name, port } = backend?.service ?? {};
  if (!name) return [];
  return [{ service: name, port: String(port?.name || port?.number || ''), route, place }];
}

/** Whether a Service's port is the one that a backend names. */
export function isPortOf({ port }: Backend, { name, port: number }: ServicePort): boolean {
  return port === name || port === String(number);
}

/** A JSON patch that lets backends lead to another Service. */
export function renamePatch(backends: readonly Backend[], name: string): string {
  return JSON.stringify(
    backends.map(({ place }) => ({ op: 'replace', path: `${place}/service/name`, value: name })),
  );
}

/** A JSON patch that lets backends lead to another port of their Service. */
export function portPatch(backends: readonly Backend[], { name, port }: ServicePort): string {
  const value = name ? { name } : { number: port };
  return JSON.stringify(
    backends.map(({ place }) => ({ op: 'replace', path: `${place}/service/port`, value })),
  );
}
