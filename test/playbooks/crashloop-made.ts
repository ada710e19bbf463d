import { containersOf } from '../../src/diagnosis/containers.ts';
import { contextOf } from '../../src/diagnosis/context.ts';
import { fill, shellQuote } from '../../src/diagnosis/fill.ts';
import type { Found, RuledOut } from '../../src/diagnosis/finding.ts';
import type {
  Container,
  ContainerStateTerminated,
  ContainerStatus,
} from '../../src/diagnosis/objects/container.ts';
import type { KubeEvent } from '../../src/diagnosis/objects/meta.ts';
import type { Node } from '../../src/diagnosis/objects/node.ts';
import type { Pod, PodSpec } from '../../src/diagnosis/objects/pod.ts';
import type { EndpointSlice, NetworkPolicy, Service } from '../../src/diagnosis/objects/traffic.ts';
import type { LimitRange } from '../../src/diagnosis/objects/workload.ts';
import { ownerOf } from '../../src/diagnosis/owner.ts';
import type { Playbook, View } from '../../src/diagnosis/playbook.ts';
import type { Collected, NamedObject, Read, UnavailableReason } from '../../src/diagnosis/snapshot.ts';
import { container, containerStatus, NOW, pod } from '../support/build.ts';

type Answer<T> = T | UnavailableReason;

/** A made pod and what the cluster answers about it. */
export interface Made {
  readonly pod?: Pod;
  readonly siblings?: readonly Pod[];
  /** By `container` for the current log, `container!` for the previous one. */
  readonly logs?: Readonly<Record<string, Answer<readonly string[]>>>;
  readonly events?: Answer<readonly KubeEvent[]>;
  readonly nodeEvents?: Answer<readonly KubeEvent[]>;
  readonly names?: Readonly<Record<string, Answer<readonly NamedObject[]>>>;
  readonly services?: Answer<readonly Service[]>;
  /** Of whichever Service is asked about. */
  readonly slices?: Answer<readonly EndpointSlice[]>;
  readonly policies?: Answer<readonly NetworkPolicy[]>;
  readonly limitRanges?: Answer<readonly LimitRange[]>;
  readonly node?: Answer<Node>;
  /** Of the pod's namespace. */
  readonly pods?: Answer<readonly Pod[]>;
  readonly usage?: Answer<readonly { name: string; usage?: Record<string, string> }[]>;
}

export interface Told {
  readonly found: Found;
  readonly title: string;
  /** Everything that would be shown, one line each. */
  readonly text: string;
}

export interface Result {
  readonly told: readonly Told[];
  readonly causes: readonly string[];
  readonly ruledOut: readonly RuledOut[];
  readonly asked: readonly Read[];
}

/** Judges a made pod and fills the texts of what is found. */
export function diagnose(playbook: Playbook, made: Made): Result {
  const asked: Read[] = [];
  const view = viewOf(made, asked);
  const { findings, ruledOut = [] } = playbook.diagnose(view);
  return {
    told: findings.map((found) => tell(playbook, view, found)),
    causes: findings.map((found) => found.cause),
    ruledOut,
    asked,
  };
}

function tell(playbook: Playbook, view: View, found: Found): Told {
  const info = playbook.causes[found.cause];
  const params = { ...contextOf(view, found.container), ...found.params };
  const title = fill(info?.title ?? '', params);
  const remedies = (info?.remedies ?? []).map(({ text, command = '' }) => [
    fill(text, params),
    fill(command, params, shellQuote),
  ]);
  const complete = remedies.filter((parts) => parts.every((part) => part !== undefined)).flat();
  const says = (info?.says ?? []).map((text) => fill(text, params));
  const text = [title, ...says, ...complete].filter((line) => line !== undefined).join('\n');
  return { found, title: title ?? 'TITLE NOT FILLED', text };
}

function viewOf(made: Made, asked: Read[]): View {
  const one = made.pod ?? pod();
  return {
    now: Date.parse(NOW),
    namespace: 'shop',
    podName: 'web-1',
    pod: one,
    containers: containersOf(one),
    owner: ownerOf(one),
    siblings: made.siblings ?? [],
    get(read) {
      asked.push(read as Read);
      return answer(made, read as Read) as Collected<never>;
    },
  };
}

function answer(made: Made, read: Read): Collected<unknown> {
  switch (read.section) {
    case 'events':
      return collected(read.kind === 'Node' ? (made.nodeEvents ?? []) : (made.events ?? []));
    case 'log':
      return collected(made.logs?.[`${read.container}${read.previous ? '!' : ''}`] ?? 'not-found', (lines) =>
        lines.map(toLine),
      );
    case 'names':
      return collected(made.names?.[`${read.namespace}/${read.resource}`] ?? []);
    case 'services':
      return collected(made.services ?? []);
    case 'endpoint-slices':
      return collected(made.slices ?? []);
    case 'network-policies':
      return collected(made.policies ?? []);
    case 'limit-ranges':
      return collected(made.limitRanges ?? []);
    case 'node':
      return collected(made.node ?? 'not-found');
    case 'namespace-pods':
      return collected(made.pods ?? [], (pods) => ({ pods, truncated: false }));
    case 'pod-metrics':
      return collected(made.usage ?? 'not-found', (containers) =>
        containers.length > 0 ? { containers } : {},
      );
    default:
      throw new Error(`not asked by these playbooks: ${read.section}`);
  }
}

/** `@2026-01-01T12:00:00Z text` is a line that carries its time. */
function toLine(line: string) {
  const [, time, text] = /^@(\S+) (.*)$/.exec(line) ?? [];
  return time === undefined ? { text: line } : { time, text };
}

function collected<T>(given: Answer<T>, value: (given: T) => unknown = (one) => one): Collected<unknown> {
  return typeof given === 'string'
    ? { status: 'unavailable', reason: given as UnavailableReason, message: 'made so' }
    : { status: 'ok', value: value(given as T) };
}

/** A run that ended 15 seconds before `NOW`. */
export function ended(
  exitCode: number,
  {
    seconds = 2,
    ago = 15,
    ...more
  }: Partial<ContainerStateTerminated> & { seconds?: number; ago?: number } = {},
): ContainerStateTerminated {
  const finished = Date.parse(NOW) - ago * 1000;
  return {
    exitCode,
    reason: exitCode === 0 ? 'Completed' : 'Error',
    startedAt: at(finished - seconds * 1000),
    finishedAt: at(finished),
    ...more,
  };
}

function at(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

/** `seconds` before `NOW`. */
export function secondsAgo(seconds: number): string {
  return at(Date.parse(NOW) - seconds * 1000);
}

export function backOff(
  run: ContainerStateTerminated,
  overrides: Partial<ContainerStatus> = {},
): ContainerStatus {
  const message = 'back-off 40s restarting failed container=app pod=web-1_shop(pod-uid)';
  return containerStatus(
    'app',
    { waiting: { reason: 'CrashLoopBackOff', message } },
    {
      restartCount: 3,
      lastState: { terminated: run },
      ...overrides,
    },
  );
}

export const DEPLOYED = {
  name: 'web-1',
  namespace: 'shop',
  uid: 'pod-uid',
  labels: { 'pod-template-hash': 'abc' },
  ownerReferences: [{ kind: 'ReplicaSet', name: 'web-abc', controller: true }],
};

/** A Deployment's pod of one container `app` in CrashLoopBackOff. */
export function crashed(
  run: ContainerStateTerminated,
  spec: Partial<Container> = {},
  more: {
    readonly spec?: PodSpec;
    readonly status?: Partial<ContainerStatus>;
    readonly metadata?: Pod['metadata'];
  } = {},
): Pod {
  return pod({
    metadata: { ...DEPLOYED, ...more.metadata },
    spec: { nodeName: 'node-a', containers: [container(spec)], ...more.spec },
    status: { conditions: [], containerStatuses: [backOff(run, more.status)] },
  });
}
