import type { CauseInfo } from '../../src/diagnosis/playbook.ts';
import { ANEW, LOG, REPEATED, RUN, SILENCE } from './texts.ts';

/** Causes that the container's own log names: the program itself. */
export const LOG_CAUSES = {
  'application-error': {
    title: '{container} crashes[[ with exit code {exitCode}]][[ ({signal})]][[: {said}]]',
    severity: 'critical',
    says: [
      'The log says: {line}',
      REPEATED,
      RUN,
      SILENCE,
      'It comes from {exception}[[ in {file}]][[, line {row}]].',
      'It points at {place}[[, line {row}]].',
    ],
    remedies: LOG,
  },
  'module-missing': {
    title: '{container} cannot start[[: {module} is missing in its image]][[: {unnamed}]]',
    severity: 'critical',
    says: ['The log says: {line}', REPEATED, 'Image {image} does not hold {module}.', RUN],
    remedies: [
      {
        text: 'Add {dependency} to the dependencies that image {image} is built with, and roll out the new image.',
      },
      {
        text: 'Have the build put {ownFile} into image {image} (a COPY that leaves it out, a .dockerignore, a step that did not run), and roll out the new image.',
      },
      ...LOG,
    ],
  },
  'migration-failed': {
    title: '{container} crashes because a migration failed[[: {said}]]',
    severity: 'critical',
    says: ['The log says: {line}', REPEATED, 'The migration is {migration}.', RUN],
    remedies: [
      {
        text: 'Put right the data or the migration that the line names; until then the version before runs with the old schema.',
      },
      ...LOG,
    ],
  },
  'disk-full': {
    title: '{container} has no space left[[ at {path}]]',
    severity: 'critical',
    says: [
      'The log says: {line}',
      REPEATED,
      '{path} is on {volume}, mounted at {mountPath}.',
      '{rootFull} is on no volume: it fills the node, or the limit of ephemeral-storage[[ ({storageLimit})]].',
      'The volume is in memory: the memory limit of {inMemory} bounds it too.',
      '{sharedMemory} is memory that processes share, not a disk: without a volume of its own a pod has 64 MiB there, whatever its memory limit[[ of {sharedMemoryLimit}]].',
      RUN,
    ],
    remedies: [
      {
        text: 'Make {volume} larger than {size}, or write less to it.',
        command: 'kubectl -n {namespace} edit {template}',
        changes: true,
      },
      {
        text: 'Mount an emptyDir in memory at {sharedMemory}; what it holds counts against the memory limit[[ of {sharedMemoryLimit}]].',
        command: 'kubectl -n {namespace} patch {template} -p {sharedMemoryPatch}',
        changes: true,
      },
      {
        text: 'Clean up or enlarge claim {claim}.',
        command: 'kubectl -n {namespace} get pvc {claim}',
      },
      {
        text: 'Write {rootFull} to a volume, or see how full the node is.',
        command: 'kubectl describe node {node}',
      },
      ...ANEW,
    ],
  },
  'port-in-use': {
    title: '{container} cannot listen: port [[{port} ]]is in use[[, by container {holder}]]',
    severity: 'critical',
    says: [
      'The log says: {line}',
      REPEATED,
      'Container {holder} of the same pod has port {port}: all containers of a pod share one network.',
      'Container {suspect} runs in the same pod and shares its network: it may hold the port.',
      'The pod uses the network of node {hostNetwork}: something on that node may hold the port.',
      'No other container is in the pod: {alone} starts a second process on the port, or the first has not let go of it.',
      RUN,
    ],
    remedies: [
      {
        text: 'Let {container} or {holder} listen on another port than {port}.',
        command: 'kubectl -n {namespace} edit {template}',
        changes: true,
      },
      { text: 'See what {suspect} listens on.', command: 'kubectl -n {namespace} logs {pod} -c {suspect}' },
      ...ANEW,
      ...LOG,
    ],
  },
  'permission-denied': {
    title: '{container} is refused[[ access to {path}]][[ port {lowPort}]][[: {refusal}]]',
    severity: 'critical',
    says: [
      'The log says: {line}',
      REPEATED,
      'The root file system is read-only ({readOnlyRoot}), and no volume is mounted over {directory}.',
      '{mountPath} is {readOnlyVolume}, which is mounted read-only.',
      '{mountPath} is {volume}[[; the container runs as user {user}]][[, fsGroup {fsGroup}]].',
      'Port {lowPort} is below 1024: that needs root or the capability NET_BIND_SERVICE[[; the container runs as user {user}]].',
      'That needs the capability {capability}[[, which the container drops ({dropped})]][[; the container runs as user {powerless}, who has no capabilities]].',
      'The container runs as user {plainUser}.',
      RUN,
    ],
    remedies: [
      {
        text: 'Mount an empty directory at {directory} (it hides what the image has there).',
        command: 'kubectl -n {namespace} patch {template} -p {writablePatch}',
        changes: true,
      },
      {
        text: 'Let the program listen on a port from 1024 up (such as {highPort}) and keep {lowPort} as the port of the Service.',
      },
      {
        text: 'Or open the ports from {lowPort} up to every user of the pod (a safe sysctl since Kubernetes 1.22).',
        command: 'kubectl -n {namespace} patch {template} -p {sysctlPatch}',
        changes: true,
      },
      {
        text: 'Give the container the capability {capability}, if its program cannot do without.',
        command: 'kubectl -n {namespace} patch {template} -p {capabilityPatch}',
        changes: true,
      },
      {
        text: 'Set up in the image what its program does with {capability}: user {powerless} cannot be given it.',
      },
      {
        text: 'Give user {user} the right to {path}: securityContext.fsGroup for a volume, file modes in the image otherwise.',
      },
      ...LOG,
    ],
  },
  'runtime-heap-exhausted': {
    title:
      '{container} ran out of its own heap[[, bounded by {heapFlag}]][[; the container may use {limit}]]',
    severity: 'critical',
    says: [
      'The log says: {line}',
      REPEATED,
      'The runtime stopped by itself, not the kernel: {heapFlag} allows {heap} of the {limit} that the container may use.',
      RUN,
    ],
    remedies: [
      {
        text: 'Let the heap grow: {heapRoom} of the limit of {limit} lie idle; raise {heapFlag} to about {heapSuggested}.',
        command: 'kubectl -n {namespace} edit {template}',
        changes: true,
      },
      {
        text: 'Raise the memory limit first, to {suggested} for a start: {heapTooLarge} already takes nearly all of {limit}.',
        command: 'kubectl -n {namespace} set resources {template} -c {container} --limits=memory={suggested}',
        changes: true,
      },
      ...ANEW,
      ...LOG,
    ],
  },
} as const satisfies Readonly<Record<string, CauseInfo>>;
