import { describe, expect, it, test } from 'vitest';
import { autoscaler } from '../../playbooks/autoscaler/index.ts';
import { type Asked, asked, type Withheld } from '../support/asked.ts';
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
} from '../support/autoscaler.ts';
import { workload } from '../support/build.ts';

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

function named(kind: 'Deployment' | 'StatefulSet', name: string): object {
  return workload({ kind, metadata: { name, namespace: 'shop' } });
}

describe('what it is to scale', () => {
  const NOT_FOUND = 'deployments/scale.apps "wep" not found';
  const spec = { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'wep' } };

  it('does not exist, and something is called nearly so', () => {
    const said = one({ spec, status: { conditions: unable(NOT_FOUND) } }, [named('Deployment', 'web')]);
    expect(said).toMatchObject({ cause: 'target-missing', confidence: 'certain', verdict: 'unhealthy' });
    expect(said.title).toBe(
      'It has nothing to scale: Deployment wep does not exist, there is deployment/web',
    );
    expect(said.text).toContain(
      `patch hpa web --type=merge -p '{"spec":{"scaleTargetRef":{"apiVersion":"apps/v1","kind":"Deployment","name":"web"}}}'`,
    );
    expect(said.evidence).toContain('apps/v1 Deployment wep');
    expect(said.reads).toEqual(['workloads', 'workloads']);
  });

  it('does not exist: several are called nearly so, or none', () => {
    const two = [named('Deployment', 'web'), named('Deployment', 'weps')];
    expect(one({ spec, status: { conditions: unable(NOT_FOUND) } }, two).text).toMatch(
      /Others like it in shop: (web, weps|weps, web)\./,
    );
    const none = one({ spec, status: { conditions: unable(NOT_FOUND) } }, [
      named('Deployment', 'mailer'),
      workload({ metadata: {} }),
    ]);
    expect(none.title).toBe('It has nothing to scale: Deployment wep does not exist');
    expect(none.text).toMatch(/edit hpa web/);
    expect(none.text).not.toMatch(/patch/);
  });

  it('exists under another kind', () => {
    const said = one({ spec, status: { conditions: unable(NOT_FOUND) } }, [named('StatefulSet', 'wep')]);
    expect(said.title).toMatch(/there is statefulset\/wep$/);
    expect(said.text).toContain('"kind":"StatefulSet","name":"wep"');
  });

  it('is of a kind of its own: nothing is listed', () => {
    const scaleTargetRef = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name: 'wep' };
    const conditions = unable('rollouts.argoproj.io "wep" not found');
    const said = one({ spec: { scaleTargetRef }, status: { conditions } });
    expect(said.title).toBe('It has nothing to scale: Rollout wep does not exist');
    expect(said.reads).toEqual([]);
  });

  test.each([
    'forbidden',
    'timeout',
    'failed',
    'not-collected',
  ] as const)('is named without near names where they are %s', (reason) => {
    const said = one({ spec, status: { conditions: unable(NOT_FOUND) } }, [], { workloads: reason });
    expect(said.title).toBe('It has nothing to scale: Deployment wep does not exist');
  });

  test.each([
    [
      'Deploymnt',
      'apps/v1',
      'no matches for kind "Deploymnt" in group "apps"',
      'the API has no kind Deploymnt in apps, there is Deployment in apps/v1',
    ],
    [
      'Deployment',
      '',
      'no matches for kind "Deployment" in group ""',
      'the API has no kind Deployment in the core API, there is Deployment in apps/v1',
    ],
    [
      'Deployment',
      'extensions/v1beta1',
      'no matches for kind "Deployment" in version "extensions/v1beta1"',
      'the API has no kind Deployment in extensions/v1beta1, there is Deployment in apps/v1',
    ],
    [
      'Deployment',
      'v1',
      'no matches for /, Kind=Deployment',
      'the API has no kind Deployment in v1, there is Deployment in apps/v1',
    ],
    [
      'Gadget',
      'example.com/v1',
      'no matches for kind "Gadget" in group "example.com"',
      'the API has no kind Gadget in example.com',
    ],
  ])('is of a kind that the API does not have: %s in %j', (kind, apiVersion, words, title) => {
    const scaleTargetRef = { apiVersion, kind, name: 'web' };
    const said = one({ spec: { scaleTargetRef }, status: { conditions: unable(words) } });
    expect(said).toMatchObject({ cause: 'target-missing', title: `It has nothing to scale: ${title}` });
    expect(said.text.includes('"apiVersion":"apps/v1"')).toBe(title.includes('there is'));
  });

  it('has no replicas', () => {
    const scaleTargetRef = { apiVersion: 'apps/v1', kind: 'DaemonSet', name: 'web' };
    const conditions = unable('the server could not find the requested resource');
    const said = one({ spec: { scaleTargetRef }, status: { conditions } });
    expect(said.title).toBe('It has nothing to scale: a DaemonSet can’t be scaled');
    expect(one({ spec: { scaleTargetRef: {} }, status: { conditions } }).title).toMatch(
      /a resource of that kind can’t/,
    );
  });

  it('may not be read or set', () => {
    const words =
      'deployments.apps "web" is forbidden: User "system:serviceaccount:kube-system:horizontal-pod-autoscaler" cannot get resource "deployments/scale" in API group "apps" in the namespace "shop"';
    const read = one({ status: { conditions: unable(words) } });
    expect(read.cause).toBe('scale-refused');
    expect(read.title).toMatch(
      /^The autoscaler can’t read the replicas of deployment\/web: deployments.apps "web" is/,
    );
    expect(read.text).toMatch(/auth can-i update deployments --subresource=scale/);
    const denied = 'admission webhook "policy.example.com" denied the request: no';
    const set = one({
      status: { desiredReplicas: 3, currentReplicas: 2, conditions: unable(denied, 'FailedUpdateScale') },
    });
    expect(set.title).toBe(`The autoscaler can’t set the replicas of deployment/web: ${denied}`);
    expect(set.text).toMatch(/It wants 3 replicas, there are 2\./);
    expect(set.text).not.toMatch(/can-i/);
    const wordless = [{ type: 'AbleToScale', status: 'False', reason: 'FailedGetScale' }];
    expect(one({ spec: { scaleTargetRef: {} }, status: { conditions: wordless } }).cause).toBe(
      'scale-refused',
    );
    expect(
      one({ spec: { scaleTargetRef: undefined as never }, status: { conditions: unable(NOT_FOUND) } }).cause,
    ).toBe('target-missing');
  });
});

describe('how far it may go', () => {
  const used = (averageUtilization: number) => [
    { type: 'Resource', resource: { name: 'cpu', current: { averageUtilization, averageValue: '90m' } } },
  ];
  const limited = [ABLE, ACTIVE, AT_MAXIMUM];

  it('is at its maximum: what its metrics ask for', () => {
    const said = one({
      spec: { metrics: [CPU, QUEUE] },
      status: {
        currentReplicas: 4,
        conditions: limited,
        currentMetrics: [
          ...used(80),
          { type: 'External', external: { metric: { name: 'queue' }, current: { averageValue: '300' } } },
        ],
      },
    });
    expect(said).toMatchObject({ cause: 'at-maximum', confidence: 'certain', verdict: 'unhealthy' });
    expect(said.title).toBe('At the maximum of 4 replicas: queue asks for about 40');
    expect(said.text).toMatch(/queue is 300 a pod, its target is 30 a pod\./);
    expect(said.text).toMatch(/It has been so for 10m/);
    expect(said.text).toContain(`-p '{"spec":{"maxReplicas":40}}'`);
    expect(said.text).not.toMatch(/minReplicas|edit hpa/);
    expect(said.reads).toEqual([]);
  });

  test.each([
    ['in percent', CPU, used(180)[0], '180% of what is requested', 8],
    [
      'of one container',
      {
        type: 'ContainerResource',
        containerResource: { name: 'cpu', container: 'app', target: { averageUtilization: 50 } },
      },
      {
        type: 'ContainerResource',
        containerResource: { name: 'cpu', container: 'app', current: { averageUtilization: 100 } },
      },
      '100% of what is requested',
      6,
    ],
    [
      'of pods',
      { type: 'Pods', pods: { metric: { name: 'cpu' }, target: { averageValue: '500m' } } },
      { type: 'Pods', pods: { metric: { name: 'cpu' }, current: { averageValue: '1500m' } } },
      '1500m a pod',
      9,
    ],
    [
      'of an object',
      { type: 'Object', object: { metric: { name: 'cpu' }, target: { value: '2' } } },
      { type: 'Object', object: { metric: { name: 'cpu' }, current: { value: '5' } } },
      'cpu is 5, its target is 2.',
      8,
    ],
  ])('a metric %s', (_, metric, current, text, wanted) => {
    const status = { currentReplicas: 3, conditions: limited, currentMetrics: [current as never] };
    const said = one({ spec: { metrics: [metric], maxReplicas: 3 }, status });
    expect(said.title).toBe(`At the maximum of 3 replicas: cpu asks for about ${wanted}`);
    expect(said.text).toContain(text);
  });

  test.each([
    ['is not known', []],
    ['is back within its tolerance', used(70)],
    ['has no name', [{ type: 'External', external: { current: { averageValue: '1' } } }]],
    [
      'is of another kind than its target',
      [{ type: 'Resource', resource: { name: 'cpu', current: { averageValue: '1' } } }],
    ],
  ])('the value %s: no number is made up', (_, currentMetrics) => {
    const said = one({ status: { currentReplicas: 4, conditions: limited, currentMetrics } });
    expect(said.title).toBe('At the maximum of 4 replicas');
    expect(said.text).toMatch(/Allow more than 4 replicas/);
    expect(said.text).not.toMatch(/patch/);
  });

  it('a metric without a name, a target of nothing, no spec at all', () => {
    const nameless = { type: 'External', external: { target: { averageValue: '1' } } };
    const current = [{ type: 'External', external: { current: { averageValue: '9' } } }];
    const said = one({
      spec: { metrics: [nameless] },
      status: { currentReplicas: 4, conditions: limited, currentMetrics: current },
    });
    expect(said.title).toMatch(/a metric without a name asks for about 36/);
    const zero = { type: 'External', external: { target: { averageValue: '0' } } };
    expect(
      one({ spec: { metrics: [zero] }, status: { conditions: limited, currentMetrics: current } }).title,
    ).toBe('At the maximum of 4 replicas');
    const bare = {
      kind: 'HorizontalPodAutoscaler',
      metadata: { name: 'web', namespace: 'shop' },
      status: { conditions: limited },
    };
    expect(asked(autoscaler, 'hpa/web', [bare]).told[0]?.title).toBe('At the maximum of 0 replicas');
    const unmetered = {
      ...bare,
      spec: { metrics: [CPU] },
      status: { conditions: limited, currentMetrics: used(700) },
    };
    expect(asked(autoscaler, 'hpa/web', [unmetered]).told[0]?.title).toBe('At the maximum of 0 replicas');
  });

  it('is as wide as one number', () => {
    const spec = { minReplicas: 3, maxReplicas: 3 };
    const closed = one({ spec, status: { conditions: [ABLE, ACTIVE], currentMetrics: used(40) } });
    expect(closed).toMatchObject({ cause: 'range-closed', verdict: 'healthy' });
    expect(closed.title).toMatch(/both 3$/);
    const full = one({
      spec,
      status: { currentReplicas: 3, conditions: limited, currentMetrics: used(140) },
    });
    expect(full.cause).toBe('at-maximum');
    expect(full.text).toMatch(/minReplicas is 3 as well/);
    expect(
      one({
        spec: { minReplicas: undefined as never, maxReplicas: 1 },
        status: { conditions: [ABLE, ACTIVE] },
      }).cause,
    ).toBe('range-closed');
  });
});

describe('what is in order', () => {
  const limit = (status: string, reason: string) => ({
    type: 'ScalingLimited',
    status,
    reason,
    message: 'x',
  });

  test.each([
    ['at its minimum', [ABLE, ACTIVE, limit('True', 'TooFewReplicas')]],
    ['held back by its own policies', [ABLE, ACTIVE, limit('True', 'ScaleUpLimit')]],
    ['within its range', [ABLE, ACTIVE, limit('False', 'DesiredWithinRange')]],
    ['waiting for a calm', [{ ...ABLE, reason: 'ScaleDownStabilized' }, ACTIVE]],
    ['not yet at its metrics', [ABLE]],
  ])('%s', (_, conditions) => {
    const { told, verdict, reads } = why({ status: { conditions } });
    expect([told, verdict, reads]).toEqual([[], 'healthy', []]);
  });

  it('a range that nobody can read', () => {
    const bare = { kind: 'HorizontalPodAutoscaler', metadata: { name: 'web', namespace: 'shop' } };
    expect(asked(autoscaler, 'hpa/web', [{ ...bare, status: { conditions: [ABLE, ACTIVE] } }]).told).toEqual(
      [],
    );
  });

  it('another target is nobody’s', () => {
    const { told, reads } = asked(autoscaler, 'deploy/web', deployed([owned()]));
    expect([told, reads]).toEqual([[], []]);
  });
});

describe('what somebody has switched off or mixed up', () => {
  const ZERO = 'scaling is disabled since the replica count of the target is zero';

  it('what it scales is set to 0', () => {
    const said = one({ spec: { minReplicas: 2 }, status: { conditions: inactive('ScalingDisabled', ZERO) } });
    expect(said).toMatchObject({ cause: 'scaling-disabled', verdict: 'unhealthy' });
    expect(said.text).toMatch(/scale deployment\/web --replicas=2/);
    const unset = { minReplicas: undefined as never };
    expect(one({ spec: unset, status: { conditions: inactive('ScalingDisabled', ZERO) } }).text).toMatch(
      /--replicas=1/,
    );
  });

  it('KEDA has taken it to 0', () => {
    const metadata = { ownerReferences: [{ kind: 'ScaledObject', name: 'web' }] };
    const said = one({ metadata, status: { conditions: inactive('ScalingDisabled', ZERO) } });
    expect(said.title).toBe('Scaled to 0 by ScaledObject web until there is work');
    expect(said.cause).toBe('idle');
    expect(said.verdict).toBe('healthy');
  });

  it('another autoscaler is after the same pods', () => {
    const words = 'pods by selector app=web are controlled by multiple HPAs: [shop/web shop/web-2]';
    const said = one({ status: { conditions: inactive('AmbiguousSelector', words) } });
    expect(said.cause).toBe('selector-ambiguous');
    expect(said.title).toMatch(/none of them scales: web, web-2$/);
    expect(said.text).toMatch(/selector app=web:/);
    const odd = one({ status: { conditions: inactive('AmbiguousSelector', 'ambiguous') } });
    expect(odd.title).toMatch(/none of them scales: web$/);
    expect(
      one({
        status: {
          conditions: [ABLE, { type: 'ScalingActive', status: 'False', reason: 'AmbiguousSelector' }],
        },
      }).cause,
    ).toBe('selector-ambiguous');
  });

  it('what it scales tells no selector', () => {
    const words = "the HPA target's scale is missing a selector";
    const said = one({ status: { conditions: inactive('InvalidSelector', words) } });
    expect(said.title).toBe('deployment/web does not say which pods are its own');
    expect(said.evidence).toContain('missing a selector');
  });

  it('without a reference at all', () => {
    const bare = (reason: string) => ({
      kind: 'HorizontalPodAutoscaler',
      metadata: { name: 'web', namespace: 'shop' },
      status: { conditions: inactive(reason, ZERO) },
    });
    expect(asked(autoscaler, 'hpa/web', [bare('InvalidSelector')]).causes).toEqual(['selector-missing']);
    expect(asked(autoscaler, 'hpa/web', [bare('ScalingDisabled')]).causes).toEqual(['scaling-disabled']);
  });
});

describe('nobody has looked at it', () => {
  it('for long, or only not yet', () => {
    const old = one({ status: { conditions: [] } });
    expect(old).toMatchObject({ cause: 'unattended', verdict: 'unhealthy' });
    expect(old.title).toBe('No controller has looked at the autoscaler yet, 10m after it was made');
    const metadata = { creationTimestamp: '2026-01-01T11:59:40Z' };
    expect(one({ metadata, status: { conditions: [] } }).verdict).toBe('waiting');
    const bare = { kind: 'HorizontalPodAutoscaler', metadata: { name: 'web', namespace: 'shop' } };
    expect(asked(autoscaler, 'hpa/web', [bare]).verdict).toBe('unhealthy');
  });
});
