import type { Answer } from './answer.ts';
import type { ClusterState } from './cluster-state.ts';
import { at, textAt } from './json-path.ts';
import type { KubeObject } from './recording.ts';
import type { ResourceRequest } from './route.ts';
import { ApiError, failure } from './status.ts';

const customMetrics = { group: 'custom.metrics.k8s.io', version: 'v1beta1' } as const;

/**
 * A metric of one object, or of all of them in a namespace (`*`), as prometheus-adapter serves it. A recording holds the
 * metrics of an object as `values` of an object of this group with its kind and name.
 * @throws ApiError 404 for a metric that nothing has.
 * @see https://github.com/kubernetes/metrics/blob/v0.32.0/pkg/apis/custom_metrics/v1beta1/types.go
 */
export function answerMetric(
  { type, namespace, name, subresource = '', resource }: ResourceRequest,
  state: ClusterState,
  now: number,
): Answer | undefined {
  if (type?.group !== customMetrics.group || subresource === '') return undefined;
  const measured = state.list(type).filter((one) => textAt(one, 'values', subresource) !== '');
  if (measured.length === 0) {
    const message = `the server could not find the metric ${subresource} for ${resource}`;
    throw new ApiError(failure('NotFound', message));
  }
  const items = measured
    .filter(({ metadata }) => metadata.namespace === namespace && (name === '*' || metadata.name === name))
    .map((one) => metricValue(one, subresource, now));
  const apiVersion = `${customMetrics.group}/${customMetrics.version}`;
  return { kind: 'json', code: 200, body: { kind: 'MetricValueList', apiVersion, metadata: {}, items } };
}

function metricValue({ kind, metadata, ...rest }: KubeObject, metricName: string, now: number): unknown {
  const { namespace, name } = metadata;
  return {
    describedObject: { kind, namespace, name, apiVersion: '/v1' },
    metricName,
    timestamp: new Date(now).toISOString().replace(/\.\d+Z$/, 'Z'),
    value: at(rest, 'values', metricName),
    selector: null,
  };
}
