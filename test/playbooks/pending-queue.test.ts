import { describe, expect, it } from 'vitest';
import { pending } from '../../playbooks/pending/index.ts';
import { judge } from '../../src/diagnosis/judge.ts';
import { NOW } from '../support/build.ts';
import {
  asking,
  causesOf,
  eventOf,
  nodeOf,
  paramsOf,
  placed,
  textOf,
  unplaced,
  why,
} from '../support/pending.ts';

const SHORT =
  '0/1 nodes are available: 1 Insufficient cpu. preemption: 0/1 nodes are available: 1 No preemption victims found for incoming pod.';

describe('a pod that is not looked at', () => {
  it('is held by its gates', () => {
    const spec = { schedulingGates: [{ name: 'example.com/quota' }] };
    const diagnosis = why([
      unplaced({ spec, says: 'Scheduling is blocked due to non-empty scheduling gates' }),
    ]);
    expect(causesOf(diagnosis)).toEqual(['scheduling-gated']);
    expect(paramsOf(diagnosis)).toMatchObject({ gates: ['example.com/quota'], since: '60m' });
    expect(causesOf(why([unplaced({ spec })]))).toEqual(['scheduling-gated']);
  });

  it('asks for a scheduler that does not answer', () => {
    const custom = (created: string) => why([unplaced({ spec: { schedulerName: 'volcano' }, created })]);
    const diagnosis = custom('2026-01-01T11:59:40Z');
    expect(causesOf(diagnosis)).toEqual(['scheduler-missing']);
    expect(paramsOf(diagnosis)).toMatchObject({ schedulerName: 'volcano', custom: 'volcano', since: '20s' });
    expect(causesOf(custom('2026-01-01T11:59:55Z'))).toEqual([]);
    const standard = why([unplaced({})]);
    expect(paramsOf(standard)).toMatchObject({ default: 'default-scheduler', patch: undefined });
    expect(why([unplaced({})], ['events']).findings[0]?.confidence).toBe('likely');
    expect(causesOf(why([unplaced({ created: '' })]))).toEqual([]);
    expect(causesOf(why([unplaced({}), eventOf('Something', 'else')]))).toEqual([]);
  });

  it('has no owner whose template could be patched, or a CronJob’s', () => {
    const spec = { schedulerName: 'volcano' };
    const bare = why([unplaced({ spec, owner: { kind: '', name: '' } })]);
    expect(paramsOf(bare).patch).toBeUndefined();
    const cron = why([unplaced({ spec, owner: { kind: 'Job', name: 'report-29000000' } })]);
    expect(paramsOf(cron).patch).toContain('{"spec":{"jobTemplate":{"spec":{"template"');
  });
});

describe('a pod that is not this playbook’s', () => {
  it.each([
    ['on a node', placed('web-1', 'a')],
    ['finished', unplaced({ status: { phase: 'Failed' } })],
    ['being deleted', unplaced({ deletionTimestamp: '2026-01-01T12:00:30Z' })],
  ])('%s', (_, pod) => {
    expect(causesOf(why([pod]))).toEqual([]);
  });

  it('or is nothing but a name', () => {
    expect(() => why([{ kind: 'Pod', metadata: { name: 'web-1', namespace: 'shop' } }])).not.toThrow();
  });
});

describe('what the scheduler says', () => {
  it('is taken from the newest event where there is no condition', () => {
    const old = eventOf('FailedScheduling', '0/1 nodes are available: 1 Too many pods.', {
      eventTime: '2026-01-01T11:00:00Z',
    });
    const objects = [unplaced({}), old, eventOf('FailedScheduling', SHORT)];
    const diagnosis = why(objects, ['nodes']);
    expect(causesOf(diagnosis)).toEqual(['insufficient-resource']);
    expect(diagnosis.findings[0]?.evidence[0]).toMatchObject({ kind: 'event', message: SHORT });
    expect(causesOf(why([unplaced({}), eventOf('FailedScheduling', '')], ['nodes']))).toEqual([]);
  });

  it('may be an error of its own', () => {
    const failed = unplaced({ says: 'running Permit plugin: context canceled', reason: 'SchedulerError' });
    expect(causesOf(why([failed]))).toEqual(['scheduler-error']);
    const made = { says: 'the object has been modified', reason: 'SchedulerError' };
    expect(causesOf(why([unplaced({ ...made, created: '2026-01-01T11:59:50Z' })]))).toEqual([]);
    expect(causesOf(why([unplaced({ ...made, created: '' })]))).toEqual(['scheduler-error']);
  });

  it.each([
    [
      'waiting for pods\'s pod group "ring" to appear in scheduling queue',
      'pod-group-incomplete',
      { group: 'ring' },
    ],
    ["node(s) didn't match Pod's required features", 'node-feature-missing', {}],
    ["node(s) didn't satisfy plugin(s) [Foo]", 'plugin-rejected', { plugin: 'Foo' }],
    [
      'request r: device class "gpu.example.com" does not exist',
      'device-claim-unavailable',
      { deviceClass: 'gpu.example.com' },
    ],
    ['cannot allocate all claims', 'device-claim-unavailable', { claims: ['of-template', 'named', 'own'] }],
  ])('%s', (text, cause, params) => {
    const resourceClaims = [
      { name: 'a', resourceClaimTemplateName: 'of-template' },
      { name: 'b', resourceClaimName: 'named' },
      { name: 'own' },
    ];
    const pod = unplaced({ says: text, spec: { resourceClaims } });
    expect(causesOf(why([pod]))).toEqual([cause]);
    expect(paramsOf(why([pod]))).toMatchObject(params);
  });

  it('names devices without claims, and a text that is new', () => {
    expect(paramsOf(why([unplaced({ says: 'cannot allocate all claims' })]))).toMatchObject({
      claims: 'of the pod',
    });
    const news = unplaced({ says: 'no nodes available to schedule pods' });
    expect(causesOf(why([news]))).toEqual(['plugin-rejected']);
  });
});

describe('preemption', () => {
  const nominated = { nominatedNodeName: 'a' };
  const victim = placed('victim', 'a', { deletionTimestamp: '2026-01-01T12:00:20Z' });

  it('makes the pod wait for those that leave', () => {
    const diagnosis = why([unplaced({ says: SHORT, status: nominated }), victim, placed('stays', 'a')]);
    expect(causesOf(diagnosis)).toEqual(['preemption-waiting']);
    expect(paramsOf(diagnosis)).toMatchObject({ node: 'a', victims: ['victim'], remaining: '20s' });
    expect(diagnosis.verdict).toBe('waiting');
  });

  it('is told without them', () => {
    const pod = unplaced({ status: nominated });
    expect(paramsOf(why([pod], ['node-pods']))).toMatchObject({
      node: 'a',
      victims: [],
      remaining: undefined,
    });
    const late = placed('late', 'a', { deletionTimestamp: '2026-01-01T11:59:20Z' });
    expect(paramsOf(why([pod, late])).remaining).toBeUndefined();
    const nameless = {
      kind: 'Pod',
      metadata: { deletionTimestamp: NOW },
      spec: { nodeName: 'a' },
      status: {},
    };
    expect(paramsOf(why([pod, nameless])).victims).toEqual(['']);
  });

  it('took the place of the pod that this one replaces', () => {
    const condition = {
      type: 'DisruptionTarget',
      status: 'True',
      reason: 'PreemptionByScheduler',
      message: 'default-scheduler: preempting',
    };
    const spec = { nodeName: 'a' };
    const sibling = unplaced({ name: 'web-0', spec, status: { phase: 'Failed', conditions: [condition] } });
    const other = unplaced({ name: 'web-2', spec });
    const snapshot = {
      target: { kind: 'Deployment', namespace: 'shop', name: 'web' },
      takenAt: NOW,
      workload: { kind: 'Deployment', metadata: { name: 'web' }, spec: { replicas: 3 } },
      pods: [unplaced({ says: SHORT }), other, sibling],
    };
    const important = placed('important', 'a', { spec: { priority: 1000 } });
    const system = placed('kube-proxy', 'a', { spec: { priority: 2_000_001_000 } });
    const plain = placed('plain', 'a');
    const facts = new Map([
      [
        '[["node","a"],["section","node-pods"]]',
        { status: 'ok' as const, value: [important, system, plain] },
      ],
    ]);
    const found = (pods: typeof snapshot.pods, read = facts) =>
      judge({ ...snapshot, pods, facts: read }, [pending]).diagnosis.findings.find(
        (one) => one.cause === 'priority-preempted',
      );
    expect(found(snapshot.pods)?.params).toMatchObject({
      victim: 'web-0',
      node: 'a',
      preemptors: ['shop/important (1000)'],
    });
    expect(found(snapshot.pods, new Map())?.params.preemptors).toEqual([]);
    const silent = { ...condition, message: '' };
    const gone = unplaced({ name: 'web-0', status: { phase: 'Failed', conditions: [silent] } });
    expect(found([unplaced({ says: SHORT }), gone])?.params.preemptors).toBeUndefined();
    expect(found([unplaced({ says: SHORT }), other])).toBeUndefined();
  });
});

describe('the autoscaler', () => {
  const pod = unplaced({ says: SHORT, spec: asking({ cpu: '3' }) });
  const holder = placed('x', 'a', { spec: asking({ cpu: '2' }) });
  const objects = [pod, nodeOf('a'), holder];

  it('brings a node', () => {
    const event = eventOf('TriggeredScaleUp', 'pod triggered scale-up: [{workers 3->4 (max: 10)}]', {
      type: 'Normal',
    });
    const diagnosis = why([...objects, event]);
    expect(causesOf(diagnosis)).toEqual(['autoscaler-coming']);
    expect(paramsOf(diagnosis)).toMatchObject({
      groups: ['workers'],
      since: '60s',
      because: ['1 Insufficient cpu'],
    });
    expect(diagnosis.verdict).toBe('waiting');
  });

  it('brings a node for a pod refused before nodes were looked at', () => {
    const event = eventOf('TriggeredScaleUp', 'pod triggered scale-up: []', { type: 'Normal' });
    const diagnosis = why([unplaced({ says: 'no nodes available to schedule pods' }), event]);
    expect(paramsOf(diagnosis).because).toEqual(['no nodes available to schedule pods']);
  });

  it('brings one in Karpenter’s words', () => {
    const message = 'Pod should schedule on: nodeclaim/default-x7';
    expect(causesOf(why([...objects, eventOf('Nominated', message)]))).toEqual(['autoscaler-coming']);
    const named = eventOf('Nominated', '', { source: { component: 'karpenter' } });
    expect(causesOf(why([...objects, named]))).toEqual(['autoscaler-coming']);
    const silent = eventOf('Nominated', '', { reportingComponent: 'karpenter', message: undefined });
    expect(causesOf(why([unplaced({}), silent]))).toEqual(['autoscaler-coming']);
    expect(causesOf(why([...objects, eventOf('Nominated', 'elsewhere')]))).toEqual(['insufficient-resource']);
  });

  it('brought none in time', () => {
    const old = { eventTime: '2026-01-01T11:00:00Z' };
    const event = eventOf('TriggeredScaleUp', 'pod triggered scale-up: []', old);
    expect(causesOf(why([...objects, event]))).toEqual(['insufficient-resource']);
    const timeless = eventOf('TriggeredScaleUp', 'x', { eventTime: null });
    expect(causesOf(why([...objects, timeless]))).toEqual(['insufficient-resource']);
  });

  it('refuses: its limit is the cause, a pod that fits no group follows', () => {
    const refusal = (text: string) => eventOf('NotTriggerScaleUp', `pod didn't trigger scale-up: ${text}`);
    const limit = why([...objects, refusal('2 max node group size reached')]);
    expect(causesOf(limit)).toEqual(['autoscaler-refused', 'insufficient-resource']);
    expect(paramsOf(limit)).toMatchObject({ reasons: ['2 max node group size reached'] });
    const unfit = why([...objects, refusal('1 Insufficient cpu')]);
    expect(causesOf(unfit)).toEqual(['insufficient-resource', 'autoscaler-refused']);
    const [, second] = unfit.findings;
    expect(second && textOf(second)).toContain(
      'No node that it could add would do for what the pod asks for.',
    );
    expect(paramsOf(why([...objects, refusal('')]), 1).reasons).toBe("pod didn't trigger scale-up: ");
    const bare = why([...objects, eventOf('NotTriggerScaleUp', 'in backoff')]);
    expect(paramsOf(bare)).toMatchObject({ reasons: ['in backoff'] });
    expect(causesOf(why([...objects, eventOf('NotTriggerScaleUp', '')]))).toEqual(['insufficient-resource']);
  });

  it('is Karpenter, which writes FailedScheduling as the scheduler does', () => {
    const refusal = (text: string) =>
      eventOf('FailedScheduling', `Failed to schedule pod, ${text}`, { source: { component: 'karpenter' } });
    const limit = why([
      ...objects,
      refusal('all available instance types exceed limits for nodepool: "default"'),
    ]);
    expect(causesOf(limit)).toEqual(['autoscaler-refused', 'insufficient-resource']);
    const [first] = limit.findings;
    const said = first ? textOf(first) : '';
    expect(said).toContain('Karpenter adds no node: all available instance types exceed limits');
    expect(said).toContain('kubectl get nodepools');
    expect(said).not.toContain('cluster-autoscaler-status');
    const unfit = why([...objects, refusal('incompatible with nodepool "default"')]);
    expect(causesOf(unfit)).toEqual(['insufficient-resource', 'autoscaler-refused']);
    // Its words are not the scheduler's.
    const silent = unplaced({ spec: asking({ cpu: '3' }) });
    expect(causesOf(why([silent, refusal('incompatible with nodepool "default"')]))).toEqual([]);
  });
});
