import { isEditable } from './owner.ts';
import type { View } from './playbook.ts';

/** A part of a pod's spec, as a strategic merge patch spells it: lists of named things merge by name. */
export type PodSpecPart = Readonly<Record<string, unknown>>;

/**
 * A strategic merge patch for `kubectl patch` of the workload above a pod; undefined where nothing above it can be
 * edited in place. A CronJob keeps its pods' template one level deeper.
 */
export function templatePatch(view: View, spec: PodSpecPart): string | undefined {
  if (!isEditable(view.owner)) return undefined;
  const template = { spec: { template: { spec } } };
  return JSON.stringify(view.owner?.kind === 'CronJob' ? { spec: { jobTemplate: template } } : template);
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
