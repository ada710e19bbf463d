import { fromSpec } from '../../src/diagnosis/evidence.ts';
import type { Evidence, Params } from '../../src/diagnosis/finding.ts';
import type { Container } from '../../src/diagnosis/objects/container.ts';
import type { View } from '../../src/diagnosis/playbook.ts';
import { containerPatch, templatePatch } from '../../src/diagnosis/template-patch.ts';
import { describeVolume, volumeAt } from '../../src/diagnosis/volume-at.ts';
import type { Enrichment } from './missing-configuration.ts';

/** What in the spec forbids what the log was refused: a read-only root or mount, the user, a low port, a capability. */
export function permission(view: View, container: Container, named: Params): Enrichment {
  const path = typeof named.path === 'string' ? named.path : undefined;
  const user = container.securityContext?.runAsUser ?? view.pod.spec?.securityContext?.runAsUser;
  const port = lowPort(container, named);
  const { params, evidence } =
    path === undefined ? { params: {}, evidence: [] } : atPath(view, container, path);
  const withheld = capability(view, container, named, user);
  return {
    params: {
      ...params,
      ...withheld.params,
      refusal: path === undefined && port === undefined ? shortened(String(named.message)) : undefined,
      user,
      plainUser: port === undefined && Object.keys(params).length === 0 ? user : undefined,
      lowPort: port,
      highPort: port === undefined ? undefined : 8000 + port,
      sysctlPatch: port === undefined || view.pod.spec?.hostNetwork ? undefined : openPorts(view, port),
      fsGroup: view.pod.spec?.securityContext?.fsGroup,
    },
    evidence: [
      ...evidence,
      ...withheld.evidence,
      ...(user === undefined
        ? []
        : [fromSpec(view.podName, 'securityContext.runAsUser', String(user), container.name)]),
    ],
  };
}

const LONGEST_TITLE = 160;

function shortened(text: string): string {
  return text.length > LONGEST_TITLE ? `${text.slice(0, LONGEST_TITLE)}…` : text;
}

/** A capability that is added reaches root only: other users' programs start without any. */
function capability(view: View, container: Container, named: Params, user: number | undefined): Enrichment {
  if (named.capability === undefined) return { params: {}, evidence: [] };
  const wanted = String(named.capability);
  const { drop = [] } = container.securityContext?.capabilities ?? {};
  const dropped = drop.filter((one) => one === 'ALL' || one.replace(/^CAP_/, '') === wanted);
  const powerless = user !== undefined && user > 0 ? user : undefined;
  const securityContext = { capabilities: { add: [wanted] } };
  return {
    params: {
      dropped,
      powerless,
      capabilityPatch:
        powerless === undefined ? containerPatch(view, container.name, { securityContext }) : undefined,
    },
    evidence:
      dropped.length === 0
        ? []
        : [fromSpec(view.podName, 'securityContext.capabilities.drop', dropped.join(', '), container.name)],
  };
}

/** Ports below 1024 need root or the capability NET_BIND_SERVICE. */
function lowPort(container: Container, named: Params): number | undefined {
  const isBind = /\bbind|\blisten/i.test(String(named.message));
  const declared = (container.ports ?? []).map((one) => one.containerPort);
  const own = isBind ? [...declared, ...flaggedPorts(container)].find((one) => one < 1024) : undefined;
  const port = Number(named.port ?? own ?? 0);
  return port > 0 && port < 1024 ? port : undefined;
}

/** Ports that the command names by a flag: `-p 80`, `--port=80`, `--listen :80`. */
const PORT_FLAG =
  /(?:^|\s)(?:-p|--?(?:http-?)?(?:port|listen|bind|addr(?:ess)?))(?:\s+|=)(?:[\w.*[\]]*:)?(\d{1,5})(?!\d)/g;

function flaggedPorts({ command = [], args = [] }: Container): readonly number[] {
  const line = [...command, ...args].join(' ').slice(0, 2000);
  return [...line.matchAll(PORT_FLAG)].map(([, port]) => Number(port));
}

/**
 * A capability that is added does not reach the processes of a user other than root; this sysctl does, and it is among
 * the safe ones (https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/#safe-and-unsafe-sysctls).
 */
function openPorts(view: View, port: number): string | undefined {
  const sysctls = [{ name: 'net.ipv4.ip_unprivileged_port_start', value: String(port) }];
  return templatePatch(view, { securityContext: { sysctls } });
}

function atPath(view: View, container: Container, path: string): Enrichment {
  const at = volumeAt(view, container, path);
  if (at) {
    const source = describeVolume(at.volume);
    const isReadOnly =
      at.mount.readOnly || at.volume.configMap !== undefined || at.volume.secret !== undefined;
    const text = `${at.mount.mountPath}: ${source}${isReadOnly ? ', read-only' : ''}`;
    return {
      params: { [isReadOnly ? 'readOnlyVolume' : 'volume']: source, mountPath: at.mount.mountPath },
      evidence: [fromSpec(view.podName, 'volumeMounts', text, container.name)],
    };
  }
  if (!container.securityContext?.readOnlyRootFilesystem) return { params: {}, evidence: [] };
  const directory = path.slice(0, path.lastIndexOf('/')) || '/';
  const root: Evidence = fromSpec(
    view.podName,
    'securityContext.readOnlyRootFilesystem',
    'true',
    container.name,
  );
  return {
    params: {
      readOnlyRoot: 'readOnlyRootFilesystem',
      directory,
      writablePatch: writable(view, container, directory),
    },
    evidence: [root],
  };
}

/** An empty directory over the one that is to be written to. Not over /: that would hide the image. */
function writable(view: View, container: Container, directory: string): string | undefined {
  if (directory === '/') return undefined;
  const name = `writable${directory.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`
    .slice(0, 60)
    .replace(/-$/, '');
  const volumeMounts = [{ name, mountPath: directory }];
  return containerPatch(view, container.name, { volumeMounts }, { volumes: [{ name, emptyDir: {} }] });
}
