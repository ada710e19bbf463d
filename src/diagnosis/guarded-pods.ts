import type { PodDisruptionBudget } from './objects/disruption.ts';
import type { LabelSelector } from './objects/meta.ts';
import { requirementsOf } from './scheduling/selectors.ts';

/**
 * The selector of the pods that a budget is for; undefined where it is for none. An empty one stands for all pods of the
 * namespace, save in policy/v1beta1, where it stands for none.
 * @see https://kubernetes.io/docs/reference/using-api/deprecation-guide/#poddisruptionbudget-v125
 */
export function guardedSelector({ apiVersion, spec }: PodDisruptionBudget): LabelSelector | undefined {
  const selector = spec?.selector;
  if (!selector) return undefined;
  const isForNone = apiVersion === 'policy/v1beta1' && requirementsOf(selector).length === 0;
  return isForNone ? undefined : selector;
}
