import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editDistance, nearNames } from '../../src/diagnosis/near-names.ts';

const cases: readonly [string, string, readonly string[], readonly string[]][] = [
  ['a slip of one letter', 'app-confg', ['app-config', 'kube-root-ca.crt'], ['app-config']],
  ['two letters swapped', 'app-cofnig', ['app-config'], ['app-config']],
  ['another case', 'regCred', ['regcred'], ['regcred']],
  ['a prefix more, however long', 'regcred', ['production-team-regcred'], ['production-team-regcred']],
  ['a suffix less', 'web-config-v2', ['web-config'], ['web-config']],
  [
    'the nearest first',
    'db-pass',
    ['db-password', 'db-pas', 'db-pass2'],
    ['db-pas', 'db-pass2', 'db-password'],
  ],
  ['names as near, by the alphabet', 'app-x', ['app-c', 'app-a', 'app-b'], ['app-a', 'app-b', 'app-c']],
  ['three at most', 'app-x', ['app-d', 'app-c', 'app-b', 'app-a'], ['app-a', 'app-b', 'app-c']],
  ['the name itself is none', 'app', ['app'], []],
  ['each once', 'app-x', ['app-a', 'app-a'], ['app-a']],
  ['nothing like it', 'app-config', ['kube-root-ca.crt', 'default-token'], []],
  ['a short name has no near ones by containment', 'ab', ['abcdefgh'], []],
  ['no names', 'app', [], []],
];

describe('nearNames', () => {
  test.each(cases)('%s', (_, wanted, names, near) => {
    expect(nearNames(wanted, names)).toEqual(near);
    expect(nearNames(wanted, [...names].reverse())).toEqual(near);
  });

  test('as many as asked for', () => {
    expect(nearNames('app-x', ['app-a', 'app-b'], 1)).toEqual(['app-a']);
  });

  test('never throws, is the same whatever the order, and gives only names it was given', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string()), (wanted, names) => {
        const near = nearNames(wanted, names);
        expect(near.length).toBeLessThanOrEqual(3);
        expect(near.every((name) => name !== wanted && names.includes(name))).toBe(true);
        expect(nearNames(wanted, [...names].reverse())).toEqual(near);
      }),
    );
  });
});

describe('editDistance', () => {
  test.each([
    ['', '', 0],
    ['abc', 'abc', 0],
    ['', 'abc', 3],
    ['abc', '', 3],
    ['abc', 'abd', 1],
    ['abc', 'ab', 1],
    ['abc', 'acb', 1],
    ['ca', 'abc', 3],
    ['kitten', 'sitting', 3],
  ])('%j to %j takes %d', (a, b, edits) => {
    expect(editDistance(a, b)).toBe(edits);
    expect(editDistance(b, a)).toBe(edits);
  });
});
