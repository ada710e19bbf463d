import type { CauseCase, Given } from './support/cause-case.ts';
import { object } from './support/change.ts';
import { SETUP, sandboxSaying } from './support/failed-sandbox.ts';

/** Docker under the kubelet of Kubernetes 1.20 to 1.23. */
const DOCKER_NETWORK =
  'failed to set up sandbox container "9f2c41" network for pod "notebook-799fbbcfdd-rj8qg": networkPlugin cni failed to set up pod "notebook-799fbbcfdd-rj8qg_r-sandbox-2" network: ';
const DOCKER_START = 'failed to start sandbox container for pod "notebook-799fbbcfdd-rj8qg": ';
const CRIO_NETWORK =
  'failed to create pod network sandbox k8s_notebook-799fbbcfdd-rj8qg_r-sandbox-2_1b2c_0(9f2c41): error adding pod r-sandbox-2_notebook-799fbbcfdd-rj8qg to CNI network "multus-cni-network": plugin type="multus" name="multus-cni-network" failed (add): [r-sandbox-2/notebook-799fbbcfdd-rj8qg/1b2c:net1]: error adding container to network "net1": ';
const CRIO_PAUSE =
  'error creating pod sandbox with name "k8s_notebook-799fbbcfdd-rj8qg_r-sandbox-2_1b2c_0": initializing source docker://registry.k8s.io/pause:3.9: pinging container registry registry.k8s.io: Get "https://registry.k8s.io/v2/": dial tcp: lookup registry.k8s.io: no such host';
const CRIO_RESERVED =
  'error reserving pod name k8s_notebook-799fbbcfdd-rj8qg_r-sandbox-2_1b2c_0 for id 9f2c41: name is reserved';

type Failure =
  | 'sandbox/network-plugin-failed'
  | 'sandbox/addresses-exhausted'
  | 'sandbox/pause-image-unavailable'
  | 'sandbox/runtime-class-missing'
  | 'sandbox/sandbox-failed';

/** What a runtime or plugin says for a cause, and what it says for a neighbouring one. */
type Wording = readonly [Failure, string, Failure, string];

const DOCKER: readonly Wording[] = [
  [
    'sandbox/addresses-exhausted',
    `${DOCKER_NETWORK}add cmd: failed to assign an IP address to container`,
    'sandbox/network-plugin-failed',
    `${DOCKER_NETWORK}open /run/flannel/subnet.env: no such file or directory`,
  ],
  [
    'sandbox/pause-image-unavailable',
    'failed pulling image "k8s.gcr.io/pause:3.2": Error response from daemon: Get "https://k8s.gcr.io/v2/": net/http: request canceled while waiting for connection',
    'sandbox/sandbox-failed',
    `${DOCKER_START}operation timeout: context deadline exceeded`,
  ],
  [
    'sandbox/runtime-class-missing',
    'RuntimeHandler "kata-qemu" not supported',
    'sandbox/sandbox-failed',
    `${DOCKER_START}Error response from daemon: Conflict. The container name "/k8s_POD_notebook-799fbbcfdd-rj8qg_r-sandbox-2_1b2c_0" is already in use by container "9f2c41". You have to remove (or rename) that container to be able to reuse that name.`,
  ],
];

const CONTAINERD_AND_CRIO: readonly Wording[] = [
  [
    'sandbox/addresses-exhausted',
    `${SETUP}plugin type="aws-cni" name="aws-cni" failed (add): add cmd: failed to assign an IP address to container`,
    'sandbox/network-plugin-failed',
    `${SETUP}plugin type="aws-cni" name="aws-cni" failed (add): add cmd: Error received from AddNetwork gRPC call: rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing: dial tcp 127.0.0.1:50051: connect: connection refused"`,
  ],
  [
    'sandbox/addresses-exhausted',
    `${SETUP}plugin type="calico" failed (add): failed to request IPv4 addresses: Assigned 0 out of 1 requested IPv4 addresses; No more free affine blocks and strict affinity enabled`,
    'sandbox/network-plugin-failed',
    `${SETUP}plugin type="calico" failed (add): stat /var/lib/calico/nodename: no such file or directory: check that the calico/node container is running and has mounted /var/lib/calico/`,
  ],
  [
    'sandbox/addresses-exhausted',
    `${SETUP}plugin type="cilium-cni" failed (add): unable to allocate IP via local cilium agent: [POST /ipam][502] postIpamFailure "No more IPs available"`,
    'sandbox/network-plugin-failed',
    `${SETUP}plugin type="cilium-cni" failed (add): unable to connect to Cilium agent: failed to create cilium agent client after 30.000000 seconds timeout: Get "http://localhost/v1/config": dial unix /var/run/cilium/cilium.sock: connect: no such file or directory`,
  ],
  [
    'sandbox/addresses-exhausted',
    `${SETUP}plugin type="azure-vnet" failed (add): IPAM Invoker Add failed with error: Failed to get IP address from CNS with error: AllocateIPConfig failed: not enough IPs available for 9c6a, waiting on Azure CNS to allocate more with NC Status: `,
    'sandbox/network-plugin-failed',
    `${SETUP}plugin type="azure-vnet" failed (add): IPAM Invoker Add failed with error: Failed to get IP address from CNS with error: http request failed: Post "http://localhost:10090/network/requestipconfigs": dial tcp 127.0.0.1:10090: connect: connection refused`,
  ],
  [
    'sandbox/addresses-exhausted',
    `${CRIO_NETWORK}error at storage engine: Could not allocate IP in range: ip: 10.1.1.10 / - 10.1.1.20 / range: 10.1.1.0/24 / excludeRanges: []`,
    'sandbox/network-plugin-failed',
    `${CRIO_NETWORK}error at storage engine: time limit exceeded while waiting to become leader`,
  ],
  ['sandbox/pause-image-unavailable', CRIO_PAUSE, 'sandbox/sandbox-failed', CRIO_RESERVED],
  [
    'sandbox/runtime-class-missing',
    'failed to find runtime handler kata-qemu from runtime list map[crun:0xc00047e300 runc:0xc00047ef00]',
    'sandbox/sandbox-failed',
    'CreateContainer failed: Failed to check if grpc server is working: rpc error: code = DeadlineExceeded desc = timed out connecting to vsock 3379238252:1024: unknown',
  ],
  [
    'sandbox/sandbox-failed',
    'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: expected cgroupsPath to be of format "slice:prefix:name" for systemd cgroups, got "/kubepods/besteffort/pod1b2c/9f2c41" instead: unknown',
    'sandbox/network-plugin-failed',
    `${SETUP}plugin type="portmap" failed (add): cannot open hostport 80 for pod 9f2c41: listen tcp4 :80: bind: address already in use`,
  ],
  [
    'sandbox/sandbox-failed',
    'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: container init was OOM-killed (memory limit too low?): unknown',
    'sandbox/network-plugin-failed',
    'failed to create pod network sandbox k8s_notebook-799fbbcfdd-rj8qg_r-sandbox-2_1b2c_0(9f2c41): No CNI configuration file in /etc/kubernetes/cni/net.d/. Has your network provider started?',
  ],
];

export const cases: readonly CauseCase[] = [
  ...DOCKER.map((wording) => caseOf(wording, (words) => before125(sandboxSaying(words)))),
  ...CONTAINERD_AND_CRIO.map((wording) => caseOf(wording, sandboxSaying)),
];

function caseOf([cause, words, instead, nearWords]: Wording, saying: (words: string) => Given): CauseCase {
  return {
    cause,
    gives: saying(words),
    near: [{ what: `the words are: ${nearWords}`, ...saying(nearWords), instead }],
  };
}

/** No condition says yet whether the sandbox is up: `PodHasNetwork` came with 1.25. */
function before125({ change, ...given }: Given): Given {
  return {
    ...given,
    change: (objects, logs) => {
      change?.(objects, logs);
      const { status } = object(objects, 'pod/notebook-799fbbcfdd-rj8qg');
      status.conditions.shift();
    },
  };
}
