import { describe, expect, it } from 'vitest';
import { nearestVolume } from '../../playbooks/pending/nearest-volume.ts';
import type { PendingView } from '../../playbooks/pending/refusal.ts';
import type { PersistentVolume, PersistentVolumeClaim } from '../../src/diagnosis/kube.ts';
import type { Collected } from '../../src/diagnosis/snapshot.ts';

const claim: PersistentVolumeClaim = {
  metadata: { namespace: 'shop', name: 'data' },
  spec: {
    storageClassName: 'manual',
    accessModes: ['ReadWriteMany'],
    resources: { requests: { storage: '10Gi' } },
  },
};

function volume(name: string, spec: PersistentVolume['spec']): PersistentVolume {
  return {
    metadata: { name },
    spec: { storageClassName: 'manual', ...spec },
    status: { phase: 'Available' },
  };
}

function nearest(answer: Collected<readonly PersistentVolume[]>, of = claim) {
  return nearestVolume({ get: () => answer } as unknown as PendingView, of);
}

function among(...value: readonly PersistentVolume[]) {
  return nearest({ status: 'ok', value })?.params;
}

const large = { capacity: { storage: '20Gi' }, accessModes: ['ReadWriteMany'] };

describe('the volume nearest to a claim', () => {
  it.each([
    ['too small', { ...large, capacity: { storage: '5Gi' } }, 'it has 5Gi of 10Gi'],
    [
      'of another access mode',
      { ...large, accessModes: ['ReadWriteOnce'] },
      'it is ReadWriteOnce, not ReadWriteMany',
    ],
    ['taken', { ...large, claimRef: { namespace: 'blog', name: 'posts' } }, 'it belongs to blog/posts'],
    ['nothing that it should be', {}, 'it has none of 10Gi and it is of no mode, not ReadWriteMany'],
  ])('is named with what it lacks: %s', (_, spec, lacks) => {
    expect(among(volume('disk', spec))).toEqual({ nearVolume: 'disk', nearVolumeLacks: lacks });
  });

  it('is the one that lacks least, of these the largest', () => {
    const small = volume('small', { ...large, capacity: { storage: '1Gi' } });
    const smaller = volume('smaller', { ...large, capacity: { storage: '500Mi' } });
    const taken = volume('taken', { claimRef: { namespace: 'blog', name: 'posts' } });
    expect(among(smaller, taken, small)?.nearVolume).toBe('small');
  });

  it.each([
    ['a volume that fits', volume('disk', large)],
    [
      'one that waits for this very claim',
      volume('disk', { ...large, claimRef: { namespace: 'shop', name: 'data' } }),
    ],
    ['one of another class', volume('disk', { storageClassName: 'fast' })],
  ])('is not named for %s', (_, only) => {
    expect(among(only)).toBeUndefined();
  });

  it('is unknown where volumes may not be listed', () => {
    expect(nearest({ status: 'unavailable', reason: 'forbidden', message: 'no' })).toBeUndefined();
  });

  it('is looked for among volumes without a class where the claim has none, whatever it asks for', () => {
    const bare: PersistentVolume = {
      metadata: { name: 'bare' },
      spec: { claimRef: { namespace: 'a', name: 'b' } },
    };
    const answer = { status: 'ok', value: [bare, { metadata: { name: 'empty' } }] } as const;
    expect(nearest({ status: 'ok', value: [bare] }, { metadata: claim.metadata })?.params.nearVolume).toBe(
      'bare',
    );
    expect(nearest(answer, { metadata: claim.metadata })).toBeUndefined();
    const sized = { metadata: claim.metadata, spec: { resources: { requests: { storage: '1Gi' } } } };
    expect(nearest({ status: 'ok', value: [{ metadata: { name: 'empty' } }] }, sized)?.params).toEqual({
      nearVolume: 'empty',
      nearVolumeLacks: 'it has none of 1Gi',
    });
  });
});
