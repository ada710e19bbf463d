import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSchedulingMessage, type SchedulingReasonKind } from '../../src/diagnosis/scheduling-message.ts';

function kindsOf(text: string) {
  return parseSchedulingMessage(text).reasons.map(({ kind, count }) => [kind, count]);
}

describe('the scheduler’s message', () => {
  it('gives each reason with its count, and the preemption clause apart', () => {
    const message = parseSchedulingMessage(
      '0/8 nodes are available: 1 Insufficient cpu, 1 node(s) had untolerated taint {arch: arm64}, 10 Too many pods. preemption: 0/8 nodes are available: 1 No preemption victims found for incoming pod, 7 Preemption is not helpful for scheduling.',
    );
    expect(message).toMatchObject({
      nodes: 8,
      cut: false,
      preemption:
        '0/8 nodes are available: 1 No preemption victims found for incoming pod, 7 Preemption is not helpful for scheduling.',
    });
    expect(message.reasons).toEqual([
      { kind: 'resource', count: 1, text: 'Insufficient cpu', subject: 'cpu' },
      {
        kind: 'taint',
        count: 1,
        text: 'node(s) had untolerated taint {arch: arm64}',
        subject: 'arch',
        detail: 'arm64',
      },
      { kind: 'too-many-pods', count: 10, text: 'Too many pods' },
    ]);
  });

  it('reads a taint without value, and the texts of other versions', () => {
    const text =
      "0/4 nodes are available: 1 node(s) had taint {a/b: c}, that the pod didn't tolerate, 1 node(s) had untolerated taint {node.kubernetes.io/not-ready: }, 2 node(s) had untolerated taint(s).";
    expect(parseSchedulingMessage(text).reasons).toMatchObject([
      { kind: 'taint', subject: 'a/b', detail: 'c' },
      { kind: 'taint', subject: 'node.kubernetes.io/not-ready', detail: '' },
      { kind: 'taint', count: 2 },
    ]);
  });

  it('reads what is said before any node is looked at', () => {
    const lost = parseSchedulingMessage(
      '0/8 nodes are available: persistentvolumeclaim "scans" bound to non-existent persistentvolume "disk". preemption: 0/8 nodes are available: 8 Preemption is not helpful for scheduling.',
    );
    expect(lost.reasons).toEqual([
      {
        kind: 'claim-lost',
        text: 'persistentvolumeclaim "scans" bound to non-existent persistentvolume "disk"',
        subject: 'scans',
        detail: 'disk',
      },
    ]);
  });

  const texts: readonly (readonly [string, SchedulingReasonKind | undefined])[] = [
    ["node(s) didn't match Pod's node affinity/selector", 'node-affinity'],
    ["node(s) didn't match node selector", 'node-affinity'],
    ["node(s) didn't match scheduler-enforced node affinity", 'node-affinity'],
    ["node(s) didn't satisfy plugin(s) [NodeAffinity]", 'node-affinity'],
    ["node(s) didn't satisfy plugin(s) [Foo Bar]", 'plugin'],
    ["node(s) didn't match the requested node name", 'node-name'],
    ["node(s) didn't have free ports for the requested pod ports", 'host-port'],
    ['node(s) were unschedulable', 'cordoned'],
    ["node(s) had taints that the pod didn't tolerate", 'taint'],
    ["node(s) didn't match pod affinity rules", 'pod-affinity'],
    ["node(s) didn't match pod affinity/anti-affinity", 'pod-affinity'],
    ["node(s) didn't match pod anti-affinity rules", 'pod-anti-affinity'],
    ["node(s) didn't satisfy existing pods anti-affinity rules", 'existing-anti-affinity'],
    ["node(s) didn't match pod topology spread constraints (missing required label)", 'topology-label'],
    ["node(s) didn't match pod topology spread constraints", 'topology-spread'],
    ['pod has unbound immediate PersistentVolumeClaims', 'claim-unbound'],
    ["node(s) didn't find available persistent volumes to bind", 'claim-unbound'],
    ["node(s) didn't match PersistentVolume's node affinity", 'volume-affinity'],
    ['node(s) had volume node affinity conflict', 'volume-affinity'],
    ['node(s) had no available volume zone', 'volume-affinity'],
    ['node(s) did not have enough free storage', 'volume-space'],
    ['node(s) unavailable due to one or more pvc(s) bound to non-existent pv(s)', 'claim-lost'],
    ['node(s) exceed max volume count', 'volume-limit'],
    ['node(s) had no available disk', 'volume-exclusive'],
    [
      'node has pod using PersistentVolumeClaim with the same name and ReadWriteOncePod access mode',
      'volume-exclusive',
    ],
    ['cannot allocate all claims', 'device'],
    ['resourceclaim not available on the node', 'device'],
    ["node(s) didn't match Pod's required features", 'features'],
    ['something of tomorrow', undefined],
  ];
  it.each(texts)('knows "%s"', (text, kind) => {
    expect(kindsOf(`0/3 nodes are available: 3 ${text}.`)).toEqual([[kind, 3]]);
  });

  it.each([
    ['persistentvolumeclaim "x" not found', 'claim-missing'],
    ['persistentvolumeclaim "x" is being deleted', 'claim-deleting'],
    ['waiting for ephemeral volume controller to create the persistentvolumeclaim "x"', 'claim-coming'],
    ['request r: device class x does not exist', 'device'],
    ['resource claim x is in the process of being allocated', 'device'],
    ['waiting for pods\'s pod group "x" to appear in scheduling queue', 'pod-group'],
    ['running PreBind plugin "VolumeBinding": provisioning failed for PVC "x"', 'claim-unbound'],
  ])('takes the name out of "%s"', (text, kind) => {
    expect(parseSchedulingMessage(text).reasons).toMatchObject([{ kind, subject: 'x' }]);
  });

  it('reads further texts without a name', () => {
    expect(kindsOf('waiting for minCount pods from a gang to be scheduled')).toEqual([
      ['pod-group', undefined],
    ]);
    expect(kindsOf('waiting for scheduling gates: [a]')).toEqual([['gated', undefined]]);
    expect(kindsOf('binding volumes: context deadline exceeded')).toEqual([['claim-unbound', undefined]]);
  });

  it.each(['no new claims to deallocate', 'still not schedulable'])('reads on past %s', (words) => {
    const text = `0/2 nodes are available: 2 Insufficient cpu. ${words}, preemption: 0/2 nodes are available: 2 No preemption victims found for incoming pod.`;
    expect(parseSchedulingMessage(text)).toEqual({
      nodes: 2,
      reasons: [{ kind: 'resource', count: 2, text: 'Insufficient cpu', subject: 'cpu' }],
      preemption: '0/2 nodes are available: 2 No preemption victims found for incoming pod.',
      cut: false,
    });
    const alone = parseSchedulingMessage(`0/2 nodes are available: 2 cannot allocate all claims. ${words}`);
    expect(alone.reasons).toMatchObject([{ kind: 'device', text: 'cannot allocate all claims' }]);
    expect(alone.cut).toBe(false);
  });

  it('notices that a message was cut', () => {
    expect(
      parseSchedulingMessage('0/3 nodes are available: 1 Insufficient cpu, 2 node(s) had unto').cut,
    ).toBe(true);
    expect(parseSchedulingMessage('0/3 nodes are available: 1 Insufficient cpu, 2 node(s)...').cut).toBe(
      true,
    );
    expect(parseSchedulingMessage('0/3 nodes are available: 3 Insufficient cpu.').cut).toBe(false);
    expect(parseSchedulingMessage('no nodes available to schedule pods').cut).toBe(false);
  });

  it('takes any text', () => {
    expect(parseSchedulingMessage('')).toEqual({ reasons: [], cut: false });
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((s) => `0/9 nodes are available: ${s}`),
        ),
        (text) => {
          expect(parseSchedulingMessage(text).reasons.length).toBeLessThanOrEqual(text.length);
        },
      ),
    );
  });
});
