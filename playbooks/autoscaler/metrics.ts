import { secondsSince } from '../../src/diagnosis/age.ts';
import { newest } from '../../src/diagnosis/events.ts';
import { eventsAbout } from '../../src/diagnosis/events-about.ts';
import { fromEvent } from '../../src/diagnosis/evidence.ts';
import type { Params } from '../../src/diagnosis/finding.ts';
import { type MetricMessage, readMetricMessage } from '../../src/diagnosis/metric-message.ts';
import type { Condition, KubeEvent } from '../../src/diagnosis/objects/meta.ts';
import type { HorizontalPodAutoscaler } from '../../src/diagnosis/objects/scaling.ts';
import { measuringOf } from './measuring.ts';
import { metricName } from './reading.ts';
import { requestParams } from './requests.ts';
import { fromAutoscaler, fromCondition, type ScalingFound, type ScalingView, scaledText } from './scene.ts';

/** None of the metrics can be used, says the condition ScalingActive. */
export function metricsTrouble(
  view: ScalingView,
  autoscaler: HorizontalPodAutoscaler,
  active: Condition,
): ScalingFound {
  const said = saidBy(active);
  const evidence = fromCondition(view, active);
  if (said.problem === 'spec-invalid') {
    const params = { metric: nameOf(autoscaler, said), clause: said.clause };
    return { cause: 'metric-invalid', confidence: 'certain', params, evidence: [evidence] };
  }
  const base = paramsOf(view, autoscaler, said);
  if (said.problem !== 'not-measured')
    return { cause: 'metrics-unavailable', confidence: 'certain', params: base, evidence: [evidence] };
  const { state, params, evidence: ofPods } = measuringOf(view, autoscaler);
  return {
    cause: state === 'unready' ? 'pods-unready' : 'metrics-unavailable',
    confidence: 'certain',
    params: { ...base, ...params },
    evidence: [evidence, ...ofPods],
    ...(state === 'young' || isPassing(view, active) ? { verdict: 'waiting' } : {}),
  };
}

/** Seconds for which metrics-server may have no numbers: a look or two of the controller. */
const GAP_SECONDS = 45;

function isPassing({ now }: ScalingView, { lastTransitionTime }: Condition): boolean {
  return secondsSince(now, lastTransitionTime) < GAP_SECONDS;
}

/** Some of the metrics can be used: those that can't have no type in the status, and only events tell why. */
export function leftOut(view: ScalingView, autoscaler: HorizontalPodAutoscaler): readonly ScalingFound[] {
  const metrics = autoscaler.spec?.metrics ?? [];
  const current = autoscaler.status?.currentMetrics ?? [];
  const index = current.findIndex((one, at) => !one.type && metrics[at]);
  const metric = metrics[index];
  if (!metric) return [];
  const name = metricName(metric) ?? 'a metric without a name';
  const event = newestWord(view, name);
  const said = event && saidBy(event);
  const isMeasured = said?.problem !== 'not-measured';
  const measuring = isMeasured ? undefined : measuringOf(view, autoscaler);
  return [
    {
      cause: 'metrics-incomplete',
      confidence: 'certain',
      params: {
        ...(said ? paramsOf(view, autoscaler, said) : {}),
        metric: name,
        metricCount: metrics.length,
        ...measuring?.params,
      },
      evidence: [
        fromAutoscaler(view.target.name, `status.currentMetrics[${index}]`, `no value of ${name}`),
        ...(event ? [fromEvent(event)] : []),
      ],
      ...(measuring?.state === 'young' ? { verdict: 'waiting' } : {}),
    },
  ];
}

function newestWord(view: ScalingView, metric: string): KubeEvent | undefined {
  const { object, target } = view;
  const { kind, name, namespace } = target;
  const events = view.get(eventsAbout(kind, { name, namespace, uid: object?.metadata?.uid }));
  if (events.status !== 'ok') return undefined;
  return newest(events.value, (event) => {
    return event.reason?.startsWith('FailedGet') === true && saidBy(event).metric === metric;
  });
}

function saidBy({ reason = '', message = '' }: Pick<Condition, 'reason' | 'message'>): MetricMessage {
  return readMetricMessage(reason, message);
}

function nameOf({ spec }: HorizontalPodAutoscaler, { metric }: MetricMessage): string {
  const names = (spec?.metrics ?? []).flatMap((one) => metricName(one) ?? []);
  return metric ?? names[0] ?? 'any metric';
}

function paramsOf(view: ScalingView, autoscaler: HorizontalPodAutoscaler, said: MetricMessage): Params {
  const { problem, clause } = said;
  return {
    metric: nameOf(autoscaler, said),
    scaled: scaledText(autoscaler.spec?.scaleTargetRef ?? {}),
    current: autoscaler.status?.currentReplicas,
    ...apiParams(said),
    ...(problem === 'request-missing' ? requestParams(view, autoscaler, said) : {}),
    ...(problem === 'container-missing' ? containerParams(view, said) : {}),
    otherProblem: problem === 'other' ? clause : undefined,
    seeEvents: problem === 'other' ? 'the newest says why' : undefined,
  };
}

/** What is wrong with the API that serves the metric, under the param of that problem alone. */
function apiParams({ problem, api, clause }: MetricMessage): Params {
  const isResource = api === 'metrics.k8s.io';
  switch (problem) {
    case 'api-absent':
      return {
        absentApi: api,
        resourceApi: isResource ? api : undefined,
        adapterApi: isResource ? undefined : api,
        customApi: api === 'custom.metrics.k8s.io' ? api : undefined,
        externalApi: api === 'external.metrics.k8s.io' ? api : undefined,
      };
    case 'api-failing':
      return { failingApi: api, failingResourceApi: isResource ? api : undefined, clause };
    case 'api-forbidden':
      return { deniedApi: api };
    case 'metric-unknown':
      return { unknownApi: api };
    case 'metric-empty':
      return { emptyApi: api };
    default:
      return {};
  }
}

function containerParams({ pods }: ScalingView, { container, pod }: MetricMessage): Params {
  const named = pods.find(({ metadata }) => metadata?.name === pod) ?? pods[0];
  const containers = (named?.spec?.containers ?? []).map(({ name }) => name);
  return { absentContainer: container, containers };
}
