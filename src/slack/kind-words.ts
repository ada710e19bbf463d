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
