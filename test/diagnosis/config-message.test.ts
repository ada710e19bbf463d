import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { readConfigMessage, readConfigMessages } from '../../src/diagnosis/config-message.ts';

describe('readConfigMessage', () => {
  test.each([
    ['configmap "a" not found', { problem: 'object-missing', kind: 'ConfigMap', name: 'a' }],
    ['Error: secrets "a.b" not found', { problem: 'object-missing', kind: 'Secret', name: 'a.b' }],
    [
      "couldn't find key k.y in ConfigMap shop/web",
      { problem: 'key-missing', kind: 'ConfigMap', name: 'web', key: 'k.y' },
    ],
    ['references non-existent config key: k', { problem: 'key-missing', kind: 'ConfigMap', key: 'k' }],
    ['references non-existent secret key: k', { problem: 'key-missing', kind: 'Secret', key: 'k' }],
    ['object "shop"/"web" not registered', { problem: 'passing' }],
    ['Error: missing value for SITE', { problem: 'sub-path-invalid', variable: 'SITE' }],
    [
      'failed to prepare subPath for volumeMount "d" of container "app"',
      { problem: 'sub-path-invalid', volume: 'd' },
    ],
    [
      "unable to provision SubPath `../x`: must not contain '..'",
      { problem: 'sub-path-invalid', path: '../x' },
    ],
    ['no more', undefined],
  ])('%s', (message, problem) => {
    expect(readConfigMessage(message)).toEqual(problem);
  });

  it('takes any text', () => {
    fc.assert(fc.property(fc.string(), (text) => void readConfigMessage(text)));
  });
});

describe('readConfigMessages', () => {
  it('reads the list that a projected volume gives', () => {
    const text = '[configmap "a" not found, references non-existent secret key: k, secret "b" not found]';
    expect(readConfigMessages(text)).toEqual([
      { problem: 'object-missing', kind: 'ConfigMap', name: 'a' },
      { problem: 'key-missing', kind: 'Secret', key: 'k' },
      { problem: 'object-missing', kind: 'Secret', name: 'b' },
    ]);
    expect(readConfigMessages('secret "b" not found')).toHaveLength(1);
    expect(readConfigMessages('mount failed')).toEqual([]);
  });
});
