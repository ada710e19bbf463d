/** People's words for labels, as titles of fields and in sentences. */
const SPELLINGS: Readonly<Record<string, string>> = {
  alert: 'alertname',
  alert_name: 'alertname',
  alertname: 'alertname',
  pod_name: 'pod',
  ns: 'namespace',
  kube_namespace: 'namespace',
  node_name: 'node',
  container_name: 'container',
  deployment_name: 'deployment',
  statefulset_name: 'statefulset',
  daemonset_name: 'daemonset',
  cluster_name: 'cluster',
  pvc: 'persistentvolumeclaim',
  persistent_volume_claim: 'persistentvolumeclaim',
  horizontal_pod_autoscaler: 'horizontalpodautoscaler',
};

/** What says which object is meant. Another value of one of these is another alert. */
const OBJECTS: ReadonlySet<string> = new Set(
  [
    'namespace pod deployment statefulset daemonset replicaset job_name cronjob hpa horizontalpodautoscaler',
    'persistentvolumeclaim poddisruptionbudget node ingress exported_pod exported_namespace kubernetes_pod_name kubernetes_namespace',
    'k8s_pod_name k8s_namespace_name',
  ]
    .join(' ')
    .split(' '),
);
/** Labels whatever stands around them. `service` and `job` are words of everybody: only in a list of labels. */
const ANYWHERE: ReadonlySet<string> = new Set([...OBJECTS, 'alertname', 'severity', 'cluster', 'container']);

/**
 * No labels: annotations, what tools and people add, and what differs between the message of an alert that fires and of
 * the same alert resolved.
 */
const NEVER: ReadonlySet<string> = new Set(
  [
    'status state alert_state alertstate value values current_value valuestring count restarts http https',
    'started starts starts_at startsat started_at start start_time ends ends_at endsat ended ended_at end end_time',
    'resolved resolved_at firing firing_since since duration age time timestamp date last_seen updated created',
    'summary description message details annotations labels title info note text name',
    'runbook runbook_url runbookurl dashboard dashboard_url dashboardurl panel panel_url source silence silence_url',
    'graph link links url query expr expression generator_url generatorurl externalurl receiver fingerprint',
    'priority urgency assigned assignee responders acknowledged_by routed_teams tags teams incident impact',
  ]
    .join(' ')
    .split(' '),
);

/** How the name of a label is written in labels; undefined where it is none, or must not be one. */
export function labelName(written: string): string | undefined {
  const word = written
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
  const known = Object.hasOwn(SPELLINGS, word) ? SPELLINGS[word] : ANYWHERE.has(word) ? word : undefined;
  if (known !== undefined) return known;
  const name = written.trim();
  return /^[a-zA-Z_][\w.]{0,100}$/.test(name) && !name.startsWith('__') && !NEVER.has(word)
    ? name
    : undefined;
}

/** Whether it is a label in any text, and not in a list of labels alone. */
export function isLabelAnywhere(name: string): boolean {
  return ANYWHERE.has(name);
}

/** Whether another value of it means another alert. */
export function namesObject(name: string): boolean {
  return OBJECTS.has(name);
}
