import type { ContainerView } from '../../src/diagnosis/containers.ts';
import { fromNode, fromSpec } from '../../src/diagnosis/evidence.ts';
import type { Evidence, Params } from '../../src/diagnosis/finding.ts';
import type { View } from '../../src/diagnosis/playbook.ts';
import { redact } from '../../src/diagnosis/redact.ts';
import type { StartError } from '../../src/diagnosis/start-error-message.ts';
import { containerPatch } from '../../src/diagnosis/template-patch.ts';
import type { Details } from './details.ts';
import { nearProgram } from './known-programs.ts';
import { scriptFile } from './script-file.ts';

function commandEvidence(view: View, { spec, name }: ContainerView): readonly Evidence[] {
  const words = wordsOf({ spec });
  return words.length === 0 ? [] : [fromSpec(view.podName, 'command', JSON.stringify(words), name)];
}

function wordsOf({ spec }: Pick<ContainerView, 'spec'>): readonly string[] {
  return [...(spec.command ?? []), ...(spec.args ?? [])];
}

/** The program is not in the image, or the interpreter of the script that it is. */
export function notFound(view: View, container: ContainerView, error: StartError): Details {
  const evidence = commandEvidence(view, container);
  if (/no command specified/.test(error.clause))
    return { params: { command: undefined, unnamed: container.spec.image ?? 'of the container' }, evidence };
  const { command = container.spec.command?.[0] ?? 'its program', interpreter } = error;
  const clean = command.replace(/\r|\\r|\^M$/, '');
  if (clean !== command) {
    const file = scriptFile(view, container);
    return {
      params: { ...file.params, command: undefined, crlf: clean },
      evidence: [...evidence, ...file.evidence],
    };
  }
  if (interpreter) {
    const file = scriptFile(view, container, command);
    const params = { ...file.params, command: undefined, script: command };
    return { params, evidence: [...evidence, ...file.evidence] };
  }
  const { workingDir } = container.spec;
  const isRelative = /^[^/\s-][^/\s]*\//.test(command);
  return {
    params: {
      ...mistake(view, container, command),
      relative: isRelative ? command : undefined,
      workingDir: isRelative ? workingDir : undefined,
    },
    evidence:
      isRelative && workingDir
        ? [...evidence, fromSpec(view.podName, 'workingDir', workingDir, container.name)]
        : evidence,
  };
}

/** How the pod comes to name a program that is not there. */
function mistake(view: View, container: ContainerView, command: string): Params {
  const [first, ...rest] = container.spec.command ?? [];
  const [argument] = container.spec.args ?? [];
  if (first === command && /\s/.test(command.trim()))
    return oneWord(view, container.name, command.trim(), rest);
  // With args alone the image's entrypoint is run; one that has none runs the first of them.
  const isProgram = first === undefined && argument === command;
  if (isProgram && command.startsWith('-')) return { setBy: 'The pod', argument, options: argument };
  const isOwn = first === command || argument === command;
  const isInside = wordsOf(container).some((word) => word.split(/[\s;&|()'"]+/).includes(command));
  const near = nearProgram(view, command);
  const nearPatch = near === undefined ? undefined : patchFor(view, container, command, near);
  return {
    near,
    nearPatch,
    nearByHand: nearPatch === undefined ? near : undefined,
    argument: isProgram ? argument : undefined,
    wrong: near === undefined && isInside ? command : undefined,
    setBy: isOwn ? 'The pod' : isInside ? 'The command of the pod' : 'The image or a script of it',
  };
}

/** Where the program is the first word of the pod's own; inside a shell's line it is for somebody to correct. */
function patchFor(
  view: View,
  { name, spec }: ContainerView,
  command: string,
  near: string,
): string | undefined {
  const field = spec.command?.length ? 'command' : 'args';
  const [first, ...rest] = spec[field] ?? [];
  const patch = first === command ? containerPatch(view, name, { [field]: [near, ...rest] }) : undefined;
  // With a secret among the words it would be shown without it, and set so.
  return patch !== undefined && redact(patch) === patch ? patch : undefined;
}

const SHELL = /[;&|<>$`*]/;

/** A whole command line in the place of a program's name. */
function oneWord(view: View, name: string, line: string, rest: readonly string[]): Params {
  const words = SHELL.test(line) ? ['sh', '-c', line] : line.split(/\s+/);
  const command = [...words, ...rest];
  return {
    setBy: 'The pod',
    oneWord: line,
    asWords: JSON.stringify(command),
    wordsPatch: containerPatch(view, name, { command }),
  };
}

/** The file is there, without the right to execute it. */
export function notExecutable(view: View, container: ContainerView, { command }: StartError): Details {
  const user = container.spec.securityContext?.runAsUser ?? view.pod.spec?.securityContext?.runAsUser;
  const file = scriptFile(view, container, command);
  return {
    params: { user, ...file.params },
    evidence: [...commandEvidence(view, container), ...file.evidence],
  };
}

/** The file is there, and nothing that the node can run: for another architecture, or a script without its first line. */
export function format(view: View<'node'>, container: ContainerView, { command }: StartError): Details {
  const file = scriptFile(view, container, command);
  if (file.params.configObject) return { params: { ...file.params, text: command }, evidence: file.evidence };
  const name = view.pod.spec?.nodeName;
  const node = name === undefined ? undefined : view.get({ section: 'node', name });
  const architecture = node?.status === 'ok' ? node.value.status?.nodeInfo?.architecture : undefined;
  if (name === undefined || architecture === undefined)
    return { params: { thisNode: 'this node' }, evidence: [] };
  return {
    params: { thisNode: 'this node', architecture },
    evidence: [fromNode(name, 'status.nodeInfo.architecture', architecture)],
  };
}
