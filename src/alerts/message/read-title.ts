import { isExporter } from '../exporter.ts';
import { namedKinds } from '../named-kind.ts';
import { isLabelName } from '../object-name.ts';
import { isAlertName } from './alert-name.ts';
import { isSeverity } from './label-value.ts';
import { endsLikePod, isDeploymentPod } from './pod-name.ts';

/** What is certain of a title that has labels' values without their names. */
export interface TitleFacts {
  readonly alertname?: string;
  readonly severity?: string;
  readonly namespace?: string;
  readonly pod?: string;
}

interface Values {
  /** Of the labels that alerts are grouped by, without the alert's name. */
  readonly group: readonly string[];
  /** Of the other labels that all of them share, without it. */
  readonly common: readonly string[];
  readonly alertname?: string;
}

/** Jobs that are scraped in every cluster; an address or a path is no name either. */
const SCRAPE_JOB = /^(?:kubelet|cadvisor|kubernetes-[a-z-]{1,40})$/;
/** Names of ports that nobody calls a namespace. */
const PORTS: ReadonlySet<string> = new Set(['http', 'https', 'http-metrics', 'https-metrics', 'https-main']);
/** They join the words of a title that somebody wrote: its words are no values. */
const JOINING: ReadonlySet<string> = new Set(['for', 'on', 'in', 'at', 'is', 'of']);
const ADDRESS = /^[\w.-]{1,253}:\d{1,5}$/;
const MOST_VALUES = 60;

/**
 * Reads the title of Alertmanager's and Grafana's default templates: the values of the group's labels, then in brackets
 * those of the other common ones, both sorted by the labels' names with the alert's first
 * (https://github.com/prometheus/alertmanager/blob/main/template/default.tmpl).
 */
export function readTitle(title: string): TitleFacts {
  const values = valuesOf(title);
  if (values === undefined) return nameIn(title);
  const all = [...values.group, ...values.common];
  const severities = [...new Set(all.filter((word) => isSeverity(word) && word === word.toLowerCase()))];
  const [severity] = severities.length === 1 ? severities : [];
  return {
    ...(values.alertname ? { alertname: values.alertname } : {}),
    ...(severity ? { severity } : {}),
    ...podIn(values),
  };
}

/** A title of somebody's own template. */
function nameIn(title: string): TitleFacts {
  const [first = ''] = title.trim().split(/[\s:|,]/, 1);
  return isAlertName(first) ? { alertname: first } : {};
}

function valuesOf(title: string): Values | undefined {
  const open = title.indexOf('(');
  const before = words(open < 0 ? title : title.slice(0, open));
  const close = title.indexOf(')', open);
  const common = open < 0 || close < 0 ? [] : words(title.slice(open + 1, close));
  if (before.some((word) => /^\W+$/.test(word) || word.endsWith(':') || JOINING.has(word))) return undefined;
  const [first = ''] = before;
  if (isAlertName(first) || (before.length === 1 && /_/.test(first)))
    return { alertname: first, group: before.slice(1), common };
  const [named = ''] = common;
  return isAlertName(named) ? { alertname: named, group: before, common: common.slice(1) } : undefined;
}

function words(text: string): readonly string[] {
  return text
    .split(/\s/)
    .filter((word) => word !== '')
    .slice(0, MOST_VALUES);
}

function podIn({ group, common, alertname = '' }: Values): Pick<TitleFacts, 'pod' | 'namespace'> {
  const pods = [
    ...new Set([...group, ...common].filter((word) => isDeploymentPod(word) && !isExporter(word))),
  ];
  const [pod] = pods;
  if (pods.length > 1) return {};
  if (pod === undefined) return namedKinds(alertname).includes('pod') ? podAfterJob(group, common) : {};
  const namespace = common.includes(pod)
    ? namespaceBefore(common.slice(0, common.indexOf(pod)), group, alertname)
    : only((afterJob(common) ?? common).some(isName) ? [] : group.filter((word) => word !== pod));
  return { pod, ...(namespace ? { namespace } : {}) };
}

/**
 * What stands right after the scrape's job and right before the pod: "namespace" is between "job" and "pod" in the order
 * of the labels. A label of one's own may stand there as well, and then nothing is certain.
 */
function namespaceBefore(
  before: readonly string[],
  group: readonly string[],
  alertname: string,
): string | undefined {
  const job = before.findLastIndex(isScraped);
  // The mixin's alerts about pods all have the label (https://github.com/kubernetes-monitoring/kubernetes-mixin).
  const whole =
    job >= 0 || (before.length <= 1 && /^Kube(?:Pod|Container)|^CPUThrottlingHigh$/.test(alertname));
  if (!whole) return undefined;
  const between = before.slice(job + 1);
  const others = group.filter(isName);
  if (between.length === 0) return only(others);
  return others.length === 0 ? only(between) : undefined;
}

/** The pods of StatefulSets, DaemonSets and Jobs: known by their place, since other names end like theirs. */
function podAfterJob(
  group: readonly string[],
  common: readonly string[],
): Pick<TitleFacts, 'pod' | 'namespace'> {
  const [namespace = '', pod = '', next = ''] = afterJob(common) ?? [];
  // Else that may be the pod, after a node.
  const last = !isLabelName(next) || isSeverity(next);
  const certain =
    last && !group.some(isName) && isName(namespace) && !endsLikePod(namespace) && endsLikePod(pod);
  return certain && !isExporter(pod) ? { namespace, pod } : {};
}

function only(values: readonly string[]): string | undefined {
  const [value, ...more] = values;
  return value !== undefined && more.length === 0 && isName(value) ? value : undefined;
}

/**
 * What stands after the scrape's job, which is known by the address before it: "instance" comes right before "job". A
 * "service" can have the job's name and comes later.
 */
function afterJob(values: readonly string[]): readonly string[] | undefined {
  const job = values.findIndex((word, index) => isScraped(word) && ADDRESS.test(values[index - 1] ?? ''));
  return job < 0 ? undefined : values.slice(job + 1);
}

function isScraped(word: string): boolean {
  return isExporter(word) || SCRAPE_JOB.test(word) || word.startsWith('/');
}

function isName(word: string): boolean {
  return isLabelName(word) && /[a-z]/.test(word) && !isSeverity(word) && !PORTS.has(word) && !isScraped(word);
}
