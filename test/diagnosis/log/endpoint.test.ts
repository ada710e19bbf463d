import { describe, expect, it } from 'vitest';
import { endpointOf, isAddress } from '../../../src/diagnosis/log/endpoint.ts';

describe('an endpoint', () => {
  it.each([
    ['postgresql://u:p%40@orders-db:5433/orders', { host: 'orders-db', port: 5433, service: 'postgres' }],
    ['jdbc:mysql://stock-db/stock', { host: 'stock-db', port: 3306, service: 'mysql' }],
    ['amqp://user:pw@host-1:5679/', { host: 'host-1', port: 5679, service: 'rabbitmq' }],
    ['mongodb+srv://cluster.example.net/x', { host: 'cluster.example.net', service: 'mongodb' }],
    ['https://[::1]:8443/x', { host: '[::1]', port: 8443 }],
    ['http://gateway/x', { host: 'gateway', port: 80 }],
    ['tcp://mqtt', { host: 'mqtt' }],
    ['dial tcp 10.0.0.1:5432: refused', { host: '10.0.0.1', port: 5432 }],
    ['read tcp 10.0.0.9:41234->10.0.0.1:5432: reset', { host: '10.0.0.1', port: 5432 }],
    ['10.0.0.1:5432 (orders-db): no', { host: 'orders-db', port: 5432, address: '10.0.0.1' }],
    [
      'server at "orders-db" (10.0.0.1), port 5432 failed',
      { host: 'orders-db', port: 5432, address: '10.0.0.1' },
    ],
    ['refused: orders-db/10.0.0.1:5432', { host: 'orders-db', port: 5432, address: '10.0.0.1' }],
    ['to orders-db/<unresolved>:5432', { host: 'orders-db', port: 5432 }],
    ['refused: /10.0.0.1:5432', { host: '10.0.0.1', port: 5432 }],
    ['host=orders-db port=5432 user=x', { host: 'orders-db', port: 5432 }],
    ["(host='orders-db', port=5432)", { host: 'orders-db', port: 5432 }],
    ['{"host":"orders-db","port":5432}', { host: 'orders-db', port: 5432 }],
    ['connect to host orders-db port 5432', { host: 'orders-db', port: 5432 }],
    ['[fd00::1]:80', { host: '[fd00::1]', port: 80 }],
    ['orders-db:5432', { host: 'orders-db', port: 5432 }],
  ] as const)('in %s', (text, endpoint) => {
    expect(endpointOf(text)).toEqual(endpoint);
  });

  it.each([
    'main.go:77',
    'at line:12',
    '10:00:00',
    'file:///etc/app:80',
    'a:1',
    'db:99999',
    'remote host (10.0.0.1)',
    'nothing',
  ])('is not in %s', (text) => {
    expect(endpointOf(text)).toBeUndefined();
  });

  it('has a host that is a name or an address', () => {
    expect(['10.0.0.1', '::1', '[fd00::1]', 'db', 'cafe.svc'].map(isAddress)).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });
});
