import type { ContainerView } from '../../src/diagnosis/containers.ts';
import { eventContainer } from '../../src/diagnosis/events.ts';
import { fromEvent, fromSpec } from '../../src/diagnosis/evidence.ts';
import type { Evidence, Found, Params } from '../../src/diagnosis/finding.ts';
import { newestPodEvent } from '../../src/diagnosis/pod-events.ts';
import { describeProbe, probeTiming, readProbeOutput } from '../../src/diagnosis/probe.ts';
import { failureOf, placeOf } from './blocked.ts';
import { type InitView, isEarly, runningOf } from './waiting.ts';

/** A native sidecar that fails, or runs and does not come up. */
export function judgeSidecar(
  view: InitView,
  container: ContainerView,
  isHolding: boolean,
): Found<'sidecar-failing'> | undefined {
  const failure = container.status?.started ? undefined : failureOf(view, container);
  const held = isHolding ? placeOf(view, container) : { others: runningApps(view) };
  if (failure) {
    return {
      cause: 'sidecar-failing',
      confidence: 'certain',
      container: container.name,
      params: { trouble: 'fails', ...failure.params, ...held },
      evidence: failure.evidence,
    };
  }
  const running = isHolding ? runningOf(view, container) : undefined;
  if (!running) return undefined;
  const probe = startupOf(view, container);
  return {
    cause: 'sidecar-failing',
    confidence: 'likely',
    container: container.name,
    ...(isEarly({ ...running, waits: true }) ? { verdict: 'waiting' as const } : {}),
    params: {
      ...running.params,
      trouble: running.params.what ? undefined : 'does not come up',
      ...probe.params,
      ...held,
    },
    evidence: [...running.evidence, ...probe.evidence],
  };
}

function runningApps({ containers }: InitView): readonly string[] {
  return containers.flatMap(({ kind, name, status }) =>
    kind === 'app' && status?.state?.running ? [name] : [],
  );
}

function startupOf(
  view: InitView,
  { name, spec }: ContainerView,
): { readonly params: Params; readonly evidence: readonly Evidence[] } {
  const probe = spec.startupProbe;
  if (!probe) return { params: {}, evidence: [] };
  const failed = newestPodEvent(view, (event) => {
    return event.reason === 'Unhealthy' && eventContainer(event) === name;
  });
  return {
    params: {
      [failed ? 'probe' : 'unproven']: describeProbe(probe),
      timing: probeTiming(probe),
      output: failed ? readProbeOutput(failed.message ?? '').output : undefined,
    },
    evidence: failed
      ? [fromEvent(failed)]
      : [fromSpec(view.podName, 'startupProbe', `${describeProbe(probe)}, ${probeTiming(probe)}`, name)],
  };
}
