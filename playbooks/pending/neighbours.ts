import { computed, fromNode, fromSpec } from '../../src/diagnosis/evidence.ts';
import { nameOf } from '../../src/diagnosis/name-of.ts';
import type { Obstacle, Of } from './checks.ts';
import { crowdOf, crowdParams } from './crowd.ts';
import { evidenceOf, type PendingFound } from './refusal.ts';
import { insufficient } from './resources.ts';
import { affinity, antiAffinity } from './rules.ts';
import type { Scene } from './scene.ts';
import { spread } from './spread.ts';

/** The finding for obstacles of one kind, on one node or several. */
export function obstacleFinding(
  scene: Scene,
  kind: Obstacle['kind'],
  group: readonly Obstacle[],
): readonly PendingFound[] {
  switch (kind) {
    case 'resource':
      return insufficient(
        scene,
        only(group, kind).map(({ shortage }) => shortage),
      );
    case 'too-many-pods':
      return once(only(group, kind), (first, all) => tooManyPods(scene, first, all));
    case 'host-port':
      return once(only(group, kind), (first, all) => hostPort(scene, first, all));
    case 'anti-affinity':
      return once(only(group, kind), (first, all) => antiAffinity(scene, first, all));
    case 'affinity':
      return once(only(group, kind), (first) => affinity(scene, first));
    case 'spread':
      return once(only(group, kind), (_, all) => spread(scene, all));
    case 'exclusive':
      return once(only(group, kind), (first) => exclusive(scene, first));
  }
}

function only<Kind extends Obstacle['kind']>(group: readonly Obstacle[], kind: Kind) {
  return group.filter((one): one is Of<Kind> => one.kind === kind);
}

function once<T>(all: readonly T[], toFound: (first: T, all: readonly T[]) => PendingFound) {
  return all.slice(0, 1).map((first) => toFound(first, all));
}

function tooManyPods(
  scene: Scene,
  first: Of<'too-many-pods'>,
  all: readonly Of<'too-many-pods'>[],
): PendingFound {
  return {
    cause: 'too-many-pods',
    confidence: 'certain',
    params: {
      nodes: all.map(({ fit }) => fit.name),
      node: first.fit.name,
      limit: first.limit,
      there: first.there,
    },
    evidence: evidenceOf(scene.refusal, [
      fromNode(first.fit.name, 'status.allocatable[pods]', String(first.limit)),
      computed(`node/${first.fit.name}`, `${first.there} pods are on it`),
    ]),
  };
}

function hostPort(
  scene: Scene,
  { fit, conflict }: Of<'host-port'>,
  all: readonly Of<'host-port'>[],
): PendingFound {
  const { port, protocol, holder } = conflict;
  const name = nameOf(holder);
  const crowd = crowdOf(
    scene.view,
    all.map((one) => one.conflict.holder),
    undefined,
  );
  return {
    cause: 'host-port-taken',
    confidence: 'certain',
    params: {
      port,
      protocol,
      node: fit.name,
      holder: name,
      holderNamespace: holder.metadata?.namespace,
      leaving: holder.metadata?.deletionTimestamp ? name : undefined,
      stuckRollout: crowd.rollout ? scene.view.owner?.name : undefined,
      ...crowdParams(scene.view, crowd),
    },
    evidence: evidenceOf(scene.refusal, [
      fromSpec(scene.view.podName, 'spec.containers[*].ports[*].hostPort', String(port)),
      computed(`node/${fit.name}`, `${name} holds the host's ${protocol} port ${port}`),
    ]),
  };
}

function exclusive(scene: Scene, { claim, holder }: Of<'exclusive'>): PendingFound {
  const name = nameOf(holder);
  const node = holder.spec?.nodeName;
  return {
    cause: 'volume-exclusive',
    confidence: 'certain',
    params: {
      claim,
      holder: name,
      node,
      mode: 'ReadWriteOncePod',
    },
    evidence: evidenceOf(scene.refusal, [
      fromSpec(scene.view.podName, 'spec.volumes', `PersistentVolumeClaim ${claim}`),
      computed(`pod/${name}`, `uses the claim ${claim} on ${node}`),
    ]),
  };
}
