import { containersOf, lastEndedRun } from '../../diagnosis/containers.ts';
import type { Playbook } from '../../diagnosis/playbook.ts';
import { toReport } from '../../diagnosis/report.ts';
import type { DigestGap } from '../../digests/digest.ts';
import type { DiagnosedOwner } from '../../digests/owner-items.ts';
import type { UnwellOwner } from '../../digests/unwell-owner.ts';
import { BotError } from '../../errors.ts';
import type { Cluster } from '../../ports.ts';
import { diagnoseFound } from '../diagnose-target.ts';
import type { DigestCluster } from './digest-cluster.ts';
import { fewAtATime } from './few-at-a-time.ts';
import { findOwner } from './find-owner.ts';

interface Options {
  readonly playbooks: readonly Playbook[];
  /** Of so many, the first of those that have any, the logs are read. */
  readonly logsFor: number;
  readonly onOwner?: (done: number) => void;
}

interface Looked {
  readonly diagnosed: readonly DiagnosedOwner[];
  readonly gaps: readonly DigestGap[];
}

/** Diagnoses each owner once, a few at a time. One that can't be looked at is a gap. */
export async function diagnoseOwners(
  owners: readonly UnwellOwner[],
  shared: DigestCluster,
  options: Options,
): Promise<Looked> {
  const withLogs = new Set(owners.filter(hasRun).slice(0, options.logsFor));
  let done = 0;
  const results = await fewAtATime(owners, async (owner) => {
    const result = await diagnose(owner, shared.forOwner(withLogs.has(owner)), options.playbooks);
    options.onOwner?.(++done);
    return result;
  });
  return {
    diagnosed: results.filter((one) => 'report' in one),
    gaps: results.filter((one) => 'message' in one),
  };
}

/** A container that never ran has no log. */
function hasRun({ kept }: UnwellOwner): boolean {
  return kept.some((pod) =>
    containersOf(pod).some(({ status }) => status?.state?.running || lastEndedRun(status)),
  );
}

async function diagnose(
  owner: UnwellOwner,
  cluster: Cluster,
  playbooks: readonly Playbook[],
): Promise<DiagnosedOwner | DigestGap> {
  try {
    const found = await findOwner(owner, cluster);
    const { snapshot, diagnosis } = await diagnoseFound(cluster, found, { playbooks });
    const cost = { requests: 0, roundTrips: 0, durationMs: 0 };
    return { owner, report: toReport(diagnosis, playbooks, { cluster: cluster.context, cost }), snapshot };
  } catch (error) {
    if (!(error instanceof BotError)) throw error;
    return { namespace: owner.namespace, message: error.userMessage };
  }
}
