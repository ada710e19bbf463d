import { lookUp } from '../../src/diagnosis/config-lookup.ts';
import type { ConfigProblem } from '../../src/diagnosis/config-message.ts';
import type { ContainerView } from '../../src/diagnosis/containers.ts';
import { nearNames } from '../../src/diagnosis/near-names.ts';
import { containerPatch } from '../../src/diagnosis/template-patch.ts';
import { renewalParams } from '../../src/diagnosis/template-renewal.ts';
import { referenceEvidence, referencesTo } from './object-missing.ts';
import type { ConfigFound, ConfigView, Trouble } from './trouble.ts';

type Missing = Extract<ConfigProblem, { problem: 'key-missing' }>;

/** The object is there, and has not the key that a variable takes. */
export function keyMissing(
  view: ConfigView,
  container: ContainerView,
  { evidence }: Trouble,
  { kind, name, key }: Missing,
): ConfigFound | undefined {
  if (name === undefined) return undefined;
  const found = lookUp(view, kind, name);
  const references = referencesTo(container, kind, name).filter((one) => one.key === key);
  const ref = kind === 'ConfigMap' ? 'configMapKeyRef' : 'secretKeyRef';
  const variables = (container.spec.env ?? [])
    .filter(({ valueFrom }) => valueFrom?.[ref]?.name === name && valueFrom[ref].key === key)
    .map((one) => one.name);
  const exists = found.keys?.includes(key) === true;
  const near = exists ? [] : nearNames(key, found.keys ?? []);
  const [nearest] = near;
  const env = variables.map((variable) => ({ name: variable, valueFrom: { [ref]: { name, key: nearest } } }));
  const patch = nearest && env.length > 0 ? containerPatch(view, container.name, { env }) : undefined;
  return {
    cause: kind === 'ConfigMap' ? 'config-map-key-missing' : 'secret-key-missing',
    confidence: exists ? 'likely' : 'certain',
    params: {
      name,
      key,
      state: exists ? 'had no key' : 'has no key',
      existing: exists ? key : undefined,
      variables,
      keys: exists ? [] : found.keys,
      near,
      nearest,
      patch,
      addPatch: exists
        ? undefined
        : JSON.stringify({ [kind === 'ConfigMap' ? 'data' : 'stringData']: { [key]: 'VALUE' } }),
      ...(patch ? renewalParams(view) : {}),
    },
    evidence: [evidence, ...referenceEvidence(view, container, references), ...found.evidence],
  };
}
