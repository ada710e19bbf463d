import type { Container, VolumeMount } from './objects/container.ts';
import type { Volume } from './objects/pod.ts';
import type { View } from './playbook.ts';

export interface MountedVolume {
  readonly mount: VolumeMount;
  readonly volume: Volume;
  /** The path below the mount: a key's path, where the volume holds a ConfigMap or Secret. */
  readonly inside: string;
}

/** The volume that a container sees at a path: the mount with the longest path above it wins. */
export function volumeAt(view: View, container: Container, path: string): MountedVolume | undefined {
  const above = (container.volumeMounts ?? [])
    .filter(({ mountPath }) => `${path}/`.startsWith(`${mountPath.replace(/\/+$/, '')}/`))
    .toSorted((a, b) => b.mountPath.length - a.mountPath.length);
  for (const mount of above) {
    const volume = view.pod.spec?.volumes?.find((one) => one.name === mount.name);
    if (volume) {
      const below = path.slice(mount.mountPath.replace(/\/+$/, '').length).replace(/^\/+/, '');
      return { mount, volume, inside: [mount.subPath, below].filter(Boolean).join('/') };
    }
  }
  return undefined;
}

/** What a volume is, in words: `emptyDir spool (8Mi)`, `claim data`, `ConfigMap edge-config`. */
export function describeVolume(volume: Volume): string {
  if (volume.emptyDir) {
    const { medium, sizeLimit } = volume.emptyDir;
    const notes = [medium === 'Memory' ? 'in memory' : '', sizeLimit ?? ''].filter(Boolean).join(', ');
    return `emptyDir ${volume.name}${notes ? ` (${notes})` : ''}`;
  }
  if (volume.persistentVolumeClaim) return `claim ${volume.persistentVolumeClaim.claimName}`;
  if (volume.configMap) return `ConfigMap ${volume.configMap.name ?? volume.name}`;
  if (volume.secret) return `Secret ${volume.secret.secretName ?? volume.name}`;
  return volume.hostPath ? `hostPath ${volume.hostPath.path}` : `volume ${volume.name}`;
}
