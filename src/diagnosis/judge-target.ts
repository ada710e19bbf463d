import { contextOfTarget } from './context.ts';
import type { Finding, Found, RuledOut } from './finding.ts';
import { lookUp } from './look-up.ts';
import { kubectlName } from './owner.ts';
import type { Playbook, TargetView } from './playbook.ts';
import type { Read, Snapshot } from './snapshot.ts';

/** What is wrong with the target itself: nothing where it is a pod, or pods by their labels. */
export function judgeTarget(
  snapshot: Snapshot,
  playbooks: readonly Playbook[],
  asked: Map<string, Read>,
): { readonly findings: readonly Finding[]; readonly ruledOut: readonly RuledOut[] } {
  if (!snapshot.workload && !snapshot.object) return { findings: [], ruledOut: [] };
  const view = targetViewOf(snapshot, asked);
  const judged = playbooks.map((playbook) => ({ playbook, judgement: playbook.diagnoseTarget(view) }));
  return {
    findings: judged.flatMap(({ playbook, judgement }) =>
      judgement.findings.map((found) => toFinding(found, playbook, view)),
    ),
    ruledOut: judged.flatMap(({ judgement }) => judgement.ruledOut ?? []),
  };
}

/** A target as playbooks see it; what they ask for is noted in `asked`. */
export function targetViewOf(snapshot: Snapshot, asked: Map<string, Read>): TargetView {
  const { target, workload, object, jobs = [], pods, facts } = snapshot;
  return {
    now: Date.parse(snapshot.takenAt),
    target,
    namespace: target.namespace,
    workload,
    object,
    jobs,
    pods,
    get: lookUp(facts, asked),
  };
}

function toFinding(found: Found, playbook: Playbook, view: TargetView): Finding {
  const about = found.about ?? view.target;
  return {
    ...found,
    playbook: playbook.id,
    severity: playbook.causes[found.cause]?.severity ?? 'warning',
    subject: { namespace: view.namespace, object: kubectlName(about.kind, about.name) },
    context: contextOfTarget(view, about),
    pods: [],
  };
}
