import type { ConfigKind } from './config-message.ts';
import { podReferences } from './config-references.ts';
import { fromObject } from './evidence.ts';
import type { Evidence } from './finding.ts';
import { nearNames } from './near-names.ts';
import type { View } from './playbook.ts';
import type { Collected, NamedObject } from './snapshot.ts';

/** What the namespace has of a kind, known by metadata alone. */
export interface ConfigLookup {
  /** Undefined where the names could not be read. */
  readonly exists: boolean | undefined;
  readonly names: readonly string[];
  readonly near: readonly string[];
  /** The keys of the object itself; undefined where it isn't there or they aren't known. */
  readonly keys: readonly string[] | undefined;
  keysOf(name: string | undefined): readonly string[] | undefined;
  readonly evidence: readonly Evidence[];
}

export function configNames(view: View<'names'>, kind: ConfigKind): Collected<readonly NamedObject[]> {
  const resource = kind === 'ConfigMap' ? 'configmaps' : 'secrets';
  return view.get({ section: 'names', resource, namespace: view.namespace });
}

/** Looks a ConfigMap or Secret up by its name, and what there is instead. */
export function lookUp(view: View<'names'>, kind: ConfigKind, name: string): ConfigLookup {
  const list = configNames(view, kind);
  const objects = list.status === 'ok' ? list.value : [];
  const names = objects.map((object) => object.name).filter((one) => !isSupplied(one));
  const keysOf = (wanted: string | undefined) => objects.find((object) => object.name === wanted)?.keys;
  const near = nearNames(name, names);
  const keys = keysOf(name);
  const shown = keys ? fromObject(kind, name, 'keys', keys.join(', ') || 'none') : undefined;
  const others = fromObject('Namespace', view.namespace, `${kind}s`, names.join(', ') || 'none');
  return {
    exists: list.status === 'ok' ? objects.some((object) => object.name === name) : undefined,
    names,
    near,
    keys,
    keysOf,
    evidence: list.status === 'ok' ? [shown ?? others] : [],
  };
}

/** In every namespace, put there by the cluster: never what was meant. */
export function isSupplied(name: string): boolean {
  return name === 'kube-root-ca.crt' || name === 'openshift-service-ca.crt';
}

/** Other objects that the pod needs and that aren't there either, in words: the kubelet tells of the first only. */
export function alsoMissing(view: View<'names'>, kind: ConfigKind, name: string): readonly string[] {
  const list = configNames(view, kind);
  if (list.status !== 'ok') return [];
  const wanted = podReferences(view.pod).filter(
    (one) => one.kind === kind && !one.optional && one.name !== name,
  );
  const missing = wanted.filter((one) => !list.value.some((object) => object.name === one.name));
  return [...new Set(missing.map((one) => `${kind} ${one.name}`))];
}
