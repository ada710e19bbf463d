import type {
  Container,
  ContainerState,
  ContainerStateTerminated,
  ContainerStatus,
} from './objects/container.ts';
import type { Pod } from './objects/pod.ts';

export type ContainerKind = 'init' | 'sidecar' | 'app' | 'ephemeral';

/** A container's spec and status side by side, so that evidence can't come from a neighbour. */
export interface ContainerView {
  readonly name: string;
  readonly kind: ContainerKind;
  readonly spec: Container;
  /** Absent before the kubelet has reported the container. */
  readonly status: ContainerStatus | undefined;
}

/**
 * All containers of a pod in the order in which they start: init containers (those with restartPolicy Always are
 * native sidecars), then the app's, then ephemeral ones.
 */
export function containersOf(pod: Pod): readonly ContainerView[] {
  return [
    ...join(pod.spec?.initContainers, pod.status?.initContainerStatuses, (spec) =>
      spec.restartPolicy === 'Always' ? 'sidecar' : 'init',
    ),
    ...join(pod.spec?.containers, pod.status?.containerStatuses, () => 'app'),
    ...join(pod.spec?.ephemeralContainers, pod.status?.ephemeralContainerStatuses, () => 'ephemeral'),
  ];
}

function join(
  specs: readonly Container[] = [],
  statuses: readonly ContainerStatus[] = [],
  kind: (spec: Container) => ContainerKind,
): ContainerView[] {
  // A name stands once in a pod: of an object that says otherwise, each name's last.
  const byName = new Map(specs.map((spec) => [spec.name, spec]));
  const statusOf = new Map(statuses.map((status) => [status.name, status]));
  return [...byName.values()].map((spec) => ({
    name: spec.name,
    kind: kind(spec),
    spec,
    status: statusOf.get(spec.name),
  }));
}

/** A run of a container that has ended, and which `kubectl logs` shows it: with `--previous` or without. */
export interface EndedRun {
  readonly terminated: ContainerStateTerminated;
  readonly log: 'current' | 'previous';
}

/**
 * The newest run that has ended. While the container is running or waiting that is `lastState`, whose log is the
 * previous one; once `state` itself reads terminated it is that run, and its log is the current one.
 */
export function lastEndedRun(status: ContainerStatus | undefined): EndedRun | undefined {
  if (status?.state?.terminated) return { terminated: status.state.terminated, log: 'current' };
  if (status?.lastState?.terminated) return { terminated: status.lastState.terminated, log: 'previous' };
  return undefined;
}

/** `waiting`, `running` or `terminated`; undefined when the kubelet said nothing yet. */
export function stateOf(status: ContainerStatus | undefined): keyof ContainerState | undefined {
  if (status?.state?.waiting) return 'waiting';
  if (status?.state?.running) return 'running';
  return status?.state?.terminated ? 'terminated' : undefined;
}

/** Seconds between a run's start and end; undefined for the epoch that runc leaves when a container never started. */
export function lifetimeSeconds(run: ContainerStateTerminated): number | undefined {
  const started = Date.parse(run.startedAt ?? '');
  const finished = Date.parse(run.finishedAt ?? '');
  if (!(started > 0) || !(finished >= started)) return undefined;
  return (finished - started) / 1000;
}
