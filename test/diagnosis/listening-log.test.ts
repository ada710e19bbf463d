import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readListening } from '../../src/diagnosis/listening-log.ts';

test.each([
  ['INFO listening on 127.0.0.1:8080', '127.0.0.1:8080'],
  ['Now listening on: http://localhost:8080', 'localhost:8080'],
  ['Server running at http://[::1]:8080/', '[::1]:8080'],
  ['INFO:     Uvicorn running on http://127.0.0.1:8080 (Press CTRL+C to quit)', '127.0.0.1:8080'],
  ['listening on 0.0.0.0:8080', undefined],
  ['connecting to 127.0.0.1:8080', undefined],
  ['listening on 127.0.0.1:9090', undefined],
])('%s', (line, loopback) => {
  expect(readListening(['starting', line], 8080).loopback).toBe(loopback);
});

test('without a port to look for, any counts', () => {
  expect(readListening(['listening on 127.0.0.1:9090'], undefined)).toEqual({ loopback: '127.0.0.1:9090' });
});

test('any log is read', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string()),
      (lines) => void readListening([...lines, `listening ${lines.join()}`], 80),
    ),
  );
});
