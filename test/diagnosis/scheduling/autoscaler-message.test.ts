import { describe, expect, it } from 'vitest';
import { parseScaleUpRefusal, scaleUpGroups } from '../../../src/diagnosis/scheduling/autoscaler-message.ts';

describe('the autoscaler’s words', () => {
  it('tell a limit from a pod that fits no group', () => {
    expect(
      parseScaleUpRefusal(
        "pod didn't trigger scale-up: 2 max node group size reached, 1 node(s) had untolerated taint {a: b}",
      ),
    ).toEqual({
      reasons: [
        { text: 'max node group size reached', groups: 2 },
        { text: 'node(s) had untolerated taint {a: b}', groups: 1 },
      ],
      limited: true,
    });
    const old = "pod didn't trigger scale-up (it wouldn't fit if a new node is added): 3 Insufficient cpu";
    expect(parseScaleUpRefusal(old)).toEqual({
      reasons: [{ text: 'Insufficient cpu', groups: 3 }],
      limited: false,
    });
    expect(parseScaleUpRefusal("pod didn't trigger scale-up: ").reasons).toEqual([]);
    expect(parseScaleUpRefusal('in backoff after failed scale-up').reasons).toEqual([
      { text: 'in backoff after failed scale-up' },
    ]);
  });

  it('name the groups that grow', () => {
    expect(scaleUpGroups('pod triggered scale-up: [{workers 3->4 (max: 10)} {gpu 0->1 (max: 2)}]')).toEqual([
      'workers',
      'gpu',
    ]);
    expect(scaleUpGroups('Pod should schedule on: nodeclaim/default-x7, node/ip-1')).toEqual(['default-x7']);
    expect(scaleUpGroups('something')).toEqual([]);
  });
});
