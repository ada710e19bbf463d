import { computed, fromSpec } from '../../src/diagnosis/evidence.ts';
import type { Params } from '../../src/diagnosis/finding.ts';
import { nearNames } from '../../src/diagnosis/near-names.ts';
import type { TopologySpreadConstraint } from '../../src/diagnosis/objects/pod.ts';
import { valuesOf } from '../../src/diagnosis/scheduling/selectors.ts';
import { taintKind } from '../../src/diagnosis/scheduling/taints.ts';
import type { Of } from './checks.ts';
import { templatePatch } from './patch.ts';
import { evidenceOf, type PendingFound } from './refusal.ts';
import { listText, namesOf, type Scene } from './scene.ts';

type SpreadObstacle = Of<'spread'>;

/** The constraints that stand against the node that has fewest of them against it. */
export function spread(scene: Scene, all: readonly SpreadObstacle[]): PendingFound {
  const byNode = new Map<string, SpreadObstacle[]>();
  for (const one of all) byNode.set(one.fit.name, [...(byNode.get(one.fit.name) ?? []), one]);
  const [against = []] = [...byNode.values()].toSorted((a, b) => a.length - b.length);
  const [first] = against as [SpreadObstacle, ...SpreadObstacle[]];
  const { constraint, domains, least } = first.spread;
  const { topologyKey, maxSkew } = constraint;
  const same = all.filter((one) => one.spread.constraint === constraint);
  const unlabelled = same.filter(({ fit }) => fit.node.metadata?.labels?.[topologyKey] === undefined);
  // The fullest first: they are what is refused.
  const shown = Object.entries(domains)
    .toSorted(([, a], [, b]) => b - a)
    .map(([domain, count]) => `${domain} ${count}`);
  const emptiest = Object.keys(domains).filter((domain) => domains[domain] === least);
  const tooFew = Object.keys(domains).length < (constraint.minDomains ?? 1);
  const missing = unlabelled.length > 0;
  return {
    cause: 'topology-spread-unmet',
    confidence: 'certain',
    params: {
      topologyKey: against.map((one) => one.spread.constraint.topologyKey),
      counted: topologyKey,
      maxSkew: missing ? undefined : maxSkew,
      domains: shown,
      empty: missing || tooFew ? undefined : emptiest,
      minDomains: tooFew && !missing ? constraint.minDomains : undefined,
      missingLabel: missing ? topologyKey : undefined,
      nodes: namesOf(unlabelled.map(({ fit }) => fit)),
      unlabelled: unlabelled[0]?.fit.name,
      cordonedThere: missing ? undefined : cordonedIn(scene, topologyKey, emptiest),
      ...patches(scene, against),
    },
    evidence: evidenceOf(scene.refusal, [
      fromSpec(scene.view.podName, 'spec.topologySpreadConstraints', JSON.stringify(constraint)),
      computed(`pod/${scene.view.podName}`, `pods by ${topologyKey}: ${listText(shown) || 'no node counts'}`),
    ]),
  };
}

/** A node of the domains that must be filled first, which only a cordon keeps from it. */
function cordonedIn({ meant }: Scene, topologyKey: string, domains: readonly string[]): string | undefined {
  return meant.find(
    ({ node, taints }) =>
      domains.includes(node.metadata?.labels?.[topologyKey] ?? '') &&
      taints.length > 0 &&
      taints.every((taint) => taintKind(taint) === 'cordon'),
  )?.name;
}

function patches(scene: Scene, against: readonly SpreadObstacle[]): Params {
  const all = scene.view.pod.spec?.topologySpreadConstraints as readonly TopologySpreadConstraint[];
  const keys = against.map((one) => one.spread.constraint.topologyKey);
  const [key = ''] = keys;
  const absent = valuesOf(scene.nodes, key).length === 0;
  const nearKey = absent ? nearKeyOf(scene, key) : undefined;
  const said = { absentLabel: absent ? key : undefined, nearKey };
  // The API server writes these into the pod's selector, which is then no longer the template's.
  if (all.some((one) => one.matchLabelKeys)) return said;
  const change = (extra: object) =>
    templatePatch(scene.view, {
      topologySpreadConstraints: all.map((one) =>
        keys.includes(one.topologyKey) && one.whenUnsatisfiable === 'DoNotSchedule'
          ? { ...one, ...extra }
          : one,
      ),
    });
  const canHonor = against.every((one) => one.taintsMatter) && knowsTaintsPolicy(scene);
  return {
    ...said,
    keyPatch: nearKey && change({ topologyKey: nearKey }),
    patch: change({ whenUnsatisfiable: 'ScheduleAnyway' }),
    taintsPatch: canHonor ? change({ nodeTaintsPolicy: 'Honor' }) : undefined,
  };
}

/** A label that every node open to the pod has, under a key written nearly so: `zone`, `topology.kubernetes.io/zone`. */
function nearKeyOf(scene: Scene, key: string): string | undefined {
  const keys = scene.open.flatMap(({ node }) => Object.keys(node.metadata?.labels ?? {}));
  return nearNames(key, keys).find((near) =>
    scene.open.every(({ node }) => node.metadata?.labels?.[near] !== undefined),
  );
}

/** An older API server drops the field in silence; it is never older than a kubelet (on by default since 1.26). */
function knowsTaintsPolicy({ nodes }: Scene): boolean {
  return nodes.some(({ status }) => {
    const [, minor] = /^v1\.(\d+)/.exec(status?.nodeInfo?.kubeletVersion ?? '') ?? [];
    return Number(minor) >= 26;
  });
}
