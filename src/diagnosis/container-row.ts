import { type ContainerView, containersOf } from './containers.ts';
import { counted } from './counted.ts';
import type { ContainerStatus } from './objects/container.ts';
import type { Pod } from './objects/pod.ts';

/** How one container of a pod of several is: which of them is to blame, and whether the app itself is well. */
export interface ContainerRow {
  readonly name: string;
  /** `sidecar` also where only its name or the pod's annotation tells that it is one. */
  readonly role: 'app' | 'sidecar' | 'init';
  /** `running, ready`, `CrashLoopBackOff, 3 restarts`, `Completed`. */
  readonly state: string;
}

/** Helpers that meshes, agents and proxies put beside an app, by the names that they give themselves. */
const HELPERS =
  /^(istio-proxy|linkerd-proxy|envoy(-sidecar)?|consul-dataplane|daprd|kuma-sidecar|vault-agent|cloud-?sql-proxy|alloydb-auth-proxy|oauth2-proxy|kube-rbac-proxy|fluent-?(bit|d)|filebeat|vector|promtail|datadog-agent|otel(emetry)?-collector|otc-container|aws-for-fluent-bit|xray-daemon|config-reloader|git-sync)$/;
const DEFAULT_CONTAINER = 'kubectl.kubernetes.io/default-container';

/** A pod's containers; none where it has one, whose state is the pod's. Init containers that have done their part are past. */
export function containerRows(pod: Pod): readonly ContainerRow[] {
  const standing = containersOf(pod).filter(
    ({ kind, status }) =>
      kind === 'app' || kind === 'sidecar' || (kind === 'init' && status?.state?.terminated?.exitCode !== 0),
  );
  if (standing.length < 2) return [];
  return standing.map((container) => ({
    name: container.name,
    role: roleOf(container, pod, standing),
    state: stateText(container.status),
  }));
}

/** The containers of the pod that a report's first finding is about. */
export function containersToShow(
  pods: readonly { readonly name: string; readonly containers?: readonly ContainerRow[] }[],
  subject: { readonly pod?: string } | undefined,
): readonly string[] {
  const { containers = [] } = pods.find(({ name }) => name === subject?.pod) ?? {};
  return containers.map(({ name, role, state }) => `${name}${role === 'app' ? '' : ` (${role})`}: ${state}`);
}

function roleOf(
  { name, kind }: ContainerView,
  pod: Pod,
  all: readonly ContainerView[],
): ContainerRow['role'] {
  if (kind === 'init' || kind === 'sidecar') return kind;
  const main = pod.metadata?.annotations?.[DEFAULT_CONTAINER];
  if (main !== undefined && all.some((one) => one.name === main)) return name === main ? 'app' : 'sidecar';
  return HELPERS.test(name) ? 'sidecar' : 'app';
}

function stateText(status: ContainerStatus | undefined): string {
  const { waiting, running, terminated } = status?.state ?? {};
  const restarts = status?.restartCount ?? 0;
  const again = restarts > 0 ? `, ${counted(restarts, 'restart')}` : '';
  if (running) return `running, ${status?.ready ? 'ready' : 'not ready'}${again}`;
  if (terminated) return `${terminated.reason ?? `exit code ${terminated.exitCode ?? '?'}`}${again}`;
  return `${waiting?.reason ?? 'not started'}${again}`;
}
