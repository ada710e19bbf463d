import type { CauseCase } from './support/cause-case.ts';
import { saying } from './support/change.ts';
import { evictedFor, SHIPPER, TRANSCODE } from './support/evicted-pod.ts';
import { endingIn } from './support/failed-pull.ts';

const LOW_MEMORY =
  'The node was low on resource: memory. Threshold quantity: 100Mi, available: 52312Ki. Container shipper was using 900Mi, request is 128Mi, has larger consumption of memory. ';
const LOW_DISK =
  'The node was low on resource: ephemeral-storage. Threshold quantity: 4319202503, available: 3990104Ki. Container shipper was using 3Gi, request is 0, has larger consumption of ephemeral-storage. ';
const LOW_PIDS =
  'The node was low on resource: pids. Threshold quantity: 3276, available: 3104. Container shipper was using 28011, request is 0, has larger consumption of pids. ';
/** Until 1.26 there was no threshold, and containers exceeded their requests. */
const OLD_MEMORY =
  'The node was low on resource: memory. Container shipper was using 921600Ki, which exceeds its request of 0. ';
const UNPACK =
  'failed to extract layer sha256:4f4f: write /var/lib/containerd/tmpmounts/app: no space left on device';
const OWN_LIMIT = 'Container shipper exceeded its local ephemeral storage limit "24Mi". ';

export const cases: readonly CauseCase[] = [
  {
    cause: 'evicted/own-storage-limit',
    gives: SHIPPER,
    near: [
      {
        what: 'the node’s disk is full and the pod has no limit',
        ...evictedFor(LOW_DISK),
        instead: 'evicted/node-disk-pressure',
      },
      {
        what: 'it is the limit of a volume',
        ...evictedFor('Usage of EmptyDir volume "spool" exceeds the limit "24Mi". '),
        instead: 'evicted/own-empty-dir-limit',
      },
      {
        what: 'the program itself finds its volume full and ends',
        target: 'deploy/spooler',
        recording: 'r-etl-2-spooler',
        instead: 'crashloop/disk-full',
      },
    ],
  },
  {
    cause: 'evicted/own-storage-limit',
    gives: evictedFor(OWN_LIMIT),
    near: [
      { what: 'it is memory that lacks', ...evictedFor(LOW_MEMORY), instead: 'evicted/node-memory-pressure' },
    ],
  },
  {
    cause: 'evicted/own-empty-dir-limit',
    gives: TRANSCODE,
    near: [
      {
        what: 'it is the limit of a container',
        ...evictedFor(OWN_LIMIT),
        instead: 'evicted/own-storage-limit',
      },
      {
        what: 'the volume is in memory and full before the kubelet looks',
        target: 'deploy/spooler',
        recording: 'r-etl-2-spooler',
        instead: 'crashloop/disk-full',
      },
    ],
  },
  {
    // The kubelet lost the container: ContainerStatusUnknown, with an exit code 137 that nothing ended with.
    cause: 'evicted/own-empty-dir-limit',
    gives: { target: 'deploy/cache', recording: 'r-thumbs-cache' },
    near: [
      {
        what: 'the node lacked inodes',
        change: saying(
          'Usage of EmptyDir volume "cache" exceeds the limit "20Mi". ',
          'The node was low on resource: inodes. Threshold quantity: 312401, available: 290117. ',
        ),
        instead: 'evicted/node-disk-pressure',
      },
    ],
  },
  {
    cause: 'evicted/node-memory-pressure',
    gives: evictedFor(LOW_MEMORY),
    near: [
      {
        what: 'the container met its own memory limit',
        target: 'deploy/index-warmer',
        recording: 'r-search-index-warmer',
        instead: 'crashloop/out-of-memory',
      },
      { what: 'it is disk space that lacks', ...evictedFor(LOW_DISK), instead: 'evicted/node-disk-pressure' },
    ],
  },
  {
    cause: 'evicted/node-memory-pressure',
    gives: evictedFor(OLD_MEMORY),
    near: [
      {
        what: 'the kubelet names process ids in the same words',
        ...evictedFor(OLD_MEMORY.replace('resource: memory', 'resource: pids')),
        instead: 'evicted/node-pid-pressure',
      },
    ],
  },
  {
    // Refused on arrival. Older kubelets begin a refusal with "Pod" alone.
    cause: 'evicted/node-memory-pressure',
    gives: evictedFor('Pod The node had condition: [MemoryPressure]. '),
    near: [
      {
        what: 'it is the condition of the disk',
        ...evictedFor('Pod The node had condition: [DiskPressure]. '),
        instead: 'evicted/node-disk-pressure',
      },
    ],
  },
  {
    cause: 'evicted/node-disk-pressure',
    gives: evictedFor(LOW_DISK),
    near: [
      { what: 'the pod met its own limit', ...SHIPPER, instead: 'evicted/own-storage-limit' },
      {
        what: 'the disk is full while an image is unpacked',
        ...endingIn(UNPACK),
        instead: 'image-pull/node-disk-full',
      },
    ],
  },
  {
    cause: 'evicted/node-disk-pressure',
    gives: evictedFor('Pod was rejected: The node had condition: [DiskPressure]. '),
    near: [
      {
        what: 'it is the condition of the process ids',
        ...evictedFor('Pod was rejected: The node had condition: [PIDPressure]. '),
        instead: 'evicted/node-pid-pressure',
      },
    ],
  },
  {
    cause: 'evicted/node-pid-pressure',
    gives: evictedFor(LOW_PIDS),
    near: [
      { what: 'it is memory that lacks', ...evictedFor(LOW_MEMORY), instead: 'evicted/node-memory-pressure' },
    ],
  },
];
