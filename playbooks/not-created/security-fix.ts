import type { Container } from '../../src/diagnosis/objects/container.ts';
import type { PodTemplateSpec } from '../../src/diagnosis/objects/workload.ts';

/** What has to change in a pod template for one check of the Pod Security Standards. */
export interface SecurityFix {
  /** Parts of the pod's spec, of its metadata and of its containers by name, as a merge patch: null takes away. */
  readonly pod?: object;
  readonly metadata?: object;
  readonly containers?: ReadonlyMap<string, object>;
  /** In words: `securityContext.privileged off (sniffer)`. */
  readonly shown: string;
  /** What the program may need and no longer has. */
  readonly taken?: string;
  /** No patch does it: what somebody has to think of. */
  readonly byHand?: true;
}

/** What a fix may look at. */
export interface Template {
  readonly template: PodTemplateSpec | undefined;
  readonly containers: readonly Container[];
}

/** The same part for every container that `isMeant`; undefined where none is. */
export function forContainers(
  { containers }: Template,
  isMeant: (container: Container) => boolean,
  part: (container: Container) => object,
): { readonly names: string; readonly containers: ReadonlyMap<string, object> } | undefined {
  const meant = containers.filter(isMeant);
  if (meant.length === 0) return undefined;
  return {
    names: meant.map(({ name }) => name).join(', '),
    containers: new Map(meant.map((one) => [one.name, part(one)])),
  };
}

/** Joins parts of one object field by field; a list replaces a list. */
export function mergeParts(a: object, b: object): object {
  const joined: Record<string, unknown> = { ...a };
  for (const [key, value] of Object.entries(b)) {
    const there = joined[key];
    joined[key] = isFields(there) && isFields(value) ? mergeParts(there, value) : value;
  }
  return joined;
}

function isFields(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
