import type { Container, ContainerState, ContainerStatus } from '../diagnosis/objects/container.ts';
import type { Pod } from '../diagnosis/objects/pod.ts';
import type { Answer, Collected, PodList, Read, SectionName } from '../diagnosis/snapshot.ts';
import type { Cluster, Resolution } from '../ports.ts';

const OFF: Collected<never> = {
  status: 'unavailable',
  reason: 'forbidden',
  message: 'logs are switched off here (LOGS=off)',
};

/**
 * A cluster without its logs: they are not read, and the copy of a log's end that the kubelet puts into a pod's status
 * goes as well.
 * @see https://kubernetes.io/docs/tasks/debug/debug-application/determine-reason-pod-failure/#customizing-the-termination-message
 */
export function withoutLogs(cluster: Cluster): Cluster {
  return {
    ...cluster,
    resolve: async (query) => withoutCopies(await cluster.resolve(query)),
    async read<S extends SectionName>(read: Read<S>): Promise<Collected<Answer<S>>> {
      if (read.section === 'log') return OFF;
      const collected = await cluster.read(read);
      if (collected.status !== 'ok') return collected;
      return { status: 'ok', value: clean(read.section, collected.value) as Answer<S> };
    },
    async *podPages(query) {
      for await (const pods of cluster.podPages(query)) yield pods.map(cleanPod);
    },
    session: () => withoutLogs(cluster.session()),
  };
}

function withoutCopies(resolution: Resolution): Resolution {
  if (resolution.status !== 'found') return resolution;
  return { ...resolution, pods: resolution.pods.map(cleanPod) };
}

function clean(section: SectionName, value: unknown): unknown {
  if (section === 'pods' || section === 'node-pods') return (value as readonly Pod[]).map(cleanPod);
  if (section === 'namespace-pods') {
    const { pods, truncated } = value as PodList;
    return { pods: pods.map(cleanPod), truncated };
  }
  return section === 'object' ? cleanPod(value as Pod) : value;
}

function cleanPod(pod: Pod): Pod {
  const { spec, status } = pod;
  const specs = [spec?.containers, spec?.initContainers, spec?.ephemeralContainers];
  const copied = specs.flatMap((list) => (Array.isArray(list) ? list : [])).filter(copiesLog);
  if (!status || copied.length === 0) return pod;
  const names = new Set(copied.map(({ name }) => name));
  return { ...pod, status: { ...status, ...cleanStatuses(status, names) } };
}

function copiesLog({ terminationMessagePolicy }: Container): boolean {
  return terminationMessagePolicy === 'FallbackToLogsOnError';
}

function cleanStatuses(status: NonNullable<Pod['status']>, names: ReadonlySet<string>): Pod['status'] {
  const fields = ['containerStatuses', 'initContainerStatuses', 'ephemeralContainerStatuses'] as const;
  return Object.fromEntries(
    fields.flatMap((field) => {
      const statuses = status[field];
      if (!Array.isArray(statuses)) return [];
      return [[field, statuses.map((one) => (names.has(one.name) ? cleanStatus(one) : one))]];
    }),
  );
}

function cleanStatus(status: ContainerStatus): ContainerStatus {
  const { state, lastState } = status;
  return {
    ...status,
    ...(state ? { state: cleanState(state) } : {}),
    ...(lastState ? { lastState: cleanState(lastState) } : {}),
  };
}

/** A container that waits for its next start says why the last one ended in the same words. */
function cleanState({ terminated, ...others }: ContainerState): ContainerState {
  if (!terminated) return others;
  const { message: _, ...kept } = terminated;
  return { ...others, terminated: kept };
}
