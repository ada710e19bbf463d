import type { AlertTarget, AlertTargets } from '../alerts/alert-target.ts';
import { readAlerts } from '../alerts/read-alerts.ts';
import { toTargets } from '../alerts/to-targets.ts';
import type { Playbook } from '../diagnosis/playbook.ts';
import type { Cluster } from '../ports.ts';
import { type AlertAnswer, printAlerts } from './alert-answers.ts';
import { printTargets } from './alert-targets.ts';
import { EXIT, exitCodeOf } from './exit-code.ts';
import type { TerminalPorts } from './io.ts';
import { sitePlaybooks } from './site-playbooks.ts';
import { answerTo, errorReport, open, printUnresolved, type WhyOptions } from './why.ts';

export interface AlertOptions
  extends Omit<WhyOptions, 'container' | 'selector' | 'allNamespaces' | 'explain'> {
  /** Targets to diagnose at the most. */
  readonly most: number;
  readonly dryRun?: boolean;
}

/** Diagnoses that run at the same time: each is up to ten requests. */
const AT_ONCE = 4;
/** From the worst on. */
const WORST = [EXIT.unhealthy, EXIT.inconclusive, EXIT.waiting, EXIT.healthy];

/** `podwhy alert`: one answer for each thing that the alerts are about. */
export async function alert(
  file: string | undefined,
  options: AlertOptions,
  ports: TerminalPorts,
): Promise<number> {
  try {
    const read = readAlerts(await ports.readInput(file === '-' ? undefined : file));
    if (read.status === 'refused') {
      const message = `No alerts can be read from ${file ?? 'the input'}. ${read.problem}`;
      await printUnresolved(
        { error: { code: 'alerts-unreadable', message, near: [], elsewhere: [] } },
        options,
        ports,
      );
      return EXIT.inconclusive;
    }
    const { most, namespace } = options;
    const targets = toTargets(read.group, { most, ...(namespace === undefined ? {} : { namespace }) });
    if (options.dryRun) {
      await printTargets(targets, options, ports);
      return EXIT.healthy;
    }
    const answers = targets.targets.length > 0 ? await explainAll(targets.targets, options, ports) : [];
    await printAlerts(answers, targets, options, ports);
    return worstOf(answers, targets);
  } catch (error) {
    await printUnresolved(errorReport(error), options, ports);
    return EXIT.inconclusive;
  }
}

async function explainAll(
  targets: readonly AlertTarget[],
  options: AlertOptions,
  ports: TerminalPorts,
): Promise<readonly AlertAnswer[]> {
  const cluster = await open(options, ports);
  try {
    const playbooks = await sitePlaybooks(options, ports);
    const answers: Promise<AlertAnswer>[] = [];
    for (const [index, target] of targets.entries()) {
      const place = answers[index - AT_ONCE] ?? Promise.resolve();
      answers.push(place.then(() => explain(target, cluster, playbooks, ports)));
    }
    return await Promise.all(answers);
  } finally {
    await cluster.close();
  }
}

async function explain(
  target: AlertTarget,
  cluster: Cluster,
  playbooks: readonly Playbook[],
  ports: TerminalPorts,
): Promise<AlertAnswer> {
  const { question: message, namespace, container } = target;
  // Its costs are its own.
  const session = cluster.session();
  if (message !== undefined) {
    const error = {
      code: 'namespace-unknown',
      message: `${message} Give it with -n.`,
      near: [],
      elsewhere: [],
    };
    return { target, session, answer: { error } };
  }
  const query = { text: target.target, ...(namespace === undefined ? {} : { namespace }) };
  const ask = (only: { readonly container?: string }) =>
    answerTo(session, query, only, playbooks, ports).catch(errorReport);
  const answer = await ask(container === undefined ? {} : { container });
  // The pod may have other containers by now: it is still the pod that was meant.
  const other = container !== undefined && 'error' in answer && answer.error.code === 'target-invalid';
  return { target, session, answer: other ? await ask({}) : answer };
}

/** Of the answers, and of what got none: an alert that isn't known to be harmless is no sign of health. */
function worstOf(answers: readonly AlertAnswer[], { dropped, leftOut }: AlertTargets): number {
  const codes: number[] = answers.map(({ answer }) =>
    'error' in answer ? EXIT.inconclusive : exitCodeOf(answer.verdict),
  );
  if (leftOut > 0 || dropped.some(({ reason }) => reason !== 'ignored')) codes.push(EXIT.inconclusive);
  return WORST.find((code) => codes.includes(code)) ?? EXIT.healthy;
}
