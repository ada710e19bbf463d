import type { AlertTarget, AlertTargets } from '../alerts/alert-target.ts';
import { cleanText } from '../diagnosis/gate.ts';
import { code } from '../diagnosis/markdown.ts';
import { cleanDeep } from '../diagnosis/sanitize.ts';
import { alertHeading, passedOver } from './alert-heading.ts';
import type { TerminalPorts } from './io.ts';
import { inJson, inYaml, type WhyOptions } from './why.ts';

/** `--dry-run`: what would be diagnosed, for people as the commands that would do it. */
export async function printTargets(
  targets: AlertTargets,
  { output }: Pick<WhyOptions, 'output'>,
  ports: TerminalPorts,
): Promise<void> {
  const over = passedOver(targets);
  if (output === 'json') ports.out(inJson(cleanDeep(targets, cleanText)));
  else if (output === 'yaml') ports.out(await inYaml(cleanDeep(targets, cleanText)));
  else if (output === 'markdown') {
    const lines = targets.targets.map(
      (target) => `- ${code(commandOf(target))}: ${code(alertHeading(target))}`,
    );
    ports.out([...lines, ...over.map((line) => `- ${code(line)}`), ''].join('\n'));
  } else {
    const lines = targets.targets.map((target) => `${commandOf(target)}   # ${alertHeading(target)}`);
    ports.out([...lines, ...over.map((line) => `# ${line}`), ''].join('\n'));
  }
}

function commandOf({ target, namespace, container, question }: AlertTarget): string {
  const place = question === undefined ? (namespace ? ` -n ${namespace}` : '') : ' -n NAMESPACE';
  return `podwhy why${place} ${target}${container ? ` -c ${container}` : ''}`;
}
