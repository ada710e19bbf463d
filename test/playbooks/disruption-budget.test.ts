import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { disruptionBudget } from '../../playbooks/disruption-budget/index.ts';
import { type Asked, asked, type Withheld } from '../support/asked.ts';
import { CREATED, NOW } from '../support/build.ts';
import {
  budget,
  counts,
  deployed,
  failedSync,
  guarded,
  type MadeBudget,
  maker,
  WEB,
} from '../support/disruption.ts';

const A_MOMENT_AGO = '2026-01-01T11:59:30Z';

function why(made: MadeBudget, others: readonly object[], withheld: Withheld = {}): Asked {
  return asked(disruptionBudget, 'pdb/web', [budget(made), ...others], withheld);
}

type One = Asked['told'][number] & Pick<Asked, 'verdict' | 'reads'>;

function one(made: MadeBudget, others: readonly object[], withheld?: Withheld): One {
  const answer = why(made, others, withheld);
  expect(answer.told).toHaveLength(1);
  return { ...answer.told[0], verdict: answer.verdict, reads: answer.reads } as One;
}

const NAMELESS = { namespace: 'shop', labels: { app: 'web' }, creationTimestamp: CREATED };
const READY = ['web-1', 'web-2', 'web-3'].map((name) => guarded(name));

function ofKind(kind: string) {
  return { kind, name: 'web', uid: 'web-uid' };
}

describe('what has no name', () => {
  const nameless = { metadata: { uid: 'web-uid' } };

  it('is passed over', () => {
    const pods = [guarded('web-1'), { ...guarded('x', { ready: false }), metadata: { ...NAMELESS } }];
    const said = one({ status: counts(1, 2, 3) }, pods);
    expect(said.text).toMatch(/Too few healthy pods: 1 of 2/);
    const of = one({ status: counts(0, 2, 0) }, [maker(3, nameless)]);
    expect(of.text).toMatch(/deployment\//);
  });
});

test('whatever a server sends, it is judged', () => {
  const odd = fc.oneof(fc.jsonValue(), fc.constantFrom(0, -1, 2, '50%', '0%', null, [], {}, 'SyncFailed'));
  const selector = fc.constantFrom(WEB, {}, { matchLabels: null }, { matchExpressions: [{}] }, null);
  const made = fc.record({ minAvailable: odd, maxUnavailable: odd, selector, status: odd, conditions: odd });
  fc.assert(
    fc.property(made, fc.boolean(), ({ status, conditions, ...spec }, isAlone) => {
      const pdb = { ...budget(), spec, status: { currentHealthy: status, desiredHealthy: 2, conditions } };
      expect(() =>
        asked(disruptionBudget, 'pdb/web', [pdb, ...(isAlone ? [maker(1)] : READY)]),
      ).not.toThrow();
    }),
  );
});

describe('a budget that is met', () => {
  it('has nothing to say, and asks nothing', () => {
    expect(why({}, deployed(3, ...READY))).toMatchObject({ told: [], verdict: 'healthy', reads: [] });
  });

  it('has nothing to say while it is deleted', () => {
    expect(why({ metadata: { deletionTimestamp: NOW }, status: counts(0, 2, 3) }, []).told).toEqual([]);
  });

  it('has nothing to say of another kind', () => {
    expect(asked(disruptionBudget, 'deploy/web', deployed(3, ...READY)).told).toEqual([]);
  });
});

describe('too few healthy pods', () => {
  const down = guarded('web-3', { ready: false });

  it('says the numbers, which pods are not, and what that holds up', () => {
    const said = one(
      { status: counts(1, 2, 3) },
      deployed(3, guarded('web-1'), guarded('web-2', { ready: false }), down),
    );
    expect(said).toMatchObject({ cause: 'too-few-healthy', confidence: 'certain', verdict: 'unhealthy' });
    expect(said.title).toBe('Too few healthy pods: 1 of 3, at least 2 have to be');
    expect(said.text).toMatch(/Not ready: web-2 \(Running\), web-3 \(Running\)\./);
    expect(said.text).toMatch(/no ready pod of them may be evicted/);
    expect(said.text).toMatch(/Nor may web-2, web-3, running without being ready/);
    expect(said.text).toMatch(/describe pod web-2\n/);
    expect(said.text).toContain(`-p '{"spec":{"unhealthyPodEvictionPolicy":"AlwaysAllow"}}'`);
    expect(said.text).not.toMatch(/Not made|Being deleted|behind/);
    expect(said.evidence).toContain(
      'currentHealthy 1, desiredHealthy 2, expectedPods 3, disruptionsAllowed 0',
    );
    expect(said.evidence).toContain('InsufficientPods');
    expect(said.reads).not.toContain('workloads');
  });

  it('does not say that unready pods stay where they may be evicted', () => {
    const spec = { minAvailable: 3, selector: WEB, unhealthyPodEvictionPolicy: 'AlwaysAllow' };
    const said = one(
      { spec, status: counts(2, 3, 3) },
      deployed(3, guarded('web-1'), guarded('web-2'), down),
    );
    expect(said.text).not.toMatch(/Nor may|AlwaysAllow/);
    const pending = guarded('web-3', { ready: false, status: { phase: 'Pending' } });
    const waits = one({ status: counts(1, 2, 3) }, deployed(3, guarded('web-1'), pending));
    expect(waits.text).not.toMatch(/Nor may|AlwaysAllow/);
  });

  it('counts what is missing of the workload’s pods, and what is leaving', () => {
    const leaving = guarded('web-2', {
      metadata: { name: 'web-2', deletionTimestamp: CREATED, labels: { app: 'web' } },
    });
    const said = one({ status: counts(1, 3, 3) }, [
      maker(4),
      ...deployed(4, guarded('web-1'), leaving).slice(1),
    ]);
    expect(said.text).toMatch(/Being deleted: web-2\./);
    expect(said).toMatchObject({ cause: 'too-few-healthy', verdict: 'unhealthy' });
    const gone = one({ status: counts(1, 2, 1) }, deployed(4, guarded('web-1')));
    expect(gone.text).toMatch(/Not made, or gone: 3 of the pods that deployment\/web is to have\./);
    expect(gone.text).toMatch(/describe deployment\/web/);
    expect(gone.text).not.toMatch(/Not ready/);
  });

  it.each([
    [
      'became short a moment ago',
      counts(1, 2, 3, A_MOMENT_AGO),
      [guarded('web-1'), down, guarded('web-2', { ready: false })],
    ],
    [
      'has pods that were just made',
      counts(1, 2, 3),
      ['web-2', 'web-3'].map((name) =>
        guarded(name, {
          ready: false,
          metadata: { name, labels: { app: 'web' }, creationTimestamp: A_MOMENT_AGO },
          owner: null,
        }),
      ),
    ],
  ])('is waited for where it %s', (_, status, pods) => {
    expect(why({ status }, pods).told).toMatchObject([{ cause: 'too-few-healthy' }]);
    const isFresh = pods.length === 2;
    expect(why({ status }, pods).verdict).toBe(isFresh ? 'waiting' : 'unhealthy');
  });

  it('says so where its status is behind its pods', () => {
    const said = one({ status: counts(1, 2, 3) }, deployed(3, ...READY));
    expect(said).toMatchObject({ verdict: 'waiting' });
    expect(said.text).toMatch(/3 are ready by now: its status is behind\./);
  });

  it('is told without a condition, as before 1.21', () => {
    const status = { ...counts(1, 2, 3), conditions: [] };
    const said = one({ status }, deployed(3, guarded('web-1'), down));
    expect(said.cause).toBe('too-few-healthy');
    expect(said.evidence).not.toContain('status.conditions');
    expect(said.verdict).toBe('unhealthy');
  });

  it('is told of a share of the pods, whatever the workload wants', () => {
    const spec = { minAvailable: '50%', selector: WEB };
    const pods = deployed(1, guarded('web-1'), down);
    expect(one({ spec, status: counts(1, 2, 3) }, pods).cause).toBe('too-few-healthy');
  });

  it('is told where none of the pods is made', () => {
    const said = one({ status: counts(0, 2, 0) }, [maker(3)]);
    expect(said).toMatchObject({ cause: 'too-few-healthy', verdict: 'unhealthy' });
    expect(said.title).toBe('Too few healthy pods: 0 of 3, at least 2 have to be');
    expect(said.text).toMatch(/Not made, or gone: 3 of the pods that deployment\/web is to have/);
    expect(said.text).toMatch(/describe deployment\/web/);
    expect(said.reads).toEqual(['workloads', 'workloads']);
    const share = one({ spec: { maxUnavailable: 1, selector: WEB }, status: counts(0, 0, 0) }, [
      maker(0),
      maker(3, { kind: 'StatefulSet' }),
    ]);
    expect(share.title).toBe('Too few healthy pods: 0 of 3');
    expect(share.text).toMatch(/statefulset\/web/);
  });
});

describe('too few replicas', () => {
  it('is what the workload is set to: more of them, or one away at a time', () => {
    const said = one({ status: counts(1, 2, 1) }, deployed(1, guarded('web-1')));
    expect(said).toMatchObject({ cause: 'too-few-replicas', confidence: 'certain', verdict: 'unhealthy' });
    expect(said.title).toBe('It asks for 2 healthy pods, and deployment/web is set to 1');
    expect(said.evidence).toContain('is to have 1');
    expect(said.text).toMatch(/scale deployment\/web --replicas=3/);
    expect(said.text).toContain(`-p '{"spec":{"minAvailable":null,"maxUnavailable":1}}'`);
    expect(said.text).not.toMatch(/delete pdb|edit pdb/);
  });

  it('is a workload at 0', () => {
    const said = one({ status: counts(0, 2, 0) }, [maker(0)]);
    expect(said.title).toBe('It asks for 2 healthy pods, and deployment/web is set to 0');
    expect(said.text).toMatch(/If deployment\/web is to stay at 0[\s\S]*delete pdb web/);
    expect(said.text).not.toMatch(/patch pdb/);
  });

  it('is a DaemonSet on too few nodes, which nobody scales', () => {
    const set = maker(0, { kind: 'DaemonSet', status: { desiredNumberScheduled: 1 } });
    const said = one({ status: counts(1, 2, 1) }, [set, guarded('web-1', { owner: ofKind('DaemonSet') })]);
    expect(said.title).toBe('It asks for 2 healthy pods, and daemonset/web is set to 1');
    expect(said.text).toMatch(/edit pdb web/);
    expect(said.text).not.toMatch(/scale daemonset|patch pdb/);
  });

  it('is likely where all pods that there are are ready and nobody is known to want more', () => {
    const pods = [guarded('web-1', { owner: ofKind('Rollout') })];
    const said = one({ status: counts(1, 2, 1) }, pods);
    expect(said).toMatchObject({ cause: 'too-few-replicas', confidence: 'likely' });
    expect(said.title).toBe('It asks for 2 healthy pods, and there are only 1, all ready');
    expect(said.text).toMatch(/edit pdb web/);
  });

  it('is not said of pods without a known owner of which one is down', () => {
    const pods = [guarded('web-1', { owner: ofKind('Rollout'), ready: false })];
    expect(one({ status: counts(0, 2, 1) }, pods).cause).toBe('too-few-healthy');
    const finished = [guarded('web-1', { owner: null, status: { phase: 'Succeeded' } })];
    expect(one({ status: counts(0, 2, 1) }, finished).cause).toBe('too-few-healthy');
  });
});

describe('no pod to spare', () => {
  it.each([
    [{ maxUnavailable: 0 }, 'maxUnavailable is 0'],
    [{ maxUnavailable: '0%' }, 'maxUnavailable is 0%'],
    [{ minAvailable: '100%' }, 'minAvailable is 100%'],
    [{ minAvailable: '90%' }, 'minAvailable is 90%, of 3 pods'],
    [{ minAvailable: 3 }, 'minAvailable is 3, of 3 pods'],
  ])('by %j', (rule, words) => {
    const said = one({ spec: { ...rule, selector: WEB }, status: counts(3, 3, 3) }, deployed(3, ...READY));
    expect(said).toMatchObject({ cause: 'blocks-every-eviction', confidence: 'certain', verdict: 'healthy' });
    expect(said.title).toBe(`No pod of it may be evicted, even if all are healthy: ${words}`);
    expect(said.text).toContain(`-p '{"spec":{"minAvailable":null,"maxUnavailable":1}}'`);
    expect(said.text.includes('--replicas=4')).toBe(words.startsWith('minAvailable is 3'));
    expect(said.text).not.toMatch(/edit pdb|single pod/);
  });

  it('warns of a workload with a single pod', () => {
    const spec = { minAvailable: 1, selector: WEB };
    const said = one({ spec, status: counts(1, 1, 1) }, deployed(1, guarded('web-1')));
    expect(said.text).toMatch(/deployment\/web runs a single pod/);
    expect(said.text).toMatch(/--replicas=2/);
  });

  it('is likely where the pods alone are known', () => {
    const spec = { minAvailable: 2, selector: WEB };
    const pods = ['web-1', 'web-2'].map((name) => guarded(name, { owner: ofKind('Rollout') }));
    const gone = guarded('web-0', { owner: ofKind('Rollout'), status: { phase: 'Failed' } });
    const said = one({ spec, status: counts(2, 2, 3) }, [...pods, gone]);
    expect(said).toMatchObject({ cause: 'blocks-every-eviction', confidence: 'likely' });
    expect(said.text).toContain(`-p '{"spec":{"minAvailable":2,"maxUnavailable":null}}'`);
  });

  it('is so for bare pods of which a share is asked for', () => {
    const spec = { maxUnavailable: 1, selector: WEB };
    const bare = ['web-1', 'web-2'].map((name) => guarded(name, { owner: null }));
    const said = one({ spec, status: counts(2, 0, 0) }, bare);
    expect(said.title).toMatch(
      /maxUnavailable is 1, and no controller tells how many pods there are to be: web-1, web-2$/,
    );
    expect(said.text).toContain(`-p '{"spec":{"minAvailable":1,"maxUnavailable":null}}'`);
    const single = one({ spec, status: counts(1, 0, 0) }, bare.slice(0, 1));
    expect(single.text).toMatch(/Let web spare a pod/);
    expect(single.text).not.toMatch(/patch pdb/);
    const owned = [guarded('web-1', { owner: ofKind('Rollout') })];
    expect(why({ spec, status: counts(1, 0, 0) }, owned).told).toEqual([]);
  });

  it('is so where the budget asks for nothing', () => {
    const said = one({ spec: { selector: WEB }, status: counts(3, 0, 0) }, deployed(3, ...READY));
    expect(said.title).toMatch(/neither minAvailable nor maxUnavailable is set$/);
  });

  it('is not said while a pod is away, or nothing is to be there', () => {
    const away = { spec: { minAvailable: 2, selector: WEB }, status: counts(2, 2, 2) };
    expect(why(away, deployed(3, guarded('web-1'), guarded('web-2'))).told).toEqual([]);
    const leaving = ['web-1', 'web-2'].map((name) =>
      guarded(name, { metadata: { name, labels: { app: 'web' }, deletionTimestamp: NOW }, owner: null }),
    );
    expect(why(away, leaving).told).toEqual([]);
  });
});

describe('numbers that can’t be worked out', () => {
  const spec = { maxUnavailable: 1, selector: WEB };
  const agents = ['web-1', 'web-2', 'web-3'].map((name) => guarded(name, { owner: ofKind('DaemonSet') }));
  const noScale = (resource: string) => failedSync(`${resource} does not implement the scale subresource`);

  it('name the kind that has no scale, and ask for a whole number', () => {
    const said = one({ spec, status: noScale('daemonsets.apps') }, agents);
    expect(said).toMatchObject({ cause: 'sync-failed', confidence: 'certain', verdict: 'unhealthy' });
    expect(said.title).toBe(
      'Its numbers can’t be worked out: daemonsets.apps does not implement the scale subresource',
    );
    expect(said.text).toMatch(
      /only a whole number under minAvailable counts, and here maxUnavailable is 1\./,
    );
    expect(said.text).toMatch(/kubectl drain leaves pods of daemonsets.apps where they are/);
    expect(said.text).toContain(`-p '{"spec":{"minAvailable":2,"maxUnavailable":null}}'`);
    expect(said.evidence).toContain('SyncFailed');
  });

  it('name the pods that the selector catches by mistake', () => {
    const hook = guarded('migrate-x', { owner: { kind: 'Job', name: 'migrate', uid: 'job-uid' } });
    const bare = guarded('bare', { owner: null });
    const said = one({ spec, status: noScale('jobs.batch') }, [...deployed(3, ...READY), hook, bare]);
    expect(said.text).toMatch(/It selects pods of several owners; of jobs.batch are migrate-x\./);
    expect(said.text).toMatch(/Let the selector leave out migrate-x\.\nkubectl -n shop edit pdb web/);
    expect(said.text).not.toMatch(/patch pdb|drain leaves/);
    expect(said.evidence).toContain(
      'its pods belong to job/migrate, deployment/web; of jobs.batch are migrate-x',
    );
  });

  it.each([
    ['an owner that was being replaced', 'replicasets.apps does not implement the scale subresource'],
    ['words of another kind', 'found no controllers for pod "web-1"'],
    ['no words', ''],
  ])('give %s as it is', (_, message) => {
    const said = one({ spec, status: failedSync(message) }, deployed(3, ...READY));
    expect(said.title).toBe(`Its numbers can’t be worked out${message && `: ${message}`}`);
    expect(said.text).toMatch(/describe pdb web/);
    expect(said.text).not.toMatch(/patch pdb|nobody can tell/);
  });

  it('are waited for a minute', () => {
    const status = failedSync('found no controllers for pod "web-1"', A_MOMENT_AGO);
    expect(one({ spec, status }, deployed(3, ...READY)).verdict).toBe('waiting');
  });

  it('may be whatever the rule was when a whole number was asked for already', () => {
    const said = one({ status: noScale('daemonsets.apps') }, agents);
    expect(said.text).not.toMatch(/patch pdb/);
    expect(one({ spec, status: failedSync('x') }, agents).evidence).toContain('maxUnavailable is 1');
    const wordless = { type: 'DisruptionAllowed', status: 'False', reason: 'SyncFailed' };
    expect(one({ spec, status: { conditions: [wordless] } }, agents).cause).toBe('sync-failed');
  });

  it('have not been looked at', () => {
    const said = one({ status: { observedGeneration: 0 } }, deployed(3, ...READY));
    expect(said).toMatchObject({ cause: 'unattended', verdict: 'unhealthy' });
    expect(said.title).toBe('No controller has looked at the budget since it was written, 10m ago');
    const never = one({ status: { observedGeneration: undefined as never } }, deployed(3, ...READY));
    expect(never.evidence).toContain('none, the budget is at 1');
    const managedFields = [
      { manager: 'kube-controller-manager', subresource: 'status', time: NOW },
      { manager: 'kubectl', time: A_MOMENT_AGO },
      { manager: 'helm' },
    ];
    const changed = one({ metadata: { generation: 2, managedFields } }, deployed(3, ...READY));
    expect(changed.title).toMatch(/, 30s ago$/);
    expect(changed.verdict).toBe('waiting');
  });

  it('are taken as they are where no generation is known', () => {
    const bare = { kind: 'PodDisruptionBudget', metadata: { name: 'web', namespace: 'shop' }, spec };
    expect(asked(disruptionBudget, 'pdb/web', [bare, ...deployed(3, ...READY)]).told).toEqual([]);
    const empty = { kind: 'PodDisruptionBudget', metadata: { name: 'web', namespace: 'shop' } };
    expect(asked(disruptionBudget, 'pdb/web', [empty]).told).toMatchObject([{ cause: 'selects-nothing' }]);
  });
});

describe('a selector that fits no pod', () => {
  const status = counts(0, 2, 0);
  const of = (matchLabels: Readonly<Record<string, string>>) => ({
    minAvailable: 2,
    selector: { matchLabels },
  });

  it('is a slip of the pen: what was meant, and the patch', () => {
    const said = one({ spec: of({ app: 'wbe' }), status }, deployed(3, ...READY));
    expect(said).toMatchObject({ cause: 'selects-nothing', confidence: 'certain', verdict: 'unhealthy' });
    expect(said.title).toBe('It selects no pods: none has app=wbe, deployment/web makes some that come near');
    expect(said.text).toMatch(/Of what deployment\/web makes: app is web, not wbe\./);
    expect(said.text).toContain(`-p '{"spec":{"selector":{"matchLabels":{"app":"web"}}}}'`);
    expect(said.evidence).toContain('labels of its pods: app=web');
  });

  it('has another key, or one too many', () => {
    const key = one({ spec: of({ App: 'web' }), status }, [maker(3)]);
    expect(key.text).toContain(`{"matchLabels":{"App":null,"app":"web"}}`);
    const more = one({ spec: of({ app: 'web', tier: 'front' }), status }, [maker(3)]);
    expect(more.text).toContain(`{"matchLabels":{"tier":null}}`);
  });

  it('is patched only where it is plain what was meant', () => {
    const labels = { app: 'web', tier: 'front' };
    const said = one({ spec: of({ app: 'mailer', tier: 'front' }), status }, [maker(3, {}, labels)]);
    expect(said.title).toMatch(/deployment\/web makes some that come near$/);
    expect(said.text).not.toMatch(/patch pdb/);
    expect(said.text).toMatch(/edit pdb web/);
  });

  it('fits nothing that is made', () => {
    const said = one({ spec: of({ app: 'mailer' }), status }, [
      maker(3),
      maker(1, { kind: 'StatefulSet', metadata: {}, spec: {} }),
    ]);
    expect(said.text).toMatch(/No Deployment or StatefulSet of shop makes pods with such labels\./);
    expect(said.text).not.toMatch(/come near/);
  });

  test.each([
    'forbidden',
    'timeout',
    'failed',
    'not-collected',
  ] as const)('is likely where workloads are %s', (reason) => {
    const said = one({ spec: of({ app: 'mailer' }), status }, [maker(3)], { workloads: reason });
    expect(said).toMatchObject({ cause: 'selects-nothing', confidence: 'likely' });
    expect(said.text).not.toMatch(/No Deployment/);
  });

  it('is of workloads that say nothing of their kind', () => {
    const said = one({ status }, [], {
      workloads: { value: [{ spec: { template: { metadata: { labels: { app: 'web' } } } } }] },
    });
    expect(said.cause).toBe('too-few-healthy');
  });

  it('is not there at all, or stands for nothing', () => {
    const unset = one({ spec: { minAvailable: 2 }, status }, deployed(3, ...READY));
    expect(unset.title).toBe('It selects no pods: web has no selector');
    expect(unset.reads).toEqual([]);
    const older = { apiVersion: 'policy/v1beta1', spec: { minAvailable: 2, selector: {} }, status };
    expect(one(older, deployed(3, ...READY)).title).toBe('It selects no pods: web has no selector');
    const expressions = {
      minAvailable: 2,
      selector: { matchExpressions: [{ key: 'app', operator: 'Exists' }] },
    };
    expect(one({ apiVersion: 'policy/v1beta1', spec: expressions, status }, []).title).toBe(
      'It selects no pods: none has app is set',
    );
  });

  it('stands for all pods, and there are none', () => {
    const spec = { minAvailable: 2, selector: {} };
    expect(one({ spec, status }, []).title).toBe('It selects no pods: there are none in shop');
    expect(one({ spec: { maxUnavailable: 1, selector: {} }, status: counts(0, 0, 0) }, []).title).toBe(
      'Nothing to protect now: there are no pods in shop',
    );
  });

  it('is of no matter where nothing has to be healthy', () => {
    const spec = { maxUnavailable: 1, selector: { matchLabels: { app: 'mailer' } } };
    const said = one({ spec, status: counts(0, 0, 0) }, [maker(3)]);
    expect(said).toMatchObject({ cause: 'unused', verdict: 'healthy' });
    expect(said.title).toBe('Nothing to protect now: no pod has app=mailer');
    const more = { maxUnavailable: 1, selector: { matchLabels: { app: 'web', role: 'replica' } } };
    expect(one({ spec: more, status: counts(0, 0, 0) }, [maker(3)]).cause).toBe('unused');
    const off = one({ spec: { maxUnavailable: 1, selector: WEB }, status: counts(0, 0, 0) }, [maker(0)]);
    expect(off.title).toBe('Nothing to protect now: deployment/web is set to 0 replicas');
  });
});
