import { urlText } from '../../diagnosis/fill.ts';
import type { Evidence } from '../../diagnosis/finding.ts';
import type { FilledFinding, Report } from '../../diagnosis/report.ts';
import type { Difference } from '../../diagnosis/template-diff.ts';

type Quotes = (text: string) => boolean;

const KEPT_BACK = '(kept back: it quotes the log)';
/** A line that is shorter says nothing that a sentence of ours could not say by chance. */
const TELLING = 6;
/** kubectl's reasons of a container that has ended: what follows them is what the container itself wrote. */
const ENDED =
  /^([^:\n]{1,253}: (?:Error|Completed|OOMKilled|DeadlineExceeded|ContainerCannotRun|StartError))\b.*$/s;

/**
 * A report without any line of a log: neither as proof nor quoted in a sentence. What follows from the log (the name of
 * a variable, a host) stays: it is the answer.
 */
export function withoutLogs(report: Report): Report {
  const lines = report.findings.flatMap(linesOf);
  const quotes: Quotes = (text) => lines.some((line) => text.includes(line));
  const { changed } = report;
  return {
    ...report,
    findings: report.findings.map((finding) => withoutLines(finding, quotes)),
    ...(changed && { changed: { ...changed, differences: withoutQuotes(changed.differences, quotes) } }),
    ...(report.unexplained === undefined ? {} : { unexplained: report.unexplained.replace(ENDED, '$1') }),
  };
}

function withoutLines(finding: FilledFinding, quotes: Quotes): FilledFinding {
  const { title, says, remedies, runbooks, evidence } = finding;
  return {
    ...finding,
    title: quotes(title) ? `${finding.playbook}/${finding.cause}` : title,
    says: says.filter((text) => !quotes(text)),
    remedies: remedies.filter(({ text, command }) => !quotes(text) && !quotes(command ?? '')),
    ...(runbooks ? { runbooks: runbooks.filter((url) => !quotes(urlText(url))) } : {}),
    evidence: evidence.flatMap((one) => withoutText(one, quotes)),
  };
}

function withoutText(evidence: Evidence, quotes: Quotes): readonly Evidence[] {
  if (evidence.kind === 'log') return [];
  if (evidence.kind === 'event') return quotes(evidence.message) ? [] : [evidence];
  if (evidence.kind === 'change')
    return [{ ...evidence, differences: withoutQuotes(evidence.differences, quotes) }];
  // A termination message is the end of the log where the container's spec says so.
  const ended = 'field' in evidence && evidence.field.includes('terminated');
  const text = ended ? evidence.text.replace(/,? ?message: .*$/s, '') : evidence.text;
  return quotes(text) ? [] : [{ ...evidence, text }];
}

/** A command may hold what it prints: it is not the log, and shows it all the same. */
function withoutQuotes(differences: readonly Difference[], quotes: Quotes): readonly Difference[] {
  const kept = (value: string | undefined) => (value !== undefined && quotes(value) ? KEPT_BACK : value);
  return differences.map(({ before, after, ...where }) => ({
    ...where,
    ...(before === undefined ? {} : { before: kept(before) }),
    ...(after === undefined ? {} : { after: kept(after) }),
  })) as readonly Difference[];
}

/**
 * Every line of a log that a finding holds: its proof, and what of it its sentences quote, which may be a line without
 * its time and level. A single word that was read from a line is a name, not a quotation.
 */
function linesOf({ evidence, params }: FilledFinding): readonly string[] {
  const proof = evidence.flatMap((one) => (one.kind === 'log' ? one.lines : []));
  const whole = typeof params.line === 'string' ? [...proof, params.line] : proof;
  const parts = Object.values(params)
    .flatMap((value) => (typeof value === 'string' ? [value.trim().replace(/\s*…$/, '')] : []))
    .filter((value) => /\s/.test(value) && whole.some((line) => line.includes(value)));
  return [...whole.map((line) => line.trim()), ...parts].filter((line) => line.length >= TELLING);
}

/** There is a log among the proof. */
export function hasLogs(report: Report): boolean {
  return report.findings.some(({ evidence }) => evidence.some(({ kind }) => kind === 'log'));
}
