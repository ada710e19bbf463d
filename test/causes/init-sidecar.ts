import type { CauseCase } from './support/cause-case.ts';
import { object, reword, set } from './support/change.ts';
import { waitingBehind } from './support/waiting-init.ts';

const PROFILE = 'pod/profile-7cc5758579-8hbdt';
const IRRIGATION = 'pod/irrigation-6b9977cdcb-smls5';
const RUNNING = { running: { startedAt: '2026-11-22T07:42:10Z' } };

export const cases: readonly CauseCase[] = [
  {
    cause: 'init/sidecar-failing',
    gives: { target: 'deploy/profile', recording: 'r-mesh-3-profile' },
    near: [
      {
        what: 'without restartPolicy Always it is an init container like any other',
        change: (objects) => set(objects, PROFILE, 'spec.initContainers.0.restartPolicy', undefined),
        instead: 'init/init-container-waiting',
      },
      {
        what: 'it has come up, and the init container behind it waits',
        change: (objects, logs) => {
          set(objects, PROFILE, 'status.initContainerStatuses.0.started', true);
          waitingBehind(PROFILE)(objects, logs);
        },
        instead: 'init/init-container-waiting',
      },
      {
        what: 'it has come up and the app’s image is missing',
        change: (objects) => {
          set(objects, PROFILE, 'status.initContainerStatuses.0.started', true);
          set(objects, PROFILE, 'status.initContainerStatuses.0.ready', true);
          set(objects, PROFILE, 'status.conditions.1.status', 'True');
          const message =
            'Back-off pulling image "127.0.0.1:5000/mesh/profile:2.1.0": ErrImagePull: rpc error: code = NotFound desc = failed to pull and unpack image "127.0.0.1:5000/mesh/profile:2.1.0": failed to resolve reference "127.0.0.1:5000/mesh/profile:2.1.0": 127.0.0.1:5000/mesh/profile:2.1.0: not found';
          const waiting = { waiting: { reason: 'ImagePullBackOff', message } };
          set(objects, PROFILE, 'status.containerStatuses.0.state', waiting);
        },
        instead: 'image-pull/image-not-found',
      },
    ],
  },
  {
    cause: 'init/sidecar-failing',
    gives: { target: 'deploy/irrigation', recording: 'r-farm-irrigation' },
    near: [
      {
        what: 'it runs beside the app as a container of the old kind',
        change: (objects) => {
          const { spec, status } = object(objects, IRRIGATION);
          spec.containers.push(...spec.initContainers);
          status.containerStatuses.push(...status.initContainerStatuses);
          delete spec.initContainers;
          delete status.initContainerStatuses;
          reword(objects, 'spec.initContainers{vault-agent}', 'spec.containers{vault-agent}');
          set(objects, IRRIGATION, 'spec.containers.1.restartPolicy', undefined);
        },
        instead: 'crashloop/dependency-rejected',
      },
      {
        what: 'it runs again and its startup probe has succeeded',
        change: (objects) => {
          set(objects, IRRIGATION, 'status.initContainerStatuses.0.state', RUNNING);
          set(objects, IRRIGATION, 'status.initContainerStatuses.0.started', true);
        },
      },
    ],
  },
];
