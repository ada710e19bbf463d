import { containersToShow } from '../diagnosis/container-row.ts';
import { counted } from '../diagnosis/counted.ts';
import type { Verdict } from '../diagnosis/diagnosis.ts';
import { formatDuration } from '../diagnosis/duration.ts';
import { aboutWhat, type FilledFinding, type Report } from '../diagnosis/report.ts';
import { leftSentences, shareLines } from '../diagnosis/split-text.ts';
import type { RequestRecord } from '../ports.ts';
import { differenceText, evidenceText } from './evidence-text.ts';
import type { Paint, Style } from './paint.ts';
import { commandLine, prose, section, type TextOptions } from './section.ts';

const MARK: Readonly<Record<Verdict, { mark: string; style: Style }>> = {
  healthy: { mark: '✔', style: 'green' },
  unhealthy: { mark: '✖', style: 'red' },
  waiting: { mark: '…', style: 'yellow' },
  inconclusive: { mark: '?', style: 'yellow' },
};
const MOST_PODS = 6;

/** The answer for a terminal: verdict first, then cause, proof, fix, what changed, gaps, cost. */
export function renderText(report: Report, requests: readonly RequestRecord[], options: TextOptions): string {
  const { paint, explain } = options;
  const { mark, style } = MARK[report.verdict];
  const { kind, namespace, name } = report.target;
  const [first, ...others] = report.findings;
  const lines = [
    `${paint(style, `${mark} ${kind} ${namespace ? `${namespace}/` : ''}${name} is ${report.verdict}`)}`,
    ...podLines(report, options),
    ...containerLines(report, options),
    ...(first ? findingLines(first, report, options) : statusLines(report, options)),
    ...changeLines(report, paint),
    ...others.flatMap((finding) =>
      explain ? findingLines(finding, report, options) : alsoLines(finding, report, options),
    ),
    ...leftLines(report, options),
    ...gapLines(report, options),
    ...(explain ? explainLines(report, requests, options) : []),
    '',
    paint('dim', footer(report)),
  ];
  return `${lines.join('\n')}\n`;
}

function podLines(report: Report, { paint, explain }: TextOptions): readonly string[] {
  if (report.split && report.pods.length > MOST_PODS && !explain)
    return section('pods', shareRowsText(report), paint);
  const shown = explain ? report.pods : report.pods.slice(0, MOST_PODS);
  const rows = shown.map(({ name, ready, status, restarts, createdAt, node }) => {
    const restarted = restarts > 0 ? `, ${counted(restarts, 'restart')}` : '';
    return `${name}  ${ready}  ${status}${restarted}, ${age(createdAt, report.takenAt)}${node ? `, on ${node}` : ''}`;
  });
  const rest = report.pods.length - shown.length;
  return section('pods', rest > 0 ? [...rows, `and ${rest} more`] : rows, paint);
}

function shareRowsText(report: Report): readonly string[] {
  const lines = shareLines(report);
  const width = Math.max(...lines.map(([count]) => count.length));
  return lines.map(([count, what]) => `${count.padEnd(width)}  ${what}`);
}

/** The containers of the pod that the first finding is about, where it has several. */
function containerLines({ pods, findings: [first] }: Report, { paint }: TextOptions): readonly string[] {
  return section('inside', containersToShow(pods, first?.subject), paint);
}

function age(time: string, takenAt: string): string {
  return time ? formatDuration((Date.parse(takenAt) - Date.parse(time)) / 1000) : 'age unknown';
}

function findingLines(finding: FilledFinding, report: Report, options: TextOptions): readonly string[] {
  const { paint } = options;
  const title = prose(finding.title + aboutWhat(finding, report), options);
  const id = paint('dim', `${finding.playbook}/${finding.cause}, ${finding.confidence}`);
  const says = finding.says.flatMap((text) => prose(text, options));
  return [
    '',
    ...section('cause', [...title.map((line) => paint('bold', line)), ...says, id], paint),
    ...section('proof', proofLines(finding, report, paint), paint),
    ...section('fix', fixLines(finding, options), paint),
    ...section('runbook', finding.runbooks ?? [], paint),
  ];
}

function proofLines(finding: FilledFinding, report: Report, paint: Paint): readonly string[] {
  return finding.evidence.flatMap((evidence) => {
    const { source, lines } = evidenceText(evidence, report.takenAt);
    return [paint('dim', source), ...lines.map((line) => `  ${line}`)];
  });
}

function fixLines(finding: FilledFinding, options: TextOptions): readonly string[] {
  return finding.remedies.flatMap(({ text, command, changes }) => [
    ...prose(text, options),
    ...(command ? [commandLine(command, changes, options.paint)] : []),
  ]);
}

function alsoLines(finding: FilledFinding, report: Report, options: TextOptions): readonly string[] {
  const title = prose(finding.title + aboutWhat(finding, report), options);
  const says = finding.says.flatMap((text) => prose(text, options));
  return ['', ...section('also', [...title, ...says], options.paint)];
}

/** Unwell pods that none of the findings is about. */
function leftLines(report: Report, options: TextOptions): readonly string[] {
  return leftSentences(report).flatMap((text) => [
    '',
    ...section('also', prose(`${text}.`, options), options.paint),
  ]);
}

function statusLines(report: Report, options: TextOptions): readonly string[] {
  if (!report.unexplained) return [];
  return ['', ...section('status', prose(report.unexplained, options), options.paint)];
}

/** What changed, where no finding shows it as its proof. */
function changeLines({ changed, findings, ...report }: Report, paint: Paint): readonly string[] {
  if (!changed || findings.some((finding) => finding.evidence.some(({ kind }) => kind === 'change')))
    return [];
  const cause = changed.to.changeCause ? ` (${changed.to.changeCause})` : '';
  const when = age(changed.to.createdAt, report.takenAt);
  return [
    '',
    ...section(
      'changed',
      [
        `revision ${changed.from.revision} → ${changed.to.revision}, ${when} ago${cause}`,
        ...changed.differences.map((difference) => `  ${differenceText(difference)}`),
        commandLine(changed.undo, true, paint),
      ],
      paint,
    ),
  ];
}

function gapLines(report: Report, { paint }: TextOptions): readonly string[] {
  if (report.gaps.length === 0) return [];
  return [
    '',
    ...section(
      'not seen',
      report.gaps.map((gap) => `${gap.what}: ${gap.reason} (${gap.message})`),
      paint,
    ),
  ];
}

function explainLines(
  report: Report,
  requests: readonly RequestRecord[],
  { paint }: TextOptions,
): readonly string[] {
  const ruledOut = report.ruledOut.map((out) => `${out.cause}: ${out.why}`);
  const asked = requests.map(
    ({ path, status, problem, ms }) =>
      `${status ?? problem ?? 'no answer'}  ${Math.round(ms)} ms  GET ${path}`,
  );
  return [
    ...(ruledOut.length > 0 ? ['', ...section('not', ruledOut, paint)] : []),
    '',
    ...section('requests', asked, paint),
  ];
}

function footer({ cluster, takenAt, cost }: Report): string {
  const requests = counted(cost.requests, 'request');
  const trips = counted(cost.roundTrips, 'round trip');
  return `cluster ${cluster} · ${takenAt} · ${requests} in ${trips} · ${Math.round(cost.durationMs)} ms`;
}
