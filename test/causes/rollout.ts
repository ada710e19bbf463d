import {
  agentPod,
  daemonSet,
  dbPod,
  deployment,
  JUST_NOW,
  podOf,
  READY,
  replicaSet,
  statefulSet,
} from '../playbooks/rollout-made.ts';
import type { CauseCase } from './support/cause-case.ts';
import { set } from './support/change.ts';

const SETS = [replicaSet('old'), replicaSet('new')];
const OLD = { ...READY, hash: 'db-old' };
const BROKEN = { crashed: true, hash: 'db-old', image: 'registry.example/web:1' };
const ON_DELETE = { spec: { updateStrategy: { type: 'OnDelete' } } };
const PARTITION = { spec: { updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 2 } } } };

/** The pods' own causes are left out: nothing that a playbook for pods finds. */
export const cases: readonly CauseCase[] = [
  {
    cause: 'rollout/progress-deadline-exceeded',
    gives: {
      target: 'deploy/web',
      objects: [deployment(), ...SETS, podOf('new', 'd', { readySince: JUST_NOW }), podOf('old', 'a', READY)],
      change: (objects) => set(objects, 'deployment/web', 'spec.minReadySeconds', 600),
    },
    near: [
      {
        what: 'the controller still sees progress',
        change: (objects) => {
          set(objects, 'deployment/web', 'status.conditions.0.status', 'True');
          set(objects, 'deployment/web', 'status.conditions.0.reason', 'ReplicaSetUpdated');
        },
      },
      {
        what: 'the new pod’s own cause explains it',
        target: 'deploy/web',
        recording: 'r-shop-2-web',
        instead: 'image-pull/image-not-found',
      },
      {
        what: 'somebody has paused it',
        change: (objects) => set(objects, 'deployment/web', 'spec.paused', true),
        instead: 'not-created/controller-paused',
      },
      { what: 'a rolling update goes well', target: 'deploy/player', recording: 'r-video-player' },
    ],
  },
  {
    cause: 'rollout/revision-held-back',
    gives: { target: 'sts/db', objects: [statefulSet(), dbPod(0, BROKEN), dbPod(1, OLD), dbPod(2, READY)] },
    near: [
      {
        what: 'the broken pod has the newest template',
        change: (objects) =>
          set(objects, 'pod/db-0', 'metadata.labels', { 'controller-revision-hash': 'db-new' }),
        instead: 'crashloop/application-error',
      },
      {
        what: 'it has only just been made and nothing has failed',
        objects: [
          statefulSet(),
          dbPod(0, { hash: 'db-old', unreadySince: JUST_NOW }),
          dbPod(1, OLD),
          dbPod(2, READY),
        ],
      },
    ],
  },
  {
    cause: 'rollout/ordinal-held-back',
    gives: { target: 'sts/db', objects: [statefulSet(), dbPod(0, { crashed: true })] },
    near: [
      {
        what: 'pods are made whatever becomes of the others',
        change: (objects) => set(objects, 'statefulset/db', 'spec.podManagementPolicy', 'Parallel'),
      },
      { what: 'the first pod is still starting', target: 'sts/store', recording: 'r-fresh-6-store' },
    ],
  },
  {
    cause: 'rollout/update-held-back',
    gives: {
      target: 'ds/agent',
      // Its own trouble cannot be seen: nothing restarts, no probe is there.
      objects: [daemonSet(), agentPod('a', '1', READY), agentPod('b', '2')],
    },
    near: [
      {
        what: 'all pods are updated',
        change: (objects) => set(objects, 'daemonset/agent', 'status.updatedNumberScheduled', 3),
      },
      {
        what: 'the new pod has only just been made',
        objects: [daemonSet(), agentPod('a', '1', READY), agentPod('b', '2', { unreadySince: JUST_NOW })],
      },
    ],
  },
  {
    cause: 'rollout/deletion-awaited',
    gives: {
      target: 'sts/db',
      objects: [statefulSet(ON_DELETE), dbPod(0, OLD), dbPod(1, READY), dbPod(2, READY)],
    },
    near: [
      {
        what: 'every pod has been deleted since the change',
        change: (objects) =>
          set(objects, 'pod/db-0', 'metadata.labels', { 'controller-revision-hash': 'db-new' }),
      },
      {
        what: 'the update goes on by itself',
        change: (objects) => set(objects, 'statefulset/db', 'spec.updateStrategy.type', 'RollingUpdate'),
      },
    ],
  },
  {
    cause: 'rollout/partition-set',
    gives: {
      target: 'sts/db',
      objects: [statefulSet(PARTITION), dbPod(0, OLD), dbPod(1, OLD), dbPod(2, READY)],
    },
    near: [
      {
        what: 'the partition is 0',
        change: (objects) => set(objects, 'statefulset/db', 'spec.updateStrategy.rollingUpdate.partition', 0),
      },
    ],
  },
];
