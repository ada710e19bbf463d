import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { readSandboxMessage } from '../../src/diagnosis/sandbox-message.ts';

const CNI =
  'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox "ab12": ';

describe('readSandboxMessage', () => {
  test.each([
    [
      'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to get sandbox runtime: no runtime for "kata" is configured',
      { failure: 'runtime-class-missing', handler: 'kata', clause: 'no runtime for "kata" is configured' },
    ],
    [
      'failed to find runtime handler kata from runtime list map[]',
      { failure: 'runtime-class-missing', handler: 'kata' },
    ],
    [
      'failed to get RuntimeClass gvisor: runtimeclass.node.k8s.io "gvisor" not found',
      { failure: 'runtime-class-missing', runtimeClass: 'gvisor' },
    ],
    [
      `${CNI}plugin type="calico" failed (add): error getting ClusterInformation: connection is unauthorized`,
      { failure: 'network-plugin-failed', plugin: 'calico' },
    ],
    [
      'error adding pod shop_web to CNI network "multus-cni": plugin type="multus" failed (add): no such network',
      { failure: 'network-plugin-failed', plugin: 'multus' },
    ],
    [
      'error adding pod shop_web to CNI network "net1": timeout',
      { failure: 'network-plugin-failed', plugin: 'net1' },
    ],
    [
      'networkPlugin cni failed to set up pod "web" network: open /run/flannel/subnet.env: no such file or directory',
      { failure: 'network-plugin-failed', plugin: 'flannel' },
    ],
    [
      'failed to find plugin "bridge" in path [/opt/cni/bin]',
      { failure: 'network-plugin-failed', plugin: 'bridge' },
    ],
    [
      'network is not ready: container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized',
      { failure: 'network-plugin-failed' },
    ],
    [
      `${CNI}plugin type="bridge" failed (add): failed to allocate for range 0: no IP addresses available in range set: 10.1.1.1-10.1.1.254`,
      { failure: 'addresses-exhausted', range: '10.1.1.1-10.1.1.254' },
    ],
    [
      `${CNI}plugin type="aws-cni" name="aws-cni" failed (add): add cmd: failed to assign an IP address to container`,
      { failure: 'addresses-exhausted' },
    ],
    [
      `${CNI}plugin type="calico" failed (add): failed to request IPv4 addresses: Assigned 0 out of 1 requested IPv4 addresses; No more free affine blocks and strict affinity enabled`,
      { failure: 'addresses-exhausted' },
    ],
    [
      'networkPlugin cni failed to set up pod "web_shop" network: failed to request 1 IPv4 addresses. IPAM allocated only 0',
      { failure: 'addresses-exhausted' },
    ],
    [
      `${CNI}plugin type="calico" failed (add): cannot allocate new block due to per host block limit`,
      { failure: 'addresses-exhausted' },
    ],
    [
      'error adding container to network "net1": error at storage engine: Could not allocate IP in range: ip: 10.1.1.10 / - 10.1.1.20 / range: 10.1.1.0/24 / excludeRanges: []',
      { failure: 'addresses-exhausted', range: '10.1.1.10 / - 10.1.1.20' },
    ],
    [
      `${CNI}plugin type="azure-vnet" failed (add): IPAM Invoker Add failed with error: Failed to get IP address from CNS with error: AllocateIPConfig failed: not enough IPs available for 9c6a, waiting on Azure CNS to allocate more with NC Status: `,
      { failure: 'addresses-exhausted' },
    ],
    [
      `${CNI}plugin type="bridge" failed (add): failed to allocate for range 0: requested IP address 10.1.1.7 is not available in range set 10.1.1.1-10.1.1.254`,
      { failure: 'network-plugin-failed', plugin: 'bridge' },
    ],
    [
      `${CNI}plugin type="bridge" failed (add): write /var/lib/cni/networks/cbr0/10.1.1.7: no space left on device`,
      { failure: 'sandbox-failed', problem: 'disk' },
    ],
    [
      'error reserving pod name k8s_web_shop_1b_0 for id 9f2c: name is reserved',
      { failure: 'sandbox-failed', problem: 'name-reserved' },
    ],
    [
      'failed to get sandbox image "registry.k8s.io/pause:3.9": failed to pull image',
      { failure: 'pause-image-unavailable', image: 'registry.k8s.io/pause:3.9' },
    ],
    [
      'failed pulling image "k8s.gcr.io/pause:3.1": Error response from daemon',
      { failure: 'pause-image-unavailable', image: 'k8s.gcr.io/pause:3.1' },
    ],
    [
      'runc create failed: unable to start container process: error during container init: write /proc/sys/net/core/somaxconn: invalid argument: unknown',
      {
        failure: 'sandbox-failed',
        problem: 'sysctl',
        sysctl: 'net.core.somaxconn',
        clause: 'write /proc/sys/net/core/somaxconn: invalid argument',
      },
    ],
    [
      'expected cgroupsPath to be of format "slice:prefix:name" for systemd cgroups',
      { failure: 'sandbox-failed', problem: 'cgroup' },
    ],
    ['name "k8s_POD" is reserved for "ab"', { failure: 'sandbox-failed', problem: 'name-reserved' }],
    ['context deadline exceeded', { failure: 'sandbox-failed', problem: 'slow' }],
    ['no space left on device', { failure: 'sandbox-failed', problem: 'disk' }],
    ['fork/exec: resource temporarily unavailable', { failure: 'sandbox-failed', problem: 'processes' }],
    [
      'container init was OOM-killed (memory limit too low?)',
      { failure: 'sandbox-failed', problem: 'memory' },
    ],
    ['something else', { failure: 'sandbox-failed', clause: 'something else' }],
  ])('%s', (message, read) => {
    expect(readSandboxMessage(message)).toMatchObject(read);
  });

  it('takes any text', () => {
    fc.assert(fc.property(fc.string(), (text) => void readSandboxMessage(text)));
    fc.assert(fc.property(fc.string(), (text) => void readSandboxMessage(`${CNI}${text}`)));
  });
});
