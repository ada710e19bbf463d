import { describe, expect, it } from 'vitest';
import type { ClaimMetric, PersistentVolumeClaim } from '../../../src/diagnosis/objects/storage.ts';
import { claimSigns } from '../../../src/digests/signs/claim-signs.ts';

const NOW = Date.parse('2026-03-01T10:00:00Z');
const NONE = { claims: [], used: [], capacity: [] };

function metric(value: string, name = 'data', namespace = 'shop'): ClaimMetric {
  return { describedObject: { name, namespace }, value };
}

function growing(since: string, status = 'True'): PersistentVolumeClaim {
  const conditions = [{ type: 'FileSystemResizePending', status, lastTransitionTime: since }];
  return {
    metadata: { name: 'data', namespace: 'shop' },
    spec: { resources: { requests: { storage: '20Gi' } } },
    status: { phase: 'Bound', capacity: { storage: '10Gi' }, conditions },
  };
}

describe('a claim that fills', () => {
  it('is told of with what it holds', () => {
    const state = { ...NONE, used: [metric('95Gi')], capacity: [metric('100Gi')] };
    expect(claimSigns(state, { now: NOW })).toEqual([
      {
        key: 'claim/shop/data/use',
        about: 'claim',
        namespace: 'shop',
        kind: 'PersistentVolumeClaim',
        name: 'data',
        severity: 'critical',
        text: 'is 95% full: 95Gi of 100Gi',
      },
    ]);
  });

  it.each([
    ['84Gi', undefined],
    ['85Gi', 'warning'],
    ['94.9Gi', 'warning'],
    // As prometheus-adapter writes what is no whole number of anything.
    ['104152956928', 'critical'],
    ['107374182400m', undefined],
    ['', undefined],
  ])('%s of 100Gi: %s', (used, severity) => {
    const state = { ...NONE, used: [metric(used)], capacity: [metric('100Gi')] };
    expect(claimSigns(state, { now: NOW })[0]?.severity).toBe(severity);
  });

  it('is measured by its own size', () => {
    const state = {
      ...NONE,
      used: [metric('9Gi', 'a'), metric('9Gi', 'b'), metric('9Gi', 'c'), metric('9Gi', 'a', 'pay')],
      capacity: [metric('10Gi', 'a', 'pay'), metric('100Gi', 'a'), metric('0', 'b')],
    };
    expect(claimSigns(state, { now: NOW }).map(({ key }) => key)).toEqual(['claim/pay/a/use']);
  });
});

it.each([
  ['100Gi', 'is 95% full: 95Gi of 100Gi'],
  ['95Gi', 'is 95% full: 95Gi of 100Gi'],
  // Mounted on two nodes, both of which measure it.
  ['50Gi', 'is 95% full'],
])('a claim of %s of which 95Gi of 100Gi are measured %s', (storage, text) => {
  const claims = [
    { metadata: { name: 'data', namespace: 'shop' }, status: { phase: 'Bound', capacity: { storage } } },
  ];
  const state = { claims, used: [metric('95Gi')], capacity: [metric('100Gi')] };
  expect(claimSigns(state, { now: NOW }).map((sign) => sign.text)).toEqual([text]);
});

describe('a claim', () => {
  it('whose volume is gone is told of', () => {
    const claims = [{ metadata: { name: 'data', namespace: 'shop' }, status: { phase: 'Lost' } }];
    expect(claimSigns({ ...NONE, claims }, { now: NOW })).toMatchObject([
      { key: 'claim/shop/data/Lost', severity: 'critical', text: 'has lost its volume' },
    ]);
  });

  it('that waits to be grown is told of, once that takes long', () => {
    const told = (claim: PersistentVolumeClaim) => claimSigns({ ...NONE, claims: [claim] }, { now: NOW });
    expect(told(growing('2026-03-01T07:00:00Z'))).toMatchObject([
      {
        key: 'claim/shop/data/FileSystemResizePending',
        severity: 'info',
        text: 'has waited for 3 hours for its file system to be grown to 20Gi: that is done where a pod mounts it',
      },
    ]);
    expect(told(growing('2026-03-01T09:55:00Z'))).toEqual([]);
    expect(told(growing('2026-03-01T07:00:00Z', 'False'))).toEqual([]);
  });

  it.each(['Bound', 'Pending'])('that is %s is nothing', (phase) => {
    const claims = [{ metadata: { name: 'data', namespace: 'shop' }, status: { phase } }];
    expect(claimSigns({ ...NONE, claims }, { now: NOW })).toEqual([]);
  });

  it('that is ignored is left out', () => {
    const state = { ...NONE, used: [metric('95Gi')], capacity: [metric('100Gi')] };
    for (const ignore of [{ namespaces: ['shop'] }, { owners: ['persistentvolumeclaim/data'] }])
      expect(claimSigns(state, { now: NOW, ignore })).toEqual([]);
  });
});
