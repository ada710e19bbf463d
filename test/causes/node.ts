import type { CauseCase, MadeObject } from './support/cause-case.ts';
import { object, reword, set } from './support/change.ts';

const STANDBY = { target: 'deploy/standby', recording: 'r-dr-2-standby' } as const;
const POD = 'pod/standby-586cc7bdd8-bfxw6';
const NODE = 'node/node-f';
/** Its pod is five minutes old by then. */
const LATER = '2026-11-22T07:49:30Z';
const NO_NETWORK =
  'container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized';

/** Sets a condition of the node as its own kubelet writes it. */
function says(objects: readonly MadeObject[], type: string, status: string, reason: string, message: string) {
  const { conditions } = object(objects, NODE).status;
  Object.assign(
    conditions.find((one: MadeObject) => one.type === type),
    { status, reason, message },
  );
}

function isReady(objects: readonly MadeObject[]): void {
  for (const type of ['MemoryPressure', 'DiskPressure', 'PIDPressure'])
    says(objects, type, 'False', 'KubeletHasSufficient', 'kubelet has enough');
  says(objects, 'Ready', 'True', 'KubeletReady', 'kubelet is posting ready status');
}

function isShort(objects: readonly MadeObject[]): void {
  isReady(objects);
  const message = 'kubelet has insufficient memory available';
  says(objects, 'MemoryPressure', 'True', 'KubeletHasInsufficientMemory', message);
}

export const cases: readonly CauseCase[] = [
  {
    cause: 'node/node-unreachable',
    gives: STANDBY,
    near: [
      {
        what: 'its kubelet answers and reports trouble',
        change: (objects) => says(objects, 'Ready', 'False', 'KubeletNotReady', NO_NETWORK),
        instead: 'node/node-not-ready',
      },
      { what: 'its kubelet answers again', change: isReady },
      {
        what: 'the node may not be read: its pod tells only that it is not ready',
        forbidden: ['node'],
        instead: 'node/node-not-ready',
      },
      {
        what: 'the pod has yet to be placed, and the node is the one it may use',
        target: 'deploy/printer',
        recording: 'r-pos-2-printer',
        instead: 'pending/node-unhealthy',
      },
    ],
  },
  {
    cause: 'node/node-not-ready',
    gives: {
      ...STANDBY,
      change: (objects) => says(objects, 'Ready', 'False', 'KubeletNotReady', NO_NETWORK),
    },
    near: [
      { what: 'its kubelet does not answer', ...STANDBY, instead: 'node/node-unreachable' },
      {
        what: 'only the sandbox of one pod fails on it',
        change: (objects) => {
          isReady(objects);
          const waiting = { reason: 'ContainerCreating' };
          set(objects, POD, 'status.containerStatuses.0.state', { waiting });
          set(objects, POD, 'status.containerStatuses.0.ready', false);
          reword(objects, 'NodeNotReady', 'FailedCreatePodSandBox');
          reword(
            objects,
            'Node is not ready',
            'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox "4f4f": plugin type="calico" failed (add): stat /var/lib/calico/nodename: no such file or directory',
          );
        },
        instead: 'sandbox/network-plugin-failed',
      },
    ],
  },
  {
    // Who may read pods only sees what the node controller does to them.
    cause: 'node/node-not-ready',
    gives: { ...STANDBY, forbidden: ['node', 'events'] },
    near: [
      {
        what: 'its container is not ready either',
        change: (objects) => set(objects, POD, 'status.containerStatuses.0.ready', false),
      },
      {
        what: 'a readiness gate keeps the pod unready',
        change: (objects) => {
          const conditionType = 'target-health.elbv2.k8s.aws/k8s-shop';
          set(objects, POD, 'spec.readinessGates', [{ conditionType }]);
        },
        instead: 'probe/readiness-gate-unmet',
      },
    ],
  },
  {
    cause: 'node/node-pressure',
    gives: { ...STANDBY, change: isShort, takenAt: LATER },
    near: [
      { what: 'the pod has just been made', takenAt: '2026-11-22T07:46:14Z' },
      {
        what: 'the pod is ready on it',
        change: (objects) => {
          const { conditions } = object(objects, POD).status;
          conditions.find((one: MadeObject) => one.type === 'Ready').status = 'True';
        },
      },
      {
        what: 'the node has not answered since',
        change: (objects) =>
          says(objects, 'Ready', 'Unknown', 'NodeStatusUnknown', 'Kubelet stopped posting node status.'),
        instead: 'node/node-unreachable',
      },
    ],
  },
];
