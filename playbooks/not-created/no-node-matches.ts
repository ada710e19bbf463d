import { fromObject } from '../../src/diagnosis/evidence.ts';
import type { Found } from '../../src/diagnosis/finding.ts';
import type { Workload } from '../../src/diagnosis/objects/workload.ts';
import { requirementsOfTerm, requirementText } from '../../src/diagnosis/scheduling/selectors.ts';

/** A DaemonSet that no node is meant for, by its own word: it has what it wants, which is nothing. */
export function noNodeMatches({
  kind,
  metadata,
  spec,
  status,
}: Workload): Found<'no-node-matches'> | undefined {
  // Until its controller has come to it, 0 is only what the field begins with.
  const isSeen = status?.observedGeneration !== undefined;
  if (kind !== 'DaemonSet' || !isSeen || status.desiredNumberScheduled !== 0) return undefined;
  const podSpec = spec?.template?.spec;
  const labels = Object.entries(podSpec?.nodeSelector ?? {}).map(([key, value]) => `${key}=${value}`);
  const terms =
    podSpec?.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms;
  const affinity = (terms ?? []).flatMap(
    (term) => requirementsOfTerm(term).map(requirementText).join(' and ') || [],
  );
  return {
    cause: 'no-node-matches',
    confidence: 'certain',
    params: {
      labels,
      label: labels[0],
      affinity: affinity.join(' or ') || undefined,
      taints: labels.length + affinity.length === 0 ? 'tolerations' : undefined,
    },
    evidence: [fromObject('DaemonSet', String(metadata?.name), 'status.desiredNumberScheduled', '0')],
  };
}
