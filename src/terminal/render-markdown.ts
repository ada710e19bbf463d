import { containersToShow } from '../diagnosis/container-row.ts';
import { code, fence, plain } from '../diagnosis/markdown.ts';
import { type FilledFinding, hasPods, type Report } from '../diagnosis/report.ts';
import { leftSentences, shareRows } from '../diagnosis/split-text.ts';
import { differenceText, evidenceText } from './evidence-text.ts';

/** Beyond this the pods are counted by what is wrong with them, not listed. */
const MOST_ROWS = 20;

/** The answer as Markdown, for an issue or a chat that isn't ours. Cluster text stands in code, where nothing in it is markup. */
export function renderMarkdown(report: Report): string {
  const { kind, namespace, name } = report.target;
  const parts = [
    `## ${kind} ${code(namespace ? `${namespace}/${name}` : name)} is ${report.verdict}`,
    hasPods(report.target) ? podTable(report) : '',
    list('Containers', containersToShow(report.pods, report.findings[0]?.subject).map(code)),
    ...report.findings.map((finding) => findingMarkdown(finding, report)),
    ...leftSentences(report).map((text) => plain(`${text}.`)),
    report.findings.length === 0 && report.unexplained ? code(report.unexplained) : '',
    changeMarkdown(report),
    list(
      'Not seen',
      report.gaps.map((gap) => `${code(gap.what)}: ${gap.reason} (${code(gap.message)})`),
    ),
    list(
      'Ruled out',
      report.ruledOut.map((out) => `${code(out.cause)}: ${plain(out.why)}`),
    ),
    `_Cluster ${code(report.cluster)}, ${report.takenAt}, ${report.cost.requests} requests, ${Math.round(report.cost.durationMs)} ms_`,
  ];
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}

function podTable(report: Report): string {
  if (report.pods.length === 0) return 'It has no pods.';
  if (report.split && report.pods.length > MOST_ROWS) return shareTable(report);
  const rows = report.pods.map(
    (pod) =>
      `| ${code(pod.name)} | ${pod.ready} | ${plain(pod.status)} | ${pod.restarts} | ${pod.node ? code(pod.node) : ''} |`,
  );
  return ['| pod | ready | status | restarts | node |', '|---|---|---|---|---|', ...rows].join('\n');
}

function shareTable(report: Report): string {
  const rows = shareRows(report).map(
    ({ pods, statuses, what }) =>
      `| ${pods.length} | ${plain(statuses)} | ${plain(what)} | ${code(pods[0] ?? '')} |`,
  );
  return [`| of ${report.pods.length} pods | status | what | such as |`, '|---|---|---|---|', ...rows].join(
    '\n',
  );
}

function findingMarkdown(finding: FilledFinding, report: Report): string {
  const proof = finding.evidence.map((evidence) => {
    const { source, lines } = evidenceText(evidence, report.takenAt);
    return `${plain(source)}\n\n${fence(lines)}`;
  });
  const fixes = finding.remedies.map(
    ({ text, command, changes }) =>
      `${plain(text)}${changes ? ' (changes the cluster)' : ''}${command ? `\n\n${fence([command], 'sh')}` : ''}`,
  );
  return [
    `### ${plain(finding.title)}`,
    `${code(`${finding.playbook}/${finding.cause}`)}, ${finding.confidence}${aboutMarkdown(finding, report)}`,
    ...finding.says.map(plain),
    ...(proof.length > 0 ? ['**Proof**', ...proof] : []),
    ...(fixes.length > 0 ? ['**Fix**', ...fixes] : []),
    list(
      'Runbook',
      (finding.runbooks ?? []).map((url) => `<${url}>`),
    ),
  ]
    .filter(Boolean)
    .join('\n\n');
}

function aboutMarkdown({ subject, pods }: FilledFinding, report: Report): string {
  return subject.pod === undefined
    ? `, ${code(subject.object)}`
    : `, ${pods.length} of ${report.pods.length} pods`;
}

function changeMarkdown({ changed, findings }: Report): string {
  if (!changed || findings.some((finding) => finding.evidence.some(({ kind }) => kind === 'change')))
    return '';
  return [
    `**Changed** from revision ${changed.from.revision} to ${changed.to.revision} at ${changed.to.createdAt}`,
    changed.differences.map((difference) => `- ${code(differenceText(difference))}`).join('\n'),
    fence([changed.undo], 'sh'),
  ].join('\n\n');
}

function list(title: string, items: readonly string[]): string {
  return items.length === 0 ? '' : `**${title}**\n\n${items.map((item) => `- ${item}`).join('\n')}`;
}
