import type { KubeObject, RecordedLogs } from '../replay/recording.ts';
import type { PodTrouble, Trouble } from './made-trouble.ts';

/** A Deployment that is made rather than recorded, so that it can be broken and healed. */
export interface MadeDeployment {
  readonly namespace: string;
  readonly name: string;
  readonly image: string;
  /** What breaks it. */
  readonly trouble: Trouble;
  /** `pod-template-hash`, and the ends of the names of its pods. */
  readonly template: string;
  readonly pods: readonly string[];
}

type Json = Readonly<Record<string, unknown>>;

export const MINUTE = 60_000;
/** Nodes that the recordings have. */
const NODES = ['node-a', 'node-b'];

/** As Kubernetes calls them. */
export function podNames({ name, template, pods }: MadeDeployment): readonly string[] {
  return pods.map((end) => `${name}-${template}-${end}`);
}

/** Of an object of its own, told from its kind and name. */
export function uidOf({ namespace }: MadeDeployment, kind: string, name: string): string {
  return `${kind}-${namespace}-${name}`.toLowerCase();
}

/** RFC 3339, in whole seconds as the API has it. */
export function ago(now: number, milliseconds: number): string {
  return `${new Date(now - milliseconds).toISOString().slice(0, 19)}Z`;
}

/** The pod as the API gives it. */
export function podObject(
  made: MadeDeployment,
  { pod, index, now }: { readonly pod: string; readonly index: number; readonly now: number },
  trouble: PodTrouble | undefined,
): KubeObject {
  const { namespace, name, template, image } = made;
  const startedAt = ago(now, trouble ? 40 * MINUTE : 0);
  const conditions = ['PodReadyToStartContainers', 'Initialized', 'Ready', 'ContainersReady', 'PodScheduled'];
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: pod,
      namespace,
      uid: uidOf(made, 'Pod', pod),
      generateName: `${name}-${template}-`,
      creationTimestamp: ago(now, 60 * MINUTE),
      labels: { ...labelsOf(made), 'pod-template-hash': template },
      ownerReferences: [controller(made, 'ReplicaSet', `${name}-${template}`, name)],
    },
    spec: {
      ...templateSpec(made),
      nodeName: NODES[index % NODES.length],
      serviceAccountName: 'default',
    },
    status: {
      phase: 'Running',
      qosClass: 'BestEffort',
      startTime: ago(now, 60 * MINUTE),
      podIP: `198.51.100.${100 + index}`,
      conditions: conditions.map((type) => condition(type, startedAt, trouble && notReady(name))),
      containerStatuses: [
        {
          name,
          image,
          imageID: '',
          restartCount: 0,
          lastState: {},
          started: true,
          ready: trouble === undefined,
          state: { running: { startedAt } },
          ...trouble?.container({ pod, namespace, container: name, endedAt: ago(now, MINUTE) }),
        },
      ],
    },
  };
}

function condition(type: string, lastTransitionTime: string, why: Json | undefined): Json {
  const unready = type === 'Ready' || type === 'ContainersReady';
  if (why === undefined || !unready) return { type, status: 'True', lastTransitionTime };
  return { type, status: 'False', lastTransitionTime, ...why };
}

function notReady(container: string): Json {
  return { reason: 'ContainersNotReady', message: `containers with unready status: [${container}]` };
}

/** What the kubelet says of it. */
export function eventObject(
  made: MadeDeployment,
  pod: string,
  now: number,
  { reason, message }: PodTrouble,
): KubeObject {
  const { namespace, name } = made;
  const [host] = NODES;
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: {
      name: `${pod}.1`,
      namespace,
      uid: uidOf(made, 'Event', pod),
      creationTimestamp: ago(now, 40 * MINUTE),
    },
    involvedObject: {
      apiVersion: 'v1',
      kind: 'Pod',
      namespace,
      name: pod,
      uid: uidOf(made, 'Pod', pod),
      fieldPath: `spec.containers{${name}}`,
    },
    reason,
    message: message({ pod, namespace, container: name }),
    type: 'Warning',
    count: 40,
    firstTimestamp: ago(now, 40 * MINUTE),
    lastTimestamp: ago(now, 0),
    source: { component: 'kubelet', host },
    reportingComponent: 'kubelet',
  };
}

/** As a recording keeps them. */
export function logsOf(
  { name }: MadeDeployment,
  pod: string,
  now: number,
  trouble: PodTrouble | undefined,
): RecordedLogs {
  const lines = trouble?.log ?? ['INFO starting', 'INFO listening on :8080'];
  const at = ago(now, trouble ? MINUTE : 0).slice(0, 19);
  const text = lines.map((line, index) => `${at}.${100_000_000 + index}Z ${line}\n`).join('');
  const none = `previous terminated container "${name}" in pod "${pod}" not found`;
  return {
    current: { text },
    previous: trouble?.restarts ? { text } : { error: `Error from server (BadRequest): ${none}` },
  };
}

export function labelsOf({ name }: MadeDeployment): Readonly<Record<string, string>> {
  return { 'app.kubernetes.io/name': name };
}

/** An owner reference. */
export function controller(made: MadeDeployment, kind: string, name: string, of = name): Json {
  return { apiVersion: 'apps/v1', kind, name, uid: uidOf(made, kind, of), controller: true };
}

export function templateSpec({ name, image }: MadeDeployment): Json {
  return {
    containers: [
      {
        name,
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
      },
    ],
    dnsPolicy: 'ClusterFirst',
    restartPolicy: 'Always',
    schedulerName: 'default-scheduler',
    securityContext: {},
    terminationGracePeriodSeconds: 30,
  };
}
