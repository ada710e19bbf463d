import type { Pod } from '../diagnosis/objects/pod.ts';
import type { Owner } from '../diagnosis/owner.ts';

/** What runs pods, or a pod that nothing runs. */
export interface OwnerPlace {
  readonly namespace: string;
  /** Pod where nothing runs it. */
  readonly kind: string;
  readonly name: string;
}

/** @param owner of the pod, as `ownerOf` tells it */
export function ownerPlace({ metadata }: Pod, owner: Owner | undefined): OwnerPlace {
  const { namespace = '', name = '' } = metadata ?? {};
  return { namespace, kind: owner?.kind ?? 'Pod', name: owner?.name ?? name };
}

/** `shop/Deployment/web` */
export function placeKey({ namespace, kind, name }: OwnerPlace): string {
  return `${namespace}/${kind}/${name}`;
}

export function isSameOwner(left: OwnerPlace, right: OwnerPlace): boolean {
  return left.name === right.name && left.namespace === right.namespace && left.kind === right.kind;
}
