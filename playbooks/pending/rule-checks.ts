import type { Pod, PodAffinityTerm } from '../../src/diagnosis/objects/pod.ts';
import { isFinished } from '../../src/diagnosis/pod-status.ts';
import { affinityTerms, podsByDomain, termPods } from '../../src/diagnosis/scheduling/neighbours.ts';
import type { NodeFit } from '../../src/diagnosis/scheduling/node-fit.ts';
import { selectorText } from '../../src/diagnosis/scheduling/selectors.ts';
import { hardSpreads, isRefused, type Spread, spreadOf } from '../../src/diagnosis/scheduling/spread.ts';
import type { Obstacle } from './checks.ts';
import { mayBe, type PendingView, type Refusal } from './refusal.ts';
import type { Scene } from './scene.ts';

/** Affinity and spread rules whose pods are listed: each is a request. */
const MOST_RULES = 2;

/** Tells what a rule has against a node. */
export type RuleCheck = (fit: NodeFit) => readonly Obstacle[];

/** A rule of the pod's that speaks of other pods, which have been asked for. */
export interface RuleRead {
  /** Undefined where those pods can't be read. */
  checkOf(scene: Scene): RuleCheck | undefined;
}

export function readRules(view: PendingView, refusal: Refusal | undefined): readonly RuleRead[] {
  const { pod } = view;
  const anti = mayBe(refusal, 'pod-anti-affinity') ? affinityTerms(pod, 'podAntiAffinity') : [];
  const near = mayBe(refusal, 'pod-affinity') ? affinityTerms(pod, 'podAffinity') : [];
  const spreads = mayBe(refusal, 'topology-spread', 'topology-label') ? hardSpreads(pod) : [];
  const rules = [
    ...anti.map((term) => () => affinityRead(view, term, antiAffinityCheck)),
    ...near.map((term) => () => affinityRead(view, term, affinityCheck)),
    ...spreads.map((constraint) => () => spreadRead(view, constraint)),
  ];
  return rules.slice(0, MOST_RULES).map((read) => read());
}

type AffinityCheck = (scene: Scene, term: PodAffinityTerm, pods: readonly Pod[]) => RuleCheck;

function affinityRead(view: PendingView, term: PodAffinityTerm, check: AffinityCheck): RuleRead {
  const [named, ...more] = term.namespaces ?? [];
  const everywhere = term.namespaceSelector !== undefined || more.length > 0;
  const scope = everywhere ? {} : { namespace: named ?? view.namespace };
  const answer = view.get({ section: 'pods', ...scope, selector: selectorText(term.labelSelector) });
  if (answer.status !== 'ok') return { checkOf: () => undefined };
  const uid = view.pod.metadata?.uid;
  const pods = termPods(term, view.pod, answer.value).filter(
    (pod) => pod.metadata?.uid !== uid && !isFinished(pod),
  );
  return { checkOf: (scene) => check(scene, term, pods) };
}

function antiAffinityCheck(scene: Scene, term: PodAffinityTerm, known: readonly Pod[]): RuleCheck {
  const byDomain = podsByDomain(known, term.topologyKey, scene.nodes);
  return (fit) => {
    const pods = byDomain.get(domainOf(fit, term)) ?? [];
    return pods.length > 0 ? [{ kind: 'anti-affinity', fit, term, pods, known }] : [];
  };
}

/** The first pod of a group that wants to be near itself is let in (https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/). */
function affinityCheck(scene: Scene, term: PodAffinityTerm, known: readonly Pod[]): RuleCheck {
  const { pod } = scene.view;
  const pods = known.filter((one) => one.spec?.nodeName);
  const mayBeFirst = pods.length === 0 && termPods(term, pod, [pod]).length > 0;
  const byDomain = podsByDomain(pods, term.topologyKey, scene.nodes);
  return (fit) => {
    const domain = domainOf(fit, term);
    return (mayBeFirst && domain !== '') || byDomain.has(domain)
      ? []
      : [{ kind: 'affinity', fit, term, pods }];
  };
}

/** Empty where the node hasn't the label. */
function domainOf({ node }: NodeFit, { topologyKey }: PodAffinityTerm): string {
  return node.metadata?.labels?.[topologyKey] ?? '';
}

function spreadRead(view: PendingView, constraint: Spread['constraint']): RuleRead {
  const selector = selectorText(constraint.labelSelector);
  const answer = view.get({ section: 'pods', namespace: view.namespace, selector });
  if (answer.status !== 'ok') return { checkOf: () => undefined };
  return {
    checkOf(scene) {
      const spread = spreadOf(constraint, view.pod, scene.fits, answer.value);
      const honoring = spreadOf(
        { ...constraint, nodeTaintsPolicy: 'Honor' },
        view.pod,
        scene.fits,
        answer.value,
      );
      const taintsMatter = scene.open.some(
        ({ node }) => isRefused(spread, node) && !isRefused(honoring, node),
      );
      return (fit) => (isRefused(spread, fit.node) ? [{ kind: 'spread', fit, spread, taintsMatter }] : []);
    },
  };
}
