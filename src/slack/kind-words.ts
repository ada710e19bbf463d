/** kubectl's words for the kinds that can be asked about, each under its shortest spelling. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  pod: ['po', 'pod', 'pods'],
  deploy: ['deploy', 'deployment', 'deployments'],
  sts: ['sts', 'statefulset', 'statefulsets'],
  ds: ['ds', 'daemonset', 'daemonsets'],
  rs: ['rs', 'replicaset', 'replicasets'],
  job: ['job', 'jobs'],
  cronjob: ['cj', 'cronjob', 'cronjobs'],
  svc: ['svc', 'service', 'services'],
  ing: ['ing', 'ingress', 'ingresses'],
  hpa: ['hpa', 'horizontalpodautoscaler', 'horizontalpodautoscalers'],
  pdb: ['pdb', 'poddisruptionbudget', 'poddisruptionbudgets'],
  pvc: ['pvc', 'persistentvolumeclaim', 'persistentvolumeclaims'],
  node: ['no', 'node', 'nodes'],
};

/** `Deployment`, `deployments.apps` → `deploy`; undefined for any other word. */
export function kindWord(word: string): string | undefined {
  const name = word.toLowerCase().split('.')[0] ?? '';
  return Object.keys(WORDS).find((kind) => WORDS[kind]?.includes(name));
}

const HIDDEN = ['secret', 'secrets', 'cm', 'configmap', 'configmaps'];

/** Whether the words name a Secret or a ConfigMap: `secret/db`, `cm db`, `shop/secret/db`. */
export function isHidden(words: readonly string[]): boolean {
  const parts = words.join('/').toLowerCase().split('/');
  const [first = '', second = ''] = parts;
  if (parts.length < 2 || parts.length > 3 || kindWord(first) !== undefined) return false;
  return HIDDEN.includes(first) || (parts.length === 3 && HIDDEN.includes(second));
}
