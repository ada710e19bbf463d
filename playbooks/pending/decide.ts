import type { RuledOut } from '../../src/diagnosis/finding.ts';
import { isOpen, type NodeFit } from '../../src/diagnosis/scheduling/node-fit.ts';
import { allocatableOf, requestsText } from '../../src/diagnosis/scheduling/resources.ts';
import { type TaintKind, taintKind } from '../../src/diagnosis/scheduling/taints.ts';
import type { SchedulingReasonKind } from '../../src/diagnosis/scheduling-message.ts';
import { type Checked, checkNodes, type Obstacle } from './checks.ts';
import { obstacleFinding } from './neighbours.ts';
import { type PendingFound, reasonsOf } from './refusal.ts';
import { refusedFindings, UNSEEN } from './refused.ts';
import { exceedsEveryNode, insufficient } from './resources.ts';
import { listText, namesOf, type Scene } from './scene.ts';
import { selectorFindings } from './selectors.ts';
import { taintFindings } from './taints.ts';
import { isReadingVolumes, volumePlace } from './volumes.ts';

/** Taints that no toleration is meant for. */
const OUT: ReadonlySet<TaintKind> = new Set(['cordon', 'problem']);

/** More findings than these would bury the first. */
const MOST = 2;

/**
 * Which of several reasons is the cause: the one whose removal brings a node nearest to taking the pod. Nodes that the
 * pod isn't meant for count only where it is meant for none, tainted ones only where no other is open to it.
 */
export function decide(scene: Scene): readonly PendingFound[] {
  return reasons(scene).slice(0, MOST);
}

function reasons(scene: Scene): readonly PendingFound[] {
  const never = exceedsEveryNode(scene);
  if (scene.meant.length === 0) return [...selectorFindings(scene), ...never];
  if (never.length > 0) return never;
  const place = volumePlace(scene);
  if (place) return [place.finding, ...inPlace(scene, place.inPlace)];
  if (scene.open.length === 0) return taintFindings(scene, scene.meant);
  const roomy = scene.open.filter((fit) => fit.tooSmall.length === 0);
  return roomy.length > 0 ? amongOpen(scene, roomy) : tooSmall(scene);
}

/** What is against the nodes where the volume is. */
function inPlace(scene: Scene, fits: readonly NodeFit[]): readonly PendingFound[] {
  const roomy = fits.filter((fit) => isOpen(fit) && fit.tooSmall.length === 0);
  return roomy.length > 0 ? nearest(scene, checkNodes(scene, roomy).nodes) : taintFindings(scene, fits, 1);
}

/** The open nodes are too small even when empty; a larger one may be behind a taint. */
function tooSmall(scene: Scene): readonly PendingFound[] {
  const shortages = scene.open.flatMap((fit) =>
    fit.tooSmall.map((small) => ({ ...small, fit, free: undefined })),
  );
  const larger = scene.meant.filter((fit) => fit.tooSmall.length === 0);
  const fenced = taintFindings(scene, larger, 1);
  // Devices that only fenced nodes have: those nodes are what the pod asks for.
  const bare = scene.open.every((fit) => fit.tooSmall.some(({ allocatable }) => allocatable === 0));
  return bare && fenced.length > 0 ? fenced : [...insufficient(scene, shortages), ...fenced];
}

function amongOpen(scene: Scene, roomy: readonly NodeFit[]): readonly PendingFound[] {
  const { view, refusal } = scene;
  // Until the volumes are known, it is not known whose pods to read.
  const early = refusal && reasonsOf(refusal, 'volume-affinity').length > 0 && isReadingVolumes(view);
  if (early) return refusedFindings(view, refusal);
  const { nodes, unread } = checkNodes(scene, roomy);
  const free = nodes.filter((one) => one.obstacles.length === 0).map(({ fit }) => fit);
  // With a node that would take it, what is against the others keeps the pod waiting no longer.
  const against = nearest(scene, nodes);
  const worked =
    free.length > 0 ? [] : [...against, ...besideFenced(scene, nodes), ...outOfService(scene, against)];
  if (!refusal) return worked;
  const holder = worked.some(({ cause }) => cause === 'volume-exclusive');
  const names = namesOf(free.length > 0 ? free : roomy);
  const unseen = refusedFindings(
    view,
    refusal,
    (kind) => kind !== undefined && isUnseen(kind, holder),
    names,
  );
  // What could not be read, and texts that nobody knows, weigh less than what was worked out.
  const rest = refusedFindings(view, refusal, (kind) => kind === undefined || unread.includes(kind), names);
  const found = [...unseen, ...worked, ...rest];
  if (found.length > 0) return found;
  // A node would take the pod as things are now: the message may be older, or the scheduler knows more.
  return refusedFindings(view, refusal)
    .slice(0, 1)
    .map((one) => ({
      ...one,
      params: { ...one.params, roomOn: namesOf(free), unseen: undefined },
      confidence: 'possible',
    }));
}

/** Where the others are full, a node that is cordoned or not well is room that is missing. */
function outOfService(scene: Scene, against: readonly PendingFound[]): readonly PendingFound[] {
  const full = against.some(({ cause }) => cause === 'insufficient-resource' || cause === 'too-many-pods');
  const out = scene.meant.filter(
    ({ taints, tooSmall }) =>
      full &&
      tooSmall.length === 0 &&
      taints.length > 0 &&
      taints.every((taint) => OUT.has(taintKind(taint))),
  );
  return taintFindings(scene, out, 1).map((one) => ({ ...one, confidence: 'possible' }));
}

/** The pods that it must be near are on nodes whose taints it does not tolerate. */
function besideFenced(scene: Scene, nodes: readonly Checked[]): readonly PendingFound[] {
  const obstacles = nodes.flatMap((one) => one.obstacles);
  const names = obstacles.flatMap((one) =>
    one.kind === 'affinity' ? one.pods.map((pod) => pod.spec?.nodeName) : [],
  );
  return taintFindings(
    scene,
    scene.meant.filter((fit) => names.includes(fit.name)),
    1,
  );
}

/** Of this the message alone tells; who holds an exclusive volume may have been found, though. */
function isUnseen(kind: SchedulingReasonKind, holder: boolean): boolean {
  return UNSEEN.has(kind) && !(kind === 'volume-exclusive' && holder);
}

/** The obstacles of the nodes that have the fewest kinds of them. */
function nearest(scene: Scene, nodes: readonly Checked[]): readonly PendingFound[] {
  const checked = nodes.filter((one) => one.obstacles.length > 0);
  const kindsOf = ({ obstacles }: Checked) => new Set(obstacles.map(({ kind }) => kind)).size;
  const least = Math.min(...checked.map(kindsOf));
  const obstacles = checked.filter((one) => kindsOf(one) === least).flatMap((one) => one.obstacles);
  const kinds = [...new Set(obstacles.map(({ kind }) => kind))];
  const groups = kinds.map((kind) => ({ kind, group: obstacles.filter((one) => one.kind === kind) }));
  return groups
    .toSorted((a, b) => nodesOf(b.group) - nodesOf(a.group))
    .flatMap(({ kind, group }) => obstacleFinding(scene, kind, group));
}

function nodesOf(group: readonly Obstacle[]): number {
  return new Set(group.map(({ fit }) => fit.name)).size;
}

/** What was looked at and is not the reason. */
export function ruledOutBy(scene: Scene): readonly RuledOut[] {
  const { fits, meant, open, requests, view } = scene;
  const out: RuledOut[] = [];
  const wishes = Object.keys(view.pod.spec?.nodeSelector ?? {}).length > 0;
  if (wishes && meant.length > 0) {
    out.push({
      cause: 'pending/node-selector-unmatched',
      why: `the nodeSelector fits ${listText(namesOf(meant))}`,
    });
  }
  if (open.length > 0) {
    const why = `${listText(namesOf(open))} ${open.length === 1 ? 'has' : 'have'} no taint that the pod does not tolerate`;
    out.push({ cause: 'pending/taint-untolerated', why });
  }
  const large = fits.filter((fit) => fit.tooSmall.length === 0 && 'cpu' in allocatableOf(fit.node));
  if (large.length > 0 && Object.keys(requests).length > 0) {
    const why = `${requestsText(requests)} fits into ${large.length} of ${fits.length} nodes when they are empty`;
    out.push({ cause: 'pending/request-exceeds-every-node', why });
  }
  return out;
}
