import { cleanReport, cleanText } from '../diagnosis/gate.ts';
import type { Playbook } from '../diagnosis/playbook.ts';
import { type Report, toReport } from '../diagnosis/report.ts';
import { cleanDeep } from '../diagnosis/sanitize.ts';
import { BotError } from '../errors.ts';
import type { Cluster, TargetQuery } from '../ports.ts';
import { diagnoseTarget, type Outcome } from '../workflows/diagnose-target.ts';
import { EXIT, exitCodeOf } from './exit-code.ts';
import type { TerminalPorts } from './io.ts';
import { painter, wantsColour } from './paint.ts';
import { renderMarkdown } from './render-markdown.ts';
import { renderText } from './render-text.ts';
import type { TextOptions } from './section.ts';
import { sitePlaybooks } from './site-playbooks.ts';
import { type UnresolvedReport, unresolvedReport } from './unresolved.ts';

export const OUTPUTS = ['text', 'json', 'yaml', 'markdown'] as const;
export type Output = (typeof OUTPUTS)[number];

export interface WhyOptions {
  readonly namespace?: string;
  readonly context?: string;
  readonly kubeconfig?: string;
  readonly container?: string;
  readonly selector?: string;
  readonly allNamespaces?: boolean;
  readonly output: Output;
  readonly explain?: boolean;
  readonly recording?: string;
  /** A folder of the site's own files. */
  readonly playbooks?: string;
  /** Seconds for one request. */
  readonly timeout: number;
  readonly color?: boolean;
}

/** `podwhy why`: prints the answer, returns the exit code. */
export async function why(
  target: string | undefined,
  options: WhyOptions,
  ports: TerminalPorts,
): Promise<number> {
  let cluster: Cluster | undefined;
  try {
    cluster = await open(options, ports);
    return await answer(cluster, queryOf(target, options), options, ports);
  } catch (error) {
    await printUnresolved(errorReport(error), options, ports);
    return EXIT.inconclusive;
  } finally {
    await cluster?.close();
  }
}

/** The cluster, or the recording, that the flags name. */
export function open(options: WhyOptions, ports: TerminalPorts): Promise<Cluster> {
  const connection = {
    ...(options.kubeconfig === undefined ? {} : { kubeconfig: options.kubeconfig }),
    ...(options.context === undefined ? {} : { context: options.context }),
    timeoutMs: options.timeout * 1000,
  };
  return options.recording ? ports.openRecording(options.recording, connection) : ports.connect(connection);
}

export function queryOf(target: string | undefined, options: WhyOptions): TargetQuery {
  return {
    ...(target === undefined ? {} : { text: target }),
    ...(options.selector === undefined ? {} : { selector: options.selector }),
    ...(options.namespace === undefined ? {} : { namespace: options.namespace }),
    ...(options.allNamespaces ? { allNamespaces: true } : {}),
  };
}

async function answer(
  cluster: Cluster,
  query: TargetQuery,
  options: WhyOptions,
  ports: TerminalPorts,
): Promise<number> {
  const answered = await answerTo(cluster, query, options, await sitePlaybooks(options, ports), ports);
  if ('error' in answered) {
    await printUnresolved(answered, options, ports);
    return EXIT.inconclusive;
  }
  if (options.output === 'json') ports.out(inJson(answered));
  else if (options.output === 'yaml') ports.out(await inYaml(answered));
  else ports.out(render(answered, cluster, options, ports));
  return exitCodeOf(answered.verdict);
}

/** One target explained: a report past the gate, or what stood in the way, which hasn't passed it. */
export async function answerTo(
  cluster: Cluster,
  query: TargetQuery,
  { container }: Pick<WhyOptions, 'container'>,
  playbooks: readonly Playbook[],
  ports: TerminalPorts,
): Promise<Report | UnresolvedReport> {
  const start = ports.elapsed();
  const outcome: Outcome = await diagnoseTarget(cluster, query, {
    playbooks,
    ...(container === undefined ? {} : { container }),
  });
  if (outcome.status !== 'diagnosed') return unresolvedReport(outcome, query, cluster.namespace);
  const { requests, roundTrips } = cluster.cost();
  const cost = { requests, roundTrips, durationMs: ports.elapsed() - start };
  return cleanReport(toReport(outcome.diagnosis, playbooks, { cluster: cluster.context, cost }));
}

/** An error of ours as a reason for no answer. A fault is thrown on. */
export function errorReport(error: unknown): UnresolvedReport {
  if (!(error instanceof BotError)) throw error;
  return { error: { code: error.code, message: error.userMessage, near: [], elsewhere: [] } };
}

/** A report for people: Markdown, or text for a terminal. */
export function render(report: Report, cluster: Cluster, options: WhyOptions, ports: TerminalPorts): string {
  if (options.output === 'markdown') return renderMarkdown(report);
  return renderText(report, cluster.requests(), textOptions(options, ports));
}

export function textOptions({ color, explain }: WhyOptions, ports: TerminalPorts): TextOptions {
  const paint = painter(color !== false && wantsColour(ports.env, ports.isTTY));
  return { paint, width: Math.min(ports.columns, 120), explain: explain ?? false };
}

/** What stood in the way: on stderr for people, as an object on stdout for programs. */
export async function printUnresolved(
  unresolved: UnresolvedReport,
  { output }: WhyOptions,
  ports: TerminalPorts,
): Promise<void> {
  const clean = cleanDeep(unresolved, cleanText);
  if (output === 'json') ports.out(inJson(clean));
  if (output === 'yaml') ports.out(await inYaml(clean));
  ports.err(`podwhy: ${clean.error.message}\n`);
}

export function inJson(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** The library is loaded by who wants YAML. */
export async function inYaml(value: object): Promise<string> {
  const { stringify } = await import('yaml');
  return stringify(value);
}
