import { fromObject } from '../../src/diagnosis/evidence.ts';
import type { Evidence, Params } from '../../src/diagnosis/finding.ts';
import { nearNames } from '../../src/diagnosis/near-names.ts';
import type { Scene, ServiceFound, ServiceView } from './scene.ts';

const ADDRESS = /^\d{1,3}(?:\.\d{1,3}){3}$|^\[?[0-9a-f]*:[0-9a-f:]+\]?$/i;
/** A URL, or a name with a port or a path behind it. */
const NO_NAME = /:\/\/|\/|:\d{1,5}$/;
const IN_CLUSTER = /^(?<name>[a-z0-9-]+)\.(?<namespace>[a-z0-9-]+)\.svc(?:\.[a-z0-9.-]+)?\.?$/;

/**
 * A Service that is another name for a host: an alias (CNAME) of DNS, so an address, a port or a URL in it resolves to
 * nothing (https://kubernetes.io/docs/concepts/services-networking/service/#externalname).
 */
export function judgeExternalName({ view, service, name }: Scene): readonly ServiceFound[] {
  const external = service.spec?.externalName ?? '';
  const wrong = wrongOf(view, external);
  if (!wrong) return [];
  return [
    {
      cause: 'external-name-invalid',
      confidence: 'certain',
      params: { service: name, external, ...wrong.params },
      evidence: [fromObject('Service', name, 'spec.externalName', external || 'none'), ...wrong.evidence],
    },
  ];
}

interface Wrong {
  readonly params: Params;
  readonly evidence: readonly Evidence[];
}

function wrongOf(view: ServiceView, external: string): Wrong | undefined {
  if (ADDRESS.test(external)) return { params: { address: external }, evidence: [] };
  if (external === '') return { params: { empty: 'no name' }, evidence: [] };
  if (NO_NAME.test(external)) {
    const host = external.replace(/^\w+:\/\//, '').replace(/[/:].*$/, '');
    const patch = host ? JSON.stringify({ spec: { externalName: host } }) : undefined;
    return { params: { more: external, host, hostPatch: patch }, evidence: [] };
  }
  return inCluster(view, external);
}

/** The name of a Service that does not exist. */
function inCluster(view: ServiceView, external: string): Wrong | undefined {
  const { name, namespace } = IN_CLUSTER.exec(external)?.groups ?? {};
  if (name === undefined || namespace === undefined) return undefined;
  const services = view.get({ section: 'names', resource: 'services', namespace });
  if (services.status !== 'ok') return undefined;
  const names = services.value.map((one) => one.name);
  if (names.includes(name)) return undefined;
  return {
    params: { missing: name, missingIn: namespace, near: nearNames(name, names) },
    evidence: [fromObject('Namespace', namespace, 'Services', names.length > 0 ? names.join(', ') : 'none')],
  };
}
