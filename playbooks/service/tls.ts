import { computed, fromObject } from '../../src/diagnosis/evidence.ts';
import { nearNames } from '../../src/diagnosis/near-names.ts';
import type { Ingress } from '../../src/diagnosis/objects/traffic.ts';
import type { NamedObject } from '../../src/diagnosis/snapshot.ts';
import { ageOf, type ServiceFound, type ServiceView } from './scene.ts';

/** Annotations by which cert-manager is asked for the certificate (https://cert-manager.io/docs/usage/ingress/). */
const ISSUED = /^cert-manager\.io\/(?:cluster-)?issuer$|^kubernetes\.io\/tls-acme$/;
/** Seconds that an issuer may take. */
const ISSUE_SECONDS = 600;
const KEYS = ['tls.crt', 'tls.key'];

/** Certificates that an Ingress takes from Secrets which do not exist, or have none in them. Names and keys alone are read. */
export function judgeCertificates(view: ServiceView, ingress: Ingress): readonly ServiceFound[] {
  const wanted = [...wantedSecrets(ingress)];
  if (wanted.length === 0) return [];
  const secrets = view.get({ section: 'names', resource: 'secrets', namespace: view.namespace });
  if (secrets.status !== 'ok') return [];
  const names = secrets.value.map(({ name }) => name);
  return wanted.flatMap(([secret, hosts]) => {
    const found = secrets.value.find(({ name }) => name === secret);
    return found ? keyless(view, found, hosts) : [missing(view, ingress, { secret, hosts, names })];
  });
}

/** Hosts by the Secret that holds their certificate. */
function wantedSecrets({ spec }: Ingress): ReadonlyMap<string, readonly string[]> {
  const wanted = new Map<string, readonly string[]>();
  for (const { secretName, hosts = [] } of spec?.tls ?? []) {
    if (secretName) wanted.set(secretName, [...(wanted.get(secretName) ?? []), ...hosts]);
  }
  return wanted;
}

/** The keys are known only where the managers of the Secret's data are. */
function keyless(
  { target }: ServiceView,
  { name: secret, keys = [] }: NamedObject,
  hosts: readonly string[],
): readonly ServiceFound[] {
  const lacking = KEYS.filter((key) => !keys.includes(key));
  if (keys.length === 0 || lacking.length === 0) return [];
  return [
    {
      cause: 'tls-secret-missing',
      confidence: 'likely',
      params: { ingress: target.name, keyless: secret, lacking, hosts },
      evidence: [
        fromObject('Ingress', target.name, 'spec.tls', tlsText(secret, hosts)),
        computed(`secret/${secret}`, `keys: ${keys.join(', ')}`),
      ],
    },
  ];
}

interface Missing {
  readonly secret: string;
  readonly hosts: readonly string[];
  readonly names: readonly string[];
}

function missing(view: ServiceView, ingress: Ingress, { secret, hosts, names }: Missing): ServiceFound {
  const { name } = view.target;
  const issuer = Object.keys(ingress.metadata?.annotations ?? {}).find((key) => ISSUED.test(key));
  const isComing = issuer !== undefined && ageOf(view, ingress) < ISSUE_SECONDS;
  return {
    cause: 'tls-secret-missing',
    confidence: 'certain',
    ...(isComing ? { verdict: 'waiting' as const } : {}),
    params: {
      ingress: name,
      missing: secret,
      hosts,
      near: nearNames(secret, names),
      issuer,
      [issuer ? 'issued' : 'created']: secret,
    },
    evidence: [
      fromObject('Ingress', name, 'spec.tls', tlsText(secret, hosts)),
      computed(`namespace/${view.namespace}`, `Secrets: ${names.join(', ') || 'none'}`),
    ],
  };
}

function tlsText(secret: string, hosts: readonly string[]): string {
  return `${secret}: ${hosts.join(', ') || 'every host'}`;
}
