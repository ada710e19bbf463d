import type { AlertTarget, AlertTargets } from '../alerts/alert-target.ts';
import { cleanText } from '../diagnosis/gate.ts';
import { code } from '../diagnosis/markdown.ts';
import type { Report } from '../diagnosis/report.ts';
import { cleanDeep } from '../diagnosis/sanitize.ts';
import type { Cluster } from '../ports.ts';
import { alertHeading, passedOver } from './alert-heading.ts';
import type { TerminalPorts } from './io.ts';
import { prose, section } from './section.ts';
import type { UnresolvedReport } from './unresolved.ts';
import { inJson, inYaml, render, textOptions, type WhyOptions } from './why.ts';

/** What came of one target. */
export interface AlertAnswer {
  readonly target: AlertTarget;
  /** The connection with this answer's own counts. */
  readonly session: Cluster;
  /** A report has passed the gate; why there is none has not. */
  readonly answer: Report | UnresolvedReport;
}

/** Prints the answers and what got none. */
export async function printAlerts(
  answers: readonly AlertAnswer[],
  targets: AlertTargets,
  options: WhyOptions,
  ports: TerminalPorts,
): Promise<void> {
  if (options.output === 'json') ports.out(inJson(documentOf(answers, targets)));
  else if (options.output === 'yaml') ports.out(await inYaml(documentOf(answers, targets)));
  else if (options.output === 'markdown') ports.out(markdown(answers, targets, options, ports));
  else ports.out(text(answers, targets, options, ports));
}

function documentOf(answers: readonly AlertAnswer[], { dropped, leftOut }: AlertTargets): object {
  const alerts = answers.map(({ target, answer }) => ({
    alert: cleanDeep(target, cleanText),
    ...('error' in answer ? cleanDeep(answer, cleanText) : { report: answer }),
  }));
  return { schema: 'podwhy-alerts/v1', alerts, dropped: cleanDeep(dropped, cleanText), leftOut };
}

function text(
  answers: readonly AlertAnswer[],
  targets: AlertTargets,
  options: WhyOptions,
  ports: TerminalPorts,
): string {
  const layout = textOptions(options, ports);
  const { paint } = layout;
  const told = answers.map(({ target, session, answer }) => {
    const said =
      'error' in answer
        ? `${paint('yellow', `? ${placeOf(target)}`)}\n${cleanText(answer.error.message)}\n`
        : render(answer, session, options, ports);
    return `${paint('bold', `Alert ${alertHeading(target)}`)}\n${said}`;
  });
  const over = section(
    'skipped',
    passedOver(targets).flatMap((line) => prose(line, layout)),
    paint,
  );
  const rest = over.length > 0 ? [`${over.join('\n')}\n`] : [];
  const all = [...told, ...rest];
  return all.length > 0 ? all.join('\n') : 'There are no alerts.\n';
}

function markdown(
  answers: readonly AlertAnswer[],
  targets: AlertTargets,
  options: WhyOptions,
  ports: TerminalPorts,
): string {
  const told = answers.map(({ target, session, answer }) => {
    const said =
      'error' in answer
        ? `## ${code(placeOf(target))} could not be looked at\n\n${cleanText(answer.error.message).split('\n').map(code).join('  \n')}\n`
        : render(answer, session, options, ports);
    return `**Alert** ${code(alertHeading(target))}\n\n${said}`;
  });
  const over = passedOver(targets).map((line) => `- ${code(line)}`);
  const rest = over.length > 0 ? [`**Not looked at**\n\n${over.join('\n')}\n`] : [];
  const all = [...told, ...rest];
  return all.length > 0 ? all.join('\n') : 'There are no alerts.\n';
}

/** Both are possible Kubernetes names. */
function placeOf({ target, namespace }: AlertTarget): string {
  return namespace ? `${target} in ${namespace}` : target;
}
