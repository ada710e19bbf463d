import { alsoTold } from './support/also-told.ts';
import type { CauseCase } from './support/cause-case.ts';
import { object, remove, reword, saying, set } from './support/change.ts';
import { NO_TAG } from './support/failed-pull.ts';
import { NO_HANDLER, RECORDED, SETUP, sandboxSaying } from './support/failed-sandbox.ts';

const POD = 'pod/notebook-799fbbcfdd-rj8qg';
const NOT_READY =
  'network is not ready: container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized';
const CALICO = `${SETUP}plugin type="calico" failed (add): error getting ClusterInformation: connection is unauthorized: Unauthorized`;
const NO_ADDRESS = `${SETUP}plugin type="bridge" failed (add): failed to allocate for range 0: no IP addresses available in range set: 10.1.1.1-10.1.1.254`;
const NO_PAUSE =
  'failed to start sandbox "9f2c41": failed to get sandbox image "mirror.example.com/infra/sandbox:3.10": failed to pull image "mirror.example.com/infra/sandbox:3.10": failed to pull and unpack image "mirror.example.com/infra/sandbox:3.10": failed to resolve reference "mirror.example.com/infra/sandbox:3.10": failed to do request: Head "https://mirror.example.com/v2/infra/sandbox/manifests/3.10": dial tcp: lookup mirror.example.com: i/o timeout';

export const cases: readonly CauseCase[] = [
  {
    cause: 'sandbox/network-plugin-failed',
    gives: sandboxSaying(CALICO),
    near: [
      {
        what: 'the plugin has no address left',
        ...sandboxSaying(NO_ADDRESS),
        instead: 'sandbox/addresses-exhausted',
      },
      {
        what: 'the plugin has come back since and the container runs',
        change: (objects) => {
          const running = { running: { startedAt: '2026-11-22T07:41:54Z' } };
          set(objects, POD, 'status.containerStatuses.0.state', running);
          set(objects, POD, 'status.conditions.0.status', 'True');
        },
      },
      {
        what: 'the image is being pulled since, and no condition tells of sandboxes yet',
        change: (objects) => {
          const { metadata, status } = object(objects, POD);
          status.conditions.shift();
          alsoTold(objects, 'FailedCreatePodSandBox', {
            type: 'Normal',
            reason: 'Pulling',
            message: 'Pulling image "127.0.0.1:5000/sandbox/notebook:1.0.0"',
            lastTimestamp: '2026-11-22T07:41:54Z',
            involvedObject: { ...metadata, kind: 'Pod', fieldPath: 'spec.containers{nb}' },
          });
        },
      },
      {
        what: 'the node has no network and the scheduler leaves it out',
        target: 'deploy/display',
        recording: 'r-pos-3-display',
        instead: 'pending/node-unhealthy',
      },
    ],
  },
  {
    // The kubelet's own check, before it asks the runtime for a sandbox.
    cause: 'sandbox/network-plugin-failed',
    gives: {
      ...NO_HANDLER,
      change: (objects) => {
        reword(objects, 'FailedCreatePodSandBox', 'NetworkNotReady');
        reword(
          objects,
          `Failed to create pod sandbox: rpc error: code = Unknown desc = ${RECORDED}`,
          NOT_READY,
        );
      },
    },
    near: [
      {
        what: 'the pod uses its node’s network and waits for its volumes',
        change: (objects) => {
          reword(objects, 'NetworkNotReady', 'FailedMount');
          reword(
            objects,
            NOT_READY,
            'MountVolume.SetUp failed for volume "conf" : configmap "notebook" not found',
          );
        },
        instead: 'volume/config-map-missing',
      },
    ],
  },
  {
    cause: 'sandbox/addresses-exhausted',
    gives: sandboxSaying(NO_ADDRESS),
    near: [
      {
        what: 'it is the one address that was asked for that somebody has',
        ...sandboxSaying(
          `${SETUP}plugin type="bridge" failed (add): failed to allocate for range 0: requested IP address 10.1.1.7 is not available in range set 10.1.1.1-10.1.1.254`,
        ),
        instead: 'sandbox/network-plugin-failed',
      },
      {
        what: 'the disk is full on which the plugin keeps its addresses',
        ...sandboxSaying(
          `${SETUP}plugin type="bridge" failed (add): failed to allocate for range 0: write /var/lib/cni/networks/cbr0/10.1.1.7: no space left on device`,
        ),
        instead: 'sandbox/sandbox-failed',
      },
      {
        what: 'the node may have no more pods',
        target: 'deploy/turnstile',
        recording: 'r-gates-turnstile',
        instead: 'pending/too-many-pods',
      },
    ],
  },
  {
    cause: 'sandbox/pause-image-unavailable',
    gives: sandboxSaying(NO_PAUSE),
    near: [
      {
        what: 'it is an image of the pod’s own that is called pause',
        ...NO_TAG,
        change: saying('shop/app:1.4.3-rc9', 'shop/pause:3.10'),
        instead: 'image-pull/image-not-found',
      },
      {
        what: 'the image is there and the runtime too slow',
        ...sandboxSaying('context deadline exceeded'),
        instead: 'sandbox/sandbox-failed',
      },
    ],
  },
  {
    cause: 'sandbox/runtime-class-missing',
    gives: { target: 'deploy/notebook', recording: 'r-sandbox-notebook' },
    near: [
      {
        what: 'it is the pod’s priority class that is missing',
        change: saying(
          'pod rejected: RuntimeClass "gvisor" not found',
          'no PriorityClass with name gvisor was found',
        ),
        instead: 'not-created/priority-class-missing',
      },
      {
        what: 'a webhook rejects the pod for its class',
        change: saying(
          'pods "notebook-75bffc5f77-" is forbidden: pod rejected: RuntimeClass "gvisor" not found',
          'admission webhook "classes.example.com" denied the request: RuntimeClass "gvisor" is not for this namespace',
        ),
        instead: 'not-created/webhook-denied',
      },
    ],
  },
  {
    cause: 'sandbox/runtime-class-missing',
    gives: NO_HANDLER,
    near: [
      {
        what: 'the runtime has the handler and lacks its program',
        ...sandboxSaying(
          'failed to create containerd task: failed to start shim: failed to resolve runtime path: runtime "io.containerd.kata.v2" binary not installed "containerd-shim-kata-v2": file does not exist: unknown',
        ),
        instead: 'sandbox/sandbox-failed',
      },
    ],
  },
  {
    cause: 'sandbox/sandbox-failed',
    gives: { target: 'deploy/lb', recording: 'r-tuning-lb' },
    near: [
      {
        what: 'the kubelet does not allow the parameter in the first place',
        change: (objects) => {
          remove(objects, 'Event');
          const message = 'forbidden sysctl: "net.ipv4.ip_local_port_range" not allowlisted';
          const status = { phase: 'Failed', reason: 'SysctlForbidden', message };
          set(objects, 'pod/lb-59fbbfd658-8b4zt', 'status', status);
        },
        instead: 'evicted/admission-rejected',
      },
      {
        what: 'the network can’t be set up',
        ...sandboxSaying(CALICO),
        instead: 'sandbox/network-plugin-failed',
      },
      {
        what: 'the sandbox is up and a container can’t be started',
        target: 'deploy/intake',
        recording: 'r-claims-2-intake',
        instead: 'start-error/runtime-failure',
      },
    ],
  },
];
