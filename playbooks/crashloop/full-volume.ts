import { fromSpec } from '../../src/diagnosis/evidence.ts';
import type { Params } from '../../src/diagnosis/finding.ts';
import type { Container } from '../../src/diagnosis/objects/container.ts';
import type { View } from '../../src/diagnosis/playbook.ts';
import { containerPatch } from '../../src/diagnosis/template-patch.ts';
import { describeVolume, volumeAt } from '../../src/diagnosis/volume-at.ts';
import type { Enrichment } from './missing-configuration.ts';

/** The volume that is full: the one at the path, else the pod's shared memory or the container's own file system. */
export function fullVolume(view: View, container: Container, named: Params): Enrichment {
  const path = typeof named.path === 'string' ? named.path : undefined;
  const at = path === undefined ? undefined : volumeAt(view, container, path);
  const { limits } = container.resources ?? {};
  if (!at && path !== undefined && `${path}/`.startsWith(`${SHARED_MEMORY}/`)) {
    return sharedMemory(view, container);
  }
  if (!at) return { params: { rootFull: path, storageLimit: limits?.['ephemeral-storage'] }, evidence: [] };
  const { emptyDir, persistentVolumeClaim } = at.volume;
  const source = describeVolume(at.volume);
  return {
    params: {
      volume: source,
      mountPath: at.mount.mountPath,
      size: emptyDir?.sizeLimit,
      claim: persistentVolumeClaim?.claimName,
      inMemory: emptyDir?.medium === 'Memory' ? limits?.memory : undefined,
    },
    evidence: [fromSpec(view.podName, 'volumeMounts', `${at.mount.mountPath}: ${source}`, container.name)],
  };
}

const SHARED_MEMORY = '/dev/shm';

/**
 * Runtimes give a pod 64 MiB there whatever its memory limit; an emptyDir in memory that is mounted over it counts
 * against that limit (https://kubernetes.io/docs/concepts/storage/volumes/#emptydir).
 */
function sharedMemory(view: View, container: Container): Enrichment {
  const { name, resources } = container;
  const volumeMounts = [{ name: 'shared-memory', mountPath: SHARED_MEMORY }];
  const volumes = [{ name: 'shared-memory', emptyDir: { medium: 'Memory' } }];
  return {
    params: {
      sharedMemory: SHARED_MEMORY,
      sharedMemoryLimit: resources?.limits?.memory,
      sharedMemoryPatch: containerPatch(view, name, { volumeMounts }, { volumes }),
    },
    evidence: [fromSpec(view.podName, 'volumeMounts', `no volume at ${SHARED_MEMORY}`, name)],
  };
}
