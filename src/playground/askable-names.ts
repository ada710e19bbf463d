import type { KubeObject, Recording } from '../replay/recording.ts';

/** What can be asked about. */
export interface AskableName {
  readonly is: 'namespace' | 'workload';
  /** As it is typed: `shop`, `feed/timeline`, or `checkout` in the namespace of names without one. */
  readonly word: string;
  /** `Deployment in feed` */
  readonly about: string;
}

const WORKLOADS: ReadonlySet<string> = new Set([
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'CronJob',
  'Job',
  'Pod',
]);

/** The namespaces, and what nothing else runs in them: those of the default namespace first. */
export function askableNames(
  recordings: readonly Recording[],
  defaultNamespace: string,
): readonly AskableName[] {
  const namespaces = recordings.map(({ namespace }) => namespace).toSorted();
  const workloads = recordings
    .flatMap(({ objects }) => objects)
    .filter(isWorkload)
    .map(({ kind, metadata: { namespace = '', name } }) => ({
      is: 'workload' as const,
      word: namespace === defaultNamespace ? name : `${namespace}/${name}`,
      about: `${kind} in ${namespace}`,
    }));
  const isDefault = ({ word }: AskableName) => !word.includes('/');
  const sorted = workloads.toSorted((one, other) => (one.word < other.word ? -1 : 1));
  return [
    ...namespaces.map((word) => ({ is: 'namespace' as const, word, about: 'namespace' })),
    ...sorted.filter(isDefault),
    ...sorted.filter((one) => !isDefault(one)),
  ];
}

function isWorkload({ kind, metadata }: KubeObject): boolean {
  const owners = metadata.ownerReferences;
  return WORKLOADS.has(kind) && !(Array.isArray(owners) && owners.length > 0);
}
