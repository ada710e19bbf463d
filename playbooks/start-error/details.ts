import type { ContainerView } from '../../src/diagnosis/containers.ts';
import { fromNode, fromSpec } from '../../src/diagnosis/evidence.ts';
import type { Evidence, Params } from '../../src/diagnosis/finding.ts';
import type { View } from '../../src/diagnosis/playbook.ts';
import type { StartError } from '../../src/diagnosis/start-error-message.ts';
import { describeVolume, volumeAt } from '../crashloop/volume-at.ts';
import { nearProgram } from './known-programs.ts';

export interface Details {
  readonly params: Params;
  readonly evidence: readonly Evidence[];
}

/** What the pod and its node add to the runtime's words. */
export function detailsOf(view: View<'node'>, container: ContainerView, error: StartError): Details {
  switch (error.failure) {
    case 'command-not-found':
      return notFound(view, container, error);
    case 'command-not-executable':
      return notExecutable(view, container, error);
    case 'exec-format-error':
      return format(view);
    case 'working-directory-missing':
      return workingDirectory(view, container, error);
    case 'mount-path-conflict':
      return mountConflict(view, container, error);
    case 'runtime-failure':
      return { params: runtimeParams(error.clause), evidence: [] };
  }
}

function commandEvidence(view: View, { spec, name }: ContainerView): readonly Evidence[] {
  const words = [...(spec.command ?? []), ...(spec.args ?? [])];
  return words.length === 0 ? [] : [fromSpec(view.podName, 'command', JSON.stringify(words), name)];
}

function notFound(view: View, container: ContainerView, error: StartError): Details {
  const evidence = commandEvidence(view, container);
  const { command = container.spec.command?.[0] ?? 'its program', interpreter } = error;
  const clean = command.replace(/\r|\\r|\^M$/, '');
  if (clean !== command) return { params: { command: undefined, crlf: clean }, evidence };
  if (interpreter) return { params: { command: undefined, script: command }, evidence };
  const isOwn = container.spec.command?.[0] === command || container.spec.args?.[0] === command;
  const near = nearProgram(view, command);
  return {
    params: {
      near,
      wrong: near === undefined && isOwn ? command : undefined,
      setBy: isOwn ? 'The pod' : 'The image or a script of it',
    },
    evidence,
  };
}

function notExecutable(view: View, container: ContainerView, { command }: StartError): Details {
  const user = container.spec.securityContext?.runAsUser ?? view.pod.spec?.securityContext?.runAsUser;
  const at = command === undefined ? undefined : volumeAt(view, container.spec, command);
  const volume = at && describeVolume(at.volume);
  return { params: { user, volume }, evidence: commandEvidence(view, container) };
}

function format(view: View<'node'>): Details {
  const name = view.pod.spec?.nodeName;
  const node = name === undefined ? undefined : view.get({ section: 'node', name });
  const architecture = node?.status === 'ok' ? node.value.status?.nodeInfo?.architecture : undefined;
  if (name === undefined || architecture === undefined) return { params: {}, evidence: [] };
  return {
    params: { architecture },
    evidence: [fromNode(name, 'status.nodeInfo.architecture', architecture)],
  };
}

function workingDirectory(view: View, { spec, name }: ContainerView, { directory }: StartError): Details {
  const { workingDir } = spec;
  return {
    params: {
      directory: directory ?? workingDir,
      workingDir,
      imageDirectory: workingDir ? undefined : directory,
    },
    evidence: workingDir ? [fromSpec(view.podName, 'workingDir', workingDir, name)] : [],
  };
}

function mountConflict(view: View, { spec, name }: ContainerView, { path, clause }: StartError): Details {
  const mount = (spec.volumeMounts ?? []).find((one) => one.mountPath.replace(/(?<=.)\/$/, '') === path);
  if (!mount || path === undefined) return { params: {}, evidence: [] };
  const volume = view.pod.spec?.volumes?.find((one) => one.name === mount.name);
  const text = `${path}: volume ${mount.name}${mount.subPath ? `, subPath ${mount.subPath}` : ''}`;
  const isFile = mount.subPath !== undefined && /not a directory/.test(clause);
  return {
    params: {
      volumeName: mount.name,
      source: volume && describeVolume(volume),
      subPath: mount.subPath,
      conflict: isFile ? `the file ${mount.subPath} over the directory ${path}` : undefined,
      betterPath: isFile ? `${path.replace(/\/$/, '')}/${mount.subPath?.split('/').at(-1)}` : undefined,
    },
    evidence: [fromSpec(view.podName, 'volumeMounts', text, name)],
  };
}

function runtimeParams(clause: string): Params {
  return {
    noUser: /no users found|unable to find user|no matching entries in passwd/.test(clause)
      ? clause
      : undefined,
    slow: /context deadline exceeded|failed to reserve container name|DeadlineExceeded/.test(clause)
      ? clause
      : undefined,
  };
}
