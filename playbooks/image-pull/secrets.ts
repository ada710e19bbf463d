import { newest } from '../../src/diagnosis/events.ts';
import { fromEvent, fromObject, fromSpec } from '../../src/diagnosis/evidence.ts';
import type { Evidence } from '../../src/diagnosis/finding.ts';
import { nearNames } from '../../src/diagnosis/near-names.ts';
import type { KubeEvent } from '../../src/diagnosis/objects/meta.ts';
import type { Pod } from '../../src/diagnosis/objects/pod.ts';
import type { View } from '../../src/diagnosis/playbook.ts';
import type { Collected, NamedObject } from '../../src/diagnosis/snapshot.ts';

/** What is known of the pull secrets of a pod. Only a complete list says that one does not exist. */
export interface PullSecrets {
  /** Names in the pod's spec, those of its service account included: admission copies them there. */
  readonly named: readonly string[];
  /** Named and not in the namespace. */
  readonly missing: readonly string[];
  /** Named and, as far as could be seen, there. */
  readonly present: readonly string[];
  /** True where the list of Secrets was read: `present` and `missing` are facts. */
  readonly listed: boolean;
  /** Secrets of the namespace that are or may be pull secrets. */
  readonly candidates: readonly string[];
  /** Named, there, but without a key that the kubelet reads. */
  readonly unusable: readonly string[];
  readonly evidence: readonly Evidence[];
}

/** The kubelet reads no other keys (https://kubernetes.io/docs/concepts/configuration/secret/#docker-config-secrets). */
const DOCKER_KEYS = ['.dockerconfigjson', '.dockercfg'];
const LIKELY_NAME =
  /reg(?:istry|cred)|pull|docker|image|ghcr|[egaq]cr\b|quay|harbor|artifactory|nexus|gitlab/i;

/** Reads the pull secrets' names by metadata alone. */
export function pullSecrets(view: View<'names'>, events: readonly KubeEvent[]): PullSecrets {
  const named = namedBy(view.pod);
  const event = newest(events, ({ reason }) => reason === 'FailedToRetrieveImagePullSecret');
  const list = view.get({ section: 'names', resource: 'secrets', namespace: view.namespace });
  const missing = list.status === 'ok' ? absent(named, list.value) : unretrieved(view.pod, events);
  const spec = named.length === 0 ? [] : [fromSpec(view.podName, 'spec.imagePullSecrets', named.join(', '))];
  return {
    named,
    missing,
    present: named.filter((name) => !missing.includes(name)),
    listed: list.status === 'ok',
    candidates: candidatesFor(missing, named, list),
    unusable: unusableOf(named, list),
    evidence: [
      ...spec,
      ...(event === undefined || missing.length === 0 ? [] : [fromEvent(event)]),
      ...absentEvidence(view.namespace, missing, list),
    ],
  };
}

/** The names in "Unable to retrieve some image pull secrets (a, b); attempting to pull the image may not succeed." */
export function unretrieved(pod: Pod, events: readonly KubeEvent[]): readonly string[] {
  const event = newest(events, ({ reason }) => reason === 'FailedToRetrieveImagePullSecret');
  const names = /\(([^)]*)\)/.exec(event?.message ?? '')?.[1]?.split(/,\s*/) ?? [];
  return namedBy(pod).filter((name) => names.includes(name));
}

function namedBy(pod: Pod): readonly string[] {
  return (pod.spec?.imagePullSecrets ?? []).flatMap(({ name }) => name || []);
}

function absent(named: readonly string[], secrets: readonly NamedObject[]): readonly string[] {
  return named.filter((name) => !secrets.some((secret) => secret.name === name));
}

function absentEvidence(
  namespace: string,
  missing: readonly string[],
  list: Collected<readonly NamedObject[]>,
): readonly Evidence[] {
  if (list.status !== 'ok' || missing.length === 0) return [];
  const names = list.value.map((secret) => secret.name).join(', ') || 'none';
  return [fromObject('Namespace', namespace, 'secrets', names)];
}

/** Names near to the missing one first, then Secrets that hold a registry's credentials by their keys or their name. */
function candidatesFor(
  missing: readonly string[],
  named: readonly string[],
  list: Collected<readonly NamedObject[]>,
): readonly string[] {
  if (list.status !== 'ok') return [];
  const usable = list.value.filter((secret) => !named.includes(secret.name) && !isUnusable(secret));
  const names = usable.map((secret) => secret.name);
  const near = missing.flatMap((name) => nearNames(name, names));
  const sure = usable.filter((secret) => secret.keys?.some((key) => DOCKER_KEYS.includes(key)));
  const likely = names.filter((name) => LIKELY_NAME.test(name));
  return [...new Set([...sure.map((secret) => secret.name), ...near, ...likely])].slice(0, 3);
}

function unusableOf(named: readonly string[], list: Collected<readonly NamedObject[]>): readonly string[] {
  if (list.status !== 'ok') return [];
  return list.value
    .filter((secret) => named.includes(secret.name) && isUnusable(secret))
    .map(({ name }) => name);
}

/** Its keys are known and none of them is a registry's. */
function isUnusable({ keys }: NamedObject): boolean {
  return keys !== undefined && !keys.some((key) => DOCKER_KEYS.includes(key));
}
