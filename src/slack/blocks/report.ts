import type { Ask, Reply } from '../../asks.ts';
import { containersToShow } from '../../diagnosis/container-row.ts';
import { counted } from '../../diagnosis/counted.ts';
import type { Verdict } from '../../diagnosis/diagnosis.ts';
import { cleanReport } from '../../diagnosis/gate.ts';
import { aboutWhat, type FilledFinding, hasPods, type Report } from '../../diagnosis/report.ts';
import { leftSentences, shareLines, splitSentence } from '../../diagnosis/split-text.ts';
import { tookWords } from '../../diagnosis/took-words.ts';
import { askedBy } from '../escape.ts';
import { type Block, bold, bullets, context, header, line, plain, preformatted, rich } from './block-kit.ts';
import { changePart, evidencePart } from './evidence.ts';
import { type Part, part } from './fit-blocks.ts';
import { closerLookAt, closerPart, remedyPart, runbookPart } from './fix.ts';
import { gapsPart } from './gaps.ts';
import { incidentLinkPart } from './incident-link.ts';
import { message, type RenderedReply, type RenderOptions } from './rendered.ts';
import { reportButtons } from './report-buttons.ts';
import { watchPart } from './watching.ts';
import { hasLogs, withoutLogs } from './without-logs.ts';
import { ageOf, clockTime, footerText } from './words.ts';

const MARKS: Readonly<Record<Verdict, string>> = {
  healthy: '✅',
  unhealthy: '❌',
  waiting: '⏳',
  inconclusive: '❔',
};
const MOST_PODS = 4;
const MOST_EVIDENCE = 6;
const MOST_FIXES = 5;
const MOST_OTHERS = 5;

type ReportReply = Extract<Reply, { kind: 'report' }>;

/** A diagnosis: the verdict, then the cause, the proof, what changed, the fix, and what could not be seen. */
export function renderReport(reply: ReportReply, options: RenderOptions): RenderedReply {
  const report = cleaned(reply, options);
  const { target, verdict, findings } = report;
  const name = target.namespace ? `${target.namespace}/${target.name}` : target.name;
  const verdictLine = `${MARKS[verdict]} ${target.kind} ${name} is ${verdict}`;
  const cause = splitSentence(report) ?? findings[0]?.title;
  return {
    message: message(`${verdictLine}${cause ? `: ${cause}` : ''}`, [
      part(0, [header(verdictLine)]),
      ...watchPart(reply, options),
      ...bodyOf(reply, report, options),
    ]),
  };
}

/** A diagnosis below a first line that somebody else writes. */
export function reportBody(reply: ReportReply, options: RenderOptions): readonly Part[] {
  return bodyOf(reply, cleaned(reply, options), options);
}

function cleaned({ report: dirty }: ReportReply, { logs, clean }: RenderOptions): Report {
  // Before the gate: it may change a line here and leave it as it was in a sentence.
  return cleanReport(logs ? dirty : withoutLogs(dirty), clean);
}

function bodyOf(reply: ReportReply, report: Report, options: RenderOptions): readonly Part[] {
  const { verdict } = report;
  const [first, ...others] = report.findings;
  return [
    ...podsPart(report),
    ...(first ? findingParts(first, report) : statusParts(report)),
    ...logsKeptBack(reply.report, options),
    ...changedParts(report),
    ...remedyParts(first),
    ...runbookPart(first?.runbooks ?? [], 3),
    ...othersPart(others, report),
    // What could not be seen is the answer where nothing else was found.
    ...gapsPart(report.gaps, verdict === 'inconclusive' ? 1 : 4),
    // Where the target itself is to blame, there is nothing to look for inside a pod.
    ...(verdict === 'healthy' || (first && !first.subject.pod) ? [] : closer(report)),
    reportButtons(reply, report, options),
    ...incidentLinkPart(reply.incident, options.now),
    part(1, [footer(reply.ask, report, options)]),
  ];
}

function podsPart(report: Report): readonly Part[] {
  if (!hasPods(report.target)) return [];
  if (report.pods.length === 0) return [part(5, [context('It has no pods.')])];
  const inside = containersToShow(report.pods, report.findings[0]?.subject);
  const isMany = report.split !== undefined && report.pods.length > MOST_PODS;
  const lines = [
    ...(isMany ? shareLines(report).map((words) => words.join('  ')) : podLines(report)),
    ...(inside.length > 0 ? [footerText(inside)] : []),
  ];
  return [part(5, [context(lines.join('\n'))], 'the pods')];
}

function podLines({ pods, takenAt, verdict }: Report): readonly string[] {
  const shown = pods.slice(0, verdict === 'healthy' ? 2 * MOST_PODS : MOST_PODS);
  const rows = shown.map(({ name, ready, status, restarts, createdAt, node }) =>
    footerText([
      `${name}  ${ready} ${status}`,
      restarts > 0 ? counted(restarts, 'restart') : '',
      ageOf(createdAt, takenAt),
      node && `on ${node}`,
    ]),
  );
  const rest = pods.length - shown.length;
  return rest > 0 ? [...rows, `and ${counted(rest, 'more pod')}`] : rows;
}

const CONFIDENCE = { certain: '', likely: 'Likely: ', possible: 'Possibly: ' } as const;

function findingParts(finding: FilledFinding, report: Report): readonly Part[] {
  const title = line(
    bold(CONFIDENCE[finding.confidence] + finding.title, 600),
    plain(aboutWhat(finding, report)),
  );
  const says = finding.says.map((text) => plain(`\n${text}`, 700));
  const shorter = finding.says.slice(0, 2).map((text) => plain(`\n${text}`, 250));
  const cause: Part = {
    importance: 1,
    variants: [
      [rich({ ...title, elements: [...title.elements, ...says] })],
      [rich({ ...title, elements: [...title.elements, ...shorter] })],
      [rich(line(bold(finding.title, 300)))],
    ],
  };
  const proof = finding.evidence.filter(({ kind }) => kind !== 'change');
  const shown = proof
    .slice(0, MOST_EVIDENCE)
    .map((one, index) =>
      evidencePart(one, { takenAt: report.takenAt, subject: finding.subject.object, isFirst: index === 0 }),
    );
  const rest = proof.length - shown.length;
  const more =
    rest > 0
      ? [part(6, [context(`${counted(rest, 'more piece')} of proof: podwhy why in a terminal prints all.`)])]
      : [];
  return [cause, ...shown, ...more];
}

/** What the cluster itself says, where no cause is known. */
function statusParts({ unexplained }: Report): readonly Part[] {
  if (!unexplained) return [];
  const blocks = (most: number) => [rich(line(bold('The cluster says')), preformatted(unexplained, most))];
  return [{ importance: 1, variants: [blocks(2400), blocks(300)] }];
}

function logsKeptBack(report: Report, { logs }: RenderOptions): readonly Part[] {
  if (logs || !hasLogs(report)) return [];
  return [part(4, [context('Its log belongs to the proof; logs are kept out of Slack here.')])];
}

function changedParts({ findings, changed, takenAt }: Report): readonly Part[] {
  const found = findings[0]?.evidence.find((one) => one.kind === 'change');
  if (found) return [changePart(found, takenAt, 4)];
  if (!changed || findings.some(({ evidence }) => evidence.some(({ kind }) => kind === 'change'))) return [];
  const { from, to, differences } = changed;
  const change = {
    from: from.revision,
    to: to.revision,
    at: to.createdAt,
    differences,
    ...(to.changeCause === undefined ? {} : { changeCause: to.changeCause }),
  };
  return [changePart(change, takenAt, 4)];
}

function remedyParts(finding: FilledFinding | undefined): readonly Part[] {
  const remedies = finding?.remedies ?? [];
  const shown = remedies
    .slice(0, MOST_FIXES)
    .map((remedy, index) => remedyPart(remedy, index === 0 ? 1 : 3, index === 0 ? 'Fix' : undefined));
  const rest = remedies.length - shown.length;
  const more =
    rest > 0
      ? [
          part(6, [
            context(`${counted(rest, 'more fix', 'more fixes')}: podwhy why in a terminal prints all.`),
          ]),
        ]
      : [];
  return [...shown, ...more];
}

function othersPart(others: readonly FilledFinding[], report: Report): readonly Part[] {
  const left = leftSentences(report).map((text) => line(plain(text, 300)));
  if (others.length === 0 && left.length === 0) return [];
  const blocks = (count: number): readonly Block[] => {
    const items = others
      .slice(0, count)
      .map((finding) =>
        line(plain(CONFIDENCE[finding.confidence] + finding.title + aboutWhat(finding, report), 300)),
      );
    const rest = others.length - items.length;
    const more = rest > 0 ? [line(plain(`and ${counted(rest, 'more finding')}`))] : [];
    return [rich(line(bold('Also')), bullets([...items, ...more, ...left]))];
  };
  const leftOut = counted(others.length + left.length, 'more finding');
  return [{ importance: 5, variants: [blocks(MOST_OTHERS), blocks(1)], leftOut }];
}

function closer(report: Report): readonly Part[] {
  const look = closerLookAt(report);
  return look ? [closerPart(look, 7)] : [];
}

function footer(ask: Ask, report: Report, { requestedBy }: RenderOptions): Block {
  const { cost, target, findings } = report;
  const first = findings[0];
  const mention = askedBy(requestedBy);
  const text = footerText([
    `cluster ${ask.cluster}`,
    target.namespace && `namespace ${target.namespace}`,
    first && `${first.playbook}/${first.cause}`,
    `${counted(cost.requests, 'request')}, ${tookWords(cost.durationMs)}`,
    clockTime(Date.parse(report.takenAt)),
  ]);
  return context(text, mention);
}
