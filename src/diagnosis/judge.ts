import { resumedFirst } from './change.ts';
import { containerRows } from './container-row.ts';
import type { Diagnosis, PodRow } from './diagnosis.ts';
import type { Finding, RuledOut } from './finding.ts';
import { gapsOf, isDecisive, unreadPods } from './gaps.ts';
import { judgePods } from './judge-pods.ts';
import { judgeTarget } from './judge-target.ts';
import type { Pod } from './objects/pod.ts';
import type { Playbook } from './playbook.ts';
import { groupPods } from './pod-group.ts';
import { podStatus, readyColumn, restarts } from './pod-status.ts';
import { rank } from './rank.ts';
import type { Read, Snapshot } from './snapshot.ts';
import { readKey } from './snapshot.ts';
import { splitOf } from './split.ts';
import { verdictOf } from './verdict.ts';
import { wellFormedSnapshot } from './well-formed.ts';
import { workloadTrouble } from './workload-status.ts';

export interface Judged {
  readonly diagnosis: Diagnosis;
  /** What the playbooks asked for and the snapshot does not hold yet, in the order of importance. */
  readonly wants: readonly Read[];
}

/**
 * Judges a snapshot. Pure: the same snapshot gives the same answer. Facts that were asked for and are missing are
 * listed in `wants`; collect them into the snapshot and judge again for a better answer. With `container`, only what
 * concerns that container or the pod as a whole is found.
 */
export function judge(taken: Snapshot, playbooks: readonly Playbook[], container?: string): Judged {
  const snapshot = wellFormedSnapshot(taken);
  const groups = groupPods(snapshot.pods, snapshot.workload, snapshot.jobs);
  const asked = new Map<string, Read>();
  const judged = judgePods(snapshot, groups, playbooks, asked);
  const ofTarget = judgeTarget(snapshot, playbooks, asked);
  const found = [...judged, ofTarget].flatMap((one) => one.findings);
  const findings = rank(
    found.filter((finding) => isAbout(finding, container)),
    playbooks,
  );
  const changed = judged.find((one) => one.changed)?.changed;
  const gaps = [...gapsOf([...asked.values()], snapshot.facts), ...unreadPods(snapshot)];
  const warned = judged.some((one) => one.words?.warned);
  const verdict = verdictOf({ snapshot, groups, findings, gaps, playbooks, warned });
  const words = judged.find((one) => one.words?.text)?.words?.text ?? workloadTrouble(snapshot.workload);
  // Of one container alone not all is found.
  const split =
    container === undefined
      ? splitOf(groups, findings, new Set(judged.flatMap((one) => one.pods)))
      : undefined;
  const unexplained = findings.length === 0 && verdict !== 'healthy' ? words : undefined;
  const diagnosis: Diagnosis = {
    target: snapshot.target,
    takenAt: snapshot.takenAt,
    verdict,
    findings,
    ruledOut: unique([...judged, ofTarget].flatMap((one) => one.ruledOut)).filter(
      (out) => !findings.some((f) => causeOf(f) === out.cause),
    ),
    gaps: verdict === 'healthy' ? gaps.filter(isDecisive) : gaps,
    pods: groups.flatMap((group) => group.pods).map(toRow),
    ...(split === undefined ? {} : { split }),
    ...(changed === undefined ? {} : { changed: resumedFirst(changed, snapshot.workload) }),
    ...(unexplained === undefined ? {} : { unexplained }),
  };
  return { diagnosis, wants: [...asked.values()].filter((read) => !snapshot.facts.has(readKey(read))) };
}

function isAbout(finding: Finding, container: string | undefined): boolean {
  const { container: about } = finding.subject;
  return container === undefined || about === undefined || about === container;
}

export function causeOf(finding: { playbook: string; cause: string }): string {
  return `${finding.playbook}/${finding.cause}`;
}

function unique(ruledOut: readonly RuledOut[]): readonly RuledOut[] {
  return [...new Map(ruledOut.map((out) => [out.cause, out])).values()];
}

function toRow(pod: Pod): PodRow {
  const node = pod.spec?.nodeName;
  const containers = containerRows(pod);
  return {
    name: pod.metadata?.name ?? '',
    ready: readyColumn(pod),
    status: podStatus(pod),
    restarts: restarts(pod),
    createdAt: pod.metadata?.creationTimestamp ?? '',
    ...(node === undefined ? {} : { node }),
    ...(containers.length === 0 ? {} : { containers }),
  };
}
