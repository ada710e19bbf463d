import type { ContainerView } from '../../src/diagnosis/containers.ts';
import { fromSpec } from '../../src/diagnosis/evidence.ts';
import type { Evidence, Params } from '../../src/diagnosis/finding.ts';
import type { View } from '../../src/diagnosis/playbook.ts';
import type { StartError } from '../../src/diagnosis/start-error-message.ts';
import { describeVolume } from '../../src/diagnosis/volume-at.ts';
import { memoryLimit } from '../crashloop/memory-limit.ts';
import { format, notExecutable, notFound } from './program.ts';

export interface Details {
  readonly params: Params;
  readonly evidence: readonly Evidence[];
}

/** What the pod and its node add to the runtime's words. */
export function detailsOf(
  view: View<'node' | 'limit-ranges'>,
  container: ContainerView,
  error: StartError,
): Details {
  switch (error.failure) {
    case 'command-not-found':
      return notFound(view, container, error);
    case 'command-not-executable':
      return notExecutable(view, container, error);
    case 'exec-format-error':
      return format(view, container, error);
    case 'working-directory-missing':
      return workingDirectory(view, container, error);
    case 'mount-path-conflict':
      return mountConflict(view, container, error);
    case 'runtime-failure':
      return runtimeFailure(view, container, error.clause);
  }
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

const OUT_OF_MEMORY = /OOM-killed|memory limit too low/i;
const NO_USER = /no users found|unable to find user|no matching entries in passwd/;
const SLOW = /context deadline exceeded|failed to reserve container name|DeadlineExceeded/;

function runtimeFailure(view: View<'limit-ranges'>, { spec }: ContainerView, clause: string): Details {
  if (!OUT_OF_MEMORY.test(clause)) {
    const said = { noUser: NO_USER.test(clause), slow: SLOW.test(clause) };
    return {
      params: { noUser: said.noUser ? clause : undefined, slow: said.slow ? clause : undefined },
      evidence: [],
    };
  }
  const { limit, params, evidence } = memoryLimit(view, spec);
  const { suggested, memoryVolumes } = params;
  return {
    params: { tooLow: limit, suggested, memoryVolumes, replaced: view.owner && memoryVolumes },
    evidence,
  };
}
