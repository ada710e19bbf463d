import { describe, expect, it, test } from 'vitest';
import { autoscaler } from '../../playbooks/autoscaler/index.ts';
import type { Container } from '../../src/diagnosis/objects/container.ts';
import { type Asked, asked, type Withheld } from '../support/asked.ts';
import {
  ABLE,
  ACTIVE,
  autoscalerOf,
  CPU,
  deployed,
  owned,
  QUEUE,
  without,
  word,
} from '../support/autoscaler.ts';
import { container } from '../support/build.ts';

type Made = Parameters<typeof autoscalerOf>[0];

function why(made: Made, others: readonly object[] = deployed([owned()]), withheld: Withheld = {}): Asked {
  return asked(autoscaler, 'hpa/web', [autoscalerOf(made), ...others], withheld);
}

function one(made: Made, others?: readonly object[], withheld?: Withheld) {
  const answer = why(made, others, withheld);
  expect(answer.told).toHaveLength(1);
  return { ...answer.told[0], verdict: answer.verdict, reads: answer.reads } as Asked['told'][number] &
    Pick<Asked, 'verdict' | 'reads'>;
}

const CPU_WORDS = 'failed to get cpu utilization: unable to get metrics for resource cpu: ';
const RESOURCE = `${CPU_WORDS}unable to fetch metrics from resource metrics API: `;
const CUSTOM = 'unable to get metric rps: unable to fetch metrics from custom metrics API: ';
const EXTERNAL =
  'unable to get external metric shop/queue/nil: unable to fetch metrics from external metrics API: ';

describe('the API that a metric comes from', () => {
  test.each([
    [
      'FailedGetResourceMetric',
      `${RESOURCE}the server could not find the requested resource (get pods.metrics.k8s.io)`,
      'No scaling by cpu: nothing serves metrics.k8s.io',
      /metrics-server brings[\s\S]*kubectl apply -f/,
    ],
    [
      'FailedGetPodsMetric',
      `${CUSTOM}no known available metric versions found`,
      'No scaling by rps: nothing serves custom.metrics.k8s.io',
      /prometheus-adapter[\s\S]*get apiservice v1beta1.custom.metrics.k8s.io/,
    ],
    [
      'FailedGetExternalMetric',
      `${EXTERNAL}the server could not find the requested resource (get queue.external.metrics.k8s.io)`,
      'No scaling by queue: nothing serves external.metrics.k8s.io',
      /KEDA[\s\S]*get apiservice v1beta1.external.metrics.k8s.io/,
    ],
    [
      'FailedGetResourceMetric',
      `${RESOURCE}the server is currently unable to handle the request (get pods.metrics.k8s.io)`,
      'No scaling by cpu: metrics.k8s.io fails',
      /does not answer as it should: the server is currently[\s\S]*describe apiservice v1beta1.metrics.k8s.io[\s\S]*k8s-app=metrics-server/,
    ],
    [
      'FailedGetExternalMetric',
      `${EXTERNAL}error when getting metric values`,
      'No scaling by queue: external.metrics.k8s.io fails',
      /describe apiservice v1beta1.external.metrics.k8s.io/,
    ],
    [
      'FailedGetResourceMetric',
      `${RESOURCE}pods.metrics.k8s.io is forbidden: User "x" cannot list resource "pods"`,
      'No scaling by cpu: the autoscaler may not read metrics.k8s.io',
      /auth can-i list pods.metrics.k8s.io -n shop/,
    ],
    [
      'FailedGetPodsMetric',
      `${CUSTOM}the server could not find the metric rps for pods`,
      'No scaling by rps: custom.metrics.k8s.io has no such metric',
      /get --raw \/apis\/custom.metrics.k8s.io\/v1beta1$/,
    ],
    [
      'FailedGetExternalMetric',
      'unable to get external metric shop/queue/nil: no metrics returned from external metrics API',
      'No scaling by queue: external.metrics.k8s.io has no value of it',
      /get --raw \/apis\/external.metrics.k8s.io\/v1beta1\/namespaces\/shop\/queue/,
    ],
    ['FailedGetFoo', 'foo is not itself', 'No scaling by cpu: foo is not itself', /describe hpa web/],
  ])('%s: %s', (reason, words, title, text) => {
    const said = one({ status: { currentReplicas: 2, conditions: without(words, reason) } });
    expect(said).toMatchObject({
      cause: 'metrics-unavailable',
      confidence: 'certain',
      verdict: 'unhealthy',
      title,
    });
    expect(said.text).toMatch(text);
    expect(said.text).toMatch(/deployment\/web keeps the number of replicas that it has: 2\./);
    expect(said.evidence).toContain(reason);
    expect(said.reads).toEqual([]);
  });

  it('which metric it is, where nothing says so', () => {
    const conditions = [ABLE, { type: 'ScalingActive', status: 'False' }];
    expect(one({ status: { conditions } }).title).toBe('No scaling by cpu');
    const nameless = { type: 'External', external: {} };
    expect(one({ spec: { metrics: [nameless, CPU] }, status: { conditions } }).title).toBe(
      'No scaling by cpu',
    );
    expect(one({ spec: { metrics: [] }, status: { conditions } }).title).toBe('No scaling by any metric');
    const bare = {
      kind: 'HorizontalPodAutoscaler',
      metadata: { name: 'web', namespace: 'shop' },
      status: { conditions },
    };
    expect(asked(autoscaler, 'hpa/web', [bare]).told[0]?.title).toBe('No scaling by any metric');
  });

  it('is not asked at all: the metric is written wrongly', () => {
    const words = 'invalid resource metric source: neither a utilization target nor a value target was set';
    const said = one({ status: { conditions: without(words) } });
    expect(said.cause).toBe('metric-invalid');
    expect(said.title).toBe(`Metric cpu is not written as the controller needs it: ${words}`);
  });
});

describe('pods of which nothing is measured', () => {
  const none = without(`${CPU_WORDS}no metrics returned from resource metrics API`);
  const unready = without(
    'failed to get cpu utilization: did not receive metrics for targeted pods (pods might be unready)',
  );
  const startTime = (seconds: number) =>
    new Date(Date.parse('2026-01-01T12:00:00Z') - seconds * 1000).toISOString();

  test.each([
    [90, false, none],
    [90, true, none],
    [240, true, unready],
  ])('are %i seconds old, ready %s: it is too early', (age, ready, conditions) => {
    const said = one(
      { status: { conditions } },
      deployed([
        owned({
          ready,
          metadata: { creationTimestamp: startTime(age) },
          status: { startTime: startTime(age) },
        }),
      ]),
    );
    expect(said).toMatchObject({ cause: 'metrics-unavailable', verdict: 'waiting' });
    expect(said.title).toBe('No scaling by cpu yet: no pod of deployment/web is measured');
    expect(said.text).toMatch(/Its pods have run for \S+ at the most/);
  });

  it('are ready for long, and were measured a moment ago', () => {
    const since = (seconds: number) =>
      none.map((one) => ({ ...one, lastTransitionTime: startTime(seconds) }));
    const seen = (seconds: number) => one({ status: { conditions: since(seconds) } }, deployed([owned()]));
    expect(seen(30)).toMatchObject({ cause: 'metrics-unavailable', verdict: 'waiting' });
    expect(seen(60)).toMatchObject({ cause: 'metrics-unavailable', verdict: 'unhealthy' });
  });

  it('are ready for long: they should have been', () => {
    const said = one(
      { status: { conditions: none } },
      deployed([
        owned({ status: { startTime: undefined as never } }),
        owned({ name: 'web-2', ready: false }),
      ]),
    );
    expect(said).toMatchObject({ cause: 'metrics-unavailable', verdict: 'unhealthy' });
    expect(said.title).toBe('No scaling by cpu: no pod of deployment/web is measured');
    expect(said.text).toMatch(/ready and not measured: web-1\.[\s\S]*kubectl -n shop top pods/);
    const nameless = owned({ metadata: { name: undefined as never } });
    expect(one({ status: { conditions: none } }, deployed([nameless])).verdict).toBe('unhealthy');
    const ageless = owned({
      metadata: { creationTimestamp: undefined as never },
      status: { startTime: undefined as never },
    });
    expect(one({ status: { conditions: none } }, deployed([ageless])).verdict).toBe('unhealthy');
  });

  it('are not ready: what keeps them from it comes first', () => {
    const pods = [
      owned({ ready: false }),
      owned({ name: 'web-2', ready: false }),
      owned({ name: 'web-3', status: { phase: 'Failed' } }),
      owned({ name: 'web-4', metadata: { deletionTimestamp: startTime(1) } }),
    ];
    const said = one({ status: { conditions: unready } }, deployed(pods));
    expect(said).toMatchObject({ cause: 'pods-unready', verdict: 'unhealthy' });
    expect(said.title).toBe('No scaling by cpu: none of the 2 pods of deployment/web is ready');
    expect(autoscaler.causes['pods-unready']).toMatchObject({ symptom: true });
  });

  it('are not there', () => {
    const words = without(
      'failed to get cpu utilization: no pods returned by selector while calculating replica count',
    );
    const nameless = { kind: 'Pod', metadata: {}, spec: {}, status: {} };
    const said = one({ status: { conditions: words } }, [...deployed([]), nameless]);
    expect(said.title).toBe('No scaling by cpu: deployment/web has no pods');
    const bare = {
      kind: 'HorizontalPodAutoscaler',
      metadata: { name: 'web', namespace: 'shop' },
      status: { conditions: none },
    };
    expect(asked(autoscaler, 'hpa/web', [bare]).causes).toEqual(['pods-unready']);
  });
});

describe('a use in percent of what is not requested', () => {
  const MISSING = 'failed to get cpu utilization: missing request for cpu in container app of Pod web-1';
  const conditions = without(MISSING);
  const requesting = { resources: { requests: { cpu: '1' } } };
  const sidecar: Container = { ...container({ name: 'log' }), restartPolicy: 'Always' };

  function patchIn(text: string): unknown {
    return JSON.parse(/--type=strategic -p '(.*)'/.exec(text)?.[1] ?? 'null');
  }

  it('names all containers that request nothing, and patches the template', () => {
    const spec = {
      containers: [container(), container({ name: 'proxy', ...requesting }), container({ name: 'mesh' })],
    };
    const template = [container(), container({ name: 'proxy', ...requesting })];
    const said = one({ status: { conditions } }, deployed([owned({ spec })], template));
    expect(said.title).toBe('No scaling by cpu: container app requests no cpu');
    expect(said.text).toMatch(
      /A target of 70% is a share of what the containers request: of cpu, app, mesh requests none/,
    );
    expect(said.text).toMatch(/Container mesh is not in the pod template/);
    expect(patchIn(said.text)).toEqual({
      spec: {
        template: { spec: { containers: [{ name: 'app', resources: { requests: { cpu: '100m' } } }] } },
      },
    });
    expect(said.reads).toEqual(['pod-metrics']);
  });

  it('goes by what they use now, native sidecars as well', () => {
    const spec = { containers: [container()], initContainers: [sidecar, container({ name: 'setup' })] };
    const set = deployed([owned({ spec })]).map((one) =>
      (one as { kind: string }).kind === 'Deployment'
        ? { ...one, spec: { replicas: 2, template: { spec } } }
        : one,
    );
    const usage = [
      { name: 'app', usage: { cpu: '123m' } },
      { name: 'log', usage: { cpu: '1m' } },
    ];
    const said = one({ status: { conditions } }, [
      ...set,
      { kind: 'PodMetrics', metadata: { name: 'web-1', namespace: 'shop' }, containers: usage },
    ]);
    expect(said.text).toMatch(/Let app, log request cpu: app uses 123m now, log uses 1m now\./);
    expect(patchIn(said.text)).toEqual({
      spec: {
        template: {
          spec: {
            containers: [{ name: 'app', resources: { requests: { cpu: '130m' } } }],
            initContainers: [{ name: 'log', resources: { requests: { cpu: '10m' } } }],
          },
        },
      },
    });
  });

  it('of memory, in the words of Kubernetes before 1.27', () => {
    const memory = { type: 'Resource', resource: { name: 'memory', target: { averageUtilization: 80 } } };
    const made = {
      spec: { metrics: [memory] },
      status: { conditions: without('missing request for memory') },
    };
    const measured = {
      kind: 'PodMetrics',
      metadata: { name: 'web-1', namespace: 'shop' },
      containers: [{ name: 'app', usage: { memory: '100Mi' } }],
    };
    expect(one(made, [...deployed([owned()]), measured]).text).toContain('{"memory":"112Mi"}');
    const said = one(made);
    expect(said.title).toBe('No scaling by memory: container app requests no memory');
    expect(said.text).toContain('{"memory":"128Mi"}');
  });

  it('of one container', () => {
    const only = {
      type: 'ContainerResource',
      containerResource: { name: 'cpu', container: 'app', target: { averageUtilization: 60 } },
    };
    const made = {
      spec: { metrics: [only] },
      status: { conditions: without(MISSING, 'FailedGetContainerResourceMetric') },
    };
    expect(one(made).text).toMatch(/A target of 60%/);
  });

  test.each([
    'forbidden',
    'timeout',
    'failed',
    'not-found',
  ] as const)('starts with a small amount where use is %s', (reason) => {
    expect(one({ status: { conditions } }, undefined, { 'pod-metrics': reason }).text).toContain(
      '{"cpu":"100m"}',
    );
  });

  it('where neither pods nor template can be seen', () => {
    const said = one({ status: { conditions } }, []);
    expect(said.title).toBe('No scaling by cpu: container app requests no cpu');
    expect(said.text).not.toMatch(/patch|not in the pod template/);
    const wordless = one({ status: { conditions: without('missing request for cpu') } }, []);
    expect(wordless.title).toBe('No scaling by cpu');
    const podless = one({ status: { conditions } }, deployed([]));
    expect(patchIn(podless.text)).toMatchObject({ spec: {} });
    expect(podless.reads).toEqual([]);
    const empty = owned({ spec: {} });
    expect(one({ status: { conditions } }, deployed([empty])).text).toContain('{"cpu":"100m"}');
    const nowhere = [...deployed([owned()])].map((one) =>
      (one as { kind: string }).kind === 'Deployment' ? { ...one, spec: {} } : one,
    );
    expect(one({ status: { conditions } }, nowhere).text).not.toMatch(/--type=strategic/);
  });
});

describe('a container that the pods do not have', () => {
  it('is named with those they have', () => {
    const words = 'failed to get cpu container utilization: container ap not found in Pod web-9';
    const conditions = without(words, 'FailedGetContainerResourceMetric');
    const said = one({ status: { conditions } });
    expect(said.title).toBe('No scaling by cpu: pods have no container ap');
    expect(said.text).toMatch(/The pods’ containers: app\.[\s\S]*edit hpa web/);
    expect(one({ status: { conditions } }, []).text).not.toMatch(/The pods’ containers/);
    expect(one({ status: { conditions } }, deployed([owned({ name: 'web-9' })])).text).toMatch(
      /containers: app/,
    );
  });
});

describe('one metric of several', () => {
  const value = { type: 'Resource', resource: { name: 'cpu', current: { averageUtilization: 40 } } };
  const status = { conditions: [ABLE, ACTIVE], currentMetrics: [value, { type: '' }] };
  const spec = { metrics: [CPU, QUEUE] };
  const ABSENT = `${EXTERNAL}the server could not find the requested resource (get queue.external.metrics.k8s.io)`;

  it('can’t be had: the newest event says why', () => {
    const said = one({ spec, status }, [
      ...deployed([owned()]),
      word('FailedGetExternalMetric', ABSENT),
      word('FailedGetScale', 'x'),
    ]);
    expect(said).toMatchObject({ cause: 'metrics-incomplete', verdict: 'unhealthy', confidence: 'certain' });
    expect(said.title).toBe('queue is left out: nothing serves external.metrics.k8s.io');
    expect(said.text).toMatch(/one of 2 metrics/);
    expect(said.reads).toEqual(['events']);
  });

  test.each([
    ['forbidden' as const, undefined],
    [
      undefined,
      [word('FailedGetResourceMetric', `${CPU_WORDS}no metrics returned from resource metrics API`)],
    ],
    [undefined, [{ ...word('x', 'x'), reason: undefined, message: undefined }]],
  ])('can’t be had, and nothing says why: %s', (reason, events = []) => {
    const made = { metadata: { uid: undefined as never }, spec, status };
    const said = one(made, [...deployed([owned()]), ...events], reason ? { events: reason } : {});
    expect(said.title).toBe('queue is left out');
  });

  it('is not measured yet, or never', () => {
    const metrics = [QUEUE, CPU];
    const current = [
      { type: 'External', external: { metric: { name: 'queue' }, current: { averageValue: '1' } } },
      { type: '' },
    ];
    const made = { spec: { metrics }, status: { conditions: [ABLE, ACTIVE], currentMetrics: current } };
    const event = word(
      'FailedGetResourceMetric',
      `${CPU_WORDS}no metrics returned from resource metrics API`,
    );
    const young = owned({ status: { startTime: '2026-01-01T11:59:00Z' } });
    expect(one(made, [...deployed([young]), event])).toMatchObject({
      verdict: 'waiting',
      title: 'cpu is left out yet: no pod of deployment/web is measured',
    });
    expect(one(made, [...deployed([owned()]), event]).verdict).toBe('unhealthy');
  });

  it('is nothing where the status has more than the spec, or a metric has no name', () => {
    expect(why({ spec: { metrics: [CPU] }, status }).told).toEqual([]);
    expect(why({ spec: { metrics: undefined as never }, status }).told).toEqual([]);
    const nameless = { type: 'External', external: {} };
    expect(one({ spec: { metrics: [CPU, nameless] }, status }).title).toBe(
      'a metric without a name is left out',
    );
  });
});
