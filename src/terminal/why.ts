import { cleanReport, cleanText } from '../diagnosis/gate.ts';
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
    if (!(error instanceof BotError)) throw error;
    await printUnresolved(
      { error: { code: error.code, message: error.userMessage, near: [], elsewhere: [] } },
      options,
      ports,
    );
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
  const start = ports.elapsed();
  const playbooks = await sitePlaybooks(options, ports);
  const outcome: Outcome = await diagnoseTarget(cluster, query, {
    playbooks,
    ...(options.container === undefined ? {} : { container: options.container }),
  });
  if (outcome.status !== 'diagnosed') {
    await printUnresolved(unresolvedReport(outcome, query, cluster.namespace), options, ports);
    return EXIT.inconclusive;
  }
  const { requests, roundTrips } = cluster.cost();
  const cost = { requests, roundTrips, durationMs: ports.elapsed() - start };
  const report = cleanReport(toReport(outcome.diagnosis, playbooks, { cluster: cluster.context, cost }));
  await print(report, cluster, options, ports);
  return exitCodeOf(report.verdict);
}

async function print(
  report: Report,
  cluster: Cluster,
  options: WhyOptions,
  ports: TerminalPorts,
): Promise<void> {
  if (options.output === 'json') ports.out(`${JSON.stringify(report, null, 2)}\n`);
  else if (options.output === 'yaml') ports.out(await inYaml(report));
  else if (options.output === 'markdown') ports.out(renderMarkdown(report));
  else {
    const paint = painter(options.color !== false && wantsColour(ports.env, ports.isTTY));
    const text = { paint, width: Math.min(ports.columns, 120), explain: options.explain ?? false };
    ports.out(renderText(report, cluster.requests(), text));
  }
}

/** What stood in the way: on stderr for people, as an object on stdout for programs. */
async function printUnresolved(
  unresolved: UnresolvedReport,
  { output }: WhyOptions,
  ports: TerminalPorts,
): Promise<void> {
  const clean = cleanDeep(unresolved, cleanText);
  if (output === 'json') ports.out(`${JSON.stringify(clean, null, 2)}\n`);
  if (output === 'yaml') ports.out(await inYaml(clean));
  ports.err(`podwhy: ${clean.error.message}\n`);
}

/** The library is loaded by who wants YAML. */
async function inYaml(value: object): Promise<string> {
  const { stringify } = await import('yaml');
  return stringify(value);
}
