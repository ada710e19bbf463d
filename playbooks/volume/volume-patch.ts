import type { ConfigKind } from '../../src/diagnosis/config-message.ts';
import type { KeyToPath, Volume } from '../../src/diagnosis/objects/pod.ts';

interface Source {
  readonly name?: string;
  readonly secretName?: string;
  readonly items?: readonly KeyToPath[];
}

/** The volume as a patch takes it, with another object in the place of `name`. */
export function renameIn(volume: Volume, kind: ConfigKind, name: string, nearest: string): object {
  return changed(volume, kind, name, (source) =>
    source.secretName === undefined ? { ...source, name: nearest } : { ...source, secretName: nearest },
  );
}

/** The same with another key of it taken. */
export function rekeyIn(
  volume: Volume,
  kind: ConfigKind,
  name: string,
  key: string,
  nearest: string,
): object {
  return changed(volume, kind, name, (source) => ({
    ...source,
    ...(source.items
      ? { items: source.items.map((item) => (item.key === key ? { ...item, key: nearest } : item)) }
      : {}),
  }));
}

/** Volumes merge by name; the lists inside are replaced as a whole. */
function changed(volume: Volume, kind: ConfigKind, name: string, change: (source: Source) => Source): object {
  const field = kind === 'ConfigMap' ? 'configMap' : 'secret';
  const own: Source | undefined = volume[field];
  if (own) return { name: volume.name, [field]: change(own) };
  const sources = volume.projected?.sources?.map((one) => {
    const source: Source | undefined = one[field];
    return source && source.name === name ? { ...one, [field]: change(source) } : one;
  });
  return { name: volume.name, projected: { sources } };
}
