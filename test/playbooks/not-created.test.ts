import { describe, expect, it } from 'vitest';
import { playbooks } from '../../playbooks/index.ts';
import { scaledToZero } from '../../playbooks/not-created/scaled-to-zero.ts';
import { controllerSilent } from '../../playbooks/not-created/silent-controller.ts';
import { sandbox } from '../../playbooks/sandbox/index.ts';
import type { ObjectMeta } from '../../src/diagnosis/objects/meta.ts';
import type { Workload } from '../../src/diagnosis/objects/workload.ts';
import { NOW } from '../support/build.ts';
import { diagnoseRecorded } from '../support/recorded.ts';
import {
  FORBIDDEN,
  failed,
  type Made,
  patchIn,
  refused,
  replicaSet,
  running,
  why,
  workload,
} from './not-created-made.ts';

const named = (kind: string, name: string, rest = {}): Made =>
  ({ kind, metadata: { name, namespace: 'shop' }, ...rest }) as Made;

describe('names that are missing', () => {
  const NO_ACCOUNT = `${FORBIDDEN}error looking up service account shop/cart: serviceaccount "cart" not found`;
  const NO_CLASS = `${FORBIDDEN}no PriorityClass with name high was found`;

  it('a ServiceAccount, with those that come near', () => {
    const answer = why([
      ...refused(NO_ACCOUNT),
      named('ServiceAccount', 'cart-api'),
      named('ServiceAccount', 'default'),
    ]);
    expect(answer.causes).toEqual(['service-account-missing']);
    expect(answer.first?.title).toBe('The pods are refused: ServiceAccount cart does not exist');
    expect(answer.first?.says).toContain('ServiceAccounts that come near: cart-api.');
    expect(answer.text).toMatch(/set serviceaccount deployment\/web cart-api/);
    expect(answer.text).toMatch(/create serviceaccount cart/);
    expect(why([...refused(NO_ACCOUNT), named('ServiceAccount', 'default')]).first?.says).toContain(
      'ServiceAccounts of shop: default.',
    );
    expect(why(refused(NO_ACCOUNT)).text).toMatch(/none/);
    const job = why(
      [workload({ kind: 'Job', spec: {} }), failed(NO_ACCOUNT, 'Job'), named('ServiceAccount', 'cart-api')],
      { target: 'job/web' },
    );
    expect(job.text).not.toMatch(/set serviceaccount/);
  });

  it('a PriorityClass', () => {
    const classes = ['highest', 'low'].map((name) => ({ kind: 'PriorityClass', metadata: { name } }));
    const answer = why([...refused(NO_CLASS), ...classes]);
    expect(answer.first?.title).toBe('The pods are refused: PriorityClass high does not exist');
    expect(patchIn(answer, 'highest')).toEqual({
      spec: { template: { spec: { priorityClassName: 'highest' } } },
    });
    expect(patchIn(answer, 'null')).toEqual({ spec: { template: { spec: { priorityClassName: null } } } });
  });

  it('that are there by now resolve by themselves', () => {
    for (const objects of [
      [...refused(NO_ACCOUNT), named('ServiceAccount', 'cart')],
      [...refused(NO_CLASS), { kind: 'PriorityClass', metadata: { name: 'high' } }],
    ]) {
      const { first, diagnosis } = why(objects);
      expect(diagnosis.verdict).toBe('waiting');
      expect(first?.title).toMatch(/did not exist when they were made, and does by now$/);
      expect(first?.remedies.some(({ command }) => /create|null/.test(command ?? ''))).toBe(false);
    }
  });

  it('are told from what the API says where no names may be read', () => {
    const answer = why(refused(NO_ACCOUNT), { forbidden: ['names', 'events', 'replica-sets'] });
    expect(answer.first).toMatchObject({
      confidence: 'certain',
      title: 'The pods are refused: ServiceAccount cart does not exist',
    });
    expect(answer.diagnosis.verdict).toBe('unhealthy');
    expect(why(refused(NO_CLASS), { forbidden: ['priority-classes'] }).causes).toEqual([
      'priority-class-missing',
    ]);
  });
});

describe('a RuntimeClass that is missing', () => {
  const NONE = `${FORBIDDEN}pod rejected: RuntimeClass "gvisor" not found`;
  const asked = (objects: readonly object[], options: Parameters<typeof why>[1] = {}) =>
    why(objects, { ...options, playbook: sandbox });
  const ofClass = (name: string) => ({ kind: 'RuntimeClass', metadata: { name }, handler: name });

  it('is the sandbox playbook’s', () => {
    const answer = asked([...refused(NONE), ofClass('gvisors'), ofClass('kata')]);
    expect(answer.first).toMatchObject({
      cause: 'runtime-class-missing',
      title: 'The pods are refused: RuntimeClass gvisor does not exist',
    });
    expect(patchIn(answer, 'gvisors')).toEqual({
      spec: { template: { spec: { runtimeClassName: 'gvisors' } } },
    });
    expect(answer.text).toMatch(/Other RuntimeClasses: gvisors, kata/);
    expect(why(refused(NONE)).causes).toEqual([]);
    expect(asked(refused(NONE)).text).toMatch(/RuntimeClasses of the cluster: none/);
    expect(asked(refused(NONE), { forbidden: ['runtime-classes'] }).diagnosis.verdict).toBe('unhealthy');
    expect(asked(refused(`${FORBIDDEN}no`)).causes).toEqual([]);
    expect(asked([workload({ spec: { replicas: 0 } })]).causes).toEqual([]);
  });

  it('that is there by now resolves by itself', () => {
    const answer = asked([...refused(NONE), ofClass('gvisor')]);
    expect(answer.diagnosis.verdict).toBe('waiting');
    expect(answer.text).not.toMatch(/null/);
  });

  it('of a CronJob’s Job is about the Job', () => {
    const owner = { kind: 'CronJob', name: 'web', uid: 'web-uid', controller: true };
    const job = workload({
      kind: 'Job',
      metadata: { name: 'web-1', uid: 'job-uid', ownerReferences: [owner] },
      spec: {},
    });
    const event = failed(NONE, 'Job', { involvedObject: { kind: 'Job', name: 'web-1', uid: 'job-uid' } });
    const answer = asked([workload({ kind: 'CronJob' }), job, event], { target: 'cronjob/web' });
    expect(answer.first?.subject.object).toBe('job/web-1');
    expect(patchIn(answer, 'patch cronjob/web')).toMatchObject({ spec: { jobTemplate: {} } });
  });
});

describe('other refusals', () => {
  it('a namespace that is being deleted', () => {
    const { first } = why(
      refused(`${FORBIDDEN}unable to create new content in namespace shop because it is being terminated`),
    );
    expect(first).toMatchObject({
      cause: 'namespace-terminating',
      title: 'Namespace shop is being deleted: nothing new is made in it',
    });
  });

  it('a name that is taken', () => {
    const failing = (words: string) =>
      why(
        [
          workload({ kind: 'StatefulSet' }),
          failed(`create Pod web-0 in StatefulSet web failed error: ${words}`, 'StatefulSet'),
        ],
        { target: 'sts/web' },
      );
    const foreign = failing('pods "web-0" already exists');
    expect(foreign.first?.title).toBe(
      'Pod web-0 can’t be made: one of that name is there already and belongs to somebody else',
    );
    expect(foreign.text).toMatch(/delete pod web-0/);
    const leaving = failing('object is being deleted: pods "web-0" already exists');
    expect(leaving.diagnosis.verdict).toBe('waiting');
    expect(leaving.text).not.toMatch(/delete pod/);
  });

  it('trouble of the API server, at first nothing to do about', () => {
    const timeout = 'Error creating: etcdserver: request timed out';
    const young = why([workload(), replicaSet(), failed(timeout)]);
    expect(young.first?.title).toBe(
      'Making the pods fails on the API server’s side: etcdserver: request timed out',
    );
    expect(young.diagnosis.verdict).toBe('waiting');
    const old = why([
      workload(),
      replicaSet(),
      failed(timeout, 'ReplicaSet', { firstTimestamp: '2026-01-01T11:50:00Z' }),
    ]);
    expect(old.diagnosis.verdict).toBe('unhealthy');
  });

  it('a controller that may not, and whatever else is said', () => {
    const user = 'system:serviceaccount:kube-system:replicaset-controller';
    const may = why(
      refused(
        `pods is forbidden: User "${user}" cannot create resource "pods" in API group "" in the namespace "shop"`,
      ),
    );
    expect(may.causes).toEqual(['creation-refused']);
    expect(may.text).toMatch(
      /kubectl auth can-i create pods -n shop --as=system:serviceaccount:kube-system:replicaset-controller/,
    );
    const other = why(refused(`${FORBIDDEN}${'something new '.repeat(40)}`));
    expect(other.first?.title).toMatch(/^The API refuses the pods of deployment\/web: something new .*…$/);
    expect(other.text).not.toMatch(/auth can-i/);
  });

  it('are about what an autoscaler scales', () => {
    const hpa = named('HorizontalPodAutoscaler', 'web', {
      spec: { scaleTargetRef: { kind: 'Deployment', name: 'web' } },
    });
    const answer = why([hpa, ...refused(`${FORBIDDEN}no`)], { target: 'hpa/web' });
    expect(answer.first).toMatchObject({ cause: 'creation-refused', subject: { object: 'deployment/web' } });
    expect(why([hpa, workload({ spec: { replicas: 0 } })], { target: 'hpa/web' }).causes).toEqual([]);
  });

  it('keep a CronJob from making the Jobs that are due', () => {
    const words =
      'Error creating job: jobs.batch "web-1" is forbidden: exceeded quota: team, requested: count/jobs.batch=1, used: count/jobs.batch=3, limited: count/jobs.batch=3';
    const cron = (status: Workload['status']) =>
      workload({ kind: 'CronJob', spec: { schedule: '*/5 * * * *' }, status });
    const event = failed(words, 'CronJob', {
      involvedObject: { kind: 'CronJob', name: 'web', uid: 'web-uid' },
    });
    const options = { target: 'cronjob/web', forbidden: ['resource-quotas'] } as const;
    const late = why([cron({ lastScheduleTime: '2026-01-01T11:30:00Z' }), event], options);
    expect(late.first?.title).toMatch(
      /^ResourceQuota team has no room for Job web-1: count\/jobs.batch is 1 short/,
    );
    const punctual = why([cron({ lastScheduleTime: NOW }), event], options);
    expect(punctual.causes).toEqual([]);
    expect(punctual.asked).toEqual([]);
    const denied = failed('Error creating job: admission webhook "w" denied the request: no', 'CronJob', {
      involvedObject: { kind: 'CronJob', name: 'web', uid: 'web-uid' },
    });
    expect(why([cron({ lastScheduleTime: '2026-01-01T11:30:00Z' }), denied], options).first?.title).toBe(
      'Webhook w refuses the Jobs: no',
    );
    const unnamed = failed(
      'Error creating job: exceeded quota: team, requested: count/jobs.batch=1, used: count/jobs.batch=3, limited: count/jobs.batch=3',
      'CronJob',
      { involvedObject: { kind: 'CronJob', name: 'web', uid: 'web-uid' } },
    );
    expect(why([cron({ lastScheduleTime: '2026-01-01T11:30:00Z' }), unnamed], options).first?.title).toMatch(
      /no room for a Job:/,
    );
  });
});

describe('scaled to zero', () => {
  const scaled = (metadata: ObjectMeta = {}, kind = 'Deployment') =>
    workload({ kind, metadata, spec: { replicas: 0 } });
  const by = (manager: string | undefined, subresource?: string): ObjectMeta => ({
    managedFields: [
      {
        manager: 'kubectl-client-side-apply',
        time: '2026-01-01T11:50:00Z',
        fieldsV1: { 'f:metadata': {}, 'f:spec': { 'f:replicas': {}, 'f:template': {} } },
      },
      {
        ...(manager ? { manager } : {}),
        time: '2026-01-01T11:58:00Z',
        ...(subresource ? { subresource } : {}),
        fieldsV1: { 'f:spec': { 'f:replicas': {} } },
      },
      { manager: 'kube-controller-manager', fieldsV1: { 'f:status': {} } },
      { manager: 'timeless', fieldsV1: { 'f:spec': { 'f:replicas': {}, 'f:paused': {} } } },
      { manager: 'odd', time: NOW, fieldsV1: { 'f:spec': null } },
      { manager: 'fieldless', time: NOW },
    ],
  });

  it('is the answer to why nothing runs, and asks for nothing', () => {
    const answer = why([scaled()]);
    expect(answer.causes).toEqual(['scaled-to-zero']);
    expect(answer.first?.title).toBe('deployment/web is scaled to zero: spec.replicas is 0');
    expect(answer.text).toMatch(/scale deployment\/web --replicas=1/);
    expect(answer.diagnosis.verdict).toBe('unhealthy');
    expect(answer.asked).toEqual([]);
  });

  it('names who did it, when, and how many there were', () => {
    const { first } = why([scaled(by('kubectl', 'scale'))]);
    expect(first?.title).toBe(
      'deployment/web is scaled to zero: spec.replicas is 0, set by kubectl scale 2m ago'.replace(
        '2m ago',
        '2m ago',
      ),
    );
    expect(why([scaled(by('argocd-controller'))]).first?.title).toMatch(/set by argocd-controller/);
    expect(why([scaled(by(undefined))]).first?.title).toBe(
      'deployment/web is scaled to zero: spec.replicas is 0',
    );
    const noted = { annotations: { 'downscaler/original-replicas': '4' } };
    expect(why([scaled(noted)]).text).toMatch(/--replicas=4/);
    expect(why([scaled(noted)]).text).toMatch(/kube-downscaler scales it to zero/);
    const applied = {
      annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{"spec":{"replicas":2}}' },
    };
    expect(why([scaled(applied)]).first?.says).toContain(
      'Before that it was 2, by what is written in its annotations.',
    );
    const idled = { annotations: { 'idling.alpha.openshift.io/previous-scale': '2' } };
    expect(why([scaled(idled, 'StatefulSet')], { target: 'sts/web' }).text).toMatch(
      /OpenShift scales it[\s\S]*--replicas=2/,
    );
    expect(why([scaled(by('keda'))]).text).toMatch(/KEDA scales it to zero/);
    expect(why([scaled({ labels: { 'serving.knative.dev/revision': 'x' } })]).text).toMatch(/Knative scales/);
  });

  it('at a time that is only known where the writer keeps nothing else', () => {
    const keeps = (fieldsV1: object): ObjectMeta => ({
      managedFields: [{ manager: 'helm', time: '2026-01-01T11:58:00Z', fieldsV1: { ...fieldsV1 } }],
    });
    const title = (fieldsV1: object) => why([scaled(keeps(fieldsV1))]).first?.title;
    expect(title({ 'f:spec': { 'f:replicas': {}, 'f:template': {} } })).toMatch(/set by helm$/);
    expect(title({ 'f:metadata': {}, 'f:spec': { 'f:replicas': {} } })).toMatch(/set by helm$/);
    expect(title({ 'f:spec': { 'f:replicas': {} } })).toMatch(/set by helm 2m ago$/);
  });

  it('is found in what has no metadata', () => {
    expect(scaledToZero({ kind: 'Deployment', spec: { replicas: 0 } }, 0)?.cause).toBe('scaled-to-zero');
    expect(controllerSilent({ kind: 'Deployment' }, 0)).toBeUndefined();
  });

  it('of a ReplicaSet is its Deployment’s doing', () => {
    const set = (desired: string) =>
      replicaSet({
        metadata: { annotations: { 'deployment.kubernetes.io/desired-replicas': desired } },
        spec: { replicas: 0 },
      });
    const old = why([set('3')], { target: 'ReplicaSet/web-5d' });
    expect(old.first?.says).toContain(
      'It is an old revision of deployment/web, whose newer ones have the pods.',
    );
    expect(old.text).not.toMatch(/scale /);
    expect(why([set('0')], { target: 'ReplicaSet/web-5d' }).first?.says).toContain(
      'deployment/web, which it belongs to, is scaled to zero itself.',
    );
  });

  it('of a Job is its parallelism', () => {
    const answer = why([workload({ kind: 'Job', spec: { parallelism: 0 } })], { target: 'job/web' });
    expect(answer.first?.title).toBe('job/web is scaled to zero: spec.parallelism is 0');
    expect(answer.text).toMatch(/patch job web --type=merge/);
  });
});

describe('paused', () => {
  const image = (tag: string) => ({ containers: [{ name: 'app', image: `shop/web:${tag}` }] });
  const paused = (
    made: {
      template?: object;
      status?: Workload['status'];
      metadata?: ObjectMeta;
      spec?: Workload['spec'];
    } = {},
  ) =>
    workload({
      metadata: made.metadata ?? {},
      spec: { paused: true, replicas: 2, ...made.spec },
      template: made.template ?? image('2'),
      status: { replicas: 2, ...made.status },
    });
  const pods = ['web-1', 'web-2'].map((name) => running(name));

  it('with a change that waits names the change', () => {
    const metadata = {
      managedFields: [
        {
          manager: 'kubectl-rollout',
          time: '2026-01-01T11:58:00Z',
          fieldsV1: { 'f:spec': { 'f:paused': {} } },
        },
      ],
    };
    const answer = why([paused({ metadata }), replicaSet(), ...pods]);
    expect(answer.causes).toEqual(['controller-paused']);
    expect(answer.first?.title).toBe(
      'deployment/web is paused, and a change waits: image of app: shop/web:1 → shop/web:2',
    );
    expect(answer.first?.says).toContain(
      'Paused at 2026-01-01T11:58:00Z, 2m ago, by kubectl rollout.'.replace('2m ago', '2m ago'),
    );
    expect(answer.first?.says).toContain('What runs goes on with the old template (2 pods).');
    expect(answer.text).toMatch(/rollout resume deployment\/web/);
    expect(answer.text).toMatch(/set image deployment\/web app=shop\/web:1/);
    expect(answer.diagnosis.verdict).toBe('unhealthy');
  });

  it('tells new and old fields of pod and containers', () => {
    const template = {
      containers: [{ name: 'app', image: 'shop/web:1', workingDir: '/srv' }],
      hostNetwork: true,
    };
    const answer = why([
      paused({
        template,
        status: {
          replicas: 1,
          conditions: [
            {
              type: 'Progressing',
              status: 'Unknown',
              reason: 'DeploymentPaused',
              lastTransitionTime: '2026-01-01T11:59:00Z',
            },
          ],
        },
      }),
      replicaSet({ template: { containers: [{ name: 'app', image: 'shop/web:1' }], hostPID: true } }),
      ...pods,
    ]);
    expect(answer.first?.title).toMatch(
      /workingDir of app: \/srv \(new\), hostPID true \(gone\), hostNetwork true \(new\)$/,
    );
    expect(answer.first?.says).toContain('Paused at 2026-01-01T11:59:00Z, 60s ago.');
    expect(answer.first?.says).toContain('What runs goes on with the old template (1 pod).');
    expect(answer.text).not.toMatch(/set image/);
  });

  it('with nothing to roll out is nobody’s trouble, and asks for nothing', () => {
    const answer = why([paused({ status: { replicas: 2, updatedReplicas: 2 } }), replicaSet(), ...pods]);
    expect(answer.causes).toEqual([]);
    expect(answer.diagnosis.verdict).toBe('healthy');
    expect(answer.asked).toEqual([]);
  });

  it('before its first rollout, or in the middle of one', () => {
    const first = why([paused({ status: { replicas: 0 } })]);
    expect(first.first?.title).toBe(
      'deployment/web is paused since before its first rollout: no pods have been made yet',
    );
    const halfway = why([
      paused({ template: image('1'), status: { replicas: 2, updatedReplicas: 1 } }),
      replicaSet(),
      ...pods,
    ]);
    expect(halfway.first?.title).toBe('deployment/web is paused, and 1 of 2 pods run the newest template');
    const scaling = why([paused({ template: image('1'), status: { replicas: 0 } }), replicaSet()]);
    expect(scaling.causes).toEqual([]);
    expect(why([paused({ spec: { replicas: 0 } })]).causes).toEqual(['scaled-to-zero']);
  });

  it('without its ReplicaSets is told by its status', () => {
    const answer = why([paused(), replicaSet(), ...pods], { forbidden: ['replica-sets'] });
    expect(answer.first).toMatchObject({
      confidence: 'likely',
      title: 'deployment/web is paused, and 0 of 2 pods run the newest template',
    });
    expect(why([workload({ spec: { paused: true } })], { forbidden: ['replica-sets'] }).first?.title).toBe(
      'deployment/web is paused',
    );
  });
});

describe('suspended', () => {
  it('a Job, since its condition', () => {
    const status = {
      conditions: [{ type: 'Suspended', status: 'True', lastTransitionTime: '2026-01-01T11:55:00Z' }],
    };
    const answer = why([workload({ kind: 'Job', spec: { suspend: true }, status })], { target: 'job/web' });
    expect(answer.first).toMatchObject({ cause: 'suspended', title: 'job/web is suspended for 5m' });
    expect(answer.text).toMatch(/patch job\/web --type=merge -p '\{"spec":\{"suspend":false\}\}'/);
    expect(answer.diagnosis.verdict).toBe('unhealthy');
  });

  it('a Job that Kueue keeps back waits', () => {
    const metadata = { labels: { 'kueue.x-k8s.io/queue-name': 'batch' } };
    const answer = why([workload({ kind: 'Job', metadata, spec: { suspend: true } })], { target: 'job/web' });
    expect(answer.first?.title).toBe('job/web is suspended: it waits in queue batch');
    expect(answer.text).toMatch(/describe localqueue batch/);
    expect(answer.text).not.toMatch(/"suspend":false/);
    expect(answer.diagnosis.verdict).toBe('waiting');
  });

  it('a CronJob, with the runs that it has left out', () => {
    const metadata = {
      managedFields: [
        {
          manager: 'kubectl-patch',
          time: '2026-01-01T11:00:00Z',
          fieldsV1: { 'f:spec': { 'f:suspend': {} } },
        },
      ],
    };
    const cron = (schedule: string | undefined, status: Workload['status'] = {}) =>
      why(
        [
          workload({
            kind: 'CronJob',
            metadata,
            spec: { suspend: true, ...(schedule ? { schedule } : {}) },
            status,
          }),
        ],
        { target: 'cronjob/web' },
      );
    const answer = cron('*/10 * * * *', { lastScheduleTime: '2026-01-01T11:00:00Z' });
    expect(answer.first?.title).toBe('cronjob/web is suspended for 60m, by kubectl patch');
    expect(answer.first?.says).toContain(
      'CronJob web makes no Jobs until spec.suspend is taken back (schedule */10 * * * *).',
    );
    expect(answer.text).toMatch(/Since its last run \d+ more were due/);
    expect(answer.asked).toEqual([]);
    expect(answer.diagnosis.verdict).toBe('unhealthy');
    expect(cron('0 0 1 1 *', { lastScheduleTime: '2026-01-01T00:00:00Z' }).text).not.toMatch(/were due/);
    expect(cron('*/2 * * * *').text).toMatch(/more were due/);
    expect(cron(undefined).text).not.toMatch(/were due/);
    const ageless = workload({
      kind: 'CronJob',
      metadata: { creationTimestamp: 'never' },
      spec: { suspend: true, schedule: '* * * * *' },
    });
    expect(why([ageless], { target: 'cronjob/web' }).text).not.toMatch(/were due/);
  });
});

describe('a controller that does not come to its workload', () => {
  const changed = (metadata: ObjectMeta, status: Workload['status'] = {}) =>
    workload({ metadata: { generation: 3, ...metadata }, status: { ...status } });
  const pods = ['web-1', 'web-2', 'web-3'].map((name) => running(name));

  it('is silent since the last change', () => {
    const managedFields = [
      { manager: 'a', time: '2026-01-01T11:51:00Z' },
      { manager: 'b', time: '2026-01-01T11:55:00Z' },
      { manager: 'c' },
      { manager: 'd', time: NOW, subresource: 'status' },
    ];
    const answer = why([changed({ managedFields }, { observedGeneration: 2 }), ...pods]);
    expect(answer.causes).toEqual(['controller-silent']);
    expect(answer.first?.title).toBe(
      'The Deployment controller has not come to deployment/web since it was changed 5m ago',
    );
    expect(answer.text).not.toMatch(/never come to it/);
    expect(why([changed({}), ...pods]).text).toMatch(/has never come to it/);
  });

  it('is not while it has had no time, has seen it, or nobody can tell', () => {
    expect(why([changed({ creationTimestamp: '2026-01-01T11:59:00Z' }), ...pods]).causes).toEqual([]);
    expect(why([changed({}, { observedGeneration: 3 }), ...pods]).causes).toEqual([]);
    expect(why([changed({ creationTimestamp: 'never' }), ...pods]).causes).toEqual([]);
    expect(why([workload(), ...pods]).causes).toEqual([]);
    expect(
      why([workload({ kind: 'Job', metadata: { generation: 1 }, spec: {} })], { target: 'job/web' }).causes,
    ).toEqual([]);
  });
});

describe('a DaemonSet that no node is meant for', () => {
  const daemonSet = (
    template: object,
    status: Workload['status'] = { desiredNumberScheduled: 0, observedGeneration: 1 },
  ) => why([workload({ kind: 'DaemonSet', template, status })], { target: 'ds/web' });
  const APP = { containers: [{ name: 'app' }] };

  it('is healthy, and says whom it looks for', () => {
    const byLabel = daemonSet({ ...APP, nodeSelector: { gpu: 'yes' } });
    expect(byLabel.first).toMatchObject({
      cause: 'no-node-matches',
      severity: 'info',
      title: 'daemonset/web wants no pods: there is no node with the labels gpu=yes',
    });
    expect(byLabel.text).toMatch(/get nodes -l gpu=yes/);
    expect(byLabel.diagnosis.verdict).toBe('healthy');
    expect(byLabel.asked).toEqual([]);
    const required = {
      nodeSelectorTerms: [
        {
          matchExpressions: [
            { key: 'disk', operator: 'In', values: ['ssd'] },
            { key: 'gpu', operator: 'Exists' },
          ],
        },
        {},
      ],
    };
    const affinity = { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: required } };
    expect(daemonSet({ ...APP, affinity }).first?.title).toMatch(
      /no node that meets disk=ssd and gpu is set$/,
    );
    expect(daemonSet(APP).first?.title).toMatch(/no node without taints that it does not tolerate/);
  });

  it('is not one that has nodes, or that its controller has not come to', () => {
    expect(daemonSet(APP, { desiredNumberScheduled: 0 }).causes).toEqual([]);
    expect(daemonSet(APP, { desiredNumberScheduled: 1, observedGeneration: 1 }).causes).toEqual([]);
    const [bare] = [
      {
        kind: 'DaemonSet',
        metadata: { name: 'web', namespace: 'shop' },
        status: { desiredNumberScheduled: 0, observedGeneration: 1 },
      },
    ];
    expect(why([bare], { target: 'ds/web' }).causes).toEqual(['no-node-matches']);
  });
});

it('nothing is found, and nothing asked, of what is well or runs nothing', () => {
  const pods = ['web-1', 'web-2', 'web-3'].map((name) => running(name));
  const well = workload({ status: { replicas: 3, updatedReplicas: 3, readyReplicas: 3 } });
  expect(why([well, replicaSet(), failed(`Error creating: ${FORBIDDEN}no`), ...pods])).toMatchObject({
    causes: [],
    asked: [],
    diagnosis: { verdict: 'healthy' },
  });
  expect(why([named('Service', 'web')], { target: 'svc/web' }).causes).toEqual([]);
});

it('explains why a rollout comes to no end', () => {
  const condition = {
    type: 'Progressing',
    status: 'False',
    reason: 'ProgressDeadlineExceeded',
    message: 'ReplicaSet "web-5d" has timed out progressing.',
  };
  const [deployment, ...rest] = refused(`${FORBIDDEN}no`) as [Made & Workload, ...Made[]];
  const conditions = [...(deployment.status?.conditions ?? []), condition];
  const objects = [{ ...deployment, status: { ...deployment.status, conditions } }, ...rest];
  const recorded = { takenAt: NOW, namespace: 'shop', objects, logs: {} };
  const causes = diagnoseRecorded(recorded, 'deploy/web', playbooks).findings.map(
    ({ playbook, cause }) => `${playbook}/${cause}`,
  );
  expect(causes).toEqual(['not-created/creation-refused']);
});
