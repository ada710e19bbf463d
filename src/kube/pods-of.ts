import type { OwnerReference } from '../diagnosis/objects/meta.ts';
import type { Pod } from '../diagnosis/objects/pod.ts';
import type { Workload } from '../diagnosis/objects/workload.ts';
import { selectorText } from '../diagnosis/scheduling/selectors.ts';
import type { ApiClient } from './api-client.ts';
import type { Fetched } from './http-status.ts';
import { POD } from './kinds.ts';
import { type Listed, list } from './list.ts';

/** Beyond this a workload is judged by its first thousand pods: their looks repeat long before. */
const PAGES = 2;

/** Pods that match a selector. */
export function listPods(
  api: ApiClient,
  namespace: string | undefined,
  labelSelector: string,
): Promise<Fetched<Listed<Pod>>> {
  const where = namespace === undefined ? {} : { namespace };
  return list<Pod>(api, { ...POD, ...where, query: { labelSelector } }, PAGES);
}

/** A workload's own pods: those that match its selector and whose controllers lead to it. */
export async function podsOf(api: ApiClient, workload: Workload): Promise<Fetched<Listed<Pod>>> {
  const namespace = workload.metadata?.namespace;
  const fetched = await listPods(api, namespace, selectorText(workload.spec?.selector));
  if (fetched.status !== 'ok') return fetched;
  const { items, truncated } = fetched.value;
  return { status: 'ok', value: { items: items.filter((pod) => isOwned(pod, workload)), truncated } };
}

/**
 * Selectors of two workloads may overlap by mistake; the owner references tell whose a pod is. A Deployment's pods
 * belong to ReplicaSets, named `<deployment>-<pod-template-hash>`.
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#pod-template-hash-label
 */
export function isOwned(pod: Pod, workload: Workload): boolean {
  const controller = controllerOf(pod);
  if (!controller) return false;
  if (workload.kind !== 'Deployment') return isReferenceTo(controller, workload);
  const hash = pod.metadata?.labels?.['pod-template-hash'];
  const prefix = `${workload.metadata?.name}-`;
  if (controller.kind !== 'ReplicaSet' || !controller.name.startsWith(prefix)) return false;
  const suffix = controller.name.slice(prefix.length);
  return hash === undefined ? !suffix.includes('-') : suffix === hash;
}

/** Whether an object's controller is this one: by UID, so that a namesake that was deleted does not count. */
export function isReferenceTo(reference: OwnerReference, owner: Workload): boolean {
  if (reference.uid && owner.metadata?.uid) return reference.uid === owner.metadata.uid;
  return reference.kind === owner.kind && reference.name === owner.metadata?.name;
}

export function controllerOf(object: Pod | Workload): OwnerReference | undefined {
  return object.metadata?.ownerReferences?.find((reference) => reference.controller);
}
