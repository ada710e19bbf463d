import { describe, expect, it, test } from 'vitest';
import { volume } from '../../playbooks/volume/index.ts';
import type { PersistentVolume } from '../../src/diagnosis/objects/storage.ts';
import { unplaced } from '../support/pending.ts';
import { ofClaim, why } from './start-made.ts';

const POD = unplaced({
  says: '0/1 nodes are available: pod has unbound immediate PersistentVolumeClaims.',
  spec: { volumes: [{ name: 'd', persistentVolumeClaim: { claimName: 'data' } }] },
});

function claim(volumeName: string, storageClassName?: string) {
  return {
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'data', namespace: 'shop', creationTimestamp: '2026-01-01T11:00:00Z' },
    spec: {
      volumeName,
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: '10Gi' } },
      ...(storageClassName === undefined ? {} : { storageClassName }),
    },
    status: { phase: 'Pending' },
  };
}

function disk(name: string, spec: PersistentVolume['spec'] = {}) {
  const own = { capacity: { storage: '10Gi' }, accessModes: ['ReadWriteOnce'], ...spec };
  return { kind: 'PersistentVolume', metadata: { name }, spec: own, status: { phase: 'Available' } };
}

describe('a claim that names its volume', () => {
  it('waits for one that does not exist', () => {
    const [said] = why(volume, [POD, claim('pv-dat', ''), disk('pv-data')]).told;
    expect(said?.cause).toBe('no-matching-volume');
    expect(said?.title).toMatch(/has no volume: it names the volume pv-dat, which does not exist$/);
    expect(said?.text).toMatch(/There is a PersistentVolume pv-data: is that meant\?/);
    expect(said?.text).toMatch(/Create the PersistentVolume pv-dat; or delete the claim/);
    expect(said?.evidence).toContain('spec.volumeName');
    expect(why(volume, [POD, claim('pv-dat', '')]).told[0]?.text).not.toMatch(/is that meant/);
  });

  test.each([
    [{ capacity: { storage: '1Gi' } }, '', 'it has 1Gi of 10Gi'],
    [{ claimRef: { namespace: 'blog', name: 'posts' } }, undefined, 'it belongs to blog/posts'],
    [{ volumeMode: 'Block' }, '', 'its volumeMode is Block, not Filesystem'],
    [{}, 'ssd', 'its class is none, not ssd'],
    [{ storageClassName: 'ssd' }, '', 'its class is ssd, not none'],
  ])('is told why that one does not do: %j', (spec, storageClass, lacks) => {
    const mismatch = ofClaim('VolumeMismatch', 'Cannot bind to requested volume "pv-1"');
    const [said] = why(volume, [POD, claim('pv-1', storageClass), disk('pv-1', spec), mismatch]).told;
    expect(said?.cause).toBe('no-matching-volume');
    expect(said?.title).toMatch(new RegExp(`the volume pv-1 that it names does not do: ${lacks}$`));
    expect(said?.text).toMatch(/Correct the volume pv-1; or delete the claim/);
  });

  it('is judged by its class where that volume does, or volumes can’t be read', () => {
    const fits = [POD, claim('pv-1', ''), disk('pv-1')];
    expect(why(volume, fits).told[0]?.text).not.toMatch(/pv-1 that it names/);
    const unread = why(volume, [POD, claim('pv-dat', '')], ['persistent-volumes']);
    expect(unread.told[0]?.title).toMatch(/no volume without a class fits it/);
  });
});
