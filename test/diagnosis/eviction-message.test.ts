import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readEviction, readShortage } from '../../src/diagnosis/eviction-message.ts';

describe('readEviction', () => {
  test.each([
    [
      'The node was low on resource: memory. Threshold quantity: 100Mi, available: 52Mi. Container app was using 900Mi, request is 128Mi, has larger consumption of memory. ',
      {
        kind: 'node-pressure',
        resource: 'memory',
        threshold: '100Mi',
        available: '52Mi',
        offenders: [{ container: 'app', usage: '900Mi', request: '128Mi' }],
      },
    ],
    [
      'The node was low on resource: ephemeral-storage. Container a was using 1Gi, which exceeds its request of 0. Container b was using 2Gi, which exceeds its request of 1Mi. ',
      {
        kind: 'node-pressure',
        resource: 'ephemeral-storage',
        offenders: [
          { container: 'a', usage: '1Gi', request: '0' },
          { container: 'b', usage: '2Gi', request: '1Mi' },
        ],
      },
    ],
    ['The node was low on resource: inodes', { kind: 'node-pressure', resource: 'inodes', offenders: [] }],
    [
      'Container app exceeded its local ephemeral storage limit "24Mi". ',
      { kind: 'container-storage-limit', container: 'app', limit: '24Mi' },
    ],
    [
      'Pod ephemeral local storage usage exceeds the total limit of containers 24Mi. ',
      { kind: 'pod-storage-limit', limit: '24Mi' },
    ],
    [
      'Usage of EmptyDir volume "cache" exceeds the limit "16Mi". ',
      { kind: 'empty-dir-limit', volume: 'cache', limit: '16Mi' },
    ],
    [
      'The node had condition: [DiskPressure MemoryPressure]. ',
      { kind: 'node-condition', conditions: ['DiskPressure', 'MemoryPressure'] },
    ],
    ['Pod was active on the node longer than the specified deadline', undefined],
  ])('%s', (message, eviction) => {
    expect(readEviction(message)).toEqual(eviction);
  });

  test('any text is read, and soon', () => {
    const words = fc.constantFrom(
      'Container ',
      'a ',
      'was using ',
      '1Gi, ',
      'request is ',
      '. ',
      'resource: ',
      '"',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(words).map((all) => all.join('')),
        ),
        (text) => {
          readEviction(text);
          readShortage(text);
        },
      ),
    );
    expect(readEviction(`node was low on resource: ${'a'.repeat(200_000)} `)).toBeUndefined();
  });
});

test('readShortage: cpu counts in thousandths, the rest as it is', () => {
  const said = (resource: string) =>
    `Node didn't have enough resource: ${resource}, requested: 8000, used: 120, capacity: 2000`;
  expect(readShortage(said('cpu'))).toEqual({ resource: 'cpu', requested: 8, used: 0.12, capacity: 2 });
  expect(readShortage(said('nvidia.com/gpu'))?.requested).toBe(8000);
  expect(readShortage('no room')).toBeUndefined();
});
