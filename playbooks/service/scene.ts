import { eventsAbout } from '../../src/diagnosis/events-about.ts';
import type { Found } from '../../src/diagnosis/finding.ts';
import { nameOf } from '../../src/diagnosis/name-of.ts';
import type { KubeEvent, ObjectMeta } from '../../src/diagnosis/objects/meta.ts';
import type { Pod } from '../../src/diagnosis/objects/pod.ts';
import type { Service, ServicePort } from '../../src/diagnosis/objects/traffic.ts';
import type { Workload } from '../../src/diagnosis/objects/workload.ts';
import { kubectlName, ownerOf } from '../../src/diagnosis/owner.ts';
import type { TargetView } from '../../src/diagnosis/playbook.ts';
import { isFinished, isReady, restarts } from '../../src/diagnosis/pod-status.ts';
import type { Collected } from '../../src/diagnosis/snapshot.ts';
import type { CAUSES } from './causes.ts';

export type Cause = keyof typeof CAUSES;
export type ServiceFound = Found<Cause>;
export type ServiceView = TargetView<
  | 'namespace-pods'
  | 'workloads'
  | 'pods'
  | 'network-policies'
  | 'namespaces'
  | 'log'
  | 'endpoint-slices'
  | 'events'
  | 'services'
  | 'ingress-classes'
  | 'names'
>;

export type Labels = Readonly<Record<string, string>>;

/** A Service with the pods behind it: the target, or one that an Ingress leads to. */
export interface Scene {
  readonly view: ServiceView;
  readonly service: Service;
  readonly name: string;
  readonly selector: Labels;
  /** Those that its selector fits. */
  readonly pods: readonly Pod[];
  /** Those of its ports that are asked after. */
  readonly ports: readonly ServicePort[];
  /** Whether a log may be asked for. */
  readonly mayAskLogs: boolean;
}

/** What every finding about the scene's Service has in common. */
export function aboutService({ name, view }: Scene): Pick<ServiceFound, 'about'> {
  return view.target.kind === 'Service' ? {} : { about: { kind: 'Service', name } };
}

/** `app=web,tier=front`, as kubectl takes it. */
export function labelsText(labels: Labels): string {
  return Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
}

/** Empty where somebody else writes the Service's endpoints. */
export function selectorOf({ spec }: Service): Labels {
  return spec?.selector ?? {};
}

/** Seconds since an object was made; NaN where it does not say when. */
export function ageOf({ now }: ServiceView, { metadata }: { readonly metadata?: ObjectMeta }): number {
  return (now - Date.parse(metadata?.creationTimestamp ?? '')) / 1000;
}

export function labelsOf({ metadata }: { readonly metadata?: ObjectMeta }): Labels {
  return metadata?.labels ?? {};
}

/** The events about the target itself, not about one of its name before it. */
export function targetEvents(view: ServiceView): Collected<readonly KubeEvent[]> {
  const { kind, name, namespace } = view.target;
  return view.get(eventsAbout(kind, { name, namespace, uid: view.object?.metadata?.uid }));
}

/** Pods that a Service sends to: a pod that ends or has ended is none (https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination). */
export function livingPods(pods: readonly Pod[]): readonly Pod[] {
  return pods.filter((pod) => !isFinished(pod) && !pod.metadata?.deletionTimestamp);
}

/** Those that get traffic, the one with the most restarts first: the one that other playbooks ask as well. */
export function readyPods(pods: readonly Pod[]): readonly Pod[] {
  return livingPods(pods)
    .filter(isReady)
    .toSorted((a, b) => restarts(b) - restarts(a));
}

/** What makes a pod, as kubectl names it; the pod itself where nothing does. */
export function makerOf(pod: Pod): string {
  const owner = ownerOf(pod);
  return owner ? kubectlName(owner.kind, owner.name) : kubectlName('Pod', nameOf(pod));
}

/** `deployment/web`. */
export function workloadText(workload: Workload): string {
  return kubectlName(workload.kind ?? '', nameOf(workload));
}

/** `FailedBuildModel: no subnets`. */
export function eventText({ reason, message }: KubeEvent): string {
  return [reason, message].filter(Boolean).join(': ');
}
