import type { ContainerRow } from './container-row.ts';
import type { Finding, RuledOut } from './finding.ts';
import type { RolloutChange } from './rollout-diff.ts';
import type { SectionName, Target, UnavailableReason } from './snapshot.ts';

/** `inconclusive`: nothing was found, but something could not be seen. */
export type Verdict = 'healthy' | 'unhealthy' | 'waiting' | 'inconclusive';

/** Something that could not be read, and why: it weakens the answer and is said. */
export interface Gap {
  readonly section: SectionName;
  /** What was to be read, in words: `events of pod web-1`. */
  readonly what: string;
  readonly reason: UnavailableReason;
  readonly message: string;
}

/** The pods of the target, as `kubectl get pods` would show them. */
export interface PodRow {
  readonly name: string;
  readonly ready: string;
  readonly status: string;
  readonly restarts: number;
  /** RFC 3339; empty when the API gave none. */
  readonly createdAt: string;
  readonly node?: string;
  /** Of a pod with several containers: how each is. */
  readonly containers?: readonly ContainerRow[];
}

/** Some of the target's pods, all in the same state for the same reason. */
export interface PodShare {
  /** `unexplained`: unwell, and no playbook says why. `unjudged`: unwell, and too unlike the others to be looked into. */
  readonly state: 'cause' | 'unexplained' | 'unjudged' | 'well';
  /** Of `cause`: the place of what is wrong with them in `findings`. */
  readonly finding?: number;
  readonly pods: readonly string[];
}

export interface Diagnosis {
  readonly target: Target;
  readonly takenAt: string;
  readonly verdict: Verdict;
  /** Root cause first. */
  readonly findings: readonly Finding[];
  readonly ruledOut: readonly RuledOut[];
  readonly gaps: readonly Gap[];
  readonly pods: readonly PodRow[];
  /** Where the pods are not all in one state: every pod once, the causes in the findings' order, the well ones last. */
  readonly split?: readonly PodShare[];
  /** What a Deployment's failing revision has changed against the last good one. */
  readonly changed?: RolloutChange;
  /** What the cluster says of a pod that is unwell and that no playbook explains. */
  readonly unexplained?: string;
}
