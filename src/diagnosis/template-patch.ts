import { isEditable } from './owner.ts';
import type { View } from './playbook.ts';

/** A part of a pod's spec, as a strategic merge patch spells it: lists of named things merge by name. */
export type PodSpecPart = Readonly<Record<string, unknown>>;

/**
 * A strategic merge patch for `kubectl patch` of the workload above a pod; undefined where nothing above it can be
 * edited in place.
 */
export function templatePatch(view: View, spec: PodSpecPart): string | undefined {
  const { owner } = view;
  return owner && isEditable(owner) ? workloadPatch(owner.kind, { template: { spec } }) : undefined;
}

/** The patch of a workload's spec as `kubectl patch` takes it: a CronJob keeps its Jobs' one level deeper. */
export function workloadPatch(kind: string, spec: object): string {
  return JSON.stringify({ spec: kind === 'CronJob' ? { jobTemplate: { spec } } : spec });
}

/** The same for one container, wherever in the spec it stands, and what the pod needs beside it. */
export function containerPatch(
  view: View,
  container: string,
  part: PodSpecPart,
  beside: PodSpecPart = {},
): string | undefined {
  const isInit = (view.pod.spec?.initContainers ?? []).some((one) => one.name === container);
  const list = isInit ? 'initContainers' : 'containers';
  return templatePatch(view, { [list]: [{ name: container, ...part }], ...beside });
}
