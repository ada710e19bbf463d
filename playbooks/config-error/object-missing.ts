import { alsoMissing, type ConfigLookup, lookUp } from '../../src/diagnosis/config-lookup.ts';
import type { ConfigKind, ConfigProblem } from '../../src/diagnosis/config-message.ts';
import { type ConfigReference, containerReferences } from '../../src/diagnosis/config-references.ts';
import type { ContainerView } from '../../src/diagnosis/containers.ts';
import { fromSpec } from '../../src/diagnosis/evidence.ts';
import type { Evidence } from '../../src/diagnosis/finding.ts';
import { containerPatch } from '../../src/diagnosis/template-patch.ts';
import { renewalParams } from '../../src/diagnosis/template-renewal.ts';
import type { ConfigFound, ConfigView, Trouble } from './trouble.ts';

type Missing = Extract<ConfigProblem, { problem: 'object-missing' }>;

/** A ConfigMap or Secret that variables of the container are taken from. */
export function objectMissing(
  view: ConfigView,
  container: ContainerView,
  { evidence }: Trouble,
  { kind, name }: Missing,
): ConfigFound {
  const found = lookUp(view, kind, name);
  const references = referencesTo(container, kind, name);
  const keys = [...new Set(references.flatMap(({ key }) => key ?? []))];
  const exists = found.exists === true;
  const nearest = exists ? undefined : nearestWith(found, keys);
  const patch = nearest && renamePatch(view, container, kind, name, nearest);
  return {
    cause: kind === 'ConfigMap' ? 'config-map-missing' : 'secret-missing',
    confidence: exists ? 'likely' : 'certain',
    params: {
      name,
      state: exists ? 'was missing at the last try' : 'does not exist',
      missing: exists ? undefined : name,
      existing: exists ? name : undefined,
      variables: variablesOf(references),
      envFrom: references.some(({ by }) => by.place === 'envFrom') ? container.name : undefined,
      near: exists ? [] : found.near,
      nearest,
      nearKeys: found.keysOf(nearest),
      others: exists || found.near.length > 0 ? [] : found.names,
      none: found.exists === false && found.names.length === 0 ? `${kind}s` : undefined,
      also: alsoMissing(view, kind, name),
      keys,
      file: exists ? undefined : `${name}.env`,
      patch,
      ...(patch ? renewalParams(view) : {}),
    },
    evidence: [evidence, ...referenceEvidence(view, container, references), ...found.evidence],
  };
}

export function referencesTo(
  { spec }: ContainerView,
  kind: ConfigKind,
  name: string,
): readonly ConfigReference[] {
  return containerReferences(spec).filter((one) => one.kind === kind && one.name === name);
}

/** `DB_PASSWORD (key password)`. */
function variablesOf(references: readonly ConfigReference[]): readonly string[] {
  return references.flatMap(({ by, key }) => (by.place === 'env' ? [`${by.variable} (key ${key})`] : []));
}

export function referenceEvidence(
  view: ConfigView,
  { name }: ContainerView,
  references: readonly ConfigReference[],
): readonly Evidence[] {
  const words = references.map(({ by, kind, name: object, key }) =>
    by.place === 'env' ? `${by.variable}: key ${key} of ${kind} ${object}` : `envFrom ${kind} ${object}`,
  );
  return words.length === 0 ? [] : [fromSpec(view.podName, 'env', words.join('; '), name)];
}

/** The near name that has the keys which are wanted, as far as its keys are known. */
function nearestWith(found: ConfigLookup, keys: readonly string[]): string | undefined {
  return found.near.find((one) => {
    const own = found.keysOf(one);
    return own === undefined || keys.every((key) => own.includes(key));
  });
}

/** Lets the container take from another object. envFrom is replaced as a whole by a patch, env merges by name. */
function renamePatch(
  view: ConfigView,
  { spec }: ContainerView,
  kind: ConfigKind,
  name: string,
  nearest: string,
): string | undefined {
  const [keyRef, ref] =
    kind === 'ConfigMap'
      ? (['configMapKeyRef', 'configMapRef'] as const)
      : (['secretKeyRef', 'secretRef'] as const);
  const env = (spec.env ?? []).flatMap((one) => {
    const own = one.valueFrom?.[keyRef];
    return own?.name === name ? [{ name: one.name, valueFrom: { [keyRef]: { ...own, name: nearest } } }] : [];
  });
  const all = spec.envFrom ?? [];
  const envFrom = all.map((one) =>
    one[ref]?.name === name ? { ...one, [ref]: { ...one[ref], name: nearest } } : one,
  );
  const changed = all.some((one) => one[ref]?.name === name);
  return containerPatch(view, spec.name, {
    ...(env.length > 0 ? { env } : {}),
    ...(changed ? { envFrom } : {}),
  });
}
