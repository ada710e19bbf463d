import { alsoTold } from './support/also-told.ts';
import type { CauseCase } from './support/cause-case.ts';
import { object, saying, set } from './support/change.ts';
import { KEEPER, mountSaying, NOT_ATTACHED } from './support/failed-mount.ts';

const NO_CLIENT = { target: 'deploy/media', recording: 'r-vault-3-media' } as const;
const NO_SOCKET = { target: 'deploy/pricer', recording: 'r-odds-pricer' } as const;

/** Kubernetes 1.20 to 1.26. */
const TIMED_OUT =
  'Unable to attach or mount volumes: unmounted volumes=[d], unattached volumes=[d kube-api-access-rz6ml]: timed out waiting for the condition';
/** 1.27 and later. */
const EXCEEDED =
  'Unable to attach or mount volumes: unmounted volumes=[d], unattached volumes=[], failed to process volumes=[]: context deadline exceeded';
/** Inside the volume, which is mounted by then: what is full is the volume. */
const FULL =
  'MountVolume.SetUp failed for volume "r-ebs-keys" : applyFSGroup failed for vol vol-0f3a: lchown /var/lib/kubelet/pods/1b2c/volumes/kubernetes.io~csi/r-ebs-keys/mount/index/7: no space left on device';

export const cases: readonly CauseCase[] = [
  {
    cause: 'volume/mount-failed',
    gives: NO_CLIENT,
    near: [
      {
        what: 'it is mounted by now and the sandbox is waited for',
        change: (objects) =>
          alsoTold(objects, 'FailedMount', {
            reason: 'FailedCreatePodSandBox',
            message:
              'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox "9f2c41": plugin type="calico" failed (add): error getting ClusterInformation: connection is unauthorized: Unauthorized',
            lastTimestamp: '2026-11-22T07:49:55Z',
          }),
        instead: 'sandbox/network-plugin-failed',
      },
      {
        what: 'a ConfigMap is missing that it is filled from',
        target: 'deploy/docs-site',
        recording: 'r-docs-docs-site',
        instead: 'volume/config-map-missing',
      },
    ],
  },
  {
    cause: 'volume/mount-failed',
    gives: NO_SOCKET,
    near: [
      {
        what: 'only the token of a new pod comes a moment late',
        change: (objects) => {
          const kept = objects.filter(({ message = '' }) => !message.includes('hostPath type check failed'));
          objects.splice(0, objects.length, ...kept);
        },
      },
      {
        what: 'the kubelet mounts it and the runtime can’t put it into the container',
        target: 'deploy/front',
        recording: 'r-blog-front',
        instead: 'start-error/mount-path-conflict',
      },
    ],
  },
  {
    // A volume that is used as a device, without a file system.
    cause: 'volume/mount-failed',
    gives: mountSaying(
      'MapVolume.SetUpDevice failed for volume "r-ebs-keys" : rpc error: code = Internal desc = Failed to find device path vol-0f3a',
      'FailedMapVolume',
    ),
    near: [
      {
        what: 'it is not attached to the node in the first place',
        ...NOT_ATTACHED,
        instead: 'volume/attach-failed',
      },
    ],
  },
  {
    cause: 'volume/mount-timeout',
    gives: mountSaying(EXCEEDED),
    near: [
      {
        what: 'an event of the same volume tells the reason',
        change: (objects) =>
          alsoTold(objects, 'FailedMount', {
            reason: 'FailedAttachVolume',
            message:
              'AttachVolume.Attach failed for volume "r-ebs-keys" : rpc error: code = Internal desc = Could not attach volume "vol-0f3a" to node "i-0a": UnauthorizedOperation',
          }),
        instead: 'volume/attach-failed',
      },
      {
        what: 'the volumes are mounted since and the image is being pulled',
        change: (objects) => {
          set(objects, KEEPER, 'status.conditions.0.status', 'True');
          alsoTold(objects, 'FailedMount', {
            type: 'Normal',
            reason: 'Pulling',
            message: 'Pulling image "127.0.0.1:5000/vault/keeper:1.0.0"',
            lastTimestamp: '2026-11-22T07:58:55Z',
            involvedObject: {
              ...object(objects, KEEPER).metadata,
              kind: 'Pod',
              fieldPath: 'spec.containers{k}',
            },
          });
        },
      },
      {
        what: 'it names the claim that it could not read',
        ...mountSaying(
          'Unable to attach or mount volumes: unmounted volumes=[d], unattached volumes=[], failed to process volumes=[d]: error processing PVC r-vault-5/keys: failed to fetch PVC from API server: persistentvolumeclaims "keys" is forbidden: User "system:node:node-a" cannot get resource "persistentvolumeclaims" in API group "" in the namespace "r-vault-5": no relationship found between node \'node-a\' and this object',
        ),
        instead: 'volume/mount-failed',
      },
      {
        what: 'the driver says of one volume that it takes too long',
        ...mountSaying(
          'MountVolume.SetUp failed for volume "r-ebs-keys" : rpc error: code = DeadlineExceeded desc = context deadline exceeded',
        ),
        instead: 'volume/mount-failed',
      },
    ],
  },
  {
    cause: 'volume/mount-timeout',
    gives: {
      ...mountSaying(TIMED_OUT),
      change: (objects, logs) => {
        mountSaying(TIMED_OUT).change?.(objects, logs);
        // Before 1.25 no condition says whether the sandbox is up.
        object(objects, KEEPER).status.conditions.shift();
      },
    },
    near: [
      {
        what: 'only the token of a new pod comes a moment late',
        change: saying(
          TIMED_OUT,
          'MountVolume.SetUp failed for volume "default-token-rz6ml" : failed to sync secret cache: timed out waiting for the condition',
        ),
        takenAt: '2026-11-22T07:58:00Z',
      },
      {
        what: 'a container’s image is being pulled, for which all volumes have to be mounted',
        change: (objects) =>
          alsoTold(objects, 'FailedMount', {
            type: 'Normal',
            reason: 'Pulling',
            message: 'Pulling image "127.0.0.1:5000/vault/keeper:1.0.0"',
            lastTimestamp: '2026-11-22T07:58:55Z',
            involvedObject: {
              ...object(objects, KEEPER).metadata,
              kind: 'Pod',
              fieldPath: 'spec.containers{k}',
            },
          }),
      },
    ],
  },
  {
    cause: 'volume/volume-full',
    gives: mountSaying(FULL),
    near: [
      {
        what: 'the node’s disk is full, where the kubelet keeps the token',
        ...mountSaying(
          'MountVolume.SetUp failed for volume "kube-api-access-rz6ml" : write /var/lib/kubelet/pods/1b2c/volumes/kubernetes.io~projected/kube-api-access-rz6ml/..2026_11_22_07_58_50.1/ca.crt: no space left on device',
        ),
        instead: 'volume/mount-failed',
      },
      {
        what: 'the node’s disk is full, on which the volume’s directory is to be made',
        change: saying(
          'applyFSGroup failed for vol vol-0f3a: lchown /var/lib/kubelet/pods/1b2c/volumes/kubernetes.io~csi/r-ebs-keys/mount/index/7',
          'mkdir /var/lib/kubelet/pods/1b2c/volumes/kubernetes.io~csi/r-ebs-keys/mount',
        ),
        instead: 'volume/mount-failed',
      },
      {
        what: 'the program finds its disk full',
        target: 'deploy/spooler',
        recording: 'r-etl-2-spooler',
        instead: 'crashloop/disk-full',
      },
      {
        what: 'it is mounted for reading only',
        change: saying('no space left on device', 'read-only file system'),
        instead: 'volume/mount-failed',
      },
    ],
  },
];
