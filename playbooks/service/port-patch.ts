import { fromObject } from '../../src/diagnosis/evidence.ts';
import type { Evidence } from '../../src/diagnosis/finding.ts';
import type { IntOrString } from '../../src/diagnosis/objects/meta.ts';
import type { Service, ServicePort } from '../../src/diagnosis/objects/traffic.ts';
import { placeOfPort, servicePortText, targetPortOf } from '../../src/diagnosis/service-port.ts';
import type { Scene } from './scene.ts';

/** A JSON patch that lets a Service's port lead elsewhere. */
export function targetPortPatch(service: Service, port: ServicePort, value: IntOrString): string {
  const path = `/spec/ports/${placeOfPort(service, port)}/targetPort`;
  return JSON.stringify([{ op: 'add', path, value }]);
}

/** What the Service says of the port. */
export function servicePortEvidence({ name }: Scene, port: ServicePort): Evidence {
  return fromObject(
    'Service',
    name,
    'spec.ports',
    `port ${servicePortText(port)}, targetPort ${targetPortOf(port)}`,
  );
}
