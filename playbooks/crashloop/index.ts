import type { Found, RuledOut } from '../../src/diagnosis/finding.ts';
import { definePlaybook, type View } from '../../src/diagnosis/playbook.ts';
import { KILL_CAUSES } from './causes-kill.ts';
import { LOG_CAUSES } from './causes-log.ts';
import { PROBE_CAUSES } from './causes-probe.ts';
import { WANTS_CAUSES } from './causes-wants.ts';
import { judgeChildKilled, judgeRunning } from './child-killed.ts';
import { type Crash, crashOf } from './crash.ts';
import { readCrash, type Said } from './crash-log.ts';
import { isStillKilled, judgeEnd, judgeLost, judgeRecovered } from './ended.ts';
import { type Killer, killerOf } from './killer.ts';
import { judgeLog } from './log-cause.ts';
import { judgeNodeOutOfMemory, judgeOutOfMemory } from './memory.ts';
import { neighboursFirst } from './neighbours.ts';
import { containerEvents, isFullyTold, type PodEvents, tellsAnEnd } from './pod-events.ts';
import { judgeProbeKill } from './probe-kill.ts';
import { isFromOutside, judgeSegmentationFault, judgeSignal, judgeStopped } from './signal.ts';
import { senderOf } from './signal-sender.ts';

const CAUSES = { ...LOG_CAUSES, ...WANTS_CAUSES, ...PROBE_CAUSES, ...KILL_CAUSES };
type Cause = keyof typeof CAUSES;
type CrashView = View<
  | 'events'
  | 'log'
  | 'names'
  | 'limit-ranges'
  | 'pod-metrics'
  | 'node'
  | 'services'
  | 'endpoint-slices'
  | 'network-policies'
>;

export const crashloop = definePlaybook({
  id: 'crashloop',
  title: 'A container starts and ends again and again',
  meaning:
    'A container of the pod starts, ends and is started again by the kubelet, which waits longer each time (CrashLoopBackOff). It ends by its own doing, or it is killed: at its memory limit, by a failed probe, by a signal.',
  impact: 'The pod serves nothing while the container is down; a rollout to it does not complete.',
  alerts: [
    'KubePodCrashLooping',
    'KubeContainerWaiting',
    'KubePodNotReady',
    'KubeDeploymentReplicasMismatch',
    'KubeJobFailed',
  ],
  reads: [
    'events',
    'log',
    'names',
    'limit-ranges',
    'pod-metrics',
    'node',
    'services',
    'endpoint-slices',
    'network-policies',
  ],
  causes: CAUSES,
  supersedes: [
    'probe/liveness-failing',
    'probe/readiness-failing',
    'probe/probe-too-early',
    'probe/probe-port-undeclared',
    'resources/memory-near-limit',
  ],
  diagnose(view) {
    const crashes = view.containers.flatMap((container) => crashOf(view, container) ?? []);
    if (crashes.length === 0) return { findings: listOf(judgeRunning(view)) };
    const judged = crashes.map((crash) => judgeCrash(view, crash));
    return {
      findings: neighboursFirst(judged.flatMap((one) => listOf(one.found))),
      ruledOut: judged.flatMap((one) => one.ruledOut),
    };
  },
});

function listOf<T>(one: T | undefined): readonly T[] {
  return one === undefined ? [] : [one];
}

interface Judged {
  readonly found: Found<Cause> | undefined;
  readonly ruledOut: readonly RuledOut[];
}

const NOTHING: Judged = { found: undefined, ruledOut: [] };

function judgeCrash(view: CrashView, crash: Crash): Judged {
  // What the runtime could not even start is the family start-error.
  if (crash.exit.kind === 'not-started') return NOTHING;
  const found = containerEvents(view, crash.container.name);
  const said = readCrash(view, crash);
  const killer = killerOf(view, crash, said, found);
  const isKilled = killer !== undefined && isStillKilled(view, crash, found, killer);
  const judged =
    crash.phase === 'recovered' && !isKilled
      ? { found: judgeRecovered(view, crash, said, found), ruledOut: [] }
      : judgeLoop(view, crash, said, found, killer);
  return { ...judged, found: judged.found && withLog(view, judged.found, crash, said) };
}

/** Which log there is to read. */
function withLog(
  { pod }: CrashView,
  found: Found<Cause>,
  { container }: Crash,
  { isGone, downNode }: Said,
): Found<Cause> {
  // A pod that has failed has no next run.
  const nextOf = pod.status?.phase === 'Failed' ? undefined : container.name;
  const gone = { previousOf: undefined, currentOf: undefined };
  if (downNode !== undefined) return { ...found, params: { ...found.params, ...gone, downNode } };
  return isGone ? { ...found, params: { ...found.params, ...gone, nextOf } } : found;
}

function judgeLoop(
  view: CrashView,
  crash: Crash,
  said: Said,
  found: PodEvents,
  killer: Killer | undefined,
): Judged {
  if (crash.run.reason === 'OOMKilled') return { found: judgeOutOfMemory(view, crash, said), ruledOut: [] };
  if (killer?.by === 'hook') return NOTHING;
  if (killer) {
    return { found: judgeProbeKill(view, crash, said, found, killer), ruledOut: ruledOut(crash, found) };
  }
  if (said.startError) return NOTHING;
  return { found: judgeOwnEnd(view, crash, said, found), ruledOut: ruledOut(crash, found) };
}

/** The run was ended by no limit and no probe. */
function judgeOwnEnd(view: CrashView, crash: Crash, said: Said, found: PodEvents): Found<Cause> {
  const { signal, kind } = crash.exit;
  if (kind === 'lost' && view.pod.status?.phase === 'Failed' && !said.reading) {
    return judgeLost(view, crash, said);
  }
  if (signal !== undefined) {
    if (signal === 'SIGSEGV') return judgeSegmentationFault(view, crash, said);
    // A JVM may be told to kill itself when its heap is full (-XX:OnOutOfMemoryError).
    if (said.reading?.cause === 'runtime-heap-exhausted') return judgeLog(view, crash, said);
    if (!isFromOutside(signal)) return judgeLog(view, crash, said);
    const sender = senderOf(view, crash, found);
    const isNode = signal === 'SIGKILL' && sender === undefined;
    const full = isNode ? judgeNodeOutOfMemory(view, crash) : undefined;
    return full ?? judgeSignal(view, crash, signal, { said, found, sender });
  }
  if (crash.exit.kind === 'finished' && !namesCause(said)) {
    return judgeStopped(view, crash, said, found) ?? judgeEnd(view, crash, said, found);
  }
  return judgeChildKilled(view, crash, said) ?? judgeLog(view, crash, said);
}

/** Some programs log the error that ends them and still exit with 0. */
function namesCause({ reading }: Said): boolean {
  return reading !== undefined && reading.confidence !== 'possible' && reading.cause !== 'application-error';
}

function ruledOut(crash: Crash, found: PodEvents): readonly RuledOut[] {
  const { container, exit, run } = crash;
  if (exit.signal !== 'SIGKILL' && exit.signal !== 'SIGTERM') return [];
  const memory = {
    cause: 'crashloop/out-of-memory',
    why: `the reason is ${run.reason ?? 'not given'}, not OOMKilled`,
  };
  const isProbed = container.spec.livenessProbe !== undefined;
  const isKilled = found.events.some((event) => event.reason === 'Killing');
  const isTold = isFullyTold(found, crash) || tellsAnEnd(found);
  if (!isTold || !isProbed || isKilled) return [memory];
  return [
    memory,
    { cause: 'crashloop/liveness-probe-failing', why: 'no Killing event names a failed probe' },
  ];
}
