import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isLoopback, loopbackLine, mentionsPort, readListeners } from '../../src/diagnosis/listeners.ts';

/** Start-up lines as servers write them. */
const LISTENING: [line: string, port: number, address?: string][] = [
  ['2026-11-22T07:42:10Z INFO listening on :8080', 8080],
  ['2026-11-22T07:42:10Z INFO starting pid=1 port=8080', 8080],
  ['Server listening on port 3000', 3000],
  ['Server listening at http://localhost:3000/', 3000, 'localhost'],
  ['> Ready on http://localhost:3000', 3000, 'localhost'],
  ['Listening on 8000', 8000],
  ['Tomcat started on port(s): 8080 (http) with context path ""', 8080],
  ['Tomcat started on port 8080 (http) with context path "/"', 8080],
  ['[INFO] Listening at: http://0.0.0.0:8000 (7)', 8000, '0.0.0.0'],
  ['INFO:     Uvicorn running on http://127.0.0.1:8000 (Press CTRL+C to quit)', 8000, '127.0.0.1'],
  [' * Running on http://127.0.0.1:5000', 5000, '127.0.0.1'],
  ['* Listening on http://[::]:9292', 9292, '[::]'],
  ['level=info msg="HTTP Server Listen" address=[::]:3000 protocol=http', 3000, '[::]'],
  ['{"level":"info","msg":"listening","port":8081}', 8081],
  ['{"level":"info","msg":"listening","addr":"0.0.0.0:8081"}', 8081, '0.0.0.0'],
  ['LOG:  listening on IPv4 address "0.0.0.0", port 5432', 5432],
  ["Ready for connections. Version: '8.0.36'  socket: '/run/mysqld/mysqld.sock'  port: 3306", 3306],
  ['started TCP listener on [::]:5672', 5672, '[::]'],
  ['Now listening on: http://[::]:80', 80, '[::]'],
  ['[Server] Listening on *:8080', 8080, '*'],
];

test.each<[line: string, port: number, address?: string]>(LISTENING)('%s: port %i', (line, port, address) => {
  expect(readListeners([line])).toEqual([{ port, ...(address ? { address } : {}), line: line.trim() }]);
});

test.each([
  'connecting to db:5432',
  'Redis client ready at redis:6379',
  'connected to broker at 10.0.0.9:9092, ready',
  'proxying to http://localhost:9000, ready',
  'Metrics server listening on :9090',
  'Starting health probe server on port 8081',
  'Listening for transport dt_socket at address: 5005',
  'Debugger listening on ws://127.0.0.1:9229/3f1c',
  'Started GET "/" for 10.0.0.1 at 2026-01-01 12:00:00',
  '07:42:10 worker started',
  'running since 12:30:45',
  'version 1.10.8080 running',
  'listening on port 99999',
  'listening on port 00',
  'GET /items 200 in 80 ms',
  '',
])('%s: no port of its own', (line) => {
  expect(readListeners([line])).toEqual([]);
});

test('a line is read once as far as its first 500 characters', () => {
  expect(readListeners([`listening ${'x'.repeat(600)} on :8080`])).toEqual([]);
});

describe('a port that only its own pod reaches', () => {
  test.each<[string, readonly string[], number, boolean]>([
    ['127.0.0.1 alone', [' * Running on http://127.0.0.1:5000'], 5000, true],
    ['[::1] alone', ['Listening on http://[::1]:3000'], 3000, true],
    ['another port', [' * Running on http://127.0.0.1:5000'], 8080, false],
    ['a name for whatever it is', ['Server listening at http://localhost:3000'], 3000, false],
    [
      'every address as well',
      [' * Running on all addresses (0.0.0.0)', ' * Running on http://127.0.0.1:5000'],
      5000,
      false,
    ],
    [
      'the pod’s address as well',
      [' * Running on http://127.0.0.1:5000', ' * Running on http://10.244.1.9:5000'],
      5000,
      false,
    ],
    [
      'the port without an address as well',
      ['listening on 127.0.0.1:5000', 'listening on :5000'],
      5000,
      false,
    ],
    ['nothing of it', ['hello'], 5000, false],
  ])('%s', (_, lines, port, isOwn) => {
    expect(loopbackLine(lines, port) !== undefined).toBe(isOwn);
  });

  test.each([
    ['127.0.0.1', true],
    ['[::1]', true],
    ['0.0.0.0', false],
    ['localhost', false],
    [undefined, false],
  ])('%s: %s', (address, isOwn) => {
    expect(isLoopback({ port: 1, line: '', ...(address ? { address } : {}) })).toBe(isOwn);
  });
});

test.each([
  ['listening on :9090', 9090, true],
  ['port=9090.', 9090, true],
  ['took 19090 ms', 9090, false],
  ['version 9090.1', 9090, false],
  ['v1.9090', 9090, false],
  ['x9090', 9090, false],
])('%s mentions %i: %s', (line, port, mentions) => {
  expect(mentionsPort([line], port)).toBe(mentions);
});

test('no text makes it throw or hang', () => {
  const words = fc.constantFrom(
    'listening',
    'on',
    ':',
    '127.0.0.1',
    '[::1]',
    '8080',
    'port',
    '=',
    '"',
    '(',
    '0.0.0.0',
    'http://',
    ' ',
    '\n',
  );
  const text = fc.oneof(
    fc.string({ maxLength: 800 }),
    fc.array(words, { maxLength: 200 }).map((all) => all.join('')),
  );
  fc.assert(
    fc.property(fc.array(text, { maxLength: 6 }), fc.integer({ min: 1, max: 65_535 }), (lines, port) => {
      for (const listener of readListeners(lines)) {
        expect(listener.port).toBeGreaterThan(0);
        expect(listener.port).toBeLessThanOrEqual(65_535);
      }
      expect(() => [mentionsPort(lines, port), loopbackLine(lines, port)]).not.toThrow();
    }),
  );
});
