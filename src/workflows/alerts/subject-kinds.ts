import type { AlertSubject } from '../../incidents/alert-news.ts';

/** The words in which alerts' targets name kinds. */
const KINDS: Readonly<Record<string, string>> = {
  pod: 'Pod',
  deployment: 'Deployment',
  statefulset: 'StatefulSet',
  daemonset: 'DaemonSet',
  replicaset: 'ReplicaSet',
  job: 'Job',
  cronjob: 'CronJob',
  hpa: 'HorizontalPodAutoscaler',
  pvc: 'PersistentVolumeClaim',
  pdb: 'PodDisruptionBudget',
  poddisruptionbudget: 'PodDisruptionBudget',
  node: 'Node',
  service: 'Service',
  ingress: 'Ingress',
};

/** The API's kind: `hpa` is HorizontalPodAutoscaler. */
export function kindOfWord(word: string): string {
  return KINDS[word] ?? word;
}

/** As a cluster resolves it: `deployment/web`. */
export function targetText({ kind, name }: AlertSubject): string {
  return `${kind.toLowerCase()}/${name}`;
}
