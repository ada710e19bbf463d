/**
 * Answers every expectation of a folder of recordings through the replayed API, as a user's question would be, and
 * prints what came out: `npm run accuracy [-- DIR] [--only TEXT] [--quiet]`.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { playbooks } from '../playbooks/index.ts';
import type { Subject } from '../src/diagnosis/finding.ts';
import { cleanReport } from '../src/diagnosis/gate.ts';
import { type Report, toReport } from '../src/diagnosis/report.ts';
import { readRecordings, replayedCluster } from '../src/replayed-cluster.ts';
import { painter } from '../src/terminal/paint.ts';
import { renderText } from '../src/terminal/render-text.ts';
import { diagnoseTarget } from '../src/workflows/diagnose-target.ts';

interface Expectation {
  readonly recording: string;
  readonly target: string;
  readonly namespace: string;
  readonly verdict: string;
  /** Any of these may come first; empty: no finding is needed. */
  readonly cause: readonly string[];
  readonly must_name: readonly string[];
  readonly also_ok: readonly string[];
}

interface Result {
  readonly expectation: Expectation;
  readonly verdict: string;
  readonly causes: readonly string[];
  readonly missing: readonly string[];
  readonly misplaced: boolean;
  readonly requests: number;
  readonly ms: number;
}

const args = process.argv.slice(2);
const quiet = args.includes('--quiet');
const only = args.includes('--only') ? args[args.indexOf('--only') + 1] : undefined;
const directory = args.find((arg) => !arg.startsWith('--') && arg !== only) ?? 'test/recordings';
const lines = (await readFile(join(directory, 'expect.jsonl'), 'utf8')).trim().split('\n');
const expectations: Expectation[] = lines.map((line) => JSON.parse(line));
const results: Result[] = [];
for (const expectation of expectations) {
  if (only && !expectation.recording.includes(only)) continue;
  const result = await answer(expectation);
  results.push(result);
  if (!quiet || !isRight(result)) printRow(result);
}
printScores();

async function answer(expectation: Expectation): Promise<Result> {
  const cluster = await replayedCluster(await readRecordings([join(directory, expectation.recording)]));
  const start = performance.now();
  try {
    const query = { text: expectation.target, namespace: expectation.namespace };
    const outcome = await diagnoseTarget(cluster, query, { playbooks });
    const durationMs = performance.now() - start;
    if (outcome.status !== 'diagnosed') return failed(expectation, outcome.status, durationMs);
    const cost = { ...cluster.cost(), durationMs };
    return judged(
      expectation,
      cleanReport(toReport(outcome.diagnosis, playbooks, { cluster: 'replay', cost })),
    );
  } catch (error) {
    return failed(expectation, (error as { code?: string }).code ?? String(error), performance.now() - start);
  } finally {
    await cluster.close();
  }
}

function failed(expectation: Expectation, verdict: string, ms: number): Result {
  return {
    expectation,
    verdict,
    causes: [],
    missing: expectation.must_name,
    misplaced: false,
    requests: 0,
    ms,
  };
}

/** What must be named is looked for in the answer as a person reads it. */
function judged(expectation: Expectation, report: Report): Result {
  const text = renderText(report, [], { paint: painter(false), width: 10_000, explain: true }).toLowerCase();
  const first = report.findings[0]?.subject;
  const misplaced = report.findings
    .slice(0, 1)
    .some((finding) => finding.evidence.length === 0 || finding.evidence.some((e) => isElsewhere(e, first)));
  return {
    expectation,
    verdict: report.verdict,
    causes: report.findings.map((finding) => `${finding.playbook}/${finding.cause}`),
    missing: expectation.must_name.filter((name) => !text.includes(name.toLowerCase())),
    misplaced,
    requests: report.cost.requests,
    ms: report.cost.durationMs,
  };
}

/** A log of another pod than the finding's; one about a Service shows that of a pod behind it. */
function isElsewhere(
  evidence: Report['findings'][number]['evidence'][number],
  subject: Subject | undefined,
): boolean {
  return evidence.kind === 'log' && subject?.pod !== undefined && evidence.object !== subject.object;
}

function isRight({ expectation, verdict, causes, missing, misplaced }: Result): boolean {
  const [first] = causes;
  const firstRight =
    first === undefined
      ? mayBeSilent(expectation)
      : expectation.cause.includes(first) || isAlsoFine(expectation, first);
  return verdict === expectation.verdict && firstRight && missing.length === 0 && !misplaced;
}

/** Nothing is wrong, so nothing needs to be found. */
function mayBeSilent({ cause }: Expectation): boolean {
  return cause.every((name) => name.startsWith('healthy/'));
}

function isAlsoFine(expectation: Expectation, first: string): boolean {
  return mayBeSilent(expectation) && expectation.also_ok.includes(first);
}

function printRow(result: Result): void {
  const { expectation, verdict, causes, missing, misplaced, requests, ms } = result;
  const notes = [
    missing.length > 0 ? `not named: ${missing.join(', ')}` : '',
    misplaced ? 'evidence from elsewhere' : '',
  ];
  const row = [
    isRight(result) ? 'ok ' : 'NO ',
    expectation.recording.replace(/\.json$/, '').padEnd(26),
    expectation.target.padEnd(24),
    `${expectation.verdict}: ${expectation.cause.join(' | ') || '(none)'}`.padEnd(60),
    `${verdict}: ${causes.join(', ') || '(none)'}`.padEnd(60),
    `${requests} req`.padStart(6),
    `${Math.round(ms)} ms`.padStart(7),
    notes.filter(Boolean).join('; '),
  ];
  console.log(row.join('  ').trimEnd());
}

function printScores(): void {
  const families = new Map<string, Result[]>();
  for (const result of results) {
    const family = result.expectation.cause[0]?.split('/')[0] ?? `(${result.expectation.verdict})`;
    families.set(family, [...(families.get(family) ?? []), result]);
  }
  console.log('\nscore by playbook: first finding, verdict and every name right');
  for (const [family, members] of [...families].sort(([a], [b]) => (a < b ? -1 : 1)))
    console.log(score(family, members));
  console.log(score('all', results));
  const most = Math.max(...results.map((result) => result.requests));
  console.log(`most requests for one diagnosis: ${most}`);
}

function score(name: string, members: readonly Result[]): string {
  const right = members.filter(isRight).length;
  return `${name.padEnd(14)} ${String(right).padStart(4)} of ${String(members.length).padStart(3)}  ${((100 * right) / members.length).toFixed(1)} %`;
}
