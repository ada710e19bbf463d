import { configNames, isSupplied, lookUp } from '../../src/diagnosis/config-lookup.ts';
import type { ConfigKind, ConfigProblem } from '../../src/diagnosis/config-message.ts';
import { type ConfigReference, volumeReferences } from '../../src/diagnosis/config-references.ts';
import { fromEvent, fromSpec } from '../../src/diagnosis/evidence.ts';
import type { Evidence } from '../../src/diagnosis/finding.ts';
import { nearNames } from '../../src/diagnosis/near-names.ts';
import type { Volume } from '../../src/diagnosis/objects/pod.ts';
import { templatePatch } from '../../src/diagnosis/template-patch.ts';
import { renewalParams } from '../../src/diagnosis/template-renewal.ts';
import type { MountTrouble } from './mount-events.ts';
import { sourceOf, type VolumeFound, type VolumeView } from './scene.ts';
import { rekeyIn, renameIn } from './volume-patch.ts';

const DRIVER = /rpc error: code = /;

/** What the kubelet says of a volume that is filled from ConfigMaps and Secrets. */
export function configTroubles(
  view: VolumeView,
  { event, message }: MountTrouble,
  problems: readonly ConfigProblem[],
): readonly VolumeFound[] {
  // A CSI driver speaks of objects of its own, which may be in another namespace.
  if (DRIVER.test(event.message ?? '')) return [];
  const volume = view.pod.spec?.volumes?.find(({ name }) => name === message.volume);
  const proof = [fromEvent(event)];
  return problems.flatMap((problem) => {
    if (problem.problem === 'object-missing') {
      return [objectMissing(view, volume, problem.kind, problem.name, proof)];
    }
    return problem.problem === 'key-missing'
      ? [keyMissing(view, volume, problem.kind, problem.key, proof)]
      : [];
  });
}

/**
 * Where no event tells why: what the pod's volumes need and the namespace does not have. `timeout` names the volumes
 * that are still waited for; without any word, what the cluster itself puts into every namespace is not missed.
 */
export function missingSources(view: VolumeView, timeout: MountTrouble | undefined): readonly VolumeFound[] {
  const proof = timeout ? [fromEvent(timeout.event)] : [];
  const awaited = timeout?.message.unmounted ?? [];
  const volumes = (view.pod.spec?.volumes ?? []).filter(
    ({ name }) => awaited.length === 0 || awaited.includes(name),
  );
  return volumes.flatMap((volume) => {
    const needed = volumeReferences(volume).filter(
      (one) => !one.optional && (timeout !== undefined || !isSupplied(one.name)),
    );
    const absent = needed.filter(
      (one, index) =>
        index === needed.findIndex(({ kind, name }) => kind === one.kind && name === one.name) &&
        isAbsent(view, one),
    );
    return [
      ...absent.map(({ kind, name }) => objectMissing(view, volume, kind, name, proof)),
      ...needed.flatMap(({ kind, name, key }) =>
        key !== undefined && lacks(view, kind, name, key) ? [keyMissing(view, volume, kind, key, proof)] : [],
      ),
    ];
  });
}

/** Known to be there without the key. An object whose keys its managers don't tell has none that we know of. */
function lacks(view: VolumeView, kind: ConfigKind, name: string, key: string): boolean {
  const { keys = [] } = lookUp(view, kind, name);
  return keys.length > 0 && !keys.includes(key);
}

function isAbsent(view: VolumeView, { kind, name }: ConfigReference): boolean {
  const list = configNames(view, kind);
  return list.status === 'ok' && !list.value.some((object) => object.name === name);
}

function objectMissing(
  view: VolumeView,
  volume: Volume | undefined,
  kind: ConfigKind,
  name: string,
  proof: readonly Evidence[],
): VolumeFound {
  const found = lookUp(view, kind, name);
  const exists = found.exists === true;
  const [nearest] = exists ? [] : found.near;
  const patch =
    nearest && volume && templatePatch(view, { volumes: [renameIn(volume, kind, name, nearest)] });
  const keys = volume ? volumeReferences(volume).flatMap((one) => (one.name === name && one.key) || []) : [];
  return {
    cause: kind === 'ConfigMap' ? 'config-map-missing' : 'secret-missing',
    confidence: exists || proof.length === 0 ? 'likely' : 'certain',
    params: {
      name,
      state: exists ? 'was missing at the last try' : 'does not exist',
      missing: exists ? undefined : name,
      existing: exists ? name : undefined,
      volume: volume?.name,
      mounts: volume && mountsOf(view, volume.name),
      near: exists ? [] : found.near,
      nearest,
      nearKeys: found.keysOf(nearest),
      others: exists || found.near.length > 0 ? [] : found.names,
      none: found.exists === false && found.names.length === 0 ? `${kind}s` : undefined,
      keys: [...new Set(keys)],
      supplied: isSupplied(name) ? name : undefined,
      directory: exists || isSupplied(name) ? undefined : `./${name}/`,
      patch: patch || undefined,
      ...(patch ? renewalParams(view) : {}),
    },
    evidence: [
      ...withFirst(proof, fromSpec(view.podName, specField(volume), `${kind} ${name}`)),
      ...found.evidence,
    ],
  };
}

function keyMissing(
  view: VolumeView,
  volume: Volume | undefined,
  kind: ConfigKind,
  key: string,
  proof: readonly Evidence[],
): VolumeFound {
  const reference = volume && volumeReferences(volume).find((one) => one.kind === kind && one.key === key);
  const name = reference?.name;
  const found = name === undefined ? undefined : lookUp(view, kind, name);
  const exists = found?.keys?.includes(key) === true;
  const near = exists ? [] : nearNames(key, found?.keys ?? []);
  const [nearest] = near;
  const patch =
    nearest && volume && name
      ? templatePatch(view, { volumes: [rekeyIn(volume, kind, name, key, nearest)] })
      : undefined;
  return {
    cause: 'key-missing',
    confidence: exists || proof.length === 0 ? 'likely' : 'certain',
    params: {
      kind,
      name,
      key,
      state: exists ? 'had no key' : 'has no key',
      existing: exists ? key : undefined,
      volume: volume?.name,
      source: sourceOf(volume),
      mounts: volume && mountsOf(view, volume.name),
      keys: exists ? [] : found?.keys,
      near,
      nearest,
      patch,
      ...(exists ? {} : adding(kind, name, key)),
      ...(patch ? renewalParams(view) : {}),
    },
    evidence: [
      ...withFirst(proof, fromSpec(view.podName, specField(volume), `${kind} ${name ?? '?'}: key ${key}`)),
      ...(found?.evidence ?? []),
    ],
  };
}

/** The command that adds a key, for texts. */
export function adding(kind: ConfigKind, name: string | undefined, key: string) {
  if (name === undefined) return {};
  const field = kind === 'ConfigMap' ? 'data' : 'stringData';
  return {
    configObject: `${kind.toLowerCase()}/${name}`,
    addPatch: JSON.stringify({ [field]: { [key]: 'VALUE' } }),
  };
}

function specField(volume: Volume | undefined): string {
  return volume ? `spec.volumes[${volume.name}]` : 'spec.volumes';
}

function withFirst(proof: readonly Evidence[], spec: Evidence): readonly [Evidence, ...Evidence[]] {
  const [first, ...rest] = proof;
  return first ? [first, ...rest, spec] : [spec];
}

/** `/etc/nginx in web`. */
function mountsOf(view: VolumeView, volume: string): readonly string[] {
  return view.containers.flatMap(({ name, spec }) =>
    (spec.volumeMounts ?? [])
      .filter((one) => one.name === volume)
      .map((one) => `${one.mountPath} in ${name}`),
  );
}
