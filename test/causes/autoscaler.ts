import {
  ABLE,
  ACTIVE,
  AT_MAXIMUM,
  autoscalerOf,
  CPU,
  deployed,
  inactive,
  owned,
  QUEUE,
  unable,
  without,
  word,
} from '../support/autoscaler.ts';
import type { CauseCase, Given } from './support/cause-case.ts';
import { remove, reword, saying, set } from './support/change.ts';

const HPA = 'HorizontalPodAutoscaler/web';
const NO_ADAPTER = { target: 'hpa/bidder', recording: 'r-auctions-2-bidder' } as const;
const EXTERNAL =
  'unable to fetch metrics from external metrics API: the server could not find the requested resource (get queue.external.metrics.k8s.io)';

/** Autoscaler web of Deployment web with one ready pod of ten minutes. */
function asking(made: Parameters<typeof autoscalerOf>[0], ...more: readonly object[]): Given {
  return { target: 'hpa/web', objects: [autoscalerOf(made), ...deployed([owned()]), ...more] };
}

const UNMEASURED = without(
  'failed to get cpu utilization: did not receive metrics for targeted pods (pods might be unready)',
);

export const cases: readonly CauseCase[] = [
  {
    cause: 'autoscaler/target-missing',
    gives: { target: 'hpa/bidder', recording: 'r-auctions-bidder' },
    near: [
      {
        what: 'the target may not be read',
        change: saying('deployments/scale.apps "bider" not found', 'deployments.apps "bider" is forbidden'),
        instead: 'autoscaler/scale-refused',
      },
      { what: 'the target is there', ...asking({ status: { conditions: [ABLE, ACTIVE] } }) },
    ],
  },
  {
    cause: 'autoscaler/scale-refused',
    gives: asking({
      status: { conditions: unable('admission webhook "x" denied the request: no', 'FailedUpdateScale') },
    }),
    near: [
      {
        what: 'the target does not exist',
        ...asking({ status: { conditions: unable('deployments/scale.apps "web" not found') } }),
        instead: 'autoscaler/target-missing',
      },
    ],
  },
  {
    cause: 'autoscaler/metrics-unavailable',
    gives: NO_ADAPTER,
    near: [
      {
        what: 'the metric has a value, and asks for more than may be',
        target: 'hpa/bidder',
        recording: 'r-auctions-3-bidder',
        instead: 'autoscaler/at-maximum',
      },
      {
        what: 'it is the spec that is wrong',
        change: saying(
          'unable to get external metric r-auctions-2/queue_depth/nil: unable to fetch metrics from external metrics API: the server could not find the requested resource (get queue_depth.external.metrics.k8s.io)',
          'invalid external metric source: neither a value target nor an average value target was set',
        ),
        instead: 'autoscaler/metric-invalid',
      },
    ],
  },
  {
    cause: 'autoscaler/metrics-incomplete',
    gives: asking(
      {
        spec: { metrics: [CPU, QUEUE] },
        status: {
          conditions: [ABLE, ACTIVE],
          currentMetrics: [
            { type: 'Resource', resource: { name: 'cpu', current: { averageUtilization: 40 } } },
            { type: '' },
          ],
        },
      },
      word('FailedGetExternalMetric', `unable to get external metric shop/queue/nil: ${EXTERNAL}`),
    ),
    near: [
      {
        what: 'the metric has a value again',
        change: (objects) =>
          set(objects, HPA, 'status.currentMetrics.1', {
            type: 'External',
            external: { metric: { name: 'queue' }, current: { averageValue: '1' } },
          }),
      },
      {
        what: 'there is no other metric to go by',
        change: (objects) =>
          set(objects, HPA, 'status.conditions', without(EXTERNAL, 'FailedGetExternalMetric')),
        instead: 'autoscaler/metrics-unavailable',
      },
    ],
  },
  {
    cause: 'autoscaler/metric-invalid',
    gives: asking({
      status: { conditions: without('unknown metric source type "Cpu"', 'InvalidMetricSourceType') },
    }),
    near: [
      {
        what: 'the metric is well written and not to be had',
        ...asking({ status: { conditions: without(EXTERNAL, 'FailedGetExternalMetric') } }),
        instead: 'autoscaler/metrics-unavailable',
      },
    ],
  },
  {
    cause: 'autoscaler/pods-unready',
    gives: {
      target: 'hpa/web',
      objects: [autoscalerOf({ status: { conditions: UNMEASURED } }), ...deployed([])],
    },
    near: [
      {
        what: 'pods are ready and not measured',
        ...asking({ status: { conditions: UNMEASURED } }),
        instead: 'autoscaler/metrics-unavailable',
      },
      {
        what: 'a pod’s own cause explains it',
        change: (objects) => {
          const state = {
            waiting: {
              reason: 'ErrImagePull',
              message:
                'rpc error: code = NotFound desc = failed to pull and unpack image "registry.example/app:1": failed to resolve reference "registry.example/app:1": registry.example/app:1: not found',
            },
          };
          objects.push(
            owned({
              ready: false,
              status: { phase: 'Pending', containerStatuses: [{ name: 'app', state }] },
            }),
          );
        },
        instead: 'image-pull/image-not-found',
      },
    ],
  },
  {
    cause: 'autoscaler/at-maximum',
    gives: { target: 'hpa/bidder', recording: 'r-auctions-3-bidder' },
    near: [
      {
        what: 'it is at its minimum',
        change: saying('TooManyReplicas', 'TooFewReplicas'),
      },
      {
        what: 'the metric is gone, and the condition is from before',
        change: (objects) => {
          set(objects, 'HorizontalPodAutoscaler/bidder', 'status.conditions.1.status', 'False');
          reword(objects, 'ValidMetricFound', 'FailedGetExternalMetric');
        },
        instead: 'autoscaler/metrics-unavailable',
      },
    ],
  },
  {
    cause: 'autoscaler/range-closed',
    gives: asking({ spec: { minReplicas: 3, maxReplicas: 3 }, status: { conditions: [ABLE, ACTIVE] } }),
    near: [
      {
        what: 'more is asked for',
        ...asking({
          spec: { minReplicas: 3, maxReplicas: 3 },
          status: { conditions: [ABLE, ACTIVE, AT_MAXIMUM] },
        }),
        instead: 'autoscaler/at-maximum',
      },
      { what: 'there is a range', change: (objects) => set(objects, HPA, 'spec.maxReplicas', 4) },
    ],
  },
  {
    cause: 'autoscaler/scaling-disabled',
    gives: asking({
      status: {
        conditions: inactive(
          'ScalingDisabled',
          'scaling is disabled since the replica count of the target is zero',
        ),
      },
    }),
    near: [
      {
        what: 'KEDA has taken it to 0',
        change: (objects) =>
          set(objects, HPA, 'metadata.ownerReferences', [{ kind: 'ScaledObject', name: 'web' }]),
        instead: 'autoscaler/idle',
      },
    ],
  },
  {
    cause: 'autoscaler/idle',
    gives: asking({
      metadata: { ownerReferences: [{ kind: 'ScaledObject', name: 'web' }] },
      status: {
        conditions: inactive(
          'ScalingDisabled',
          'scaling is disabled since the replica count of the target is zero',
        ),
      },
    }),
    near: [
      {
        what: 'somebody else has set it to 0',
        change: (objects) => set(objects, HPA, 'metadata.ownerReferences', undefined),
        instead: 'autoscaler/scaling-disabled',
      },
    ],
  },
  {
    cause: 'autoscaler/selector-ambiguous',
    gives: asking({
      status: {
        conditions: inactive(
          'AmbiguousSelector',
          'pods by selector app=web are controlled by multiple HPAs: [shop/web shop/web-2]',
        ),
      },
    }),
    near: [
      {
        what: 'there is no selector at all',
        ...asking({
          status: { conditions: inactive('InvalidSelector', "the HPA target's scale is missing a selector") },
        }),
        instead: 'autoscaler/selector-missing',
      },
    ],
  },
  {
    cause: 'autoscaler/selector-missing',
    gives: asking({
      status: { conditions: inactive('InvalidSelector', "the HPA target's scale is missing a selector") },
    }),
    near: [
      {
        what: 'two autoscalers have the same one',
        ...asking({
          status: {
            conditions: inactive(
              'AmbiguousSelector',
              'pods by selector app=web are controlled by multiple HPAs: [shop/web shop/web-2]',
            ),
          },
        }),
        instead: 'autoscaler/selector-ambiguous',
      },
    ],
  },
  {
    cause: 'autoscaler/unattended',
    gives: asking({ status: { conditions: [] } }),
    near: [
      {
        what: 'its controller has judged it',
        change: (objects) => set(objects, HPA, 'status.conditions', [ABLE, ACTIVE]),
      },
      {
        what: 'its controller has found nothing to scale',
        change: (objects) => {
          set(objects, HPA, 'status.conditions', unable('deployments/scale.apps "web" not found'));
          remove(objects, 'Deployment');
        },
        instead: 'autoscaler/target-missing',
      },
    ],
  },
];
