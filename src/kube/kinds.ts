/** A kind that can be explained, with its place in the API and kubectl's words for it. */
export interface Kind {
  /** As the API spells it. */
  readonly kind: string;
  readonly group: string;
  readonly version: string;
  readonly resource: string;
  /** Short names and singular, as `kubectl api-resources` lists them. */
  readonly words: readonly string[];
}

export const POD: Kind = { kind: 'Pod', group: '', version: 'v1', resource: 'pods', words: ['po', 'pod'] };
export const DEPLOYMENT = apps('Deployment', 'deployments', ['deploy', 'deployment']);
export const STATEFUL_SET = apps('StatefulSet', 'statefulsets', ['sts', 'statefulset']);
export const DAEMON_SET = apps('DaemonSet', 'daemonsets', ['ds', 'daemonset']);
export const REPLICA_SET = apps('ReplicaSet', 'replicasets', ['rs', 'replicaset']);
export const JOB = batch('Job', 'jobs', ['job']);
export const CRON_JOB = batch('CronJob', 'cronjobs', ['cj', 'cronjob']);

const KINDS = [POD, DEPLOYMENT, STATEFUL_SET, DAEMON_SET, REPLICA_SET, JOB, CRON_JOB];

/** kubectl's words for kinds that people ask about and that are not explained yet. */
const NOT_YET: Readonly<Record<string, string>> = {
  no: 'Node',
  node: 'Node',
  nodes: 'Node',
  svc: 'Service',
  service: 'Service',
  services: 'Service',
  pvc: 'PersistentVolumeClaim',
  persistentvolumeclaim: 'PersistentVolumeClaim',
  persistentvolumeclaims: 'PersistentVolumeClaim',
  pv: 'PersistentVolume',
  persistentvolume: 'PersistentVolume',
  persistentvolumes: 'PersistentVolume',
  hpa: 'HorizontalPodAutoscaler',
  horizontalpodautoscaler: 'HorizontalPodAutoscaler',
  horizontalpodautoscalers: 'HorizontalPodAutoscaler',
  ing: 'Ingress',
  ingress: 'Ingress',
  ingresses: 'Ingress',
  ns: 'Namespace',
  namespace: 'Namespace',
  namespaces: 'Namespace',
  rc: 'ReplicationController',
  replicationcontroller: 'ReplicationController',
  replicationcontrollers: 'ReplicationController',
};

/** The kind that a word stands for: `deploy`, `Deployments`, `deployment.apps`, `deployments.v1.apps`. */
export function kindOf(word: string): Kind | undefined {
  const [name = '', ...qualifier] = word.toLowerCase().split('.');
  return KINDS.find(
    (kind) =>
      (kind.resource === name || kind.words.includes(name)) &&
      ['', kind.group, `${kind.version}.${kind.group}`, kind.version].includes(qualifier.join('.')),
  );
}

/** The API's name of a kind that is known and not explained yet. */
export function unsupportedKind(word: string): string | undefined {
  return NOT_YET[word.toLowerCase().split('.')[0] ?? ''];
}

function apps(kind: string, resource: string, words: readonly string[]): Kind {
  return { kind, group: 'apps', version: 'v1', resource, words };
}

function batch(kind: string, resource: string, words: readonly string[]): Kind {
  return { kind, group: 'batch', version: 'v1', resource, words };
}
