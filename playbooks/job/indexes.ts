import { counted } from '../../src/diagnosis/counted.ts';
import { fromObject } from '../../src/diagnosis/evidence.ts';
import type { Evidence, Found, Params } from '../../src/diagnosis/finding.ts';
import { nameOf } from '../../src/diagnosis/name-of.ts';
import type { Workload } from '../../src/diagnosis/objects/workload.ts';
import { conditionOf } from './failed-job.ts';

/** Indexes that have no attempt left, of a Job that goes on with the others. */
export function indexesSoFar(job: Workload): Found<'failed-indexes'> | undefined {
  const indexes = job.status?.failedIndexes;
  const active = job.status?.active;
  if (!indexes || conditionOf(job, 'Complete')) return undefined;
  const goesOn = typeof active === 'number' ? `${counted(active, 'pod')} active` : undefined;
  const proof = fromObject('Job', nameOf(job), 'status.failedIndexes', indexes);
  return failedIndexes(job, proof, { goesOn });
}

/** A Job that failed by indexes which have no attempt left, or is going to. */
export function failedIndexes(job: Workload, proof: Evidence, params: Params): Found<'failed-indexes'> {
  const indexes = job.status?.failedIndexes ?? '';
  const perIndex = job.spec?.backoffLimitPerIndex;
  return {
    cause: 'failed-indexes',
    confidence: 'certain',
    params: {
      ...params,
      ...indexParams(job),
      count: countOf(indexes) || 'Some',
      indexes: indexes || 'its status does not say which',
      perIndex,
      tries: perIndex === 0 ? 'once' : `${(perIndex ?? 0) + 1} times`,
    },
    evidence: [proof],
  };
}

/** A Job that was ended because more indexes failed than may. */
export function tooManyIndexes(job: Workload, proof: Evidence, params: Params): Found<'max-failed-indexes'> {
  return {
    cause: 'max-failed-indexes',
    confidence: 'certain',
    params: {
      ...params,
      ...indexParams(job),
      indexes: job.status?.failedIndexes,
      max: job.spec?.maxFailedIndexes ?? 'maxFailedIndexes',
    },
    evidence: [proof],
  };
}

function indexParams(job: Workload): Params {
  return {
    wanted: job.spec?.completions ?? 'many',
    completed: job.status?.completedIndexes,
    firstIndex: /^\d+/.exec(job.status?.failedIndexes ?? '')?.[0],
    indexedJob: nameOf(job),
  };
}

/** How many indexes `1,3-5` are: 4. */
function countOf(indexes: string): number {
  const parts = [...indexes.matchAll(/(\d+)(?:-(\d+))?/g)];
  return parts.reduce((sum, [, from, to]) => sum + Number(to ?? from) - Number(from) + 1, 0);
}
