import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readWaitingCommand } from '../../src/diagnosis/waiting-command.ts';

test.each([
  ['until nslookup db.shop; do sleep 2; done', { check: 'nslookup db.shop', host: 'db.shop' }],
  [
    'until nc -z -w 2 db 5432; do echo waiting; sleep 1; done',
    { check: 'nc -z -w 2 db 5432', host: 'db', port: 5432 },
  ],
  [
    'while ! pg_isready -h pg -p 5433; do sleep 1; done',
    { check: 'pg_isready -h pg -p 5433', host: 'pg', port: 5433 },
  ],
  ['until pg_isready --host=pg; do sleep 1; done', { check: 'pg_isready --host=pg', host: 'pg' }],
  ['until redis-cli -h cache ping; do sleep 1; done', { check: 'redis-cli -h cache', host: 'cache' }],
  [
    'until curl -sf http://auth:8080/healthz; do sleep 1; done',
    { check: 'curl -sf http://auth:8080/healthz', host: 'auth', port: 8080 },
  ],
  [
    'until (echo > /dev/tcp/mq/5672); do sleep 1; done',
    { check: '/dev/tcp/mq/5672', host: 'mq', port: 5672 },
  ],
  ['/wait-for-it.sh db:5432 -t 0', { check: 'wait-for-it.sh db:5432', host: 'db', port: 5432 }],
  ['while [ ! -f /shared/ready ]; do sleep 1; done', {}],
])('%s', (command, waits) => {
  expect(readWaitingCommand(['sh', '-c', command])).toEqual(waits);
});

test.each(['./migrate up', 'curl http://auth:8080/seed', ''])('%s does not wait', (command) => {
  expect(readWaitingCommand([command])).toBeUndefined();
});

test('any command is read', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), (words) => void readWaitingCommand(['until', ...words, 'do sleep'])),
  );
});
