import type { ContainerView } from '../../src/diagnosis/containers.ts';
import { fromSpec } from '../../src/diagnosis/evidence.ts';
import type { Volume } from '../../src/diagnosis/objects/pod.ts';
import type { View } from '../../src/diagnosis/playbook.ts';
import { templatePatch } from '../../src/diagnosis/template-patch.ts';
import { describeVolume, volumeAt } from '../../src/diagnosis/volume-at.ts';
import type { Details } from './details.ts';

/** 0755 as JSON writes it. */
const EXECUTABLE = 493;

/**
 * Where the file comes from that is to be executed: `imageFile` from the image, else `volume`, and where that holds a
 * ConfigMap or a Secret, the object to edit. Without a path, the first one in the command that lies on a volume.
 */
export function scriptFile(view: View, { spec, name }: ContainerView, path?: string): Details {
  const words = path === undefined ? [...(spec.command ?? []), ...(spec.args ?? [])] : [path];
  for (const word of words) {
    const at = volumeAt(view, spec, word);
    if (at) {
      const volume = describeVolume(at.volume);
      const configObject = objectOf(at.volume);
      return {
        params: {
          volume,
          configObject,
          configKey: configObject && at.inside,
          modePatch: modePatch(view, at.volume),
          plainVolume: configObject === undefined ? volume : undefined,
        },
        evidence: [fromSpec(view.podName, 'volumeMounts', `${at.mount.mountPath}: ${volume}`, name)],
      };
    }
  }
  return { params: { imageFile: path ?? 'the script' }, evidence: [] };
}

function objectOf({ configMap, secret }: Volume): string | undefined {
  if (configMap?.name) return `configmap/${configMap.name}`;
  return secret?.secretName && `secret/${secret.secretName}`;
}

/** Keys of a ConfigMap or Secret become files that may be read; only the volume can make them programs. */
function modePatch(view: View, { name, configMap, secret }: Volume): string | undefined {
  if (configMap) {
    return templatePatch(view, {
      volumes: [{ name, configMap: { name: configMap.name, defaultMode: EXECUTABLE } }],
    });
  }
  if (!secret) return undefined;
  return templatePatch(view, {
    volumes: [{ name, secret: { secretName: secret.secretName, defaultMode: EXECUTABLE } }],
  });
}
