import { createHash } from 'node:crypto';
import type { KubeObject, RecordedLogs } from '../recording.ts';
import { containerOf, INIT_CONTAINER, WAYS, type Way } from './way.ts';

/** One made pod. */
export interface MadePod {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  /** The name of what runs it. */
  readonly owner: string;
  /** Its `pod-template-hash`. */
  readonly template: string;
  readonly image: string;
  /** The name of its container: `app` where absent. */
  readonly container?: string;
  readonly node: string;
  /** How many nodes there are. */
  readonly nodes: number;
  /** What breaks the pods of its template, healed or not: the template shows it. */
  readonly templateWay?: Way;
  /** Absent: it is ready. */
  readonly way?: Way;
  /** RFC 3339. */
  readonly createdAt: string;
  readonly startedAt: string;
  readonly crashedAt: string;
}

type Json = Readonly<Record<string, unknown>>;

/** Letters that Kubernetes makes names of: https://pkg.go.dev/k8s.io/apimachinery/pkg/util/rand */
const ALPHABET = 'bcdfghjklmnpqrstvwxz2456789';

/** The same text for the same parts, as Kubernetes names ReplicaSets and pods. */
export function suffixOf(length: number, ...parts: readonly (string | number)[]): string {
  const digest = createHash('sha256').update(parts.join('/')).digest();
  return [...digest.subarray(0, length)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
}

/** A whole number below the limit, the same for the same parts. */
export function drawn(limit: number, ...parts: readonly (string | number)[]): number {
  return createHash('sha256').update(parts.join('/')).digest().readUInt32BE() % limit;
}

/** A uid for the same parts, always the same. */
export function uidOf(...parts: readonly (string | number)[]): string {
  const hex = createHash('sha256').update(parts.join('/')).digest('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
}

/** The template's spec: of the ReplicaSet, and of each of its pods. */
export function templateSpec(pod: Pick<MadePod, 'image' | 'container' | 'templateWay'>): Json {
  const { image, templateWay } = pod;
  const init = templateWay && WAYS[templateWay].initContainer;
  return {
    ...(init && { initContainers: [{ name: INIT_CONTAINER, image, resources: {}, ...init }] }),
    containers: [
      {
        name: containerOf(pod),
        image,
        imagePullPolicy: 'IfNotPresent',
        ports: [{ containerPort: 8080, protocol: 'TCP' }],
        readinessProbe: {
          failureThreshold: 3,
          httpGet: { path: '/ready', port: 8080, scheme: 'HTTP' },
          periodSeconds: 5,
          successThreshold: 1,
          timeoutSeconds: 1,
        },
        resources: {},
        ...(templateWay === undefined ? {} : WAYS[templateWay].container),
      },
    ],
    dnsPolicy: 'ClusterFirst',
    restartPolicy: 'Always',
    schedulerName: 'default-scheduler',
    securityContext: {},
    terminationGracePeriodSeconds: 30,
  };
}

/** The pod as the API gives it. */
export function podObject(
  pod: MadePod,
  labels: Readonly<Record<string, string>>,
  replicaSetUid: string,
): KubeObject {
  const replicaSet = `${pod.owner}-${pod.template}`;
  const onNode = statusOf(pod).unscheduled === undefined ? { nodeName: pod.node } : {};
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: pod.name,
      namespace: pod.namespace,
      uid: pod.uid,
      generateName: `${replicaSet}-`,
      creationTimestamp: pod.createdAt,
      labels: { ...labels, 'pod-template-hash': pod.template },
      ownerReferences: [
        { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: replicaSet, uid: replicaSetUid, controller: true },
      ],
    },
    spec: { ...templateSpec(pod), ...onNode, serviceAccountName: 'default' },
    status: podStatus(pod),
  };
}

function statusOf(pod: MadePod): ReturnType<(typeof WAYS)[Way]['status']> {
  if (pod.way !== undefined) return WAYS[pod.way].status(pod);
  const state = { running: { startedAt: pod.startedAt } };
  return { phase: 'Running', container: { ready: true, started: true, state } };
}

function podStatus(pod: MadePod): Json {
  const { phase, container, initContainer, unscheduled } = statusOf(pod);
  const scheduled = { ...condition('PodScheduled', unscheduled === undefined, pod), lastProbeTime: null };
  if (unscheduled !== undefined) {
    const why = { reason: 'Unschedulable', message: unscheduled };
    return { phase, qosClass: 'Burstable', conditions: [{ ...scheduled, ...why }] };
  }
  const ready = pod.way === undefined;
  const name = containerOf(pod);
  const unready = `containers with unready status: [${name}]`;
  const why = ready ? {} : { reason: 'ContainersNotReady', message: unready };
  return {
    phase,
    qosClass: 'BestEffort',
    startTime: pod.createdAt,
    hostIP: '198.51.100.1',
    podIP: '198.51.100.20',
    conditions: [
      condition('PodReadyToStartContainers', true, pod),
      condition('Initialized', initContainer === undefined, pod),
      { ...condition('Ready', ready, pod), ...why },
      { ...condition('ContainersReady', ready, pod), ...why },
      scheduled,
    ],
    ...initStatuses(pod, initContainer),
    containerStatuses: [{ name, ...UNTRIED, image: pod.image, ...container }],
  };
}

const UNTRIED = { imageID: '', restartCount: 0, lastState: {} };

/** Of a pod whose template has an init container: that has failed, or has done its part. */
function initStatuses({ image, templateWay, startedAt }: MadePod, failing: Json | undefined): Json {
  if (!(templateWay && WAYS[templateWay].initContainer)) return {};
  const ended = { exitCode: 0, reason: 'Completed', startedAt, finishedAt: startedAt };
  const status = failing ?? { ready: true, started: false, state: { terminated: ended } };
  return { initContainerStatuses: [{ name: INIT_CONTAINER, ...UNTRIED, image, ...status }] };
}

function condition(type: string, holds: boolean, { startedAt }: MadePod): Json {
  return { type, status: holds ? 'True' : 'False', lastTransitionTime: startedAt };
}

/** What the kubelet or the scheduler said of the pod, in core/v1. */
export function podEvents(pod: MadePod, now: string): readonly KubeObject[] {
  const told = pod.way === undefined ? [] : WAYS[pod.way].events(pod);
  return told.map(({ reason, message, normal = false, count = 1 }, index) => ({
    apiVersion: 'v1',
    kind: 'Event',
    metadata: {
      name: `${pod.name}.${suffixOf(16, pod.uid, index)}`,
      namespace: pod.namespace,
      uid: uidOf(pod.uid, 'event', index),
      creationTimestamp: pod.startedAt,
    },
    involvedObject: {
      apiVersion: 'v1',
      kind: 'Pod',
      namespace: pod.namespace,
      name: pod.name,
      uid: pod.uid,
      ...(reason === 'FailedScheduling' ? {} : { fieldPath: fieldPathOf(pod) }),
    },
    reason,
    message,
    type: normal ? 'Normal' : 'Warning',
    count,
    firstTimestamp: pod.startedAt,
    lastTimestamp: now,
    ...(reason === 'FailedScheduling'
      ? { source: { component: 'default-scheduler' }, reportingComponent: 'default-scheduler' }
      : { source: { component: 'kubelet', host: pod.node }, reportingComponent: 'kubelet' }),
  }));
}

/** The container that has something to tell: of a pod whose init container fails that one. */
function tellingContainer(pod: MadePod): string {
  return pod.way && WAYS[pod.way].initContainer ? INIT_CONTAINER : containerOf(pod);
}

function fieldPathOf(pod: MadePod): string {
  const container = tellingContainer(pod);
  return `spec.${container === INIT_CONTAINER ? 'initContainers' : 'containers'}{${container}}`;
}

/** The two logs of the container that has something to tell, as a recording keeps them. */
export function podLogs(pod: MadePod): Readonly<Record<string, RecordedLogs>> {
  return { [`${pod.namespace}/${pod.name}/${tellingContainer(pod)}`]: logsOf(pod) };
}

function logsOf(pod: MadePod): RecordedLogs {
  const lines =
    pod.way === undefined ? ['INFO starting', 'INFO listening on :8080'] : WAYS[pod.way].log?.(pod);
  if (lines === undefined) {
    const name = containerOf(pod);
    const error = `Error from server (BadRequest): container "${name}" in pod "${pod.name}" is waiting to start`;
    return { current: { error }, previous: { error: noPrevious(pod) } };
  }
  const at = (pod.way === undefined ? pod.startedAt : pod.crashedAt).replace('Z', '');
  const text = lines.map((line, index) => `${at}.${100_000_000 + index}Z ${line}\n`).join('');
  const { container, initContainer } = statusOf(pod);
  const hasEnded = (initContainer ?? container)?.lastState !== undefined;
  const previous = hasEnded ? { text } : { error: noPrevious(pod) };
  return { current: { text }, previous };
}

function noPrevious(pod: MadePod): string {
  const container = tellingContainer(pod);
  return `Error from server (BadRequest): previous terminated container "${container}" in pod "${pod.name}" not found`;
}
