import { describe, expect, test } from 'vitest';
import { type Read, readKey } from '../../src/diagnosis/snapshot.ts';

describe('readKey', () => {
  test('is one for equal questions, whatever the order of their fields', () => {
    expect(readKey({ section: 'claim', namespace: 'shop', name: 'data' })).toBe(
      readKey({ name: 'data', namespace: 'shop', section: 'claim' }),
    );
  });

  test('does not tell an absent field from an undefined one', () => {
    expect(readKey({ section: 'pods', selector: 'app=web', namespace: undefined })).toBe(
      readKey({ section: 'pods', selector: 'app=web' }),
    );
  });

  test.each<[Read, Read]>([
    [
      { section: 'node', name: 'a' },
      { section: 'node', name: 'b' },
    ],
    [
      { section: 'node', name: 'a' },
      { section: 'volume', name: 'a' },
    ],
    [
      { section: 'events', kind: 'Pod', name: 'a' },
      { section: 'events', kind: 'Pod', name: 'a', uid: '1' },
    ],
    [
      { section: 'claim', namespace: 'a', name: 'b' },
      { section: 'claim', namespace: 'b', name: 'a' },
    ],
    [
      { section: 'log', namespace: 'a', pod: 'b', container: 'c', previous: true },
      { section: 'log', namespace: 'a', pod: 'b', container: 'c', previous: false },
    ],
  ])('tells %j from %j', (a, b) => {
    expect(readKey(a)).not.toBe(readKey(b));
  });

  test('leaves the question as it was', () => {
    const read: Read = Object.freeze({ section: 'node', name: 'a' });
    readKey(read);
    expect(read).toEqual({ section: 'node', name: 'a' });
  });
});
