import { counted } from '../../src/diagnosis/counted.ts';
import type { CreateRefusal } from '../../src/diagnosis/create-refusal.ts';
import { formatDuration } from '../../src/diagnosis/duration.ts';
import type { Params } from '../../src/diagnosis/finding.ts';
import type { TargetView } from '../../src/diagnosis/playbook.ts';
import type { Place } from './place.ts';
import { shortWords } from './short-words.ts';

/** A refusal and where its template is kept. */
export interface Refused {
  readonly view: TargetView<
    'resource-quotas' | 'namespace-pods' | 'limit-ranges' | 'names' | 'priority-classes' | 'endpoint-slices'
  >;
  readonly refusal: CreateRefusal;
  readonly place: Place;
}

/** Pods that are wanting: one at least, as the API refuses one. */
export function missingPods({ have, wanted = 0 }: CreateRefusal): number {
  return Math.max(1, wanted - have);
}

/** What the texts of every refusal may use. */
export function refusedParams({ view, refusal, place }: Refused): Params {
  const { have, wanted, since, workload, message } = refusal;
  const isPartly = wanted !== undefined && have > 0 && have < wanted;
  const isRollout = wanted !== undefined && wanted > 0 && have >= wanted;
  return {
    ...place.params,
    what: whatOf(refusal),
    things: thingsOf(refusal),
    clause: shortWords(message.clause),
    partly: isPartly ? have : undefined,
    serving: isRollout ? counted(have, 'pod') : undefined,
    wanted,
    claimOwner:
      message.resource === 'persistentvolumeclaims' && workload.kind === 'StatefulSet'
        ? workload.metadata?.name
        : undefined,
    refusedFor: since > 0 ? formatDuration((view.now - since) / 1000) : undefined,
    // It starts all pods anew: of use where there are none.
    restart:
      have === 0 && workload.kind === 'Deployment' && !workload.spec?.paused
        ? place.params.template
        : undefined,
  };
}

const KINDS: Readonly<Record<string, readonly [one: string, all: string]>> = {
  persistentvolumeclaims: ['claim', 'the claims'],
  'replicasets.apps': ['ReplicaSet', 'the ReplicaSet'],
  'jobs.batch': ['Job', 'the Jobs'],
};

function kindsOf({
  message: { resource = '' },
  workload,
}: CreateRefusal): readonly [string, string] | undefined {
  return KINDS[workload.kind === 'CronJob' ? 'jobs.batch' : resource];
}

function whatOf(refusal: CreateRefusal): string {
  const [kind] = kindsOf(refusal) ?? [];
  const { name } = refusal.message;
  if (kind) return name ? `${kind} ${name}` : `a ${kind}`;
  return refusal.have > 0 ? 'another pod' : 'a pod';
}

function thingsOf(refusal: CreateRefusal): string {
  return kindsOf(refusal)?.[1] ?? 'the pods';
}
