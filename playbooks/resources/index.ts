import { agoText, secondsSince } from '../../src/diagnosis/age.ts';
import type { ContainerView } from '../../src/diagnosis/containers.ts';
import { eventContainer, eventTime } from '../../src/diagnosis/events.ts';
import { computed, fromEvent } from '../../src/diagnosis/evidence.ts';
import type { Found } from '../../src/diagnosis/finding.ts';
import type { KubeEvent } from '../../src/diagnosis/objects/meta.ts';
import type { PodMetrics } from '../../src/diagnosis/objects/pod.ts';
import { definePlaybook, type View } from '../../src/diagnosis/playbook.ts';
import { newestPodEvent } from '../../src/diagnosis/pod-events.ts';
import { isReady } from '../../src/diagnosis/pod-status.ts';
import { formatQuantity, parseQuantity } from '../../src/diagnosis/quantity.ts';
import { CAUSES } from './causes.ts';

type Cause = keyof typeof CAUSES;
type UseView = View<'pod-metrics' | 'events'>;
type Resource = 'cpu' | 'memory';

/** The share of a limit from which on it is close. */
const CLOSE = 0.9;
/** Seconds in which a program that starts may use all that it can get. */
const STARTING_SECONDS = 120;
/** Seconds for which a restart or a probe's failure still counts. */
const RECENT_SECONDS = 3600;

export const resources = definePlaybook({
  id: 'resources',
  title: 'A container comes to the end of what it may use',
  meaning: 'By metrics-server’s last measurement a container uses nearly all of its cpu or memory limit.',
  impact:
    'At its cpu limit it is slowed down, and its probes may time out; at its memory limit it is killed.',
  alerts: ['CPUThrottlingHigh'],
  reads: ['pod-metrics', 'events'],
  causes: CAUSES,
  diagnose(view) {
    const limited = view.containers.filter(isLimited);
    if (view.pod.metadata?.deletionTimestamp || limited.length === 0) return { findings: [] };
    const metrics = view.get({ section: 'pod-metrics', namespace: view.namespace, name: view.podName });
    if (metrics.status !== 'ok') return { findings: [] };
    return { findings: limited.flatMap((container) => judge(view, container, metrics.value)) };
  },
});

/** It runs, and a limit of its own stands over it. */
function isLimited(container: ContainerView): boolean {
  const { cpu, memory } = limitsOf(container);
  return container.status?.state?.running !== undefined && Boolean(cpu ?? memory);
}

/** What holds now; the spec may be ahead of it since pods can be resized in place. */
function limitsOf({ spec, status }: ContainerView): Readonly<Record<string, string>> {
  return { ...spec.resources?.limits, ...status?.resources?.limits };
}

function judge(view: UseView, container: ContainerView, metrics: PodMetrics): readonly Found<Cause>[] {
  const startedAt = container.status?.state?.running?.startedAt;
  // Measured of the run before.
  if (Date.parse(metrics.timestamp ?? '') < Date.parse(startedAt ?? '')) return [];
  const cpu = closeTo(container, metrics, 'cpu');
  const memory = closeTo(container, metrics, 'memory');
  const late = cpu && probeTimeout(view, container);
  const isStarting = secondsSince(view.now, startedAt) < STARTING_SECONDS;
  // Whoever was killed for its memory has that said already.
  const isKilled = container.status?.lastState?.terminated?.reason === 'OOMKilled';
  return [
    ...(cpu && (late || !isStarting) ? [cpuFound(view, container, cpu, metrics, late)] : []),
    ...(memory && !isKilled ? [found(view, container, memory, metrics, 'memory-near-limit')] : []),
  ];
}

interface Use {
  readonly resource: Resource;
  readonly used: number;
  readonly limit: number;
}

function closeTo(container: ContainerView, metrics: PodMetrics, resource: Resource): Use | undefined {
  const measured = metrics.containers?.find(({ name }) => name === container.name);
  const used = parseQuantity(measured?.usage?.[resource]);
  const limit = parseQuantity(limitsOf(container)[resource]);
  if (used === undefined || !limit || used < CLOSE * limit) return undefined;
  return { resource, used, limit };
}

/** A probe of the container that got no answer in time, of a pod that is unwell for it. */
function probeTimeout(view: UseView, { name, status }: ContainerView): KubeEvent | undefined {
  const ended = status?.lastState?.terminated?.finishedAt;
  if (isReady(view.pod) && secondsSince(view.now, ended) > RECENT_SECONDS) return undefined;
  return newestPodEvent(view, (event) => {
    const { reason, message = '' } = event;
    return (
      reason === 'Unhealthy' &&
      view.now - eventTime(event) <= RECENT_SECONDS * 1000 &&
      eventContainer(event) === name &&
      /context deadline exceeded|Client\.Timeout|timed out|timeout/.test(message)
    );
  });
}

function cpuFound(
  view: UseView,
  container: ContainerView,
  use: Use,
  metrics: PodMetrics,
  late: KubeEvent | undefined,
): Found<Cause> {
  if (!late) return found(view, container, use, metrics, 'cpu-near-limit');
  const throttled = found(view, container, use, metrics, 'cpu-throttled');
  const [first, ...rest] = throttled.evidence;
  return { ...throttled, confidence: 'likely', evidence: [first, ...rest, fromEvent(late)] };
}

const STEP: Readonly<Record<Resource, number>> = { cpu: 0.1, memory: 16 * 2 ** 20 };

function found(
  view: UseView,
  { name, kind }: ContainerView,
  { resource, used, limit }: Use,
  metrics: PodMetrics,
  cause: Cause,
): Found<Cause> {
  const [usedText, limitText] = [formatQuantity(resource, used), formatQuantity(resource, limit)];
  // `kubectl set resources` does not reach init containers, native sidecars among them.
  const suggested = kind === 'app' ? Math.ceil((limit * 1.5) / STEP[resource]) * STEP[resource] : undefined;
  return {
    cause,
    confidence: 'certain',
    container: name,
    params: {
      used: usedText,
      limit: limitText,
      measuredAgo: agoText(view.now, metrics.timestamp),
      suggested: suggested && formatQuantity(resource, suggested),
    },
    evidence: [computed(`pod/${view.podName}`, `${resource}: uses ${usedText} of ${limitText}`, name)],
  };
}
