import { changeOf } from './change.ts';
import { contextOf } from './context.ts';
import type { Finding, Found, RuledOut } from './finding.ts';
import type { Pod } from './objects/pod.ts';
import { type OwnWords, ownWords } from './own-words.ts';
import { kubectlName } from './owner.ts';
import type { Playbook, View } from './playbook.ts';
import type { PodGroup } from './pod-group.ts';
import { restarts } from './pod-status.ts';
import { viewOf } from './pod-view.ts';
import type { RolloutChange } from './rollout-diff.ts';
import type { Read, Snapshot } from './snapshot.ts';
import { speaksFor } from './speaks-for.ts';

/** Groups of unlike pods that one diagnosis looks into; the rest is named, not judged. */
const MOST_GROUPS = 3;

export interface JudgedPods {
  /** Those that the judgement speaks for, the one that it was made of first. */
  readonly pods: readonly Pod[];
  readonly findings: readonly Finding[];
  readonly ruledOut: readonly RuledOut[];
  /** Of unwell pods only. */
  readonly changed?: RolloutChange | undefined;
  readonly words?: OwnWords;
}

/**
 * Judges the groups one by one, each by its first pod. Pods of a group that this does not speak for, being on another
 * node than the one that is to blame, are judged as a group of their own.
 */
export function judgePods(
  snapshot: Snapshot,
  groups: readonly PodGroup[],
  playbooks: readonly Playbook[],
  asked: Map<string, Read>,
): readonly JudgedPods[] {
  const judged: JudgedPods[] = [];
  const left = [...toJudge(groups)];
  for (let group = left.shift(); group && judged.length < MOST_GROUPS; group = left.shift()) {
    const one = judgeGroup(snapshot, group, playbooks, asked);
    judged.push(one);
    const others = group.pods.filter((pod) => !one.pods.includes(pod));
    if (others.length > 0) left.push({ ...group, pods: others });
  }
  return judged;
}

/**
 * The unwell groups; where all is well, the group with most restarts, which may hide a recent crash. Pods that are
 * leaving or have failed while others do the work are past: they are judged only where there is nothing else.
 */
function toJudge(groups: readonly PodGroup[]): readonly PodGroup[] {
  const unwell = groups.filter((group) => !group.well);
  if (unwell.length > 0) return unwell;
  const keys = groups
    .map((group) => ({ group, first: group.pods[0] as Pod }))
    // An attempt that failed before the Job was done.
    .filter(({ first }) => first.status?.phase !== 'Failed');
  return keys
    .toSorted(
      (a, b) =>
        Number(isLeaving(a.first)) - Number(isLeaving(b.first)) || restarts(b.first) - restarts(a.first),
    )
    .slice(0, 1)
    .map(({ group }) => group);
}

function isLeaving({ metadata }: Pod): boolean {
  return metadata?.deletionTimestamp !== undefined;
}

function judgeGroup(
  snapshot: Snapshot,
  group: PodGroup,
  playbooks: readonly Playbook[],
  asked: Map<string, Read>,
): JudgedPods {
  const { pods, well } = group;
  const view = viewOf(snapshot, pods[0] as Pod, asked);
  const judgements = playbooks.map((playbook) => ({ playbook, ...playbook.diagnose(view) }));
  // What the others' own status says, without asking anything more.
  const same = (playbook: Playbook, found: Found) => (pod: Pod) =>
    playbook
      .diagnose(viewOf(snapshot, pod, new Map()))
      .findings.some(({ cause, container }) => cause === found.cause && container === found.container);
  const spoken = judgements.flatMap(({ playbook, findings }) =>
    findings.map((found) => {
      const info = playbook.causes[found.cause];
      return {
        playbook,
        found,
        pods: speaksFor(group, { found, info, view, isSame: same(playbook, found) }),
      };
    }),
  );
  const findings = spoken.map((one) => toFinding(one.found, one.playbook, view, one.pods));
  const ruledOut = judgements.flatMap((one) => one.ruledOut ?? []);
  if (well) return { pods, findings, ruledOut };
  const named = new Set(spoken.flatMap((one) => one.pods));
  return {
    pods: findings.length > 0 ? pods.filter((pod) => named.has(pod)) : pods,
    findings,
    ruledOut,
    changed: changeOf(view),
    words: ownWords(view),
  };
}

function toFinding(found: Found, playbook: Playbook, view: View, pods: readonly Pod[]): Finding {
  const container = found.container === undefined ? {} : { container: found.container };
  return {
    ...found,
    playbook: playbook.id,
    severity: playbook.causes[found.cause]?.severity ?? 'warning',
    subject: {
      namespace: view.namespace,
      object: kubectlName('Pod', view.podName),
      pod: view.podName,
      ...container,
    },
    context: contextOf(view, found.container),
    pods: pods.map(({ metadata }) => metadata?.name ?? ''),
  };
}
