import type { Ingress } from '../../src/diagnosis/objects/traffic.ts';
import { judgeBackends } from './backends.ts';
import { judgeAddress } from './ingress-address.ts';
import { judgeClass } from './ingress-class.ts';
import type { ServiceFound, ServiceView } from './scene.ts';
import { judgeCertificates } from './tls.ts';

/** An Ingress: who serves it, where it leads, with which certificates. */
export function judgeIngress(view: ServiceView, ingress: Ingress): readonly ServiceFound[] {
  const unserved = judgeClass(view, ingress);
  return [
    ...unserved,
    ...judgeBackends(view, ingress),
    ...judgeCertificates(view, ingress),
    // Nobody is expected to answer for an Ingress that belongs to nobody.
    ...(unserved.length > 0 ? [] : judgeAddress(view, ingress)),
  ];
}
