import type { ContainerView } from '../../src/diagnosis/containers.ts';
import { fromEvent, fromSpec, fromStatus } from '../../src/diagnosis/evidence.ts';
import type { Evidence, Found, NonEmpty } from '../../src/diagnosis/finding.ts';
import { definePlaybook, type View } from '../../src/diagnosis/playbook.ts';
import { describeProbe } from '../../src/diagnosis/probe.ts';
import { readStartError, type StartError } from '../../src/diagnosis/start-error-message.ts';
import { type Crash, crashOf, restartsInWords, statusEvidence } from '../crashloop/crash.ts';
import { proofOf, readCrash, type Said } from '../crashloop/crash-log.ts';
import { type Killer, killerOf } from '../crashloop/killer.ts';
import { containerEvents } from '../crashloop/pod-events.ts';
import { CAUSES } from './causes.ts';
import { detailsOf } from './details.ts';
import { refusalOf } from './trouble.ts';

type Cause = keyof typeof CAUSES;
type StartView = View<'events' | 'log' | 'node' | 'limit-ranges'>;

export const startError = definePlaybook({
  id: 'start-error',
  title: "A container's process cannot be started",
  meaning:
    'The image is there and the container could be made, but its process does not start: the program is missing or not executable, a mount does not fit, a hook fails, the runtime refuses.',
  impact: 'The container never runs; the kubelet tries again with growing pauses.',
  alerts: ['KubeContainerWaiting', 'KubePodCrashLooping', 'KubePodNotReady'],
  reads: ['events', 'log', 'node', 'limit-ranges'],
  causes: CAUSES,
  supersedes: ['probe/readiness-failing', 'probe/liveness-failing', 'probe/probe-port-undeclared'],
  diagnose(view) {
    if (view.pod.metadata?.deletionTimestamp) return { findings: [] };
    return { findings: view.containers.flatMap((container) => judge(view, container) ?? []) };
  },
});

function judge(view: StartView, container: ContainerView): Found<Cause> | undefined {
  if (container.kind === 'ephemeral') return undefined;
  const events = () => containerEvents(view, container.name);
  const waiting = container.status?.state?.waiting;
  if (waiting?.reason === 'PostStartHookError') {
    const text = `PostStartHookError: ${waiting.message ?? ''}`;
    return hookFailed(
      view,
      container,
      [fromStatus(view.podName, 'state.waiting', text, container.name)],
      waiting.message,
    );
  }
  const refusal = refusalOf(view, container, events);
  if (refusal) return found(view, container, readStartError(refusal.message), refusal.evidence);
  const crash = crashOf(view, container);
  return crash?.phase === 'looping' && crash.exit.kind !== 'not-started' ? ofCrash(view, crash) : undefined;
}

/** A process that was started and ended at once, since its program could not be executed after all. */
function ofCrash(view: StartView, crash: Crash): Found<Cause> | undefined {
  const { container } = crash;
  const events = containerEvents(view, container.name);
  const said = readCrash(view, crash);
  if (crash.run.reason === 'OOMKilled') return undefined;
  const killer = killerOf(view, crash, said, events);
  if (killer?.by === 'hook') {
    const { event } = killer;
    const proof: NonEmpty<Evidence> = event
      ? [fromEvent(event), statusEvidence(view, crash)]
      : [statusEvidence(view, crash)];
    return hookFailed(view, container, proof, event?.message, { crash, said, killer });
  }
  if (!said.startError || killer) return undefined;
  const result = found(view, container, said.startError, proofOf(view, crash, said));
  return { ...result, params: { ...result.params, clause: undefined, line: said.startError.clause } };
}

function found(
  view: StartView,
  container: ContainerView,
  error: StartError,
  evidence: NonEmpty<Evidence>,
): Found<Cause> {
  const { failure, command, directory, path, clause } = error;
  const details = detailsOf(view, container, error);
  return {
    cause: failure === 'mount-path-conflict' && path === undefined ? 'runtime-failure' : failure,
    confidence: clause === '' ? 'likely' : 'certain',
    container: container.name,
    params: {
      command,
      directory,
      path,
      clause: clause || 'the runtime gave no reason',
      tries: restartsInWords(container.status?.restartCount),
      ...details.params,
    },
    evidence: [...evidence, ...details.evidence],
  };
}

interface Killed {
  readonly crash: Crash;
  readonly said: Said;
  readonly killer: Killer;
}

function hookFailed(
  view: View,
  container: ContainerView,
  proof: NonEmpty<Evidence>,
  message: string | undefined,
  killed?: Killed,
): Found<Cause> {
  const hook = container.spec.lifecycle?.postStart;
  const command = hook && describeProbe(hook).replace(/^exec /, '');
  return {
    cause: 'hook-failed',
    confidence: killed?.killer.confidence ?? (message ? 'certain' : 'possible'),
    container: container.name,
    params: {
      hook: 'postStart',
      hookCommand: command,
      output: outputOf(message),
      exitCode: killed?.crash.exit.code,
      otherRun: killed?.killer.isOfOtherRun ? container.name : undefined,
      line: killed?.said.lastLine,
      tries: restartsInWords(container.status?.restartCount),
    },
    evidence: [
      ...proof,
      ...(command ? [fromSpec(view.podName, 'lifecycle.postStart', command, container.name)] : []),
    ],
  };
}

/** Up to 1.31 the message quotes what the hook printed; since then it reads `PostStartHook failed` and says nothing. */
function outputOf(message = ''): string | undefined {
  const said = /message: "((?:[^"\\]|\\.){1,500})"/.exec(message)?.[1];
  return said?.replaceAll('\\n', ' ').trim() || undefined;
}
