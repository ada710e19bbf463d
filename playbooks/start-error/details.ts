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
/** NVIDIA's hook, which puts the node's driver into the container. */
const GPU = /nvidia-container-cli(?:\.real)?: (.{1,300})/;
const SLOW = /context deadline exceeded|failed to reserve container name|DeadlineExceeded/;

const READ_ONLY = /mkdir (\/\S{1,500}): read-only file system/;
const PROFILE =
  /cannot load seccomp profile "([^"]{1,500})"|apparmor profile not found (\S{1,300})|AppArmor: profile "([^"]{1,300})" is not loaded/;
const DEVICE = /custom device "([^"]{1,300})"/;
const DAMAGED = /content digest \S{1,100}: not found|error unpacking image|failed to extract layer/;

/** What known words of runtimes mean, each under the param of its sentence. */
function hintsOf(clause: string, node: string | undefined): Params {
  const profile = PROFILE.exec(clause);
  const isFull = /no space left on device/i.test(clause);
  return {
    noUser: NO_USER.test(clause) ? clause : undefined,
    slow: SLOW.test(clause) ? clause : undefined,
    gpu: GPU.exec(clause)?.[1],
    fullNode: isFull ? node : undefined,
    readOnly: READ_ONLY.exec(clause)?.[1],
    profile: profile?.slice(1).find((name) => name !== undefined),
    device: DEVICE.exec(clause)?.[1],
    damagedOn: DAMAGED.test(clause) && !isFull ? node : undefined,
  };
}

function runtimeFailure(view: View<'limit-ranges'>, { spec }: ContainerView, clause: string): Details {
  if (!OUT_OF_MEMORY.test(clause)) {
    const node = view.pod.spec?.nodeName;
    const told = hintsOf(clause, node);
    const isToldWhere = told.noUser !== undefined || told.slow !== undefined || told.gpu !== undefined;
    return { params: { ...told, onNode: isToldWhere ? undefined : node }, evidence: [] };
  }
  const { limit, params, evidence } = memoryLimit(view, spec);
  const { suggested, memoryVolumes } = params;
  return {
    params: { tooLow: limit, suggested, memoryVolumes, replaced: view.owner && memoryVolumes },
    evidence,
  };
}
