import type { IncidentAlert } from './incident.ts';
import { lastingName, quoteRegex } from './lasting-name.ts';

/** A condition on a label, as Alertmanager's silences have them. */
export interface SilenceMatcher {
  readonly name: string;
  readonly operator: '=' | '=~';
  readonly value: string;
}

export type SilencedAlert = Pick<IncidentAlert, 'alertname' | 'labels' | 'externalURL' | 'status'>;

const PODS = ['pod', 'exported_pod', 'pod_name', 'kubernetes_pod_name', 'k8s_pod_name', 'k8s.pod.name'];
const WORKLOADS = [
  'deployment',
  'statefulset',
  'daemonset',
  'job_name',
  'cronjob',
  'horizontalpodautoscaler',
  'persistentvolumeclaim',
  'poddisruptionbudget',
];
/** The most telling first; what isn't among them comes after, by name. */
const TELLING: readonly string[] = [
  'namespace',
  'exported_namespace',
  'cluster',
  'k8s_cluster',
  ...PODS,
  ...WORKLOADS,
  'container',
  'node',
  'instance',
  'severity',
];
/** Of a pod's replacement, or from the other of a pair of Prometheus servers, they differ. */
const PASSING = new Set([
  'uid',
  'id',
  'container_id',
  'image_id',
  'pod_ip',
  'host_ip',
  'replicaset',
  'pod_template_hash',
  'controller_revision_hash',
  'replica',
  'prometheus_replica',
]);
/** Where it runs, or what was scraped: it says something only where nothing else is named. */
const PLACES = ['node', 'instance'];
/** UTF-16 units of one value, then of a list of them. */
const MOST_IN_VALUE = 120;
const MOST_IN_LIST = 250;
/** What a terminal would act on, or what is lost on the way. A line feed is not among them: it can be written `\n`. */
const UNPRINTABLE = /[^\P{C}\n]|[\p{Zl}\p{Zp}]/gu;
/** Both of amtool's syntaxes take it without quotes, and no option of a command begins so. */
const LABEL_NAME = /^[\p{L}_:][^\s\p{C}{}!=~,\\"'`]*$/u;

/**
 * What holds for all these alerts, and for those of the pods that take the place of theirs: the alert's name, then the
 * labels that they have in common, the most telling first.
 */
export function silenceMatchers(alerts: readonly SilencedAlert[]): readonly SilenceMatcher[] {
  const [first] = alerts;
  if (!first) return [];
  const common = Object.keys(first.labels)
    .filter((name) => name !== 'alertname' && LABEL_NAME.test(name) && !PASSING.has(name))
    .filter((name) => isCommon(name, alerts));
  return [
    oneOf(
      'alertname',
      alerts.map((alert) => labelOf(alert, 'alertname') ?? alert.alertname),
    ),
    ...withoutPlaces(common)
      .toSorted(byTelling)
      .map((name) => oneOf(name, valuesOf(name, alerts))),
  ];
}

/** Several pods are told by a list of their names; of all else the value must be the same. */
function isCommon(name: string, alerts: readonly SilencedAlert[]): boolean {
  const values = valuesOf(name, alerts);
  return values.length === alerts.length && (PODS.includes(name) || new Set(values).size === 1);
}

function oneOf(name: string, given: readonly string[]): SilenceMatcher {
  const values = [...new Set(given)];
  const several = values.length > 1;
  const [only] = values;
  if (only !== undefined && !several && isPlain(only) && lastingPattern(name, only, several) === undefined)
    return { name, operator: '=', value: only };
  const patterns = values.map((value) => lastingPattern(name, value, several) ?? patternOf(value));
  return { name, operator: '=~', value: joined([...new Set(patterns)]) };
}

function lastingPattern(name: string, value: string, several: boolean): string | undefined {
  return PODS.includes(name) && isPlain(value) ? lastingName(value, several) : undefined;
}

function isPlain(value: string): boolean {
  return value.length <= MOST_IN_VALUE && value.search(UNPRINTABLE) < 0;
}

function patternOf(value: string): string {
  const pattern = quoteRegex(value.slice(0, MOST_IN_VALUE)).replace(UNPRINTABLE, '.');
  return value.length > MOST_IN_VALUE ? `${pattern}(?s:.*)` : pattern;
}

/** As many as there is room for: a silence may be too narrow, never wider than what was asked for. */
function joined(patterns: readonly string[]): string {
  let length = 0;
  return patterns
    .filter((pattern, index) => {
      length += pattern.length + 1;
      return index === 0 || length <= MOST_IN_LIST;
    })
    .join('|');
}

function labelOf({ labels }: SilencedAlert, name: string): string | undefined {
  // An empty label is none, as with Prometheus.
  return (Object.hasOwn(labels, name) && labels[name]) || undefined;
}

function valuesOf(name: string, alerts: readonly SilencedAlert[]): readonly string[] {
  return alerts.map((alert) => labelOf(alert, name)).filter((value) => value !== undefined);
}

function withoutPlaces(names: readonly string[]): readonly string[] {
  const isNamed = names.some((name) => PODS.includes(name) || WORKLOADS.includes(name));
  return names.filter(
    (name) => !PLACES.includes(name) || (!isNamed && (name === 'node' || !names.includes('node'))),
  );
}

function byTelling(left: string, right: string): number {
  return placeOf(left) - placeOf(right) || (left < right ? -1 : 1);
}

function placeOf(name: string): number {
  const at = TELLING.indexOf(name);
  return at < 0 ? TELLING.length : at;
}
