/** A kind that can be explained, with its place in the API and kubectl's words for it. */
export interface Kind {
  /** As the API spells it. */
  readonly kind: string;
  readonly group: string;
  readonly version: string;
  readonly resource: string;
  /** Short names and singular, as `kubectl api-resources` lists them. */
  readonly words: readonly string[];
  /** It is in no namespace. */
  readonly clusterScoped?: true;
}

export const POD = core('Pod', 'pods', ['po', 'pod']);
export const DEPLOYMENT = apps('Deployment', 'deployments', ['deploy', 'deployment']);
export const STATEFUL_SET = apps('StatefulSet', 'statefulsets', ['sts', 'statefulset']);
export const DAEMON_SET = apps('DaemonSet', 'daemonsets', ['ds', 'daemonset']);
export const REPLICA_SET = apps('ReplicaSet', 'replicasets', ['rs', 'replicaset']);
export const JOB = batch('Job', 'jobs', ['job']);
export const CRON_JOB = batch('CronJob', 'cronjobs', ['cj', 'cronjob']);

export const SERVICE = core('Service', 'services', ['svc', 'service']);
export const CLAIM = core('PersistentVolumeClaim', 'persistentvolumeclaims', [
  'pvc',
  'persistentvolumeclaim',
]);
export const NODE: Kind = { ...core('Node', 'nodes', ['no', 'node']), clusterScoped: true };
export const AUTOSCALER: Kind = {
  kind: 'HorizontalPodAutoscaler',
  group: 'autoscaling',
  version: 'v2',
  resource: 'horizontalpodautoscalers',
  words: ['hpa', 'horizontalpodautoscaler'],
};
export const DISRUPTION_BUDGET: Kind = {
  kind: 'PodDisruptionBudget',
  group: 'policy',
  version: 'v1',
  resource: 'poddisruptionbudgets',
  words: ['pdb', 'poddisruptionbudget'],
};
export const INGRESS: Kind = {
  kind: 'Ingress',
  group: 'networking.k8s.io',
  version: 'v1',
  resource: 'ingresses',
  words: ['ing', 'ingress'],
};

/**
 * Kinds of a namespace that neither are pods nor run any, and that a bare name may mean. A budget mostly bears the name
 * of what it protects, which is what is meant.
 */
export const BESIDE_PODS: readonly Kind[] = [SERVICE, AUTOSCALER, CLAIM, INGRESS];

const RUN_PODS = [DEPLOYMENT, STATEFUL_SET, DAEMON_SET, REPLICA_SET, JOB, CRON_JOB];
const KINDS = [POD, ...RUN_PODS, ...BESIDE_PODS, DISRUPTION_BUDGET, NODE];

/** Whether objects of this kind run pods. */
export function runsPods(kind: Kind): boolean {
  return RUN_PODS.includes(kind);
}

/** kubectl's words for kinds that people ask about and that are not explained yet. */
const NOT_YET: Readonly<Record<string, string>> = {
  pv: 'PersistentVolume',
  persistentvolume: 'PersistentVolume',
  persistentvolumes: 'PersistentVolume',
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

function core(kind: string, resource: string, words: readonly string[]): Kind {
  return { kind, group: '', version: 'v1', resource, words };
}

function apps(kind: string, resource: string, words: readonly string[]): Kind {
  return { kind, group: 'apps', version: 'v1', resource, words };
}

function batch(kind: string, resource: string, words: readonly string[]): Kind {
  return { kind, group: 'batch', version: 'v1', resource, words };
}
