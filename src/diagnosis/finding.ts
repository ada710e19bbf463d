import type { SEVERITIES } from './severity.ts';
import type { Difference } from './template-diff.ts';

export type Severity = (typeof SEVERITIES)[number];
/** `certain`: the cluster says so itself; `likely`: follows from what it says; `possible`: fits, other readings remain. */
export type Confidence = 'certain' | 'likely' | 'possible';

/** Values for the `{param}`s of a cause's texts. Lists are joined when shown. */
export type ParamValue = string | number | readonly string[];
export type Params = Readonly<Record<string, ParamValue | undefined>>;

/** What was seen and where: enough to render and to look up again. `object` reads like kubectl's `pod/web-1`. */
export type Evidence =
  | {
      readonly kind: 'event';
      readonly object: string;
      readonly container?: string;
      readonly type: string;
      readonly reason: string;
      readonly message: string;
      readonly count: number;
      /** RFC 3339; empty when the event carries no time. */
      readonly lastSeen: string;
    }
  | {
      readonly kind: 'log';
      readonly object: string;
      readonly container: string;
      readonly run: 'current' | 'previous';
      readonly lines: readonly string[];
    }
  | {
      /** A field of an object as the API gave it: `status` of a pod or container, `spec`, a node's, a claim's. */
      readonly kind: 'status' | 'spec' | 'node' | 'object';
      readonly object: string;
      readonly container?: string;
      /** Path of the field: `lastState.terminated`, `spec.nodeSelector`. */
      readonly field: string;
      readonly text: string;
    }
  | {
      /** What the pod's revision changed against the last good one, as far as it can have led to the finding. */
      readonly kind: 'change';
      readonly object: string;
      readonly container?: string;
      readonly from: number;
      readonly to: number;
      /** RFC 3339: when the revision was made. */
      readonly at: string;
      readonly changeCause?: string;
      readonly differences: readonly Difference[];
    }
  | {
      /** Worked out by us from several objects, e.g. a node's free amount. */
      readonly kind: 'computed';
      readonly object: string;
      readonly container?: string;
      readonly text: string;
    };

export type NonEmpty<T> = readonly [T, ...T[]];

/** What a playbook returns for one cause it found. Never a sentence: texts live in the table of causes. */
export interface Found<Cause extends string = string> {
  readonly cause: Cause;
  readonly confidence: Confidence;
  /** The container it was judged on; absent when it concerns the pod. */
  readonly container?: string;
  readonly params: Params;
  readonly evidence: NonEmpty<Evidence>;
  /** The object it is about, where that is neither the pod nor the target that was judged. */
  readonly about?: { readonly kind: string; readonly name: string };
  /** It will resolve by itself, though the cause's row of the table leaves that open: too early to tell. */
  readonly verdict?: 'waiting';
}

export interface RuledOut {
  /** `playbook/cause`. */
  readonly cause: string;
  readonly why: string;
}

export interface Judgement<Cause extends string = string> {
  readonly findings: readonly Found<Cause>[];
  readonly ruledOut?: readonly RuledOut[];
}

/** A named reason, found, with its proof. */
export interface Finding extends Found {
  readonly playbook: string;
  readonly severity: Severity;
  readonly subject: Subject;
  /** The names that every text may use beside its own params: see `contextOf`. */
  readonly context: Params;
  /**
   * Every pod it stands for, the subject's first: pods of one workload that look alike are judged once. Empty where it
   * is about the target itself.
   */
  readonly pods: readonly string[];
}

/** What a finding is about. */
export interface Subject {
  readonly namespace: string;
  /** As kubectl names it: `pod/web-1`, `deployment/web`. */
  readonly object: string;
  /** The pod's name; absent where it is about something else. */
  readonly pod?: string;
  readonly container?: string;
}
