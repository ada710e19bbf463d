import { fill } from './fill.ts';
import type { Confidence, Finding } from './finding.ts';
import type { CauseInfo, Playbook } from './playbook.ts';
import { SEVERITIES } from './severity.ts';

const CONFIDENCE: readonly Confidence[] = ['certain', 'likely', 'possible'];

/**
 * Root cause before symptom. Symptoms that another finding explains are dropped; alike findings of several pods become
 * one. What needs someone stands before what resolves by itself, then by severity, by the pods' group (the newest
 * template's and the largest first, the target itself last), by the playbooks' order (a pod's life: scheduling, image, start, run), by confidence.
 */
export function rank(findings: readonly Finding[], playbooks: readonly Playbook[]): readonly Finding[] {
  const order = new Map(playbooks.map((playbook, index) => [playbook.id, index]));
  const pods = [...new Set(findings.flatMap(({ subject }) => subject.pod ?? []))];
  const keys = (finding: Finding): readonly number[] => [
    Number(isWaiting(finding, playbooks)),
    SEVERITIES.indexOf(finding.severity),
    finding.subject.pod === undefined ? pods.length : pods.indexOf(finding.subject.pod),
    order.get(finding.playbook) ?? playbooks.length,
    CONFIDENCE.indexOf(finding.confidence),
  ];
  // Two that explain each other are both kept: dropping both would leave nothing.
  const kept = findings.filter(
    (symptom) =>
      !findings.some((root) => explains(root, symptom, playbooks) && !explains(symptom, root, playbooks)),
  );
  return merge(kept, playbooks).toSorted((a, b) => compareKeys(keys(a), keys(b)));
}

/** The finding is about something that is wrong and that does not resolve by itself. */
export function needsSomeone(finding: Finding, playbooks: readonly Playbook[]): boolean {
  return finding.severity !== 'info' && !isWaiting(finding, playbooks);
}

/** The finding says that it will resolve by itself. */
export function isWaiting(finding: Finding, playbooks: readonly Playbook[]): boolean {
  return (finding.verdict ?? infoOf(finding, playbooks).verdict) === 'waiting';
}

/** The row of a finding's cause in its playbook's table. */
export function infoOf(finding: Finding, playbooks: readonly Playbook[]): CauseInfo {
  const playbook = playbooks.find((one) => one.id === finding.playbook);
  return (
    playbook?.causes[finding.cause] ?? { title: finding.cause, severity: finding.severity, remedies: [] }
  );
}

function explains(root: Finding, symptom: Finding, playbooks: readonly Playbook[]): boolean {
  if (root === symptom) return false;
  if (root.subject.pod !== undefined && symptom.subject.pod === undefined)
    return infoOf(symptom, playbooks).symptom === true && needsSomeone(root, playbooks);
  if (root.subject.object !== symptom.subject.object) return false;
  const [a, b] = [root.subject.container, symptom.subject.container];
  if (a !== undefined && b !== undefined && a !== b) return false;
  const superseded = playbooks.find((playbook) => playbook.id === root.playbook)?.supersedes ?? [];
  return superseded.includes(`${symptom.playbook}/${symptom.cause}`);
}

/**
 * Findings of unlike pods that read the same are one finding about all of them: the same cause at the same container
 * under the same title. Ages and restart counts, which differ from pod to pod, stand below the title.
 */
function merge(findings: readonly Finding[], playbooks: readonly Playbook[]): Finding[] {
  const merged: Finding[] = [];
  for (const finding of findings) {
    const key = readingOf(finding, playbooks);
    const index = merged.findIndex(
      (other) => other.subject.object !== finding.subject.object && readingOf(other, playbooks) === key,
    );
    const first = merged[index];
    if (first) merged[index] = { ...first, pods: [...new Set([...first.pods, ...finding.pods])] };
    else merged.push(finding);
  }
  return merged;
}

function readingOf(finding: Finding, playbooks: readonly Playbook[]): string {
  const { playbook, cause, context, params, subject } = finding;
  // That each names its own pod does not tell them apart.
  const pod = subject.pod === undefined ? {} : { pod: 'it' };
  const title = fill(infoOf(finding, playbooks).title, { ...context, ...params, ...pod });
  return JSON.stringify([playbook, cause, subject.container, title]);
}

function compareKeys(a: readonly number[], b: readonly number[]): number {
  const index = a.findIndex((value, position) => value !== b[position]);
  return index < 0 ? 0 : (a[index] as number) - (b[index] as number);
}
