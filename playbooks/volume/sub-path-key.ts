import { lookUp } from '../../src/diagnosis/config-lookup.ts';
import type { ConfigKind } from '../../src/diagnosis/config-message.ts';
import { type ContainerView, lastEndedRun } from '../../src/diagnosis/containers.ts';
import { computed, fromSpec, fromStatus } from '../../src/diagnosis/evidence.ts';
import { nearNames } from '../../src/diagnosis/near-names.ts';
import type { VolumeMount } from '../../src/diagnosis/objects/container.ts';
import type { KeyToPath, Volume } from '../../src/diagnosis/objects/pod.ts';
import { containerPatch } from '../../src/diagnosis/template-patch.ts';
import { renewalParams } from '../../src/diagnosis/template-renewal.ts';
import { adding } from './config.ts';
import { sourceOf, type VolumeFound, type VolumeView } from './scene.ts';

/**
 * A subPath that names a key which the ConfigMap or Secret lacks is no error to the kubelet: it makes an empty
 * directory and mounts that. Looked for only where a container fails.
 */
export function subPathKeys(view: VolumeView): readonly VolumeFound[] {
  return view.containers.filter(isFailing).flatMap((container) =>
    (container.spec.volumeMounts ?? []).flatMap((mount) => {
      const volume = view.pod.spec?.volumes?.find(({ name }) => name === mount.name);
      return volume ? judge(view, container, mount, volume) : [];
    }),
  );
}

function isFailing({ status }: ContainerView): boolean {
  const run = lastEndedRun(status)?.terminated;
  return run !== undefined && run.exitCode !== 0 && status?.ready !== true;
}

interface Source {
  readonly kind: ConfigKind;
  readonly name: string;
  readonly items: readonly KeyToPath[] | undefined;
}

function judge(
  view: VolumeView,
  container: ContainerView,
  mount: VolumeMount,
  volume: Volume,
): readonly VolumeFound[] {
  const source = sourceFor(volume);
  const { subPath } = mount;
  if (!source || !subPath) return [];
  const found = lookUp(view, source.kind, source.name);
  // An object whose keys its managers don't tell has none that we know of.
  if (!found.keys?.length) return [];
  const paths = source.items?.map(({ path }) => path) ?? found.keys;
  if (paths.some((path) => path === subPath || path.startsWith(`${subPath}/`))) return [];
  const near = nearNames(subPath, paths);
  const [nearest] = near;
  // Mounts merge by their mountPath.
  const volumeMounts = [{ mountPath: mount.mountPath, name: mount.name, subPath: nearest }];
  const patch = nearest && containerPatch(view, container.name, { volumeMounts });
  const run = lastEndedRun(container.status);
  return [
    {
      cause: 'key-missing',
      confidence: 'likely',
      container: container.name,
      params: {
        kind: source.kind,
        name: source.name,
        key: subPath,
        state: 'has no key',
        volume: volume.name,
        source: sourceOf(volume),
        mounts: [`${mount.mountPath} in ${container.name}`],
        emptyAt: mount.mountPath,
        keys: found.keys,
        near,
        nearest,
        patch: patch || undefined,
        ...(source.items ? {} : adding(source.kind, source.name, subPath)),
        ...(patch ? renewalParams(view) : {}),
      },
      evidence: [
        fromSpec(
          view.podName,
          'volumeMounts',
          `${mount.mountPath}: volume ${volume.name}, subPath ${subPath}`,
          container.name,
        ),
        ...found.evidence,
        computed(
          `pod/${view.podName}`,
          `an empty directory is mounted at ${mount.mountPath}`,
          container.name,
        ),
        fromStatus(view.podName, 'terminated', `exitCode: ${run?.terminated.exitCode}`, container.name),
      ],
    },
  ];
}

function sourceFor({ configMap, secret }: Volume): Source | undefined {
  if (configMap?.name) return { kind: 'ConfigMap', name: configMap.name, items: configMap.items };
  return secret?.secretName ? { kind: 'Secret', name: secret.secretName, items: secret.items } : undefined;
}
