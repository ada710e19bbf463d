import { changeOf, resumedFirst } from './change.ts';
import { containersOf } from './containers.ts';
import { contextOf } from './context.ts';
import type { Diagnosis, PodRow } from './diagnosis.ts';
import type { Finding, Found, RuledOut } from './finding.ts';
import { gapsOf } from './gaps.ts';
import type { Pod } from './kube.ts';
import { type OwnWords, ownWords } from './own-words.ts';
import { ownerOf } from './owner.ts';
import type { Playbook, View } from './playbook.ts';
import { groupPods, type PodGroup } from './pod-group.ts';
import { podStatus, readyColumn, restarts } from './pod-status.ts';
import { rank } from './rank.ts';
import type { RolloutChange } from './rollout-diff.ts';
import { type Collected, type Read, readKey, type Snapshot } from './snapshot.ts';
import { verdictOf } from './verdict.ts';
import { wellFormedSnapshot } from './well-formed.ts';
import { workloadTrouble } from './workload-status.ts';

/** Groups of unlike pods that one diagnosis looks into; the rest is named, not judged. */
const MOST_GROUPS = 3;

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
  const groups = groupPods(snapshot.pods, snapshot.workload);
  const asked = new Map<string, Read>();
  const judged = toJudge(groups).map((group) => judgeGroup(snapshot, group, playbooks, asked));
  const findings = rank(
    judged.flatMap((one) => one.findings).filter((finding) => isAbout(finding, container)),
    playbooks,
  );
  const changed = judged.find((one) => one.changed)?.changed;
  const gaps = gapsOf([...asked.values()], snapshot.facts);
  const warned = judged.some((one) => one.words?.warned);
  const verdict = verdictOf({ snapshot, groups, findings, gaps, playbooks, warned });
  const words = judged.find((one) => one.words?.text)?.words?.text ?? workloadTrouble(snapshot.workload);
  const unexplained = findings.length === 0 && verdict !== 'healthy' ? words : undefined;
  const diagnosis: Diagnosis = {
    target: snapshot.target,
    takenAt: snapshot.takenAt,
    verdict,
    findings,
    ruledOut: unique(judged.flatMap((one) => one.ruledOut)).filter(
      (out) => !findings.some((f) => causeOf(f) === out.cause),
    ),
    gaps,
    pods: groups.flatMap((group) => group.pods).map(toRow),
    ...(changed === undefined ? {} : { changed: resumedFirst(changed, snapshot.workload) }),
    ...(unexplained === undefined ? {} : { unexplained }),
  };
  return { diagnosis, wants: [...asked.values()].filter((read) => !snapshot.facts.has(readKey(read))) };
}

function isAbout(finding: Finding, container: string | undefined): boolean {
  const { container: about } = finding.subject;
  return container === undefined || about === undefined || about === container;
}

/**
 * The unwell groups; where all is well, the group with most restarts, which may hide a recent crash. Pods that are
 * leaving or have failed while others do the work are past: they are judged only where there is nothing else.
 */
function toJudge(groups: readonly PodGroup[]): readonly PodGroup[] {
  const unwell = groups.filter((group) => !group.well);
  if (unwell.length > 0) return unwell.slice(0, MOST_GROUPS);
  const keys = groups.map((group) => ({ group, first: group.pods[0] as Pod }));
  return keys
    .toSorted(
      (a, b) => Number(isPast(a.first)) - Number(isPast(b.first)) || restarts(b.first) - restarts(a.first),
    )
    .slice(0, 1)
    .map(({ group }) => group);
}

function isPast({ metadata, status }: Pod): boolean {
  return metadata?.deletionTimestamp !== undefined || status?.phase === 'Failed';
}

interface JudgedGroup {
  readonly findings: readonly Finding[];
  readonly ruledOut: readonly RuledOut[];
  /** Of unwell pods only. */
  readonly changed?: RolloutChange | undefined;
  readonly words?: OwnWords;
}

function judgeGroup(
  snapshot: Snapshot,
  group: PodGroup,
  playbooks: readonly Playbook[],
  asked: Map<string, Read>,
): JudgedGroup {
  const view = viewOf(snapshot, group.pods[0] as Pod, asked);
  const findings: Finding[] = [];
  const ruledOut: RuledOut[] = [];
  for (const playbook of playbooks) {
    const judgement = playbook.diagnose(view);
    findings.push(...judgement.findings.map((found) => toFinding(found, playbook, view, group)));
    ruledOut.push(...(judgement.ruledOut ?? []));
  }
  if (group.well) return { findings, ruledOut };
  return { findings, ruledOut, changed: changeOf(view), words: ownWords(view) };
}

function toFinding(found: Found, playbook: Playbook, view: View, group: PodGroup): Finding {
  const container = found.container === undefined ? {} : { container: found.container };
  return {
    ...found,
    playbook: playbook.id,
    severity: playbook.causes[found.cause]?.severity ?? 'warning',
    subject: { namespace: view.namespace, pod: view.podName, ...container },
    context: contextOf(view, found.container),
    pods: group.pods.map((pod) => pod.metadata?.name ?? ''),
  };
}

/** A pod as playbooks see it; what they ask for is noted in `asked`. */
export function viewOf(snapshot: Snapshot, pod: Pod, asked: Map<string, Read>): View {
  return {
    now: Date.parse(snapshot.takenAt),
    namespace: pod.metadata?.namespace ?? snapshot.target.namespace,
    podName: pod.metadata?.name ?? snapshot.target.name,
    pod,
    containers: containersOf(pod),
    owner: ownerOf(pod, snapshot.workload),
    siblings: snapshot.pods.filter((other) => other !== pod),
    get(read) {
      const key = readKey(read as Read);
      asked.set(key, read as Read);
      return (snapshot.facts.get(key) ?? NOT_COLLECTED) as Collected<never>;
    },
  };
}

const NOT_COLLECTED: Collected<never> = {
  status: 'unavailable',
  reason: 'not-collected',
  message: 'not read',
};

export function causeOf(finding: { playbook: string; cause: string }): string {
  return `${finding.playbook}/${finding.cause}`;
}

function unique(ruledOut: readonly RuledOut[]): readonly RuledOut[] {
  return [...new Map(ruledOut.map((out) => [out.cause, out])).values()];
}

function toRow(pod: Pod): PodRow {
  const node = pod.spec?.nodeName;
  return {
    name: pod.metadata?.name ?? '',
    ready: readyColumn(pod),
    status: podStatus(pod),
    restarts: restarts(pod),
    createdAt: pod.metadata?.creationTimestamp ?? '',
    ...(node === undefined ? {} : { node }),
  };
}
