import { failed, running, workload } from '../playbooks/not-created-made.ts';
import type { CauseCase } from './support/cause-case.ts';
import { object, remove, saying, set } from './support/change.ts';
import { FULL, failingWith, NO_ROOM, refusedWith } from './support/refused-pods.ts';

const NO_MORE_JOBS =
  'exceeded quota: team, requested: count/jobs.batch=1, used: count/jobs.batch=3, limited: count/jobs.batch=3';

/** What keeps the third pod of a Deployment from being made, gone: it was made after the last refusal. */
const MADE_SINCE = {
  what: 'the pods have been made since',
  change: (objects: Parameters<NonNullable<CauseCase['gives']['change']>>[0]) => {
    const pod = structuredClone(
      objects.find((one) => one.kind === 'Pod' && one.metadata.name.startsWith('builder-')),
    );
    Object.assign(pod.metadata, { name: 'builder-7cd66498cc-zzzzz', uid: 'new' });
    objects.push(pod);
    for (const { kind, status } of objects)
      if (kind === 'Deployment' || kind === 'ReplicaSet')
        status.conditions = status.conditions.filter(
          (one: { type: string }) => one.type !== 'ReplicaFailure',
        );
  },
};

export const cases: readonly CauseCase[] = [
  {
    cause: 'not-created/quota-exceeded',
    gives: NO_ROOM,
    near: [
      MADE_SINCE,
      {
        what: 'the quota wants limits to be set',
        target: 'deploy/loader',
        recording: 'r-data-loader',
        instead: 'not-created/quota-needs-limits',
      },
      {
        what: 'fewer pods are wanted',
        change: (objects) => {
          set(objects, 'deployment/builder', 'spec.replicas', 2);
          set(objects, 'deployment/builder', 'status.conditions', []);
        },
      },
    ],
  },
  {
    cause: 'not-created/quota-needs-limits',
    gives: { target: 'deploy/loader', recording: 'r-data-loader' },
    near: [
      {
        what: 'the quota is full',
        change: saying(
          'failed quota: compute: must specify limits.memory for: loader; requests.cpu for: loader',
          FULL,
        ),
        instead: 'not-created/quota-exceeded',
      },
    ],
  },
  {
    cause: 'not-created/quota-missing',
    gives: refusedWith(
      'insufficient quota to match these scopes: [{PriorityClass In [system-node-critical]}]',
    ),
    near: [
      {
        what: 'the priority class itself is missing',
        ...refusedWith('no PriorityClass with name system-node-critical was found'),
        instead: 'not-created/priority-class-missing',
      },
    ],
  },
  {
    cause: 'not-created/limit-range-violated',
    gives: { target: 'deploy/tuner', recording: 'r-pricing-2-tuner' },
    near: [
      {
        what: 'it is a quota that says so',
        change: saying('minimum cpu usage per Container is 100m, but request is 20m', FULL),
        instead: 'not-created/quota-exceeded',
      },
    ],
  },
  {
    cause: 'not-created/spec-invalid',
    gives: failingWith('Pod "builder-x" is invalid: spec.containers[0].image: Required value'),
    near: [
      {
        what: 'another field of it is refused by a LimitRange',
        ...refusedWith('maximum memory usage per Container is 64Mi, but limit is 256Mi'),
        instead: 'not-created/limit-range-violated',
      },
    ],
  },
  {
    cause: 'not-created/pod-security-violated',
    gives: { target: 'deploy/rules', recording: 'r-fraud-rules' },
    near: [
      {
        what: 'the namespace only warns, and the pods were made',
        change: (objects) => {
          remove(objects, 'event');
          set(objects, 'deployment/rules', 'status.conditions', []);
          for (const { kind, status } of objects) if (kind === 'ReplicaSet') status.conditions = [];
        },
      },
      {
        what: 'an admission webhook says so in words of its own',
        ...failingWith(
          'admission webhook "guard.example" denied the request: privileged containers are not allowed',
        ),
        instead: 'not-created/webhook-denied',
      },
    ],
  },
  {
    cause: 'not-created/security-policy-violated',
    gives: refusedWith(
      'unable to validate against any security context constraint: [provider "anyuid": Forbidden: not usable by user or serviceaccount, provider restricted-v2: .containers[0].runAsUser: Invalid value: 999: must be in the ranges: [1000670000, 1000679999]]',
    ),
    near: [
      {
        what: 'it is Pod Security that refuses',
        target: 'deploy/sniffer',
        recording: 'r-fraud-2-sniffer',
        instead: 'not-created/pod-security-violated',
      },
    ],
  },
  {
    cause: 'not-created/webhook-denied',
    gives: { target: 'deploy/issuer', recording: 'r-cards-2-issuer' },
    near: [
      {
        what: 'the webhook could not be asked',
        target: 'deploy/exposure',
        recording: 'r-risk-2-exposure',
        instead: 'not-created/webhook-unreachable',
      },
    ],
  },
  {
    cause: 'not-created/webhook-unreachable',
    gives: { target: 'deploy/exposure', recording: 'r-risk-2-exposure' },
    near: [
      {
        what: 'the webhook answered',
        ...failingWith(
          'admission webhook "policy.r-risk-2.example.com" denied the request: connection refused',
        ),
        instead: 'not-created/webhook-denied',
      },
    ],
  },
  {
    cause: 'not-created/service-account-missing',
    gives: { target: 'deploy/signer', recording: 'r-wallet-2-signer' },
    near: [
      {
        what: 'an old refusal is left and the pod runs',
        target: 'deploy/autolabeler',
        recording: 'r-platform-autolabeler',
        instead: 'crashloop/api-access-denied',
      },
    ],
  },
  {
    cause: 'not-created/priority-class-missing',
    gives: { target: 'deploy/sender', recording: 'r-payouts-sender' },
    near: [
      {
        what: 'it is the runtime class that is missing',
        target: 'deploy/notebook',
        recording: 'r-sandbox-notebook',
        instead: 'sandbox/runtime-class-missing',
      },
    ],
  },
  {
    cause: 'not-created/namespace-terminating',
    gives: refusedWith('unable to create new content in namespace r-build because it is being terminated'),
    near: [{ what: 'a quota refuses', ...NO_ROOM, instead: 'not-created/quota-exceeded' }],
  },
  {
    cause: 'not-created/name-taken',
    gives: {
      target: 'sts/web',
      objects: [
        workload({ kind: 'StatefulSet' }),
        failed(
          'create Pod web-0 in StatefulSet web failed error: pods "web-0" already exists',
          'StatefulSet',
        ),
      ],
    },
    near: [
      {
        what: 'the StatefulSet waits for its own pod of that name',
        change: (objects) =>
          objects.push(
            running('web-0', {
              metadata: {
                ownerReferences: [{ kind: 'StatefulSet', name: 'web', uid: 'web-uid', controller: true }],
              },
              status: { phase: 'Running', conditions: [{ type: 'Ready', status: 'False' }] },
            }),
          ),
      },
    ],
  },
  {
    cause: 'not-created/creation-interrupted',
    gives: failingWith('etcdserver: request timed out'),
    near: [
      {
        what: 'it is a webhook that does not answer in time',
        ...failingWith(
          'Internal error occurred: failed calling webhook "guard.example": failed to call webhook: context deadline exceeded',
        ),
        instead: 'not-created/webhook-unreachable',
      },
      {
        what: 'what refused before is known',
        ...NO_ROOM,
        change: (objects) => {
          const event = structuredClone(objects.find((one) => one.reason === 'FailedCreate'));
          Object.assign(event.metadata, { name: 'builder.newest' });
          Object.assign(event, {
            message: 'Error creating: etcdserver: request timed out',
            lastTimestamp: '2026-11-22T07:41:08Z',
          });
          objects.push(event);
        },
        instead: 'not-created/quota-exceeded',
      },
    ],
  },
  {
    cause: 'not-created/creation-refused',
    gives: refusedWith('a new kind of plugin says no'),
    near: [MADE_SINCE, { what: 'the words are known', ...NO_ROOM, instead: 'not-created/quota-exceeded' }],
  },
  {
    cause: 'not-created/scaled-to-zero',
    gives: { target: 'deploy/archive', recording: 'r-quotes-2-archive' },
    near: [
      {
        what: 'one pod is wanted',
        change: (objects) => set(objects, 'deployment/archive', 'spec.replicas', 1),
      },
      {
        what: 'nothing is said of replicas, which means one',
        change: (objects) => set(objects, 'deployment/archive', 'spec.replicas', undefined),
      },
    ],
  },
  {
    cause: 'not-created/controller-paused',
    gives: { target: 'deploy/calendar', recording: 'r-calendar-calendar' },
    near: [
      {
        what: 'nothing waits to be rolled out',
        change: (objects) => {
          const image = object(objects, 'replicaset/calendar-7f8d5d97dc').spec.template.spec.containers[0]
            .image;
          set(objects, 'deployment/calendar', 'spec.template.spec.containers.0.image', image);
          set(objects, 'deployment/calendar', 'status.updatedReplicas', 1);
        },
      },
      {
        what: 'the rollout goes on',
        change: (objects) => set(objects, 'deployment/calendar', 'spec.paused', undefined),
      },
    ],
  },
  {
    cause: 'not-created/suspended',
    gives: { target: 'job/refile', recording: 'r-tax-3-refile' },
    near: [
      { what: 'it was let go', change: (objects) => set(objects, 'job/refile', 'spec.suspend', false) },
      {
        what: 'a CronJob is not suspended and its runs are refused',
        target: 'cronjob/web',
        objects: [
          workload({
            kind: 'CronJob',
            spec: { schedule: '*/5 * * * *' },
            status: { lastScheduleTime: '2026-01-01T11:30:00Z' },
          }),
          failed(`Error creating job: ${NO_MORE_JOBS}`, 'CronJob', {
            involvedObject: { kind: 'CronJob', name: 'web', uid: 'web-uid' },
          }),
        ],
        forbidden: ['resource-quotas'],
        instead: 'not-created/quota-exceeded',
      },
    ],
  },
  {
    cause: 'not-created/controller-silent',
    gives: {
      target: 'deploy/builder',
      recording: 'r-build-builder',
      takenAt: '2026-11-22T07:51:09Z',
      change: (objects) => {
        set(objects, 'deployment/builder', 'metadata.generation', 2);
        set(objects, 'deployment/builder', 'metadata.managedFields', []);
      },
    },
    near: [
      {
        what: 'its controller has had no time yet',
        takenAt: '2026-11-22T07:41:09Z',
        instead: 'not-created/quota-exceeded',
      },
      {
        what: 'it was refused at its first try, before it wrote a status',
        change: (objects) => set(objects, 'deployment/builder', 'status.observedGeneration', undefined),
        instead: 'not-created/quota-exceeded',
      },
      {
        what: 'its controller has seen the change',
        change: (objects) => set(objects, 'deployment/builder', 'status.observedGeneration', 2),
        instead: 'not-created/quota-exceeded',
      },
    ],
  },
  {
    cause: 'not-created/no-node-matches',
    gives: {
      target: 'ds/agent',
      recording: 'r-ok-3-agent',
      change: (objects) => {
        set(objects, 'daemonset/agent', 'spec.template.spec.nodeSelector', { gpu: 'yes' });
        set(objects, 'daemonset/agent', 'status.desiredNumberScheduled', 0);
        remove(objects, 'pod');
      },
    },
    near: [
      { what: 'it has its nodes', target: 'ds/agent', recording: 'r-ok-3-agent' },
      {
        what: 'its controller has not come to it',
        change: (objects) => set(objects, 'daemonset/agent', 'status.observedGeneration', undefined),
      },
    ],
  },
];
