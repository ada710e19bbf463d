import { GENERATED } from '../diagnosis/generated-name.ts';

/**
 * A Deployment's pod is `<deployment>-<pod-template-hash>-<5 characters>`, a CronJob's `<cronjob>-<minutes since the
 * epoch>-<5 characters>` (https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#pod-template-hash-label).
 */
const TWICE = new RegExp(`^(.+)-(?:${GENERATED}{6,10}|\\d{8})-${GENERATED}{5}$`);
/** Of a DaemonSet, a ReplicaSet or a Job. */
const ONCE = new RegExp(`^(.+)-${GENERATED}{5}$`);

/** A StatefulSet's pod: it keeps its name. */
const NUMBERED = /^(.+)-\d+$/;

/**
 * A regular expression for a pod's name and those of the pods that will take its place, and no other workload's; undefined
 * where the name stays. Of `several` pods, one for all that are numbered alike.
 */
export function lastingName(pod: string, several: boolean): string | undefined {
  const twice = TWICE.exec(pod)?.[1];
  if (twice !== undefined) return `${quoteRegex(twice)}-[^-]+-[^-]+`;
  const once = ONCE.exec(pod)?.[1];
  if (once !== undefined) return `${quoteRegex(once)}-[^-]+`;
  const numbered = several ? NUMBERED.exec(pod)?.[1] : undefined;
  return numbered === undefined ? undefined : `${quoteRegex(numbered)}-[0-9]+`;
}

/** A text in a regular expression of RE2. */
export function quoteRegex(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
