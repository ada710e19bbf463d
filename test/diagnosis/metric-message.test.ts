import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readMetricMessage } from '../../src/diagnosis/metric-message.ts';

const PREFIX = 'the HPA was unable to compute the replica count: ';
const CPU = 'failed to get cpu utilization: unable to get metrics for resource cpu: ';

describe('what the controller says of a metric', () => {
  test.each([
    [
      'FailedGetResourceMetric',
      `${CPU}unable to fetch metrics from resource metrics API: the server could not find the requested resource (get pods.metrics.k8s.io)`,
      { problem: 'api-absent', api: 'metrics.k8s.io', metric: 'cpu' },
    ],
    [
      'FailedGetResourceMetric',
      'unable to get metrics for resource memory: unable to fetch metrics from resource metrics API: the server is currently unable to handle the request (get pods.metrics.k8s.io)',
      {
        problem: 'api-failing',
        api: 'metrics.k8s.io',
        metric: 'memory',
        clause: 'the server is currently unable to handle the request (get pods.metrics.k8s.io)',
      },
    ],
    [
      'FailedGetResourceMetric',
      `${CPU}unable to fetch metrics from resource metrics API: pods.metrics.k8s.io is forbidden: User "system:serviceaccount:kube-system:horizontal-pod-autoscaler" cannot list resource "pods" in API group "metrics.k8s.io" in the namespace "shop"`,
      { problem: 'api-forbidden', api: 'metrics.k8s.io' },
    ],
    [
      'FailedGetPodsMetric',
      'unable to get metric http_requests: unable to fetch metrics from custom metrics API: no known available metric versions found',
      { problem: 'api-absent', api: 'custom.metrics.k8s.io', metric: 'http_requests' },
    ],
    [
      'FailedGetPodsMetric',
      'unable to get metric http_requests: unable to fetch metrics from custom metrics API: the server could not find the metric http_requests for pods',
      { problem: 'metric-unknown', api: 'custom.metrics.k8s.io', metric: 'http_requests' },
    ],
    [
      'FailedGetObjectMetric',
      'unable to get metric queue: Service on shop web/unable to fetch metrics from custom metrics API: no matches for kind "Servic" in group ""',
      { problem: 'api-absent', api: 'custom.metrics.k8s.io', metric: 'queue' },
    ],
    [
      'FailedGetExternalMetric',
      'unable to get external metric shop/queue_depth/nil: unable to fetch metrics from external metrics API: the server could not find the requested resource (get queue_depth.external.metrics.k8s.io)',
      { problem: 'api-absent', api: 'external.metrics.k8s.io', metric: 'queue_depth' },
    ],
    [
      'FailedGetExternalMetric',
      'unable to get external metric shop/pubsub.googleapis.com|subscription|backlog/&LabelSelector{MatchLabels:map[string]string{a: b/c,},MatchExpressions:[]LabelSelectorRequirement{},}: no metrics returned from external metrics API',
      {
        problem: 'metric-empty',
        api: 'external.metrics.k8s.io',
        metric: 'pubsub.googleapis.com|subscription|backlog',
      },
    ],
    [
      'FailedGetResourceMetric',
      `${CPU}no metrics returned from resource metrics API`,
      { problem: 'not-measured', api: 'metrics.k8s.io', metric: 'cpu' },
    ],
    [
      'FailedGetResourceMetric',
      'failed to get cpu utilization: did not receive metrics for targeted pods (pods might be unready)',
      { problem: 'not-measured', api: 'metrics.k8s.io', metric: 'cpu' },
    ],
    [
      'FailedGetResourceMetric',
      'failed to get memory usage: did not receive metrics for any ready pods',
      { problem: 'not-measured', metric: 'memory' },
    ],
    [
      'FailedGetResourceMetric',
      'failed to get cpu utilization: missing request for cpu in container app of Pod web-1',
      { problem: 'request-missing', metric: 'cpu', container: 'app', pod: 'web-1' },
    ],
    [
      'FailedGetResourceMetric',
      'missing request for cpu in container "app" of Pod "web-1"',
      { problem: 'request-missing', metric: 'cpu', container: 'app', pod: 'web-1' },
    ],
    // Kubernetes before 1.27, and pod-level requests since 1.34.
    [
      'FailedGetResourceMetric',
      'missing request for cpu',
      { problem: 'request-missing', metric: 'cpu', container: undefined, pod: undefined },
    ],
    [
      'FailedGetResourceMetric',
      'failed to get cpu utilization: missing pod-level request for cpu in Pod web-1',
      { problem: 'request-missing', metric: 'cpu', container: undefined, pod: 'web-1' },
    ],
    [
      'FailedGetContainerResourceMetric',
      'failed to get cpu container utilization: unable to get metrics for resource cpu: failed to get container metrics: container ap not present in metrics for pod shop/web-1',
      { problem: 'container-missing', metric: 'cpu', container: 'ap', pod: 'web-1' },
    ],
    [
      'FailedGetContainerResourceMetric',
      'failed to get cpu container utilization: container ap not found in Pod web-1',
      { problem: 'container-missing', api: 'metrics.k8s.io', container: 'ap', pod: 'web-1' },
    ],
    [
      'FailedGetResourceMetric',
      'invalid resource metric source: neither a utilization target nor a value target was set',
      { problem: 'spec-invalid', metric: undefined },
    ],
    [
      'FailedGetExternalMetric',
      'invalid external metric source: neither a value target nor an average value target was set',
      { problem: 'spec-invalid' },
    ],
    [
      'InvalidMetricSourceType',
      'unknown metric source type "Cpu"',
      { problem: 'spec-invalid', api: undefined },
    ],
    ['FailedGetScale', 'something else', { problem: 'other', api: undefined, clause: 'something else' }],
  ])('%s: %s', (reason, message, expected) => {
    expect(readMetricMessage(reason, PREFIX + message)).toMatchObject(expected);
    expect(readMetricMessage(reason, message)).toMatchObject(expected);
  });

  test('any text is read', () => {
    const part = fc.constantFrom(
      PREFIX,
      CPU,
      'unable to get external metric a/',
      'missing request for ',
      ' in container ',
      'neither a ',
      'unable to fetch metrics from custom metrics API: ',
      '/',
      '"',
      '&',
    );
    const text = fc.array(fc.oneof(part, fc.string()), { maxLength: 200 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.string(), text, (reason, message) => {
        expect(readMetricMessage(reason, message).clause).toBeTypeOf('string');
      }),
    );
  });
});
