import { formatDuration } from '../../src/diagnosis/duration.ts';
import { fromObject } from '../../src/diagnosis/evidence.ts';
import type { Evidence, Params } from '../../src/diagnosis/finding.ts';
import { nameOf } from '../../src/diagnosis/name-of.ts';
import type { Workload } from '../../src/diagnosis/objects/workload.ts';
import { wantedPods } from '../../src/diagnosis/pod-group.ts';
import { workloadTrouble } from '../../src/diagnosis/workload-status.ts';
import { ageOf, labelsText, type Scene, type ServiceFound, workloadText } from './scene.ts';

/** Seconds in which a controller has made its first pods. */
const STARTING_SECONDS = 120;

/** What would make the Service's pods has none: the first of them is the one to look at. */
export function withoutPods(scene: Scene, makers: readonly Workload[]): readonly ServiceFound[] {
  return makers.slice(0, 1).map((maker) => {
    const { kind = '' } = maker;
    const isZero = wantedPods(maker) === 0 && kind !== 'DaemonSet';
    const idle = isZero ? { params: { scaled: workloadText(maker), zeroed: kind } } : idleOf(scene, maker);
    const selector = labelsText(scene.selector);
    return {
      cause: 'no-ready-endpoints',
      confidence: 'certain',
      about: { kind, name: nameOf(maker) },
      ...idle,
      params: {
        service: scene.name,
        selector,
        ...idle.params,
        otherMakers: makers.slice(1).map(workloadText),
      },
      evidence: [fromObject('Service', scene.name, 'spec.selector', selector), ...evidenceOf(maker)],
    };
  });
}

/** It is to have pods, or a DaemonSet that no node takes. */
function idleOf({ view }: Scene, maker: Workload): { readonly params: Params; readonly verdict?: 'waiting' } {
  const wanted = wantedPods(maker);
  const trouble = workloadTrouble(maker);
  const age = ageOf(view, maker);
  const isStarting = wanted !== 0 && trouble === undefined && age < STARTING_SECONDS;
  return {
    ...(isStarting ? { verdict: 'waiting' } : {}),
    params: {
      podless: maker.kind,
      makes: workloadText(maker),
      maker: workloadText(maker),
      wanted,
      nowhere: wanted === 0 ? nameOf(maker) : undefined,
      trouble,
      young: isStarting ? formatDuration(age) : undefined,
    },
  };
}

function evidenceOf(maker: Workload): readonly Evidence[] {
  const { kind = '', status } = maker;
  const wanted = wantedPods(maker) ?? 'not told';
  const trouble = workloadTrouble(maker);
  return [
    kind === 'DaemonSet'
      ? fromObject(kind, nameOf(maker), 'status.desiredNumberScheduled', String(wanted))
      : fromObject(
          kind,
          nameOf(maker),
          'spec.replicas, status.replicas',
          `${wanted}, ${status?.replicas ?? 0}`,
        ),
    ...(trouble === undefined ? [] : [fromObject(kind, nameOf(maker), 'status', trouble)]),
  ];
}
