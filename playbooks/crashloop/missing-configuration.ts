import { computed, fromSpec } from '../../src/diagnosis/evidence.ts';
import type { Evidence, Params } from '../../src/diagnosis/finding.ts';
import { nearNames } from '../../src/diagnosis/near-names.ts';
import type { Container, EnvVar } from '../../src/diagnosis/objects/container.ts';
import type { View } from '../../src/diagnosis/playbook.ts';
import { describeVolume, volumeAt } from '../../src/diagnosis/volume-at.ts';

export interface Enrichment {
  readonly params: Params;
  readonly evidence: readonly Evidence[];
}

const NOTHING: Enrichment = { params: {}, evidence: [] };

/** What the pod has instead of the variable or the file that the log misses. */
export function missingConfiguration(view: View<'names'>, container: Container, named: Params): Enrichment {
  const { variable } = named;
  if (typeof variable === 'object') return missingVariables(view, container, variable);
  if (typeof variable === 'string') return missingVariable(view, container, variable);
  const path = String(named.path);
  return path.startsWith('/') ? missingFile(view, container, path) : NOTHING;
}

/** Several: the first that the container does not set leads, the others that it does not set go with it. */
function missingVariables(view: View<'names'>, container: Container, wanted: readonly string[]): Enrichment {
  const isSet = (name: string) => container.env?.some((one) => one.name === name);
  const [first = '', ...others] = wanted.filter((name) => !isSet(name));
  if (first === '') return missingVariable(view, container, wanted[0] as string);
  const { params, evidence } = missingVariable(view, container, first);
  return { params: { ...params, alsoUnset: others }, evidence };
}

function missingVariable(view: View<'names'>, container: Container, wanted: string): Enrichment {
  const env = container.env ?? [];
  const own = env.find((one) => one.name === wanted);
  if (own) return setVariable(view, container, own);
  const names = [...env.map((one) => one.name), ...importedNames(view, container)];
  const near = nearNames(wanted, names, 2);
  const shared = near.length > 0 ? near : names.filter((name) => sharesWord(wanted, name)).slice(0, 2);
  const text = names.length === 0 ? 'sets no variables' : `sets ${names.join(', ')}`;
  return {
    params: {
      setVariables: names,
      noVariables: names.length === 0 ? container.name : undefined,
      nearVariables: shared,
      unset: wanted,
    },
    evidence: [fromSpec(view.podName, 'env', text, container.name)],
  };
}

/** REDIS_ADDR and REDIS_URL mean the same thing to people. */
function sharesWord(wanted: string, name: string): boolean {
  return (wanted.split('_')[0] as string).length >= 3 && name.startsWith(`${wanted.split('_')[0]}_`);
}

/** The variable stands in the spec: empty, or from a source that may be missing. */
function setVariable(view: View, container: Container, { name, value, valueFrom }: EnvVar): Enrichment {
  const map = valueFrom?.configMapKeyRef;
  const reference = map ?? valueFrom?.secretKeyRef;
  if (!reference) {
    const text = `${name}: ${value ? 'set' : '""'}`;
    return {
      params: value ? {} : { emptyVariable: name },
      evidence: [fromSpec(view.podName, 'env', text, container.name)],
    };
  }
  const source = `key ${reference.key} of ${map ? 'ConfigMap' : 'Secret'} ${reference.name ?? ''}`.trim();
  return {
    params: reference.optional ? { optionalSource: source } : { variableSource: source },
    evidence: [fromSpec(view.podName, 'env', `${name}: from ${source}`, container.name)],
  };
}

/** The keys that become variables through envFrom, where metadata tells them. */
function importedNames(view: View<'names'>, container: Container): readonly string[] {
  return (container.envFrom ?? []).flatMap(({ prefix = '', configMapRef, secretRef }) => {
    const keys = configMapRef
      ? keysOf(view, 'configmaps', configMapRef.name)
      : keysOf(view, 'secrets', secretRef?.name);
    return (keys ?? []).map((key) => `${prefix}${key}`);
  });
}

function keysOf(
  view: View<'names'>,
  resource: 'configmaps' | 'secrets',
  name = '',
): readonly string[] | undefined {
  const names = view.get({ section: 'names', resource, namespace: view.namespace });
  return names.status === 'ok' ? names.value.find((one) => one.name === name)?.keys : undefined;
}

function missingFile(view: View<'names'>, container: Container, path: string): Enrichment {
  const at = volumeAt(view, container, path);
  if (!at) return { params: { unmounted: path }, evidence: [] };
  const source = describeVolume(at.volume);
  const spec = fromSpec(view.podName, 'volumeMounts', `${at.mount.mountPath}: ${source}`, container.name);
  const { configMap, secret } = at.volume;
  const object = configMap?.name ?? secret?.secretName;
  const base: Params = { volume: source, mountPath: at.mount.mountPath };
  if (object === undefined) return { params: base, evidence: [spec] };
  const files = (configMap ?? secret)?.items?.map((item) => item.path);
  const keys = files ?? keysOf(view, configMap ? 'configmaps' : 'secrets', object);
  if (!keys) return { params: base, evidence: [spec] };
  const isThere = keys.includes(at.inside);
  return {
    params: {
      ...base,
      ...(isThere ? {} : { keys, mapKey: at.inside, nearKeys: nearNames(at.inside, keys, 2), source }),
      configObject: `${configMap ? 'configmap' : 'secret'}/${object}`,
    },
    evidence: [spec, computed(`pod/${view.podName}`, `${source} holds ${keys.join(', ')}`, container.name)],
  };
}
