import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatQuantity, isBytes, parseQuantity } from '../../src/diagnosis/quantity.ts';

// The grammar: https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
describe('parseQuantity', () => {
  test.each([
    ['0', 0],
    ['2', 2],
    ['100m', 0.1],
    ['1500m', 1.5],
    ['250u', 0.00025],
    ['5n', 5e-9],
    ['1k', 1000],
    ['1M', 1e6],
    ['1G', 1e9],
    ['1T', 1e12],
    ['1P', 1e15],
    ['1E', 1e18],
    ['1Ki', 1024],
    ['128Mi', 134_217_728],
    ['1.5Gi', 1_610_612_736],
    ['2Ti', 2 * 2 ** 40],
    ['1Pi', 2 ** 50],
    ['1Ei', 2 ** 60],
    ['1e3', 1000],
    ['1E3', 1000],
    ['12e-1', 1.2],
    ['1e+2', 100],
    ['.5', 0.5],
    ['5.', 5],
    ['+1', 1],
    ['-1Gi', -(2 ** 30)],
    ['134217728', 134_217_728],
  ])('%s is %d', (text, value) => {
    expect(parseQuantity(text)).toBeCloseTo(value, 12);
  });

  test.each<[string | undefined, string]>([
    ['', 'empty'],
    [undefined, 'absent'],
    ['.', 'no digits'],
    ['Gi', 'a unit alone'],
    ['1GB', 'a unit of another system'],
    ['1K', 'k is small, Ki has an i'],
    ['1ki', 'Ki is large'],
    ['1mi', 'Mi is large'],
    ['1 Gi', 'a blank'],
    [' 1', 'a blank before'],
    ['1\n', 'a line end'],
    ['1,5Gi', 'a comma'],
    ['0x10', 'hexadecimal'],
    ['1e', 'an exponent without digits'],
    ['1e1Gi', 'both an exponent and a unit'],
    ['--1', 'two signs'],
    ['NaN', 'no number'],
    ['Infinity', 'no number'],
  ])('%j is no quantity: %s', (text) => {
    expect(parseQuantity(text)).toBeUndefined();
  });

  test.each([
    [4, 4],
    [0.5, 0.5],
    [1e21, 2 ** 63],
    [Number.NaN, undefined],
  ])('a number that a file gives without quotes: %d', (value, parsed) => {
    expect(parseQuantity(value)).toBe(parsed);
  });

  test('is capped where the API caps it', () => {
    expect(parseQuantity('100E')).toBe(2 ** 63);
    expect(parseQuantity('-1e999')).toBe(-(2 ** 63));
    expect(parseQuantity('9'.repeat(400))).toBe(2 ** 63);
  });
});

describe('formatQuantity', () => {
  test.each([
    ['cpu', 0, '0'],
    ['cpu', 0.1, '100m'],
    ['cpu', 0.0004, '0'],
    ['cpu', 1.5, '1500m'],
    ['cpu', 12, '12'],
    ['cpu', -0.25, '-250m'],
    ['requests.cpu', 0.25, '250m'],
    ['limits.cpu', 2, '2'],
    ['memory', 0, '0'],
    ['memory', 512, '512'],
    ['memory', 1536, '1.5Ki'],
    ['memory', 134_217_728, '128Mi'],
    ['memory', 1_610_612_736, '1.5Gi'],
    ['memory', 2 ** 41, '2Ti'],
    ['memory', 1500 * 2 ** 20, '1500Mi'],
    ['memory', 1100 * 2 ** 30, '1100Gi'],
    ['memory', 24_479_284 * 1024, '23.3Gi'],
    ['memory', 10_001 * 2 ** 20, '9.8Gi'],
    ['memory', 500e6, '476.8Mi'],
    ['memory', -(2 ** 30), '-1Gi'],
    ['limits.memory', 2 ** 20, '1Mi'],
    ['ephemeral-storage', 2 ** 30, '1Gi'],
    ['requests.storage', 2 ** 30, '1Gi'],
    ['hugepages-2Mi', 2 ** 21, '2Mi'],
    ['requests.hugepages-1Gi', 2 ** 30, '1Gi'],
    ['nvidia.com/gpu', 2, '2'],
    ['pods', 110, '110'],
  ])('%s of %d reads %s', (resource, value, text) => {
    expect(formatQuantity(resource, value)).toBe(text);
  });

  test.each([
    ['memory', true],
    ['requests.storage', true],
    ['gold.storageclass.storage.k8s.io/requests.storage', true],
    ['hugepages-1Gi', true],
    ['cpu', false],
    ['pods', false],
    ['example.com/memory-card', false],
    ['persistentvolumeclaims', false],
  ])('%s counts bytes: %s', (resource, bytes) => {
    expect(isBytes(resource)).toBe(bytes);
  });
});

describe('for any input', () => {
  test('parsing never throws and gives a finite number or nothing', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.double(), fc.stringMatching(/^[-+.\deEKMGi]{0,12}$/)), (text) => {
        const value = parseQuantity(text);
        expect(value === undefined || Number.isFinite(value)).toBe(true);
      }),
    );
  });

  test('formatting never throws', () => {
    fc.assert(
      fc.property(fc.string(), fc.double(), (resource, value) => formatQuantity(resource, value) !== ''),
    );
  });

  test('bytes come back within the one decimal that is shown', () => {
    fc.assert(
      fc.property(fc.integer({ min: -(2 ** 50), max: 2 ** 50 }), (bytes) => {
        const back = parseQuantity(formatQuantity('memory', bytes)) ?? Number.NaN;
        expect(Math.abs(back - bytes)).toBeLessThanOrEqual(Math.abs(bytes) * 0.05);
      }),
    );
  });

  test('millicores come back as they were', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000, max: 1_000_000 }), (milli) => {
        expect(parseQuantity(formatQuantity('cpu', milli / 1000))).toBeCloseTo(milli / 1000, 9);
      }),
    );
  });
});
