import type { ConfigKind } from './config-message.ts';
import type { Container } from './objects/container.ts';
import type { KeyToPath, Pod, Volume } from './objects/pod.ts';

/** A place in a pod's spec that names a ConfigMap or Secret. */
export interface ConfigReference {
  readonly kind: ConfigKind;
  readonly name: string;
  /** The key that a variable takes; absent where all keys are taken. */
  readonly key?: string;
  readonly optional: boolean;
  readonly by:
    | { readonly place: 'env'; readonly container: string; readonly variable: string }
    | { readonly place: 'envFrom'; readonly container: string }
    | { readonly place: 'volume'; readonly volume: string };
}

export function containerReferences({
  name: container,
  env = [],
  envFrom = [],
}: Container): readonly ConfigReference[] {
  const variables = env.flatMap(({ name: variable, valueFrom = {} }) => {
    const by = { place: 'env', container, variable } as const;
    const { configMapKeyRef: map, secretKeyRef: secret } = valueFrom;
    return [...reference('ConfigMap', map?.name, by, map), ...reference('Secret', secret?.name, by, secret)];
  });
  const all = envFrom.flatMap(({ configMapRef, secretRef }) => {
    const by = { place: 'envFrom', container } as const;
    return [
      ...reference('ConfigMap', configMapRef?.name, by, configMapRef),
      ...reference('Secret', secretRef?.name, by, secretRef),
    ];
  });
  return [...variables, ...all];
}

/** What a volume is filled from: one reference for each key where it picks keys. */
export function volumeReferences(volume: Volume): readonly ConfigReference[] {
  const sources = [
    ...(volume.configMap ? [{ configMap: volume.configMap }] : []),
    ...(volume.secret ? [{ secret: { ...volume.secret, name: volume.secret.secretName } }] : []),
    ...(volume.projected?.sources ?? []),
  ];
  const by = { place: 'volume', volume: volume.name } as const;
  return sources.flatMap(({ configMap, secret }) => [
    ...keyed('ConfigMap', by, configMap),
    ...keyed('Secret', by, secret),
  ]);
}

/** Every reference of a pod: those of its containers in the order in which they start, then those of its volumes. */
export function podReferences({ spec = {} }: Pod): readonly ConfigReference[] {
  return [
    ...(spec.initContainers ?? []).flatMap(containerReferences),
    ...(spec.containers ?? []).flatMap(containerReferences),
    ...(spec.volumes ?? []).flatMap(volumeReferences),
  ];
}

interface Source {
  readonly name?: string | undefined;
  readonly optional?: boolean;
  readonly items?: readonly KeyToPath[];
}

function keyed(kind: ConfigKind, by: ConfigReference['by'], source: Source = {}): readonly ConfigReference[] {
  const keys = (source.items ?? []).map(({ key }) => ({ ...source, key }));
  return (keys.length > 0 ? keys : [source]).flatMap((one) => reference(kind, source.name, by, one));
}

function reference(
  kind: ConfigKind,
  name: string | undefined,
  by: ConfigReference['by'],
  source: { readonly key?: string; readonly optional?: boolean } = {},
): readonly ConfigReference[] {
  if (!name) return [];
  const key = source.key === undefined ? {} : { key: source.key };
  return [{ kind, name, ...key, optional: source.optional === true, by }];
}
