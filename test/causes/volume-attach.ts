import { alsoTold } from './support/also-told.ts';
import type { CauseCase } from './support/cause-case.ts';
import { saying, set } from './support/change.ts';
import { attachSaying, mountSaying, NOT_ATTACHED } from './support/failed-mount.ts';

const IN_USE = { target: 'deploy/reader', recording: 'r-vault-4-reader' } as const;

export const cases: readonly CauseCase[] = [
  {
    cause: 'volume/attach-conflict',
    gives: IN_USE,
    near: [
      {
        what: 'the volume has been attached since',
        change: (objects) =>
          alsoTold(objects, 'FailedAttachVolume', {
            type: 'Normal',
            reason: 'SuccessfulAttachVolume',
            message: 'AttachVolume.Attach succeeded for volume "r-disk-m" ',
            lastTimestamp: '2026-11-22T07:53:40Z',
          }),
      },
      {
        what: 'nobody has the volume and nobody attaches it',
        ...NOT_ATTACHED,
        instead: 'volume/attach-failed',
      },
      {
        what: 'the volume is one pod’s at a time, which the scheduler sees to',
        target: 'deploy/writer-b',
        recording: 'r-podcasts-writer',
        instead: 'pending/volume-exclusive',
      },
    ],
  },
  {
    cause: 'volume/attach-conflict',
    gives: {
      ...IN_USE,
      change: saying(
        'Volume is already used by pod(s) writer-0',
        "Volume is already exclusively attached to one node and can't be attached to another",
      ),
    },
    near: [
      {
        what: 'the node holds as many volumes as it can',
        target: 'deploy/second',
        recording: 'r-db-4-second',
        instead: 'pending/volume-limit-reached',
      },
    ],
  },
  {
    // In the words of the storage system.
    cause: 'volume/attach-conflict',
    gives: attachSaying(
      'AttachVolume.Attach failed for volume "r-ebs-keys" : rpc error: code = Internal desc = Could not attach volume "vol-0f3a" to node "i-0a": api error VolumeInUse: vol-0f3a is already attached to an instance',
    ),
    near: [
      {
        what: 'the cloud refuses it for another reason',
        change: saying('VolumeInUse: vol-0f3a is already attached to an instance', 'UnauthorizedOperation'),
        instead: 'volume/attach-failed',
      },
    ],
  },
  {
    cause: 'volume/attach-conflict',
    gives: attachSaying(
      "AttachVolume.Attach failed for volume \"r-ebs-keys\" : rpc error: code = Internal desc = Failed to Attach: failed cloud service attach disk call: googleapi: Error 400: RESOURCE_IN_USE_BY_ANOTHER_RESOURCE - The disk resource 'projects/p/zones/z/disks/keys' is already being used by 'projects/p/zones/z/instances/node-g'",
    ),
    near: [
      {
        what: 'the disk is not there',
        change: saying('googleapi: Error 400: RESOURCE_IN_USE_BY_ANOTHER_RESOURCE', 'googleapi: Error 404'),
        instead: 'volume/attach-failed',
      },
    ],
  },
  {
    // The event of the conflict, told once, has expired.
    cause: 'volume/attach-conflict',
    gives: {
      ...IN_USE,
      change: (objects) => {
        const told = objects.find(({ reason }) => reason === 'FailedAttachVolume');
        told.reason = 'FailedMount';
        told.message =
          'Unable to attach or mount volumes: unmounted volumes=[d], unattached volumes=[d], failed to process volumes=[]: context deadline exceeded';
      },
    },
    near: [
      {
        what: 'the other pod has ended',
        change: (objects) => set(objects, 'pod/writer-0', 'status.phase', 'Succeeded'),
        instead: 'volume/mount-timeout',
      },
    ],
  },
  {
    cause: 'volume/attach-failed',
    gives: NOT_ATTACHED,
    near: [
      {
        what: 'a later try succeeded and the mount is waited for',
        change: (objects) => {
          alsoTold(objects, 'FailedAttachVolume', {
            type: 'Normal',
            reason: 'SuccessfulAttachVolume',
            message: 'AttachVolume.Attach succeeded for volume "r-ebs-keys" ',
            lastTimestamp: '2026-11-22T07:58:55Z',
          });
        },
      },
      { what: 'another pod has the volume', ...IN_USE, instead: 'volume/attach-conflict' },
      {
        what: 'it is attached and its file system is broken',
        ...mountSaying(
          'MountVolume.MountDevice failed for volume "r-ebs-keys" : rpc error: code = Internal desc = failed to format and mount device from ("/dev/nvme1n1") to ("/var/lib/kubelet/plugins/kubernetes.io/csi/ebs.csi.aws.com/1b2c/globalmount") with fstype ("ext4") and options ([]): mount failed: exit status 32\nMounting command: mount\nMounting arguments: -t ext4 -o defaults /dev/nvme1n1 /var/lib/kubelet/plugins/kubernetes.io/csi/ebs.csi.aws.com/1b2c/globalmount\nOutput: mount: /var/lib/kubelet/plugins/kubernetes.io/csi/ebs.csi.aws.com/1b2c/globalmount: wrong fs type, bad option, bad superblock on /dev/nvme1n1, missing codepage or helper program, or other error.',
        ),
        instead: 'volume/mount-failed',
      },
    ],
  },
  {
    cause: 'volume/attach-failed',
    gives: attachSaying(
      'AttachVolume.Attach failed for volume "r-ebs-keys" : CSINode node-a does not contain driver ebs.csi.aws.com',
    ),
    near: [
      {
        what: 'the driver is missing for a volume that needs no attaching',
        ...mountSaying(
          'MountVolume.SetUp failed for volume "r-ebs-keys" : kubernetes.io/csi: mounter.SetUpAt failed to get CSI client: driver name ebs.csi.aws.com not found in the list of registered CSI drivers',
        ),
        instead: 'volume/mount-failed',
      },
    ],
  },
];
