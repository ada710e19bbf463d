import type { Severity } from './diagnosis/finding.ts';
import type { Playbook } from './diagnosis/playbook.ts';

/** What a folder of a site's own files comes to, read once. What is wrong with them is told, never thrown. */
export interface SiteKnowledge {
  /** In force: own causes first, then the built-in ones as the site wants them. */
  readonly playbooks: readonly Playbook[];
  readonly problems: readonly Problem[];
  /** How many files there are, broken ones included. */
  readonly files: number;
  /** Every cause, the disabled ones included, in the order in which findings of equal severity are told. */
  readonly causes: readonly ListedCause[];
  /** Runs the tests of all own causes. */
  test(): Promise<readonly TestResult[]>;
}

/** Something that is wrong with a file. */
export interface Problem {
  /** The file's name in its folder; empty where it is about the folder. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** What is wrong, then what to do. */
  readonly message: string;
}

export interface ListedCause {
  readonly playbook: string;
  readonly cause: string;
  readonly title: string;
  /** With the site's changes. */
  readonly severity: Severity;
  /** The file of an own cause. */
  readonly file?: string;
  /** What files change about a built-in cause. */
  readonly changed: readonly ListedChange[];
}

export interface ListedChange {
  readonly file: string;
  readonly what: 'disabled' | 'severity' | 'remedies' | 'runbooks';
  /** `critical → warning`, or how many were added: `+1`. */
  readonly text: string;
}

/** What came of a test, or that a cause has none. */
export interface TestResult {
  readonly file: string;
  readonly line: number;
  /** `playbook/cause` */
  readonly cause: string;
  readonly name: string;
  readonly status: 'passed' | 'failed' | 'untested';
  /** Why it failed, or what is worth knowing though it passed. */
  readonly message?: string;
}
