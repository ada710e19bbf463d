import { shellQuote } from '../../diagnosis/fill.ts';
import type { FilledRemedy, Report } from '../../diagnosis/report.ts';
import { LIMITS } from '../limits.ts';
import {
  type Block,
  bold,
  bullets,
  line,
  link,
  plain,
  preformatted,
  type RichText,
  rich,
} from './block-kit.ts';
import type { Part } from './fit-blocks.ts';

const MOST_RUNBOOKS = 5;
export const CHANGES = '⚠️ changes the cluster';

/** A remedy with its command to copy, whole or not at all: half a command is another command. */
export function remedyPart(
  { text, command, changes }: FilledRemedy,
  importance: number,
  title?: string,
): Part {
  const label = title === undefined ? [] : [bold(title), plain('   ')];
  const said = [...label, plain(text, 1000)];
  const marked: readonly RichText[] = changes && command ? [...said, plain(`   ${CHANGES}`)] : said;
  const short: readonly Block[] = [rich(line(...said))];
  const tooLong = [
    rich(line(...said, plain(' (The command is too long for Slack: podwhy why in a terminal prints it.)'))),
  ];
  const variants = command === undefined ? [short] : [...withCommand(marked, command), tooLong];
  return { importance, variants, leftOut: 'a fix' };
}

/** Where to read on. */
export function runbookPart(urls: readonly string[], importance: number): readonly Part[] {
  if (urls.length === 0) return [];
  const links = urls.slice(0, MOST_RUNBOOKS).map((url) => line(link(url)));
  return [{ importance, variants: [[rich(line(bold('Runbook')), bullets(links))]], leftOut: 'a runbook' }];
}

/** The gate ends what it cuts in `…`, which no command of ours does. */
function withCommand(said: readonly RichText[], command: string): readonly (readonly Block[])[] {
  if (command.length > LIMITS.preformatted || command.endsWith('…')) return [];
  return [[rich(line(...said), preformatted(command))]];
}

/** What looks into a pod or changes it: commands for the reader, since we only read. */
export interface CloserLook {
  readonly namespace: string;
  readonly pod: string;
  readonly container?: string;
  /** A container that runs can be entered; of one that has ended a copy can be. */
  readonly state: 'running' | 'ended' | 'never-ran';
  /** A port that the container says it has. */
  readonly port?: number;
}

export function closerPart(look: CloserLook, importance: number): Part {
  const text = closerCommands(look).join('\n');
  const blocks = [
    rich(
      line(bold('To look closer'), plain('   commands to copy: podwhy runs none of them')),
      preformatted(text),
    ),
  ];
  return { importance, variants: text.length > LIMITS.preformatted ? [] : [blocks] };
}

function closerCommands({ namespace, pod, container, state, port }: CloserLook): readonly string[] {
  const kubectl = `kubectl -n ${shellQuote(namespace)}`;
  const name = shellQuote(pod);
  const only = container ? ` -c ${shellQuote(container)}` : '';
  const remove = [
    '# changes the cluster: deletes the pod; its controller, if it has one, makes another',
    `${kubectl} delete pod ${name}`,
  ];
  if (state === 'running')
    return [
      `${kubectl} exec -it ${name}${only} -- sh`,
      `${kubectl} port-forward pod/${name} ${port === undefined ? '8080:PORT' : `${port}:${port}`}`,
      `${kubectl} cp ${name}:/PATH ./copy${only}`,
      ...remove,
    ];
  if (state === 'ended' && container)
    return [
      '# changes the cluster: makes a copy of the pod that runs a shell instead',
      `${kubectl} debug ${name} -it --copy-to=${shellQuote(`${pod}-debug`)} --container=${shellQuote(container)} -- sh`,
      ...remove,
    ];
  return [`${kubectl} describe pod ${name}`, ...remove];
}

/** What kubectl calls a pod whose container has started and ended. */
const ENDED = /CrashLoopBackOff|Error$|ExitCode|Signal|OOMKilled|Completed/;

export function lookState(status: string | undefined): CloserLook['state'] {
  if (status === 'Running' || status === 'NotReady') return 'running';
  return ENDED.test(status ?? '') ? 'ended' : 'never-ran';
}

/** The pod of a report that deserves the closer look: the first finding's, else the first that is unwell. */
export function closerLookAt(report: Report): CloserLook | undefined {
  const subject = report.findings[0]?.subject;
  const name = subject?.pod || report.pods[0]?.name;
  if (!name) return undefined;
  const row = report.pods.find((one) => one.name === name);
  return {
    namespace: subject?.namespace || report.target.namespace,
    pod: name,
    ...(subject?.container ? { container: subject.container } : {}),
    state: lookState(row?.status),
  };
}
