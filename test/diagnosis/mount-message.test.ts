import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { readMountMessage, tellingClause } from '../../src/diagnosis/mount-message.ts';

const none = { unmounted: [], holders: [] };

describe('readMountMessage', () => {
  test.each([
    [
      'MountVolume.SetUp failed for volume "tls" : secret "shop-tls" not found',
      { problem: 'mount', volume: 'tls', ...none, clause: 'secret "shop-tls" not found' },
    ],
    [
      'MountVolume.SetUp failed for volume "tls" (UniqueName: "kubernetes.io/secret/a-tls") pod "a" (UID: "u") : secret "x" not found',
      { problem: 'mount', volume: 'tls', ...none, clause: 'secret "x" not found' },
    ],
    [
      'Multi-Attach error for volume "pv" Volume is already used by pod(s) a-0, b and 1 pod(s) in different namespaces',
      {
        problem: 'attach-conflict',
        volume: 'pv',
        unmounted: [],
        holders: ['a-0', 'b'],
        clause: 'Volume is already used by pod(s) a-0, b and 1 pod(s) in different namespaces',
      },
    ],
    [
      'Multi-Attach error for volume "pv" Volume is already exclusively attached to one node and can\'t be attached to another',
      {
        problem: 'attach-conflict',
        volume: 'pv',
        ...none,
        clause: "Volume is already exclusively attached to one node and can't be attached to another",
      },
    ],
    [
      'AttachVolume.Attach failed for volume "pv" : timed out waiting for external-attacher of d CSI driver to attach volume v',
      {
        problem: 'attach',
        volume: 'pv',
        ...none,
        clause: 'timed out waiting for external-attacher of d CSI driver to attach volume v',
      },
    ],
    [
      'Unable to attach or mount volumes: unmounted volumes=[data], unattached volumes=[data conf], failed to process volumes=[]: timed out waiting for the condition',
      {
        problem: 'timeout',
        unmounted: ['data'],
        holders: [],
        clause:
          'Unable to attach or mount volumes: unmounted volumes=[data], unattached volumes=[data conf], failed to process volumes=[]: timed out waiting for the condition',
      },
    ],
    [
      'Unable to attach or mount volumes: unmounted volumes=[d], unattached volumes=[], failed to process volumes=[d]: error processing PVC shop/data: PVC is not bound',
      { problem: 'mount', claim: 'data', unmounted: ['d'], holders: [], clause: 'PVC is not bound' },
    ],
    ['something else', { problem: 'mount', ...none, clause: 'something else' }],
    ['', { problem: 'mount', ...none, clause: '' }],
  ])('%s', (message, read) => {
    expect(readMountMessage(message)).toEqual(read);
  });

  it('takes any text', () => {
    fc.assert(fc.property(fc.string(), (text) => void readMountMessage(text)));
    fc.assert(
      fc.property(
        fc.string(),
        (text) => void readMountMessage(`MountVolume.SetUp failed for volume "${text}`),
      ),
    );
    fc.assert(
      fc.property(
        fc.string(),
        (text) =>
          void readMountMessage(`AttachVolume.Attach failed for volume "pv" : is attached to ${text}`),
      ),
    );
  });
});

test('what mount printed, without the paths of the kubelet', () => {
  const text =
    'rpc error: code = Internal desc = mount failed: exit status 32\nMounting command: mount\nOutput: mount: /var/lib/kubelet/pods/x/volumes/d: wrong fs type.\n dmesg(1)';
  expect(tellingClause(text)).toBe('mount: wrong fs type.');
});
