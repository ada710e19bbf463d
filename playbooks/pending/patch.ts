import { workloadPatch } from '../../src/diagnosis/template-patch.ts';
import { renewalParams } from '../../src/diagnosis/template-renewal.ts';
import type { PendingFound, PendingView } from './refusal.ts';

/**
 * A merge patch that sets fields of the owner's pod template; undefined where kubectl can't change the template.
 * A merge patch replaces a list as a whole, so lists go in complete.
 */
export function templatePatch(view: PendingView, spec: object, workload: object = {}): string | undefined {
  return view.owner && workloadPatch(view.owner.kind, { ...workload, template: { spec } });
}

const TEMPLATE_CHANGES = ['patch', 'dropPatch', 'requests', 'initPatch'] as const;

/** What has to be done after the template has been changed, for the change to reach the waiting pod. */
export function withRenewal(view: PendingView, found: PendingFound): PendingFound {
  if (TEMPLATE_CHANGES.every((name) => !found.params[name])) return found;
  return { ...found, params: { ...found.params, ...renewalParams(view) } };
}
