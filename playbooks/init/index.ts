import type { ContainerView } from '../../src/diagnosis/containers.ts';
import type { Found } from '../../src/diagnosis/finding.ts';
import { definePlaybook } from '../../src/diagnosis/playbook.ts';
import { isNodeDown } from '../../src/diagnosis/pod-node.ts';
import { isReady } from '../../src/diagnosis/pod-status.ts';
import { blockedBy, failureOf, placeOf } from './blocked.ts';
import { CAUSES } from './causes.ts';
import { judgeSidecar } from './sidecar.ts';
import { type InitView, isEarly, runningOf } from './waiting.ts';

type Cause = keyof typeof CAUSES;

export const init = definePlaybook({
  id: 'init',
  title: 'An init container or sidecar holds the app back',
  meaning:
    'The app’s containers start only when every init container has ended with success and every native sidecar has come up. One of them has not.',
  impact: 'None of the app’s containers has started; a rollout that waits for the pod stands still.',
  alerts: ['KubePodNotReady', 'KubeContainerWaiting', 'KubePodCrashLooping', 'KubeDeploymentRolloutStuck'],
  reads: ['events', 'log', 'services', 'endpoint-slices', 'node'],
  causes: CAUSES,
  diagnose(view) {
    if (!isConcerned(view)) return { findings: [] };
    return { findings: view.pod.status?.phase === 'Failed' ? ofFailed(view) : ofLiving(view) };
  },
});

function isConcerned({ pod, containers }: InitView): boolean {
  const { phase, reason } = pod.status ?? {};
  if (pod.metadata?.deletionTimestamp || !pod.spec?.nodeName || phase === 'Succeeded' || isReady(pod))
    return false;
  if (phase === 'Failed' && reason) return false;
  return containers.some(({ kind }) => kind === 'init' || kind === 'sidecar');
}

/** A pod that is never restarted ends with its init container. */
function ofFailed(view: InitView): readonly Found<Cause>[] {
  const blocked = blockedBy(view);
  return blocked?.kind === 'init' ? failing(view, blocked) : [];
}

function ofLiving(view: InitView): readonly Found<Cause>[] {
  if (isInitialized(view)) {
    return view.containers.flatMap((one) =>
      one.kind === 'sidecar' ? listOf(judgeSidecar(view, one, false)) : [],
    );
  }
  const blocked = blockedBy(view);
  if (!blocked) return [];
  if (blocked.kind === 'sidecar') return isNodeDown(view) ? [] : listOf(judgeSidecar(view, blocked, true));
  const failed = failing(view, blocked);
  return failed.length > 0 || isNodeDown(view) ? failed : waiting(view, blocked);
}

/** Once true it stays so, though a sidecar may fail later. */
function isInitialized({ pod }: InitView): boolean {
  return (
    pod.status?.conditions?.some(({ type, status }) => type === 'Initialized' && status === 'True') ?? false
  );
}

function failing(view: InitView, container: ContainerView): readonly Found<Cause>[] {
  const failure = failureOf(view, container);
  if (!failure) return [];
  return [
    {
      cause: 'init-container-failing',
      confidence: 'certain',
      container: container.name,
      params: { ...failure.params, ...placeOf(view, container) },
      evidence: failure.evidence,
    },
  ];
}

function waiting(view: InitView, container: ContainerView): readonly Found<Cause>[] {
  const running = runningOf(view, container);
  if (!running) return [];
  const isMissing = running.params.missingService !== undefined && running.seconds >= 10;
  return [
    {
      cause: 'init-container-waiting',
      confidence: 'certain',
      container: container.name,
      ...(isEarly(running) && !isMissing ? { verdict: 'waiting' as const } : {}),
      params: { ...running.params, ...placeOf(view, container) },
      evidence: running.evidence,
    },
  ];
}

function listOf<T>(one: T | undefined): readonly T[] {
  return one === undefined ? [] : [one];
}
