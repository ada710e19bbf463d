import type { PodDisruptionBudget } from '../../src/diagnosis/objects/disruption.ts';
import { definePlaybook } from '../../src/diagnosis/playbook.ts';
import { judgeBlocked } from './blocked.ts';
import { CAUSES } from './causes.ts';
import { judgePodless } from './podless.ts';
import { type BudgetFound, type BudgetView, SECTIONS } from './scene.ts';
import { judgeShortage } from './shortage.ts';
import { judgeSync } from './sync.ts';

export const disruptionBudget = definePlaybook({
  id: 'disruption-budget',
  title: 'A PodDisruptionBudget is not met, or protects nothing',
  meaning:
    'Fewer pods are healthy than a PodDisruptionBudget asks for, or it asks for what can’t be: it selects nothing, leaves no pod to spare, or can’t be worked out.',
  impact:
    'While it is not met none of its ready pods may be evicted: draining a node, upgrading it or scaling nodes down waits. One that selects nothing protects nothing.',
  alerts: ['KubePdbNotEnoughHealthyPods'],
  reads: SECTIONS,
  causes: CAUSES,
  diagnoseTarget(view) {
    const { object } = view;
    return { findings: object?.kind === 'PodDisruptionBudget' ? judge(view, object) : [] };
  },
});

/** Numbers that could not be worked out, or not yet, tell nothing of the pods. */
function judge(view: BudgetView, budget: PodDisruptionBudget): readonly BudgetFound[] {
  if (budget.metadata?.deletionTimestamp) return [];
  const found = view.pods.length === 0 ? judgePodless(view, budget) : judgeGuarded(view, budget);
  return found ? [found] : [];
}

function judgeGuarded(view: BudgetView, budget: PodDisruptionBudget): BudgetFound | undefined {
  return judgeSync(view, budget) ?? judgeShortage(view, budget) ?? judgeBlocked(view, budget);
}
