import { counted } from './counted.ts';
import type { Diagnosis, PodRow, Verdict } from './diagnosis.ts';
import { fill, isUnknown, shellQuote, urlQuote } from './fill.ts';
import type { Confidence, Evidence, Finding, Params, Severity } from './finding.ts';
import { kubectlName } from './owner.ts';
import type { Playbook } from './playbook.ts';
import { infoOf } from './rank.ts';
import type { RolloutChange } from './rollout-diff.ts';
import { differencesAbout } from './rollout-topic.ts';
import type { Target } from './snapshot.ts';
import { splitSentence } from './split-text.ts';

/** What an answer cost the cluster and its reader. */
export interface Cost {
  /** Requests to the Kubernetes API, resolution of the name included. */
  readonly requests: number;
  /** How many of them had to wait for the answer of another, one after the other. */
  readonly roundTrips: number;
  readonly durationMs: number;
}

export interface FilledRemedy {
  readonly text: string;
  readonly command?: string;
  /** The command changes the cluster. podwhy never runs it. */
  readonly changes: boolean;
}

export interface FilledFinding {
  readonly playbook: string;
  readonly cause: string;
  readonly title: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly subject: Finding['subject'];
  /** Every pod it stands for, the subject's first. */
  readonly pods: readonly string[];
  readonly params: Params;
  readonly says: readonly string[];
  readonly evidence: readonly Evidence[];
  readonly remedies: readonly FilledRemedy[];
  /** Where to read on: https URLs. Absent where there are none. */
  readonly runbooks?: readonly string[];
}

/** A diagnosis in words: what every front door renders, and what `-o json` prints. */
export interface Report extends Omit<Diagnosis, 'findings'> {
  readonly schema: 'podwhy/v1';
  /** The kubeconfig context that was asked. */
  readonly cluster: string;
  /** The verdict and the first cause in one line. */
  readonly headline: string;
  readonly findings: readonly FilledFinding[];
  readonly cost: Cost;
}

/** Fills the texts of a diagnosis with the names and numbers that were found. */
export function toReport(
  diagnosis: Diagnosis,
  playbooks: readonly Playbook[],
  about: { readonly cluster: string; readonly cost: Cost },
): Report {
  const findings = diagnosis.findings.map((finding) =>
    withChange(fillFinding(finding, playbooks), diagnosis.changed),
  );
  return {
    schema: 'podwhy/v1',
    cluster: about.cluster,
    headline: headlineOf({ ...diagnosis, findings }),
    ...diagnosis,
    findings,
    cost: about.cost,
  };
}

function fillFinding(finding: Finding, playbooks: readonly Playbook[]): FilledFinding {
  const { context, params, container: _, ...rest } = finding;
  const info = infoOf(finding, playbooks);
  const names = { ...context, ...dropUnknown(params) };
  const runbooks = (info.runbooks ?? []).flatMap((url) => fill(url, names, urlQuote) ?? []);
  return {
    ...rest,
    title: fill(info.title, names) ?? info.title,
    params,
    says: (info.says ?? []).flatMap((text) => fill(text, names) ?? []),
    remedies: info.remedies.flatMap((remedy) => fillRemedy(remedy, names) ?? []),
    ...(runbooks.length > 0 ? { runbooks } : {}),
  };
}

/** Adds what the failing revision changed, where that can have led to the finding, and the way back. */
function withChange(finding: FilledFinding, changed: RolloutChange | undefined): FilledFinding {
  const { container } = finding.subject;
  const about = { playbook: finding.playbook, cause: finding.cause, ...(container ? { container } : {}) };
  const differences = changed ? differencesAbout(changed, about) : [];
  if (!changed || differences.length === 0 || isOfGood(finding, changed)) return finding;
  const { from, to, undo } = changed;
  const change: Evidence = {
    kind: 'change',
    object: `replicaset/${to.replicaSet}`,
    ...(container ? { container } : {}),
    from: from.revision,
    to: to.revision,
    at: to.createdAt,
    ...(to.changeCause ? { changeCause: to.changeCause } : {}),
    differences,
  };
  const ready =
    from.ready > 0 ? `, of which ${from.ready} ${from.ready === 1 ? 'pod is' : 'pods are'} ready` : '';
  const back: FilledRemedy = {
    text: `Or go back to revision ${from.revision}${ready}.`,
    command: undo,
    changes: true,
  };
  const offered = finding.remedies.some((remedy) => remedy.command === undo);
  return {
    ...finding,
    evidence: [...finding.evidence, change],
    remedies: offered ? finding.remedies : [...finding.remedies, back],
  };
}

/** A pod of the revision that there is to go back to: what came after it did nothing to the pod. */
function isOfGood({ subject: { pod } }: FilledFinding, { from }: RolloutChange): boolean {
  return pod?.startsWith(`${from.replicaSet}-`) === true;
}

/** A param that a playbook left unknown must not hide the context's name for it. */
function dropUnknown(params: Params): Params {
  return Object.fromEntries(Object.entries(params).filter(([, value]) => !isUnknown(value)));
}

function fillRemedy(
  remedy: { text: string; command?: string; changes?: boolean },
  names: Params,
): FilledRemedy | undefined {
  const text = fill(remedy.text, names);
  const command = remedy.command === undefined ? undefined : fill(remedy.command, names, shellQuote);
  if (text === undefined || (remedy.command !== undefined && command === undefined)) return undefined;
  return { text, ...(command === undefined ? {} : { command }), changes: remedy.changes ?? false };
}

const WITHOUT_PODS: ReadonlySet<string> = new Set(['Node', 'PersistentVolumeClaim', 'Ingress']);

/** Whether one asks of such a target how its pods are. */
export function hasPods({ kind }: Target): boolean {
  return !WITHOUT_PODS.has(kind);
}

function headlineOf(report: Omit<Diagnosis, 'findings'> & Pick<Report, 'findings'>): string {
  const { target, verdict, pods, findings, unexplained } = report;
  const subject = `${target.kind} ${target.name}`;
  const cause = splitSentence(report) ?? findings[0]?.title;
  if (cause) return `${subject} is ${verdict}: ${cause}`;
  if (!hasPods(target)) return `${subject} is ${verdict}${unexplained ? `: ${unexplained}` : ''}`;
  const message = unexplained ? `: ${unexplained}` : '';
  return `${subject} is ${verdict} (${podsText(target, verdict, pods)})${message}`;
}

function podsText({ kind }: Target, verdict: Verdict, pods: readonly PodRow[]): string {
  if (pods.length === 0)
    return kind === 'Job' && verdict === 'healthy' ? 'completed, its pods are gone' : 'no pods';
  const ready = pods.filter((pod) => /^(\d+)\/\1$/.test(pod.ready) && pod.status === 'Running').length;
  const completed = pods.filter(({ status }) => status === 'Completed').length;
  const all = counted(pods.length, 'pod');
  if (completed === 0) return `${ready} of ${all} ready`;
  return ready === 0
    ? `${completed} of ${all} completed`
    : `${ready} of ${all} ready, ${completed} completed`;
}

/** Which of the target's pods a finding is about, or which other object, where that isn't plain. */
export function aboutWhat({ subject, pods }: FilledFinding, { target, pods: all }: Report): string {
  if (subject.pod === undefined)
    return subject.object === kubectlName(target.kind, target.name) ? '' : ` (${subject.object})`;
  if (all.length <= 1) return '';
  return pods.length > 1 ? ` (${pods.length} of ${all.length} pods)` : ` (pod ${subject.pod})`;
}
