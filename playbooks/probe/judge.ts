import type { ContainerView } from '../../src/diagnosis/containers.ts';
import { counted } from '../../src/diagnosis/counted.ts';
import { formatDuration } from '../../src/diagnosis/duration.ts';
import { fromSpec } from '../../src/diagnosis/evidence.ts';
import type { Found, Params } from '../../src/diagnosis/finding.ts';
import { allowedSeconds, declaredPorts, type ProbeKind, probePort } from '../../src/diagnosis/probe.ts';
import { containerPatch } from '../../src/diagnosis/template-patch.ts';
import { type Asked, askedOf, askedParams, askedProof, isFailingNow, type ProbeView } from './asked.ts';
import type { CAUSES } from './causes.ts';
import { betterPort, fixesOf, withPort } from './fixes.ts';
import { failureOf, isLasting, isRefusal, outcomeParams } from './outcome.ts';
import { readingParams, readSaid, type Said, SILENT, saidEvidence, startUpParams } from './said.ts';

type Cause = keyof typeof CAUSES;

/** Seconds within which a probe may fail because the program is still starting. */
const STARTING_SECONDS = 60;

/** Readiness, or as long as it holds the others back the startup probe, of a container that is not ready. */
export function judgeContainer(view: ProbeView, container: ContainerView): readonly Found<Cause>[] {
  const { spec, status } = container;
  const isStarting = spec.startupProbe !== undefined && status?.started !== true;
  // A native sidecar that has not come up holds back the whole pod: the family init.
  if (isStarting && container.kind === 'sidecar') return [];
  const first = status?.ready ? undefined : askedOf(view, container, isStarting ? 'startup' : 'readiness');
  const liveness = isStarting || status?.restartCount ? undefined : askedOf(view, container, 'liveness');
  return [
    ...(first ? listOf(isStarting ? judgeStartup(view, first) : judgeReadiness(view, first)) : []),
    ...(liveness ? listOf(judgeLiveness(view, liveness)) : []),
  ];
}

function judgeReadiness(view: ProbeView, asked: Asked): Found<Cause> | undefined {
  if (isNameless(asked)) return undeclared(view, asked);
  const said = saidOf(view, asked);
  if (!isLasting(asked, said) && asked.seconds < startSeconds(said)) return tooEarly(view, asked, said);
  return failing(view, asked, said, 'readiness-failing');
}

/** A startup probe that only needs time is given it; what time does not mend ends in a restart. */
function judgeStartup(view: ProbeView, asked: Asked): Found<Cause> | undefined {
  if (isNameless(asked)) return undeclared(view, asked);
  // Once it has been restarted for it, the crash loop tells.
  if (asked.container.status?.restartCount) return undefined;
  const said = saidOf(view, asked);
  return isLasting(asked, said) && asked.failed
    ? failing(view, asked, said, 'startup-failing')
    : tooEarly(view, asked, said);
}

function judgeLiveness(view: ProbeView, asked: Asked): Found<Cause> | undefined {
  if (isNameless(asked)) return undeclared(view, asked);
  if (!isFailingNow(view, asked)) return undefined;
  return failing(view, asked, saidOf(view, asked), 'liveness-failing');
}

/** The log, where it can know: not of a path that is wrong, nor of a program that the image lacks. */
function saidOf(view: ProbeView, asked: Asked): Said {
  return isRefusal(asked) || failureOf(asked) === 'command-missing' ? SILENT : readSaid(view, asked);
}

/** The probe names a port that no port of the container bears. */
function isNameless({ probe, container, failed }: Asked): boolean {
  const port = probePort(probe, container.spec);
  return port !== undefined && (port.number === undefined || failed?.output.failure === 'port-unknown');
}

/** As long as any start may take, and as long as the program says its own does. */
function startSeconds({ startUp }: Said): number {
  return Math.max(STARTING_SECONDS, 1.5 * (startUp.needs?.seconds ?? 0));
}

/** Nothing to speak of before the first failure. */
function tooEarly(view: ProbeView, asked: Asked, said: Said): Found<'probe-too-early'> | undefined {
  const { probe, container, failed } = asked;
  if (!failed) return undefined;
  return {
    cause: 'probe-too-early',
    confidence: 'likely',
    container: container.name,
    params: {
      ...askedParams(view, asked),
      ...outcomeParams(asked, said),
      ...startUpParams(said),
      delay: probe.initialDelaySeconds,
      allowed: asked.kind === 'startup' ? formatDuration(allowedSeconds(probe)) : undefined,
    },
    evidence: [...askedProof(view, asked), ...saidEvidence(view, asked, said)],
  };
}

type FailingCause = 'readiness-failing' | 'liveness-failing' | 'startup-failing';

function failing(view: ProbeView, asked: Asked, said: Said, cause: FailingCause): Found<FailingCause> {
  const { container, failed, probe } = asked;
  const why = readingParams(view, said);
  return {
    cause,
    confidence: failed ? 'certain' : 'likely',
    container: container.name,
    params: {
      ...askedParams(view, asked),
      ...outcomeParams(asked, said),
      ...fixesOf(view, asked, said),
      ...why.params,
      allowed: formatDuration(allowedSeconds(probe)),
      allowedFailures: counted(probe.failureThreshold ?? 3, 'failure'),
      period: probe.periodSeconds ?? 10,
      readyUntil: readyUntil(view, asked),
    },
    evidence: [...askedProof(view, asked), ...saidEvidence(view, asked, said), ...why.evidence],
  };
}

/** A container that has been ready in this run: something happened since. */
function readyUntil({ pod, containers }: ProbeView, { seconds, startedAt }: Asked): string | undefined {
  const ready = pod.status?.conditions?.find(
    ({ type, status }) => type === 'ContainersReady' && status === 'False',
  );
  const since = Date.parse(ready?.lastTransitionTime ?? '');
  const isAlone = containers.filter(({ status }) => !status?.ready).length === 1;
  const wasReady =
    isAlone && Number.isFinite(seconds) && since - Date.parse(startedAt) > STARTING_SECONDS * 1000;
  return wasReady ? ready?.lastTransitionTime : undefined;
}

function undeclared(view: ProbeView, asked: Asked): Found<'probe-port-undeclared'> {
  const { container, probe, failed } = asked;
  const { spec } = container;
  const said = readSaid(view, asked);
  const declared = declaredPorts(spec);
  const wanted = `${probePort(probe, spec)?.wanted}`;
  const better = betterPort(asked, said);
  return {
    cause: 'probe-port-undeclared',
    confidence: 'certain',
    container: spec.name,
    params: {
      ...askedParams(view, asked),
      wanted,
      output: failed?.output.output,
      declared,
      undeclaredAll: declared.length === 0 ? 'ports is empty' : undefined,
      listens: said.startUp.ports.map(String),
      ...(better === undefined ? {} : portPatches(view, asked, wanted, better)),
    },
    evidence: [
      ...askedProof(view, asked),
      fromSpec(view.podName, 'ports', declared.join(', ') || 'none', spec.name),
    ],
  };
}

function portPatches(
  view: ProbeView,
  { container, kind, probe }: Asked,
  wanted: string,
  port: number,
): Params {
  // Named is a handler's port; a gRPC probe takes numbers only.
  const named = { ports: [{ containerPort: port, name: wanted }] };
  return {
    betterPort: port,
    portPatch: containerPatch(view, container.name, {
      [`${kind}Probe` satisfies `${ProbeKind}Probe`]: withPort(probe, port),
    }),
    namePatch: containerPatch(view, container.name, named),
  };
}

function listOf<T>(one: T | undefined): readonly T[] {
  return one === undefined ? [] : [one];
}
