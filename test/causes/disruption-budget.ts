import { containerStatus, NOW } from '../support/build.ts';
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
import type { CauseCase, Given } from './support/cause-case.ts';
import { object, set } from './support/change.ts';

const PDB = 'PodDisruptionBudget/web';
const READY = [guarded('web-1'), guarded('web-2'), guarded('web-3')];

/** Budget web beside what it is for. */
function asking(made: MadeBudget, ...others: readonly object[]): Given {
  return { target: 'pdb/web', objects: [budget(made), ...others] };
}

const OF_AGENT = { kind: 'DaemonSet', name: 'web', uid: 'web-uid' };

export const cases: readonly CauseCase[] = [
  {
    cause: 'disruption-budget/selects-nothing',
    gives: asking(
      { spec: { minAvailable: 2, selector: { matchLabels: { app: 'wbe' } } }, status: counts(0, 2, 0) },
      ...deployed(3, ...READY),
    ),
    near: [
      {
        what: 'the label is right',
        change: (objects) => {
          set(objects, PDB, 'spec.selector', WEB);
          set(objects, PDB, 'status', counts(3, 2, 3));
        },
      },
      {
        what: 'its Deployment is set to 0 replicas, and nothing has to be healthy',
        ...asking({ spec: { maxUnavailable: 1, selector: WEB }, status: counts(0, 0, 0) }, maker(0)),
        instead: 'disruption-budget/unused',
      },
      {
        what: 'its Deployment makes no pods though it should',
        ...asking({ status: counts(0, 2, 0) }, maker(3)),
        instead: 'disruption-budget/too-few-healthy',
      },
      {
        what: 'it selects all pods of the namespace',
        change: (objects) => {
          set(objects, PDB, 'spec.selector', {});
          set(objects, PDB, 'status', counts(3, 2, 3));
        },
      },
    ],
  },
  {
    cause: 'disruption-budget/sync-failed',
    gives: asking(
      {
        spec: { maxUnavailable: 1, selector: WEB },
        status: failedSync('daemonsets.apps does not implement the scale subresource'),
      },
      guarded('web-1', { owner: OF_AGENT }),
      guarded('web-2', { owner: OF_AGENT }),
    ),
    near: [
      {
        what: 'it asks for a whole number',
        change: (objects) => {
          set(objects, PDB, 'spec', { minAvailable: 1, selector: WEB });
          set(objects, PDB, 'status', counts(2, 1, 2));
        },
      },
      {
        what: 'the pods’ owner can be scaled and one of them is down',
        ...asking(
          { spec: { maxUnavailable: 0, selector: WEB }, status: counts(2, 3, 3) },
          ...deployed(3, READY[0] as object, READY[1] as object, guarded('web-3', { ready: false })),
        ),
        instead: 'disruption-budget/too-few-healthy',
      },
    ],
  },
  {
    cause: 'disruption-budget/too-few-replicas',
    gives: asking({ status: counts(1, 2, 1) }, ...deployed(1, guarded('web-1'))),
    near: [
      {
        what: 'there are to be so many, and one is down',
        change: (objects) => {
          set(objects, 'deployment/web', 'spec.replicas', 2);
          objects.push(guarded('web-2', { ready: false }));
          set(objects, PDB, 'status', counts(1, 2, 2));
        },
        instead: 'disruption-budget/too-few-healthy',
      },
      {
        what: 'there are to be exactly so many, and are',
        change: (objects) => {
          set(objects, 'deployment/web', 'spec.replicas', 2);
          objects.push(guarded('web-2'));
          set(objects, PDB, 'status', counts(2, 2, 2));
        },
        instead: 'disruption-budget/blocks-every-eviction',
      },
    ],
  },
  {
    cause: 'disruption-budget/too-few-healthy',
    gives: asking(
      { status: counts(1, 2, 3) },
      ...deployed(
        3,
        guarded('web-1'),
        guarded('web-2', { ready: false }),
        guarded('web-3', { ready: false }),
      ),
    ),
    near: [
      {
        what: 'enough are healthy',
        change: (objects) => {
          set(objects, 'pod/web-2', 'status.conditions.0.status', 'True');
          set(objects, PDB, 'status', counts(2, 2, 3));
        },
      },
      {
        what: 'a pod’s own cause explains it',
        change: (objects) => {
          const message =
            'rpc error: code = NotFound desc = failed to pull and unpack image "registry.example/app:1": failed to resolve reference "registry.example/app:1": registry.example/app:1: not found';
          for (const name of ['web-2', 'web-3']) {
            const { status } = object(objects, `pod/${name}`);
            status.phase = 'Pending';
            const waiting = { reason: 'ErrImagePull', message };
            status.containerStatuses = [containerStatus('app', { waiting })];
          }
        },
        instead: 'image-pull/image-not-found',
      },
    ],
  },
  {
    cause: 'disruption-budget/blocks-every-eviction',
    gives: asking(
      { spec: { maxUnavailable: 0, selector: WEB }, status: counts(3, 3, 3) },
      ...deployed(3, ...READY),
    ),
    near: [
      {
        what: 'one may be away',
        change: (objects) => {
          set(objects, PDB, 'spec.maxUnavailable', 1);
          set(objects, PDB, 'status', counts(3, 2, 3));
        },
      },
      {
        what: 'one may be away, and is',
        change: (objects) => {
          set(objects, PDB, 'spec.maxUnavailable', 1);
          set(objects, PDB, 'status', counts(2, 2, 3));
          set(objects, 'pod/web-3', 'metadata.deletionTimestamp', NOW);
        },
      },
    ],
  },
  {
    cause: 'disruption-budget/unused',
    gives: asking({ spec: { maxUnavailable: 1, selector: WEB }, status: counts(0, 0, 0) }, maker(0)),
    near: [
      {
        what: 'so many have to be healthy',
        change: (objects) => {
          set(objects, PDB, 'spec', { minAvailable: 1, selector: WEB });
          set(objects, PDB, 'status', counts(0, 1, 0));
        },
        instead: 'disruption-budget/too-few-replicas',
      },
      {
        what: 'the label is misspelt',
        change: (objects) => set(objects, 'deployment/web', 'spec.template.metadata.labels', { app: 'weeb' }),
        instead: 'disruption-budget/selects-nothing',
      },
    ],
  },
  {
    cause: 'disruption-budget/unattended',
    gives: asking({ metadata: { generation: 2 } }, ...deployed(3, ...READY)),
    near: [
      {
        what: 'the controller has looked since',
        change: (objects) => set(objects, PDB, 'status.observedGeneration', 2),
      },
      {
        what: 'it fails',
        change: (objects) => set(objects, PDB, 'status', failedSync('found no controllers for pod "web-1"')),
        instead: 'disruption-budget/sync-failed',
      },
    ],
  },
];
