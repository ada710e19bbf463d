import { aboutOf } from '../../src/diagnosis/create-shortfall.ts';
import { formatDuration } from '../../src/diagnosis/duration.ts';
import { fromObject } from '../../src/diagnosis/evidence.ts';
import type { Found } from '../../src/diagnosis/finding.ts';
import type { Workload } from '../../src/diagnosis/objects/workload.ts';

/** Seconds in which a controller has seen a change, its own start and a change of leaders included. */
const SEEN_SECONDS = 120;
/** Kinds whose status tells how far their controller has read the spec. */
const OBSERVED: ReadonlySet<string | undefined> = new Set([
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
]);

/** The controller has not come to the workload since it was last changed: kube-controller-manager is down or stuck. */
export function controllerSilent(workload: Workload, now: number): Found<'controller-silent'> | undefined {
  const { metadata, status } = workload;
  const { generation, creationTimestamp } = metadata ?? {};
  const { kind, name } = aboutOf(workload);
  const observed = status?.observedGeneration ?? 0;
  if (!OBSERVED.has(kind) || generation === undefined || observed >= generation) return undefined;
  const changedAt = lastChange(workload) ?? String(creationTimestamp);
  const seconds = (now - Date.parse(changedAt)) / 1000;
  if (!(seconds > SEEN_SECONDS)) return undefined;
  return {
    cause: 'controller-silent',
    confidence: 'likely',
    params: {
      kind,
      changedAt,
      changedFor: formatDuration(seconds),
      never: observed === 0 ? kind : undefined,
    },
    evidence: [
      fromObject(kind, name, 'metadata.generation, status.observedGeneration', `${generation}, ${observed}`),
    ],
  };
}

/** When its spec was last written, as far as it is recorded. */
function lastChange({ metadata }: Workload): string | undefined {
  return metadata?.managedFields
    ?.filter(({ subresource }) => subresource !== 'status')
    .flatMap(({ time }) => time ?? [])
    .toSorted()
    .at(-1);
}
