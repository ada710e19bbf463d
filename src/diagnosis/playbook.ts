import type { ContainerView } from './containers.ts';
import type { Judgement, Severity } from './finding.ts';
import type { Pod } from './objects/pod.ts';
import type { Workload } from './objects/workload.ts';
import type { Owner } from './owner.ts';
import type { Answer, Collected, Read, SectionName, Target, TargetObject } from './snapshot.ts';

/** Something to do about a cause. Dropped when one of its `{param}`s is unknown. Nothing is ever executed by us. */
export interface Remedy {
  readonly text: string;
  /** A shell command, params quoted for the shell when filled in. */
  readonly command?: string;
  /** True when the command changes the cluster. */
  readonly changes?: boolean;
}

/**
 * A row of a playbook's table. Texts hold `{param}`s and optional groups: `[[ of {limit}]]` is left out when a param
 * in it is unknown; outside a group an unknown param drops the whole sentence or remedy.
 */
export interface CauseInfo {
  /** One line: the fact first. */
  readonly title: string;
  readonly severity: Severity;
  /** `waiting`: it will resolve by itself. */
  readonly verdict?: 'waiting';
  /** No more than a sign of what is wrong with the target's pods: dropped where a finding about one explains it. */
  readonly symptom?: true;
  /** Sentences that explain, each with what was computed. */
  readonly says?: readonly string[];
  readonly remedies: readonly Remedy[];
  /** Where to read on: https URLs of a fixed host, params URL-encoded when filled in. One with an unknown param is dropped. */
  readonly runbooks?: readonly string[];
}

/** One pod as a playbook sees it. */
export interface View<Section extends SectionName = SectionName> {
  /** The snapshot's clock in milliseconds: the only time a judgement knows. */
  readonly now: number;
  readonly namespace: string;
  readonly podName: string;
  readonly pod: Pod;
  readonly containers: readonly ContainerView[];
  /** The controllers above the pod. */
  readonly owner: Owner | undefined;
  /** Other pods of the same workload that are known; empty when the target is one pod. */
  readonly siblings: readonly Pod[];
  /**
   * A fact about the cluster. One that hasn't been read yet is `not-collected`, is fetched after this pass, and the
   * playbook is run again: so ask for everything you may need as early as you can, and answer from what there is.
   */
  get<K extends Section>(read: Read<K>): Collected<Answer<K>>;
}

/** A target that is not a pod, as a playbook sees it: what runs the pods, or stands beside them. */
export interface TargetView<Section extends SectionName = SectionName> {
  /** The snapshot's clock in milliseconds. */
  readonly now: number;
  readonly target: Target;
  readonly namespace: string;
  /** What runs the pods; of an autoscaler what it scales, of a budget what runs all its pods, where that was read. */
  readonly workload: Workload | undefined;
  /** A Service, HorizontalPodAutoscaler, PodDisruptionBudget, PersistentVolumeClaim, Ingress or Node that was asked about. */
  readonly object: TargetObject | undefined;
  /** A CronJob's Jobs, newest first. */
  readonly jobs: readonly Workload[];
  /** The target's pods, each judged by itself as well. */
  readonly pods: readonly Pod[];
  /** As in {@link View}. */
  get<K extends Section>(read: Read<K>): Collected<Answer<K>>;
}

/** What a playbook's author writes: one of the two functions, or both. */
export interface PlaybookDefinition<Cause extends string, Section extends SectionName>
  extends Omit<Playbook<Cause, Section>, 'diagnose' | 'diagnoseTarget'> {
  diagnose?(view: View<NoInfer<Section>>): Judgement<NoInfer<Cause>>;
  diagnoseTarget?(view: TargetView<NoInfer<Section>>): Judgement<NoInfer<Cause>>;
}

/** A failure family. */
export interface Playbook<Cause extends string = string, Section extends SectionName = SectionName> {
  readonly id: string;
  readonly title: string;
  /** For the playbook's page: what it means, what it does to users. */
  readonly meaning: string;
  readonly impact: string;
  /** Names of the kubernetes-mixin's alerts behind which this family is found. */
  readonly alerts: readonly string[];
  readonly reads: readonly Section[];
  readonly causes: Readonly<Record<Cause, CauseInfo>>;
  /** `playbook/cause` of symptoms that a finding of this playbook on the same container explains. */
  readonly supersedes?: readonly string[];
  /** What is wrong with one pod. */
  diagnose(view: View<NoInfer<Section>>): Judgement<NoInfer<Cause>>;
  /** What is wrong with the target itself, where it is not a pod. */
  diagnoseTarget(view: TargetView<NoInfer<Section>>): Judgement<NoInfer<Cause>>;
}

/** Fixes the types of a playbook: an unknown cause, an undeclared section or empty evidence does not compile. */
export function definePlaybook<const Cause extends string, const Section extends SectionName>(
  playbook: PlaybookDefinition<Cause, Section>,
): Playbook {
  // A View that can answer every section can answer these, so the narrower playbook fits the wider type.
  return { diagnose: nothing, diagnoseTarget: nothing, ...playbook } as unknown as Playbook;
}

function nothing(): Judgement {
  return { findings: [] };
}
