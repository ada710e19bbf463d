import type { CauseInfo } from '../../src/diagnosis/playbook.ts';

const RUNS_ELSEWHERE = 'The same image runs on {runningOn}.';

/** Causes that lie in the node, and pulls that fail without a word that is known. */
export const nodeCauses = {
  'node-disk-full': {
    title: 'The node[[ ({node})]] has no room for image {image}',
    severity: 'critical',
    says: ['The error: {reason}.', 'Node {node} reports DiskPressure since {pressureSince}.', RUNS_ELSEWHERE],
    remedies: [
      {
        text: 'See how full the file systems of the node are.',
        command: 'kubectl get --raw /api/v1/nodes/{node}/proxy/stats/summary',
      },
      { text: 'Remove images that no container uses, on node {node}.', command: 'crictl rmi --prune' },
      {
        text: 'Or keep new pods off the node, then delete this one.',
        command: 'kubectl cordon {node}',
        changes: true,
      },
    ],
  },
  'unpack-failed': {
    title: '[[Image {damaged} arrives damaged]][[Image {unpackable} cannot be unpacked]][[ on node {node}]]',
    severity: 'critical',
    says: [
      'The layers came down, but could not be written: {unpackError}.',
      'What came down is not what the manifest promises: {damage}. A proxy, a mirror or a cache on the way cuts or changes it.',
      'Its files belong to users that the runtime of the node does not map: {foreignUser}.',
      'The disk of the node fails: {brokenDisk}.',
      RUNS_ELSEWHERE,
    ],
    remedies: [
      {
        text: 'See whether it is this node alone: keep new pods off it, then delete this one.',
        command: 'kubectl cordon {suspectNode}',
        changes: true,
      },
      { text: 'Pull it by hand, on node {node}.', command: 'crictl pull {image}' },
      {
        text: 'Build it with files of lower user IDs (chown in the Dockerfile), and push it again: {foreignUser}.',
      },
      { text: 'If other nodes fail alike, build and push the image again.' },
    ],
  },
  'pull-failed': {
    title: 'Image {image} cannot be pulled',
    severity: 'critical',
    says: [
      'The runtime says: {reason}.',
      'The kubelet lost the container runtime of node {goneNode}: it was stopped or restarted. No registry was asked.',
      'The runtime of node {inspectingNode} could not say whether it has the image; no registry was asked.',
      'Its manifest is in the first format of Docker (schema 1), which runtimes no longer read: {oldFormat}.',
      'What the registry has there is no container image, but an artifact such as a Helm chart: {artifact}.',
      'Why stands only in the events of pod {unexplained}, and none that says it was found.',
      'Pull secret {absentSecrets} that the pod names does not exist: if the registry asks for credentials, that is why.',
      'Revision {goodRevision} still serves with {goodReady} ready pods.',
      RUNS_ELSEWHERE,
    ],
    remedies: [
      {
        text: 'Go back to revision {goodRevision}, which runs {previousImage}.',
        command: 'kubectl -n {namespace} rollout undo {undoTarget} --to-revision={goodRevision}',
        changes: true,
      },
      {
        text: 'See how the runtime fares, on node {runtimeNode}.',
        command: "journalctl -u containerd -u crio -u docker --since '-1h'",
      },
      {
        text: 'Push it again in a format of today.',
        command: 'skopeo copy --format v2s2 docker://{oldFormat} docker://{oldFormat}',
      },
      {
        text: 'Have it tried anew, so that the events say why.',
        command: 'kubectl -n {namespace} delete pod {replaceable}',
        changes: true,
      },
    ],
  },
} as const satisfies Readonly<Record<string, CauseInfo>>;
