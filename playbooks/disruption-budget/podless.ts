import { computed } from '../../src/diagnosis/evidence.ts';
import type { Params } from '../../src/diagnosis/finding.ts';
import { guardedSelector } from '../../src/diagnosis/guarded-pods.ts';
import {
  differenceText,
  type NearestLabels,
  nearestLabels,
  selectorChange,
} from '../../src/diagnosis/nearest-labels.ts';
import type { PodDisruptionBudget } from '../../src/diagnosis/objects/disruption.ts';
import type { LabelSelector } from '../../src/diagnosis/objects/meta.ts';
import type { Workload } from '../../src/diagnosis/objects/workload.ts';
import { requirementsOf, requirementText, selects } from '../../src/diagnosis/scheduling/selectors.ts';
import {
  type BudgetFound,
  type BudgetView,
  countsOf,
  fromBudget,
  fromCounts,
  isWholeNumber,
  workloadText,
} from './scene.ts';
import { tooFewReplicas, withoutPods } from './shortage.ts';

type Labels = Readonly<Record<string, string>>;

/** What makes pods with such labels. */
interface Maker {
  readonly maker: string;
  readonly kind: string;
  readonly wanted: number;
  readonly labels: Labels;
}

/** A budget that no pod is under: a wrong selector, nothing to run now, or pods that are not made. */
export function judgePodless(view: BudgetView, budget: PodDisruptionBudget): BudgetFound {
  const selector = guardedSelector(budget);
  if (!selector) return selectsNothing(view, budget, { unset: view.target.name });
  const lists = (['Deployment', 'StatefulSet'] as const).map((kind) =>
    view.get({ section: 'workloads', kind, namespace: view.namespace }),
  );
  const isWhole = lists.every(({ status }) => status === 'ok');
  const makers = lists.flatMap((list) => (list.status === 'ok' ? list.value.map(toMaker) : []));
  const fitting = makers.filter(({ labels }) => selects(selector, labels));
  const [most] = fitting.toSorted((a, b) => b.wanted - a.wanted);
  if (most) return ofMaker(view, budget, most);
  return withoutMaker(view, budget, { selector, makers, isWhole });
}

function toMaker(workload: Workload): Maker {
  const { kind = '', spec } = workload;
  return {
    maker: workloadText(workload),
    kind,
    wanted: spec?.replicas ?? 1,
    labels: spec?.template?.metadata?.labels ?? {},
  };
}

function ofMaker(view: BudgetView, budget: PodDisruptionBudget, { maker, kind, wanted }: Maker): BudgetFound {
  if (wanted > 0) return withoutPods(view, budget, { scaled: maker, wanted });
  if (isWholeNumber(budget) && countsOf(budget).desired > 0)
    return tooFewReplicas(view, budget, { kind, scaled: maker, wanted });
  return unused(view, budget, { off: maker });
}

interface Seen {
  readonly selector: LabelSelector;
  readonly makers: readonly Maker[];
  /** Deployments and StatefulSets could both be read. */
  readonly isWhole: boolean;
}

/** Where nothing has to be healthy, other kinds' pods may be to come: only a slip of the pen proves it wrong. */
function withoutMaker(
  view: BudgetView,
  budget: PodDisruptionBudget,
  { selector, makers, isWhole }: Seen,
): BudgetFound {
  const matchLabels = selector.matchLabels ?? {};
  const nearest = nearestLabels(matchLabels, makers);
  const words = requirementsOf(selector).map(requirementText).join(', ');
  const isSlip = nearest?.isPlain && nearest.differences.some(({ kind }) => kind !== 'missing');
  if (countsOf(budget).desired === 0 && !isSlip) {
    return unused(view, budget, { selector: words, everything: words === '' ? view.namespace : undefined });
  }
  return selectsNothing(
    view,
    budget,
    {
      selector: words,
      everything: words === '' ? view.namespace : undefined,
      unmade: isWhole && !nearest && words !== '' ? view.namespace : undefined,
      ...(nearest ? nearParams(nearest) : {}),
    },
    isWhole,
  );
}

function nearParams({ candidate, differences, isPlain }: NearestLabels<Maker>): Params {
  const changed = Object.assign({}, ...differences.map(selectorChange)) as Readonly<
    Record<string, string | null>
  >;
  return {
    near: candidate.maker,
    nearLabels: labelsText(candidate.labels),
    differences: differences.map(differenceText),
    patch: isPlain ? JSON.stringify({ spec: { selector: { matchLabels: changed } } }) : undefined,
  };
}

function labelsText(labels: Labels): string {
  return Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
}

function selectsNothing(
  view: BudgetView,
  budget: PodDisruptionBudget,
  params: Params,
  isWhole = true,
): BudgetFound {
  const { near, nearLabels } = params;
  return {
    cause: 'selects-nothing',
    confidence: isWhole ? 'certain' : 'likely',
    params,
    evidence: [
      fromBudget(view, 'spec.selector', String(params.selector || 'none')),
      fromCounts(view, countsOf(budget)),
      ...(near ? [computed(String(near), `labels of its pods: ${nearLabels}`)] : []),
    ],
  };
}

function unused(view: BudgetView, budget: PodDisruptionBudget, params: Params): BudgetFound {
  return {
    cause: 'unused',
    confidence: 'certain',
    params,
    evidence: [fromCounts(view, countsOf(budget))],
  };
}
