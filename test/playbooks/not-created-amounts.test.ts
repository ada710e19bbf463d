import { describe, expect, it } from 'vitest';
import type { Container } from '../../src/diagnosis/objects/container.ts';
import type { ResourceQuota } from '../../src/diagnosis/objects/scaling.ts';
import type { LimitRange } from '../../src/diagnosis/objects/workload.ts';
import {
  type Answer,
  FORBIDDEN,
  failed,
  type Made,
  type MadeWorkload,
  patchIn,
  refused,
  replicaSet,
  running,
  why,
  workload,
} from './not-created-made.ts';

function quota(
  hard: Record<string, string>,
  used: Record<string, string>,
  spec: ResourceQuota['spec'] = {},
): Made {
  return {
    kind: 'ResourceQuota',
    metadata: { name: 'team', namespace: 'shop' },
    spec: { hard, ...spec },
    status: { hard, used },
  } as Made;
}

const asking = (requests: Record<string, string>, limits?: Record<string, string>): Container => ({
  name: 'app',
  image: 'shop/web:1',
  resources: { requests, ...(limits ? { limits } : {}) },
});

const of = (...containers: readonly Container[]): MadeWorkload => ({ template: { containers } });

const CPU = `${FORBIDDEN}exceeded quota: team, requested: requests.cpu=2, used: requests.cpu=1, limited: requests.cpu=4`;
const SHORT = `${FORBIDDEN}exceeded quota: team, requested: requests.cpu=2, used: requests.cpu=3, limited: requests.cpu=4`;

const pods = (...names: readonly string[]) =>
  names.map((name) => running(name, { spec: { containers: [asking({ cpu: '1' })] } }));

/** Where the quota itself may not be read, its words are all there is. */
const UNREAD = { forbidden: ['resource-quotas'] } as const;

function only(answer: Answer): NonNullable<Answer['first']> {
  expect(answer.causes).toHaveLength(1);
  return answer.first as NonNullable<Answer['first']>;
}

describe('a quota without room', () => {
  it('is short by a number, is used by somebody, and would have to be larger by as much', () => {
    const others = ['a', 'b', 'c'].map((name) =>
      running(name, {
        metadata: { ownerReferences: [{ kind: 'StatefulSet', name: 'db', controller: true }] },
        spec: { containers: [asking({ cpu: '1' })] },
      }),
    );
    const bare = running('once', {
      metadata: { ownerReferences: [] },
      spec: { containers: [asking({ memory: '1Gi' })] },
    });
    const answer = why([
      ...refused(SHORT, of(asking({ cpu: '2' }))),
      quota({ 'requests.cpu': '4' }, { 'requests.cpu': '3' }),
      ...others,
      bare,
    ]);
    const first = only(answer);
    expect(first).toMatchObject({ cause: 'quota-exceeded', severity: 'critical', confidence: 'certain' });
    expect(first.title).toBe(
      'ResourceQuota team has no room for a pod: requests.cpu is 1 short (2 requested, 3 of 4 used)',
    );
    expect(first.says).toContain('Left of requests.cpu: 1.');
    expect(first.says).toContain('Most of it is taken by statefulset/db 3 (3 pods).');
    expect(answer.text).toMatch(/requests.cpu 3 of 4/);
    // Three pods are missing: a third of what is left for each.
    expect(patchIn(answer, 'patch deployment/web')).toEqual({
      spec: {
        template: { spec: { containers: [{ name: 'app', resources: { requests: { cpu: '333m' } } }] } },
      },
    });
    expect(patchIn(answer, 'patch resourcequota team')).toEqual({ spec: { hard: { 'requests.cpu': '9' } } });
    expect(answer.diagnosis.verdict).toBe('unhealthy');
  });

  it('has some pods in: the others are refused', () => {
    const answer = why([
      ...refused(SHORT, of(asking({ cpu: '2' }))),
      ...pods('web-1'),
      quota({ 'requests.cpu': '4' }, { 'requests.cpu': '3' }),
    ]);
    expect(answer.first?.title).toMatch(/no room for another pod/);
    expect(answer.first?.says).toContain('1 of 3 pods are there and stay; the others are refused.');
    expect(answer.text).toMatch(/scale deployment\/web --replicas=1/);
    expect(answer.text).not.toMatch(/rollout restart/);
  });

  it('has all wanted pods and not the one more of a rollout', () => {
    const objects = [
      ...refused(SHORT, of(asking({ cpu: '1' }))),
      ...pods('web-1', 'web-2', 'web-3'),
      quota({ 'requests.cpu': '4' }, { 'requests.cpu': '3' }),
    ];
    const answer = why(objects);
    expect(answer.first?.says).toContain(
      'What is wanted is there, of an earlier template (3 pods): it is the new one’s pods that are refused.',
    );
    expect(patchIn(answer, '--type=merge')).toEqual({
      spec: { strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } } },
    });
    const recreating = refused(SHORT, { spec: { replicas: 1, strategy: { type: 'Recreate' } } });
    expect(why([...recreating, ...pods('web-1')]).text).not.toMatch(/maxSurge/);
  });

  it('of several resources names each, and cuts each', () => {
    const words = `${FORBIDDEN}exceeded quota: team, requested: limits.memory=2Gi,requests.cpu=2, used: limits.memory=3Gi,requests.cpu=2500m, limited: limits.memory=4Gi,requests.cpu=4`;
    const app = asking({ cpu: '1', memory: '1Gi' }, { memory: '1Gi' });
    const large = { ...asking({ cpu: '1', memory: '1Gi' }, { memory: '1Gi' }), name: 'proxy' };
    const answer = why(refused(words, { ...of(app, large), spec: { replicas: 1 } }), UNREAD);
    expect(answer.first?.title).toMatch(/limits.memory is 1Gi short \(2Gi requested, 3Gi of 4Gi used\)/);
    expect(answer.first?.says).toContain(
      'Also short: requests.cpu is 500m short (2 requested, 2500m of 4 used).',
    );
    expect(patchIn(answer, 'patch deployment/web')).toBeNull();
    const uneven = [
      app,
      { ...large, resources: { requests: { cpu: '1200m', memory: '3Gi' }, limits: { memory: '3Gi' } } },
    ];
    expect(
      patchIn(
        why(refused(words, { ...of(...uneven), spec: { replicas: 1 } }), UNREAD),
        'patch deployment/web',
      ),
    ).toEqual({
      spec: {
        template: {
          spec: {
            containers: [
              {
                name: 'proxy',
                resources: { limits: { memory: '2Gi' }, requests: { memory: '2Gi', cpu: '700m' } },
              },
            ],
          },
        },
      },
    });
  });

  it('could never hold one pod', () => {
    const words = `${FORBIDDEN}exceeded quota: team, requested: requests.cpu=2, used: requests.cpu=0, limited: requests.cpu=1`;
    const answer = why(refused(words, of(asking({ cpu: '2' }))));
    expect(answer.text).toMatch(
      /One pod alone asks for more than the whole quota allows: requests.cpu=2, of 1/,
    );
    expect(answer.asked).not.toContain('namespace-pods');
  });

  it('counts pods, those that have finished where it counts objects', () => {
    const words = (resource: string) =>
      `${FORBIDDEN}exceeded quota: team, requested: ${resource}=1, used: ${resource}=3, limited: ${resource}=3`;
    const ended = ['a', 'b'].map((name) =>
      running(name, {
        metadata: { ownerReferences: [{ kind: 'Job', name: 'once', controller: true }] },
        status: { phase: 'Succeeded' },
      }),
    );
    const objects = (resource: string) => [...refused(words(resource)), ...pods('web-1'), ...ended];
    const counted = why(objects('count/pods'), UNREAD);
    expect(counted.first?.says).toContain('Most of it is taken by job/once 2, deployment/web 1.');
    expect(counted.first?.says).toContain(
      '2 of the pods that are counted have finished: as objects they still count.',
    );
    expect(counted.text).toMatch(/"count\/pods":"5"/);
    const running_ = why(objects('pods'), UNREAD);
    expect(running_.first?.says).toContain('Most of it is taken by deployment/web 1.');
    expect(patchIn(running_, 'patch deployment/web')).toBeNull();
  });

  it('counts limits, devices and only some pods', () => {
    const words = (resource: string, unit = '') =>
      `${FORBIDDEN}exceeded quota: team, requested: ${resource}=1${unit}, used: ${resource}=3${unit}, limited: ${resource}=3${unit}`;
    const limited = running('db', {
      metadata: { ownerReferences: [] },
      spec: {
        initContainers: [{ name: 'side', restartPolicy: 'Always', resources: { limits: { memory: '1Gi' } } }],
        containers: [{ name: 'app', resources: { limits: { memory: '2Gi' } } }, { name: 'bare' }],
      },
    });
    const byLimits = why([...refused(words('limits.memory', 'Gi')), limited], UNREAD);
    expect(byLimits.first?.says).toContain('Most of it is taken by pod/db 3Gi (1 pod).');
    expect(why([...refused(words('limits.memory', 'Gi')), limited, named('Pod')], UNREAD).text).toMatch(
      /pod\/db 3Gi/,
    );
    const devices = why([...refused(words('requests.nvidia.com/gpu')), limited], UNREAD);
    expect(devices.first?.title).toMatch(/requests.nvidia.com\/gpu is 1 short/);
    expect(devices.text).not.toMatch(/taken by/);
    expect(why([...refused(words('count/services')), limited]).asked).not.toContain('namespace-pods');
    const scoped = quota(
      { pods: '3' },
      { pods: '3' },
      {
        scopes: ['NotTerminating'],
        scopeSelector: {
          matchExpressions: [
            { scopeName: 'PriorityClass', operator: 'In', values: ['high', 'low'] },
            { scopeName: 'BestEffort', operator: 'Exists' },
          ],
        },
      },
    );
    const some = why([...refused(words('pods')), limited, scoped]);
    expect(some.first?.says).toContain(
      'It counts only some pods: NotTerminating; PriorityClass In high, low; BestEffort Exists.',
    );
    expect(some.text).not.toMatch(/taken by/);
  });

  it('leaves what is there as it is, where kubectl can set the number', () => {
    const words = `${FORBIDDEN}exceeded quota: team, requested: pods=1, used: pods=3, limited: pods=3`;
    const deployed = why([...refused(words), running('a')], UNREAD);
    expect(deployed.text).toMatch(/make do with the 1 that are there/);
    expect(deployed.text).toMatch(/scale deployment\/web --replicas=1/);
    const owner = [{ kind: 'DaemonSet', name: 'web', uid: 'web-uid', controller: true }];
    const agents = [
      workload({ kind: 'DaemonSet', status: { desiredNumberScheduled: 3 } }),
      running('a', { metadata: { ownerReferences: owner } }),
      failed(`Error creating: ${words}`, 'DaemonSet'),
    ];
    const onNodes = why(agents, { ...UNREAD, target: 'ds/web' });
    expect(onNodes.causes).toEqual(['quota-exceeded']);
    expect(onNodes.text).not.toMatch(/kubectl .* scale /);
  });

  it('has room by now, is gone, or no longer counts it: it resolves by itself', () => {
    const roomy = [
      quota({ 'requests.cpu': '8' }, { 'requests.cpu': '3' }),
      quota({ 'requests.cpu': '8' }, {}),
      quota({ pods: '3' }, { pods: '3' }),
      { kind: 'ResourceQuota', metadata: { name: 'other', namespace: 'shop' } },
    ];
    for (const one of roomy) {
      const { first, diagnosis } = why([...refused(SHORT), one]);
      expect(first?.title).toMatch(/^ResourceQuota team had no room/);
      expect(first?.says[0]).toBe('There is room by now: the controller tries again by itself.');
      expect(first?.says.join(' ')).not.toMatch(/Left of/);
      expect(first?.remedies.map(({ text }) => text)).toEqual(['Or free some of it: see who has what.']);
      expect(diagnosis.verdict).toBe('waiting');
    }
  });

  it('is judged by the message alone where nothing else may be read', () => {
    const answer = why([...refused(SHORT), quota({ 'requests.cpu': '8' }, {})], {
      forbidden: ['resource-quotas', 'namespace-pods', 'events', 'replica-sets'],
    });
    expect(answer.first?.title).toMatch(/requests.cpu is 1 short/);
    expect(answer.diagnosis).toMatchObject({ verdict: 'unhealthy' });
    expect(answer.diagnosis.gaps.map(({ section }) => section)).toEqual(
      expect.arrayContaining(['resource-quotas', 'namespace-pods']),
    );
  });

  it('in words that were cut is named without numbers, or with those of the quota', () => {
    const cut = refused(`${FORBIDDEN}exceeded quota: team, requested: requests.cpu=2, used: req`);
    const { first } = why(cut, UNREAD);
    expect(first?.title).toBe('ResourceQuota team has no room for a pod');
    expect(first?.remedies).toHaveLength(1);
    const answer = why([...cut, quota({ 'requests.cpu': '4' }, { 'requests.cpu': '3' })]);
    expect(answer.first?.title).toMatch(/1 short \(2 requested, 3 of 4 used\)/);
    expect(why([...cut, quota({ pods: '4' }, {})]).diagnosis.verdict).toBe('unhealthy');
  });

  it('leaves no container with next to nothing', () => {
    const tiny = `${FORBIDDEN}exceeded quota: team, requested: requests.memory=1Gi, used: requests.memory=1000Mi, limited: requests.memory=1Gi`;
    expect(patchIn(why(refused(tiny, of(asking({ memory: '1Gi' })))), 'patch deployment')).toBeNull();
    const few = `${FORBIDDEN}exceeded quota: team, requested: requests.memory=2Mi, used: requests.memory=1Mi, limited: requests.memory=2Mi`;
    expect(patchIn(why(refused(few, of(asking({ memory: '2Mi' })))), 'patch deployment')).toBeNull();
    expect(patchIn(why(refused(CPU, { template: {} as never })), 'patch deployment')).toBeNull();
    expect(patchIn(why(refused(SHORT, { template: { containers: [] } })), 'patch deployment')).toBeNull();
    const [deployment, ...rest] = refused(SHORT) as [Made & { spec: object }, ...Made[]];
    const bare = [
      { ...deployment, spec: { replicas: 3, selector: { matchLabels: { app: 'web' } } } },
      ...rest,
    ];
    expect(patchIn(why(bare, UNREAD), 'patch deployment')).toBeNull();
    const byLimit = `${FORBIDDEN}exceeded quota: team, requested: cpu=2, used: cpu=3, limited: cpu=4`;
    const lowered = why(refused(byLimit, { ...of(asking({}, { cpu: '2' })), spec: { replicas: 1 } }), UNREAD);
    expect(patchIn(lowered, 'patch deployment')).toMatchObject({
      spec: { template: { spec: { containers: [{ resources: { requests: { cpu: '1' } } }] } } },
    });
  });

  it('of storage concerns a StatefulSet’s claims', () => {
    const words =
      'create Claim data-web-0 Pod web-0 in StatefulSet web failed error: persistentvolumeclaims "data-web-0" is forbidden: exceeded quota: team, requested: requests.storage=10Gi, used: requests.storage=45Gi, limited: requests.storage=50Gi';
    const answer = why([workload({ kind: 'StatefulSet' }), failed(words, 'StatefulSet')], {
      target: 'sts/web',
      ...UNREAD,
    });
    expect(answer.first?.title).toBe(
      'ResourceQuota team has no room for claim data-web-0: requests.storage is 5Gi short (10Gi requested, 45Gi of 50Gi used)',
    );
    expect(answer.text).toMatch(/delete statefulset web --cascade=orphan/);
    expect(answer.asked).not.toContain('namespace-pods');
  });

  it('of ReplicaSets keeps a Deployment from making one', () => {
    const message =
      'Failed to create new replica set "web-5d": replicasets.apps "web-5d" is forbidden: exceeded quota: team, requested: count/replicasets.apps=1, used: count/replicasets.apps=9, limited: count/replicasets.apps=9';
    const condition = { type: 'Progressing', status: 'False', reason: 'ReplicaSetCreateError', message };
    const answer = why([workload({ status: { conditions: [condition] } })]);
    expect(answer.first?.title).toMatch(/no room for ReplicaSet web-5d: count\/replicasets.apps is 1 short/);
  });
});

describe('a quota that wants something said', () => {
  const words = (what: string) => `${FORBIDDEN}failed quota: team: must specify ${what}`;

  it('names the containers and the fields, with a patch and a LimitRange', () => {
    const objects = refused(words('limits.memory for: app; requests.cpu for: app,wait'), {
      template: { containers: [asking({ memory: '256Mi' })], initContainers: [{ name: 'wait' }] },
    });
    const answer = why(objects);
    expect(only(answer)).toMatchObject({
      cause: 'quota-needs-limits',
      title:
        'ResourceQuota team takes only pods that set limits.memory, requests.cpu: containers app, wait do not',
    });
    expect(answer.first?.says).toContain(
      'To be set: app: limits.memory and requests.cpu, wait: requests.cpu.',
    );
    expect(patchIn(answer, 'patch deployment/web')).toEqual({
      spec: {
        template: {
          spec: {
            containers: [
              { name: 'app', resources: { requests: { cpu: '100m' }, limits: { memory: '256Mi' } } },
            ],
            initContainers: [{ name: 'wait', resources: { requests: { cpu: '100m' } } }],
          },
        },
      },
    });
    expect(answer.text).toMatch(/"default":\{"memory":"256Mi"\},"defaultRequest":\{"cpu":"100m"\}/);
  });

  it('in the words of an old API server is worked out from the template', () => {
    const template = {
      containers: [
        asking({ cpu: '1' }),
        { name: 'proxy', resources: { limits: { cpu: '200m', memory: '1Gi' } } },
        { name: 'bare' },
      ],
    };
    const answer = why(refused(words('cpu,limits.memory,requests.foo'), { template }));
    expect(answer.first?.title).toMatch(/containers bare, app, proxy do not$/);
    expect(answer.first?.says).toContain(
      'To be set: bare: requests.cpu and limits.memory and requests.foo, app: limits.memory and requests.foo, proxy: requests.foo.',
    );
  });

  it('suggests no more than it has', () => {
    const objects = (used: string) => [
      ...refused(words('limits.cpu for: app; requests.memory for: app'), {
        template: { containers: [asking({ cpu: '50m' })] },
      }),
      quota({ 'limits.cpu': '1', 'requests.memory': '192Mi' }, { 'requests.memory': used }),
    ];
    expect(why(objects('0')).text).toMatch(/start from limits.cpu=50m, requests.memory=64Mi/);
    expect(why(objects('192Mi')).text).toMatch(/requests.memory=128Mi/);
    const scarce = [
      ...refused(words('limits.cpu for: app'), { template: { containers: [asking({ cpu: '2' })] } }),
      quota({ 'limits.cpu': '1' }, {}),
    ];
    expect(why(scarce).text).toMatch(/limits.cpu=2/);
    expect(why(objects('0'), { forbidden: ['resource-quotas'] }).text).toMatch(/requests.memory=128Mi/);
  });

  it('of one container says so; of none that is known it has no patch', () => {
    expect(why(refused(words('requests.cpu for: app'))).first?.title).toMatch(/: container app does not$/);
    const { first } = why(refused(words('requests.cpu for: injected')));
    expect(first?.title).toBe('ResourceQuota team takes only pods that set requests.cpu: ');
    expect(first?.remedies).toEqual([]);
  });
});

describe('a quota that is not there', () => {
  it('must be made for the priority class', () => {
    const words = 'insufficient quota to match these scopes: [{PriorityClass In [system-node-critical]}]';
    const answer = why(
      refused(words, {
        template: { containers: [{ name: 'app' }], priorityClassName: 'system-node-critical' },
      }),
    );
    expect(only(answer)).toMatchObject({
      cause: 'quota-missing',
      title:
        'Namespace shop has no ResourceQuota that covers priority class system-node-critical, without which the cluster admits no such pods',
    });
    expect(answer.text).toMatch(
      /"scopeName":"PriorityClass","operator":"In","values":\["system-node-critical"\]/,
    );
    expect(patchIn(answer, 'patch deployment/web')).toMatchObject({
      spec: { template: { spec: { priorityClassName: null } } },
    });
  });

  it('or for what the scopes say', () => {
    expect(
      why(refused('insufficient quota to match these scopes: [{PriorityClass Exists []}]')).first?.title,
    ).toMatch(/covers \{PriorityClass Exists \[\]\},/);
    expect(
      why(refused('insufficient quota to match these scopes: [{BestEffort Exists []}]')).first?.title,
    ).toMatch(/BestEffort/);
    expect(why(refused(`${FORBIDDEN}insufficient quota to consume: requests.cpu`)).first?.title).toMatch(
      /covers requests.cpu,/,
    );
  });
});

function named(kind: string): Made {
  return { kind, metadata: { name: 'bare', namespace: 'shop' } } as Made;
}

type Item = NonNullable<NonNullable<LimitRange['spec']>['limits']>[number];

function range(...limits: readonly Item[]): Made {
  return { kind: 'LimitRange', metadata: { name: 'bounds', namespace: 'shop' }, spec: { limits } } as Made;
}

describe('a LimitRange', () => {
  const says = (words: string) => FORBIDDEN + words;
  const LOW = says('minimum cpu usage per Container is 100m, but request is 20m');
  const min = range({ type: 'Container', min: { cpu: '0.1' } });

  it('is found by its bound, with the container that breaks it', () => {
    const template = {
      containers: [asking({ cpu: '20m' }, { cpu: '50m' }), { ...asking({ cpu: '200m' }), name: 'proxy' }],
    };
    const answer = why([...refused(LOW, { template }), range({ type: 'Pod', min: { cpu: '100m' } }), min]);
    expect(only(answer)).toMatchObject({ cause: 'limit-range-violated', confidence: 'certain' });
    expect(answer.first?.title).toBe(
      'LimitRange bounds refuses the pods: cpu of container app is below its minimum of 100m (request 20m)',
    );
    expect(answer.text).toMatch(/limitrange\/bounds/);
    expect(patchIn(answer, 'patch deployment/web')).toEqual({
      spec: {
        template: {
          spec: {
            containers: [{ name: 'app', resources: { requests: { cpu: '100m' }, limits: { cpu: '100m' } } }],
          },
        },
      },
    });
  });

  it.each([
    [
      'maximum memory usage per Container is 1Gi, but limit is 2Gi',
      { max: { memory: '1Gi' } },
      asking({ memory: '2Gi' }, { memory: '2Gi' }),
      { limits: { memory: '1Gi' }, requests: { memory: '1Gi' } },
    ],
    [
      'maximum memory usage per Container is 1Gi, but request is 2Gi',
      { max: { memory: '1Gi' } },
      asking({ memory: '2Gi' }),
      { limits: { memory: '1Gi' }, requests: { memory: '1Gi' } },
    ],
    [
      'maximum memory usage per Container is 1Gi.  No limit is specified',
      { max: { memory: '1Gi' } },
      { name: 'app' },
      { limits: { memory: '1Gi' } },
    ],
    [
      'minimum cpu usage per Container is 100m.  No request is specified',
      { min: { cpu: '100m' } },
      { name: 'app' },
      { requests: { cpu: '100m' } },
    ],
    [
      'cpu max limit to request ratio per Container is 2, but provided ratio is 4.000000',
      { maxLimitRequestRatio: { cpu: '2' } },
      asking({ cpu: '100m' }, { cpu: '400m' }),
      { requests: { cpu: '200m' } },
    ],
    [
      'cpu max limit to request ratio per Container is 2, but no limit is specified or limit is 0',
      { maxLimitRequestRatio: { cpu: '2' } },
      asking({ cpu: '100m' }),
      { limits: { cpu: '200m' } },
    ],
  ])('%s', (words, item, container, resources) => {
    const answer = why([...refused(says(words), of(container)), range({ type: 'Container', ...item })]);
    expect(answer.first?.title).toMatch(
      /^LimitRange bounds refuses the pods: (cpu|memory) of container app is /,
    );
    expect(patchIn(answer, 'patch deployment/web')).toEqual({
      spec: { template: { spec: { containers: [{ name: 'app', resources }] } } },
    });
  });

  it('with several bounds is kept by one patch', () => {
    const words = says(
      '[minimum cpu usage per Container is 100m, but request is 20m, maximum memory usage per Container is 1Gi, but limit is 2Gi]',
    );
    const item = { type: 'Container', min: { cpu: '100m' }, max: { memory: '1Gi' } };
    const answer = why([...refused(words, of(asking({ cpu: '20m' }, { memory: '2Gi' }))), range(item)]);
    expect(answer.first?.says).toContain(
      'Also: memory of container app is above its maximum of 1Gi (limit 2Gi).',
    );
    expect(patchIn(answer, 'patch deployment/web')).toMatchObject({
      spec: {
        template: {
          spec: { containers: [{ resources: { requests: { cpu: '100m' }, limits: { memory: '1Gi' } } }] },
        },
      },
    });
  });

  it('may refuse its own default', () => {
    const item = {
      type: 'Container',
      min: { cpu: '100m' },
      defaultRequest: { cpu: '20m' },
      default: { memory: '1Gi' },
    };
    const { first } = why([...refused(LOW), range(item)]);
    expect(first?.says).toContain('Container app doesn’t say it itself: 20m is the default of a LimitRange.');
    const high = says('maximum memory usage per Container is 512Mi, but limit is 1Gi');
    const other = range({ ...item, max: { memory: '512Mi' } });
    expect(why([...refused(high), other]).text).toMatch(/1Gi is the default of a LimitRange/);
  });

  it('for a whole pod is met by its only container, else by nobody in particular', () => {
    const words = says('maximum cpu usage per Pod is 1, but limit is 2');
    const pod = range({ type: 'Pod', max: { cpu: '1' } });
    const one = why([...refused(words, of(asking({ cpu: '2' }, { cpu: '2' }))), pod]);
    expect(one.first?.title).toBe(
      'LimitRange bounds refuses the pods: cpu of a Pod is above its maximum of 1 (limit 2)',
    );
    expect(patchIn(one, 'patch deployment/web')).toMatchObject({
      spec: { template: { spec: { containers: [{ resources: { limits: { cpu: '1' } } }] } } },
    });
    const two = why([
      ...refused(words, of(asking({}, { cpu: '1' }), { ...asking({}, { cpu: '1' }), name: 'b' })),
      pod,
    ]);
    expect(patchIn(two, 'patch deployment/web')).toBeNull();
    expect(two.text).toMatch(/describe limitrange/);
  });

  it('that the template has come to keep since needs no patch', () => {
    const low = says('minimum cpu usage per Pod is 100m, but request is 20m');
    const high = says('maximum cpu usage per Pod is 1, but limit is 2');
    for (const [words, item] of [
      [low, { min: { cpu: '100m' } }],
      [high, { max: { cpu: '1' } }],
    ] as const) {
      const objects = [
        ...refused(words, of(asking({ cpu: '200m' }, { cpu: '500m' }))),
        range({ type: 'Pod', ...item }),
      ];
      expect(patchIn(why([...objects, named('LimitRange')]), 'patch deployment/web')).toBeNull();
    }
  });

  it('for claims concerns those of a StatefulSet', () => {
    const words =
      'create Claim data-web-0 Pod web-0 in StatefulSet web failed error: persistentvolumeclaims "data-web-0" is forbidden: minimum storage usage per PersistentVolumeClaim is 5Gi, but request is 1Gi';
    const answer = why(
      [
        workload({ kind: 'StatefulSet' }),
        failed(words, 'StatefulSet'),
        range({ type: 'PersistentVolumeClaim', min: { storage: '5Gi' } }),
      ],
      { target: 'sts/web' },
    );
    expect(answer.first?.title).toBe(
      'LimitRange bounds refuses the claims: storage of a PersistentVolumeClaim is below its minimum of 5Gi (request 1Gi)',
    );
  });

  it('that is gone by now resolves by itself; unread it is not named', () => {
    const gone = why([
      ...refused(LOW, of(asking({ cpu: '20m' }))),
      range({ type: 'Container', min: { cpu: '10m' } }),
    ]);
    expect(gone.diagnosis.verdict).toBe('waiting');
    expect(gone.first?.says[0]).toMatch(/^No LimitRange of the namespace says so by now/);
    const unread = why(refused(LOW, of(asking({ cpu: '20m' }))), { forbidden: ['limit-ranges'] });
    expect(unread.diagnosis.verdict).toBe('unhealthy');
    expect(unread.first?.title).toMatch(
      /^LimitRange of the namespace refuses the pods: cpu of container app/,
    );
    expect(unread.text).not.toMatch(/edit limitrange/);
  });

  it('with amounts that are none changes nothing', () => {
    const odd = says('minimum cpu usage per Container is soon, but request is 20m');
    expect(why([...refused(odd, of(asking({ cpu: '20m' })))]).first?.title).toMatch(
      /cpu of a Container is below its minimum of soon/,
    );
    const ratio = says(
      'cpu max limit to request ratio per Container is 2, but no request is specified or request is 0',
    );
    expect(patchIn(why(refused(ratio), { forbidden: ['limit-ranges'] }), 'patch')).toBeNull();
  });
});

describe('a pod that is invalid', () => {
  const ABOVE =
    'Pod "web-5d-x" is invalid: spec.containers[0].resources.requests: Invalid value: "1": must be less than or equal to cpu limit of 500m';
  const defaults = range({ type: 'Pod' }, { type: 'Container', default: { cpu: '500m' } });

  it('has a request above a LimitRange’s default', () => {
    const answer = why([...refused(ABOVE, of(asking({ cpu: '1' }))), defaults]);
    expect(only(answer)).toMatchObject({
      cause: 'spec-invalid',
      title:
        'The API takes the pods for invalid: spec.containers[0].resources.requests 1: must be less than or equal to cpu limit of 500m',
    });
    expect(answer.text).toMatch(
      /Container app sets no cpu limit: 500m is the default of LimitRange bounds, and it asks for 1/,
    );
    expect(patchIn(answer, 'patch deployment/web')).toEqual({
      spec: { template: { spec: { containers: [{ name: 'app', resources: { limits: { cpu: '1' } } }] } } },
    });
  });

  it('has it against its own limit, or that of nobody known', () => {
    const own = why([...refused(ABOVE, of(asking({ cpu: '1' }, { cpu: '500m' }))), defaults]);
    expect(own.text).not.toMatch(/default of/);
    expect(own.asked).not.toContain('limit-ranges');
    for (const one of [
      range({ type: 'Container', default: { cpu: '2' } }),
      range({ type: 'Container' }),
      { kind: 'LimitRange', metadata: { name: 'x', namespace: 'shop' } },
    ])
      expect(why([...refused(ABOVE, of(asking({ cpu: '1' }))), one]).text).not.toMatch(/default of/);
    expect(why(refused(ABOVE, of(asking({ cpu: '1' }))), { forbidden: ['limit-ranges'] }).text).toMatch(
      /edit deployment\/web/,
    );
    expect(
      why(
        refused(
          'Pod "web" is invalid: spec.containers[7].x: Invalid value: "1": must be less than or equal to cpu limit',
        ),
      ).asked,
    ).not.toContain('limit-ranges');
  });

  it('is made of a name that is too long', () => {
    const words =
      'create Pod web-0 in StatefulSet web failed error: Pod "web-0" is invalid: [metadata.labels: Invalid value: "web": must be no more than 63 bytes, spec.volumes[0].name: Required value]';
    const answer = why([workload({ kind: 'StatefulSet' }), failed(words, 'StatefulSet')], {
      target: 'sts/web',
    });
    expect(answer.text).toMatch(/Make it anew under a shorter name than web/);
    expect(why(refused('Pod "web" is invalid: unreadable')).first?.title).toMatch(
      /: Pod "web" is invalid: unreadable$/,
    );
    const plain = why(refused('Pod "web" is invalid: spec.a: Invalid value: 0'));
    expect(plain.first?.title).toMatch(/: spec.a 0: invalid value$/);
    const required = why(
      refused(
        'Pod "web" is invalid: spec.containers[0].image: Required value: set it, spec.x: Required value',
      ),
    );
    expect(required.first?.title).toMatch(/image: required value: set it$/);
  });
});

it('a young Deployment without a condition is refused by its events', () => {
  const answer = why(
    [workload(of(asking({ cpu: '2' }))), replicaSet(), failed(`Error creating: ${SHORT}`)],
    UNREAD,
  );
  expect(answer.causes).toEqual(['quota-exceeded']);
  expect(answer.diagnosis.verdict).toBe('unhealthy');
});
