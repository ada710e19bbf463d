import { containersOf } from '../diagnosis/containers.ts';
import type { Diagnosis } from '../diagnosis/diagnosis.ts';
import { type Judged, judge } from '../diagnosis/judge.ts';
import type { Pod } from '../diagnosis/objects/pod.ts';
import type { Playbook } from '../diagnosis/playbook.ts';
import { groupPods } from '../diagnosis/pod-group.ts';
import { type Collected, type Read, readKey, type Snapshot } from '../diagnosis/snapshot.ts';
import { wellFormedSnapshot } from '../diagnosis/well-formed.ts';
import { BotError } from '../errors.ts';
import type { Cluster, FoundTarget, Resolution, TargetQuery } from '../ports.ts';

/** Requests that the diagnosis of one pod may make, reading it included. */
const REQUEST_BUDGET = 10;
/** Requests that finding a target costs when its kind is named; guessing what a bare name means comes on top. */
const RESOLVING = 2;
/** Requests more for each further group of unlike pods of a workload. */
const GROUP_BUDGET = 4;
/** Passes of collecting: what the status asks for, what that leads to, what names in it lead to. */
const ROUNDS = 3;

/** A diagnosis, and what it was judged from. */
export interface Diagnosed {
  readonly snapshot: Snapshot;
  readonly diagnosis: Diagnosis;
}

export type Outcome =
  | ({ readonly status: 'diagnosed' } & Diagnosed)
  | Exclude<Resolution, { status: 'found' }>;

export interface DiagnoseOptions {
  readonly playbooks: readonly Playbook[];
  /** Only findings about this container, and those about the pod as a whole. */
  readonly container?: string;
  /** Called before each pass with what is about to be read. */
  readonly onProgress?: (reads: readonly Read[]) => void;
}

/** Resolves a target, collects what the playbooks ask for, judges. Throws a `BotError` when nothing could be asked at all. */
export async function diagnoseTarget(
  cluster: Cluster,
  query: TargetQuery,
  options: DiagnoseOptions,
): Promise<Outcome> {
  const before = cluster.cost().requests;
  const resolution = await cluster.resolve(query);
  if (resolution.status !== 'found') return resolution;
  const spent = Math.min(RESOLVING, cluster.cost().requests - before);
  return { status: 'diagnosed', ...(await diagnoseFound(cluster, resolution, options, spent)) };
}

/** Diagnoses a target that has been found, at the cost of `spent` requests of its budget. */
export async function diagnoseFound(
  cluster: Cluster,
  { status: _, ...found }: FoundTarget,
  options: DiagnoseOptions,
  spent = RESOLVING,
): Promise<Diagnosed> {
  const snapshot = wellFormedSnapshot({ ...found, takenAt: cluster.now(), facts: new Map() });
  checkContainer(snapshot.pods, options.container);
  return collectAndJudge(cluster, snapshot, budgetOf(snapshot) - spent, options);
}

function checkContainer(pods: readonly Pod[], container: string | undefined): void {
  const names = [...new Set(pods.flatMap((pod) => containersOf(pod).map((one) => one.name)))];
  if (container === undefined || names.length === 0 || names.includes(container)) return;
  throw new BotError(
    'target-invalid',
    `There is no container "${container}" in it; there is ${names.join(', ')}.`,
  );
}

function budgetOf(snapshot: Snapshot): number {
  const unwell = groupPods(snapshot.pods, snapshot.workload).filter((group) => !group.well).length;
  return REQUEST_BUDGET + GROUP_BUDGET * Math.min(2, Math.max(0, unwell - 1));
}

async function collectAndJudge(
  cluster: Cluster,
  start: Snapshot,
  budget: number,
  { playbooks, container, onProgress }: DiagnoseOptions,
): Promise<Diagnosed> {
  let snapshot = start;
  let judged: Judged = judge(snapshot, playbooks, container);
  let left = budget;
  for (let round = 0; round < ROUNDS && left > 0 && judged.wants.length > 0; round++) {
    const reads = judged.wants.slice(0, left);
    left -= reads.length;
    onProgress?.(reads);
    snapshot = { ...snapshot, facts: new Map([...snapshot.facts, ...(await collect(cluster, reads))]) };
    judged = judge(snapshot, playbooks, container);
  }
  return { snapshot, diagnosis: judged.diagnosis };
}

/** All at once; each fails alone, as a value. */
async function collect(cluster: Cluster, reads: readonly Read[]): Promise<[string, Collected<unknown>][]> {
  return Promise.all(
    reads.map(
      async (read): Promise<[string, Collected<unknown>]> => [readKey(read), await cluster.read(read)],
    ),
  );
}
