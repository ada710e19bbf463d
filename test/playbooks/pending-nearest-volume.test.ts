import { describe, expect, it } from 'vitest';
import type { PendingView } from '../../playbooks/pending/refusal.ts';
import type { Node } from '../../src/diagnosis/objects/node.ts';
import type { PersistentVolume, PersistentVolumeClaim } from '../../src/diagnosis/objects/storage.ts';
import type { Collected } from '../../src/diagnosis/snapshot.ts';
import { nearestVolume } from '../../src/diagnosis/storage/nearest-volume.ts';

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

const NO_NODES: Collected<readonly Node[]> = { status: 'ok', value: [] };

function nearest(
  answer: Collected<readonly PersistentVolume[]>,
  of = claim,
  nodes: Collected<readonly Node[]> = NO_NODES,
) {
  const get = ({ section }: { section: string }) => (section === 'nodes' ? nodes : answer);
  return nearestVolume({ get } as unknown as PendingView, of);
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
    ['nothing that it should be', {}, 'it has none of 10Gi, and it is of no mode, not ReadWriteMany'],
  ])('is named with what it lacks: %s', (_, spec, lacks) => {
    expect(among(volume('disk', spec))).toMatchObject({ nearVolume: 'disk', nearVolumeLacks: lacks });
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
    expect(nearest({ status: 'ok', value: [{ metadata: { name: 'empty' } }] }, sized)?.params).toMatchObject({
      nearVolume: 'empty',
      nearVolumeLacks: 'it has none of 1Gi',
    });
  });

  it('offers itself where less would do, and nothing where it has no size', () => {
    expect(among(volume('disk', { ...large, capacity: { storage: '5Gi' } }))).toMatchObject({
      offeredBy: 'disk',
      offer: '5Gi (ReadWriteMany)',
    });
  });

  it('is one that an older claim of the same name has left behind', () => {
    const again = { ...claim, metadata: { ...claim.metadata, uid: 'new' } };
    const left = (phase: string | undefined, more: object = {}): PersistentVolume => ({
      ...volume('disk', { ...large, claimRef: { namespace: 'shop', name: 'data', uid: 'old' }, ...more }),
      ...(phase ? { status: { phase } } : { status: {} }),
    });
    const found = (one: PersistentVolume) => nearest({ status: 'ok', value: [one] }, again)?.params;
    expect(found(left('Released'))).toEqual({
      nearVolume: 'disk',
      nearVolumeLacks: 'it is Released, still kept for an older claim data that was deleted',
      releasedVolume: 'disk',
      releasePatch: '[{"op":"remove","path":"/spec/claimRef"}]',
    });
    expect(found(left(undefined))).toMatchObject({
      nearVolumeLacks: 'it is kept, still kept for an older claim data that was deleted',
    });
    expect(found(left('Released', { capacity: { storage: '1Gi' } }))?.releasedVolume).toBeUndefined();
    const foreign = { claimRef: { namespace: 'blog', name: 'posts' } };
    expect(found(left('Released', foreign))?.nearVolumeLacks).toBe(
      'it is Released and still kept for blog/posts',
    );
  });

  it('is of another kind, or lacks the labels that the claim selects by', () => {
    const wanting = { ...claim, spec: { ...claim.spec, selector: { matchLabels: { tier: 'db' } } } };
    const found = (one: PersistentVolume) => nearest({ status: 'ok', value: [one] }, wanting)?.params;
    const device = volume('disk', { ...large, volumeMode: 'Block' });
    expect(found(device)).toEqual({
      nearVolume: 'disk',
      nearVolumeLacks: 'its volumeMode is Block, not Filesystem, and it does not have the labels tier=db',
    });
    const plain = volume('disk', large);
    expect(found(plain)).toEqual({
      nearVolume: 'disk',
      nearVolumeLacks: 'it does not have the labels tier=db',
    });
    expect(found({ ...plain, metadata: { name: 'disk', labels: { tier: 'db' } } })).toBeUndefined();
  });

  it('is of no use where no node is', () => {
    const term = {
      matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'In', values: ['node-c'] }],
    };
    const far = volume('disk', { ...large, nodeAffinity: { required: { nodeSelectorTerms: [term] } } });
    const answer = { status: 'ok', value: [far] } as const;
    expect(nearest(answer)?.params).toEqual({
      nearVolume: 'disk',
      nearVolumeLacks: 'it can be used on kubernetes.io/hostname=node-c only, where no node is',
    });
    const there = { metadata: { name: 'node-c', labels: { 'kubernetes.io/hostname': 'node-c' } } };
    expect(nearest(answer, claim, { status: 'ok', value: [there] })).toBeUndefined();
    expect(
      nearest(answer, claim, { status: 'unavailable', reason: 'forbidden', message: 'no' }),
    ).toBeUndefined();
    const empty = volume('disk', { ...large, nodeAffinity: { required: {} } });
    expect(nearest({ status: 'ok', value: [empty] })).toBeUndefined();
  });
});
