/** The API that a kind of metric comes from. */
export type MetricsApi = 'metrics.k8s.io' | 'custom.metrics.k8s.io' | 'external.metrics.k8s.io';

/**
 * Why an autoscaler has no number to go by. `api-absent`: nothing serves the API; `api-failing`: something does and
 * fails; `metric-unknown`, `metric-empty`: it answers, and has no such metric or no value of it; `not-measured`: nothing
 * is known of the pods (yet).
 */
export type MetricProblem =
  | 'api-absent'
  | 'api-failing'
  | 'api-forbidden'
  | 'metric-unknown'
  | 'metric-empty'
  | 'not-measured'
  | 'request-missing'
  | 'container-missing'
  | 'spec-invalid'
  | 'other';

/** What the controller says of a metric that it can't use. */
export interface MetricMessage {
  readonly problem: MetricProblem;
  /** Known by the message or by the condition's reason. */
  readonly api: MetricsApi | undefined;
  /** As the autoscaler's spec names it: `cpu`, `queue_depth`. */
  readonly metric: string | undefined;
  /** The message without what only repeats which metric it is about. */
  readonly clause: string;
  /** Where it is about one container of one pod. */
  readonly container: string | undefined;
  readonly pod: string | undefined;
}

/**
 * Reads a condition's or an event's reason and message about a metric, in the wordings of Kubernetes 1.20 to 1.36
 * (https://github.com/kubernetes/kubernetes/tree/v1.36.0/pkg/controller/podautoscaler).
 */
export function readMetricMessage(reason: string, message: string): MetricMessage {
  const text = message.replace(/^the HPA was unable to compute the replica count: /, '');
  const [, , words] = FETCH.exec(text) ?? [];
  const clause = words ?? text;
  const [, , container, pod] = REQUEST.exec(text) ?? [];
  const [, absent, podWithout] = CONTAINER.exec(text) ?? [];
  return {
    problem: words === undefined ? problemOf(reason, text) : refusalOf(words),
    api: apiOf(reason, text),
    metric: metricOf(text),
    clause,
    container: container ?? absent,
    pod: pod ?? podWithout,
  };
}

const FETCH = /unable to fetch metrics from (resource|custom|external) metrics API: ([\s\S]+)$/;
/** Before 1.27 the message ends with the resource. */
const REQUEST =
  /missing (?:pod-level )?request for ([^\s"]+)(?: in (?:container "?([^\s"]+)"? of )?Pod "?([^\s"]+)"?)?/;
const CONTAINER = /container (\S+) (?:not present in metrics for pod [^\s/]+\/|not found in Pod )([^\s:,;]+)/;

/** What the API server, or what serves the API behind it, answers to the controller. */
function refusalOf(words: string): MetricProblem {
  if (/ is forbidden: | cannot (?:list|get) resource /.test(words)) return 'api-forbidden';
  if (/could not find the (?:metric|descriptor)/.test(words)) return 'metric-unknown';
  const isAbsent =
    /could not find the requested resource|no known available metric versions|no matches for kind/;
  return isAbsent.test(words) ? 'api-absent' : 'api-failing';
}

function problemOf(reason: string, text: string): MetricProblem {
  if (REQUEST.test(text)) return 'request-missing';
  if (CONTAINER.test(text)) return 'container-missing';
  if (/no metrics returned from external metrics API/.test(text)) return 'metric-empty';
  if (/no metrics returned from|did not receive metrics for|no pods returned by selector/.test(text))
    return 'not-measured';
  const isInvalid =
    /neither an? .{1,200} was set|unknown metric source type|convert selector|not a valid label/;
  return reason === 'InvalidMetricSourceType' || isInvalid.test(text) ? 'spec-invalid' : 'other';
}

const BY_WORD = new Map<string | undefined, MetricsApi>([
  ['resource', 'metrics.k8s.io'],
  ['custom', 'custom.metrics.k8s.io'],
  ['external', 'external.metrics.k8s.io'],
]);

const BY_REASON = new Map<string, MetricsApi>([
  ['FailedGetResourceMetric', 'metrics.k8s.io'],
  ['FailedGetContainerResourceMetric', 'metrics.k8s.io'],
  ['FailedGetPodsMetric', 'custom.metrics.k8s.io'],
  ['FailedGetObjectMetric', 'custom.metrics.k8s.io'],
  ['FailedGetExternalMetric', 'external.metrics.k8s.io'],
]);

function apiOf(reason: string, text: string): MetricsApi | undefined {
  return BY_WORD.get(/(resource|custom|external) metrics API/.exec(text)?.[1]) ?? BY_REASON.get(reason);
}

/** Each names the metric in its own place; an external one's name may hold slashes and is followed by its selector. */
const NAMES = [
  /unable to get metrics for resource ([^\s:]+):/,
  /unable to get external metric [^\s/]+\/(\S{1,300}?)\/(?:nil|&)/,
  /unable to get metric ([^\s:]+):/,
  /missing (?:pod-level )?request for ([^\s"]+)/,
  /failed to get (\S+) (?:container )?(?:utilization|usage|resource|external|object|pods)/,
];

function metricOf(text: string): string | undefined {
  return NAMES.map((pattern) => pattern.exec(text)?.[1]).find((name) => name !== undefined);
}
