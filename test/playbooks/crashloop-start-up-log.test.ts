import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readStartUp } from '../../playbooks/crashloop/start-up-log.ts';

describe('readStartUp', () => {
  test.each([
    ['listening on :8080', 8080],
    ['INFO listening on 8080', 8080],
    ['Server listening at http://127.0.0.1:3000', 3000],
    ['Tomcat started on port(s): 8080 (http)', 8080],
    ['binding :80 as uid 101', 80],
    ['serving on 0.0.0.0:9090', 9090],
    ['starting pid=1 port=8080', 8080],
    ['Listening on [::]:8443', 8443],
  ])('%s', (line, port) => {
    expect(readStartUp([line]).ports).toEqual([port]);
  });

  test.each([
    'connected to db:5432',
    'took 8080 ms',
    'listening on port 99999',
    'listening on port 00',
  ])('%s names none', (line) => {
    expect(readStartUp([line]).ports).toEqual([]);
  });

  test.each([
    ['warming caches, about 90 s', 90],
    ['Started Application in 45.2 seconds', 45.2],
    ['restoring, takes about 2 minutes', 120],
    ['ready in 1500 ms', 1.5],
  ])('%s takes %d seconds', (line, seconds) => {
    expect(readStartUp(['ready in 1 s', line]).needs).toEqual({ line, seconds });
  });

  test.each([
    'ready in 20 ms',
    'GET / 200 90 s',
    'ready',
    'WARN GET /ready: 503, price list is older than 15 minutes',
    'GET http://cache/api/warm-up 200 in 90 s',
  ])('%s says nothing of a start', (line) => {
    expect(readStartUp([line]).needs).toBeUndefined();
  });

  test('arbitrary lines neither throw nor hang', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 2000 }), { maxLength: 20 }), (lines) => {
        readStartUp(lines);
      }),
    );
  });
});
