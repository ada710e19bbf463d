import type { Params } from '../../src/diagnosis/finding.ts';
import type { Volume } from '../../src/diagnosis/objects/pod.ts';
import type { VolumeView } from './scene.ts';

/** Packages that hold the mount helper of a network file system. */
const CLIENTS: Readonly<Record<string, string>> = {
  nfs: 'nfs-common (Debian, Ubuntu) or nfs-utils (RHEL)',
  nfs4: 'nfs-common (Debian, Ubuntu) or nfs-utils (RHEL)',
  cifs: 'cifs-utils',
  glusterfs: 'glusterfs-client',
  ceph: 'ceph-common',
};

/** What the words of a failed mount mean, and where to look. */
export function hintsOf(view: VolumeView, clause: string, volume: Volume | undefined): Params {
  const type = fileSystem(clause, volume);
  const hostPath = /hostPath type check failed: (\S{1,500}) is not (.{1,60})/.exec(clause);
  const driver = /driver name (\S{1,200}) not found in the list of registered CSI drivers/.exec(clause)?.[1];
  const isRemote = /timed out|refused|no route|unreachable|failed to resolve|not known/i.test(clause);
  return {
    fileSystem: type,
    clientPackage: type && CLIENTS[type],
    hostPath: hostPath?.[1] ?? volume?.hostPath?.path,
    wantedFile: hostPath?.[2],
    driver,
    server: isRemote ? volume?.nfs?.server : undefined,
    export: /access denied by server|reason given by server/i.test(clause) ? volume?.nfs?.path : undefined,
    exportServer: volume?.nfs?.server,
    damaged:
      /wrong fs type|bad superblock|structure needs cleaning|fsck/i.test(clause) && !type
        ? 'damaged'
        : undefined,
    onNode: view.pod.spec?.nodeName,
  };
}

/** The file system that the node can't mount, having no client for it. */
function fileSystem(clause: string, volume: Volume | undefined): string | undefined {
  const unknown = /unknown filesystem type '(\w{1,40})'/.exec(clause)?.[1];
  if (unknown) return unknown;
  // "bad option; for several filesystems (e.g. nfs, cifs) you might need a /sbin/mount.<type> helper program."
  return /helper program/.test(clause) ? (volume?.nfs ? 'nfs' : 'network file system') : undefined;
}
