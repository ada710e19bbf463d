import type { Container } from '../../src/diagnosis/objects/container.ts';
import type { PodSpec } from '../../src/diagnosis/objects/pod.ts';

const LISTS = ['containers', 'initContainers'] as const;

/** A template's containers, those that run before the others last. */
export function templateContainers(spec: PodSpec | undefined): readonly Container[] {
  return LISTS.flatMap((list) => spec?.[list] ?? []);
}

/** Parts of containers by their names, as a strategic merge patch of a pod's spec wants them; undefined for none. */
export function containersPatch(
  spec: PodSpec | undefined,
  parts: ReadonlyMap<string, object>,
): Readonly<Record<string, readonly object[]>> | undefined {
  const lists = LISTS.flatMap((list) => {
    const named = (spec?.[list] ?? []).flatMap(({ name }) => {
      const part = parts.get(name);
      return part ? [{ name, ...part }] : [];
    });
    return named.length > 0 ? [[list, named] as const] : [];
  });
  return lists.length > 0 ? Object.fromEntries(lists) : undefined;
}
