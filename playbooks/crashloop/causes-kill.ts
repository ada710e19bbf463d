import type { CauseInfo, Remedy } from '../../src/diagnosis/playbook.ts';
import { LOG, RUN, SILENCE } from './texts.ts';

const RAISE = {
  text: 'Raise the memory limit, to {suggested} for a start, and watch whether the use levels off.',
  command: 'kubectl -n {namespace} set resources {template} -c {container} --limits=memory={suggested}',
  changes: true,
} as const;

const RAISE_ANEW: readonly Remedy[] = [
  {
    text: "Raise the memory limit to {suggested} in the manifest of job {job} and create it anew: a Job's pod template can't be changed.",
  },
  { text: 'Raise the memory limit to {suggested} in the manifest of pod {bare} and create it anew.' },
];

const USE = {
  text: 'See what its containers use now (needs metrics-server).',
  command: 'kubectl -n {namespace} top pod {measured} --containers',
} as const;

const LIMIT_SAYS = [
  "The limit isn't set by {workload}: LimitRange {defaulted} fills it in.",
  'The limit is that of the whole pod, {podLimit} for all its containers together.',
  '{heapTooLarge} lets the runtime take {heap} of the {limit}: nothing is left for the rest of the process.',
  'Files in {memoryVolumes} (emptyDir in memory) count as its memory.',
];

/** Ends that come from outside the program. */
export const KILL_CAUSES = {
  'out-of-memory': {
    title: '{container} was killed at its memory limit of {limit}',
    severity: 'critical',
    says: [
      'The kernel killed it (OOMKilled, exit code {exitCode})[[ {lifetime} after its start]] when it wanted more than {limit}[[; it requests {request}]][[; {restarts} so far]].',
      'It dies while it starts, {startUp} in: what it loads at the start needs more than the limit.',
      'It ran {grew} before: its use grows while it runs, as with a leak or a cache without bound.',
      ...LIMIT_SAYS,
      'Its last line: {line}',
    ],
    remedies: [
      RAISE,
      {
        text: 'Make the runtime stay below the limit: set {heapTooLarge} to about {heapSuggested}.',
      },
      ...RAISE_ANEW,
      USE,
    ],
  },
  'child-out-of-memory': {
    title: 'A child process of {container} was killed[[{hedge}]] for memory[[ at the limit of {limit}]]',
    severity: 'warning',
    says: [
      "The container's main process ended with exit code {exitCode}[[ ({exitMeaning})]][[ after {lifetime}]], but its memory ran out before ({oom}): the kernel had killed one of its children.",
      "The container's main process ended with exit code {exitCode} after one of its children was killed. The reason is {otherReason}, not OOMKilled, as it reads where the runtime saw the kernel do it: something else may have sent the signal.",
      'The container stays {stillRunning}; only its log tells that its children are killed[[ ({kills} times in what was read)]].',
      'All processes of the container share the limit of {limit}[[; it requests {request}]].',
      'It uses {usage} now.',
      ...LIMIT_SAYS,
      'The log says: {line}',
    ],
    remedies: [RAISE, { text: 'Run fewer or smaller workers: they share the {limit}.' }, ...RAISE_ANEW],
  },
  'node-out-of-memory': {
    title: '{container} was killed[[ ({reason})]]: its node[[, {node},]] seems to have run out of memory',
    severity: 'critical',
    says: [
      'It ended with exit code {exitCode}[[ after {lifetime}]][[; its own limit is {limit}]].',
      'Node {node} reports MemoryPressure: {pressure}.',
      'At that moment the kubelet saw the kernel kill process {victim} for memory; it writes that for kills at the limit of any container of the node, too.',
      ...LIMIT_SAYS.slice(3),
    ],
    remedies: [
      {
        text: 'See what fills the node.',
        command: 'kubectl describe node {node}',
      },
      {
        text: 'Give the container a memory request near its real use, so that the scheduler keeps room for it and the kernel chooses others first.',
      },
    ],
  },
  'killed-by-signal': {
    title: '{container} is killed by {signal}[[, sent from container {killer}]] (exit code {exitCode})',
    severity: 'critical',
    says: [
      RUN,
      'Container {killer} shares the process namespace and says: {killerLine}',
      'Container {killer} shares the process namespace and runs: {killerCommand}',
      'The kubelet stopped it: {killing}',
      'The log says that one of its processes was killed: {killedLine}',
      "It isn't the memory limit: the reason is {otherReason}, not OOMKilled.",
      'Something in the pod or on the node sent the signal ({noProbe}), or a shell passed on exit code {exitCode} of a process below it.',
      'Something in the pod or on the node sent the signal; its {untold} may have made the kubelet do it as well: the events that could tell are not there.',
      'The containers of the pod share one process namespace: {sharers} can signal it.',
      'Its last line: {line}',
    ],
    remedies: [
      {
        text: 'Correct or remove what sends the signal: see the log of container {killer}.',
        command: 'kubectl -n {namespace} logs {pod} -c {killer}',
      },
      ...LOG,
    ],
  },
  'segmentation-fault': {
    title: '{container} crashes with a segmentation fault[[ ({signal}, exit code {exitCode})]]',
    severity: 'critical',
    says: [RUN, 'Its last line: {line}'],
    remedies: [
      {
        text: 'A fault in native code: check the native libraries in {image} against its base image, and whether an older tag works.',
      },
      ...LOG,
    ],
  },
  'process-exits-at-once': {
    title:
      '{container} ends[[ {byItself}]] with exit code 0[[ after {lifetime}]], and is started again and again',
    severity: 'critical',
    says: [
      'A container of this pod is meant to run for ever (restartPolicy Always); its program ends without an error[[; {restarts} so far]][[; the next start waits {backOff}]].',
      'Its {perhaps} may have made the kubelet stop it: a program that ends cleanly when it is told to reads the same, and no event tells.',
      'It runs: {command}',
      'It runs the command that image {commandImage} sets: the pod names none.',
      'Its last line: {line}',
      SILENCE,
    ],
    remedies: [
      {
        text: 'If it is a task that ends, run it as a Job or CronJob; if it is a server, keep its program in the foreground (no daemon mode, no missing argument).',
      },
      ...LOG,
    ],
  },
  'container-lost': {
    title: 'Nobody knows how {container} ended: the kubelet[[ of {node}]] did not find it any more',
    severity: 'warning',
    says: [
      'Its reason is {reason}; exit code {exitCode} is made up by the kubelet.',
      'That is what a restart of the node leaves, or a runtime that lost its containers.',
      'Its restartPolicy is {restartPolicy}: it is not started again.',
    ],
    remedies: [
      { text: 'See whether the node was restarted.', command: 'kubectl describe node {node}' },
      { text: 'Nothing owns pod {bare}: create it anew, if its work is not done.' },
    ],
  },
  'restarted-recently': {
    title: '{container} runs and is ready; it restarted {ago} ago after exit code {exitCode}',
    severity: 'warning',
    verdict: 'waiting',
    says: [
      'The run before ended with exit code {exitCode}[[ ({exitMeaning})]][[, reason {reason}]][[, after {lifetime}]][[; {restarts} so far]].',
      'The kubelet stopped it: {killing}',
      'Its memory limit is {limit}.',
      'Its last line: {line}',
      SILENCE,
    ],
    remedies: LOG,
  },
} as const satisfies Readonly<Record<string, CauseInfo>>;
