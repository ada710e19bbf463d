import { stringify } from 'yaml';
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
    printUnresolved(
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
  const outcome: Outcome = await diagnoseTarget(cluster, query, {
    playbooks: ports.playbooks,
    ...(options.container === undefined ? {} : { container: options.container }),
  });
  if (outcome.status !== 'diagnosed') {
    printUnresolved(unresolvedReport(outcome, query, cluster.namespace), options, ports);
    return EXIT.inconclusive;
  }
  const { requests, roundTrips } = cluster.cost();
  const cost = { requests, roundTrips, durationMs: ports.elapsed() - start };
  const report = cleanReport(
    toReport(outcome.diagnosis, ports.playbooks, { cluster: cluster.context, cost }),
  );
  print(report, cluster, options, ports);
  return exitCodeOf(report.verdict);
}

function print(report: Report, cluster: Cluster, options: WhyOptions, ports: TerminalPorts): void {
  if (options.output === 'json') ports.out(`${JSON.stringify(report, null, 2)}\n`);
  else if (options.output === 'yaml') ports.out(stringify(report));
  else if (options.output === 'markdown') ports.out(renderMarkdown(report));
  else {
    const paint = painter(options.color !== false && wantsColour(ports.env, ports.isTTY));
    const text = { paint, width: Math.min(ports.columns, 120), explain: options.explain ?? false };
    ports.out(renderText(report, cluster.requests(), text));
  }
}

/** What stood in the way: on stderr for people, as an object on stdout for programs. */
function printUnresolved(unresolved: UnresolvedReport, { output }: WhyOptions, ports: TerminalPorts): void {
  const clean = cleanDeep(unresolved, cleanText);
  if (output === 'json') ports.out(`${JSON.stringify(clean, null, 2)}\n`);
  if (output === 'yaml') ports.out(stringify(clean));
  ports.err(`podwhy: ${clean.error.message}\n`);
}
