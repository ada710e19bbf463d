import type { ContainerView } from '../../src/diagnosis/containers.ts';
import { formatDuration } from '../../src/diagnosis/duration.ts';
import { eventContainer, eventCount, eventTime } from '../../src/diagnosis/events.ts';
import { fromEvent, fromSpec, fromStatus } from '../../src/diagnosis/evidence.ts';
import type { Evidence, NonEmpty, Params } from '../../src/diagnosis/finding.ts';
import type { Probe } from '../../src/diagnosis/objects/container.ts';
import type { KubeEvent } from '../../src/diagnosis/objects/meta.ts';
import type { View } from '../../src/diagnosis/playbook.ts';
import { podEvents } from '../../src/diagnosis/pod-events.ts';
import {
  allowedSeconds,
  describeProbe,
  type ProbeKind,
  type ProbeOutput,
  probePort,
  probeTiming,
  readProbeOutput,
} from '../../src/diagnosis/probe.ts';

export type ProbeView = View<'events' | 'log' | 'services' | 'endpoint-slices' | 'node'>;

/** A probe of a running container, and what the kubelet said of it in this run. */
export interface Asked {
  readonly container: ContainerView;
  readonly kind: ProbeKind;
  readonly probe: Probe;
  readonly failed?: { readonly event: KubeEvent; readonly output: ProbeOutput };
  /** Why there is no failure to show. */
  readonly noEvent?: string;
  /** Seconds that the container has run. */
  readonly seconds: number;
  readonly startedAt: string;
  /** Another port, on which the container answers its liveness probe: else it would have been restarted by now. */
  readonly answered?: number;
}

/** Seconds by which an event's clock and a status's may differ. */
const SLACK_SECONDS = 2;

/** Undefined for a container that isn't running. */
export function askedOf(view: ProbeView, container: ContainerView, kind: ProbeKind): Asked | undefined {
  const { spec, status } = container;
  const probe = spec[`${kind}Probe`];
  const running = status?.state?.running;
  if (!probe || !running) return undefined;
  const startedAt = running.startedAt ?? view.pod.status?.startTime ?? '';
  const started = Date.parse(startedAt) || 0;
  const events = podEvents(view);
  const tries = (events.status === 'ok' ? events.value : []).flatMap((event) => {
    const isOfRun = eventTime(event) >= started - SLACK_SECONDS * 1000;
    return isOfRun && isAbout(view, event, spec.name) ? readTry(event, kind) : [];
  });
  const last = tries.toSorted((a, b) => eventTime(a.event) - eventTime(b.event)).at(-1);
  const failed = last?.event.reason === 'Unhealthy' ? last : undefined;
  const noEvent = events.status === 'ok' ? 'no event of it is there' : 'its events could not be read';
  const seconds = started > 0 ? (view.now - started) / 1000 : Number.POSITIVE_INFINITY;
  const answered = kind === 'readiness' ? answeredPort(container, probe, seconds) : undefined;
  return {
    container,
    kind,
    probe,
    ...(failed ? { failed } : { noEvent }),
    seconds,
    startedAt,
    ...(answered === undefined ? {} : { answered }),
  };
}

function answeredPort({ spec, status }: ContainerView, probe: Probe, seconds: number): number | undefined {
  const { livenessProbe } = spec;
  if (!livenessProbe || status?.restartCount || seconds < 2 * allowedSeconds(livenessProbe)) return undefined;
  const port = probePort(livenessProbe, spec)?.number;
  return port === probePort(probe, spec)?.number ? undefined : port;
}

/** Some event sources leave the container out: then there is only one to mean. */
function isAbout({ containers }: View, event: KubeEvent, name: string): boolean {
  return (eventContainer(event) ?? (containers.length === 1 ? name : undefined)) === name;
}

/**
 * A failed try, or one that a redirect to another host ended: that succeeds, with a `ProbeWarning`
 * (https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#http-probes).
 */
function readTry(event: KubeEvent, kind: ProbeKind): readonly NonNullable<Asked['failed']>[] {
  const { reason, message = '' } = event;
  const output = readProbeOutput(message);
  const isProbes = reason === 'Unhealthy' || reason === 'ProbeWarning';
  return isProbes && output.kind === kind ? [{ event, output }] : [];
}

/** Still failing: the last failure is no older than two tries. */
export function isFailingNow(view: View, { failed, probe }: Asked): boolean {
  if (!failed) return false;
  const age = (view.now - eventTime(failed.event)) / 1000;
  return age <= 2 * (probe.periodSeconds ?? 10) + (probe.timeoutSeconds ?? 1) + 10;
}

/** What the probe is, what it got, and since when the container runs. */
export function askedParams(view: View, { probe, kind, failed, noEvent, seconds, startedAt }: Asked): Params {
  const { event, output } = failed ?? {};
  const count = event ? eventCount(event) : 0;
  return {
    kind,
    probe: describeProbe(probe),
    timing: probeTiming(probe),
    output: output && (output.output || 'nothing: the command failed and printed nothing'),
    times: count > 1 ? count : undefined,
    lastAgo: event && formatDuration((view.now - eventTime(event)) / 1000),
    noEvent,
    startedAt,
    runs: formatDuration(seconds),
  };
}

/** The kubelet's word where there is one, and the status and spec that stand behind it. */
export function askedProof(
  { podName }: View,
  { container, kind, probe, failed, startedAt }: Asked,
): NonEmpty<Evidence> {
  const { name, status } = container;
  const state = `ready: ${Boolean(status?.ready)}, started: ${Boolean(status?.started)}, running since ${startedAt || 'an unknown time'}`;
  const rest: NonEmpty<Evidence> = [
    fromStatus(podName, 'containerStatuses', state, name),
    fromSpec(podName, `${kind}Probe`, `${describeProbe(probe)}, ${probeTiming(probe)}`, name),
  ];
  return failed ? [fromEvent(failed.event), ...rest] : rest;
}
