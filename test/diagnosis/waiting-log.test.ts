import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readWaiting } from '../../src/diagnosis/waiting-log.ts';

function read(...lines: readonly string[]) {
  return readWaiting(lines.map((text) => ({ text })));
}

describe('readWaiting', () => {
  test.each([
    ['waiting for orders-db:5432', 'orders-db:5432'],
    ['2026-11-22T07:42:12Z waiting for service kafka.streaming', 'service kafka.streaming'],
    ['warn waiting for certificate from istiod.istio-system.svc:15012', 'istiod.istio-system.svc:15012'],
    ["nslookup: can't resolve 'redis.cache'", 'redis.cache'],
    ['postgres not ready, sleeping', undefined],
    ["nc: bad address 'kafka'", 'kafka'],
    ['waiting for istiod: lookup istiod.istio-system.svc: no such host', 'istiod.istio-system.svc'],
  ])('%s', (line, what) => {
    const said = read('starting', line);
    expect(said).toMatchObject({ line, times: 1 });
    expect(said?.what).toBe(what);
  });

  test('counts how often it says so', () => {
    const lines = Array.from(
      { length: 5 },
      (_, index) => `2026-01-01T00:00:0${index}Z try ${index}: waiting for db`,
    );
    expect(read(...lines)).toMatchObject({ times: 5, what: 'db' });
  });

  test('a line that comes again and again is one that waits', () => {
    expect(read('tick', 'tick', 'tick')).toMatchObject({ line: 'tick', times: 3 });
    expect(read('tick', 'tick')).toBeUndefined();
  });

  test('what was waited for before the work began is over', () => {
    expect(read('waiting for db', 'applying 1', 'created table a', 'created index b')).toBeUndefined();
    expect(read('waiting for db', 'Server: 10.0.0.1', 'Address: x')).toMatchObject({ what: 'db' });
  });

  test('of the lines of one turn the one that names something tells more', () => {
    const turn = ['Waiting for kafka.streaming to listen on 9092...', 'Sleeping'];
    expect(read(...turn, ...turn)).toMatchObject({ line: turn[0], times: 2, what: 'kafka.streaming' });
  });

  test('an empty log tells nothing', () => {
    expect(read()).toBeUndefined();
    expect(read('', '  ')).toBeUndefined();
  });

  test('any text is read', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (lines) => {
        read(...lines, `waiting for ${lines.join(' ')}`);
      }),
    );
  });
});
