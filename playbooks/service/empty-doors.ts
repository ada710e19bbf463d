import { differenceText, nearestLabels } from '../../src/diagnosis/nearest-labels.ts';
import type { Door } from '../../src/diagnosis/network-policy.ts';
import type { LabelSelector } from '../../src/diagnosis/objects/meta.ts';
import type { Pod } from '../../src/diagnosis/objects/pod.ts';
import { selects } from '../../src/diagnosis/scheduling/selectors.ts';
import type { NamedObject } from '../../src/diagnosis/snapshot.ts';
import { candidatesOf } from './candidates.ts';
import { type Labels, labelsText, livingPods, type Scene } from './scene.ts';

/** Doors that nobody in the cluster can come in by, and who was meant. */
export interface EmptyDoor {
  readonly policy: string;
  /** Who has labels that come near: `deployment/front`, `namespace/shop`. */
  readonly near: string;
  readonly nearLabels: string;
  readonly differences: readonly string[];
  /** A JSON patch of the policy. */
  readonly patch: string;
}

type Selector = 'podSelector' | 'namespaceSelector';

/** On every namespace since 1.22, https://kubernetes.io/docs/reference/labels-annotations-taints/#kubernetes-io-metadata-name. */
const NAME_LABEL = 'kubernetes.io/metadata.name';

/**
 * Whom the doors were meant for, where nobody has the labels that they ask for and somebody has nearly the same.
 * Undefined where somebody may come in, as far as is known.
 */
export function emptyDoor(scene: Scene, doors: readonly Door[]): EmptyDoor | undefined {
  const judged = doors.map((door) => meantBy(scene, door));
  return judged.includes('somebody')
    ? undefined
    : judged.find((one): one is EmptyDoor => typeof one === 'object');
}

function meantBy(scene: Scene, door: Door): EmptyDoor | 'somebody' | 'nobody' {
  const { podSelector, namespaceSelector, ipBlock } = door.peer;
  if (ipBlock) return 'somebody';
  if (namespaceSelector) return ofNamespaces(scene, door, namespaceSelector);
  return podSelector ? ofPods(scene, door, podSelector) : 'nobody';
}

function ofPods(scene: Scene, door: Door, selector: LabelSelector): EmptyDoor | 'somebody' | 'nobody' {
  const { view, name } = scene;
  const here = view.get({ section: 'namespace-pods', namespace: view.namespace });
  if (here.status !== 'ok' || here.value.truncated) return 'somebody';
  const pods: readonly Pod[] = livingPods(here.value.pods);
  if (pods.some(({ metadata }) => selects(selector, metadata?.labels))) return 'somebody';
  return nearTo(door, 'podSelector', selector, candidatesOf(pods, [], name));
}

function ofNamespaces(scene: Scene, door: Door, selector: LabelSelector): EmptyDoor | 'somebody' | 'nobody' {
  const namespaces = scene.view.get({ section: 'namespaces' });
  if (namespaces.status !== 'ok') return 'somebody';
  const all = namespaces.value.map((one) => ({
    maker: `namespace/${one.name}`,
    labels: namespaceLabels(one),
  }));
  if (all.some(({ labels }) => selects(selector, labels))) return 'somebody';
  return nearTo(door, 'namespaceSelector', selector, all);
}

function namespaceLabels({ name, labels }: NamedObject): Labels {
  return { [NAME_LABEL]: name, ...labels };
}

function nearTo(
  door: Door,
  field: Selector,
  selector: LabelSelector,
  candidates: readonly { readonly maker: string; readonly labels: Labels }[],
): EmptyDoor | 'nobody' {
  // Of a selector by expressions nobody can tell what was meant.
  const { matchLabels: wanted = {}, matchExpressions = [] } = selector;
  if (matchExpressions.length > 0) return 'nobody';
  const nearest = nearestLabels(wanted, candidates);
  if (!nearest?.isPlain) return 'nobody';
  const { candidate, differences } = nearest;
  const found = differences.flatMap((one) => {
    if (one.kind === 'missing') return [];
    return [[one.kind === 'key' ? one.foundKey : one.key, one.found] as const];
  });
  const kept = Object.entries(wanted).filter(([key]) => !differences.some((one) => one.key === key));
  const value = Object.fromEntries([...kept, ...found]);
  const path = `/spec/ingress/${door.rule}/from/${door.place}/${field}/matchLabels`;
  return {
    policy: door.policy,
    near: candidate.maker,
    nearLabels: labelsText(value),
    differences: differences.map(differenceText),
    patch: JSON.stringify([{ op: 'replace', path, value }]),
  };
}
